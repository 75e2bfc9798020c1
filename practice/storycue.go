package practice

import (
	"cmp"
	"slices"
	"sync"

	"greenroom/bank"
)

// A Shown is a competency that a text shows, with the words that show it.
type Shown struct {
	Competency bank.Competency
	Words      []string // the very words of the text, at most three
}

// mostShownCompetencies is how many competencies are read off a text, and mostCues how many
// of the words for each are told.
const (
	mostShownCompetencies = 3
	mostCues              = 3
)

// ShownIn returns the competencies that a text shows by its words, the plainest
// first. It is a proposal: what a story is good for its person knows better.
func ShownIn(text string) []Shown {
	sentences := sentencesOf(text)
	type found struct {
		Shown
		weight int
		plain  bool
	}
	var all []found
	for _, c := range readStoryCues() {
		f, counted := found{Shown: Shown{Competency: c.competency}}, map[int]bool{}
		for _, cues := range []struct {
			ways   []way
			weight int
		}{{c.plain, plainCue}, {c.hints, hintCue}} {
			for _, w := range cues.ways {
				if words, ok := w.quoted(sentences, counted); ok {
					f.weight += cues.weight
					f.plain = f.plain || cues.weight == plainCue
					f.Words = append(f.Words, words)
				}
			}
		}
		f.Words = f.Words[:min(len(f.Words), mostCues)]
		if f.plain && f.weight >= enoughCues {
			all = append(all, f)
		}
	}
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(b.weight, a.weight) })
	var out []Shown
	for _, f := range all[:min(len(all), mostShownCompetencies)] {
		out = append(out, f.Shown)
	}
	return out
}

// What a cue weighs, and what those for a competency must weigh together. Hints
// alone are never enough.
const (
	plainCue   = 2
	hintCue    = 1
	enoughCues = 3
)

// A readCue is an entry of storyCues made ready.
type readCue struct {
	competency   bank.Competency
	plain, hints []way
}

var readStoryCues = sync.OnceValue(func() []readCue {
	out := make([]readCue, len(storyCues))
	for i, c := range storyCues {
		out[i] = readCue{c.competency, ways(c.plain...), ways(c.hints...)}
	}
	return out
})

// quoted returns the first words of the sentences that hold the way, are not
// denied and begin or end with none that counted before, and has them count.
// Words are counted by where they begin.
func (w way) quoted(sentences []saying, counted map[int]bool) (words string, ok bool) {
	for _, s := range sentences {
		for i, first := range s.words {
			last, ok := w.until(s.words, i)
			if !ok || counted[first.start] || counted[s.words[last].start] || denied(s.words, i) {
				continue
			}
			counted[first.start], counted[s.words[last].start] = true, true
			return s.plain[first.start:s.words[last].end], true
		}
	}
	return "", false
}

// until returns the last word of the way where it begins with a word.
func (w way) until(words []spokenWord, at int) (last int, ok bool) {
	if !meant(w[0], words[at].w) {
		return 0, false
	}
	if len(w) == 1 {
		return at, true
	}
	for next := at + 1; next < min(at+1+farthest, len(words)); next++ {
		if last, ok := w[1:].until(words, next); ok {
			return last, true
		}
	}
	return 0, false
}

// denials are words that say of what follows closely that it was not so.
var denials = []string{"no", "not", "never", "without", "nobody", "didnt", "wasnt", "couldnt", "hadnt", "dont", "isnt"}

// farthestDenied is how many words before another one may deny it.
const farthestDenied = 2

func denied(words []spokenWord, at int) bool {
	for _, w := range words[max(at-farthestDenied, 0):at] {
		if slices.Contains(denials, w.w) {
			return true
		}
	}
	return false
}
