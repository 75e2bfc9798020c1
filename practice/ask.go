package practice

import (
	"cmp"
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

	// Again asks the question of ID once more: in a wording that its person did
	// not meet last, and without hints unless they ask for them.
	Again bool
	Style bank.Style // kept to as far as there is a question of it
	Story ID         // of their own that they want to tell; zero: none
}

// Topic returns what the wish names beside an id, or "".
func (w Wish) Topic() string {
	return cmp.Or(string(w.Area), string(w.Competency), string(w.Round))
}

// Ask plans a question for one person alone, in their DM: one that they were
// not asked there and have not answered lately, as long as there is any. once
// names what they did to be asked, so that asking twice asks once. Where
// nothing fulfils the wish it returns ErrNoQuestion, and ErrNotFound where the
// story that they want to tell is none of theirs any more.
func (c *Coach) Ask(ctx context.Context, by Person, w Wish, once string) (Post, error) {
	var out Post
	err := c.update(ctx, func(tx Tx) (err error) {
		key := "alone/" + string(by) + "/" + once
		if out, err = tx.Post(key); !errors.Is(err, ErrNotFound) {
			return err
		}
		out, err = c.ask(tx, by, w, key)
		return err
	})
	return out, err
}

// ask plans the question of a new key.
func (c *Coach) ask(tx Tx, by Person, w Wish, key string) (Post, error) {
	if w.Story != 0 {
		if _, err := tx.Story(by, w.Story); err != nil {
			return Post{}, err
		}
	}
	now := c.Now()
	q, times, err := c.wished(tx, by, w, key, now)
	if err != nil {
		return Post{}, err
	}
	wording := times
	if w.Again {
		if wording, err = c.fresh(tx, by, q); err != nil {
			return Post{}, err
		}
	}
	out := Post{
		Key: key, Question: q.ID, Ask: q.Wording(wording), At: now, OpenUntil: now.AddDate(1, 0, 0), To: by, Wish: w,
	}
	if err := tx.PutPost(out); err != nil {
		return Post{}, err
	}
	if err := takeInHand(tx, by, key); err != nil {
		return Post{}, err
	}
	return out, plan(tx, Posting{Key: key, Kind: PostAlone, To: by, Ref: key})
}

// Another returns the wish for another question like that of the post, which is q.
func (p Post) Another(q bank.Question) Wish {
	if p.Wish.ID != "" {
		return Wish{Area: q.Area}
	}
	return p.Wish
}

// wished returns the question to ask, and how often its person was asked it
// before.
func (c *Coach) wished(tx Tx, by Person, w Wish, key string, now time.Time) (bank.Question, int, error) {
	book := bookOf(by)
	asked, err := tx.Asked(book)
	if err != nil {
		return bank.Question{}, 0, err
	}
	q, ok := c.Questions().Find(w.ID)
	ok = ok && !q.Disabled
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
		of := bank.Only(w.Round, w.Area, w.Competency)
		if w.Style != "" {
			of.Styles = []bank.Style{w.Style}
		}
		if q, _, ok = bank.Next(c.Questions(), of, weighed, nil, seeded(key)); !ok && w.Style != "" {
			of.Styles = nil
			q, _, ok = bank.Next(c.Questions(), of, weighed, nil, seeded(key))
		}
	}
	if !ok {
		return bank.Question{}, 0, ErrNoQuestion
	}
	return q, asked[q.ID], tx.PutAsked(book, q.ID, asked[q.ID]+1)
}

// bookOf returns where it is counted how often a person was asked what, as it is
// for a channel under its id.
func bookOf(p Person) string { return "@" + string(p) }

// unasked has a question that could not be asked count as never asked. What was
// kept for it belongs to something else, or to nothing.
func (c *Coach) unasked(tx Tx, key string) error {
	p, err := tx.Post(key)
	if err != nil || p.Refused {
		return err
	}
	p.Refused = true
	asked, err := tx.Asked(bookOf(p.To))
	if err != nil {
		return err
	}
	if err := tx.PutAsked(bookOf(p.To), p.Question, max(asked[p.Question]-1, 0)); err != nil {
		return err
	}
	if err := tx.PutPost(p); err != nil {
		return err
	}
	strays, err := takeStraysOf(tx, p.To)
	if err != nil {
		return err
	}
	for _, s := range strays {
		if err := c.unclaimed(tx, p, s); err != nil {
			return err
		}
	}
	return nil
}
