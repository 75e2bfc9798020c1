package feedback

import (
	"slices"
	"strings"
)

// manyHedges is from how many hedges on they are worth a word.
const manyHedges = 4

// noteHedges fires for softened claims only. Fillers such as "um" are nobody's
// business. Where each sentence with several was quoted by another note, it names them.
func noteHedges(a *answer, r Report) (Note, bool) {
	if len(r.Hedges) < manyHedges {
		return Note{}, false
	}
	soft, all := false, []string{}
	for i := range a.sentences {
		softening := a.softening(i)
		all = append(all, softening...)
		if len(softening) < 2 {
			continue
		}
		soft = true
		if q := a.quote(i); !quoted(r.Notes, q) {
			return Note{NoteHedges, q,
				"You soften this more than once, which can make it sound less sure than you are.",
				"Keep one of these where you really are unsure, and say the rest as it was."}, true
		}
	}
	return Note{NoteHedges, "",
		"You soften much of it (" + namedHedges(all) + "), which can make it sound less sure than you are.",
		"Keep one such word where you really are unsure, and say the rest as it was."}, soft
}

// softening returns the hedges of sentence i that soften it, as written.
func (a *answer) softening(i int) (out []string) {
	for _, h := range a.hedgesIn(i) {
		if h.softens {
			out = append(out, h.words)
		}
	}
	return out
}

// quoted reports whether a note has quoted these words.
func quoted(notes []Note, words string) bool {
	return slices.ContainsFunc(notes, func(n Note) bool { return n.Quote == words })
}

// mostNamed is how many hedges are named.
const mostNamed = 3

// namedHedges names the first few of some hedges, each once: “I guess”, “kind of” and “maybe”.
func namedHedges(hedges []string) string {
	var names []string
	for _, h := range hedges {
		if name := "“" + strings.Join(strings.Fields(Plain(h)), " ") + "”"; len(names) < mostNamed && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return Enumerated(names)
}

// Enumerated returns "a", "a and b" or "a, b and c".
func Enumerated(names []string) string {
	n := len(names)
	if n < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
}
