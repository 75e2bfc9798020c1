package playground

import (
	"context"
	"maps"
	"time"
)

// Observation is one thing that happened in a workspace.
type Observation struct {
	At time.Time
	// Kind is call, post, update, delete, ephemeral, event, notice, view,
	// home, connected or disconnected.
	Kind    string
	Method  string // of a call; the subscription of an event
	Error   string // Slack's error of a call
	Channel string
	TS      string
	User    string // who posted, or who sees it
	Text    string
}

// Observe has f called with everything that happens, just after it did, until
// stop is called. Calls may come from several goroutines. f must not block; it
// may use the workspace.
func (ws *Workspace) Observe(f func(Observation)) (stop func()) {
	ws.lock()
	defer ws.unlock()
	ws.nextID++
	id := ws.nextID
	ws.observers[id] = f
	return func() {
		ws.lock()
		defer ws.unlock()
		delete(ws.observers, id)
	}
}

// observe notes something for the observers. The lock is held.
func (ws *Workspace) observe(o Observation) {
	if len(ws.observers) == 0 {
		return
	}
	o.At = time.Now()
	ws.observed = append(ws.observed, o)
}

// Calls counts the app's calls of each method, refused ones too.
func (ws *Workspace) Calls() map[string]int {
	ws.lock()
	defer ws.unlock()
	return maps.Clone(ws.calls)
}

// Quiet waits until nothing has happened for a while and no event awaits
// its ack. It ends early with ctx's error.
func (ws *Workspace) Quiet(ctx context.Context, while time.Duration) error {
	tick := time.NewTicker(max(while/4, time.Millisecond))
	defer tick.Stop()
	for {
		ws.mu.Lock()
		quiet := ws.busy == 0 && len(ws.inFlight) == 0 && time.Since(ws.active) >= while
		ws.mu.Unlock()
		if quiet {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}
