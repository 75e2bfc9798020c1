package playground

import (
	"cmp"
	"slices"
	"time"
)

// FaultKind names a way to misbehave.
type FaultKind string

// The kinds of fault. Those of calls apply to [Fault.Method], or to any.
const (
	RateLimit    FaultKind = "rate_limit"    // 429 with Retry-After; nothing is done
	ServerError  FaultKind = "server_error"  // 500; nothing is done
	APIError     FaultKind = "api_error"     // ok:false with Fault.Error; nothing is done
	Hang         FaultKind = "hang"          // nothing is done and no answer comes
	HangAfter    FaultKind = "hang_after"    // the call is done and no answer comes
	LostResponse FaultKind = "lost_response" // the call is done and the connection breaks
	LateResponse FaultKind = "late_response" // the call is done and the answer comes after Fault.Delay
	LateHistory  FaultKind = "late_history"  // what is posted shows in histories only after Fault.Delay
	NoCharts     FaultKind = "no_charts"     // a message with a chart is refused, as in a workspace that has none yet

	DropSocket    FaultKind = "drop_socket"    // now: every connection breaks with no word
	RefreshSocket FaultKind = "refresh_socket" // now: every connection is warned, and ends 10 s later
	RefreshNow    FaultKind = "refresh_now"    // now: every connection is told refresh_requested and ends
	LinkDisabled  FaultKind = "link_disabled"  // now: every connection is told that Socket Mode is off
	Duplicate     FaultKind = "duplicate"      // events come twice
	LoseEvents    FaultKind = "lose_events"    // events never come
	Reorder       FaultKind = "reorder"        // Fault.Count events are held back and come in reverse
)

// reorderWait is how long a Reorder fault waits for its events.
const reorderWait = 2 * time.Second

// Fault is something that goes wrong on demand.
type Fault struct {
	Kind       FaultKind
	Method     string        // such as chat.postMessage; empty is any method
	Count      int           // how often, at least once; 2 events for Reorder
	RetryAfter time.Duration // of a RateLimit, whole seconds, at least one
	Delay      time.Duration // of LateHistory and LateResponse; 0 is five seconds
	Error      string        // of an APIError; empty is internal_error
}

// Fault makes a fault happen, or arms it for what comes next.
func (ws *Workspace) Fault(f Fault) {
	ws.lock()
	conns := slices.Clone(ws.conns)
	switch f.Kind {
	case DropSocket, RefreshSocket, RefreshNow, LinkDisabled:
	case Reorder:
		f.Count = max(f.Count, 2)
		ws.faults = append(ws.faults, &f)
	default:
		f.Count = max(f.Count, 1)
		f.RetryAfter = max(f.RetryAfter, time.Second)
		f.Delay = cmp.Or(f.Delay, 5*time.Second)
		f.Error = cmp.Or(f.Error, "internal_error")
		ws.faults = append(ws.faults, &f)
	}
	ws.unlock()
	for _, c := range conns {
		switch f.Kind {
		case DropSocket:
			c.drop()
		case RefreshSocket:
			ws.refresh(c, "warning")
		case RefreshNow:
			ws.refresh(c, "refresh_requested")
		case LinkDisabled:
			ws.refresh(c, "link_disabled")
		}
	}
}

// ClearFaults takes back every fault that has not happened yet.
func (ws *Workspace) ClearFaults() {
	ws.lock()
	defer ws.unlock()
	ws.faults = nil
	ws.release()
}

// takeFault uses up one occurrence of a fault; nil when none is armed.
func (ws *Workspace) takeFault(kind FaultKind, method string) *Fault {
	for i, f := range ws.faults {
		if f.Kind != kind || f.Method != "" && method != "" && f.Method != method {
			continue
		}
		f.Count--
		if f.Count == 0 {
			ws.faults = slices.Delete(ws.faults, i, i+1)
		}
		return f
	}
	return nil
}

// callFault is the fault that the next call of a method meets.
func (ws *Workspace) callFault(method string) *Fault {
	for _, kind := range []FaultKind{RateLimit, ServerError, APIError, Hang, HangAfter, LostResponse, LateResponse} {
		if f := ws.takeFault(kind, method); f != nil {
			return f
		}
	}
	return nil
}

// hold keeps an event back for a Reorder fault and reports whether it did.
func (ws *Workspace) hold(e *event) bool {
	if ws.takeFault(Reorder, "") == nil {
		return false
	}
	ws.held = append(ws.held, e)
	if len(ws.held) == 1 {
		time.AfterFunc(reorderWait, func() {
			ws.lock()
			defer ws.unlock()
			if ws.ctx.Err() == nil {
				ws.release()
			}
		})
	}
	if !slices.ContainsFunc(ws.faults, func(f *Fault) bool { return f.Kind == Reorder }) {
		ws.release()
	}
	return true
}

// release sends what was held back, the newest first.
func (ws *Workspace) release() {
	held := ws.held
	ws.held = nil
	for _, e := range slices.Backward(held) {
		ws.deliver(e)
	}
}
