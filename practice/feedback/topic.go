package feedback

import "slices"

// measures returns which of the outcome measures the answer speaks of.
func (a *answer) measures() []Measure {
	return topics(a, "measures", []Measure{Uptime, TicketResolution, CostControl, TeamPerformance, UserSatisfaction})
}

// stakeholders returns which of the groups the answer speaks of.
func (a *answer) stakeholders() []Stakeholder {
	return topics(a, "stakeholders", []Stakeholder{ServiceDesk, Executives, Vendors, Security, EndUsers})
}

// noTopic names the cues of what only looks like a topic: "data retention".
const noTopic = "none"

// topics returns those that the cues of a file name in the answer, or that the
// question is about, in order.
func topics[T ~string](a *answer, file string, all []T) []T {
	found := map[string]bool{}
	for _, s := range a.sentences {
		addTopics(found, file, s.tokens)
	}
	if len(a.asks) > 0 && !a.strayed {
		addTopics(found, "asked", a.asks[0])
	}
	return slices.DeleteFunc(all, func(x T) bool { return !found[string(x)] })
}

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
