package view

import (
	"hash/fnv"

	"greenroom/practice"
)

// lines are the ways to say one thing, by the interviewer's manner. The manner
// is a matter of words alone: what is read off an answer, and which follow-up it
// draws first, is the same for all three. No line praises or blames an answer,
// since nobody has judged it. What may be said twice in a row has two lines or
// more.
type lines map[practice.Manner][]string

// nth returns the line for the n-th time, from 0, that the thing is said in a
// round: each time another one than the time before, and for the same round
// always the same.
func (l lines) nth(r practice.Round, n int) string {
	said := l[mannerOf(r)]
	h := fnv.New32a()
	_, _ = h.Write([]byte(r.ID + said[0]))
	return said[(int(h.Sum32()%uint32(len(said)))+n)%len(said)]
}

// in returns the one line of a thing that is said in one way.
func (l lines) in(r practice.Round) string { return l[mannerOf(r)][0] }

// before returns how many of the turns before one are of a kind.
func before(r practice.Round, turn int, is func(practice.Turn) bool) int {
	n := 0
	for _, t := range r.Turns[:max(0, min(turn, len(r.Turns)))] {
		if is(t) {
			n++
		}
	}
	return n
}

// mannerOf returns how the interviewer of a round speaks. Rounds of earlier
// versions do not say.
func mannerOf(r practice.Round) practice.Manner {
	if m := known(string(r.Choice.Manner), practice.Manners()); m != "" {
		return m
	}
	return practice.Neutral
}
