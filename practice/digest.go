package practice

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"greenroom/bank"
)

// DigestFrom is how many people must have answered in a week for anything to be
// told of it: among fewer, a number would be about somebody.
const DigestFrom = 4

// digestWeeks is how many weeks a digest shows, the last of them whole.
const digestWeeks = 6

// digestWithin is how late a digest is still posted.
const digestWithin = 24 * time.Hour

// A Digest tells a channel what it practised: counts, never names. Rounds and
// questions that somebody was asked alone are not in it.
type Digest struct {
	Schedule  string
	Questions int    // that were asked in the week
	Weeks     []Week // oldest first; the last is the one that it tells of
}

// Week returns the week that the digest tells of.
func (d Digest) Week() Week { return d.Weeks[len(d.Weeks)-1] }

// A Week is what was practised in seven days. Where fewer than [DigestFrom]
// people answered it says no more than that: Few is set and the rest is zero.
type Week struct {
	Until        time.Time // its end, in the schedule's zone
	Few          bool
	People       int
	Answers      int // of one person to one question at most one
	Competencies map[bank.Competency]int
	Areas        map[bank.Area]int
}

// Ranked returns the names of a tally, the most first.
func Ranked[T ~string](tally map[T]int) []T {
	names := make([]T, 0, len(tally))
	for name := range tally {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b T) int {
		return cmp.Or(cmp.Compare(tally[b], tally[a]), cmp.Compare(a, b))
	})
	return names
}

// Digest plans the digest of a schedule where one has become due, once for each
// week; one that comes late is posted within a day. It is posted only if enough
// people have answered by then.
func (c *Coach) Digest(ctx context.Context, s Schedule, cal Calendar) error {
	if cal.Due == nil {
		return nil
	}
	return c.update(ctx, func(tx Tx) error {
		o, ok, err := c.newest(tx, s, "digest", cal, digestWithin)
		if err != nil || !ok {
			return err
		}
		year, week := o.At.In(s.Zone).ISOWeek()
		return plan(tx, Posting{
			Key: fmt.Sprintf("digest/%s/%d-W%02d", s.Name, year, week), Kind: PostDigest, Place: Place{Channel: s.Channel},
			Ref: s.Name, At: Stamp(o.At.UnixMicro()),
		})
	})
}

// Digested returns what a digest has to say, from what is stored now. It is
// ErrNotFound where too few people have answered, or the digest is out of date.
func (c *Coach) Digested(ctx context.Context, s Schedule, p Posting) (Digest, error) {
	until := p.At.Time().In(s.Zone)
	d := Digest{Schedule: s.Name}
	if c.Now().Sub(until) > digestWithin {
		return d, fmt.Errorf("digest of %s: out of date: %w", s.Name, ErrNotFound)
	}
	// The last week first: without it there is nothing to tell. Each has a view of
	// its own, so that none is long.
	for back := range digestWeeks {
		w, err := c.week(ctx, s, until.AddDate(0, 0, -7*(back+1)), until.AddDate(0, 0, -7*back))
		if err != nil {
			return d, err
		}
		if back == 0 && w.Few {
			return d, fmt.Errorf("digest of %s: too few people: %w", s.Name, ErrNotFound)
		}
		d.Weeks = append(d.Weeks, w)
	}
	slices.Reverse(d.Weeks)
	err := c.Store.View(ctx, func(tx Tx) error {
		posts, err := tx.PostsOf(s.Name, mostCounted)
		d.Questions = 0
		for _, post := range posts {
			if post.Stamp != 0 && post.At.After(until.AddDate(0, 0, -7)) && !post.At.After(until) {
				d.Questions++
			}
		}
		return err
	})
	return d, err
}

// mostCounted is how many questions of one week are counted.
const mostCounted = 1000

// week counts what was said to a schedule's questions after one time, up to and
// including another.
func (c *Coach) week(ctx context.Context, s Schedule, from, until time.Time) (Week, error) {
	type piece struct {
		by Person
		in Place
	}
	var w Week
	err := c.Store.View(ctx, func(tx Tx) error {
		w = Week{Until: until, Competencies: map[bank.Competency]int{}, Areas: map[bank.Area]int{}}
		people, counted, ours := map[Person]bool{}, map[piece]bool{}, map[Place]bool{}
		var fault error
		err := tx.AnswersAfter(FirstID(from.Add(time.Microsecond))-1, func(a Answer) bool {
			if a.ID.Time().After(until) {
				return false
			}
			if a.Comment || a.Alone || len(a.Messages) == 0 || a.Origin != InThread && !a.inForm() || counted[piece{a.Person, a.Place}] {
				return true
			}
			here, known := ours[a.Place]
			if !known {
				var post Post
				if post, fault = tx.PostAt(a.Place); errors.Is(fault, ErrNotFound) {
					fault = nil
				}
				here = fault == nil && post.Schedule == s.Name
				ours[a.Place] = here
			}
			if !here {
				return fault == nil
			}
			counted[piece{a.Person, a.Place}], people[a.Person] = true, true
			q, ok := c.Find(a.Question)
			if !ok {
				return true
			}
			w.Areas[q.Area]++
			for _, name := range q.Competencies {
				w.Competencies[name]++
			}
			return true
		})
		w.People, w.Answers = len(people), len(counted)
		return errors.Join(err, fault)
	})
	if err != nil {
		return Week{}, err
	}
	if w.People < DigestFrom {
		return Week{Until: until, Few: true}, nil
	}
	return w, nil
}
