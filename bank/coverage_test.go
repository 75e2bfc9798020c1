package bank

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCoverageCountsEverythingThatThereIs(t *testing.T) {
	c := Coverage([]Question{
		{Style: Knowledge, Round: Technical, Area: "cloud", Level: Manager, Competencies: []Competency{"cybersecurity", "leadership"}, Covers: []string{"R14", "G12"}},
		{Style: Behavioural, Round: Screening, Area: "background", Level: Manager, Competencies: []Competency{"leadership"}, Covers: []string{"R14"}, Curveball: true},
	})
	find := func(counts []Count, name string) Count {
		i := slices.IndexFunc(counts, func(c Count) bool { return c.Name == name })
		if i < 0 {
			t.Fatalf("%s is not in %v", name, counts)
		}
		return counts[i]
	}
	for _, test := range []struct {
		counts []Count
		all    int
		want   Count
	}{
		{c.Rows, 57, Count{"R14", 2, []Round{Screening, Technical}, map[Round]int{Screening: 1, Technical: 1}, map[Style]int{Knowledge: 1, Behavioural: 1}}},
		{c.Rows, 57, Count{"G12", 1, []Round{Technical}, map[Round]int{Technical: 1}, map[Style]int{Knowledge: 1}}},
		{c.Rows, 57, Count{"P01", 0, []Round{}, map[Round]int{}, map[Style]int{}}},
		{c.Competencies, 15, Count{"leadership", 2, []Round{Screening, Technical}, map[Round]int{Screening: 1, Technical: 1}, map[Style]int{Knowledge: 1, Behavioural: 1}}},
		{c.Competencies, 15, Count{"collaboration", 0, []Round{}, map[Round]int{}, map[Style]int{}}},
		{c.Rounds, 3, Count{"strategy", 0, []Round{}, map[Round]int{}, map[Style]int{}}},
		{c.Areas, 21, Count{"cloud", 1, []Round{Technical}, map[Round]int{Technical: 1}, map[Style]int{Knowledge: 1}}},
		{c.Styles, 6, Count{"behavioural", 1, []Round{Screening}, map[Round]int{Screening: 1}, map[Style]int{Behavioural: 1}}},
		{c.Levels, 3, Count{"manager", 2, []Round{Screening, Technical}, map[Round]int{Screening: 1, Technical: 1}, map[Style]int{Knowledge: 1, Behavioural: 1}}},
	} {
		if len(test.counts) != test.all {
			t.Errorf("%d counts where %s is, want %d", len(test.counts), test.want.Name, test.all)
		}
		if diff := cmp.Diff(test.want, find(test.counts, test.want.Name)); diff != "" {
			t.Error(diff)
		}
	}
	want := Count{"curveballs", 1, []Round{Screening}, map[Round]int{Screening: 1}, map[Style]int{Behavioural: 1}}
	if diff := cmp.Diff(want, c.Curveballs); diff != "" {
		t.Error(diff)
	}
}
