package practice

import (
	"math"
	"strings"
	"time"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// A Competence is how a competency did in a round, and in the person's rounds
// before it.
type Competence struct {
	Competency bank.Competency
	Asked      int // questions of the round
	Answered   int
	Now        Standard
	Before     Standard // of the rounds that began within aYear before
}

// A Standard is what some answers come to.
type Standard struct {
	Share
	Answers int // of which it is made
	Rated   int // those with a rating of their person's own
	Ratings int // the sum of these
}

// Rating returns the mean of the person's own ratings; ok is false where there
// are none.
func (s Standard) Rating() (mean float64, ok bool) {
	if s.Rated == 0 {
		return 0, false
	}
	return float64(s.Ratings) / float64(s.Rated), true
}

// A Share is how much of what questions want was found in their answers. Answers
// that were not assessed count for nothing in it.
type Share struct{ Found, Wanted int }

// Percent returns the share in percent; ok is false where nothing was wanted.
func (s Share) Percent() (percent int, ok bool) {
	if s.Wanted == 0 {
		return 0, false
	}
	return int(math.Round(100 * float64(s.Found) / float64(s.Wanted))), true
}

func (s Share) plus(more Share) Share { return Share{s.Found + more.Found, s.Wanted + more.Wanted} }

// foundIn returns how much of what a question wants was found in its answer.
func foundIn(q bank.Question, r feedback.Report) Share {
	if !r.Assessed {
		return Share{}
	}
	wanted := len(feedback.Wanted(q))
	return Share{Found: wanted - len(r.Missing(q)), Wanted: wanted}
}

// aYear is how far back earlier rounds count, and mostBefore how many of their
// answers: reading one takes about 0.3 ms.
const (
	aYear      = 365 * 24 * time.Hour
	mostBefore = 100
)

// A told is an answer of an earlier round, with those to its follow-ups.
type told struct {
	q      bank.Question
	text   string
	rating int
}

// before returns what was answered in the person's rounds before one, the newest
// first.
func (c *Coach) before(tx Tx, r Round) ([]told, error) {
	var turns []Turn
	err := tx.RoundsBy(r.Person, func(other Round) bool {
		switch {
		case other.ID == r.ID || !other.StartedAt.Before(r.StartedAt):
			return true
		case other.StartedAt.Before(r.StartedAt.Add(-aYear)):
			return false
		}
		for _, t := range other.Begun() {
			if t.Answer != 0 && !t.Reverse {
				turns = append(turns, t)
			}
		}
		return len(turns) < mostBefore
	})
	if err != nil {
		return nil, err
	}
	var out []told
	for _, t := range turns[:min(len(turns), mostBefore)] {
		line, err := c.recall(tx, t)
		if err != nil {
			return nil, err
		}
		if line.Said.ID == 0 {
			continue
		}
		said := []string{line.Said.Text()}
		for _, p := range line.Probed {
			if p.Said.ID != 0 {
				said = append(said, p.Said.Text())
			}
		}
		out = append(out, told{q: line.Q, text: strings.Join(said, "\n\n"), rating: t.Rating})
	}
	return out, nil
}

// competences sums up a round by competency, next to what was before it.
func competences(turns []Debriefed, before []told) []Competence {
	sums := map[bank.Competency]*Competence{}
	for _, t := range turns {
		if t.Reverse {
			continue
		}
		for _, k := range t.Q.Competencies {
			if sums[k] == nil {
				sums[k] = &Competence{Competency: k}
			}
			sums[k].Asked++
			if t.Said.ID != 0 {
				sums[k].Answered++
				sums[k].Now.add(foundIn(t.Q, t.Whole), t.Rating)
			}
		}
	}
	for _, b := range before {
		share, read := Share{}, false
		for _, k := range b.q.Competencies {
			if sums[k] == nil {
				continue
			}
			if !read {
				share, read = foundIn(b.q, feedback.Read(b.q, b.text)), true
			}
			sums[k].Before.add(share, b.rating)
		}
	}
	var out []Competence
	for _, k := range bank.Competencies() {
		if line := sums[k]; line != nil {
			out = append(out, *line)
		}
	}
	return out
}

// add counts an answer.
func (s *Standard) add(share Share, rating int) {
	s.Answers++
	s.Share = s.plus(share)
	if rating > 0 {
		s.Rated++
		s.Ratings += rating
	}
}
