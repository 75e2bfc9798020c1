package feedback

import (
	"maps"
	"slices"
)

// A topics is a set of things that an answer may speak of, and what tells them.
type topics struct {
	name  string // of the file of the cues that name one outright, and of their label
	list  []string
	model func() *model // says which of them an answer speaks of, in that order
}

var (
	ofMeasures = topics{"measures", []string{string(Uptime), string(TicketResolution), string(CostControl), string(TeamPerformance), string(UserSatisfaction)},
		modelOf("model/measure.txt")}
	ofStakeholders = topics{"stakeholders", []string{string(ServiceDesk), string(Executives), string(Vendors), string(Security), string(EndUsers)},
		modelOf("model/stakeholder.txt")}
)

// measures returns which of the outcome measures the answer speaks of.
func (a *answer) measures() []Measure { return raisedIn[Measure](a, ofMeasures) }

// stakeholders returns which of the groups the answer speaks of.
func (a *answer) stakeholders() []Stakeholder { return raisedIn[Stakeholder](a, ofStakeholders) }

// raisedIn returns the topics that an answer speaks of, in their order.
func raisedIn[T ~string](a *answer, of topics) []T {
	out := []T{}
	scores := of.weigh(a)
	for c, topic := range of.list {
		if scores[c] > 0 {
			out = append(out, T(topic))
		}
	}
	return out
}

// weigh returns how much speaks for each topic in an answer.
func (of topics) weigh(a *answer) [columns]float32 {
	named := a.named(of.name)
	scores := of.model().weigher(string(a.style)).weigh(func(to *sink) { a.subjects(named, to) })
	for c, x := range of.lift(named) {
		scores[c] += x
	}
	return scores
}

// lift returns what is added to the scores: of topics that a cue names the model need
// be less sure.
func (of topics) lift(named map[string]bool) (out [columns]float32) {
	for c, topic := range of.list {
		if named[topic] {
			out[c] = support
		}
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
