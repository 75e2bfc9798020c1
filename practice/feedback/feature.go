package feedback

import "strconv"

// A sink takes the names of a sentence's features, in pieces that belong
// together: "w:" and "server" are the feature "w:server".
type sink struct {
	take func(name []byte) // the name is overwritten by the next
	name []byte
	with string // the style of the question
}

func (s *sink) add(pieces ...string) {
	s.name = s.name[:0]
	for _, p := range pieces {
		s.name = append(s.name, p...)
	}
	s.take(s.name)
}

// addWith adds a feature by itself and together with the style.
func (s *sink) addWith(pieces ...string) {
	s.add(pieces...)
	s.name = append(append(s.name, '/'), s.with...)
	s.take(s.name)
}

// features adds what the model of sentences looks at: a sentence's words, alone and
// by twos, what sort of words and acts are in it, which parts the rules found there,
// and where it stands. Nothing of it depends on a bullet before it or on who of "I"
// and "we" acts, and no word on its capitals, so that these turn hardly any part on or
// off; but a common word that is written as a name is special.
// A feature may be added more than once.
func (a *answer) features(i int, ruled [numParts]bool, to *sink) {
	wording(a.sentences[i].tokens, to)
	a.shape(i, to)
	for p, yes := range ruled {
		if yes {
			to.addWith("rule:", partNames[p])
		}
	}
	to.add("style:", string(a.style))
}

// wording adds the words of a sentence, alone, by twos, and where they begin it.
func wording(t []token, to *sink) {
	last := "^"
	n := 0
	for _, x := range t {
		w := featureWord(x)
		if w == "" {
			continue
		}
		to.add("w:", w)
		to.add("ww:", last, " ", w)
		if n < 3 {
			to.add("at", strconv.Itoa(n), ":", w)
		}
		last = w
		n++
	}
	to.add("ww:", last, " $")
}

// featureWord is a token as the model reads it: a number by its sort, a verb's past
// by its base, another word by its stem. Most punctuation is nothing.
func featureWord(t token) string {
	switch {
	case t.is(tagDay):
		return "<day>"
	case t.is(tagTime):
		return "<time>"
	case t.is(tagFigure) && !below10[t.w], t.is(tagNumber) && digits(t.w):
		switch {
		case t.is(tagFigure):
			return "<figure>"
		case len(t.w) == 4:
			return "<year>"
		}
		return "<number>"
	case t.is(tagPunct):
		switch t.w {
		case ",", ".", "!", "?", ":", ";", "(", ")", "-", "–", "—", "%", "->", "$", "€", "£":
			return t.w
		}
		return ""
	case speaker[t.w] != "":
		return speaker[t.w]
	case t.is(tagFunction):
		return t.w
	}
	if base, ok := lex().base[t.w]; ok {
		return stem(base) + "<"
	}
	if t.is(tagPast) {
		return stem(t.w) + "<"
	}
	return stem(t.w)
}

// speaker takes those who answer as one.
var speaker = map[string]string{
	"i": "<i>", "we": "<i>", "me": "<me>", "us": "<me>", "my": "<my>", "our": "<my>", "mine": "<my>", "ours": "<my>", "myself": "<self>", "ourselves": "<self>",
}

// shape adds what a sentence is like, apart from its words.
func (a *answer) shape(i int, to *sink) {
	s := a.sentences[i]
	figures := 0
	var denied, wished, isPast, place, dated, quoted bool
	for k, t := range s.tokens {
		switch {
		case t.is(tagFigure):
			figures++
		case t.w == "n't" || t.w == "not" || t.w == "never" || t.w == "no":
			denied = true
		case wishes[t.w]:
			wished = true
		}
		isPast = isPast || pastForm(t)
		place = place || t.is(tagPlace)
		dated = dated || t.is(tagTime) || isYear(s.tokens, k)
		quoted = quoted || t.is(tagQuoted)
	}
	for _, x := range [...]struct {
		name string
		is   bool
	}{{"denied", denied}, {"wished", wished}, {"past", isPast}, {"place", place}, {"when", dated}, {"quoted", quoted}} {
		if x.is {
			to.addWith(x.name)
		}
	}
	to.addWith("figures:", strconv.Itoa(min(figures, 3)))
	to.addWith("length:", strconv.Itoa(min(len(s.tokens)/6, 8)))
	to.addWith("special:", strconv.Itoa(min(specifics(s.tokens)/2, 5)))
	for _, x := range a.actsIn(i) {
		who := "own"
		if x.by == byYou {
			who = "anyone"
		}
		when := actTenses[x.when]
		to.addWith("act:", who, " ", when)
		switch {
		case x.denied:
			to.addWith("act:", who, " ", when, " denied")
		case x.mental:
			to.addWith("act:", who, " ", when, " mental")
		case x.vague:
			to.addWith("act:", who, " ", when, " vague")
		case x.concrete():
			to.addWith("act:", who, " ", when, " concrete")
		}
	}
	for _, table := range featureCues {
		if h, ok := cues(table).find(s.tokens, 0); ok {
			to.addWith("cue:", table, " ", h.name)
		}
	}
	a.turns(i, to)
	a.sizing(i, to)
}

// featureCues are the tables of cues that the model is told of.
var featureCues = []string{"result", "learning", "evidence", "boilerplate", "nochange", "scene", "tradeoff", "hedges", "cadence", "claim"}
