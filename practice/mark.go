package practice

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"
)

// Star has an answer of its author's be at hand, or no longer. Twice is once.
func (c *Coach) Star(ctx context.Context, id ID, by Person, on bool) (Answer, error) {
	return c.own(ctx, id, by, func(tx Tx, a Answer) (Answer, error) {
		if a.Starred == on {
			return a, nil
		}
		a.Starred = on
		return a, tx.PutAnswer(a)
	})
}

// LongestSelfNote is how long a note to oneself may be, in characters.
const LongestSelfNote = 3000

// NoteToSelf keeps what the author of an answer wants to remember about it, in
// the place of what was noted before; nothing takes that away.
func (c *Coach) NoteToSelf(ctx context.Context, id ID, by Person, text string) (Answer, error) {
	text = strings.TrimSpace(text)
	if utf8.RuneCountInString(text) > LongestSelfNote {
		return Answer{}, ErrLongNote
	}
	return c.own(ctx, id, by, func(tx Tx, a Answer) (Answer, error) {
		if a.SelfNote == text {
			return a, nil
		}
		a.SelfNote = text
		return a, tx.PutAnswer(a)
	})
}

// RateAnswer keeps the author's own rating of an answer, 1 to 5, or 0 for none
// any more; in the round that it belongs to as well.
func (c *Coach) RateAnswer(ctx context.Context, id ID, by Person, rating int) (Answer, error) {
	if rating < 0 || rating > 5 {
		return Answer{}, ErrRating
	}
	return c.own(ctx, id, by, func(tx Tx, a Answer) (Answer, error) {
		if a.Rating == rating {
			return a, nil
		}
		a.Rating = rating
		if err := errors.Join(tx.PutAnswer(a), c.lookLater(tx, by)); err != nil || a.Round == "" {
			return a, err
		}
		r, err := tx.Round(a.Round)
		if errors.Is(err, ErrNotFound) {
			return a, nil
		}
		i := slices.IndexFunc(r.Turns, func(t Turn) bool { return t.Answer == id })
		if err != nil || i < 0 {
			return a, err
		}
		r.Turns = slices.Clone(r.Turns)
		r.Turns[i].Rating = rating
		return a, tx.PutRound(r)
	})
}
