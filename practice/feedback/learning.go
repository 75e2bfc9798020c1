package feedback

// learning finds what the speaker learned, would do otherwise, or does
// otherwise since.
func (a *answer) learning() Part {
	for i, s := range a.sentences {
		if h, ok := cues("learning").find(s.tokens, 0); ok && a.learned(i, h) {
			return a.found(i)
		}
		if a.changedHabit(i) {
			return a.found(i)
		}
	}
	return Part{}
}

// learned reports whether a cue of learning has something to learn in it, and
// is not anybody's "I learn something new every day".
func (a *answer) learned(i int, h hit) bool {
	t := a.sentences[i].tokens
	if h.name == "practice" || h.name == "learned" {
		return !cues("boilerplate").in(t)
	}
	return true
}

// changedHabit reports whether a sentence tells a habit of today that ends in
// "now", "these days" or the like, as against a story told before it: "I go to
// the room first now."
func (a *answer) changedHabit(i int) bool {
	t := a.sentences[i].tokens
	for _, x := range a.actsIn(i) {
		if x.when == past || x.by == byYou || x.reported || !x.denied && x.mental {
			continue
		}
		if habits(t[x.verb:x.end]) || x.when == would && x.verb > 0 && nowIn(t[x.verb:x.end]) {
			return true
		}
	}
	return false
}

func habits(t []token) bool {
	for k, x := range t {
		switch {
		case x.w == "now", x.w == "any" && next(t, k+1) == "more", x.w == "nowadays", x.w == "anymore", x.w == "these" && next(t, k+1) == "days":
			return true
		case x.w == "every" && next(t, k+1) == "time" && k+2 >= len(t)-1:
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
