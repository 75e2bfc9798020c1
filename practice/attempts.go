package practice

import (
	"context"
	"slices"
)

// Attempts returns a person's answers to what one of theirs was asked, that one
// among them, oldest first. Of very many answers only the newest are looked
// through.
func (c *Coach) Attempts(ctx context.Context, of Answer) ([]Answer, error) {
	var out []Answer
	err := c.Store.View(ctx, func(tx Tx) error {
		out = nil
		left := attemptsAmong
		return tx.AnswersBy(of.Person, 0, func(a Answer) bool {
			if a.ID == of.ID || a.sameAsked(of) {
				out = append(out, a)
			}
			left--
			return left > 0
		})
	})
	slices.Reverse(out)
	return out, err
}

// sameAsked reports whether the answer is one, no comment, to what another one
// was asked.
func (a Answer) sameAsked(b Answer) bool {
	return a.Question == b.Question && a.Probed == b.Probed && !a.Comment && (!a.Probed || a.Ask == b.Ask)
}
