package ops

import (
	"context"
	"runtime/debug"
	rt "runtime/metrics"
	"testing"
)

// held is what of the heap is the process's, in bytes: objects, and what they left.
func held() uint64 {
	sample := []rt.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/free:bytes"}, {Name: "/memory/classes/heap/unused:bytes"}}
	rt.Read(sample)
	return sample[0].Value.Uint64() + sample[1].Value.Uint64() + sample[2].Value.Uint64()
}

func TestMemoryIsGivenBackOnceThereIsLittleToDo(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	var m Memory
	tick := func() {
		if err := m.Tick(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	tick()
	tick()
	before := held()
	for range 1000 {
		kept = make([]byte, 8<<10)
	}
	kept = nil
	if now := held(); now < before+4<<20 {
		t.Fatalf("a heap of %d bytes grew to %d while busy: the collector came early", before, now)
	}
	tick()
	if now := held(); now < before+4<<20 {
		t.Errorf("memory was given back while there was much to do: %d bytes are held, %d before", now, before)
	}
	tick()
	if now := held(); now > before+1<<20 {
		t.Errorf("%d bytes are held at rest, %d before", now, before)
	}
}

var kept []byte

func TestTheHeapGrowsByTheSameHeadroomWhateverIsHeld(t *testing.T) {
	for live, want := range map[uint64]uint64{0: 16 << 20, 4 << 20: 16 << 20, 12 << 20: 24 << 20, 100 << 20: 110 << 20, 1 << 30: 1 << 30} {
		grows := max(live, 4<<20) * uint64(collectAt(live)) / 100
		if grows != want {
			t.Errorf("with %d MiB held it grows by %d MiB, want %d", live>>20, grows>>20, want>>20)
		}
	}
}
