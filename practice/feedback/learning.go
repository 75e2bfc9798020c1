package feedback

import "greenroom/bank"

// learning finds, sentence by sentence, what the speaker learned, would do
// otherwise, or does otherwise since.
func (a *answer) learning() []finding {
	var out []finding
	for i := range a.sentences {
		if f := a.lesson(i); f.ok {
			out = append(out, f)
		}
	}
	return out
}

func (a *answer) lesson(i int) finding {
	t := a.sentences[i].tokens
	if len(onlyWords(t)) < 3 { // "Learned: communication."
		return finding{}
	}
	for h, ok := cues("learning").find(t, 0); ok; h, ok = cues("learning").find(t, h.start+1) {
		if a.learned(i, h) {
			return h.in(i)
		}
	}
	return a.changedHabit(i)
}

// learned reports whether a cue of learning has something to learn in it, and
// is not anybody's "I learn something new every day".
func (a *answer) learned(i int, h hit) bool {
	t := a.sentences[i].tokens
	switch h.name {
	case "practice", "learned":
		return !cues("boilerplate").in(t)
	case "today": // as against a story told before it
		return a.began.before(place{i, h.start}) && !cues("boilerplate").in(t)
	case "otherwise": // "I'd like to build something again" is a wish
		return !(h.start+2 < len(t) && wishVerbs[t[h.start+2].w])
	case "used-to": // "I used to write first. Today I begin with ..."
		return i > 0 && usedTo(a.sentences[i-1].tokens)
	case "now": // what somebody would do in a given case is no lesson
		return a.style == bank.Behavioural || a.style != bank.Situational && a.began.before(place{i, h.start})
	}
	return true
}

// changedHabit returns where a sentence tells a habit of today that ends in
// "now", "these days" or the like, as against a story told before it: "I go to
// the room first now."
func (a *answer) changedHabit(i int) finding {
	t := a.sentences[i].tokens
	for _, x := range a.actsIn(i) {
		today := habits(t[x.verb:x.end])
		if x.when == past && !(today && unchanging(t[x.verb]) && x.by != byElided) || x.by == byYou || x.reported || !x.denied && x.mental {
			continue
		}
		if today && !x.sized(t) || x.when == would && a.style == bank.Behavioural && x.verb > 0 && nowIn(t[x.verb:x.end]) {
			return finding{true, i, x.verb, x.end}
		}
	}
	return finding{}
}

// habits reports whether a stretch says that what it tells is done now and was not
// always: "I read the minimum first these days".
func habits(t []token) bool {
	for k, x := range t {
		last := k+2 >= len(t) // but for a full stop
		switch x.w {
		case "now", "nowadays", "anymore", "presently":
			return true
		case "since":
			if last {
				return true
			}
		case "any":
			if w := next(t, k+1); w == "more" || w == "longer" {
				return true
			}
		case "these":
			if next(t, k+1) == "days" {
				return true
			}
		case "every":
			if next(t, k+1) == "time" && k+2 >= len(t)-1 {
				return true
			}
		case "then", "that":
			if k > 0 && (t[k-1].w == "from" || t[k-1].w == "since" && last) {
				return true
			}
		}
	}
	return false
}

var wishVerbs = set("like love rather prefer want")

func usedTo(t []token) bool {
	for k, x := range t {
		if x.w == "used" && next(t, k+1) == "to" {
			return true
		}
	}
	return false
}

// sized reports whether the act has a figure in it: "we run nine scripts now"
// is how things are, and no habit.
func (x act) sized(t []token) bool {
	for _, y := range t[x.verb:x.end] {
		if y.is(tagFigure) {
			return true
		}
	}
	return false
}

func nowIn(t []token) bool {
	for _, x := range t {
		if x.w == "now" || x.w == "sooner" || x.w == "earlier" {
			return true
		}
	}
	return false
}
