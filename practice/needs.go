package practice

import (
	"context"
	"errors"
	"math"
	"slices"
	"time"

	"greenroom/bank"
)

// How far back needs look, and how much of it: reading one answer takes some
// tenths of a millisecond, for which the person waits who begins a round.
const (
	avoidFor = 30 * 24 * time.Hour  // how long an answered question stays out of its person's rounds
	lookBack = 400 * 24 * time.Hour // answers before that say nothing any more
	lookAt   = 200                  // of the newest answers
	mostRead = 40                   // of those that their person did not rate
)

// What makes an answer weak, and a question due again.
const (
	weakRating = 2   // rated so low, or
	weakFrom   = 0.5 // unrated, from this weakness on, its question is due again
	fineGaps   = 1   // so many gaps a good answer may have
	weakGaps   = 4   // with so many it is as weak as can be
)

// What makes a competency weak.
const (
	fading  = 0.85 // what an answer counts for of the next newer one
	benefit = 1    // how many strong answers everybody is credited with
)

// needs reads off a person's answers what their next round should lean to. Of
// several answers to one question the newest that says anything counts.
func (c *Coach) needs(ctx context.Context, by Person, now time.Time) (Needs, error) {
	var given []asked
	var prepares Preparation
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		if prepares, err = tx.Preparation(by); err != nil {
			return err
		}
		given, _, err = c.given(tx, by, now)
		return err
	})
	if err != nil {
		return Needs{}, err
	}
	n := c.needsOf(given, now).Needs
	n.Wanted = wantedBy(prepares)
	return n, nil
}

// needsOf reads needs off what was answered, the newest first.
func (c *Coach) needsOf(given []asked, now time.Time) reading {
	r := reading{
		Needs: Needs{
			Recent: map[string]bool{}, Weak: map[bank.Competency]float64{}, Due: map[string]bool{},
			Last: map[string]time.Time{}, Met: map[string][]string{},
		},
		judged: map[string]bool{}, tallies: map[bank.Competency]tally{},
	}
	// Reading takes longer than others should wait for the store.
	for _, g := range given {
		if g.CreatedAt.After(r.Last[g.Answer.Question]) {
			r.Last[g.Answer.Question] = g.CreatedAt
		}
		if g.CreatedAt.After(now.Add(-avoidFor)) {
			r.Recent[g.Answer.Question] = true
		}
		if !g.Probed { // what answers a follow-up has no anatomy
			c.read(&r, g)
		}
	}
	for competency, t := range r.tallies {
		r.Weak[competency] = t.weak()
	}
	return r
}

// An asked is an answer with the question that it answers.
type asked struct {
	Answer
	q bank.Question
}

// given returns the answers of a person that say something still, the newest
// first, and whether there are more before them. Comments say nothing.
func (c *Coach) given(tx Tx, by Person, now time.Time) (out []asked, more bool, err error) {
	var fault error
	seen := 0
	from, err := keptFrom(tx, by)
	if err != nil {
		return nil, false, err
	}
	err = tx.AnswersBy(by, 0, func(a Answer) bool {
		if a.ID < from {
			return false
		}
		if seen++; seen > lookAt || a.CreatedAt.Before(now.Add(-lookBack)) {
			more = true
			return false
		}
		if a.Comment {
			return true
		}
		var q bank.Question
		q, fault = c.asked(tx, a)
		out = append(out, asked{a, q})
		return fault == nil
	})
	return out, more, errors.Join(err, fault)
}

// A reading is a person's needs as far as their answers were read, the newest
// first.
type reading struct {
	Needs
	judged  map[string]bool // the questions of which an answer counts already
	tallies map[bank.Competency]tally
	unrated int
	again   []weakAnswer
}

// A weakAnswer is the newest answer to a question, and weak.
type weakAnswer struct {
	question string
	weakness float64
	at       time.Time
}

// read takes in one answer.
func (c *Coach) read(r *reading, a asked) {
	q := a.q
	if !slices.Contains(r.Met[q.ID], q.Ask) {
		r.Met[q.ID] = append(r.Met[q.ID], q.Ask)
	}
	if r.judged[q.ID] || a.Rating == 0 && r.unrated == mostRead {
		return
	}
	if a.Rating == 0 {
		r.unrated++
	}
	weakness, known := c.weaknessOf(a)
	if !known {
		return
	}
	r.judged[q.ID] = true
	weak := a.Rating == 0 && weakness >= weakFrom || 0 < a.Rating && a.Rating <= weakRating
	if weak {
		r.again = append(r.again, weakAnswer{q.ID, weakness, a.CreatedAt})
	}
	if weak && !r.Recent[q.ID] {
		r.Due[q.ID] = true
	}
	for _, competency := range q.Competencies {
		r.tallies[competency] = r.tallies[competency].with(weakness)
	}
}

// weaknessOf says how weak an answer is, from 0 to 1: by its person's own rating,
// or, unrated, by what it lacks. known is false where neither says anything.
func (c *Coach) weaknessOf(a asked) (weakness float64, known bool) {
	if a.Rating != 0 {
		return ratedWeak(a.Rating), true
	}
	f := c.findings.of(a)
	return f.weakness(), f.assessed
}

// ratedWeak says how weak an answer is by its person's rating, 1 to 5.
func ratedWeak(rating int) float64 { return float64(5-rating) / 4 }

// A tally sums up the answers about one competency, the newest first.
type tally struct {
	n            int
	sum, counted float64
}

// with returns the tally with the next older answer in it.
func (t tally) with(weakness float64) tally {
	weight := math.Pow(fading, float64(t.n))
	return tally{n: t.n + 1, sum: t.sum + weight*weakness, counted: t.counted + weight}
}

// weak returns how weak the competency is, from 0 to 1: one weak answer does not
// make it so.
func (t tally) weak() float64 { return t.sum / (t.counted + benefit) }
