package practice

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"time"

	"greenroom/bank"
)

// runningLow is how few questions may be left before admins are told.
const runningLow = 10

// Tick deals with what has become due for a schedule since it was last looked
// at: the newest occurrence within the catch-up window is posted, days off are
// skipped, older ones are missed. due returns the occurrences after one time up
// to and including another, in order. A schedule that was never looked at, or
// whose spec is another one since, has missed nothing.
//
// After the clock was set back, what came due before comes due again at its time:
// what was posted is not posted twice, what an admin left out stays left out, and
// what was missed by the wrong clock has its chance.
func (c *Coach) Tick(ctx context.Context, s Schedule, due func(after, until time.Time) []Occurrence) error {
	now := c.Now()
	return c.update(ctx, func(tx Tx) error {
		st, err := tx.Standing(s.Name)
		if err != nil {
			return err
		}
		if st.Seen.IsZero() || st.Spec != s.Spec || st.Seen.After(now) {
			st.Seen, st.Spec = now, s.Spec
			return tx.PutStanding(st)
		}
		occurrences := due(st.Seen, now)
		if len(occurrences) == 0 {
			return nil
		}
		newest := -1
		for i, o := range occurrences {
			st.Seen = o.At
			was, err := tx.Fate(s.Name, o.Name)
			if err != nil && !errors.Is(err, ErrNotFound) {
				return err
			}
			if was == Posted || was == Failed || was == Skipped && st.LeftOut == o.Name {
				// The clock was ahead when it had its turn. What was only missed or
				// a day off then is still to come.
				continue
			}
			fate := Missed
			_, off := s.DayOff(o.Date())
			switch {
			case st.Paused || off:
				fate = Skipped
			case st.SkipNext:
				fate, st.SkipNext, st.LeftOut = Skipped, false, o.Name
			case now.Sub(o.At) <= s.CatchUp:
				newest = i
			}
			if err := tx.PutFate(s.Name, o.Name, fate); err != nil {
				return err
			}
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
	all := c.Questions()
	q, left, ok := bank.Next(all, s.Select, asked, s.Focus[date.Weekday()], seeded(key))
	if !ok {
		return Post{}, c.tellAdmins(tx, Posting{Key: "no-questions/" + s.Name, Kind: PostBroken, Ref: s.Name, Why: ErrNoQuestions.Error()})
	}
	times := asked[q.ID]
	bank.Mark(all, s.Select, asked, q.ID)
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
	if left < runningLow && all.Len() > runningLow {
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

// postRefused gives up a post and tells admins once.
func (c *Coach) postRefused(tx Tx, key, why string) error {
	p, err := c.giveUp(tx, key)
	if err != nil || p.Key == "" {
		return err
	}
	return c.tellAdmins(tx, Posting{Key: "broken/" + key, Kind: PostBroken, Ref: p.Schedule, Why: why})
}

// giveUp gives up a post of which it is certain that it never appeared: its
// question counts as not asked, and what was kept for its thread belongs to
// nobody. It returns the post, the zero Post where it was given up before.
func (c *Coach) giveUp(tx Tx, key string) (Post, error) {
	p, err := tx.Post(key)
	if err != nil || p.Refused {
		return Post{}, err
	}
	p.Refused = true
	if err := tx.PutPost(p); err != nil {
		return p, err
	}
	if err := tx.PutFate(p.Schedule, p.Occurrence, Failed); err != nil {
		return p, err
	}
	asked, err := tx.Asked(p.Channel)
	if err != nil {
		return p, err
	}
	if err := tx.PutAsked(p.Channel, p.Question, max(asked[p.Question]-1, 0)); err != nil {
		return p, err
	}
	strays, err := tx.TakeStrays(p.Channel)
	if err != nil {
		return p, err
	}
	for _, s := range strays {
		// Another unsure post of the channel may still claim it.
		if err := stray(tx, s); err != nil {
			return p, err
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

// Count returns how many people have answered a post where others see it: in
// its thread, or in a form and put into it.
func Count(tx Tx, in Place) (int, error) {
	shared := map[Person]bool{}
	err := tx.SharedIn(in, func(a Answer) bool {
		if !a.Comment {
			shared[a.Person] = true
		}
		return true
	})
	if err != nil {
		return 0, err
	}
	n := len(shared)
	var again []Answer // begun anew, and too short so far to count themselves
	err = tx.AnswersIn(in, func(a Answer) bool {
		if shared[a.Person] {
			return true
		}
		if !a.Comment {
			n++
		} else if a.Attempt > 1 {
			again = append(again, a)
		}
		return true
	})
	if err != nil {
		return 0, err
	}
	for _, a := range again {
		for b := a; err == nil && b.Comment && b.Attempt > 1; {
			if b, err = attemptBefore(tx, b); err == nil && !b.Comment {
				n++
			}
		}
		if err != nil && !errors.Is(err, ErrNotFound) {
			return 0, err
		}
		err = nil
	}
	return n, nil
}

// attemptBefore returns what a person said in a thread before the Try again that
// began an answer, or ErrNotFound.
func attemptBefore(tx Tx, a Answer) (Answer, error) {
	var before Answer
	err := tx.AnswersBy(a.Person, a.ID, func(b Answer) bool {
		if b.Place == a.Place && b.Origin == InThread {
			before = b
			return false
		}
		// Nobody answers a post before it is there.
		return !b.CreatedAt.Before(a.Place.Thread.Time())
	})
	if err == nil && before.ID == 0 {
		err = ErrNotFound
	}
	return before, err
}
