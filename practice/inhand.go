package practice

import (
	"context"
	"errors"
	"time"
)

// For how long what its person says below a question in the DM, and not in its
// thread, still counts as said to it: a few words, which may be meant otherwise,
// only while the answer goes on.
const (
	inHandFor = 12 * time.Hour
	goesOnFor = 15 * time.Minute
)

// FewWords is up to how many words are a few, which may be meant otherwise than as
// an answer.
const FewWords = 6

// takeInHand makes a question the one that is answered below it, unless the
// clock of a round is running, to which its person speaks there.
func takeInHand(tx Tx, by Person, key string) error {
	round, err := tx.RunningRound(by)
	if err == nil && round.Stage != Rating && round.PausedAt.IsZero() || err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	profile, err := tx.Profile(by)
	if err != nil {
		return err
	}
	profile.Person, profile.InHand = by, key
	return tx.PutProfile(profile)
}

// InHand returns the question that its person was asked alone last, while what
// they say in the DM still counts as said to it; ErrNotFound where there is none,
// or where it counts as said to a round.
func (c *Coach) InHand(ctx context.Context, by Person) (Post, error) {
	var out Post
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		out, err = c.inHand(tx, by)
		if err == nil && out.Stamp == 0 {
			err = ErrNotFound
		}
		if err != nil {
			return err
		}
		round, err := tx.RunningRound(by)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		aside := false
		if err == nil {
			aside, err = c.aside(tx, round, by)
		}
		if err == nil && !aside {
			err = ErrNotFound
		}
		return err
	})
	return out, err
}

// inHand returns the question in hand; its stamp is zero where it may have
// arrived and that is not known yet.
func (c *Coach) inHand(tx Tx, by Person) (Post, error) {
	profile, err := tx.Profile(by)
	if err != nil {
		return Post{}, err
	}
	post, err := tx.Post(profile.InHand)
	switch {
	case err != nil:
		return Post{}, err
	case post.To != by, post.Refused, c.Now().Sub(post.At) > inHandFor:
		return Post{}, ErrNotFound
	case post.Stamp == 0:
		p, err := tx.Posting(post.Key)
		if err == nil && (!p.Open() || p.Tries == 0) {
			err = ErrNotFound
		}
		return post, err
	}
	return post, nil
}

// aside reports whether what is said below belongs to a question that its person
// was asked in the pause of a round, and not to the round.
func (c *Coach) aside(tx Tx, r Round, by Person) (bool, error) {
	if r.PausedAt.IsZero() {
		return false, nil
	}
	post, err := c.inHand(tx, by)
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil && post.At.After(r.PausedAt), err
}

// HearBelow takes in a message of the DM as said to the question in hand,
// though it stands outside its thread: on a phone people answer below. brief is
// set for a few words, which are taken in only while the answer goes on. Without
// a question in hand, or where the message is older, it returns ErrNotFound.
func (c *Coach) HearBelow(ctx context.Context, s Said, brief bool) (Heard, error) {
	var h Heard
	err := c.update(ctx, func(tx Tx) (err error) {
		h, err = c.hearBelow(tx, s, brief)
		return err
	})
	return h, err
}

// hearBelow is HearBelow in a transaction.
func (c *Coach) hearBelow(tx Tx, s Said, brief bool) (Heard, error) {
	id, known, err := c.known(tx, s)
	if known || err != nil {
		return Heard{Answer: id}, err
	}
	post, err := c.inHand(tx, s.By)
	if err == nil && brief {
		err = goesOn(tx, post, s)
	}
	switch {
	case err != nil:
		return Heard{}, err
	case post.Stamp == 0:
		return Heard{}, tx.PutStray(s)
	case s.Stamp < post.Stamp:
		return Heard{}, ErrNotFound
	}
	id, err = c.reply(tx, post, s)
	return Heard{Answer: id}, err
}

// goesOn returns ErrNotFound unless a message comes soon after another one of
// its person's answer to a post.
func goesOn(tx Tx, post Post, s Said) error {
	if post.Stamp == 0 {
		return ErrNotFound
	}
	a, err := tx.LatestAnswer(post.Place(), s.By)
	if err == nil && s.Stamp.Time().Sub(a.Last()) > goesOnFor {
		err = ErrNotFound
	}
	return err
}

// claims reports whether a message, said while it was not known where a post
// stands, is a reply to it.
func (p Post) claims(s Said) bool {
	below := p.To != "" && s.Place.Thread == 0
	return s.Place == p.Place() || below && s.By == p.To && !s.Stamp.Time().Add(skew).Before(p.At)
}
