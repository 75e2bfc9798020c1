package practice

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"time"

	"greenroom/bank"
)

// runningLow is how few questions may be left before admins are told.
const runningLow = 10

// Tick deals with what has become due for a schedule since it was last looked
// at: the newest occurrence within the catch-up window is posted, days off are
// skipped, older ones are missed. due returns the occurrences after one time up
// to and including another, in order. A schedule that was never looked at has
// missed nothing.
func (c *Coach) Tick(ctx context.Context, s Schedule, due func(after, until time.Time) []Occurrence) error {
	now := c.Now()
	return c.update(ctx, func(tx Tx) error {
		st, err := tx.Standing(s.Name)
		if err != nil {
			return err
		}
		if st.Seen.IsZero() {
			st.Seen = now
			return tx.PutStanding(st)
		}
		occurrences := due(st.Seen, now)
		if len(occurrences) == 0 {
			return nil
		}
		newest := -1
		for i, o := range occurrences {
			fate := Missed
			switch {
			case st.SkipNext:
				fate, st.SkipNext = Skipped, false
			case st.Paused, slices.ContainsFunc(s.Skip, func(r DateRange) bool { return r.Has(o.Date()) }):
				fate = Skipped
			case now.Sub(o.At) <= s.CatchUp:
				newest = i
			}
			if err := tx.PutFate(s.Name, o.Name, fate); err != nil {
				return err
			}
			st.Seen = o.At
		}
		if err := tx.PutStanding(st); err != nil || newest < 0 {
			return err
		}
		_, err = c.post(tx, s, occurrences[newest])
		return err
	})
}

// post decides the question for an occurrence and plans its posting. Where
// there is no question admins are told, and the occurrence is missed.
func (c *Coach) post(tx Tx, s Schedule, o Occurrence) (Post, error) {
	key := "daily/" + s.Name + "/" + o.Name
	if p, err := tx.Post(key); !errors.Is(err, ErrNotFound) {
		return p, err
	}
	asked, err := tx.Asked(s.Channel)
	if err != nil {
		return Post{}, err
	}
	// The day that counts for the focus is the local one that is written in the name.
	date, _ := time.Parse(time.DateOnly, o.Date())
	q, left, ok := bank.Next(c.Bank, s.Select, asked, s.Focus[date.Weekday()], seeded(key))
	if !ok {
		return Post{}, c.tellAdmins(tx, Posting{Key: "no-questions/" + s.Name, Kind: PostBroken, Ref: s.Name, Why: ErrNoQuestions.Error()})
	}
	times := asked[q.ID]
	bank.Mark(c.Bank, s.Select, asked, q.ID)
	now := c.Now()
	p := Post{
		Key: key, Schedule: s.Name, Occurrence: o.Name, Channel: s.Channel, Question: q.ID,
		Ask: q.Wording(times), At: now, OpenUntil: now.Add(s.OpenFor),
	}
	steps := []func() error{
		func() error { return tx.PutPost(p) },
		func() error { return tx.PutFate(s.Name, o.Name, Posted) },
		func() error { return tx.PutAsked(s.Channel, q.ID, asked[q.ID]) },
		func() error {
			return plan(tx, Posting{Key: key, Kind: PostQuestion, Place: Place{Channel: s.Channel}, Ref: key})
		},
	}
	if left < runningLow && c.Bank.Len() > runningLow {
		low := Posting{Key: fmt.Sprintf("low/%s/%d", s.Name, times), Kind: PostLow, Ref: s.Name, N: left}
		steps = append(steps, func() error { return c.tellAdmins(tx, low) })
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return Post{}, err
		}
	}
	return p, nil
}

// tellAdmins plans a posting once for each admin, in their DM.
func (c *Coach) tellAdmins(tx Tx, p Posting) error {
	key := p.Key
	for _, admin := range c.Admins {
		p.Key, p.To = key+"/"+string(admin), admin
		if err := plan(tx, p); err != nil {
			return err
		}
	}
	return nil
}

// seeded returns a source of chance that is the same for the same key, so that
// a function that runs twice decides once.
func seeded(key string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(key))
	return rand.New(rand.NewPCG(h.Sum64(), 0))
}

// Count returns how many people have answered a post.
func Count(tx Tx, in Place) (int, error) {
	n := 0
	var again []Answer // begun anew, and too short so far to count themselves
	err := tx.AnswersIn(in, func(a Answer) bool {
		if !a.Comment {
			n++
		} else if a.Attempt > 1 {
			again = append(again, a)
		}
		return true
	})
	for _, a := range again {
		if err != nil {
			break
		}
		err = tx.AnswersBy(a.Person, a.ID, func(b Answer) bool {
			if b.Place == in && b.Origin == InThread && !b.Comment {
				n++
				return false
			}
			// Nobody answers a post before it is there.
			return !b.CreatedAt.Before(in.Thread.Time())
		})
	}
	return n, err
}
