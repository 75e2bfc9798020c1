package practice

import "strings"

var (
	// negators deny what follows; they stand here without apostrophes, as many
	// people type them.
	negators = spokenSet(`no not without neither nor dont doesnt isnt arent wont never excluding nobody didnt wasnt couldnt hadnt`)
	// softened follow a "not" that denies nothing.
	softened = spokenSet(`only just limited least afraid merely simply later less fewer matter doubt`)
	// turns end what a "no" or "not" denies.
	turns = spokenSet(`but however although though while whereas you your i we our instead rather therefore so yet because since`)
	// unneeded words follow "not" behind what is not wanted.
	unneeded = spokenSet(`required needed necessary expected essential mandatory part included involved prerequisite involve include`)
)

// How many words a "no" denies: an advert lists what the job has not, a story
// goes on.
const (
	deniedInAdvert = 8
	deniedInStory  = 2
)

// needsNot is how many words before "is not required" are looked at.
const needsNot = 8

// denied says of each word whether the sentence says that it is not so; a "no"
// denies up to reach words.
func (s sentence) denied(reach int) []bool {
	out := make([]bool, len(s.words))
	for i, w := range s.words {
		if !negators[strings.ReplaceAll(w.w, "'", "")] || i+1 == len(s.words) || softened[s.words[i+1].w] {
			continue
		}
		behind := unneeded[s.words[i+1].w] || i+2 < len(s.words) && unneeded[s.words[i+2].w]
		if !behind || w.w == "no" || w.w == "without" {
			s.mark(out, i+1, reach)
			continue
		}
		for at := i - 1; at >= max(0, i-needsNot) && !s.turnsAt(at); at-- {
			out[at] = true
		}
	}
	return out
}

// mark marks so many words from one on, up to where the sentence turns.
func (s sentence) mark(out []bool, from, n int) {
	for at := from; at < min(len(s.words), from+n) && !s.turnsAt(at); at++ {
		out[at] = true
	}
}

// turnsAt reports whether a denial ends before a word.
func (s sentence) turnsAt(at int) bool {
	if turns[s.words[at].w] {
		return true
	}
	if at == 0 {
		return false
	}
	return strings.ContainsAny(s.text[s.words[at-1].end:s.words[at].start], ":()–—")
}
