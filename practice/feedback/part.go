package feedback

import "greenroom/bank"

// parts reads the five parts.
func (a *answer) parts() Parts {
	p := Parts{
		Context:  a.context(),
		Action:   a.action(),
		Evidence: a.evidence(),
		Learning: a.learning(),
	}
	if a.style != bank.Knowledge {
		p.Result = a.result()
	}
	return p
}

// action finds the speaker's own specific steps. Where a story is wanted they
// lie in the past; where a way of doing things is wanted, today's count.
func (a *answer) action() Part {
	for _, x := range a.acts {
		if x.concrete() && a.counts(x) {
			return a.found(x.sentence)
		}
	}
	return Part{}
}

// counts reports whether an act is of the kind that the question asks for.
func (a *answer) counts(x act) bool {
	switch a.style {
	case bank.Approach, bank.Situational:
		need := 2
		switch {
		case x.vague && x.when != past:
			need = 4
		case x.when != past:
			need = 3
		}
		return x.specifics >= need
	case bank.Knowledge, bank.Reverse:
		return false
	}
	return x.when == past && x.by != byYou
}

// context finds the circumstance of one case: for a situational question, the
// given case in the speaker's words; else a scene that the story begins with.
func (a *answer) context() Part {
	if a.style == bank.Knowledge || a.style == bank.Reverse {
		return Part{}
	}
	if a.style == bank.Situational {
		return a.restated()
	}
	for i, s := range a.sentences {
		if a.scene(i, s) {
			return a.found(i)
		}
	}
	return Part{}
}

// restated finds the given case in one of the first sentences, taken up and
// not only called important.
func (a *answer) restated() Part {
	for i, s := range a.sentences[:min(2, len(a.sentences))] {
		n := map[string]bool{}
		for _, t := range s.tokens {
			if t.w == "every" || t.w == "any" || t.w == "always" {
				return Part{} // a general claim
			}
			if t.w == "i" {
				break
			}
			if t.is(tagAsked) {
				n[stem(t.w)] = true
			}
		}
		if len(n) >= 2 && !cues("boilerplate").in(s.tokens) {
			return a.found(i)
		}
	}
	return Part{}
}

// scene reports whether a sentence sets a scene: something was so, or
// happened, at some place or time, or to somebody, that is not just anybody's.
func (a *answer) scene(i int, s sentence) bool {
	t := s.tokens
	if cues("boilerplate").in(t) {
		return false
	}
	var anchor, wasSo, own bool
	for k, x := range t {
		switch {
		case x.is(tagQuoted):
		case x.is(tagProper) && !named[x.w], x.is(tagTime), isYear(t, k) && !span(t, k), x.is(tagPlace) && k > 0:
			anchor = true
		case x.w == "was", x.w == "were", x.w == "had", x.is(tagPast) && !x.is(tagAsked) && next(t, k+1) != "by":
			wasSo = true
		}
	}
	for _, x := range a.actsIn(i) {
		own = own || x.by != byYou && !x.mental
	}
	n := specifics(t)
	switch {
	case a.style != bank.Behavioural && a.style != bank.Motivation:
		return anchor && wasSo && n >= 2 && cues("scene").in(t)
	case !wasSo:
		return i == 0 && anchor && !own && n >= 2 && len(t) < 15
	case own && !anchor:
		return false
	case anchor:
		return n >= 2
	}
	return n >= 3 && i <= a.began.sentence && i <= 3
}

// span reports whether the year at token k bounds a stretch of years, which is
// no moment.
func span(t []token, k int) bool {
	if k == 0 {
		return false
	}
	switch t[k-1].w {
	case "from", "to", "until", "-", "–", "between":
		return true
	}
	return false
}
