package feedback

import (
	"slices"
	"strings"
)

// A finding is where a part was found. The zero value is none.
type finding struct {
	ok         bool
	sentence   int
	start, end int // tokens of the words that show it
}

// in returns the finding of a hit in sentence i.
func (h hit) in(i int) finding { return finding{true, i, h.start, h.end} }

// whole returns the finding that all of sentence i shows.
func (a *answer) whole(i int) finding {
	return finding{true, i, 0, len(a.sentences[i].tokens)}
}

// apart returns the first of the findings that stands in another sentence than
// the parts taken so far. Where there is none it shares one, of the parts taken
// last first.
func apart(all []finding, taken ...finding) finding {
	if len(all) == 0 {
		return finding{}
	}
	for n := len(taken); n > 0; n-- {
		for _, f := range all {
			if !slices.ContainsFunc(taken[:n], func(x finding) bool { return x.ok && x.sentence == f.sentence }) {
				return f
			}
		}
	}
	return all[0]
}

// quoted gives each part its quote: the sentence that shows it, or, where a
// long sentence shows several, the clause.
func (a *answer) quoted(context, action, evidence, result, learning finding) Parts {
	shared := map[int]int{}
	for _, f := range []finding{context, action, evidence, result, learning} {
		if f.ok {
			shared[f.sentence]++
		}
	}
	part := func(f finding) Part {
		switch {
		case !f.ok:
			return Part{}
		case shared[f.sentence] > 1:
			return Part{Present: true, Quote: a.clause(f)}
		}
		return Part{Present: true, Quote: a.quote(f.sentence)}
	}
	return Parts{part(context), part(action), part(evidence), part(result), part(learning)}
}

const (
	longSentence = 60 // bytes from which on a sentence is quoted by its clauses
	shortClause  = 6  // words below which a clause says too little alone
)

// clause returns the clause in which a finding stands, as the person wrote it.
func (a *answer) clause(f finding) string {
	s := a.sentences[f.sentence]
	t := s.tokens
	if s.end-s.start < longSentence || f.start == 0 && f.end == len(t) {
		return a.quote(f.sentence)
	}
	from, to := f.start, f.start+1
	for from > 0 && !clauseBegins(t, from) {
		from--
	}
	for to < len(t) && !clauseBegins(t, to) {
		to++
	}
	for from < to && (t[from].is(tagPunct) || conjunctions[t[from].w]) {
		from++
	}
	end := to
	if to < len(t) { // the full stop stays where the sentence ends
		for end > from && t[end-1].is(tagPunct) && !strings.ContainsAny(t[end-1].w, `"”%)`) {
			end--
		}
	}
	words := 0
	for _, x := range t[from:end] {
		if !x.is(tagPunct) {
			words++
		}
	}
	if words < shortClause {
		return a.quote(f.sentence)
	}
	return a.cut(t[from].start, t[end-1].end)
}

// conjunctions join one clause to the next.
var conjunctions = set("and but so or yet")

// clauseBegins reports whether a clause with a subject of its own begins at
// token k.
func clauseBegins(t []token, k int) bool {
	if k == 0 {
		return true
	}
	switch last := t[k-1].w; {
	case last == ";", last == ":" && t[k-1].end < t[k].start, last == "—", last == "–":
		return true
	case last == ",":
		return conjunctions[t[k].w] && k+1 < len(t) && (opensClause(t, k+1) || clauseWords[t[k+1].w]) || opensClause(t, k) || clauseWords[t[k].w]
	case conjunctions[last]:
		return false
	}
	return conjunctions[t[k].w] && k+1 < len(t) && pronouns[t[k+1].w]
}

var (
	pronouns    = set("i we you he she they it nobody everybody everyone who that this there")
	clauseWords = set("because since which where when while although though until if after before as")
)

// opensClause reports whether token k is a subject: a pronoun, or a name or
// noun with its verb behind it.
func opensClause(t []token, k int) bool {
	if pronouns[t[k].w] {
		return true
	}
	for i := k; i < len(t) && i < k+5; i++ {
		switch {
		case t[i].is(tagPunct), conjunctions[t[i].w]:
			return false
		case i > k && (pastForm(t[i]) || t[i].w == "is" || t[i].w == "are" || t[i].w == "has"):
			return !t[k].is(tagVerb) && !t[k].is(tagPast)
		}
	}
	return false
}
