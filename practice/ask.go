package practice

import (
	"context"
	"errors"
	"time"

	"greenroom/bank"
)

// A Wish says what somebody wants to be asked: the question of that id, or
// else one of what it names. The zero Wish is any question.
type Wish struct {
	ID         string
	Area       bank.Area
	Competency bank.Competency
	Round      bank.Round
}

// selection returns the questions that fulfil the wish.
func (w Wish) selection() bank.Selection {
	var s bank.Selection
	if w.Area != "" {
		s.Areas = []bank.Area{w.Area}
	}
	if w.Competency != "" {
		s.Competencies = []bank.Competency{w.Competency}
	}
	if w.Round != "" {
		s.Rounds = []bank.Round{w.Round}
	}
	return s
}

// inHandFor is how long what its person says below a question in the DM, and
// not in its thread, still counts as said to it.
const inHandFor = 12 * time.Hour

// Ask plans a question for one person alone, in their DM: one that they were
// not asked there and have not answered lately, as long as there is any. once
// names what they did to be asked, so that asking twice asks once. Where
// nothing fulfils the wish it returns ErrNoQuestion.
func (c *Coach) Ask(ctx context.Context, by Person, w Wish, once string) (Post, error) {
	var out Post
	err := c.update(ctx, func(tx Tx) error {
		key := "alone/" + string(by) + "/" + once
		post, err := tx.Post(key)
		if !errors.Is(err, ErrNotFound) {
			out = post
			return err
		}
		now := c.Now()
		q, times, err := c.wished(tx, by, w, key, now)
		if err != nil {
			return err
		}
		out = Post{
			Key: key, Question: q.ID, Ask: q.Wording(times), At: now, OpenUntil: now.AddDate(1, 0, 0), To: by, Wish: w,
		}
		if err := tx.PutPost(out); err != nil {
			return err
		}
		profile, err := tx.Profile(by)
		if err != nil {
			return err
		}
		profile.Person, profile.InHand = by, key
		if err := tx.PutProfile(profile); err != nil {
			return err
		}
		return plan(tx, Posting{Key: key, Kind: PostAlone, To: by, Ref: key})
	})
	return out, err
}

// wished returns the question to ask, and how often its person was asked it
// before.
func (c *Coach) wished(tx Tx, by Person, w Wish, key string, now time.Time) (bank.Question, int, error) {
	book := "@" + string(by) // where a channel's count of what was asked would stand
	asked, err := tx.Asked(book)
	if err != nil {
		return bank.Question{}, 0, err
	}
	q, ok := c.Questions().Find(w.ID)
	if w.ID == "" {
		answered, err := c.answeredSince(tx, by, now.Add(-avoidFor))
		if err != nil {
			return bank.Question{}, 0, err
		}
		weighed := make(map[string]int, len(asked))
		for id, n := range asked {
			weighed[id] = n
		}
		for id := range answered {
			weighed[id]++
		}
		q, _, ok = bank.Next(c.Questions(), w.selection(), weighed, nil, seeded(key))
	}
	if !ok {
		return bank.Question{}, 0, ErrNoQuestion
	}
	return q, asked[q.ID], tx.PutAsked(book, q.ID, asked[q.ID]+1)
}

// InHand returns the question that its person was asked alone last, while what
// they say in the DM still counts as said to it; ErrNotFound where there is none.
func (c *Coach) InHand(ctx context.Context, by Person) (Post, error) {
	var out Post
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		out, err = c.inHand(tx, by)
		return err
	})
	return out, err
}

func (c *Coach) inHand(tx Tx, by Person) (Post, error) {
	profile, err := tx.Profile(by)
	if err != nil {
		return Post{}, err
	}
	post, err := tx.Post(profile.InHand)
	if err == nil && (post.To != by || post.Stamp == 0 || c.Now().Sub(post.At) > inHandFor) {
		err = ErrNotFound
	}
	return post, err
}

// HearBelow takes in a message of the DM as said to the question in hand,
// though it stands outside its thread: on a phone people answer below. Without
// a question in hand, or where the message is older, it returns ErrNotFound.
func (c *Coach) HearBelow(ctx context.Context, s Said) (Heard, error) {
	var h Heard
	err := c.update(ctx, func(tx Tx) error {
		h = Heard{}
		id, known, err := c.known(tx, s)
		if known || err != nil {
			h.Answer = id
			return err
		}
		post, err := c.inHand(tx, s.By)
		if err == nil && s.Stamp < post.Stamp {
			err = ErrNotFound
		}
		if err != nil {
			return err
		}
		h.Answer, err = c.reply(tx, post, s)
		return err
	})
	return h, err
}
