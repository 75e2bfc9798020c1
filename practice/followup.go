package practice

import (
	"context"
	"errors"
	"fmt"
	"time"

	"greenroom/practice/feedback"
)

// Sweep does what has become due: the private follow-up after a first answer,
// the lapse of a forgotten round. What fails keeps nothing else from being done,
// and is tried again the next time.
func (c *Coach) Sweep(ctx context.Context) error {
	var due []Deadline
	var errs []error
	err := c.Store.View(ctx, func(tx Tx) error {
		due = nil
		return tx.DueDeadlines(c.Now(), func(d Deadline) bool {
			due = append(due, d)
			return true
		})
	})
	if err != nil {
		errs = append(errs, err)
	}
	for _, d := range due {
		if err := c.meet(ctx, d); err != nil {
			errs = append(errs, fmt.Errorf("%s of %s: %w", d.Kind, d.Ref, err))
			if ctx.Err() != nil || errors.Is(err, ErrNotSaved) {
				break // so would the rest
			}
		}
	}
	return errors.Join(errs...)
}

// meet does what is due. A deadline that makes no sense is dropped and told of.
func (c *Coach) meet(ctx context.Context, d Deadline) error {
	var senseless error
	err := c.update(ctx, func(tx Tx) error {
		senseless = nil
		if err := tx.DropDeadline(d); err != nil {
			return err
		}
		switch d.Kind {
		case LapseDue:
			return c.lapse(tx, d.Ref)
		case FollowUpDue:
			id, err := ParseID(d.Ref)
			if err == nil {
				return c.followUp(tx, id)
			}
			senseless = err
		default:
			senseless = errors.New("unknown kind of deadline")
		}
		return nil
	})
	return errors.Join(err, senseless)
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
