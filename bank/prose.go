package bank

import (
	"fmt"
	"strings"
	"unicode"
)

// A run of runLength words that stands in runQuestions questions was copied
// from one to the next.
const (
	runLength    = 8
	runQuestions = 3
)

// mostPlaces is how many of the places of a run are named.
const mostPlaces = 5

// A passage is a text of a question as words in small letters, without
// punctuation.
type passage struct {
	of    entry
	key   string // the field of the question in which it stands
	words []string
}

// passages returns all that a question says in prose: what an author writes
// anew for each, so neither the wordings, which begin as questions do, nor the
// names of a structure.
func (e entry) passages() []passage {
	var out []passage
	add := func(key string, texts ...string) {
		for _, t := range texts {
			if w := spoken(t); len(w) >= runLength {
				out = append(out, passage{e, key, w})
			}
		}
	}
	add("why", e.Why)
	add("judges", e.Judges)
	for _, p := range e.Structure.Parts {
		add("structure", p.Prompt)
	}
	add("evidence", e.Evidence...)
	add("example", e.Example)
	add("weak", e.Weak.Text)
	add("weak", e.Weak.Flaws...)
	for _, f := range e.FollowUps {
		add("follow_ups", f.Ask, f.Checks)
	}
	add("signals", e.Signals...)
	add("red_flags", e.RedFlags...)
	add("anchors", e.Anchors.One, e.Anchors.Three, e.Anchors.Five)
	for _, k := range e.KeyPoints {
		add("key_points", k.Point)
	}
	return out
}

// spoken returns the words of a text in small letters. An apostrophe does not
// part a word.
func spoken(text string) []string {
	text = strings.Map(func(r rune) rune {
		if r == '\'' || r == '’' {
			return -1
		}
		return unicode.ToLower(r)
	}, text)
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// A run is some words in a row.
type run [runLength]string

// cloned returns the runs of words that stand in several questions, each at the
// last of them with the others named. Overlapping runs are one.
func cloned(entries []entry) Mistakes {
	var all []passage
	for _, e := range entries {
		all = append(all, e.passages()...)
	}
	return copies(all, runQuestions)
}

// copies returns the runs of words that the passages of so many entries share,
// each at the last of them.
func copies(all []passage, most int) Mistakes {
	in := map[run][]int{} // passages, one of each entry, in their order
	for i, p := range all {
		for at := range len(p.words) - runLength + 1 {
			r := run(p.words[at : at+runLength])
			if n := len(in[r]); n == 0 || all[in[r][n-1]].of.at != p.of.at {
				in[r] = append(in[r], i)
			}
		}
	}
	var out Mistakes
	for i, p := range all {
		for at := 0; at+runLength <= len(p.words); at++ {
			found := in[run(p.words[at:at+runLength])]
			if len(found) < most || found[len(found)-1] != i {
				continue
			}
			end := at + runLength
			for end < len(p.words) && len(in[run(p.words[end+1-runLength:end+1])]) >= most {
				end++
			}
			out = append(out, p.copied(p.words[at:end], all, found[:len(found)-1]))
			at = end - 1
		}
	}
	return out
}

// copied is the mistake that words of a passage stand in others, too.
func (p passage) copied(words []string, all []passage, others []int) Mistake {
	var places []string
	for i, o := range others {
		if i == mostPlaces {
			places = append(places, fmt.Sprintf("%d more", len(others)-i))
			break
		}
		other := all[o]
		places = append(places, fmt.Sprintf("%s of %s at %s", other.key, other.of.ID, other.of.place(other.key)))
	}
	at := p.of.place(p.key)
	return Mistake{at.file, at.line, at.column, p.of.ID, fmt.Sprintf(
		"%s has %d words in a row (%q) that stand in %s too: say it in words of its own",
		p.key, len(words), strings.Join(words, " "), strings.Join(places, " and "))}
}
