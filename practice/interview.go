package practice

import (
	"context"
	"errors"
	"fmt"
	"time"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// BeginRound starts a mock round, or returns the running one with ErrRunning.
func (c *Coach) BeginRound(ctx context.Context, by Person, choice Choice) (Round, error) {
	var out Round
	err := c.update(ctx, func(tx Tx) error {
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
		now := c.Now()
		id, err := freshRound(tx, now)
		if err != nil {
			return err
		}
		answered, err := c.answeredSince(tx, by, now.Add(-avoidFor))
		if err != nil {
			return err
		}
		r, err := Begin(id, by, choice, Plan(c.Questions(), choice, answered, seeded(id+string(by))), now)
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
		if err := r.say(tx, PostBriefing, "briefing", 0); err != nil {
			return err
		}
		return c.moved(tx, Round{}, r)
	})
	return out, err
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

// HearRound takes in a message of the DM: it belongs to the running round, and
// there to what was in hand when it was said. Without a round, or where the
// message is older than that, it returns ErrNoRound, unless it was heard before.
func (c *Coach) HearRound(ctx context.Context, s Said) (Heard, error) {
	var h Heard
	err := c.update(ctx, func(tx Tx) error {
		h = Heard{}
		id, known, err := c.known(tx, s)
		if known || err != nil {
			h.Answer = id
			return err
		}
		r, err := tx.RunningRound(s.By)
		if errors.Is(err, ErrNotFound) || err == nil && r.precededBy(s.Stamp) {
			return ErrNoRound
		}
		if err != nil {
			return err
		}
		h.Round = r
		in, err := r.SlotAt(s.Stamp.Time())
		if err != nil {
			return err
		}
		a, err := answerIn(tx, r, in, s)
		if err != nil {
			return err
		}
		next := r.Heard(in, a.ID, c.Now())
		below := s.Place.Thread == 0 || r.Thread != 0 && s.Place.Thread != r.Thread
		if below && !r.Pointed {
			next.Pointed = true
			if err := next.say(tx, PostPointer, "pointer", 0); err != nil {
				return err
			}
		}
		heard, _ := a.Hear(s)
		h = Heard{Answer: a.ID, Round: next}
		if err := c.await(tx, s); err != nil {
			return err
		}
		if err := tx.PutAnswer(heard); err != nil {
			return err
		}
		return tx.PutRound(next)
	})
	return h, err
}

// answerIn returns the answer that a message in a round adds to, or begins it.
func answerIn(tx Tx, r Round, in Slot, s Said) (Answer, error) {
	id, origin := r.Answer(in)
	if id != 0 {
		a, err := tx.Answer(id)
		if !errors.Is(err, ErrNotFound) {
			return a, err
		}
	}
	id, err := freshID(tx, s.Stamp.Time())
	t := r.Turns[in.Turn]
	ask := t.Ask
	if in.Following {
		ask = t.FollowUp
	}
	return Answer{
		ID: id, Person: s.By, Origin: origin, Question: t.Question, Ask: ask, Probed: in.Following,
		Place: s.Place, Attempt: 1, CreatedAt: s.Stamp.Time(), Round: r.ID,
	}, err
}

// Done ends the answer in hand; a follow-up or the next question comes.
func (c *Coach) Done(ctx context.Context, p Press) (Round, error) {
	return c.press(ctx, p, func(tx Tx, r Round) (Round, error) {
		if r.Stage == Rating && p.Turn < 0 {
			return r.Debrief(c.Now())
		}
		said, err := withoutDeleted(tx, r)
		if err != nil {
			return r, err
		}
		next, err := c.nextFollowUp(tx, said)
		if err != nil {
			return r, err
		}
		return said.Done(p.Turn, p.Stage, next, c.Now())
	})
}

// withoutDeleted returns the round without the answer in hand where that was deleted.
func withoutDeleted(tx Tx, r Round) (Round, error) {
	id, _ := r.Answer(r.InHand())
	if id == 0 {
		return r, nil
	}
	_, err := tx.Answer(id)
	if !errors.Is(err, ErrNotFound) {
		return r, err
	}
	return r.Heard(r.InHand(), 0, r.TouchedAt), nil
}

// nextFollowUp returns the follow-up that the answer in hand draws.
func (c *Coach) nextFollowUp(tx Tx, r Round) (bank.FollowUp, error) {
	t := r.Now()
	if r.Stage != Asking || t.Reverse || t.Answer == 0 {
		return bank.FollowUp{}, nil
	}
	a, err := tx.Answer(t.Answer)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return bank.FollowUp{}, err
	}
	q, err := c.asked(tx, a)
	if err != nil {
		return bank.FollowUp{}, err
	}
	return feedback.Read(q, a.Text()).Next(q), nil
}

// Skip leaves the question or follow-up in hand.
func (c *Coach) Skip(ctx context.Context, p Press) (Round, error) {
	return c.press(ctx, p, func(_ Tx, r Round) (Round, error) { return r.Skip(p.Turn, p.Stage, c.Now()) })
}

// Hint plans the hint for the question in hand; a second time it is refused
// with ErrAlready.
func (c *Coach) Hint(ctx context.Context, p Press) (Round, error) {
	return c.press(ctx, p, func(tx Tx, r Round) (Round, error) {
		next, err := r.Hint(p.Turn, p.Stage, c.Now())
		if err != nil {
			return r, err
		}
		if next.Now().Hints > 1 {
			return r, ErrAlready
		}
		return next, next.say(tx, PostHint, fmt.Sprintf("hint/%d", r.Turn), r.Turn)
	})
}

// Pause stops the clock of the running round.
func (c *Coach) Pause(ctx context.Context, p Press) (Round, error) {
	return c.press(ctx, p, func(tx Tx, r Round) (Round, error) {
		next, err := r.Pause(c.Now())
		if err != nil {
			return r, err
		}
		return next, next.say(tx, PostPaused, fmt.Sprintf("paused/%d", next.Pauses), r.Turn)
	})
}

// Resume lets the round go on and puts the question in hand again.
func (c *Coach) Resume(ctx context.Context, p Press) (Round, error) {
	return c.press(ctx, p, func(tx Tx, r Round) (Round, error) {
		next, err := r.Resume(c.Now())
		if err != nil {
			return r, err
		}
		kind := PostTurn
		if r.Stage == Following {
			kind = PostAsked
		}
		return next, next.say(tx, kind, fmt.Sprintf("resumed/%d", next.Pauses), r.Turn)
	})
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
		next, err := r.Rate(p.Turn, rating, c.Now())
		if err != nil {
			return r, err
		}
		a, err := tx.Answer(next.Turns[p.Turn].Answer)
		if errors.Is(err, ErrNotFound) {
			return next, nil
		}
		if err != nil {
			return r, err
		}
		a.Rating = rating
		return next, tx.PutAnswer(a)
	})
}

// Debrief ends the ratings of a round and plans its debrief.
func (c *Coach) Debrief(ctx context.Context, p Press) (Round, error) {
	return c.press(ctx, p, func(_ Tx, r Round) (Round, error) { return r.Debrief(c.Now()) })
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

// moved keeps a round as it is after a verb and plans what is to be said next,
// if the verb moved it on.
func (c *Coach) moved(tx Tx, before, after Round) error {
	if err := tx.PutRound(after); err != nil {
		return err
	}
	if before.Stage == after.Stage && before.Turn == after.Turn {
		return nil
	}
	switch after.Stage {
	case Asking:
		return after.say(tx, PostTurn, fmt.Sprintf("turn/%d", after.Turn), after.Turn)
	case Following:
		return after.say(tx, PostAsked, fmt.Sprintf("follow-up/%d", after.Turn), after.Turn)
	case Rating:
		return after.say(tx, PostRate, "rate", 0)
	}
	return after.say(tx, PostDebrief, "debrief", 0)
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
	if err := tx.PutRound(next); err != nil {
		return err
	}
	return next.say(tx, PostLapsed, "lapsed", 0)
}

// say plans a posting of the round, in the DM of its person.
func (r Round) say(tx Tx, kind PostingKind, what string, turn int) error {
	return plan(tx, Posting{Key: "round/" + r.ID + "/" + what, Kind: kind, To: r.Person, Ref: r.ID, N: turn})
}
