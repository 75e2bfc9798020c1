package bank

import "slices"

// Asking returns the first question that is asked in that wording, but for what
// does not change a question: case, punctuation, articles and politeness.
// It looks through the whole bank.
func (b *Bank) Asking(wording string) (q Question, ok bool) {
	want := bare(wording)
	if want == "" {
		return Question{}, false
	}
	i := slices.IndexFunc(b.questions, func(q Question) bool {
		return !q.Disabled && (bare(q.Ask) == want || slices.ContainsFunc(q.Also, func(w string) bool { return bare(w) == want }))
	})
	if i < 0 {
		return Question{}, false
	}
	return b.questions[i], true
}
