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

// tenseIn returns in which tense a sentence is told, by its verbs: "past", "present",
// "would", "mixed" of the first two, or "none".
func tenseIn(t []token) string {
	var was, is bool
	for k, x := range t {
		if x.is(tagQuoted) {
			continue
		}
		switch tenseOf(t, k) {
		case "past":
			was = true
		case "present":
			is = true
		case "would":
			return "would"
		}
	}
	switch {
	case was && is:
		return "mixed"
	case was:
		return "past"
	case is:
		return "present"
	}
	return "none"
}

// nearest returns the tense of the verb nearest to a hit of a cue, and whose it is.
func nearest(t []token, h hit) string {
	for d := 0; d < 8; d++ {
		for _, k := range [2]int{h.start - d, h.end + d - 1} {
			if k < 0 || k >= len(t) || t[k].is(tagQuoted) {
				continue
			}
			if tense := tenseOf(t, k); tense != "" {
				return tense + " by " + doer(t, k)
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

// tenseOf returns the tense of token k if it is a finite verb as far as can be
// seen, or "".
func tenseOf(t []token, k int) string {
	switch t[k].w {
	case "was", "were", "had", "did":
		return "past"
	case "is", "are", "am", "'m", "'re", "'ve", "has", "does":
		return "present"
	case "would", "'d":
		if participle(t, k+1) {
			return "past"
		}
		return "would"
	case "'s", "have", "do":
		return "present"
	}
	x := t[k]
	switch {
	case x.is(tagFunction|tagNumber|tagIng) || !x.is(tagVerb|tagPast|tagMental|tagVague):
		return ""
	case unchanging(x):
		if nowIn(t) || habits(t) {
			return "present"
		}
		return "" // "put" may be either
	case x.is(tagPast):
		if k > 0 && auxiliary[t[k-1].w] || k > 1 && auxiliary[t[k-2].w] && skipped(t[k-1]) {
			return ""
		}
		return "past"
	case k > 0 && (t[k-1].w == "i" || t[k-1].w == "we" || t[k-1].w == "they" || skipped(t[k-1]) && k > 1 && (t[k-2].w == "i" || t[k-2].w == "we")):
		return "present"
	case len(x.w) > 3 && x.w[len(x.w)-1] == 's' && k > 0 && (!t[k-1].is(tagFunction|tagPunct|tagNumber) || subjects[t[k-1].w]) && x.is(tagVerb|tagMental):
		return "present"
	}
	return ""
}

// subjects are the words of grammar after which a verb in -s may stand.
var subjects = set("he she it that this which who what whoever whatever nobody everybody everyone nothing everything somebody someone something one anyone none each")

var auxiliary = set("is are was were be been being am has have had 's 're 've 'm 'd get gets got")

// participle reports whether what follows makes "'d" a past: "I'd asked".
func participle(t []token, k int) bool {
	for ; k < len(t) && (skipped(t[k]) || t[k].w == "not") && !t[k].is(tagVerb|tagPast|tagParticiple); k++ {
	}
	return k < len(t) && t[k].is(tagParticiple) && !(lex().base[t[k].w] == t[k].w)
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
