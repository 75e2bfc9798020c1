package practice_test

import (
	"math/rand/v2"
	"reflect"
	"sync"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

// builtIn is the bank that comes with the program.
var builtIn = sync.OnceValues(func() (*bank.Bank, error) { return bank.Load(nil) })

func plan(t *testing.T, c practice.Choice, answered map[string]bool, seed uint64) (*bank.Bank, []practice.Turn) {
	t.Helper()
	b, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	return b, practice.Plan(b, bank.Round(c.Or(practice.DefaultChoice).Kind), c.Or(practice.DefaultChoice), answered, rand.New(rand.NewPCG(seed, 0)))
}

func TestThePlanOfARound(t *testing.T) {
	for _, c := range []struct {
		choice  practice.Choice
		asked   int // questions, the candidate's own left out
		minutes int
	}{
		{practice.Choice{Kind: practice.Screening}, 4, 30},
		{practice.Choice{Kind: practice.Technical}, 7, 60},
		{practice.Choice{Kind: practice.Strategy}, 7, 60},
		{practice.Choice{Kind: practice.Screening, Length: practice.Express}, 3, 0},
		{practice.Choice{Kind: practice.Technical, Length: practice.Express}, 3, 0},
		{practice.Choice{Kind: practice.Strategy, Length: practice.Express, Mode: practice.LiveMode, Level: bank.Senior}, 3, 0},
	} {
		for seed := range uint64(20) {
			b, turns := plan(t, c.choice, nil, seed)
			full := c.choice.Length != practice.Express
			asked, minutes := 0, 0
			seen, areas := map[string]bool{}, map[bank.Area]bool{}
			for i, turn := range turns {
				q, ok := b.Find(turn.Question)
				if !ok || turn.Ask == "" || turn.Minutes <= 0 || seen[turn.Question] {
					t.Errorf("%+v: turn %d is %+v", c.choice, i, turn)
				}
				seen[turn.Question] = true
				minutes += turn.Minutes
				if turn.Reverse != (q.Style == bank.Reverse) || turn.Reverse && (i != len(turns)-1 || !full) {
					t.Errorf("%+v: turn %d of %d is the candidate's own: %v", c.choice, i, len(turns), turn.Reverse)
				}
				if !turn.Reverse {
					asked++
					areas[q.Area] = true
					if q.Round != bank.Round(c.choice.Kind) {
						t.Errorf("%+v: %s is of the round %s", c.choice, q.ID, q.Round)
					}
				}
			}
			if asked != c.asked || full && !turns[len(turns)-1].Reverse {
				t.Errorf("%+v: %d questions, want %d and the candidate's own to close", c.choice, asked, c.asked)
			}
			if full && (minutes > c.minutes || minutes < c.minutes-asked-1) {
				t.Errorf("%+v: %d minutes, want %d", c.choice, minutes, c.minutes)
			}
			if len(areas) < 3 {
				t.Errorf("%+v: only the areas %v", c.choice, areas)
			}
			if t.Failed() {
				t.FailNow()
			}
		}
	}
}

func TestTheSameChanceMakesTheSamePlan(t *testing.T) {
	_, first := plan(t, practice.Choice{Kind: practice.Technical}, nil, 7)
	_, again := plan(t, practice.Choice{Kind: practice.Technical}, nil, 7)
	_, other := plan(t, practice.Choice{Kind: practice.Technical}, nil, 8)
	if !reflect.DeepEqual(first, again) {
		t.Error("the same seed made two plans")
	}
	if reflect.DeepEqual(first, other) {
		t.Error("two seeds made one plan")
	}
}

func TestAPlanAvoidsWhatWasAnsweredAsLongAsOthersAreLeft(t *testing.T) {
	choice := practice.Choice{Kind: practice.Technical}
	b, _ := plan(t, choice, nil, 1)
	answered := map[string]bool{}
	left := 0
	for _, q := range b.Select(bank.Selection{Rounds: []bank.Round{bank.Technical}}) {
		if q.Style == bank.Reverse || left < 7 {
			left++
			continue
		}
		answered[q.ID] = true
	}
	_, turns := plan(t, choice, answered, 1)
	for _, turn := range turns {
		if answered[turn.Question] && !turn.Reverse {
			t.Errorf("%s comes though it was answered and seven were not", turn.Question)
		}
	}
	for _, q := range b.All() {
		answered[q.ID] = true
	}
	if _, turns := plan(t, choice, answered, 1); len(turns) != 8 {
		t.Errorf("with everything answered there are %d turns", len(turns))
	}
}

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
	r, err := o.coach.BeginRound(t.Context(), "ana", practice.Choice{Kind: practice.Technical, Length: practice.Express})
	o.must(err)
	for _, turn := range r.Turns {
		if !want[turn.Question] {
			t.Errorf("%s was answered this month, of %v nothing but a comment", turn.Question, want)
		}
	}
}
