package practice

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"time"
)

// doubleLooks is how long after a posting arrived it is looked whether it stands
// there twice: the chat may show a message only after it was looked for in vain
// and said again.
var doubleLooks = []time.Duration{2 * time.Minute, time.Hour}

// postLook and lookSpread are when that is looked for a question that was sent
// but once: another process, or a file that was put back from a backup, may have
// posted it too. Many that are posted at the same time are not looked for so.
const (
	postLook   = 10 * time.Minute
	lookSpread = 10 * time.Minute
)

// watch plans to look whether a posting that has arrived stands there twice.
func (c *Coach) watch(tx Tx, p Posting) error {
	after := []time.Duration{}
	switch {
	case p.Kind.Policy() != Reconcile:
	case p.Unseen:
		after = doubleLooks
	case p.Kind == PostQuestion:
		h := fnv.New32a()
		h.Write([]byte(p.Key))
		after = append(after, postLook+time.Duration(h.Sum32())*time.Second%lookSpread)
	}
	for n, wait := range after {
		look := Posting{
			Key: fmt.Sprintf("double/%s/%d", p.Key, n), Kind: PostDouble, Place: p.Place, To: p.To, Ref: p.Key, NotBefore: c.Now().Add(wait),
		}
		if err := plan(tx, look); err != nil {
			return err
		}
	}
	return nil
}

// Sent returns a posting that was delivered, or ErrNotFound.
func (c *Coach) Sent(ctx context.Context, key string) (Posting, error) {
	var p Posting
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		p, err = tx.Posting(key)
		if err == nil && (p.State != Delivered || p.Stamp == 0) {
			err = ErrNotFound
		}
		return err
	})
	return p, err
}

// Doubled records that the message of a post stands there more than once: keep
// stays, the others were deleted or are about to be. What was said under them counts
// under keep, and so does what is still to be.
func (c *Coach) Doubled(ctx context.Context, key string, keep Stamp, others []Stamp) error {
	return c.update(ctx, func(tx Tx) error {
		post, err := tx.Post(key)
		if err != nil {
			return err
		}
		p, err := tx.Posting(key)
		if err != nil {
			return err
		}
		was := post.Place()
		for _, at := range others {
			if !slices.Contains(post.Doubles, at) {
				post.Doubles = append(post.Doubles, at)
			}
		}
		post.Doubles = slices.DeleteFunc(post.Doubles, func(at Stamp) bool { return at == keep })
		post.Gone = post.Gone && post.Stamp == keep // that which was deleted was another one
		post.Stamp, p.Stamp = keep, keep
		if err := errors.Join(tx.PutPost(post), tx.PutPosting(p)); err != nil || was == post.Place() {
			return err
		}
		// How far the other thread was read says nothing of this one.
		if err := errors.Join(moveAnswers(tx, post, was), tx.PutReading(Reading{Post: key, Again: true})); err != nil {
			return err
		}
		return c.recount(tx, post.Place())
	})
}

// moveAnswers puts all answers to a post that were given in another place into
// the post's own.
func moveAnswers(tx Tx, post Post, from Place) error {
	var moved []Answer
	err := tx.AnswersAfter(FirstID(post.At.Add(-skew)), func(a Answer) bool {
		if a.Place == from {
			a.Place = post.Place()
			moved = append(moved, a)
		}
		return true
	})
	for _, a := range moved {
		if err == nil {
			err = tx.PutAnswer(a)
		}
	}
	return err
}

// placeOf returns the place of the post that a thread belongs to, or the place
// itself where there is no post.
func placeOf(tx Tx, in Place) (Place, error) {
	post, err := tx.PostAt(in)
	if errors.Is(err, ErrNotFound) {
		return in, nil
	}
	return post.Place(), err
}
