package practice

import (
	"context"
	"errors"
	"slices"
	"time"
)

// Retries returns what is kept of the questions that return to a person.
func (c *Coach) Retries(ctx context.Context, of Person) (Retrying, error) {
	var r Retrying
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		r, err = tx.Retrying(of)
		return err
	})
	return r, err
}

// AskAgain asks a person alone what they answered, once for each answer of
// theirs: asked is false where it was before. Where they have answered it again
// since it returns ErrStale.
func (c *Coach) AskAgain(ctx context.Context, by Person, answer ID, once string) (post Post, asked bool, err error) {
	err = c.update(ctx, func(tx Tx) error {
		asked = false
		a, err := mine(tx, answer, by)
		if err != nil {
			return err
		}
		if err := c.heeded(tx, a, nil); err != nil {
			return err
		}
		if newer, err := answeredAgain(tx, a); newer || err != nil {
			return errors.Join(err, ErrStale)
		}
		key := "alone/" + string(by) + "/retry/" + answer.String()
		switch post, err = tx.Post(key); {
		case err == nil && !post.Refused && !post.Gone:
			return nil
		case err == nil:
			key += "/" + once // it is no longer there
		case !errors.Is(err, ErrNotFound):
			return err
		}
		asked = true
		post, err = c.ask(tx, by, Wish{ID: a.Question}, key)
		return err
	})
	return post, asked, err
}

// answeredAgain reports whether the person of an answer gave another one to its
// question since.
func answeredAgain(tx Tx, a Answer) (bool, error) {
	newer := false
	n := 0
	err := tx.AnswersBy(a.Person, 0, func(b Answer) bool {
		n++
		newer = b.ID > a.ID && b.sameAsked(a)
		return !newer && b.ID > a.ID && n < lookAt
	})
	return newer, err
}

// NotToday puts what was offered off to another day.
func (c *Coach) NotToday(ctx context.Context, by Person, answer ID) error {
	return c.about(ctx, by, answer, func(r Retrying, question string) Retrying { return r.recall(question) })
}

// LetRest has the question of a person's answer return to them no more.
func (c *Coach) LetRest(ctx context.Context, by Person, answer ID) error {
	return c.about(ctx, by, answer, func(r Retrying, question string) Retrying {
		if !r.rests(question) {
			r.Rest = append(slices.Clone(r.Rest), question)
		}
		return r
	})
}

// BringBack has the question of a person's answer return again.
func (c *Coach) BringBack(ctx context.Context, by Person, answer ID) error {
	return c.about(ctx, by, answer, func(r Retrying, question string) Retrying {
		r = r.recall(question)
		r.Rest = slices.DeleteFunc(slices.Clone(r.Rest), func(q string) bool { return q == question })
		return r
	})
}

// BringAllBack has all that rests return again.
func (c *Coach) BringAllBack(ctx context.Context, by Person) error {
	return c.retrying(ctx, by, func(r *Retrying) { r.Rest = nil })
}

// about changes what is kept about the question of a person's own answer.
func (c *Coach) about(ctx context.Context, by Person, answer ID, change func(Retrying, string) Retrying) error {
	return c.update(ctx, func(tx Tx) error {
		a, err := mine(tx, answer, by)
		if err != nil {
			return err
		}
		return c.heeded(tx, a, change)
	})
}

// heeded keeps that a person did something about a question that returned.
func (c *Coach) heeded(tx Tx, a Answer, change func(Retrying, string) Retrying) error {
	r, err := tx.Retrying(a.Person)
	if err != nil {
		return err
	}
	r = r.heed()
	if change != nil {
		r = change(r, a.Question)
	}
	if r.Off {
		return tx.PutRetrying(r)
	}
	profile, err := tx.Profile(a.Person)
	if err != nil {
		return err
	}
	return putRetrying(tx, r, r.slot(c.Now(), c.zoneOf(profile)))
}

// SetRetries says whether questions are offered to a person again.
func (c *Coach) SetRetries(ctx context.Context, of Person, on bool) error {
	return c.retrying(ctx, of, func(r *Retrying) { r.Off, r.Stopped, r.Silent = !on, false, 0 })
}

// SetRetryTime has questions offered to a person again at a local time, as 15:04;
// what is none is ErrNoTime.
func (c *Coach) SetRetryTime(ctx context.Context, of Person, at string) error {
	t, err := time.Parse("15:04", at)
	if err != nil {
		return ErrNoTime
	}
	return c.retrying(ctx, of, func(r *Retrying) {
		r.Off, r.Stopped, r.Silent, r.At = false, false, 0, t.Format("15:04")
	})
}

// retrying changes how questions return to a person, and has it looked at anew
// what to offer.
func (c *Coach) retrying(ctx context.Context, of Person, change func(*Retrying)) error {
	return c.update(ctx, func(tx Tx) error {
		r, err := tx.Retrying(of)
		if err != nil {
			return err
		}
		profile, err := tx.Profile(of)
		if err != nil {
			return err
		}
		change(&r)
		next := time.Time{}
		if !r.Off {
			next = r.slot(c.Now(), c.zoneOf(profile))
		}
		return putRetrying(tx, r, next)
	})
}
