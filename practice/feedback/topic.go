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

// topics returns those that the cues of a file name in the answer, in order.
func topics[T ~string](a *answer, file string, all []T) []T {
	found := map[string]bool{}
	for _, s := range a.sentences {
		for i := 0; i < len(s.tokens); i++ {
			h, ok := cues(file).at(s.tokens, i)
			if !ok {
				continue
			}
			if found[h.name] = true; h.name == noTopic {
				i = h.end - 1
			}
		}
	}
	out := slices.DeleteFunc(all, func(x T) bool { return !found[string(x)] })
	return out
}
