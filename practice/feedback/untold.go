package feedback

import (
	"slices"

	"greenroom/bank"
)

// untold reports whether nothing in the answer shows that it holds what was asked for:
// whoever is to ask something asks nothing, there are no key points by which to tell
// what an explanation should hold, or the answer has no word of the question.
func (a *answer) untold(q bank.Question) bool {
	switch {
	case a.style == bank.Reverse:
		return !a.asksSomething()
	case a.style == bank.Knowledge && len(q.KeyPoints) == 0:
		return true
	}
	subject, _ := subjectOfQuestion(q)
	return a.touches(subject) == 0
}

// asksSomething reports whether a question is asked in the answer, or told of.
func (a *answer) asksSomething() bool {
	return slices.ContainsFunc(a.sentences, func(s sentence) bool {
		return slices.ContainsFunc(s.tokens, func(t token) bool { return asking[t.w] })
	})
}

// asking are words in which people ask something, or say that they would.
var asking = set("? ask asks asked asking what which who whose why how whether curious wonder wondering question questions")
