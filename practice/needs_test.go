package practice_test

import (
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

// drawn begins a round for each of forty people who answered as the first of
// them did, and returns how often a question comes that counts.
func (o *office) drawn(answered func(by practice.Person), counts func(bank.Question) bool) (times int) {
	o.t.Helper()
	for i := range 40 {
		o.wait(time.Second)
		by := practice.Person(fmt.Sprintf("U%d-%d", i, o.now.Unix()))
		answered(by)
		r, err := o.coach.BeginRound(o.t.Context(), by, practice.Choice{Kind: "technical", Length: practice.Full})
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
	b := pack(t)
	var about []bank.Question // of other rounds, so that none of them comes
	for _, q := range b.All() {
		if slices.Contains(q.Competencies, "budgeting") && q.Round == bank.Strategy && len(q.Weak.Lacks) > 0 {
			about = append(about, q)
		}
	}
	looks := func(q bank.Question) bool { return slices.Contains(q.Competencies, "budgeting") }
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
			o := newOffice(t)
			o.coach.Bank = b
			before := o.drawn(func(practice.Person) {}, looks)
			after := o.drawn(func(by practice.Person) {
				for i, q := range about {
					o.answers(by, q, c.text(q), c.rating, o.now.Add(-time.Duration(i+1)*24*time.Hour))
				}
			}, looks)
			if more := 2*after > 3*before; more != c.more {
				t.Errorf("forty rounds had %d questions about it before and %d after", before, after)
			}
		})
	}
}

func TestWhatWasAnsweredWeaklyComesAgainAfterAMonth(t *testing.T) {
	b := pack(t)
	var some []bank.Question
	areas := map[bank.Area]bool{}
	for _, q := range b.Select(bank.Selection{Rounds: []bank.Round{bank.Technical}, Levels: []bank.Level{bank.Manager}}) {
		if !q.Curveball && q.Style != bank.Reverse && len(q.Weak.Lacks) > 0 && !areas[q.Area] {
			areas[q.Area] = true
			some = append(some, q)
		}
	}
	one := func(q bank.Question) bool {
		return slices.ContainsFunc(some, func(s bank.Question) bool { return s.ID == q.ID })
	}
	drawn := func(t *testing.T, days, rating int, weakly bool) int {
		o := newOffice(t)
		o.coach.Bank = b
		return o.drawn(func(by practice.Person) {
			for i, q := range some {
				text := q.Example
				if weakly {
					text = q.Weak.Text
				}
				o.answers(by, q, text, rating, o.now.AddDate(0, 0, -days).Add(time.Duration(i)*time.Minute))
			}
		}, one)
	}
	well := drawn(t, 60, 5, false)
	for _, c := range []struct {
		name   string
		days   int
		rating int
		weakly bool
		least  int
		most   int
	}{
		{"rated 2 two months ago", 60, 2, false, 2*well + 1, 999},
		{"answered weakly two months ago", 60, 0, true, 2*well + 1, 999},
		{"rated 2 this month", 20, 2, false, 0, 0},
		{"answered weakly this month", 20, 0, true, 0, 0},
		{"rated 4 this month", 20, 4, false, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if n := drawn(t, c.days, c.rating, c.weakly); n < c.least || n > c.most {
				t.Errorf("in forty rounds they come %d times; rated well they came %d times", n, well)
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
