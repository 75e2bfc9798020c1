package practice

import (
	"slices"
	"sync"
	"testing"

	"greenroom/bank"
)

// plain answers a question at length and lacks most of what it wants.
const plain = "There was something in the year before last, and many people had views on it, and it was busy for all of us there."

func asAnswered(id ID, text string) asked {
	q := bank.Question{ID: "q", Ask: "How did you handle it?", Style: bank.Behavioural}
	return asked{Answer{ID: id, Messages: []Message{{Stamp: 1, Text: text}}}, q}
}

func TestGapsKeepTheirOrder(t *testing.T) {
	all := bank.Gaps()
	for _, want := range [][]bank.Gap{nil, all, {all[3]}, {all[5], all[0], all[8]}} {
		if got := gapsOf(want).all(); !slices.Equal(got, want) {
			t.Errorf("%v are remembered as %v", want, got)
		}
	}
}

func TestAFindingIsOfTheAnswerAsItReads(t *testing.T) {
	var f findings
	first := f.of(asAnswered(1, plain))
	if again := f.of(asAnswered(1, plain)); again != first || !first.assessed || first.weakness() == 0 || !slices.Equal(first.lacks(), find(asAnswered(1, plain)).lacks()) {
		t.Errorf("%+v, then %+v", first, again)
	}
	if edited := f.of(asAnswered(1, "No.")); edited.assessed {
		t.Errorf("an edited answer is remembered as %+v", edited)
	}
	other := asAnswered(1, plain)
	other.q = bank.Question{ID: "other", Style: bank.Reverse}
	if f.of(other) != find(other) {
		t.Error("the same words are remembered as an answer to another question")
	}
	if len(f.lately) != 1 {
		t.Errorf("%d versions of one answer are remembered", len(f.lately))
	}
}

func TestFindingsAreBounded(t *testing.T) {
	var f findings
	f.keep(1, versioned{version: 1})
	for id := range ID(3 * mostRemembered) {
		f.keep(id+2, versioned{})
		if _, ok := f.known(1); !ok {
			t.Fatalf("what comes up all the time is forgotten after %d others", id)
		}
	}
	if n := len(f.lately) + len(f.older); n > 2*mostRemembered {
		t.Errorf("%d answers are remembered", n)
	}
}

func TestFindingsServeManyAtOnce(t *testing.T) {
	var f findings
	want := find(asAnswered(1, plain))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for id := range ID(40) {
				if got := f.of(asAnswered(id%5, plain)); got != want {
					t.Errorf("answer %d is remembered as %+v", id%5, got)
				}
			}
		})
	}
	all.Wait()
}
