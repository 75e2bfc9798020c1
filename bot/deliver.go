package bot

import (
	"context"
	"errors"
	"sync"
	"time"

	"greenroom/practice"
)

// A deliverer sends what is planned to be said: in order in each conversation,
// conversations side by side, each message once.
type deliverer struct {
	b     *Bot
	woken chan struct{}

	mu    sync.Mutex
	busy  map[string]delivery  // lanes in which something is being sent
	quiet map[string]time.Time // until when a lane must rest, by the machine's own time
	done  sync.WaitGroup
}

// A delivery is a posting that is being sent.
type delivery struct {
	since time.Time     // by the machine's own time
	over  chan struct{} // closed when its outcome is kept
}

// pace is the least time between two messages in a conversation, which is
// Slack's own limit.
const pace = time.Second

// lookAtLeast is how often the outbox is looked at without being woken.
const lookAtLeast = 30 * time.Second

func newDeliverer(b *Bot) *deliverer {
	return &deliverer{b: b, woken: make(chan struct{}, 1), busy: map[string]delivery{}, quiet: map[string]time.Time{}}
}

// wake has the outbox looked at soon. It never blocks.
func (d *deliverer) wake() {
	select {
	case d.woken <- struct{}{}:
	default:
	}
}

// run delivers until ctx ends and what is being sent then is finished, or
// sendFor has passed.
func (d *deliverer) run(ctx context.Context) error {
	calls, giveUp := context.WithCancel(context.WithoutCancel(ctx))
	defer func() {
		late := time.AfterFunc(sendFor, giveUp)
		d.done.Wait()
		late.Stop()
		giveUp()
	}()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-d.woken:
		case <-timer.C:
		}
		next := lookAtLeast
		err := surely(d.b.log, "look at the outbox", func() (err error) {
			next, err = d.start(ctx, calls)
			return err
		})
		if err != nil && ctx.Err() == nil {
			if d.b.fatal(err) {
				return err
			}
			d.b.log.Error("outbox not read", "err", err)
		}
		timer.Reset(next)
	}
}

// start begins to send the first due posting of each free lane and returns how
// long until there may be more to do. What is being sent is finished even while
// the bot stops, since only its outcome tells whether it must be sent again:
// calls ends later than ctx. Its error is that of postings that cannot be read.
func (d *deliverer) start(ctx, calls context.Context) (time.Duration, error) {
	waiting, err := d.b.coach.Waiting(ctx)
	now := d.b.coach.Now()
	next := lookAtLeast
	d.mu.Lock()
	defer d.mu.Unlock()
	taken := map[string]bool{}
	for _, p := range waiting {
		lane := laneOf(p)
		if taken[lane] {
			continue
		}
		taken[lane] = true
		if _, busy := d.busy[lane]; busy {
			continue
		}
		// A rest is real time, whatever the clock is set to meanwhile.
		if wait := max(p.NotBefore.Sub(now), time.Until(d.quiet[lane])); wait > 0 {
			next = min(next, wait)
			continue
		}
		d.busy[lane] = delivery{since: time.Now(), over: make(chan struct{})}
		d.done.Add(1)
		go d.one(ctx, calls, lane, p)
	}
	for lane, until := range d.quiet {
		if time.Until(until) <= 0 {
			delete(d.quiet, lane)
		}
	}
	return next, err
}

// laneOf is the order that a posting keeps: that of its conversation, but for
// what may be repeated and so waits for nobody.
func laneOf(p practice.Posting) string {
	switch p.Kind.Policy() {
	case practice.Repeat:
		return p.Key
	case practice.AtMostOnce:
		return p.Lane() + "@" + string(p.To) // only they see it
	}
	return p.Lane()
}

// firstFor is how long reading threads lets what is being sent go first.
const firstFor = 30 * time.Second

// first waits while anything is being sent, firstFor at the most, or until ctx ends.
func (d *deliverer) first(ctx context.Context) {
	for end := time.Now().Add(firstFor); time.Now().Before(end); {
		d.mu.Lock()
		sending := len(d.busy) > 0
		d.mu.Unlock()
		if !sending || rest(ctx, pace/5) != nil {
			return
		}
	}
}

// knownWithin is how long after a posting began to be sent what its person says
// waits for it: an ack is due three seconds after that was said.
const knownWithin = 2 * time.Second

// settle waits while something is being sent to a person alone, knownWithin of its
// beginning at the most, or until ctx ends: they see it, and may react to it,
// before the chat's answer says where it stands.
func (d *deliverer) settle(ctx context.Context, to practice.Person) {
	d.mu.Lock()
	sent, busy := d.busy[practice.Posting{To: to}.Lane()]
	d.mu.Unlock()
	if !busy {
		return
	}
	late := time.NewTimer(time.Until(sent.since.Add(knownWithin)))
	defer late.Stop()
	select {
	case <-sent.over:
	case <-late.C:
	case <-ctx.Done():
	}
}

// one delivers a posting when it may be sent. Until it is, the bot may stop.
func (d *deliverer) one(ctx, calls context.Context, lane string, p practice.Posting) {
	defer d.done.Done()
	rest := pace
	defer func() { d.free(lane, rest) }()
	if d.b.web.allowed(ctx, p) != nil {
		return
	}
	err := surely(d.b.log, "deliver "+p.Key, func() error { return d.deliver(calls, p) })
	if errors.Is(err, practice.ErrNotFound) {
		err = nil // its person was forgotten while it was on its way
	}
	if err != nil && calls.Err() == nil {
		d.b.log.Error("posting stuck", "posting", p.Key, "err", err)
		if d.b.fatal(err) {
			d.b.fail(err)
		}
	}
	if err != nil {
		rest = lookAtLeast
	}
}

// free has a lane rest and then send what is next.
func (d *deliverer) free(lane string, rest time.Duration) {
	d.mu.Lock()
	close(d.busy[lane].over)
	delete(d.busy, lane)
	d.quiet[lane] = time.Now().Add(rest)
	d.mu.Unlock()
	d.wake()
}
