package feedback

import "slices"

const (
	// faint is the score of a sentence, or of an answer, from which on it may show a
	// part in words that neither rules nor models trust.
	faint = -0.6
	// certain is the score from which on a sentence shows a part whatever else there is.
	certain = 0.3
)

// traces returns which parts there is any sign of, be it that neither rules nor models
// trust it. Of no other part is it said that it is gone, or new.
func (a *answer) traces(j judgement) (out [numParts]bool) {
	out = j.perhaps()
	for p := range out {
		out[p] = out[p] || len(j.rules[p]) > 0 || slices.ContainsFunc(j.scores, func(s [numParts]float32) bool { return s[p] > faint })
	}
	out[partAction] = out[partAction] || slices.ContainsFunc(a.acts, func(x act) bool { return x.concrete() && x.by != byYou })
	out[partResult] = out[partResult] || a.speaksOfOutcome()
	return out
}

// unsure returns which of the parts that are shown no sentence shows beyond doubt.
func (j judgement) unsure() (out [numParts]bool) {
	for p, all := range j.found {
		out[p] = !slices.ContainsFunc(all, func(f finding) bool { return j.scores[f.sentence][p] > certain })
	}
	return out
}
