package feedback

import "greenroom/bank"

// ownership says whose actions are told. What the speaker thinks, is or has is
// no action; nor is what "we" as a firm had or were.
func (a *answer) ownership() Ownership {
	i, we := a.tell(func(x act) bool { return !x.vague && !x.denied && x.when == past || x.concrete() })
	if i+we == 0 {
		i, we = a.tell(func(x act) bool { return !x.denied && x.when == past })
	}
	if i+we == 0 {
		i, we = a.tell(func(act) bool { return true })
	}
	switch {
	case i == 0 && we == 0:
		return OwnNone
	case we*2 < i:
		return OwnI
	case i*4 <= we:
		return OwnWe
	}
	return OwnMixed
}

// tell counts the acts of the speaker alone and of the group, of those that
// the rule takes.
func (a *answer) tell(takes func(act) bool) (i, we int) {
	for _, x := range a.acts {
		switch {
		case x.reported, x.mental, x.aside && x.when == would, !takes(x):
		case x.by == byI, x.by == byElided && x.when == past:
			i++
		case x.by == byWe && !x.progress && !x.aside && !x.reached:
			we++
		}
	}
	return i, we
}

// generic reports whether the answer is mostly what anyone could say.
func (a *answer) generic(p Parts) bool {
	if p.Action.Present || p.Evidence.Present || p.Result.Present {
		return false
	}
	if a.style == bank.Approach || a.style == bank.Situational {
		return !a.habitual()
	}
	n, names := 0, 0
	for _, s := range a.sentences {
		n += specifics(s.tokens)
		for _, t := range s.tokens {
			if t.is(tagFigure) || t.is(tagProper) {
				names++
			}
		}
	}
	if names >= 3 || p.Context.Present {
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
