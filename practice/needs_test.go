package practice_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

func TestARoundLeavesOutWhatItsPersonAnsweredThisMonth(t *testing.T) {
	o := newOffice(t)
	o.coach.Bank = smallBank(42)
	technical := o.coach.Bank.Select(bank.Selection{Rounds: []bank.Round{bank.Technical}})
	give := func(q bank.Question, text, form string) {
		t.Helper()
		_, err := o.coach.AnswerPrivately(t.Context(), practice.Place{}, q.ID, q.Ask, "ana", text, form)
		o.must(err)
	}
	// Long ago all were answered, this month all but three, of one of which there
	// is only a comment.
	for i := range technical {
		q := technical[len(technical)-1-i]
		give(q, story, "old "+q.ID)
	}
	o.wait(60 * 24 * time.Hour)
	want := map[string]bool{}
	for i, q := range technical {
		if i >= 3 {
			give(q, story, "new "+q.ID)
			continue
		}
		want[q.ID] = true
		if i == 1 {
			give(q, "Later.", "new "+q.ID)
		}
	}
	r, err := o.coach.BeginRound(t.Context(), "ana", practice.Choice{Kind: "technical", Length: practice.Express})
	o.must(err)
	for _, turn := range r.Turns {
		if !want[turn.Question] {
			t.Errorf("%s was answered this month, of %v nothing but a comment", turn.Question, want)
		}
	}
}

// A plainStore is a store in which nobody's answers are listed within a commit.
type plainStore struct {
	practice.Store
	t *testing.T
}

func (s plainStore) Update(ctx context.Context, f func(practice.Tx) error) error {
	return s.Store.Update(ctx, func(tx practice.Tx) error { return f(plainTx{tx, s.t}) })
}

type plainTx struct {
	practice.Tx
	t *testing.T
}

func (tx plainTx) AnswersBy(practice.Person, practice.ID, func(practice.Answer) bool) error {
	tx.t.Error("answers are read while everybody who writes waits")
	return nil
}

func TestWhoBeginsARoundKeepsNobodyWaiting(t *testing.T) {
	o := newOffice(t)
	o.coach.Bank = smallBank(42)
	for i, q := range o.coach.Bank.All() {
		o.answers("ana", q, story, 0, o.now.Add(-time.Duration(i+1)*time.Hour))
	}
	o.coach.Store = plainStore{o.coach.Store, t}
	r, err := o.coach.BeginRound(t.Context(), "ana", practice.Choice{Kind: practice.Technical})
	if err != nil || len(r.Turns) == 0 {
		t.Errorf("began %+v, %v", r, err)
	}
}

// answers puts an answer of somebody into the store as it was given and rated
// then; 0 is unrated.
func (o *office) answers(by practice.Person, q bank.Question, text string, rating int, at time.Time) {
	o.t.Helper()
	o.must(o.coach.Store.Update(o.t.Context(), func(tx practice.Tx) error {
		return tx.PutAnswer(practice.Answer{
			ID: practice.FirstID(at), Person: by, Origin: practice.InPrivate, Question: q.ID, Ask: q.Ask, Attempt: 1,
			Messages: []practice.Message{{Text: text}}, CreatedAt: at, Rating: rating,
		})
	}))
}

// drawn begins a technical round for each of sixteen people who have answered
// something before, and returns how often a question comes that counts. The
// people and the chance are the same each time.
func drawn(t *testing.T, answered func(o *office, by practice.Person), counts func(bank.Question) bool) (times int) {
	t.Helper()
	o := newOffice(t)
	o.coach.Bank = pack(t)
	for i := range 16 {
		o.wait(time.Second) // an answer's time makes its id
		by := practice.Person(fmt.Sprint("U", i))
		answered(o, by)
		r, err := o.coach.BeginRound(t.Context(), by, practice.Choice{Kind: "technical", Length: practice.Full})
		o.must(err)
		for _, turn := range r.Turns {
			if q, _ := o.coach.Bank.Find(turn.Question); counts(q) {
				times++
			}
		}
	}
	return times
}

func TestARoundLeansToWhatItsPersonIsWeakIn(t *testing.T) {
	looks := func(q bank.Question) bool { return slices.Contains(q.Competencies, "budgeting") }
	var about, others []bank.Question // of another round, so that none of them comes
	for _, q := range pack(t).Select(bank.Selection{Rounds: []bank.Round{bank.Strategy}}) {
		switch {
		case !looks(q):
			others = append(others, q)
		case len(q.Weak.Lacks) > 0:
			about = append(about, q)
		}
	}
	goodAtTheRest := func(o *office, by practice.Person) {
		for i, q := range others {
			o.answers(by, q, q.Example, 5, o.now.AddDate(0, 0, -40-i))
		}
	}
	before := drawn(t, goodAtTheRest, looks)
	for _, c := range []struct {
		name   string
		text   func(bank.Question) string
		rating int
		more   bool
	}{
		{"rated low by themselves", func(q bank.Question) string { return q.Example }, 1, true},
		{"rated well by themselves", func(q bank.Question) string { return q.Weak.Text }, 5, false},
		{"answered weakly", func(q bank.Question) string { return q.Weak.Text }, 0, true},
		{"answered well", func(q bank.Question) string { return q.Example }, 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			after := drawn(t, func(o *office, by practice.Person) {
				goodAtTheRest(o, by)
				for i, q := range about {
					o.answers(by, q, c.text(q), c.rating, o.now.Add(-time.Duration(i+1)*24*time.Hour))
				}
			}, looks)
			if more := 2*after > 3*before; more != c.more {
				t.Errorf("sixteen rounds have %d questions about it, and %d for those who never spoke of it", after, before)
			}
		})
	}
}

func TestWhatWasAnsweredWeaklyComesAgainAfterAMonth(t *testing.T) {
	var some []bank.Question // one of each area
	areas := map[bank.Area]bool{}
	for _, q := range pack(t).Select(bank.Selection{Rounds: []bank.Round{bank.Technical}, Levels: []bank.Level{bank.Manager}}) {
		if !q.Curveball && q.Style != bank.Reverse && len(q.Weak.Lacks) > 0 && !areas[q.Area] {
			areas[q.Area] = true
			some = append(some, q)
		}
	}
	one := func(q bank.Question) bool {
		return slices.ContainsFunc(some, func(s bank.Question) bool { return s.ID == q.ID })
	}
	type given struct {
		days, rating int
		weakly       bool
	}
	comes := func(t *testing.T, answers ...given) int {
		return drawn(t, func(o *office, by practice.Person) {
			for _, g := range answers {
				for i, q := range some {
					text := q.Example
					if g.weakly {
						text = q.Weak.Text
					}
					o.answers(by, q, text, g.rating, o.now.AddDate(0, 0, -g.days).Add(time.Duration(i)*time.Minute))
				}
			}
		}, one)
	}
	never := comes(t)
	for _, c := range []struct {
		name        string
		answers     []given
		least, most int
	}{
		{"rated 2 two months ago", []given{{60, 2, false}}, 2 * never, 999},
		{"answered weakly two months ago", []given{{60, 0, true}}, 2 * never, 999},
		{"rated 2 three months ago, and 5 since", []given{{90, 2, true}, {60, 5, false}}, 1, never - 1},
		{"answered well two months ago", []given{{60, 5, false}}, 1, never - 1},
		{"rated 2 two years ago", []given{{730, 2, false}}, never, never},
		{"rated 2 this month", []given{{20, 2, false}}, 0, 0},
		{"answered weakly this month", []given{{20, 0, true}}, 0, 0},
		{"rated 2 two months ago, and again this month", []given{{60, 2, false}, {10, 2, false}}, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if n := comes(t, c.answers...); n < c.least || n > c.most {
				t.Errorf("in sixteen rounds they come %d times, want %d to %d; unanswered they come %d times", n, c.least, c.most, never)
			}
		})
	}
}

func TestARoundAsksWhatIsKnownInOtherWords(t *testing.T) {
	o := newOffice(t)
	var all []bank.Question
	for i := range 7 {
		all = append(all, bank.Question{
			ID: fmt.Sprintf("q%d", i), Ask: fmt.Sprintf("How did case %d go?", i), Also: []string{fmt.Sprintf("Tell me about case %d.", i)},
			Style: bank.Behavioural, Round: bank.Technical, Area: "cloud", Level: bank.Manager, Competencies: []bank.Competency{"cloud-computing"},
		})
		o.answers("ana", all[i], story, 0, o.now.AddDate(0, 0, -40).Add(time.Duration(i)*time.Minute))
	}
	o.coach.Bank = bank.New(all)
	r, err := o.coach.BeginRound(t.Context(), "ana", practice.Choice{Kind: "technical"})
	o.must(err)
	for i, turn := range r.Turns {
		if q, _ := o.coach.Bank.Find(turn.Question); turn.Ask != q.Also[0] {
			t.Errorf("turn %d asks again in the words %q", i, turn.Ask)
		}
	}
}
