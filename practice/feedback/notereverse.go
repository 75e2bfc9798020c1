package feedback

import "slices"

// noteSoftened fires where somebody who may ask the interviewers something softens
// what they say beside their questions. A question is put as politely as one likes.
func noteSoftened(a *answer, _ Report) (Note, bool) {
	softened, quote := 0, ""
	for i, s := range a.sentences {
		if slices.ContainsFunc(s.tokens, func(t token) bool { return t.w == "?" }) {
			continue
		}
		n := len(a.softening(i))
		if softened += n; n > 1 && quote == "" {
			quote = a.quote(i)
		}
	}
	return Note{NoteHedges, quote,
		"You soften this more than once, which can make it sound less sure than you are.",
		"Keep one of these where you really are unsure, and say straight out what you'd ask."}, quote != "" && softened >= manyHedges
}
