package practice

import "greenroom/practice/feedback"

// warn plans one private word to somebody whose reply in a thread holds what
// others should perhaps not read: once for an answer, while the reply or its
// latest edit is fresh, and not where feedback that nobody asked for is switched off.
func (c *Coach) warn(tx Tx, a Answer, s Said) error {
	if !c.FollowUps || a.Alone || a.Origin != InThread || c.Now().Sub(max(s.Stamp, s.Edited).Time()) > followUpWithin {
		return nil
	}
	if len(feedback.Confidential(s.Text)) == 0 {
		return nil
	}
	profile, err := tx.Profile(a.Person)
	if err != nil || profile.NoFeedback {
		return err
	}
	return plan(tx, Posting{Key: "seen/" + a.ID.String(), Kind: PostSeen, Place: a.Place, To: a.Person, Ref: a.ID.String()})
}
