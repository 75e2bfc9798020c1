package bot

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
)

// A dispatcher runs functions: those of one key one after the other in the order
// they were given, those of different keys at the same time. Make one with
// newDispatcher.
//
// A key costs a goroutine while it has work and nothing otherwise, so that
// hundreds of envelopes from as many conversations reach the store together and
// share one commit. Some goroutines are kept for the next ones until Close.
type dispatcher struct {
	log   *slog.Logger
	slots chan struct{} // one for each function that waits or runs
	shut  chan struct{} // closed by Close
	ctx   context.Context
	abort context.CancelFunc

	mu      sync.Mutex
	lanes   map[string]*lane
	resting []chan job // workers without a job, the last to rest at the end
	idle    sync.Cond  // lanes became empty
	closed  bool
}

// mostResting is how many workers are kept ready: a new goroutine has to grow its
// stack first, which a lone message would wait for, and in a burst all of them. One
// at rest holds a few kilobytes.
const mostResting = 256

// A job is a lane that got its first function.
type job struct {
	key  string
	lane *lane
	f    func(context.Context)
}

// A lane is what waits behind the function that runs for one key.
type lane struct {
	next []func(context.Context)
}

// newDispatcher returns a dispatcher that lets at most limit functions wait or run.
func newDispatcher(limit int, log *slog.Logger) *dispatcher {
	d := &dispatcher{
		log: log, slots: make(chan struct{}, limit), shut: make(chan struct{}),
		lanes: make(map[string]*lane),
	}
	d.ctx, d.abort = context.WithCancel(context.Background())
	d.idle.L = &d.mu
	return d
}

// Do has f run and returns without waiting for it, except while as many
// functions as allowed wait or run: then it blocks until one of them is done. So
// a function must not call Do itself. The context that f is given ends only when
// Close gives up. Do reports false, and f does not run, once Close was called.
func (d *dispatcher) Do(key string, f func(context.Context)) bool {
	select {
	case d.slots <- struct{}{}:
	case <-d.shut:
		return false
	}
	return d.enter(key, f)
}

// TryDo is Do, but instead of waiting for room it reports false.
func (d *dispatcher) TryDo(key string, f func(context.Context)) bool {
	select {
	case d.slots <- struct{}{}:
		return d.enter(key, f)
	default:
		return false
	}
}

// enter puts f, which has its slot, into the lane of its key.
func (d *dispatcher) enter(key string, f func(context.Context)) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		<-d.slots
		return false
	}
	if l := d.lanes[key]; l != nil {
		l.next = append(l.next, f)
		return true
	}
	j := job{key: key, lane: &lane{}, f: f}
	d.lanes[key] = j.lane
	if n := len(d.resting) - 1; n >= 0 {
		d.resting[n] <- j
		d.resting = d.resting[:n]
	} else {
		go d.work(j)
	}
	return true
}

// work does jobs until it is not needed any more.
func (d *dispatcher) work(j job) {
	next := make(chan job, 1)
	for ok := true; ok; j, ok = <-next {
		for f := j.f; f != nil; f = d.after(j.key, j.lane) {
			d.run(f)
			<-d.slots
		}
		d.rest(next)
	}
}

// rest keeps a worker ready for the next job, or lets it go by closing its
// channel.
func (d *dispatcher) rest(next chan job) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed || len(d.resting) == mostResting {
		close(next)
		return
	}
	d.resting = append(d.resting, next)
}

// after takes what is next in the lane. If that is nothing the lane is given up.
func (d *dispatcher) after(key string, l *lane) func(context.Context) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(l.next) > 0 {
		f := l.next[0]
		l.next[0] = nil
		l.next = l.next[1:]
		return f
	}
	delete(d.lanes, key)
	if len(d.lanes) == 0 {
		d.idle.Broadcast()
	}
	return nil
}

// run calls f and survives its panic.
func (d *dispatcher) run(f func(context.Context)) {
	_ = surely(d.log, "a handler", func() error {
		f(d.ctx)
		return nil
	})
}

// Len is how many functions wait or run.
func (d *dispatcher) Len() int { return len(d.slots) }

// Wait blocks until nothing waits or runs.
func (d *dispatcher) Wait() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for len(d.lanes) > 0 {
		d.idle.Wait()
	}
}

// Close lets nothing more in and waits until all that was let in is done. When
// ctx ends first, the functions are told by their own context, those that wait
// run with an ended one, and Close returns ctx's error without waiting further.
func (d *dispatcher) Close(ctx context.Context) error {
	d.mu.Lock()
	if !d.closed {
		d.closed = true
		close(d.shut)
		for _, next := range d.resting {
			close(next)
		}
		d.resting = nil
	}
	d.mu.Unlock()

	defer d.abort()
	stop := context.AfterFunc(ctx, func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.idle.Broadcast()
	})
	defer stop()
	d.mu.Lock()
	defer d.mu.Unlock()
	for len(d.lanes) > 0 {
		if ctx.Err() != nil {
			return fmt.Errorf("drain the dispatcher: %d functions left: %w", len(d.slots), ctx.Err())
		}
		d.idle.Wait()
	}
	return nil
}
