package feedback

import (
	"slices"
	"strconv"
)

// longestPartner is how many tokens may name the one who acts with the speaker.
const longestPartner = 8

// roles are nouns for people.
func roles() map[string]bool { return lex().roles }

// joint reports whether the subject at token i is one of several who act: "My
// deputy and I wrote", "With the lawyers we agreed", "me and Shaz stood".
func joint(t []token, i int) bool {
	switch {
	case t[i].w == "me", t[i].w == "myself", afterPartner(t, i) > i+1:
		return true
	case i < 2 || t[i].w == "you", t[i].w == "us":
		return false
	}
	if w := t[i-1].w; w == "and" || w == "&" {
		from := clauseStart(t, i-1)
		if from > 0 && !t[from-1].is(tagPunct) && t[from-1].w != "then" && t[from-1].w != "so" && !ofPeople(t[from:i-1]) {
			return false // "since the last season and I"
		}
		return someone(t[from:i-1], from == 0)
	}
	return accompanied(t, i)
}

// groupOfUs reports whether the "us" at token i ends a name for a group: "both
// of us", "the two of us".
func groupOfUs(t []token, i int) bool {
	return i > 1 && t[i-1].w == "of" && grouping[t[i-2].w]
}

var grouping = set("both each all two three four five six half some one most")

// meToo reports whether the "me" at token i is one of several who act: "Me and
// Shaz stood", "Shaz and me stood".
func meToo(t []token, i int) bool {
	if i > 2 && t[i-1].w == "and" && (t[i].w == "myself" || next(t, i+1) != "." && i+1 < len(t) && t[i+1].is(tagPast|tagVerb)) {
		from := i - 2
		for from > 0 && i-from < 5 && !determiner[t[from].w] && !parted(t[from-1]) {
			from--
		}
		return someone(t[from:i-1], from == 0)
	}
	return (i == 0 || parted(t[i-1]) || !t[i-1].is(tagFunction|tagVerb|tagPast|tagIng)) && afterPartner(t, i) > i+1
}

// afterPartner returns where the predicate of the subject at token i begins: the
// next token, or that after somebody who is named with it, as in "Me and Gaz, the
// editor, walked".
func afterPartner(t []token, i int) int {
	if w := t[i].w; next(t, i+1) != "and" || w != "me" && w != "myself" && w != "i" {
		return i + 1
	}
	for k := i + 3; k < len(t) && k <= i+2+longestPartner; k++ {
		switch x := t[k]; {
		case x.w == "," && asideEnd(t, k) > 0 && someone(t[i+2:k], true):
			return asideEnd(t, k) + 1
		case x.is(tagPunct):
			return i + 1
		case skipped(x), x.is(tagPast|tagVerb) && x.w != "called" && x.w != "named" && !determiner[t[k-1].w]:
			if someone(t[i+2:k], true) {
				return k
			}
		}
	}
	return i + 1
}

// accompanied reports whether "with somebody" stands right before the subject at
// token i: "Together with Naomi I".
func accompanied(t []token, i int) bool {
	for k := i - 1; k >= 0 && i-k <= longestPartner; k-- {
		switch {
		case t[k].w == "with":
			if k > 0 && t[k-1].w == "together" {
				return true
			}
			return k < i-1 && (k == 0 || parted(t[k-1])) && ofPeople(t[k+1:i])
		case t[k].is(tagPunct) && t[k].w != ",", t[k].is(tagPast):
			return false
		}
	}
	return false
}

// clauseStart returns the first token of what stands before token end in its
// clause.
func clauseStart(t []token, end int) int {
	k := end
	for k > 0 && !parted(t[k-1]) {
		k--
	}
	return k
}

// parted reports whether a clause begins after a token.
func parted(t token) bool {
	switch t.w {
	case "then", "so", "later", "afterwards", "and", "but", "when", "while", "because", "since", "that", "if", "either", "where", "as", "until", "before", "though":
		return true
	}
	return t.is(tagPunct) && t.w != "-" && t.w != "'"
}

// someone reports whether a stretch of tokens, which begins a clause, ends in a
// name for somebody who is its subject, and nobody acts in it. A bare noun is one
// only where the sentence begins with it.
func someone(t []token, begins bool) bool {
	t = afterTime(t)
	switch {
	case len(t) == 0 || len(t) > longestPartner:
		return false
	case len(t) == 1 && (t[0].w == "he" || t[0].w == "she" || t[0].w == "they"):
		return true
	}
	capital := begins && !t[0].is(tagCommon|tagTime)
	for k, x := range t {
		switch {
		case determiner[x.w], x.is(tagNumber), x.w == "of", x.w == "from", x.w == "in", x.w == "at", x.w == "for", x.w == "called", x.w == "named", x.w == "other":
		case x.w == "'s" && k > 0 && k+1 < len(t) && !t[k+1].is(tagIng|tagPast|tagFunction):
		case roles()[x.w], x.is(tagProper):
		case x.is(tagFunction | tagPast), x.is(tagIng) && (k == 0 || k == len(t)-1):
			return false
		case x.is(tagVerb) && (k == 0 || !determiner[t[k-1].w] && k < len(t)-1) && !nounish[x.w]:
			return false
		}
	}
	last, first := t[len(t)-1], t[0]
	return !last.is(tagFunction) && (determiner[first.w] || first.is(tagNumber|tagProper) || roles()[last.w] || roles()[first.w] || len(t) < 3 && capital)
}

// afterTime leaves out when or where, as in "On Monday the lead": what stands
// before the noun that ends t.
func afterTime(t []token) []token {
	if len(t) == 0 {
		return t
	}
	switch t[0].w {
	case "in", "on", "at", "after", "for", "during", "by", "from", "next", "first", "last", "every", "each", "this", "that", "once", "one":
	default:
		for len(t) > 1 && skipped(t[0]) {
			t = t[1:]
		}
		return t
	}
	for k := len(t) - 1; k > 1; k-- {
		if (determiner[t[k].w] || t[k].is(tagProper) && !t[k].is(tagTime) || roles()[t[k].w]) && !t[k-1].is(tagFunction|tagProper) {
			if slices.ContainsFunc(t[:k], func(x token) bool { return x.is(tagPast|tagMental) || x.w == "i" || x.w == "we" }) {
				return nil
			}
			return t[k:]
		}
	}
	return nil
}

// ofPeople reports whether a noun phrase names people: it ends in a role or
// begins with a name, or is a pronoun.
func ofPeople(t []token) bool {
	for k, x := range t {
		switch {
		case x.is(tagProper) && !x.is(tagTime|tagPlace) && k <= 1, len(t) == 1 && (x.w == "he" || x.w == "she" || x.w == "they"):
			return true
		case roles()[x.w] && (k == len(t)-1 || prepositions[t[k+1].w]):
			return true
		case x.is(tagFunction) && !determiner[x.w]:
			return false
		}
	}
	return false
}

var prepositions = set("of from in at for on ,")

// A company is who acts in an answer beside the speaker, counted by how it is
// told.
type company struct {
	joint    int // steps of the speaker and somebody else: "Naomi and I wrote"
	between  int // a small group named from within: "between us", "the three of us", "we both"
	ours     int // acts of the speaker's own people: "my deputy moved the phones"
	shares   int // acts of somebody else beside one of the speaker's: "he wrote the words and I did the tags"
	together int // steps that are done "together"
}

// add adds the counts, by themselves and with whether the group takes a step.
func (c company) add(group bool, to *sink) {
	for _, x := range [...]struct {
		name string
		n    int
	}{{"joint", c.joint}, {"between", c.between}, {"ours", c.ours}, {"shares", c.shares}, {"together", c.together}} {
		if x.n == 0 {
			continue
		}
		n := strconv.Itoa(min(x.n, 2))
		to.addWith(x.name, ":", n)
		if group {
			to.add(x.name, ":", n, " beside we")
		}
	}
	if c != (company{}) {
		to.addWith("shared")
	}
}

// company counts who acts beside the speaker.
func (a *answer) company() company {
	var c company
	for i, s := range a.sentences {
		c.read(s.tokens, a.actsIn(i))
	}
	return c
}

// read counts what a sentence tells of others.
func (c *company) read(t []token, acts []act) {
	steps := 0
	for _, x := range acts {
		if x.by == byYou || x.mental || x.denied || x.reported || x.suffered {
			continue
		}
		steps++
		if x.joint {
			c.joint++
		}
	}
	for i, x := range t {
		switch {
		case x.is(tagQuoted):
		case x.w == "us" && i > 1 && (t[i-1].w == "between" || t[i-1].w == "of" && few[t[i-2].w]):
			c.between++
		case x.w == "we" && (next(t, i+1) == "both" || next(t, i+1) == "each"):
			c.between++
		case steps > 0 && (x.w == "together" || x.w == "jointly" || x.w == "side" && next(t, i+1) == "by"):
			c.together++
		}
	}
	for i := 0; i < len(t); {
		end := i
		for end < len(t) && !divides(t[end]) {
			end++
		}
		if verb, own, ok := otherAct(t[i:end]); ok {
			if own {
				c.ours++
			}
			if besides(t, acts, i+verb) {
				c.shares++
			}
		}
		i = end + 1
	}
}

// few are counts of a group so small that each of it acts.
var few = set("both two three four")

// divides reports whether a token divides two main clauses.
func divides(t token) bool {
	switch t.w {
	case "and", "while", "but", "then", "so":
		return true
	}
	return t.is(tagPunct) && t.w != "-" && t.w != "'"
}

// otherAct returns the verb of somebody else who acts in a clause, and whether
// they are the speaker's own people.
func otherAct(t []token) (verb int, own, ok bool) {
	from := 0
	for from < len(t) && (skipped(t[from]) || t[from].is(tagTime)) {
		from++
	}
	who := false
	for k := from; k < len(t) && k <= from+longestPartner; k++ {
		switch x := t[k]; {
		case x.w == "he", x.w == "she", x.w == "they":
			if k > from {
				return 0, false, false
			}
			who = true
		case roles()[x.w]:
			who, own = true, (t[from].w == "my" || t[from].w == "our") && !above[x.w]
		case who && works(t, k):
			return k, own, true
		case x.is(tagProper) && !x.is(tagTime|tagPlace):
			who = true
		case determiner[x.w], x.is(tagNumber), skipped(x):
		case who && (x.w == "would" || x.w == "'d" || x.w == "'ll" || x.w == "'s" || x.w == "of" || x.w == "from" || x.w == "in" || x.w == "at"):
		case x.is(tagFunction), x.is(tagVerb) && who:
			return 0, false, false
		}
	}
	return 0, false, false
}

// above are roles of those for whom the speaker works.
var above = set("boss manager managers director directors chief head owner owners ceo cfo coo cto cio")

// works reports whether token k is a verb of doing that takes something to do it
// to, and not what others do to the speaker.
func works(t []token, k int) bool {
	if t[k].w == "did" || t[k].w == "does" {
		return k+1 < len(t) && determiner[t[k+1].w]
	}
	if !t[k].is(tagVerb|tagPast) || t[k].is(tagMental|tagIng|tagFunction) || idle[t[k].w] {
		return false
	}
	switch next(t, k+1) {
	case "", "by", "me", "us":
		return false
	}
	return true
}

// idle are verbs of what people do beside the work: they come, ask and complain.
var idle = set("said says told tells asked asks wanted came come comes went go goes got get gets left leave leaves called complained refused lost used shouted stopped started stood sat fell laughed signed paid approved agreed learned")

// besides reports whether the speaker acts in a clause next to that of the verb.
func besides(t []token, acts []act, verb int) bool {
	for _, x := range acts {
		if x.by != byI || x.mental || x.denied || x.reported || x.aside {
			continue
		}
		from, to := min(x.verb, verb), max(x.verb, verb)
		if to-from > farthest {
			continue
		}
		clauses := 0
		for _, y := range t[from:to] {
			if divides(y) {
				clauses++
			}
		}
		if clauses > 0 && clauses <= 2 {
			return true
		}
	}
	return false
}

// farthest is how many tokens may lie between the verbs of two who share the work.
const farthest = 14
