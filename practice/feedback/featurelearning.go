package feedback

// turns adds how a sentence sets today, another time or a belief against the story
// that is told: "I read the ledger first now" is a lesson after a story in the past,
// and nothing much after one in the present.
func (a *answer) turns(i int, to *sink) {
	s := a.sentences[i].tokens
	at := a.mood(i)
	told := at.tense + " " + at.who
	to.addWith("mood:", told)
	to.addWith("mood:", told, " ", a.tale, " ", at.place)
	if a.asksForLesson() {
		to.addWith("mood:", told, " asked")
	}
	eachTurn(s, func(h hit) {
		to.addWith("turn:", h.name, " ", nearest(s, h))
		if len(s) > breathless && h.start < len(s)-breathless/2 {
			return // so much is in it that the rest says nothing of the cue
		}
		to.addWith("turn:", h.name)
		to.addWith("turn:", h.name, " ", told)
		to.addWith("turn:", h.name, " ", at.tense, " ", a.tale, " ", at.place)
	})
}

// breathless is how many tokens a sentence has that people write in one breath;
// a longer one is an answer without full stops.
const breathless = 45

// eachTurn visits what sets another time against that of the story.
func eachTurn(t []token, visit func(hit)) {
	for k := 0; k < len(t); k++ {
		h, ok := cues("turn").find(t, k)
		if !ok {
			return
		}
		visit(h)
		k = h.start
	}
}

// A mood is how a sentence is told.
type mood struct {
	tense string // of its verbs: "past", "present", "would", "mixed", or "none"
	who   string // "own" where the speaker is in it, otherwise "other"
	place string // "last", "amid", or "never" where nobody takes a step
}

// mood reads how sentence i is told, a breathless one by its end.
func (a *answer) mood(i int) mood {
	m := mood{who: "other", place: "amid"}
	switch {
	case a.step == len(a.sentences):
		m.place = "never"
	case i == a.closes:
		m.place = "last"
	}
	t := a.sentences[i].tokens
	if len(t) > breathless {
		t = t[len(t)-breathless/2:]
	}
	for _, x := range t {
		if speaker[x.w] != "" && !x.is(tagQuoted) {
			m.who = "own"
		}
	}
	m.tense = tenseIn(t)
	return m
}

// nearest returns the tense of the verb nearest to a hit of a cue, and whose it is.
func nearest(t []token, h hit) string {
	for d := 0; d < 8; d++ {
		for _, k := range [2]int{h.start - d, h.end + d - 1} {
			if k < 0 || k >= len(t) || t[k].is(tagQuoted) {
				continue
			}
			if when, ok := tenseOf(t, k); ok {
				return when.String() + " by " + doer(t, k)
			}
		}
	}
	return "no verb"
}

// doer returns who stands before the verb at token k: the speaker, nobody, or
// anything else.
func doer(t []token, k int) string {
	for n := k - 1; n >= 0 && n >= k-4; n-- {
		switch w := t[n].w; {
		case w == "i" || w == "we":
			return "own"
		case w == "nobody" || w == "nothing" || w == "no" || w == "none":
			return "none"
		case w == "it" || w == "they" || w == "he" || w == "she" || w == "that" || w == "there" || w == "you":
			return w
		case t[n].is(tagPunct):
			return "other"
		}
	}
	return "other"
}

// asksForLesson reports whether the question asks for what went wrong or what was
// learned.
func (a *answer) asksForLesson() bool {
	for _, ask := range a.asks {
		for _, x := range ask {
			if missteps[x.w] {
				return true
			}
		}
	}
	return false
}

var missteps = set("mistake mistakes wrong failed fail failure failures regret regrets differently learned learnt lesson lessons misjudged underestimated missed badly learning caused broke weakness")
