package feedback

import (
	"cmp"
	"slices"

	"greenroom/bank"
)

// An Explained says of one sentence why it was found to show a part, or not.
type Explained struct {
	Sentence string    `json:"sentence"`
	Parts    []Weighed `json:"parts"` // those that it shows, or of which a rule or the model saw something
}

// A Weighed is what was made of a part in a sentence.
type Weighed struct {
	Part  string   `json:"part"`
	Shown bool     `json:"shown"`
	Rule  bool     `json:"rule"`  // a rule found it
	Score float64  `json:"score"` // of the model: with a rule it shows above -1.5, else above 0 where such a part can stand
	Why   []Weight `json:"why"`   // the features that counted most, for and against
}

// A Weight is what a feature of a sentence counts for a part.
type Weight struct {
	Feature string  `json:"feature"`
	Counts  float64 `json:"counts"`
}

const (
	mostWhy   = 8    // features that are named for a part
	nearShown = -1.0 // how near a score must come for a sentence that does not show the part to be explained
)

// Explain returns what made the five parts of an answer's report, sentence by
// sentence. It is empty where the answer is not assessed.
func Explain(q bank.Question, said string) []Explained {
	a := parse(q, said)
	if reason, _ := refuse(a); reason != "" {
		return nil
	}
	rules := a.ruled()
	flags := a.flags(rules)
	scores := a.weigh(flags)
	found := a.flags(a.verdicts(rules))
	var out []Explained
	for i := range a.sentences {
		e := Explained{Sentence: a.quote(i), Parts: []Weighed{}}
		for p, name := range partNames {
			if !found[i][p] && !flags[i][p] && (scores[i][p] < nearShown || !a.shows(p)) {
				continue
			}
			e.Parts = append(e.Parts, Weighed{
				Part: name, Shown: found[i][p], Rule: flags[i][p], Score: hundredths(scores[i][p]), Why: a.counted(i, p, flags[i]),
			})
		}
		out = append(out, e)
	}
	return out
}

// counted returns the features of sentence i that count most for a part, the
// weightiest first.
func (a *answer) counted(i, p int, ruled [numParts]bool) []Weight {
	m := linear()
	weights := map[string]float32{}
	a.features(i, ruled, &sink{with: string(a.style), take: func(name []byte) {
		if k, ok := m.index[string(name)]; ok && m.weights[k][p] != 0 {
			weights[string(name)] = m.weights[k][p]
		}
	}})
	out := []Weight{}
	for name, w := range weights {
		out = append(out, Weight{name, hundredths(w)})
	}
	slices.SortFunc(out, func(x, y Weight) int {
		return cmp.Or(cmp.Compare(max(y.Counts, -y.Counts), max(x.Counts, -x.Counts)), cmp.Compare(x.Feature, y.Feature))
	})
	return out[:min(len(out), mostWhy)]
}

// hundredths rounds to what the file of weights has.
func hundredths(w float32) float64 {
	if w < 0 {
		return float64(int(w*100-0.5)) / 100
	}
	return float64(int(w*100+0.5)) / 100
}
