package bot

import (
	"context"
	"errors"
	"log/slog"
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
	d.mu.Lock()
	close(d.busy[lane].over)
	delete(d.busy, lane)
	rest := pace
	if err != nil {
		rest = lookAtLeast
	}
	d.quiet[lane] = time.Now().Add(rest)
	d.mu.Unlock()
	d.wake()
}

// deliver sends one posting, or looks whether an earlier send arrived, and
// records the outcome. Its errors are the store's.
func (d *deliverer) deliver(ctx context.Context, p practice.Posting) error {
	coach := d.b.coach
	// What may be repeated shows what is stored, and is recorded as sent before it
	// is read: a change from then on is planned anew.
	early := p.Kind.Policy() == practice.Repeat
	if early {
		if sent, err := d.begin(ctx, p); !sent {
			return err
		}
	}
	out, err := d.b.compose(ctx, p)
	var call *callError
	switch o, wait, code := judge(err); {
	case err == nil:
	case errors.Is(err, errNothingToSay), errors.Is(err, practice.ErrNotFound):
		return d.drop(ctx, p)
	case errors.Is(err, practice.ErrNotDelivered):
		d.step(p, postingPostponed)
		return coach.Postpone(ctx, p.Key, pace)
	case !errors.As(err, &call):
		return err
	case o == refused:
		d.refused(ctx, p, code)
		d.step(p, postingRefused)
		return d.refuse(ctx, p, code)
	default:
		d.step(p, postingPostponed)
		return coach.Postpone(ctx, p.Key, wait)
	}
	if p.State == practice.Uncertain {
		return d.look(ctx, p, out)
	}
	if !early {
		if sent, err := d.begin(ctx, p); !sent {
			return err
		}
	}
	channel, at, err := out.send(ctx, d.b.web, p)
	ctx = context.WithoutCancel(ctx) // the outcome is kept, however late it comes
	switch o, wait, code := judge(err); o {
	case arrived:
		d.b.log.Info("delivered", "posting", p.Key, "tries", p.Tries+1)
		d.step(p, postingDelivered)
		err := coach.Arrived(ctx, p.Key, channel, at)
		if errors.Is(err, practice.ErrNotFound) {
			return coach.CameLate(ctx, channel, at)
		}
		return err
	case refused:
		if p.Kind == practice.PostCount && code == "message_not_found" {
			d.b.log.Info("a post is gone in Slack", "posting", p.Key)
			return errors.Join(coach.Deleted(ctx, practice.Place{Channel: out.channel, Thread: out.updates}, ""), coach.Refuse(ctx, p.Key, code))
		}
		d.refused(ctx, p, code)
		d.step(p, postingRefused)
		headGone := p.Kind == practice.PostClock && code == "message_not_found"
		if headGone || code == errUnthreaded.Err && p.Place.Channel == "" {
			return coach.ThreadGone(ctx, p.Key)
		}
		return d.refuse(ctx, p, code)
	case later:
		d.b.log.Warn("posting postponed", "posting", p.Key, "err", code, "wait", wait)
		d.step(p, postingPostponed)
		return coach.Postpone(ctx, p.Key, wait)
	default:
		d.b.log.Warn("posting uncertain", "posting", p.Key, "err", code)
		d.step(p, postingUncertain)
		return coach.Doubtful(ctx, p.Key, code)
	}
}

// begin records that a posting is about to be sent. It reports false where it
// must not be: its earlier send is uncertain now, or it is done.
func (d *deliverer) begin(ctx context.Context, p practice.Posting) (bool, error) {
	_, err := d.b.coach.Send(ctx, p.Key)
	if errors.Is(err, practice.ErrAlready) {
		return false, nil
	}
	return err == nil, err
}

// drop gives up a posting that has become pointless. One whose send may have
// arrived is looked for first: what stands in Slack must be known to be taken
// back.
func (d *deliverer) drop(ctx context.Context, p practice.Posting) error {
	// What a person suggested stands before somebody else.
	if p.Kind.Policy() == practice.Reconcile && (p.Place.Channel != "" || p.Kind == practice.PostSuggestion) {
		switch p.State {
		case practice.Sending:
			_, err := d.begin(ctx, p)
			return err
		case practice.Uncertain:
			out := outgoing{channel: p.Place.Channel, thread: timestamp(p.Place.Thread)}
			if out.channel != "" {
				return d.look(ctx, p, out)
			}
			dm, err := d.b.web.dm(ctx, p.To)
			switch o, wait, _ := judge(err); {
			case err == nil:
				out.channel = dm
				return d.look(ctx, p, out)
			case o != refused:
				return d.b.coach.Postpone(ctx, p.Key, max(wait, pace))
			}
		}
	}
	d.step(p, postingDropped)
	return d.b.coach.Refuse(ctx, p.Key, "nothing to say any more")
}

// refuse gives up a posting that Slack does not take.
func (d *deliverer) refuse(ctx context.Context, p practice.Posting, code string) error {
	if channelTrouble[code] && p.Place.Channel != "" {
		return d.b.coach.ShutOut(ctx, p.Key, code)
	}
	return d.b.coach.Refuse(ctx, p.Key, code)
}

// refused logs that Slack refused a posting. A look at what stands there may be
// refused without harm.
func (d *deliverer) refused(ctx context.Context, p practice.Posting, code string) {
	level := slog.LevelWarn
	if !p.Kind.Says() {
		level = slog.LevelInfo
	}
	d.b.log.Log(ctx, level, "posting refused", "posting", p.Key, "err", code)
}

// look asks Slack whether an uncertain posting arrived.
func (d *deliverer) look(ctx context.Context, p practice.Posting, out outgoing) error {
	at, err := d.b.web.find(ctx, out.channel, out.thread, p.Key, p.SentAt)
	switch o, wait, code := judge(err); {
	case o == arrived && at != 0:
		d.b.log.Info("found", "posting", p.Key)
		d.step(p, postingFound)
		return d.b.coach.Arrived(ctx, p.Key, out.channel, at)
	case o == arrived, code == errUnthreaded.Err:
		d.step(p, postingNotFound)
		return d.b.coach.NotSeen(ctx, p.Key)
	case o == refused:
		d.refused(ctx, p, code)
		d.step(p, postingRefused)
		return d.refuse(ctx, p, code)
	default:
		d.step(p, postingPostponed)
		d.b.log.Warn("posting not looked for", "posting", p.Key, "err", code)
		return d.b.coach.Postpone(ctx, p.Key, max(wait, pace))
	}
}
