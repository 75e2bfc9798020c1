package practice

import (
	"errors"
	"fmt"
	"time"
)

// clockEvery is the least time between two updates of a round's clock.
const clockEvery = time.Minute

// clockUpTo is after how many times the planned minutes the clock is no longer
// shown as it runs: whoever has gone away needs none.
const clockUpTo = 3

// keepTime has what follows from a round's time happen: a note when it is due,
// the clock as it runs.
func (c *Coach) keepTime(tx Tx, before, after Round) error {
	if at := after.NextNote(); !at.IsZero() {
		if err := tx.PutDeadline(Deadline{At: at, Kind: NoteDue, Ref: after.ID}); err != nil {
			return err
		}
	}
	if before.Ticking() == after.Ticking() && before.Step() == after.Step() {
		return nil
	}
	if before.ID == "" {
		return nil // the briefing has just been planned as it is
	}
	return c.showClock(tx, after)
}

// showClock plans the update of a round's clock, and the next one while it runs.
func (c *Coach) showClock(tx Tx, r Round) error {
	now := c.Now()
	if r.Ticking() {
		if r.LegUsed(now) > clockUpTo*time.Duration(r.Minutes())*time.Minute {
			return nil
		}
		// The same instant for whatever asks for it, so that it is done once.
		at := now.Truncate(clockEvery).Add(clockEvery)
		if err := tx.PutDeadline(Deadline{At: at, Kind: ClockDue, Ref: r.ID}); err != nil {
			return err
		}
	}
	return planAgain(tx, Posting{Key: "round/" + r.ID + "/clock", Kind: PostClock, To: r.Person, Ref: r.ID}, now, clockEvery)
}

// tick shows a round's clock while it runs.
func (c *Coach) tick(tx Tx, id string) error {
	r, err := tx.Round(id)
	if errors.Is(err, ErrNotFound) || err == nil && !r.Ticking() {
		return nil
	}
	if err != nil {
		return err
	}
	return c.showClock(tx, r)
}

// noteTime says that a round's time or that of its question is nearly up, or up,
// if it is.
func (c *Coach) noteTime(tx Tx, id string) error {
	r, err := tx.Round(id)
	if errors.Is(err, ErrNotFound) || err == nil && !r.Ticking() {
		return nil
	}
	if err != nil {
		return err
	}
	next, due := r.Notes(c.Now())
	if due != (TimeNote{}) {
		if err := tx.PutRound(next); err != nil {
			return err
		}
	}
	// Where both are due the round's says enough.
	switch {
	case due.Leg > 0:
		err = next.say(tx, PostLegTime, next.ofLeg(fmt.Sprintf("time/%d", due.Leg)), Step{Turn: r.Turn, Probe: due.Leg})
	case due.Turn > 0:
		err = next.say(tx, PostTurnTime, fmt.Sprintf("turn/%d/time/%d", r.Turn, due.Turn), Step{Turn: r.Turn, Probe: due.Turn})
	}
	if err != nil {
		return err
	}
	if at := next.NextNote(); !at.IsZero() {
		return tx.PutDeadline(Deadline{At: at, Kind: NoteDue, Ref: id})
	}
	return nil
}

// shown lets the clock of a round run once its question is delivered.
func (c *Coach) shown(tx Tx, p Posting, at Stamp) error {
	r, err := tx.Round(p.Ref)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	step := r.Step()
	if step.Turn != p.N || p.Kind == PostAsked && step.Probe != p.Sub || p.Kind != PostAsked && step.Stage == Following {
		return nil // it has gone on meanwhile
	}
	next := r.Shown(at.Time(), c.Now())
	if next.Ticking() == r.Ticking() {
		return nil
	}
	return c.moved(tx, r, next)
}
