package practice

import (
	"context"
	"errors"
	"fmt"
)

// Sweep does what has become due: each deadline by its kind, and the private
// follow-ups to answers that came in. What fails keeps nothing else from being
// done, and is tried again the next time.
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
	if err := c.passAnswers(ctx); err != nil {
		errs = append(errs, err)
	}
	offers := 0
	for _, d := range due {
		if d.Kind == RetryDue {
			if offers++; offers > offersAtOnce {
				continue // the next time
			}
		}
		if err := c.meet(ctx, d); err != nil {
			errs = append(errs, fmt.Errorf("%s of %s: %w", d.Kind, d.Ref, err))
			if ctx.Err() != nil || errors.Is(err, ErrNotSaved) {
				break // so would the rest
			}
		}
	}
	return errors.Join(errs...)
}

// offersAtOnce is how many people are looked at at a time for what to offer them:
// for each their answers are read, and whoever waits for a follow-up waits for
// that.
const offersAtOnce = 20

// meet does what is due. A deadline that makes no sense is dropped and told of.
func (c *Coach) meet(ctx context.Context, d Deadline) error {
	if d.Kind == RetryDue {
		return c.offer(ctx, d)
	}
	var senseless error
	err := c.update(ctx, func(tx Tx) error {
		senseless = nil
		if err := tx.DropDeadline(d); err != nil {
			return err
		}
		switch d.Kind {
		case LapseDue:
			return c.lapse(tx, d.Ref)
		case NoteDue:
			return c.noteTime(tx, d.Ref)
		case ClockDue:
			return c.tick(tx, d.Ref)
		case InterviewDue:
			return c.interviewPast(tx, d.Ref)
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
