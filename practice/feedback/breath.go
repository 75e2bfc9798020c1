package feedback

import "iter"

// What is dictated on a phone comes without a stop, however long it is. It is read by
// the clauses that it was spoken in, as if each had been written as a sentence.

// appendClauses adds a sentence, or, where it is speech, its clauses. The "and" that
// leads on to one belongs to none.
func appendClauses(out []sentence, s sentence) []sentence {
	if !isSpeech(s.tokens) {
		return append(out, s)
	}
	said := s.said
	for from, to := range breaths(s.tokens) {
		clause := sentence{end: s.tokens[to-1].end, tokens: s.tokens[from:to], spoken: true}
		if to == len(s.tokens) {
			clause.end = s.end // with the fillers there
		}
		n := 0
		for n < len(said) && said[n].start < clause.end {
			n++
		}
		clause.said, said = said[:n], said[n:]
		if from > 0 && clause.tokens[0].w == "and" {
			clause.tokens = clause.tokens[1:]
		}
		clause.start = clause.tokens[0].start
		out = append(out, clause)
	}
	return out
}

// isSpeech is dictation, but for the fit of the models of parts: they learn from what
// people wrote, as a whole, and clauses are made to look like it.
var isSpeech = dictation

// dictation reports whether a sentence is speech that was written down: longer than
// anybody writes, without stops.
func dictation(t []token) bool {
	return len(t) > breathless && wordsIn(t) > breathless && unmarked(t)
}

// wordsToAMark is how many words of speech there are at least to each mark of
// punctuation: who sets commas wrote the sentence, however long it is.
const wordsToAMark = 30

// unmarked reports whether a stretch has hardly a mark of punctuation. What a figure is
// of is none.
func unmarked(t []token) bool {
	marks := 0
	for _, x := range t {
		if x.is(tagPunct) && !sized(x) {
			marks++
		}
	}
	return wordsIn(t) >= marks*wordsToAMark
}

// breaths yields where each clause of speech without stops begins and ends: after
// a few words where another one begins with its subject behind what joins it, or where
// the model of stops would set one.
func breaths(t []token) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		words, at := heard(t)
		from := 0
		for n, k := range at {
			if n == 0 || k-from < shortClause || len(at)-n < leastClause || leadsOn[t[k-1].w] {
				continue
			}
			if clauseBegins(t, k, dictated) || stopBefore(words, n) > 0 {
				if !yield(from, k) {
					return
				}
				from = k
			}
		}
		if from < len(t) {
			yield(from, len(t))
		}
	}
}

// leastClause is how many words must be left at the end of speech for a clause of
// their own.
const leastClause = 4

// leadsOn are words after which nobody takes a breath.
var leadsOn = set("is are a an the of to my our because if and so but or")

// ofStops says before which words a full stop would stand, had somebody written them.
// It was fitted on answers that have stops, with these taken out (see stop_test.go).
var ofStops = modelOf("model/stop.txt")

// stopBefore returns how far the place before word n is from a stop, above 0 where one
// would stand.
func stopBefore(words []heardWord, n int) float32 {
	m := ofStops()
	score := m.bias[0]
	around(words, n, &sink{take: func(name []byte) {
		if k, ok := m.index[string(name)]; ok {
			score += m.weights[k][0]
		}
	}})
	return score
}

// A heardWord is a word as the model of stops reads it: as that of sentences does, and
// by its sort.
type heardWord struct{ w, sort string }

// heard returns the words of a stretch, without punctuation, and which tokens they are.
func heard(t []token) (words []heardWord, at []int) {
	for k, x := range t {
		if x.is(tagPunct) && x.w != "%" {
			continue
		}
		words, at = append(words, heardWord{featureWord(x), sortOf(x)}), append(at, k)
	}
	return words, at
}

// sortOf returns what a word is in a sentence: itself where it belongs to grammar.
func sortOf(x token) string {
	switch {
	case x.is(tagNumber | tagFigure):
		return "number"
	case x.is(tagTime | tagDay):
		return "time"
	case x.w == "i", x.w == "we", x.w == "he", x.w == "she", x.w == "they", x.w == "it":
		return "who"
	case x.is(tagFunction):
		return x.w
	case x.is(tagPast):
		return "past"
	case x.is(tagIng):
		return "ing"
	case x.is(tagVerb | tagMental | tagVague):
		return "verb"
	}
	return "other"
}

// around adds what stands around the place before word n.
func around(words []heardWord, n int, to *sink) {
	word := func(k int) heardWord {
		if k < 0 || k >= len(words) {
			return heardWord{"^", "^"}
		}
		return words[k]
	}
	second, last, first, next, third := word(n-2), word(n-1), word(n), word(n+1), word(n+2)
	to.add("before:", last.w)
	to.add("before:", second.w, " ", last.w)
	to.add("behind:", first.w)
	to.add("behind:", first.w, " ", next.w)
	to.add("behind:", first.w, " ", next.sort, " ", third.sort)
	to.add("between:", last.w, "|", first.w)
	to.add("between:", last.sort, "|", first.w)
	to.add("sorts:", second.sort, " ", last.sort, "|", first.sort, " ", next.sort)
	to.add("sorts:", last.sort, "|", first.sort, " ", next.sort, " ", third.sort)
	to.add("sorts:", second.sort, " ", last.sort, "|", first.sort)
	to.add("sorts:", last.sort, "|", first.sort)
}
