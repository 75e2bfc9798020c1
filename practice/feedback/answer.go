package feedback

import (
	"strings"

	"greenroom/bank"
)

// An answer is an answer's text taken apart, with what matters of its
// question. The rules only read it.
type answer struct {
	raw       string
	plain     plainText
	words     int // as said
	own       int // the same, with what is said again counted once
	style     bank.Style
	points    []bank.KeyPoint
	asked     map[string]bool // stems of the question's words, in all its wordings
	asks      [][]token       // the question in all its wordings
	sentences []sentence
	acts      []act // in the order of the sentences
	first     []int // first[i] is the first act of sentence i; one more entry for the end
	began     place // where the speaker first did something in the past
	outline
	ofCareer  bool      // the question is about the speaker's way so far
	strayed   bool      // it is about something else than what was asked
	none      bool      // it only says that there is none
	doubtful  bool      // it may be
	disclosed disclosed // what others should perhaps not read, in raw
	secret    []bool    // by sentence: it holds a secret; nil where none does
}

// actsIn returns the acts of sentence i.
func (a *answer) actsIn(i int) []act { return a.acts[a.first[i]:a.first[i+1]] }

func parse(q bank.Question, raw string) *answer {
	a := &answer{raw: raw, plain: plain(raw), style: q.Style, points: q.KeyPoints, ofCareer: q.Area == "background", asked: map[string]bool{}}
	a.words = countWords(a.plain.text)
	for _, ask := range append([]string{q.Ask}, q.Also...) {
		tokens := tokensOfBank(ask)
		a.asks = append(a.asks, tokens)
		for _, t := range tokens {
			if !t.is(tagFunction | tagPunct) {
				a.asked[stem(t.w)] = true
			}
		}
	}
	var again int
	a.sentences, again = saidOnce(splitSentences(a.plain), a.plain.text)
	a.own = a.words - again
	for _, s := range a.sentences {
		for i, t := range s.tokens {
			if !t.is(tagFunction|tagPunct) && a.asked[stem(t.w)] {
				s.tokens[i].tags |= tagAsked
			}
		}
	}
	a.disclosed = disclosedIn(raw)
	a.markSecrets()
	a.unsizePhones()
	a.acts, a.first = findActs(a.style, a.sentences)
	a.began = a.firstStep()
	a.outline = a.outlined()
	a.strayed, a.doubtful = a.aim(q)
	a.none = a.saysNone()
	return a
}

// maxQuote is about how many bytes of a sentence are quoted.
const maxQuote = 240

// quote returns sentence i as the person wrote it, cut at a word where it is
// very long, and without a secret that it holds: what is quoted is shown again and
// sent on.
func (a *answer) quote(i int) string {
	if a.holdsSecret(i) {
		return a.beside(i)
	}
	s := a.sentences[i]
	return a.cut(s.start, s.end)
}

// cut returns plain[start:end] as the person wrote it.
func (a *answer) cut(start, end int) string {
	if end-start > maxQuote {
		if space := strings.LastIndexByte(a.plain.text[start:start+maxQuote], ' '); space > 0 {
			end = start + space
		} else {
			end = start + maxQuote
			for end > start && a.plain.from[end] == a.plain.from[end-1] {
				end-- // not inside a character
			}
		}
	}
	return a.plain.original(a.raw, start, end)
}
