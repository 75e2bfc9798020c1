package feedback

import "greenroom/bank"

// parts reads the five parts. Where there is a choice, each is shown by a
// sentence of its own.
func (a *answer) parts() Parts {
	context, learning := a.context(), a.learning()
	var result finding
	if a.style != bank.Knowledge {
		result = a.result()
	}
	action := apart(a.actions(), context, result, learning)
	evidence := apart(a.evidence(), context, action, learning, result)
	return a.quoted(context, action, evidence, result, learning)
}

// actions finds the speaker's own specific steps. Where a story is wanted they
// lie in the past; where a way of doing things is wanted, today's count. What
// a group does counts where the speaker does nothing alone.
func (a *answer) actions() []finding {
	var own, other []finding
	for _, x := range a.acts {
		if !x.concrete() || !a.counts(x) {
			continue
		}
		f := finding{true, x.sentence, x.verb, x.end}
		if x.by == byI || x.by == byElided {
			own = append(own, f)
		} else {
			other = append(other, f)
		}
	}
	if len(own) > 0 {
		return own
	}
	return other
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
		if x.timed && x.when == present { // who says how often or when does it
			need--
		}
		return x.specifics >= need
	case bank.Knowledge, bank.Reverse:
		return false
	}
	return x.when == past && x.by != byYou
}

// context finds the circumstance of one case: for a situational question, the
// given case in the speaker's words; else a scene that the story begins with.
func (a *answer) context() finding {
	if a.style == bank.Knowledge || a.style == bank.Reverse {
		return finding{}
	}
	if a.style == bank.Situational {
		return a.restated()
	}
	for i, s := range a.sentences {
		if a.scene(i, s) {
			return a.whole(i)
		}
	}
	return finding{}
}

// restated finds the given case in one of the first sentences, taken up and
// not only called important.
func (a *answer) restated() finding {
	for i, s := range a.sentences[:min(2, len(a.sentences))] {
		n := map[string]bool{}
		for _, t := range s.tokens {
			if t.w == "every" || t.w == "any" || t.w == "always" {
				return finding{} // a general claim
			}
			if t.w == "i" {
				break
			}
			if t.is(tagAsked) {
				n[stem(t.w)] = true
			}
		}
		if len(n) >= 2 && !cues("boilerplate").in(s.tokens) {
			return a.whole(i)
		}
	}
	return finding{}
}

// scene reports whether a sentence sets a scene: something was so, or
// happened, at some place or time, or to somebody, that is not just anybody's.
func (a *answer) scene(i int, s sentence) bool {
	t := s.tokens
	if cues("boilerplate").in(t) {
		return false
	}
	var anchor, wasSo, own, cause bool
	for _, x := range a.actsIn(i) {
		own = own || x.by != byYou && !x.mental
	}
	for k, x := range t {
		cause = cause || x.w == "because"
		switch {
		case x.is(tagQuoted):
		case own && cause: // why a step was taken is not where and when
		case x.is(tagProper) && !named[x.w], x.is(tagTime), isYear(t, k) && !span(t, k), x.is(tagPlace) && k > 0 && !onScreen[t[k-1].w]:
			anchor = true
		case x.w == "was", x.w == "were", x.w == "had", x.w == "did" && a.style != bank.Behavioural, x.is(tagPast) && !x.is(tagAsked) && next(t, k+1) != "by":
			wasSo = true
		}
	}
	n := specifics(t)
	switch {
	case a.style != bank.Behavioural && a.style != bank.Motivation:
		return anchor && wasSo && n >= 2 && cues("scene").in(t)
	case !wasSo:
		return i == 0 && anchor && !own && n >= 2 && len(t) < 15
	case own && (!anchor || i > a.began.sentence):
		return false
	case anchor:
		return n >= 2
	}
	return a.style == bank.Behavioural && n >= 3 && i <= a.began.sentence && i <= 3
}

// onScreen are words that make a site or a shop one that nobody goes to.
var onScreen = set("job jobs web online app careers")

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
