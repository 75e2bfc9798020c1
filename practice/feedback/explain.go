package feedback

import (
	"cmp"
	"slices"

	"greenroom/bank"
)

// An Explanation says what made an answer's report.
type Explanation struct {
	Sentences []Explained `json:"sentences"`
	Whole     []Weighed   `json:"whole"` // whose actions are told, of which the highest score counts, and "generic"
}

// An Explained says of one sentence why it was found to show a part, or not.
type Explained struct {
	Sentence string    `json:"sentence"`
	Parts    []Weighed `json:"parts"` // those that it shows, or of which a rule or the model saw something
}

// A Weighed is what was made of one thing that a text may show.
type Weighed struct {
	Name  string   `json:"name"` // a part, "I", "we", "mixed", "none" or "generic"
	Shown bool     `json:"shown"`
	Rule  string   `json:"rule"`  // the words by which a rule found it, "" where none did
	Score float64  `json:"score"` // of the model: it is shown above 0, or a little less where a rule found it
	Why   []Weight `json:"why"`   // the features that counted most, for and against
}

// A Weight is what a feature of a text counts for a thing.
type Weight struct {
	Feature string  `json:"feature"`
	Counts  float64 `json:"counts"`
}

const (
	mostWhy   = 8    // features that are named for a part
	nearShown = -0.4 // how near a score must come for a sentence that does not show the part to be explained
)

// Explain returns what made the five parts of an answer's report, sentence by
// sentence, and what it says of the answer as a whole. It is empty where the answer
// is not assessed.
func Explain(q bank.Question, said string) Explanation {
	out := Explanation{Sentences: []Explained{}, Whole: []Weighed{}}
	a := parse(q, said)
	if reason, _ := refuse(a); reason != "" {
		return out
	}
	rules := a.ruled()
	flags := a.flags(rules)
	scores := a.weigh(flags)
	found := a.flags(a.verdicts(rules))
	for i := range a.sentences {
		e := Explained{Sentence: a.quote(i), Parts: []Weighed{}}
		for p, name := range partNames {
			if !found[i][p] && !flags[i][p] && (scores[i][p] < nearShown || !a.shows(p)) {
				continue
			}
			e.Parts = append(e.Parts, Weighed{
				Name: name, Shown: found[i][p], Rule: a.ruledBy(rules[p], i), Score: thousandths(scores[i][p]),
				Why: weightiest(ofSentences(), p, string(a.style), func(to *sink) { a.features(i, flags[i], to) }),
			})
		}
		out.Sentences = append(out.Sentences, e)
	}
	parts, hedges := a.parts(rules), len(a.hedges())
	whole := a.weighWhole(parts, hedges)
	for c, name := range wholeNames {
		shown := whole[c] > 0
		if c < wholeGeneric {
			shown = string(ownership(whole)) == name
		}
		out.Whole = append(out.Whole, Weighed{
			Name: name, Shown: shown, Score: thousandths(whole[c]),
			Why: weightiest(ofAnswers(), c, string(a.style), func(to *sink) { a.traits(parts, hedges, to) }),
		})
	}
	return out
}

// ruledBy returns the words by which a rule found something in sentence i, or "".
func (a *answer) ruledBy(found []finding, i int) string {
	k := slices.IndexFunc(found, func(f finding) bool { return f.sentence == i })
	if k < 0 {
		return ""
	}
	f, t := found[k], a.sentences[i].tokens
	return a.cut(t[f.start].start, t[f.end-1].end)
}

// weightiest returns the features of a text that count most for column c of a model, the
// heaviest first.
func weightiest(m *model, c int, style string, features func(*sink)) []Weight {
	weights := map[string]float32{}
	features(&sink{with: style, take: func(name []byte) {
		if k, ok := m.index[string(name)]; ok && m.weights[k][c] != 0 {
			weights[string(name)] = m.weights[k][c]
		}
	}})
	out := []Weight{}
	for name, w := range weights {
		out = append(out, Weight{name, thousandths(w)})
	}
	slices.SortFunc(out, func(x, y Weight) int {
		return cmp.Or(cmp.Compare(max(y.Counts, -y.Counts), max(x.Counts, -x.Counts)), cmp.Compare(x.Feature, y.Feature))
	})
	return out[:min(len(out), mostWhy)]
}

// thousandths rounds to what the file of weights has.
func thousandths(w float32) float64 {
	if w < 0 {
		return float64(int(w*1000-0.5)) / 1000
	}
	return float64(int(w*1000+0.5)) / 1000
}
