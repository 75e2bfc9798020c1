package bank

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// From alike on, the wordings of two questions ask nearly the same. Measured on
// some 120 questions, honest neighbours stay below 0.6; what differs in
// politeness, order, endings or filler alone comes to 0.77 and more. Two
// wordings of one question are held to trifling only: they are to ask the same.
const (
	alike    = 0.75
	trifling = 0.85

	littleSaid = 6 // the weight of some two stems
)

// similar returns the questions that ask nearly the same as one before them,
// each at the wording that comes nearest, and the wordings that differ from
// another of their own question in trifles. What is the same but for articles
// and punctuation is left to repeats.
func similar(entries []entry) Mistakes {
	var out Mistakes
	for _, p := range pairsAlike(entries) {
		out = append(out, asksLike(p.b, p.a))
	}
	return out
}

// A likePair is a wording with the one before it that comes nearest.
type likePair struct{ b, a wording }

// pairsAlike returns for each two questions that ask nearly the same the
// wordings that come nearest.
func pairsAlike(entries []entry) []likePair {
	w := weigh(entries)
	var all []wording
	for _, e := range entries {
		if e.Disabled {
			continue
		}
		for i, text := range e.asked() {
			if g := gistOf(text); len(g) > 0 {
				all = append(all, wording{e, i, bare(text), g, w.sum(g)})
			}
		}
	}
	type pair struct{ first, second string } // ids
	nearest := map[pair]float64{}
	found := map[pair]likePair{}
	var order []pair
	for i, b := range all {
		for _, a := range all[:i] {
			limit := alike
			if a.of.ID == b.of.ID {
				limit = trifling
			}
			like := w.likeness(a, b)
			if like < limit || a.bare == b.bare {
				continue
			}
			p := pair{a.of.ID, b.of.ID}
			if _, again := found[p]; !again {
				order = append(order, p)
			}
			if like > nearest[p] {
				nearest[p], found[p] = like, likePair{b, a}
			}
		}
	}
	out := make([]likePair, len(order))
	for i, p := range order {
		out[i] = found[p]
	}
	return out
}

// asksLike is the mistake that b asks nearly the same as a.
func asksLike(b, a wording) Mistake {
	text := fmt.Sprintf("this asks nearly the same as %s at %s (%q): ask for something else, or make it another wording of that question", a.of.ID, a.at(), a.text())
	if a.of.ID == b.of.ID {
		text = fmt.Sprintf("this says the same as the wording at %s, but for trifles: say it in other words, or take it out", a.at())
	}
	at := b.at()
	return Mistake{at.file, at.line, at.column, b.of.ID, text}
}

// A wording is one way in which a question is asked.
type wording struct {
	of   entry
	n    int // 0 is Ask, the others are Also in turn
	bare string
	gist gist
	sum  float64 // of the gist's weights
}

func (w wording) text() string { return w.of.asked()[w.n] }
func (w wording) at() place    { return w.of.wordings[w.n] }

// asked returns every wording of the question, the first being Ask.
func (e entry) asked() []string { return append([]string{e.Ask}, e.Also...) }

// weights says how much each stem tells one question from others: the fewer
// questions have it, the more.
type weights struct {
	total int // questions
	of    map[string]float64
}

func weigh(entries []entry) weights {
	with := map[string]int{}
	for _, e := range entries {
		var all gist
		for _, text := range e.asked() {
			all = append(all, gistOf(text)...)
		}
		slices.Sort(all)
		for _, s := range slices.Compact(all) {
			with[s]++
		}
	}
	w := weights{len(entries), make(map[string]float64, len(with))}
	for s, n := range with {
		// In a small pack chance decides which stems are rare: the constant keeps
		// them from weighing too differently.
		w.of[s] = 1 + math.Log(float64(len(entries)+10)/float64(n+10))
	}
	return w
}

func (w weights) sum(g gist) (sum float64) {
	for _, s := range g {
		sum += w.of[s]
	}
	return sum
}

// likeness returns how much two wordings have in common, from 0 to 1. It is the
// geometric mean of two shares: of what both say together, and of what the
// shorter says. So something added to a question counts for less than
// something else in its place, which makes it ask of another thing. A gist of
// next to nothing is easily found in another one, and counts as if it said more.
func (w weights) likeness(a, b wording) float64 {
	shared := 0.0
	for i, j := 0, 0; i < len(a.gist) && j < len(b.gist); {
		switch strings.Compare(a.gist[i], b.gist[j]) {
		case 0:
			shared += w.of[a.gist[i]]
			i, j = i+1, j+1
		case -1:
			i++
		default:
			j++
		}
	}
	if shared == 0 {
		return 0
	}
	return shared * math.Sqrt(2/((a.sum+b.sum)*max(littleSaid, min(a.sum, b.sum))))
}
