package practice

import (
	"errors"
	"slices"

	"greenroom/practice/feedback"
)

// stray keeps a reply in an unknown thread while a post of its channel may have
// arrived without our knowing.
func stray(tx Tx, s Said) error {
	if s.Place.Thread == 0 {
		return nil
	}
	out, err := underWay(tx, s.Place.Channel)
	if err != nil || !out {
		return err
	}
	return tx.PutStray(s)
}

// underWay reports whether a post was sent to a channel of which it is not known
// yet whether it arrived.
func underWay(tx Tx, channel string) (bool, error) {
	return anySending(tx, channel, func(Post) bool { return true })
}

// anySending reports whether a post which that holds of was sent to a channel, or
// to people alone where it is "", and it is not known yet whether it arrived.
func anySending(tx Tx, channel string, that func(Post) bool) (bool, error) {
	posts, err := tx.UnsurePosts(channel)
	for _, post := range posts {
		if err != nil {
			break
		}
		if !that(post) {
			continue
		}
		var p Posting
		p, err = tx.Posting(post.Key)
		if errors.Is(err, ErrNotFound) {
			err = nil // forgotten long after it was refused
		} else if err == nil && p.Open() && p.Tries > 0 {
			return true, nil
		}
	}
	return false, err
}

// adopt takes in the strays that turn out to be replies to a post.
func (c *Coach) adopt(tx Tx, post Post) error {
	strays, err := tx.TakeStrays(post.Channel)
	if err != nil {
		return err
	}
	for _, s := range strays {
		if err := c.place(tx, post, s); err != nil {
			return err
		}
	}
	return nil
}

// place takes in a stray of the conversation in which a post has arrived.
func (c *Coach) place(tx Tx, post Post, s Said) error {
	if !post.claims(s) {
		return c.unclaimed(tx, post, s)
	}
	id, known, err := c.known(tx, s)
	if err == nil && !known {
		id, err = c.reply(tx, post, s)
	}
	if err != nil || c.harmless(s) {
		return err
	}
	return warn(tx, id, s)
}

// unclaimed deals with a stray that is no reply to a post which arrived, or was
// refused: another one of the channel may claim it yet. In the DM it is taken as
// what it would have been without that post, said to the round or to the question
// in hand; where it is neither its person is told.
func (c *Coach) unclaimed(tx Tx, post Post, s Said) error {
	if post.To == "" {
		return stray(tx, s)
	}
	_, err := c.hearInDM(tx, s)
	if refusal(err) { // no round was running
		brief := !s.Clip && !feedback.HasWords(s.Text, FewWords+1)
		_, err = c.hearBelow(tx, s, brief)
	}
	if !errors.Is(err, ErrNotFound) || s.Text == "" {
		return found(err)
	}
	return plan(tx, Posting{
		Key: "unheard/" + post.Key, Kind: PostUnheard, Place: Place{Thread: s.Place.Thread}, To: s.By, Ref: post.Key, At: s.Stamp,
	})
}

// takeStraysOf returns the strays that a person said in their DM, in the order of
// their stamps, and removes them.
func takeStraysOf(tx Tx, by Person) ([]Said, error) {
	var channels []string
	err := tx.Strays(func(s Said) bool {
		if s.By == by && !slices.Contains(channels, s.Place.Channel) {
			channels = append(channels, s.Place.Channel)
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	for _, channel := range channels {
		// Where others are, questions were asked.
		asked, err := tx.Asked(channel)
		if err != nil {
			return nil, err
		}
		if len(asked) == 0 {
			return tx.TakeStrays(channel)
		}
	}
	return nil, nil
}

// mayBeReply reports whether a message of the DM was said in the thread of what
// may be a question that its person was asked alone, and of which it is not known
// yet where it stands.
func (c *Coach) mayBeReply(tx Tx, s Said) (bool, error) {
	if s.Place.Thread == 0 {
		return false, nil
	}
	r, err := tx.RunningRound(s.By)
	if err == nil && r.Thread == s.Place.Thread {
		return false, nil
	}
	if err != nil && !errors.Is(err, ErrNotFound) {
		return false, err
	}
	return anySending(tx, "", func(p Post) bool {
		return p.To == s.By && !s.Place.Thread.Time().Add(skew).Before(p.At)
	})
}
