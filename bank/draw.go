package bank

import (
	"math/rand/v2"
	"slices"
)

// Next draws the question to ask next out of those that the selection takes.
// Only questions that were asked the fewest times come into question, so none
// returns before all have been asked; of these, one of a focus area is taken
// if there is one, else any. The very first is no curveball, where there is
// anything else: it should not be what people meet first. asked says how often
// each id was asked; nil is never. left is how many of the selection stay
// unasked in this cycle once q is asked. ok is false where the selection takes
// nothing.
func Next(b *Bank, sel Selection, asked map[string]int, focus []Area, rnd *rand.Rand) (q Question, left int, ok bool) {
	all := b.Select(sel)
	if len(all) == 0 {
		return Question{}, 0, false
	}
	fewest, most := span(all, asked)
	var due, focused []Question
	for _, q := range all {
		if asked[q.ID] < most || fewest == most {
			left++
		}
		if asked[q.ID] > fewest {
			continue
		}
		due = append(due, q)
		if slices.Contains(focus, q.Area) {
			focused = append(focused, q)
		}
	}
	if len(focused) > 0 {
		due = focused
	}
	if most == 0 && slices.ContainsFunc(due, expected) {
		due = slices.DeleteFunc(due, func(q Question) bool { return !expected(q) })
	}
	return due[rnd.IntN(len(due))], left - 1, true
}

// expected reports whether a question is one that people prepare for.
func expected(q Question) bool { return !q.Curveball }

// Mark notes in asked that the question was asked in a cycle of the selection.
// A question that came into the selection late is put level with the others:
// counted up by one, it would be drawn again and again until it caught up.
func Mark(b *Bank, sel Selection, asked map[string]int, id string) {
	_, most := span(b.Select(sel), asked)
	asked[id] = max(asked[id]+1, most)
}

// span returns how often the least and the most asked of the questions were asked.
func span(questions []Question, asked map[string]int) (fewest, most int) {
	for i, q := range questions {
		n := asked[q.ID]
		if i == 0 || n < fewest {
			fewest = n
		}
		most = max(most, n)
	}
	return fewest, most
}
