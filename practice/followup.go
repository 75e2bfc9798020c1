package practice

import (
	"context"
	"errors"
	"fmt"
	"time"

	"greenroom/practice/feedback"
)

// passAtOnce is how many answers are looked at in one transaction.
const passAtOnce = 100

// passAnswers looks once at each answer that came in, in their order, when its
// author may be silent by now: at its follow-up, and at when its question returns.
// So an answer that comes in writes no more than itself, and what follows from
// many of them is written at once. One that becomes an answer only after it was
// passed gets a deadline of its own.
func (c *Coach) passAnswers(ctx context.Context) error {
	for more := true; more; {
		err := c.update(ctx, func(tx Tx) (err error) {
			more, err = c.passSome(tx)
			return err
		})
		if err != nil {
			return fmt.Errorf("pass answers: %w", err)
		}
	}
	return nil
}

// passSome passes up to passAtOnce answers and reports whether more may be due.
func (c *Coach) passSome(tx Tx) (more bool, err error) {
	passed, err := tx.Passed()
	if err != nil {
		return false, err
	}
	now := c.Now()
	passed = max(passed, FirstID(now.Add(-followUpWithin-c.After)))
	var due []ID
	people := map[Person]bool{}
	n := 0
	err = tx.AnswersAfter(passed, func(a Answer) bool {
		if n == passAtOnce || a.ID.Time().Add(c.After).After(now) {
			more = n == passAtOnce
			return false
		}
		n++
		passed = a.ID
		people[a.Person] = true
		if c.FollowUps && a.drawsFollowUp() {
			due = append(due, a.ID)
		}
		return true
	})
	if err != nil || n == 0 {
		return false, err
	}
	for p := range people {
		if err := c.lookLater(tx, p); err != nil {
			return false, err
		}
	}
	for _, id := range due {
		if err := c.followUp(tx, id); err != nil {
			return false, err
		}
	}
	return more, tx.PutPassed(passed)
}

// drawsFollowUp reports whether the private follow-up to an answer is still to
// come: it is its person's first here, and no comment.
func (a Answer) drawsFollowUp() bool {
	return a.Origin == InThread && !a.Comment && !a.Followed && a.Attempt == 1
}

// followUpWithin is how old an answer may be for a follow-up: days later, after
// the bot was away, it would only puzzle.
const followUpWithin = time.Hour

// followUp asks the author of a first answer one follow-up, once they have been
// silent for long enough.
func (c *Coach) followUp(tx Tx, id ID) error {
	a, err := tx.Answer(id)
	if errors.Is(err, ErrNotFound) || err == nil && (a.Comment || a.Followed) {
		return nil
	}
	if err != nil {
		return err
	}
	now := c.Now()
	if quiet := a.Last().Add(c.After); quiet.After(now) {
		return tx.PutDeadline(Deadline{At: quiet, Kind: FollowUpDue, Ref: id.String()})
	}
	a.Followed = true
	profile, err := tx.Profile(a.Person)
	if err != nil {
		return err
	}
	if profile.NoFeedback {
		return tx.PutAnswer(a)
	}
	q, err := c.asked(tx, a)
	if err != nil {
		return err
	}
	report := feedback.Read(q, a.Text())
	if next := report.Next(q); report.Assessed && now.Sub(a.Last()) <= followUpWithin && next.Ask != "" {
		a.FollowUp = next.Ask
		err = plan(tx, Posting{
			Key: "follow-up/" + id.String(), Kind: PostFollowUp, Place: a.Place, To: a.Person, Ref: id.String(),
		})
	}
	if err != nil {
		return err
	}
	return tx.PutAnswer(a)
}

// FeedbackShown has no private follow-up come any more to an answer whose author
// has seen the feedback on it, which shows it.
func (c *Coach) FeedbackShown(ctx context.Context, a Answer) error {
	if !a.drawsFollowUp() {
		return nil
	}
	return c.update(ctx, func(tx Tx) error {
		a, err := tx.Answer(a.ID)
		if errors.Is(err, ErrNotFound) || err == nil && !a.drawsFollowUp() {
			return nil // it was deleted or changed since
		}
		if err != nil {
			return err
		}
		a.Followed = true
		return tx.PutAnswer(a)
	})
}
