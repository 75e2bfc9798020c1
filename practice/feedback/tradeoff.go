package feedback

import (
	"strings"

	"greenroom/bank"
)

// tradeOff returns the sentence that says what was chosen over what, for the
// styles in which something is chosen.
func (a *answer) tradeOff() Part {
	if a.style == bank.Motivation || a.style == bank.Reverse {
		return Part{}
	}
	for i, s := range a.sentences {
		h, ok := a.choice(i)
		if !ok {
			h, ok = cues("price").find(s.tokens, 0)
		}
		if ok {
			return Part{true, a.clauseOfLong(h.in(i))}
		}
	}
	return Part{}
}

// clauseOfLong quotes a sentence, or of one that is too long to quote the
// clause.
func (a *answer) clauseOfLong(f finding) string {
	if s := a.sentences[f.sentence]; s.end-s.start > maxQuote && !a.holdsSecret(f.sentence) {
		return a.clause(f)
	}
	return a.quote(f.sentence)
}

// choice returns where the speaker chooses one thing over another in sentence
// i. What only says that something was decided, or how much instead of how
// much, is none.
func (a *answer) choice(i int) (hit, bool) {
	t := a.sentences[i].tokens
	mine := false
	for _, x := range a.actsIn(i) {
		mine = mine || x.by != byYou && !x.denied && !x.reported
	}
	if !mine {
		return hit{}, false
	}
	for k := 0; k < len(t); k++ {
		h, ok := cues("tradeoff").find(t, k)
		if !ok {
			return hit{}, false
		}
		k = h.end - 1
		switch last := t[h.end-1].w; {
		case h.end < len(t) && t[h.end].is(tagNumber), last == "to", last == "not", last == "compromise", last == "but", last == "up" && h.end == len(t):
		default:
			return h, true
		}
	}
	return hit{}, false
}

// reason returns the sentence that says why it was chosen: the one with the
// choice, or the next.
func (a *answer) reason(choice Part) Part {
	if !choice.Present {
		return Part{}
	}
	for i := range a.sentences {
		if !strings.Contains(a.plain.original(a.raw, a.sentences[i].start, a.sentences[i].end), choice.Quote) {
			continue
		}
		for k := i; k < len(a.sentences) && k <= i+1; k++ {
			if h, ok := cues("reason").find(a.sentences[k].tokens, 0); ok {
				return Part{true, a.clauseOfLong(h.in(k))}
			}
		}
		return Part{}
	}
	return Part{}
}
