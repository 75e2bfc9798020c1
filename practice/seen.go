package practice

import "greenroom/practice/feedback"

// warn plans one private word to somebody whose reply in a thread holds what
// others should perhaps not read: once for an answer, while the reply or its
// latest edit is fresh, and not where feedback that nobody asked for is switched off.
func (c *Coach) warn(tx Tx, a Answer, s Said) error {
	if a.Alone || a.Origin != InThread || c.harmless(s) {
		return nil
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
