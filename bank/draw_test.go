package bank

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// anyBank returns a bank of up to 30 questions and a selection of it.
func anyBank(rnd *rand.Rand) (*Bank, Selection) {
	questions := make([]Question, 1+rnd.IntN(30))
	all := Areas()[:6]
	for i := range questions {
		area := all[rnd.IntN(len(all))]
		questions[i] = Question{ID: fmt.Sprint("q", i), Area: area, Round: area.Round()}
	}
	var sel Selection
	if rnd.IntN(2) == 0 {
		sel.Areas = all[:1+rnd.IntN(len(all))]
	}
	return New(questions), sel
}

func TestNoQuestionReturnsBeforeAllHaveBeenAsked(t *testing.T) {
	for seed := range uint64(300) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		b, sel := anyBank(rnd)
		all := b.Select(sel)
		asked := map[string]int{}
		for cycle := range 3 {
			var got []string
			for i := range all {
				focus := Areas()[rnd.IntN(6):6]
				q, left, ok := Next(b, sel, asked, focus, rnd)
				if !ok || !sel.Has(q) {
					t.Fatalf("seed %d: drew %q, %v", seed, q.ID, ok)
				}
				if slices.Contains(got, q.ID) {
					t.Fatalf("seed %d, cycle %d: %s returned after %v of %d", seed, cycle, q.ID, got, len(all))
				}
				if want := len(all) - i - 1; left != want {
					t.Fatalf("seed %d, cycle %d: %d left after %d of %d, want %d", seed, cycle, left, i+1, len(all), want)
				}
				fresh := func(x Question) bool {
					return slices.Contains(focus, x.Area) && !slices.Contains(got, x.ID)
				}
				if slices.ContainsFunc(all, fresh) && !fresh(q) {
					t.Fatalf("seed %d: drew %s of %s although %v has a fresh one", seed, q.ID, q.Area, focus)
				}
				got = append(got, q.ID)
				Mark(b, sel, asked, q.ID)
			}
		}
		if len(all) == 0 {
			if _, _, ok := Next(b, sel, asked, nil, rnd); ok {
				t.Fatalf("seed %d: drew out of nothing", seed)
			}
		}
	}
}

func TestQuestionsThatComeInLateAreAskedOnceACycleLikeTheOthers(t *testing.T) {
	old := []Question{{ID: "a"}, {ID: "b"}, {ID: "c"}}
	b := New(append(old, Question{ID: "new"}, Question{ID: "newer"}))
	for seed := range uint64(50) {
		rnd := rand.New(rand.NewPCG(seed, 2))
		asked := map[string]int{"a": 4, "b": 3, "c": 3} // b and c are left of the fourth cycle
		var got []string
		for i := range 4 + 5 {
			q, left, ok := Next(b, Selection{}, asked, nil, rnd)
			if !ok {
				t.Fatal("nothing drawn")
			}
			if want := []int{3, 2, 1, 0, 4, 3, 2, 1, 0}[i]; left != want {
				t.Errorf("seed %d: %d left after %v and %s, want %d", seed, left, got, q.ID, want)
			}
			got = append(got, q.ID)
			Mark(b, Selection{}, asked, q.ID)
		}
		first, second := slices.Clone(got[:4]), slices.Clone(got[4:])
		slices.Sort(first)
		slices.Sort(second)
		if !slices.Equal(first, []string{"b", "c", "new", "newer"}) || !slices.Equal(second, []string{"a", "b", "c", "new", "newer"}) {
			t.Errorf("seed %d: asked %v", seed, got)
		}
	}
}

func TestDrawingIsTheSameForTheSameSeedAndReachesEveryQuestion(t *testing.T) {
	b := New([]Question{{ID: "a"}, {ID: "b"}, {ID: "c"}})
	reached := map[string]int{}
	for seed := range uint64(60) {
		one, _, _ := Next(b, Selection{}, nil, nil, rand.New(rand.NewPCG(seed, 3)))
		two, _, _ := Next(b, Selection{}, nil, nil, rand.New(rand.NewPCG(seed, 3)))
		if one.ID != two.ID {
			t.Fatalf("seed %d drew %s and %s", seed, one.ID, two.ID)
		}
		reached[one.ID]++
	}
	for _, id := range []string{"a", "b", "c"} {
		if reached[id] < 8 {
			t.Errorf("%s was drawn %d times of 60", id, reached[id])
		}
	}
}

func TestASelectionThatTakesNothingDrawsNothing(t *testing.T) {
	b := New([]Question{{ID: "a", Area: "cloud", Round: Technical}})
	_, left, ok := Next(b, Selection{Areas: []Area{"budget"}}, nil, nil, rand.New(rand.NewPCG(1, 1)))
	if ok || left != 0 {
		t.Errorf("drew something, %d left", left)
	}
}
