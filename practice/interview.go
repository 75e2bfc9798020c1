package practice

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// BeginRound starts a mock round, or returns the running one with ErrRunning.
func (c *Coach) BeginRound(ctx context.Context, by Person, choice Choice) (Round, error) {
	now := c.Now()
	needs, err := c.needs(ctx, by, now)
	if err != nil {
		return Round{}, err
	}
	var out Round
	err = c.update(ctx, func(tx Tx) error {
		running, err := tx.RunningRound(by)
		if err == nil {
			out = running
			return ErrRunning
		}
		if !errors.Is(err, ErrNotFound) {
			return err
		}
		profile, err := tx.Profile(by)
		if err != nil {
			return err
		}
		choice := choice.Or(profile.Choice).Or(DefaultChoice)
		id, err := freshRound(tx, now)
		if err != nil {
			return err
		}
		r, err := c.planned(tx, id, by, choice, needs, now)
		if err != nil {
			return err
		}
		profile.Person, profile.Choice = by, choice
		profile.InHand = "" // what is said below from now on is said to the round
		if err := tx.PutProfile(profile); err != nil {
			return err
		}
		if err := tx.PutDeadline(Deadline{At: r.LapsesAt(), Kind: LapseDue, Ref: r.ID}); err != nil {
			return err
		}
		out = r
		if err := r.say(tx, PostBriefing, "briefing", r.Step()); err != nil {
			return err
		}
		return c.moved(tx, Round{}, r)
	})
	return out, err
}

// planned returns a round that begins, with its employer and its questions. The
// same id makes the same round of what there is to ask.
func (c *Coach) planned(tx Tx, id string, by Person, choice Choice, needs Needs, now time.Time) (Round, error) {
	chance := seeded(id + string(by))
	employer, err := c.casting(tx, by, chance)
	if err != nil {
		return Round{}, err
	}
	needs.Taken = map[string]bool{}
	var turns []Turn
	for _, round := range choice.Kind.Rounds() {
		leg := Plan(c.Questions(), round, choice, needs, chance)
		for i := range leg {
			leg[i].Round = round
			needs.Taken[leg[i].Question] = true
		}
		turns = append(turns, leg...)
	}
	return Begin(id, by, choice, employer, turns, now)
}

// freshRound returns an id that no round of that time has.
func freshRound(tx Tx, at time.Time) (string, error) {
	for id := FirstID(at); ; id++ {
		_, err := tx.Round(id.String())
		if errors.Is(err, ErrNotFound) {
			return id.String(), nil
		}
		if err != nil {
			return "", err
		}
	}
}

// answeredSince returns the questions that a person has answered since then.
func (c *Coach) answeredSince(tx Tx, by Person, since time.Time) (map[string]bool, error) {
	out := map[string]bool{}
	err := tx.AnswersBy(by, 0, func(a Answer) bool {
		if a.CreatedAt.Before(since) {
			return false
		}
		if !a.Comment {
			out[a.Question] = true
		}
		return true
	})
	return out, err
}

// Done ends the answer in hand; a follow-up or the next question comes. Typed
// after the last question it ends the ratings, and in a break that.
func (c *Coach) Done(ctx context.Context, p Press) (Round, error) {
	return c.press(ctx, p, func(tx Tx, r Round) (Round, error) {
		switch typed := p.Step.Turn < 0; {
		case typed && r.Stage == Rating:
			return r.Debrief(c.Now())
		case typed && r.Stage == Break:
			return r.Continue(c.Now())
		}
		next, err := c.next(tx, r)
		if err != nil {
			return r, err
		}
		return r.Done(p.Step, next, c.Now())
	})
}

// withoutDeleted returns the round without the answers that were deleted.
func withoutDeleted(tx Tx, r Round) (Round, error) {
	for i, t := range r.Begun() {
		for probe := range len(t.Probes) + 1 {
			in := Slot{Turn: i, Probe: probe}
			id, _ := r.Answer(in)
			if id == 0 {
				continue
			}
			_, err := tx.Answer(id)
			if errors.Is(err, ErrNotFound) {
				r = r.Heard(in, 0, r.TouchedAt)
			} else if err != nil {
				return r, err
			}
		}
	}
	return r, nil
}

// Skip leaves the question or follow-up in hand. Typed in a break it ends that.
func (c *Coach) Skip(ctx context.Context, p Press) (Round, error) {
	return c.press(ctx, p, func(_ Tx, r Round) (Round, error) {
		if r.Stage == Break && p.Step.Turn < 0 {
			return r.Continue(c.Now())
		}
		return r.Skip(p.Step, c.Now())
	})
}

// Hint plans the hint for the question in hand; a second time it is refused
// with ErrAlready.
func (c *Coach) Hint(ctx context.Context, p Press) (Round, error) {
	return c.press(ctx, p, func(tx Tx, r Round) (Round, error) {
		next, err := r.Hint(p.Step, c.Now())
		if err != nil {
			return r, err
		}
		if next.Now().Hints > 1 {
			return r, ErrAlready
		}
		return next, next.say(tx, PostHint, fmt.Sprintf("hint/%d", r.Turn), Step{Turn: r.Turn})
	})
}

// Clarify plans the question or follow-up in hand in other words; a second time
// it is refused with ErrAlready.
func (c *Coach) Clarify(ctx context.Context, p Press) (Round, error) {
	return c.press(ctx, p, func(tx Tx, r Round) (Round, error) {
		next, err := r.Clarify(p.Step, c.Now())
		if err != nil {
			return r, err
		}
		at := r.Step()
		return next, next.say(tx, PostClarified, fmt.Sprintf("clarified/%d/%d", at.Turn, at.Probe), at)
	})
}

// Continue ends the break between two rounds of a full loop. Typed in a pause it
// ends that.
func (c *Coach) Continue(ctx context.Context, p Press) (Round, error) {
	return c.press(ctx, p, func(tx Tx, r Round) (Round, error) {
		if p.Step.Turn < 0 && !r.PausedAt.IsZero() {
			return c.resume(tx, r)
		}
		if r.Running() && p.Step.Turn >= 0 && p.Step.Turn != r.Turn {
			return r, ErrStale // the button of an earlier break
		}
		return r.Continue(c.Now())
	})
}

// Pause stops the clock of the running round.
func (c *Coach) Pause(ctx context.Context, p Press) (Round, error) {
	return c.press(ctx, p, func(tx Tx, r Round) (Round, error) {
		next, err := r.Pause(c.Now())
		if err != nil {
			return r, err
		}
		return next, next.say(tx, PostPaused, fmt.Sprintf("paused/%d", next.Pauses), Step{Turn: r.Turn})
	})
}

// Resume lets the round go on and puts the question in hand again. Typed in a
// break it ends that.
func (c *Coach) Resume(ctx context.Context, p Press) (Round, error) {
	return c.press(ctx, p, func(tx Tx, r Round) (Round, error) {
		if r.Stage == Break && p.Step.Turn < 0 {
			return r.Continue(c.Now())
		}
		return c.resume(tx, r)
	})
}

func (c *Coach) resume(tx Tx, r Round) (Round, error) {
	next, err := r.Resume(c.Now())
	if err != nil {
		return r, err
	}
	kind := PostTurn
	if r.Stage == Following {
		kind = PostAsked
	}
	return next, next.say(tx, kind, fmt.Sprintf("resumed/%d", next.Pauses), r.Step())
}

// EndRound stops the round; what was answered can still be rated.
func (c *Coach) EndRound(ctx context.Context, p Press) (Round, error) {
	return c.press(ctx, p, func(_ Tx, r Round) (Round, error) { return r.End(c.Now()) })
}

// CloseRound ends the round at once, its ratings too, and plans the debrief.
func (c *Coach) CloseRound(ctx context.Context, p Press) (Round, error) {
	return c.press(ctx, p, func(_ Tx, r Round) (Round, error) { return r.Close(c.Now()) })
}

// Rate keeps the person's own rating of an answer of a round.
func (c *Coach) Rate(ctx context.Context, p Press, rating int) (Round, error) {
	return c.press(ctx, p, func(tx Tx, r Round) (Round, error) {
		next, err := r.Rate(p.Step.Turn, rating, c.Now())
		if err != nil {
			return r, err
		}
		a, err := tx.Answer(next.Turns[p.Step.Turn].Answer)
		if errors.Is(err, ErrNotFound) {
			return next, nil
		}
		if err != nil {
			return r, err
		}
		a.Rating = rating
		return next, errors.Join(tx.PutAnswer(a), c.lookLater(tx, a.Person))
	})
}

// Debrief ends the ratings of a round and plans its debrief.
func (c *Coach) Debrief(ctx context.Context, p Press) (Round, error) {
	return c.press(ctx, p, func(_ Tx, r Round) (Round, error) {
		if r.Stage == Rating && p.Step.Stage == Rating && p.Step.Turn < r.legStart() {
			return r, ErrStale // the button of an earlier round of the loop
		}
		return r.Debrief(c.Now())
	})
}

// Running returns a person's running round, or ErrNoRound.
func (c *Coach) Running(ctx context.Context, by Person) (Round, error) {
	var r Round
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		r, err = tx.RunningRound(by)
		return err
	})
	if errors.Is(err, ErrNotFound) {
		err = ErrNoRound
	}
	return r, err
}

// RoundOf returns a round, whoever's it is: for postings about it, never for
// somebody who asks (see Debriefed and Running).
func (c *Coach) RoundOf(ctx context.Context, id string) (Round, error) {
	var r Round
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		r, err = tx.Round(id)
		return err
	})
	return r, err
}

// lapse ends a round that was forgotten, or looks again later.
func (c *Coach) lapse(tx Tx, id string) error {
	r, err := tx.Round(id)
	if errors.Is(err, ErrNotFound) || err == nil && !r.Running() {
		return nil
	}
	if err != nil {
		return err
	}
	next, err := r.Lapse(c.Now())
	if errors.Is(err, ErrRunning) {
		return tx.PutDeadline(Deadline{At: r.LapsesAt(), Kind: LapseDue, Ref: id})
	}
	if err != nil {
		return err
	}
	if err := errors.Join(tx.PutRound(next), c.showClock(tx, next)); err != nil {
		return err
	}
	return next.say(tx, PostLapsed, "lapsed", Step{})
}
