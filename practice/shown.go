package practice

import (
	"cmp"
	"slices"
	"strings"

	"greenroom/bank"
)

// A Shown is a competency that a text shows, with the words that show it.
type Shown struct {
	Competency bank.Competency
	Words      []string // the very words of the text, at most three
}

// mostShownCompetencies is how many competencies are read off a story.
const mostShownCompetencies = 3

// What the signs for a competency must be: two or more in different words, which
// weigh enoughShown together, in halves. Hints alone are never enough.
const (
	enoughShown = 6
	plainShown  = 4 // what more than a hint weighs
)

// ShownIn returns the competencies that a text shows by its words, the plainest
// first. It is a proposal: what a story is good for its person knows better.
func ShownIn(text string) []Shown {
	found := signs{}
	for _, s := range sentencesIn(text) {
		found.add(s.signs(storyText, s.denied(deniedInStory)))
	}
	var out []Shown
	sums := map[bank.Competency]int{}
	for _, c := range bank.Competencies() {
		list := different(found["competency "+string(c)])
		plain := slices.ContainsFunc(list, func(s sign) bool { return s.half >= plainShown })
		if sums[c] = weigh(list); plain && len(list) > 1 && sums[c] >= enoughShown {
			out = append(out, Shown{Competency: c, Words: bestWords(list)})
		}
	}
	slices.SortStableFunc(out, func(a, b Shown) int { return cmp.Compare(sums[b.Competency], sums[a.Competency]) })
	return out[:min(len(out), mostShownCompetencies)]
}

// different returns the signs in different words, of the same ones the first.
func different(list []sign) []sign {
	var out []sign
	for _, s := range list {
		if !slices.ContainsFunc(out, func(o sign) bool { return inflects(o.words, s.words) || inflects(s.words, o.words) }) {
			out = append(out, s)
		}
	}
	return out
}

// inflects reports whether words are others with a longer last one, as "tickets"
// are "ticket".
func inflects(words, others string) bool {
	ending, ok := strings.CutPrefix(strings.ToLower(words), strings.ToLower(others))
	return ok && !strings.Contains(ending, " ")
}
