package feedback

import (
	"maps"
	"slices"
)

// The topics that an answer may speak of, in the order of their model's columns.
var (
	allMeasures     = []Measure{Uptime, TicketResolution, CostControl, TeamPerformance, UserSatisfaction}
	allStakeholders = []Stakeholder{ServiceDesk, Executives, Vendors, Security, EndUsers}
)

// The models of topics say which of them an answer speaks of, by its words and by the
// cues that name one outright.
var (
	ofMeasures     = modelOf("model/measure.txt")
	ofStakeholders = modelOf("model/stakeholder.txt")
)

// measures returns which of the outcome measures the answer speaks of.
func (a *answer) measures() []Measure {
	return aboveZero(allMeasures, a.weighTopics(ofMeasures(), "measures"))
}

// stakeholders returns which of the groups the answer speaks of.
func (a *answer) stakeholders() []Stakeholder {
	return aboveZero(allStakeholders, a.weighTopics(ofStakeholders(), "stakeholders"))
}

// aboveZero returns the topics with a score above zero.
func aboveZero[T ~string](all []T, scores [columns]float32) []T {
	out := []T{}
	for c, x := range all {
		if scores[c] > 0 {
			out = append(out, x)
		}
	}
	return out
}

// weighTopics returns how much speaks for each topic of a model. cue names the file of
// the cues that name them outright.
func (a *answer) weighTopics(m *model, cue string) [columns]float32 {
	named := a.named(cue)
	scores := m.weigher(string(a.style)).weigh(func(to *sink) { a.subjects(named, to) })
	for c, x := range outright(cue, named) {
		scores[c] += x
	}
	return scores
}

// outright returns what is added to the scores of topics: of those that a cue names the
// model need be less sure.
func outright(cue string, named map[string]bool) (out [columns]float32) {
	for c, topic := range topicsOf(cue) {
		if named[topic] {
			out[c] = support
		}
	}
	return out
}

// topicsOf returns the topics that the cues of a file name.
func topicsOf(cue string) []string {
	if cue == "measures" {
		return asStrings(allMeasures)
	}
	return asStrings(allStakeholders)
}

// asStrings returns names without their type.
func asStrings[T ~string](of []T) (out []string) {
	for _, x := range of {
		out = append(out, string(x))
	}
	return out
}

// subjects adds what the models of topics look at: the words of the answer and of the
// question, and the topics that cues name.
func (a *answer) subjects(named map[string]bool, to *sink) {
	for _, s := range a.sentences {
		for _, t := range s.tokens {
			if w := featureWord(t); w != "" {
				to.add("w:", w)
			}
		}
	}
	if len(a.asks) > 0 && !a.strayed {
		for _, t := range a.asks[0] {
			if w := featureWord(t); w != "" && !t.is(tagFunction) {
				to.add("asks:", w)
			}
		}
	}
	for _, topic := range slices.Sorted(maps.Keys(named)) { // sums are the same each time
		to.addWith("cue:", topic)
	}
	to.add("style:", string(a.style))
}

// named returns the topics that the cues of a file name in the answer, or that the
// question is about.
func (a *answer) named(cue string) map[string]bool {
	found := map[string]bool{}
	for _, s := range a.sentences {
		addTopics(found, cue, s.tokens)
	}
	if len(a.asks) > 0 && !a.strayed {
		addTopics(found, "asked", a.asks[0])
	}
	return found
}

// noTopic names the cues of what only looks like a topic: "data retention".
const noTopic = "none"

// addTopics adds the topics that the cues of a file name in a sentence.
func addTopics(found map[string]bool, file string, t []token) {
	for i := 0; i < len(t); i++ {
		if h, ok := cues(file).at(t, i); ok && h.name == noTopic {
			i = h.end - 1
			continue
		}
		cues(file).each(t, i, func(h hit) { found[h.name] = true })
	}
}
