package feedback

import (
	"cmp"
	"slices"

	"greenroom/bank"
)

// parts reads the five parts: rules say what they find in each sentence, and the
// model weighs that with the sentence's words. Where there is a choice, each part
// is shown by a sentence of its own. rules has what [answer.ruled] found.
func (a *answer) parts(rules [numParts][]finding) Parts {
	found := a.verdicts(rules)
	context, learning, result := first(found[partContext]), first(found[partLearning]), first(found[partResult])
	action := apart(found[partAction], context, result, learning)
	evidence := apart(found[partEvidence], context, action, learning, result)
	return a.quoted(context, action, evidence, result, learning)
}

// first returns the first finding, if any.
func first(all []finding) finding {
	if len(all) == 0 {
		return finding{}
	}
	return all[0]
}

// ruled returns what the rules find, part by part in the order of [partNames].
func (a *answer) ruled() [numParts][]finding {
	var out [numParts][]finding
	out[partContext], out[partAction], out[partEvidence], out[partLearning] = a.context(), a.actions(), a.evidence(), a.learning()
	if a.style != bank.Knowledge {
		out[partResult] = a.result()
	}
	return out
}

// flags returns for each sentence in which parts are found there.
func (a *answer) flags(found [numParts][]finding) [][numParts]bool {
	out := make([][numParts]bool, len(a.sentences))
	for p, all := range found {
		for _, f := range all {
			out[f.sentence][p] = true
		}
	}
	return out
}

// support is how much less sure the model need be of a sentence in which a rule
// finds the part.
const support = 1.5

// certain is from when on the model is believed of a sentence that has nothing in
// it that could show the part, such as "after that we had none for a year".
const certain = 2

// verdicts returns for each part the sentences that show it, the surest first.
func (a *answer) verdicts(rules [numParts][]finding) [numParts][]finding {
	scores := a.weigh(a.flags(rules))
	var out [numParts][]finding
	for p := range out {
		if !a.shows(p) {
			continue
		}
		for i, s := range a.sentences {
			f, need := a.whole(i), float32(0)
			if k := slices.IndexFunc(rules[p], func(f finding) bool { return f.sentence == i }); k >= 0 {
				f, need = rules[p][k], -support // which knows the words
			}
			sure := scores[i][p] > certain && len(s.tokens) > 5
			if scores[i][p] > need && (need < 0 || (sure || telling(p, s.tokens)) && a.inPlace(p, i, out)) {
				out[p] = append(out[p], f)
			}
		}
		score := func(f finding) float32 {
			if f.end-f.start < len(a.sentences[f.sentence].tokens) { // a rule names the words
				return scores[f.sentence][p] + support
			}
			return scores[f.sentence][p]
		}
		slices.SortStableFunc(out[p], func(f, g finding) int { return cmp.Compare(score(g), score(f)) })
	}
	return out
}

// shows reports whether answers to a question of that style can show a part.
func (a *answer) shows(p int) bool {
	return a.style != bank.Reverse && (a.style != bank.Knowledge || p != partResult && p != partContext)
}

// telling reports whether a sentence has anything in it that could show the part:
// "as a result" alone is none, nor is a hope.
func telling(p int, t []token) bool {
	switch p {
	case partLearning:
		return len(t) > 3
	case partResult:
		return (specifics(t) > 0 || figures(t)) && !hoped(t) && !turnsUp(t)
	}
	return specifics(t) > 0 || figures(t)
}

// inPlace reports whether a part that only the model sees in sentence i can stand
// there in a story: what comes of a thing follows something done, and a sentence
// that begins with what the speaker did is no scene. found has the actions already.
func (a *answer) inPlace(p, i int, found [numParts][]finding) bool {
	if a.style != bank.Behavioural {
		return true
	}
	switch p {
	case partResult:
		return slices.ContainsFunc(found[partAction], func(f finding) bool { return f.sentence <= i }) || a.began.sentence <= i
	case partContext:
		for _, x := range a.actsIn(i) {
			if x.concrete() && x.when == past && x.by != byYou && x.verb <= 4 {
				return false
			}
		}
	}
	return true
}

// turnsUp reports whether a sentence tells what came up, and no more.
func turnsUp(t []token) bool {
	for k := range t {
		if k+1 < len(t) && arose(t, hit{start: k, end: k + 2}) {
			return true
		}
	}
	return false
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
func (a *answer) context() []finding {
	if a.style == bank.Knowledge || a.style == bank.Reverse {
		return nil
	}
	var out []finding
	for i, s := range a.sentences {
		if len(out) > 0 && i >= a.began.sentence {
			break // what is told after the first step sets the scene only where nothing else does
		}
		if a.style == bank.Situational && a.restated(i, s) || a.style != bank.Situational && a.scene(i, s) {
			out = append(out, a.whole(i))
		}
	}
	return out
}

// restated reports whether one of the first sentences takes up the given case, and
// does not only call it important.
func (a *answer) restated(i int, s sentence) bool {
	if i > 1 {
		return false
	}
	n := map[string]bool{}
	for _, t := range s.tokens {
		if t.w == "every" || t.w == "any" || t.w == "always" {
			return false // a general claim
		}
		if t.w == "i" {
			break
		}
		if t.is(tagAsked) {
			n[stem(t.w)] = true
		}
	}
	return len(n) >= 2 && !cues("boilerplate").in(s.tokens)
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
