package practice

import (
	"cmp"
	"slices"

	"greenroom/bank"
)

// weakCounts is what a quite weak competency counts, where the advert's count 1 to 3.
const weakCounts = 2

// A wantedTopic is what single questions can be about.
type wantedTopic struct {
	competency bank.Competency
	area       bank.Area
	score      float64
	words      []string
	weak       bool
}

func (w wantedTopic) name() string { return cmp.Or(string(w.competency), "area/"+string(w.area)) }

// kindsWanted says how much each round is wanted: one's areas, and a little the
// competencies that it looks at.
func kindsWanted(p Preparation) map[Kind]float64 {
	out := map[Kind]float64{}
	for _, round := range bank.Rounds() {
		s, k := shapes[round], Kind(round)
		out[k] = 1
		whole := 0.0
		for _, w := range s.competencies {
			whole += w
		}
		for _, c := range p.Competencies {
			out[k] += float64(c.Weight) * s.competencies[c.Topic] / whole
		}
		for _, a := range p.Areas {
			if a.Topic.Round() == round {
				out[k] += float64(a.Weight) / 2
			}
		}
	}
	return out
}

// twins are areas whose questions are those of a competency, nearly.
var twins = map[bank.Area]bank.Competency{
	"budget": "budgeting", "security": "cybersecurity", "cloud": "cloud-computing", "strategy": "strategic-thinking",
	"service-management": "service-management", "people": "leadership", "work-style": "time-management", "explaining": "communication",
	"infrastructure": "technical-proficiency",
}

// topicsWanted returns what single questions can be about: what the advert wants,
// and what is weak. Where nothing is known it is what every round looks at.
func topicsWanted(p Preparation, weak map[bank.Competency]float64) []wantedTopic {
	var out []wantedTopic
	words := map[bank.Competency]Trace[bank.Competency]{}
	for _, c := range p.Competencies {
		words[c.Topic] = c
	}
	for _, c := range bank.Competencies() {
		t := wantedTopic{competency: c, score: float64(words[c].Weight) + weakCounts*weak[c], words: words[c].Words, weak: weak[c] >= weakFrom}
		if words[c].Weight > 0 || t.weak {
			out = append(out, t)
		}
	}
	for _, a := range p.Areas {
		if words[twins[a.Topic]].Weight == 0 {
			out = append(out, wantedTopic{area: a.Topic, score: float64(a.Weight), words: a.Words})
		}
	}
	if len(out) == 0 {
		for _, c := range bank.Competencies() {
			t := wantedTopic{competency: c, score: weakCounts * weak[c]}
			for _, round := range bank.Rounds() {
				t.score += shapes[round].competencies[c] / 3
			}
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(x, y wantedTopic) int { return cmp.Compare(y.score, x.score) })
	return out
}
