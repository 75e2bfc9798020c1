package practice

import (
	"slices"
	"strings"
	"unicode"
)

// A word is a word of a text in small letters, with where it stands there.
type word struct {
	w          string
	start, end int
}

// A phrase is some words in their order, by which a text is understood.
type phrase []slot

// A slot is a place for one word in a phrase.
type slot struct {
	words    []string // one of them, those that end in "*" as a beginning
	number   bool     // any number instead
	optional bool
	within   int // how many other words may stand before it, behind the slot before
}

// farthest is how many words may stand between two of a way.
const farthest = 3

// ways returns the phrases of some texts, with up to farthest words between two;
// see askTopics.
func ways(texts ...string) []phrase {
	out := make([]phrase, len(texts))
	for i, text := range texts {
		for words := range strings.FieldsSeq(text) {
			out[i] = append(out[i], slot{words: strings.Split(words, "|"), within: farthest})
		}
	}
	return out
}

// in reports whether the words hold the phrase.
func (p phrase) in(words []word) bool {
	for at := range words {
		if p.end(words, at) > 0 {
			return true
		}
	}
	return false
}

// end returns behind which of the words the phrase ends that begins at one, the
// nearest; 0 where it does not begin there.
func (p phrase) end(words []word, at int) int {
	if at >= len(words) || !p[0].takes(words[at].w) {
		return 0
	}
	return p[1:].endBehind(words, at+1)
}

// endBehind is end for what is left of a phrase behind its first word.
func (p phrase) endBehind(words []word, at int) int {
	if len(p) == 0 {
		return at
	}
	for next := at; next < min(at+1+p[0].within, len(words)); next++ {
		if !p[0].takes(words[next].w) {
			continue
		}
		if end := p[1:].endBehind(words, next+1); end > 0 {
			return end
		}
	}
	if p[0].optional {
		return p[1:].endBehind(words, at)
	}
	return 0
}

// takes reports whether a word can stand in the slot.
func (s slot) takes(w string) bool {
	if s.number {
		return w != "" && unicode.IsDigit(rune(w[0]))
	}
	return slices.ContainsFunc(s.words, func(known string) bool {
		start, open := strings.CutSuffix(known, "*")
		return w == known || open && strings.HasPrefix(w, start)
	})
}
