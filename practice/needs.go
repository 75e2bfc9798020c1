package practice

import (
	"errors"
	"slices"
	"time"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// How far back needs look, and how much of it: reading one answer takes some
// tenths of a millisecond, in a transaction in which others wait.
const (
	avoidFor    = 30 * 24 * time.Hour  // how long an answered question stays out of its person's rounds
	lookBack    = 400 * 24 * time.Hour // answers before that say nothing any more
	lookAt      = 200                  // of the newest answers
	mostRead    = 40                   // of those that their person did not rate
	poor        = 0.5                  // from this weakness on an unrated answer makes its question due again
	enoughGaps  = 4                    // with so many gaps an answer is as weak as can be
	fading      = 0.85                 // what an answer counts for of the next newer one about a competency
	benefit     = 1                    // how many strong answers everybody is credited with
	weakestMark = 2                    // the highest own rating that does
)

// needs reads off a person's answers what their next round should lean to. Of
// several answers to one question the newest counts.
func (c *Coach) needs(tx Tx, by Person, now time.Time) (Needs, error) {
	n := Needs{
		Recent: map[string]bool{}, Weak: map[bank.Competency]float64{}, Due: map[string]bool{},
		Last: map[string]time.Time{}, Met: map[string][]string{},
	}
	tallies := map[bank.Competency]*tally{}
	judged := map[string]bool{}
	seen, read := 0, 0
	var fault error
	err := tx.AnswersBy(by, 0, func(a Answer) bool {
		if seen++; seen > lookAt || a.CreatedAt.Before(now.Add(-lookBack)) {
			return false
		}
		if a.Comment {
			return true
		}
		if a.CreatedAt.After(n.Last[a.Question]) {
			n.Last[a.Question] = a.CreatedAt
		}
		if a.CreatedAt.After(now.Add(-avoidFor)) {
			n.Recent[a.Question] = true
		}
		if a.Probed {
			return true
		}
		q, err := c.asked(tx, a)
		if err != nil {
			fault = err
			return false
		}
		if !slices.Contains(n.Met[q.ID], q.Ask) {
			n.Met[q.ID] = append(n.Met[q.ID], q.Ask)
		}
		if judged[q.ID] {
			return true
		}
		if a.Rating == 0 {
			if read++; read > mostRead {
				return true
			}
		}
		weakness, known := weaknessOf(q, a)
		if !known {
			return true
		}
		judged[q.ID] = true
		if !n.Recent[q.ID] && (a.Rating == 0 && weakness >= poor || 0 < a.Rating && a.Rating <= weakestMark) {
			n.Due[q.ID] = true
		}
		for _, competency := range q.Competencies {
			t := tallies[competency]
			if t == nil {
				t = &tally{next: 1}
				tallies[competency] = t
			}
			t.add(weakness)
		}
		return true
	})
	for competency, t := range tallies {
		if w := t.weak(); w > 0 {
			n.Weak[competency] = w
		}
	}
	return n, errors.Join(err, fault)
}

// weaknessOf says how weak an answer is, from 0 to 1: by its person's own rating,
// or, unrated, by what it lacks. known is false where neither says anything.
func weaknessOf(q bank.Question, a Answer) (weakness float64, known bool) {
	if a.Rating != 0 {
		return float64(5-a.Rating) / 4, true
	}
	r := feedback.Read(q, a.Text())
	if !r.Assessed {
		return 0, false
	}
	return min(float64(len(r.Lacks()))/enoughGaps, 1), true
}

// A tally sums up the answers about one competency, the newest first.
type tally struct {
	next    float64 // what the next one counts for
	counted float64
	sum     float64
}

func (t *tally) add(weakness float64) {
	t.sum += t.next * weakness
	t.counted += t.next
	t.next *= fading
}

// weak returns how weak the competency is, from 0 to 1: one weak answer does not
// make it so.
func (t *tally) weak() float64 { return t.sum / (t.counted + benefit) }
