package practice

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"greenroom/bank"
)

// A Coach is the shell around the rules: each of its methods loads what a rule
// needs, applies it, and keeps what changed together with the postings that
// announce it, in one transaction. It is safe for concurrent use once made.
type Coach struct {
	Store Store
	Bank  *bank.Bank // the packs' questions; Questions has all that can be asked
	Now   func() time.Time
	Wake  func() // called after a commit that wrote postings; must not block; may be nil

	Admins    []Person
	FollowUps bool          // one private follow-up after a first answer
	After     time.Duration // how long its author must be silent for that
	Keep      time.Duration // what is older is erased, and not taken in again; 0 keeps all

	// Past returns the time from which Keep is reckoned for what comes in, where Now
	// may be ahead of the chat's clock; nil: Now.
	Past func() time.Time

	Zone *time.Location // of the days of people whose own zone is not known; nil is UTC

	pool     pool
	findings findings
}

// update runs f in a transaction and wakes whoever delivers if it planned
// anything.
func (c *Coach) update(ctx context.Context, f func(Tx) error) error {
	var planned bool
	err := c.Store.Update(ctx, func(tx Tx) error {
		seen := &noticing{Tx: tx, now: c.Now()}
		err := f(seen)
		if err == nil {
			err = redraw(seen, seen.changed, seen.now)
		}
		planned = seen.planned
		return err
	})
	if err == nil && planned && c.Wake != nil {
		c.Wake()
	}
	return err
}

// plan writes a posting unless one with its key was ever written.
func plan(tx Tx, p Posting) error {
	_, err := tx.Posting(p.Key)
	if errors.Is(err, ErrNotFound) {
		return tx.PutPosting(p)
	}
	return err
}

// planAgain writes a posting that may be said anew each time, unless it is
// waiting already; spaced is the least time between two sends.
func planAgain(tx Tx, p Posting, now time.Time, spaced time.Duration) error {
	old, err := tx.Posting(p.Key)
	switch {
	case errors.Is(err, ErrNotFound):
	case err != nil:
		return err
	case old.Open() && old.State == Planned:
		return nil
	default:
		p.SentAt = old.SentAt
		p.Stamp = old.Stamp
	}
	p.NotBefore = now
	// A send after now was by a clock that has been set back since.
	if ago := now.Sub(p.SentAt); 0 <= ago && ago < spaced {
		p.NotBefore = p.SentAt.Add(spaced)
	}
	return tx.PutPosting(p)
}

// freshID returns an id that no answer or round of that time has.
func freshID(tx Tx, at time.Time) (ID, error) {
	for id := FirstID(at); ; id++ {
		_, err := tx.Answer(id)
		if errors.Is(err, ErrNotFound) {
			return id, nil
		}
		if err != nil {
			return 0, err
		}
	}
}

// Admin reports whether the person is an admin.
func (c *Coach) Admin(p Person) bool { return slices.Contains(c.Admins, p) }

// question returns a question of the bank as it was asked. Where the bank has
// lost it, what is left is the wording, and the error is ErrNoQuestion.
func (c *Coach) question(id, ask string) (bank.Question, error) {
	q, ok := c.Find(id)
	if !ok {
		return bank.Question{ID: id, Ask: ask}, fmt.Errorf("question %q: %w", id, ErrNoQuestion)
	}
	q.Ask = ask
	return q, nil
}

// asked returns the question that an answer answers, as it was asked. Where the
// bank has lost it, what is left is the wording; of the question that a
// follow-up belongs to, where it belongs too.
func (c *Coach) asked(tx Tx, a Answer) (bank.Question, error) {
	q, ok := c.Find(a.Question)
	ask := a.Ask
	if ask == "" {
		post, err := tx.PostAt(a.Place)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return bank.Question{}, err
		}
		ask = post.Ask
	}
	switch {
	case !ok:
		q = bank.Question{ID: a.Question}
	case a.Probed:
		q = followUpOf(q)
	}
	if ask != "" {
		q.Ask = ask
	}
	return q, nil
}

// followUpOf returns what holds of a question's follow-ups too: they want another
// answer, of which the bank has no anatomy.
func followUpOf(q bank.Question) bank.Question {
	return bank.Question{
		ID: q.ID, Style: q.Style, Round: q.Round, Area: q.Area, Competencies: q.Competencies, Level: q.Level,
	}
}
