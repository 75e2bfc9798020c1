package feedback

import "greenroom/bank"

// manyFigures is from how many figures on an answer is nobody else's.
const manyFigures = 4

// generic reports whether the answer is mostly what anyone could say: made of
// words that every answer has, with few that belong to one place or one case.
func (a *answer) generic(p Parts) bool {
	figures := a.count(func(t token) bool { return t.is(tagFigure) })
	if p.Evidence.Present || p.Result.Present || figures >= manyFigures {
		return false
	}
	steps, done := 0, 0
	for _, x := range a.acts {
		if x.by != byYou && !x.aside && !x.reached && x.concrete() {
			if steps++; x.when == past {
				done++
			}
		}
	}
	plain := a.plainness()
	switch {
	case done >= 2:
		return false
	case plain >= -0.1 && a.namesNothing(p):
		return true
	case a.style == bank.Knowledge: // what is explained in plain words is not generic
		return false
	case p.Context.Present:
		return plain >= 0.08
	case steps == 0 && figures <= 1:
		return plain >= 0
	}
	return plain >= 0.06
}

// plainness returns how many more of its words any answer has than are an
// answer's own, as a share of all: -0.2 is common for a story, 0.2 for advice
// out of a book.
func (a *answer) plainness() float64 {
	words := a.count(func(t token) bool { return !t.is(tagPunct) })
	common := a.count(func(t token) bool { return t.is(tagCommon) })
	own := 0
	for _, s := range a.sentences {
		own += specifics(s.tokens)
	}
	return float64(common-own) / float64(max(words, 1))
}

// count returns how many tokens are of a kind, quotations left out.
func (a *answer) count(is func(token) bool) int {
	n := 0
	for _, s := range a.sentences {
		for _, t := range s.tokens {
			if is(t) && !t.is(tagQuoted) {
				n++
			}
		}
	}
	return n
}

// namesNothing reports whether the answer names no step, no place and no case.
func (a *answer) namesNothing(p Parts) bool {
	if p.Action.Present {
		return false
	}
	if a.style == bank.Approach || a.style == bank.Situational {
		return !a.habitual()
	}
	n := 0
	for _, s := range a.sentences {
		n += specifics(s.tokens)
	}
	if a.count(func(t token) bool { return t.is(tagFigure | tagProper) }) >= 3 || p.Context.Present || len(a.context()) > 0 {
		return false
	}
	if a.style == bank.Knowledge {
		return n*6 < a.own && !a.habitual() // what is explained in plain words is not generic
	}
	return n*5 < a.own || a.style == bank.Behavioural
}

// habitual reports whether the speaker names at least two things of their own
// that they do, small as they may be.
func (a *answer) habitual() bool {
	n, own := 0, 0
	for _, x := range a.acts {
		if a.namesStep(x) {
			n++
			own += x.specifics
		}
	}
	return n >= 2 && own >= 3
}

// namesStep reports whether an act says what the speaker does, however small.
func (a *answer) namesStep(x act) bool {
	if x.mental || x.denied || x.reported || x.suffered || x.specifics < 1 || x.by != byI && x.by != byElided {
		return false
	}
	verb := a.sentences[x.sentence].tokens[x.verb].w
	if x.vague || verb == "find" { // "find a solution"
		return x.specifics >= 2 && (light[verb] || verb == "find")
	}
	return true
}
