package practice

import (
	"context"
	"errors"
	"time"

	"greenroom/practice/feedback"
)

// Sweep does what has become due: the private follow-up after a first answer,
// the lapse of a forgotten round.
func (c *Coach) Sweep(ctx context.Context) error {
	var due []Deadline
	err := c.Store.View(ctx, func(tx Tx) error {
		due = nil
		return tx.DueDeadlines(c.Now(), func(d Deadline) bool {
			due = append(due, d)
			return true
		})
	})
	for _, d := range due {
		if err != nil {
			break
		}
		err = c.update(ctx, func(tx Tx) error {
			if err := tx.DropDeadline(d); err != nil {
				return err
			}
			if d.Kind == LapseDue {
				return c.lapse(tx, d.Ref)
			}
			return c.followUp(tx, d.Ref)
		})
	}
	return err
}

// followUpWithin is how old an answer may be for a follow-up: days later, after
// the bot was away, it would only puzzle.
const followUpWithin = time.Hour

// followUp asks the author of a first answer one follow-up, once they have been
// silent for long enough.
func (c *Coach) followUp(tx Tx, ref string) error {
	id, err := ParseID(ref)
	if err != nil {
		return err
	}
	a, err := tx.Answer(id)
	if errors.Is(err, ErrNotFound) || err == nil && (a.Comment || a.Followed) {
		return nil
	}
	if err != nil {
		return err
	}
	now := c.Now()
	if quiet := a.Last().Add(c.After); quiet.After(now) {
		return tx.PutDeadline(Deadline{At: quiet, Kind: FollowUpDue, Ref: ref})
	}
	a.Followed = true
	q, err := c.asked(tx, a)
	if err != nil {
		return err
	}
	report := feedback.Read(q, a.Text())
	if next := report.Next(q); report.Assessed && now.Sub(a.Last()) <= followUpWithin && next.Ask != "" {
		a.FollowUp = next.Ask
		err = plan(tx, Posting{
			Key: "follow-up/" + ref, Kind: PostFollowUp, Place: a.Place, To: a.Person, Ref: ref,
		})
	}
	if err != nil {
		return err
	}
	return tx.PutAnswer(a)
}
