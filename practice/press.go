package practice

import (
	"context"
	"errors"
)

// A Press is a button of a round, or the word typed for it. A zero Round means
// the running one, as typed words do, whose Step is InHand.
type Press struct {
	By    Person
	Round string
	Step  Step
	// Once names the message of a typed word, which unlike a button does not say
	// for which question it was meant: delivered again it does nothing, whether it
	// was refused the first time or not. Empty for a button.
	Once string
}

// press applies a verb to a round of the presser's and says what follows. A verb
// that refuses has written nothing.
func (c *Coach) press(ctx context.Context, p Press, verb func(Tx, Round) (Round, error)) (Round, error) {
	var out Round
	var refused error
	err := c.update(ctx, func(tx Tx) error {
		out, refused = Round{}, nil
		again := false
		if p.Once != "" {
			_, first, err := tx.Once("said/"+p.Once, "", c.Now())
			if err != nil {
				return err
			}
			again = !first
		}
		r, err := pressed(tx, p)
		out = r
		if err == nil && !again {
			if r, err = applied(tx, r, verb); err == nil {
				err = c.moved(tx, out, r)
				out = r
			}
		}
		switch {
		case !refusal(err) || p.Once == "":
			return err
		case !again:
			// The word is remembered all the same: a rollback would forget it.
			refused = err
		}
		return nil
	})
	if err == nil {
		err = refused
	}
	return out, err
}

// applied applies a verb to a round as it is without what was deleted since.
func applied(tx Tx, r Round, verb func(Tx, Round) (Round, error)) (Round, error) {
	if !r.Running() {
		return verb(tx, r)
	}
	r, err := withoutDeleted(tx, r)
	if err != nil {
		return r, err
	}
	return verb(tx, r)
}

// pressed returns the round that a press means; another person's is refused.
func pressed(tx Tx, p Press) (Round, error) {
	if p.Round == "" {
		r, err := tx.RunningRound(p.By)
		if errors.Is(err, ErrNotFound) {
			err = ErrNoRound
		}
		return r, err
	}
	r, err := tx.Round(p.Round)
	if errors.Is(err, ErrNotFound) || err == nil && r.Person != p.By {
		return Round{}, ErrNotYours
	}
	return r, err
}
