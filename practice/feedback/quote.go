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

// quoted gives each part its quote: the sentence that shows it, or, where the
// sentence shows several or is too long to be quoted, the clause.
func (a *answer) quoted(of [numParts]finding) Parts {
	shared := map[int]int{}
	for _, f := range of {
		if f.ok {
			shared[f.sentence]++
		}
	}
	part := func(p int) Part {
		f := of[p]
		if !f.ok {
			return Part{}
		}
		s := a.sentences[f.sentence]
		switch whole, long := f.start == 0 && f.end == len(s.tokens), s.long(); {
		case a.holdsSecret(f.sentence):
			return Part{Present: true, Quote: a.quote(f.sentence)}
		case s.spoken && p == partContext:
			return Part{Present: true, Quote: a.spokenScene(f.sentence)}
		case whole && long && p == partContext: // a scene begins it
			return Part{Present: true, Quote: a.beginning(f.sentence)}
		case whole && long:
			return Part{Present: true, Quote: a.speaking(p, f.sentence)}
		case long || shared[f.sentence] > 1:
			return Part{Present: true, Quote: a.clause(f)}
		}
		return Part{Present: true, Quote: a.quote(f.sentence)}
	}
	return Parts{part(partContext), part(partAction), part(partEvidence), part(partResult), part(partLearning)}
}

// long reports whether a sentence is too long to be quoted whole.
func (s sentence) long() bool {
	return s.end-s.start > maxQuote || wordsIn(s.tokens) > readable && unmarked(s.tokens)
}

const (
	readable     = 30 // words that can be quoted at once of speech
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
	for from > 0 && !clauseBegins(t, from, written) {
		from--
	}
	for to < len(t) && !clauseBegins(t, to, written) {
		to++
	}
	if s.long() {
		breath, end := breathAt(t, f.start)
		if end-from <= shortClause {
			from = breath
		}
		from, to = max(from, breath), end
	}
	return a.passage(f.sentence, from, to)
}

// speaking returns the clause of sentence i whose words speak most for part p. Speech
// that was written down goes on without a stop, and would be quoted by its beginning.
func (a *answer) speaking(p, i int) string {
	t := a.sentences[i].tokens
	of := ofSentences().weigher(string(a.style))
	first, last, best := 0, len(t), float32(0)
	for from, to := range breaths(t) {
		if x := of.weigh(func(s *sink) { wording(t[from:to], s) })[p]; from == 0 || x > best {
			first, last, best = from, to, x
		}
	}
	return a.passage(i, first, last)
}

// leastScene is how many words of speech set a scene: "so it was in Linz" is a place.
const leastScene = 10

// spokenScene returns clause i of speech, with as many of those after it as it takes to
// set a scene.
func (a *answer) spokenScene(i int) string {
	from, to := a.sentences[i], i
	for words := wordsIn(from.tokens); words < leastScene && to+1 < len(a.sentences); to++ {
		s := a.sentences[to+1]
		words += wordsIn(s.tokens)
		if !s.spoken || words > readable || s.end-from.start > maxQuote || a.holdsSecret(to+1) {
			break
		}
	}
	return a.cut(from.start, a.sentences[to].end)
}

// beginning returns the clauses with which sentence i begins, as many as can be quoted.
func (a *answer) beginning(i int) string {
	s := a.sentences[i]
	last := 0
	for _, to := range breaths(s.tokens) {
		if s.tokens[to-1].end-s.start > maxQuote || wordsIn(s.tokens[:to]) > readable {
			break
		}
		last = to
	}
	if last == 0 {
		return a.quote(i)
	}
	return a.passage(i, 0, last)
}

// passage returns tokens from to to of sentence i, as the person wrote them, without what
// joins them to the others; the whole sentence where they say too little.
func (a *answer) passage(i, from, to int) string {
	t := a.sentences[i].tokens
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
		return a.quote(i)
	}
	return a.cut(t[from].start, t[end-1].end)
}

// conjunctions join one clause to the next.
var conjunctions = set("and but so or yet")

// A flow is how a sentence goes on from clause to clause.
type flow bool

const (
	written  flow = false
	dictated flow = true // without stops: "and the calls went", "and these days"
)

// clauseBegins reports whether a clause with a subject of its own begins at
// token k of a sentence that goes on in that way.
func clauseBegins(t []token, k int, how flow) bool {
	if k == 0 {
		return true
	}
	last := t[k-1].w
	switch {
	case last == ":" && (t[k].w == `"` || t[k].w == "“"):
		return false // what is said belongs to who says it
	case last == ";", last == ":" && t[k-1].end < t[k].start, last == "—", last == "–":
		return true
	case last == "," && (opensClause(t, k) || clauseWords[t[k].w]):
		return true
	case !conjunctions[t[k].w] || k+1 == len(t):
		return false
	case pronouns[t[k+1].w], how == dictated && openers[t[k+1].w]:
		return true
	}
	return (how == dictated || last == ",") && (opensClause(t, k+1) || clauseWords[t[k+1].w])
}

// breathAt returns where the clause of speech that holds token k begins and ends.
func breathAt(t []token, k int) (from, to int) {
	for from, to = range breaths(t) {
		if k < to {
			break
		}
	}
	return from, to
}

// openers are words that a clause begins with.
var openers = set("these those then now today in at on from next later finally afterwards still never every no what")

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
