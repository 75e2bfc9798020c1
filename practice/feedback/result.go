package feedback

import "slices"

// result finds, sentence by sentence, what changed as a consequence, good or bad,
// what is plainly named as that first. A wish, a plan, a general claim and what was
// there before the first step are none.
func (a *answer) result() []finding {
	var plain, other []finding
	for i := range a.sentences {
		switch f, named := a.outcome(i); {
		case !f.ok:
		case named:
			plain = append(plain, f)
		default:
			other = append(other, f)
		}
	}
	slices.Reverse(other) // what people did at the end says more than what they did at first
	return append(plain, other...)
}

// outcome finds the result in sentence i, and whether it is plainly named as one.
func (a *answer) outcome(i int) (last finding, named bool) {
	t := a.sentences[i].tokens
	for h, ok := cues("result").find(t, 0); ok; h, ok = cues("result").find(t, h.start+1) {
		if rest := t[h.end:]; t[h.end-1].w == ":" && len(onlyWords(rest)) < 2 && !figures(rest) {
			return finding{}, false // "Result: improved."
		}
		if a.changed(i, h, a.began) {
			if last = h.in(i); plainly[h.name] {
				return last, true
			}
		}
	}
	return last, false
}

// plainly are the cues that name a change as one.
var plainly = set("strong marker late own since")

// A place is a token of a sentence.
type place struct{ sentence, token int }

func (p place) before(q place) bool {
	return p.sentence < q.sentence || p.sentence == q.sentence && p.token < q.token
}

// firstStep returns where the speaker first did something in the past, or a
// place after the end.
func (a *answer) firstStep() place {
	for _, x := range a.acts {
		if x.when == past && x.concrete() && x.by != byYou {
			return place{x.sentence, x.verb}
		}
	}
	return place{len(a.sentences), 0}
}

// changed reports whether a hit tells a change that came of the actions.
func (a *answer) changed(i int, h hit, acted place) bool {
	t := a.sentences[i].tokens
	clause := clauseAround(t, h)
	if aimedAt(t, h) || hoped(clause) || cues("boilerplate").in(clause) || cues("claim").in(clause) && !figuresIn(clause) || onlySaid(t, h) || arose(t, h) {
		return false
	}
	after := acted.before(place{i, h.start})
	switch h.name {
	case "late":
		return true
	case "none": // only looks like one
		return false
	case "strong":
		return figuresIn(clause) || after
	case "marker":
		if spans[t[h.start].w] && h.start > 0 && !clauseBegins(t, h.start, written) && !clauseEnd(t[h.start-1]) {
			return false // how long the step took
		}
		return after && toldInPast(t[h.end:]) && !ownAct(a, i, h) && specifics(t[h.end:]) >= 1
	case "today":
		return after && specifics(clause) >= 2 && !ownAct(a, i, h) && thirdPerson(t) && !rule(t) && !a.habit(i)
	case "since":
		return (after || figuresIn(clause)) && !a.habit(i) && !a.abstains(i)
	case "people":
		if i < a.lastStep || i == a.lastStep && !a.stepsDone(h) {
			return false // what people do between two steps leads to the second
		}
	case "delivered": // what the speaker's group did to the end is an outcome
		return after && !denied(clause)
	case "own":
		_, ok := evidenceIn(clause)
		return ok && !denied(clause)
	}
	return after && !denied(clause) && !ownAct(a, i, h) && !oldPast(t, h) && !cause(t, h) // after, people, caused
}

// stepsDone reports whether the speaker takes no further step in the sentence of a
// hit behind it.
func (a *answer) stepsDone(h hit) bool {
	for _, x := range a.actsIn(a.lastStep) {
		if x.verb > h.end && x.when == past && x.concrete() && x.by != byYou {
			return false
		}
	}
	return true
}

// habit reports whether sentence i tells what the speaker does today, which is what
// they learned and not what came of it.
func (a *answer) habit(i int) bool {
	for _, x := range a.actsIn(i) {
		if x.by != byYou && x.when == present && !x.mental {
			return true
		}
	}
	return false
}

// abstains reports whether sentence i tells what the speaker has not done again:
// "I've not shown a slide to a board since". What did not befall them again is
// something else.
func (a *answer) abstains(i int) bool {
	for _, x := range a.actsIn(i) {
		if x.by == byI && x.denied && !x.mental && !x.suffered {
			return true
		}
	}
	return false
}

// onlySaid reports whether a hit is wanted or told to somebody: "to go from 22
// to 60", "told him that the mocking ended".
func onlySaid(t []token, h hit) bool {
	if h.start > 0 && t[h.start-1].w == "to" {
		return true
	}
	for k := max(0, h.start-5); k < h.start; k++ {
		if t[k].w == "that" && k > 1 && (sayings[t[k-1].w] || sayings[t[k-2].w]) {
			return true
		}
	}
	return false
}

var sayings = set("told promised said asked demanded insisted warned believed feared thought")

// arose reports whether a hit tells what turned up, which is where a thing
// begins: "the renewal came up for 180,000", "a question came up". What comes
// up and was down is a server.
func arose(t []token, h hit) bool {
	for k := h.start; k < h.end-1; k++ {
		if (t[k].w != "came" && t[k].w != "come" && t[k].w != "comes") || t[k+1].w != "up" {
			continue
		}
		switch next(t, k+2) {
		case "for", "with", "against", "during":
			return true
		}
		for i := max(0, k-3); i < k; i++ {
			if arising[stem(t[i].w)] {
				return true
			}
		}
	}
	return false
}

var arising = set("question problem issu idea topic subject matter renewal contract request licenc licens")

// rule reports whether a sentence lays down what must come first.
func rule(t []token) bool {
	for _, x := range t {
		switch x.w {
		case "until", "unless", "before", "without":
			return true
		}
	}
	return false
}

// clauseAround returns the tokens of the clause in which a hit stands.
func clauseAround(t []token, h hit) []token {
	from, to := h.start, h.end
	for from > 0 && !clauseEnd(t[from-1]) {
		from--
	}
	for to < len(t) && !clauseEnd(t[to]) {
		to++
	}
	return t[from:to]
}

func clauseEnd(t token) bool {
	switch t.w {
	case ",", ";", ":", "—", "–", ".", "but", "and", "so":
		return true
	}
	return false
}

func figuresIn(t []token) bool {
	_, ok := evidenceIn(t)
	return ok
}

func hoped(t []token) bool {
	for _, x := range t {
		switch x.w {
		case "hopefully", "hope", "hoping", "hoped", "if", "would", "should", "will", "could", "always", "usually", "generally", "often":
			return true
		}
	}
	return false
}

func denied(t []token) bool {
	for _, x := range t {
		switch x.w {
		case "n't", "not", "never", "hardly", "barely":
			return true
		}
	}
	return false
}

// ownAct reports whether the hit stands in the words of the speaker's own act:
// a step, not what came of it.
func ownAct(a *answer, i int, h hit) bool {
	for _, x := range a.actsIn(i) {
		if x.verb >= h.start-1 && x.verb <= h.end+1 {
			return true
		}
	}
	return false
}

// thirdPerson reports whether a sentence has a subject beside the speaker.
func thirdPerson(t []token) bool {
	return len(t) > 0 && t[0].w != "i" && t[0].w != "we"
}

// cause reports whether a hit is given as the reason for something else.
func cause(t []token, h hit) bool {
	for k := h.start - 1; k >= 0 && !clauseEnd(t[k]); k-- {
		if t[k].w == "because" {
			return true
		}
	}
	return false
}

// oldPast reports whether a hit is told as older than the story: "had come".
func oldPast(t []token, h hit) bool {
	for k := max(0, h.start-2); k < h.end; k++ {
		if t[k].w == "had" || t[k].w == "before" || t[k].w == "because" || t[k].w == "who" || t[k].w == "when" || t[k].w == "once" {
			return true
		}
	}
	return false
}
