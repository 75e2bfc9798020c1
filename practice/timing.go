package practice

import "time"

// The shares of a time, in percent, of which the person is told.
const (
	nearlyUp = 80
	timeUp   = 100
)

// clocked adds the time since the clock was last read to the turn in hand.
func (r Round) clocked(now time.Time) Round {
	if r.PausedAt.IsZero() && !r.Since.IsZero() {
		r = r.with(now, func(t *Turn) { t.Spent += max(now.Sub(r.Since), 0) })
		r.Since = now
	}
	return r
}

// Pause stops the clock.
func (r Round) Pause(now time.Time) (Round, error) {
	if err := r.waits(); err != nil {
		return r, err
	}
	if !r.PausedAt.IsZero() {
		return r, ErrAlready
	}
	r = r.clocked(now)
	r.PausedAt, r.TouchedAt = now, now
	r.Pauses++
	return r, nil
}

// Resume lets the clock run on.
func (r Round) Resume(now time.Time) (Round, error) {
	switch {
	case r.Stage == Ended:
		return r, ErrEnded
	case r.Stage == Break:
		return r, ErrBreak
	case r.PausedAt.IsZero():
		return r, ErrNotPaused
	}
	r.PausedAt, r.Since, r.TouchedAt = time.Time{}, time.Time{}, now
	return r, nil
}

// Ticking reports whether the clock runs: a question is in hand and was
// delivered, and there is no pause.
func (r Round) Ticking() bool { return r.Waits() && !r.Since.IsZero() }

// Waits reports whether a question or follow-up is in hand, be it still on its
// way to the person, and there is no pause.
func (r Round) Waits() bool { return r.waits() == nil && r.PausedAt.IsZero() }

// Shown lets the clock run from when the question or follow-up in hand was
// delivered.
func (r Round) Shown(at, now time.Time) Round {
	if r.waits() != nil || !r.PausedAt.IsZero() || !r.Since.IsZero() {
		return r
	}
	from := r.Now().AskedAt
	if p := r.InHand().Probe; p > 0 {
		from = r.Now().Probes[p-1].AskedAt
	}
	if r.Pauses > 0 {
		from = r.TouchedAt // it may have stood there before a pause
	}
	// The chat's clock may be ahead of ours, or behind.
	r.Since = minTime(maxTime(at, from), now)
	return r
}

// Used returns how long the person has had the turn in hand, pauses left out.
func (r Round) Used(now time.Time) time.Duration {
	spent := r.Now().Spent
	if r.Ticking() {
		spent += max(now.Sub(r.Since), 0)
	}
	return spent
}

// LegUsed returns how long the leg in hand has taken, pauses left out.
func (r Round) LegUsed(now time.Time) time.Duration {
	sum := r.Used(now)
	for _, t := range r.Turns[r.legStart():r.Turn] {
		sum += t.Spent
	}
	return sum
}

// A TimeNote says that a share of a time has gone by, in percent. Zero says
// nothing.
type TimeNote struct {
	Turn int // of the time for the question in hand
	Leg  int // of the time for the round
}

// Notes returns the round after the notes on time that are due, and which those
// are. One that comes so late that the next is due as well is left out.
func (r Round) Notes(now time.Time) (Round, TimeNote) {
	var due TimeNote
	if !r.Ticking() {
		return r, due
	}
	t := r.Now()
	if share := passed(r.Used(now), t.Minutes); share > t.Noted && !t.Reverse {
		due.Turn = share
		touched := r.TouchedAt
		r = r.with(now, func(t *Turn) { t.Noted = share })
		r.TouchedAt = touched // their person did nothing
	}
	if share := passed(r.LegUsed(now), r.Minutes()); share > r.Noted {
		due.Leg, r.Noted = share, share
	}
	return r, due
}

// passed returns the share of which a note is due after that much of a time.
func passed(used time.Duration, minutes int) int {
	switch {
	case minutes <= 0:
		return 0
	case used >= shareOf(minutes, timeUp):
		return timeUp
	case used >= shareOf(minutes, nearlyUp):
		return nearlyUp
	}
	return 0
}

func shareOf(minutes, percent int) time.Duration {
	return time.Duration(minutes) * time.Minute * time.Duration(percent) / 100
}

// NextNote returns when a note on time is due next, if the person goes on with
// what is in hand; zero where none is.
func (r Round) NextNote() time.Time {
	if !r.Ticking() {
		return time.Time{}
	}
	var next time.Time
	soonest := func(used time.Duration, minutes, noted int) {
		for _, share := range []int{nearlyUp, timeUp} {
			if share <= noted || minutes <= 0 {
				continue
			}
			at := r.Since.Add(shareOf(minutes, share) - used)
			if next.IsZero() || at.Before(next) {
				next = at
			}
			return
		}
	}
	if t := r.Now(); !t.Reverse {
		soonest(t.Spent, t.Minutes, t.Noted)
	}
	soonest(r.LegUsed(r.Since), r.Minutes(), r.Noted)
	return next
}
