package practice

import (
	"cmp"
	"slices"
	"time"
)

// Heard returns the round after a message of its person in a slot that SlotAt
// returned; id is the answer that now holds it.
func (r Round) Heard(in Slot, id ID, now time.Time) Round {
	r = r.withTurn(in.Turn, now, func(t *Turn) {
		if in.Probe > 0 {
			t.Probes = slices.Clone(t.Probes)
			t.Probes[in.Probe-1].Answer = id
		} else {
			t.Answer, t.Skipped = id, false
		}
	})
	if id != 0 && r.Since.IsZero() && r.waits() == nil && in == r.InHand() {
		r.Since = now // whoever answers has seen the question, whatever we know of it
	}
	return r
}

// A Next is what an interviewer says after an answer. The zero Next is nothing:
// the next question comes.
type Next struct {
	More     bool // too little was said to follow up on: asks for more, once
	FollowUp Probe
	Advice   Advice // that goes with it
}

// Done ends the answer in hand. What next holds is asked, as far as the
// interviewer's manner has room for it; else the next question comes.
func (r Round) Done(at Step, next Next, now time.Time) (Round, error) {
	if err := r.at(at); err != nil {
		return r, err
	}
	if id, _ := r.Answer(r.InHand()); id == 0 {
		return r, ErrEmpty
	}
	t := r.Now()
	switch {
	case next.More && r.Stage == Asking && !t.Reverse:
		r = r.clocked(now).with(now, func(t *Turn) { t.More, t.Advice = true, next.Advice })
		r.Stage, r.Since = Elaborating, time.Time{}
		return r, nil
	case next.FollowUp.Ask != "" && r.MayProbe():
		next.FollowUp.AskedAt = now
		r = r.clocked(now).with(now, func(t *Turn) {
			t.Probes = append(slices.Clone(t.Probes), next.FollowUp)
			t.Advice = cmp.Or(t.Advice, next.Advice)
		})
		r.Stage, r.Since = Following, time.Time{}
		return r, nil
	}
	return r.onward(now), nil
}

// MayProbe reports whether the interviewer may ask another follow-up to the
// question in hand.
func (r Round) MayProbe() bool {
	t := r.Now()
	return !t.Reverse && len(t.Probes) < r.Choice.Manner.FollowUps()
}

// Skip leaves the question or the follow-up in hand unanswered; what was said
// to it is kept.
func (r Round) Skip(at Step, now time.Time) (Round, error) {
	if err := r.at(at); err != nil {
		return r, err
	}
	if r.Stage == Asking {
		r = r.with(now, func(t *Turn) { t.Skipped = t.Answer == 0 })
	}
	return r.onward(now), nil
}

// Hint counts a hint for the question in hand.
func (r Round) Hint(at Step, now time.Time) (Round, error) {
	if err := r.at(at); err != nil {
		return r, err
	}
	if r.Choice.Mode == LiveMode {
		return r, ErrLive
	}
	return r.with(now, func(t *Turn) { t.Hints++ }), nil
}

// Clarify asks for what is in hand in other words, which is done once for each
// question and follow-up.
func (r Round) Clarify(at Step, now time.Time) (Round, error) {
	if err := r.at(at); err != nil {
		return r, err
	}
	t := r.Now()
	in := r.InHand()
	if in.Probe > 0 && t.Probes[in.Probe-1].Clarified || in.Probe == 0 && t.Clarified {
		return r, ErrAlready
	}
	return r.with(now, func(t *Turn) {
		if in.Probe == 0 {
			t.Clarified = true
			return
		}
		t.Probes = slices.Clone(t.Probes)
		t.Probes[in.Probe-1].Clarified = true
	}), nil
}

// onward goes to the next question, or after the last of its leg to the ratings.
func (r Round) onward(now time.Time) Round {
	r = r.left(now)
	if r.Turn+1 < r.legEnd() {
		return r.put(r.Turn+1, now)
	}
	if r.legEnd() == len(r.Turns) {
		r.Ending = Finished
	}
	if !r.legAnswered() {
		return r.closeLeg(now)
	}
	r.Stage = Rating
	return r
}

// left leaves what is in hand: its clock stands from now on.
func (r Round) left(now time.Time) Round {
	r = r.clocked(now)
	r.PausedAt, r.Since, r.TouchedAt = time.Time{}, now, now
	return r
}

// put puts the question of a turn. Its clock runs once it is delivered.
func (r Round) put(turn int, now time.Time) Round {
	r.Turn, r.Stage, r.Since = turn, Asking, time.Time{}
	return r.with(now, func(t *Turn) { t.AskedAt = now })
}
