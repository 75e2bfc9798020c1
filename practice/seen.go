package practice

import (
	"errors"
	"slices"

	"greenroom/practice/feedback"
)

// warn plans one private word to somebody whose reply in a thread, as it reads in
// their answer, holds what others should perhaps not read: once for an answer, and
// not where feedback that nobody asked for is switched off. Call it with what is
// not harmless.
func warn(tx Tx, id ID, s Said) error {
	a, err := tx.Answer(id)
	if errors.Is(err, ErrNotFound) {
		return nil // it was not kept
	}
	stands := func(m Message) bool { return m.Stamp == s.Stamp && m.Text == s.Text }
	if err != nil || a.Alone || a.Origin != InThread || a.Person != s.By || !slices.ContainsFunc(a.Messages, stands) {
		return err
	}
	profile, err := tx.Profile(a.Person)
	if err != nil || profile.NoFeedback {
		return err
	}
	return plan(tx, Posting{Key: "seen/" + a.ID.String(), Kind: PostSeen, Place: a.Place, To: a.Person, Ref: a.ID.String()})
}

// harmless reports whether a message holds nothing to warn of, or is too old for that.
func (c *Coach) harmless(s Said) bool {
	return !c.FollowUps || c.Now().Sub(max(s.Stamp, s.Edited).Time()) > followUpWithin || len(feedback.Confidential(s.Text)) == 0
}
