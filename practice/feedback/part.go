package feedback

import (
	"cmp"
	"slices"

	"greenroom/bank"
)

// parts names the five parts of an answer. Where there is a choice between sentences
// that show it about as surely, each part is shown by one of its own, and the scene by
// the first.
func (a *answer) parts(j judgement) Parts {
	found := j.found
	context, learning, result := earliest(j.sure(partContext)), first(found[partLearning]), latest(j.sure(partResult))
	action := apart(j.sure(partAction), context, result, learning)
	evidence := apart(j.sure(partEvidence), context, action, learning, result)
	return a.quoted([numParts]finding{context, action, evidence, result, learning})
}

// spare takes the sentences that make a poor quote for a part out of what it is quoted
// by, where another one shows it too.
func (a *answer) spare(j *judgement) {
	for p, all := range j.found {
		good := slices.DeleteFunc(slices.Clone(all), func(f finding) bool { return a.poor(p, f.sentence) })
		if len(good) > 0 {
			j.found[p] = good
		}
	}
}

// poor reports whether sentence i is a poor quote for a part: it holds a secret, or
// sets the scene with what the speaker studied and where they worked, or tells a
// result as older than the story.
func (a *answer) poor(p, i int) bool {
	switch {
	case a.holdsSecret(i):
		return true
	case p == partContext:
		return !a.ofCareer && a.career(i)
	}
	return p == partResult && older(a.sentences[i].tokens)
}

// career reports whether sentence i tells where the speaker studied or was employed.
func (a *answer) career(i int) bool {
	t := a.sentences[i].tokens
	return slices.ContainsFunc(a.actsIn(i), func(x act) bool {
		return x.by != byYou && x.when == past && (employed(x, t) || studies[t[x.verb].w])
	})
}

// shown returns which parts are present, in the order of [partNames].
func (p Parts) shown() (out [numParts]bool) {
	for i, name := range partNames {
		out[i] = p.of(PartName(name)).Present
	}
	return out
}

// first returns the first finding, if any.
func first(all []finding) finding {
	if len(all) == 0 {
		return finding{}
	}
	return all[0]
}

// earliest returns the finding that comes first in the answer, if any.
func earliest(all []finding) finding {
	if len(all) == 0 {
		return finding{}
	}
	return slices.MinFunc(all, func(x, y finding) int { return cmp.Compare(x.sentence, y.sentence) })
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

// shows reports whether answers to a question of that style can show a part.
func (a *answer) shows(p int) bool {
	return a.style != bank.Reverse && (a.style != bank.Knowledge || p != partResult && p != partContext)
}

// The share of an answer's words that belong to grammar ("the", "of", "I"): a row of
// keywords has a tenth, a log a quarter, most answers half.
const (
	leastGrammar = 0.3  // of what is prose whatever it says
	terse        = 0.15 // of notes typed on a phone, where somebody says what they did
)

// prose reports whether the answer is made of sentences, be they short.
func (a *answer) prose() bool {
	words := a.count(func(t token) bool { return !t.is(tagPunct) })
	grammar := a.count(func(t token) bool { return t.is(tagFunction) && !t.is(tagPunct) })
	share := float64(grammar) / float64(max(words, 1))
	return share >= leastGrammar || share >= terse && a.noted()
}

// noted reports whether notes say what somebody did: "I" or "we" did something, or
// two of them begin with what was done.
func (a *answer) noted() bool {
	begun := 0
	for _, x := range a.acts {
		switch {
		case !x.concrete():
		case x.by == byI || x.by == byWe:
			return true
		case x.by == byElided && x.when == past:
			begun++
		}
	}
	return begun >= 2
}

// telling reports whether a sentence has anything in it that could show a part:
// "As a result." has nothing.
func telling(t []token) bool { return specifics(t) > 0 || figures(t) || len(t) > 5 }

// logged reports whether a sentence is a line of a log, with a time to the second.
func logged(t []token) bool {
	colons := 0
	for k := 1; k+1 < len(t); k++ {
		switch {
		case t[k].w == ":" && digits(t[k-1].w) && digits(t[k+1].w) && t[k-1].end == t[k].start && t[k].end == t[k+1].start:
			if colons++; colons == 2 {
				return true
			}
		case !t[k].is(tagNumber):
			colons = 0
		}
	}
	return false
}

// wishful reports whether a sentence only says what somebody would like to come. A
// past tells that it came, but for one right behind "hopefully".
func wishful(t []token) bool {
	wished, hoped := false, false
	for _, x := range t {
		switch {
		case x.w == "hopefully", x.w == "hoping":
			wished, hoped = true, true
		case x.w == ",":
			hoped = false
		case hoped:
		case x.w == "want", x.w == "wants", x.w == "wish", x.w == "wishes", x.w == "hope", x.w == "hopes":
			wished = true
		case pastForm(x):
			return false
		}
	}
	return wished
}

// foreseen reports whether sentence i only says what the speaker would do, where that
// is asked for: nothing has come of it yet, and in a given case its figures back nothing.
func (a *answer) foreseen(i, p int) bool {
	t := a.sentences[i].tokens
	switch {
	case p != partResult && p != partEvidence:
		return false
	case a.style == bank.Situational && !toldInPast(t):
		return true
	case p == partEvidence || a.style != bank.Situational && a.style != bank.Approach || toldOf(t, past):
		return false
	}
	return slices.ContainsFunc(a.actsIn(i), func(x act) bool { return x.by != byYou && x.when == would && x.concrete() })
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
	case bank.Motivation: // what somebody would begin with counts, too
		return x.by != byYou && (x.when == past || x.when == would && x.specifics >= 3)
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
		head, headed := heading(s.tokens)
		if headed && head == partContext || a.style == bank.Situational && a.restated(i, s) || a.style != bank.Situational && a.scene(i, s) {
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

// latest returns the finding that comes last in the answer, if any.
func latest(all []finding) finding {
	if len(all) == 0 {
		return finding{}
	}
	return slices.MaxFunc(all, func(x, y finding) int { return cmp.Compare(x.sentence, y.sentence) })
}
