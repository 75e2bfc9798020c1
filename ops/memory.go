package ops

import (
	"context"
	"runtime/debug"
	rt "runtime/metrics"
	"time"
)

// Memory lets the heap of the process grow while there is much to do, and gives
// back what that took. The zero Memory is ready; there is one in a process.
type Memory struct {
	allocated uint64 // bytes ever, when last looked
	given     uint64 // bytes ever, when memory was last given back
	percent   int    // that the collector was told
}

// Rest is how often to call Tick.
const Rest = 2 * time.Second

const (
	// A bot holds some five megabytes. The collector, which by itself comes once that
	// much was allocated, took a quarter of the processor's time under load.
	headroom = 12 << 20 // bytes on top of that
	calm     = 4 << 20  // bytes allocated from one look to the next by a bot that has little to do, at most
	enough   = 4 << 20  // bytes allocated since memory was given back that are worth doing it again
)

// Tick looks at what was allocated since the last look.
func (m *Memory) Tick(context.Context) error {
	sample := []rt.Sample{{Name: "/gc/heap/allocs:bytes"}, {Name: "/gc/heap/live:bytes"}}
	rt.Read(sample)
	allocated, live := sample[0].Value.Uint64(), sample[1].Value.Uint64()
	if percent := collectAt(live); percent != m.percent {
		m.percent = percent
		debug.SetGCPercent(percent)
	}
	if allocated-m.allocated < calm && allocated-m.given > enough {
		debug.FreeOSMemory()
		m.given = allocated
	}
	m.allocated = allocated
	return nil
}

// collectAt returns by how many per cent of what it holds, in bytes, the heap may
// grow: by as much again and headroom, in steps of ten.
func collectAt(live uint64) int {
	const least = 4 << 20 // as the runtime has it
	return 100 + int(headroom*10/max(live, least))*10
}
