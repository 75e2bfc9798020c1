package practice

import (
	"context"

	"greenroom/bank"
)

// Here returns a person's latest answer in a post's thread. An attempt that was
// begun and in which nothing is said yet is none.
func (c *Coach) Here(ctx context.Context, in Place, by Person) (Reviewed, error) {
	var out Reviewed
	err := c.Store.View(ctx, func(tx Tx) error {
		in, err := placeOf(tx, in)
		if err != nil {
			return err
		}
		a, err := tx.LatestAnswer(in, by)
		if err == nil && len(a.Messages) == 0 {
			err = ErrNotFound
		}
		if err != nil {
			return err
		}
		q, err := c.asked(tx, a)
		out = c.reviewed(a, q)
		return err
	})
	return out, err
}

// Knows reports whether a message belongs to an answer.
func (c *Coach) Knows(ctx context.Context, channel string, at Stamp) (bool, error) {
	var id ID
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		id, _, err = tx.Heard(channel, at)
		return err
	})
	return id != 0, err
}

// Holding returns the answer of its author that holds a message.
func (c *Coach) Holding(ctx context.Context, channel string, at Stamp, by Person) (Reviewed, error) {
	var id ID
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		id, _, err = tx.Heard(channel, at)
		return err
	})
	if err != nil {
		return Reviewed{}, err
	}
	if id == 0 {
		return Reviewed{}, ErrNotFound
	}
	return c.One(ctx, id, by)
}

// PostIn returns the post in whose thread, or on which, something was asked,
// with its question as Posted does.
func (c *Coach) PostIn(ctx context.Context, in Place) (Post, bank.Question, error) {
	var post Post
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		post, err = tx.PostAt(in)
		return err
	})
	if err != nil {
		return Post{}, bank.Question{}, err
	}
	q, err := c.question(post.Question, post.Ask)
	return post, q, err
}

// Posted returns a post with its question as it was asked. Where the bank has
// lost it, what is left is the wording, and the error is ErrNoQuestion.
func (c *Coach) Posted(ctx context.Context, key string) (Post, bank.Question, error) {
	var post Post
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		post, err = tx.Post(key)
		return err
	})
	if err != nil {
		return Post{}, bank.Question{}, err
	}
	q, err := c.question(post.Question, post.Ask)
	return post, q, err
}

// Answered returns how many people have answered a post, none where it is not
// known yet where it stands.
func (c *Coach) Answered(ctx context.Context, p Post) (int, error) {
	if p.Stamp == 0 {
		return 0, nil
	}
	n := 0
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		n, err = Count(tx, p.Place())
		return err
	})
	return n, err
}

// Answer returns an answer, whoever's it is: for postings about it, never for
// somebody who asks (see One).
func (c *Coach) Answer(ctx context.Context, id ID) (Answer, error) {
	var a Answer
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		a, err = tx.Answer(id)
		return err
	})
	return a, err
}

// Profile returns what is remembered of a person beside their answers.
func (c *Coach) Profile(ctx context.Context, p Person) (Profile, error) {
	var out Profile
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		out, err = tx.Profile(p)
		return err
	})
	return out, err
}
