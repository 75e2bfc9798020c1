package feedback

import (
	"cmp"
	"slices"

	"greenroom/bank"
)

// An Explanation says what made an answer's report.
type Explanation struct {
	Sentences []Explained `json:"sentences"`
	Whole     []Weighed   `json:"whole"` // the parts, "generic", whose actions are told, of which the highest score counts, measures and stakeholders
}

// An Explained says of one sentence why it was found to show a part, or not.
type Explained struct {
	Sentence string    `json:"sentence"`
	Parts    []Weighed `json:"parts"` // those that it shows, or of which a rule or the model saw something
}

// A Weighed is what was made of one thing that a text may show.
type Weighed struct {
	Name  string   `json:"name"` // a part; of an answer also "generic", an [Ownership], a [Measure] or a [Stakeholder]
	Shown bool     `json:"shown"`
	Rule  string   `json:"rule"`  // the words of a sentence by which a rule found it, "" where none did
	Score float64  `json:"score"` // of the model, and a little more where a rule or a cue found it; it speaks for it above 0
	Why   []Weight `json:"why"`   // the features that counted most, for and against, and what a rule or a cue added to the score
}

// A Weight is what a feature of a text counts for a thing, or what was added to its score.
type Weight struct {
	Feature string  `json:"feature"` // one in parentheses is none of the model's, but a rule's word
	Counts  float64 `json:"counts"`
}

const (
	mostWhy   = 8    // features that are named for a part
	nearShown = -0.4 // how near a score must come for a sentence that does not show the part to be explained
)

// Explain returns what the models made of an answer: of the five parts sentence by
// sentence, and of all that they say of the answer as a whole. It is empty where the
// answer is not assessed.
func Explain(q bank.Question, said string) Explanation {
	out := Explanation{Sentences: []Explained{}, Whole: []Weighed{}}
	a := parse(q, said)
	if reason, _ := refuse(a); reason != "" {
		return out
	}
	j := a.judge()
	for i := range a.sentences {
		out.Sentences = append(out.Sentences, Explained{a.quote(i), a.explained(i, j)})
	}
	for p, name := range partNames {
		out.Whole = append(out.Whole, Weighed{Name: name, Shown: len(j.found[p]) > 0, Score: thousandths(j.parts[p]), Why: grounded(p, j.surest.grounds(p, j.generic))})
	}
	all := func(to *sink) {
		for i := range a.sentences {
			a.features(i, j.ruled[i], to)
		}
	}
	out.Whole = append(out.Whole, Weighed{Name: "generic", Shown: j.generic > 0, Score: thousandths(j.generic), Why: weightiest(ofSentences(), columnGeneric, string(a.style), all)})
	hedges, beside := len(a.hedges()), a.company()
	scores := a.weighOwners(hedges)
	for c, who := range owners {
		out.Whole = append(out.Whole, Weighed{
			Name: string(who), Shown: ownership(scores) == who, Score: thousandths(scores[c]),
			Why: weightiest(ofOwners(), c, string(a.style), func(to *sink) { a.traits(hedges, beside, to) }, added("somebody beside the speaker", beside.lift()[c])),
		})
	}
	out.Whole = append(out.Whole, ofMeasures.explained(a)...)
	out.Whole = append(out.Whole, ofStakeholders.explained(a)...)
	return out
}

// explained returns what was made of each topic in an answer.
func (of topics) explained(a *answer) (out []Weighed) {
	scores, named := of.weigh(a), a.named(of.name)
	lift := of.lift(named)
	for c, topic := range of.list {
		out = append(out, Weighed{
			Name: topic, Shown: scores[c] > 0, Score: thousandths(scores[c]),
			Why: weightiest(of.model(), c, string(a.style), func(to *sink) { a.subjects(named, to) }, added("named by a cue", lift[c])),
		})
	}
	return out
}

// explained returns what was made of sentence i: of the parts that it shows, or of which
// a rule or the model saw something.
func (a *answer) explained(i int, j judgement) []Weighed {
	out := []Weighed{}
	lift := a.lift(i, j.ruled[i])
	for p, name := range partNames {
		shown := slices.ContainsFunc(j.found[p], func(f finding) bool { return f.sentence == i })
		if !shown && !j.ruled[i][p] && (j.scores[i][p] < nearShown || !a.shows(p)) {
			continue
		}
		out = append(out, Weighed{
			Name: name, Shown: shown, Rule: a.ruledBy(j.rules[p], i), Score: thousandths(j.scores[i][p]),
			Why: weightiest(ofSentences(), p, string(a.style), func(to *sink) { a.features(i, j.ruled[i], to) }, added("of a rule", lift[p])),
		})
	}
	return out
}

// grounded returns what each ground counts for part p, the weightiest first.
func grounded(p int, of []ground) []Weight {
	out := []Weight{}
	for _, g := range of {
		if w := ofParts().weight(p, g.name) * g.value; w != 0 {
			out = append(out, Weight{g.name, thousandths(w)})
		}
	}
	byWeight(out)
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

// added returns what was added to a score, and why, as a weight beside those of features.
func added(why string, lift float32) Weight { return Weight{"(" + why + ")", thousandths(lift)} }

// weightiest returns the features of a text that count most for column c of a model, and
// what was added to the score, the heaviest first.
func weightiest(m *model, c int, style string, features func(*sink), lifts ...Weight) []Weight {
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
	for _, w := range lifts {
		if w.Counts != 0 {
			out = append(out, w)
		}
	}
	byWeight(out)
	return out[:min(len(out), mostWhy)]
}

// byWeight sorts what counts most to the front.
func byWeight(all []Weight) {
	slices.SortFunc(all, func(x, y Weight) int {
		return cmp.Or(cmp.Compare(max(y.Counts, -y.Counts), max(x.Counts, -x.Counts)), cmp.Compare(x.Feature, y.Feature))
	})
}

// thousandths rounds to what the file of weights has.
func thousandths(w float32) float64 {
	if w < 0 {
		return float64(int(w*1000-0.5)) / 1000
	}
	return float64(int(w*1000+0.5)) / 1000
}
