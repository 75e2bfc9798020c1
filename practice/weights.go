package practice

import "greenroom/bank"

// A shape is what a round of the whole length is made of.
type shape struct {
	minutes      int
	fewest, most int // questions, the candidate's own left out
	own          int // minutes for the candidate's own questions
	curveball    bool
	areas        []weighed
	competencies map[bank.Competency]float64 // those not named weigh nothing
}

// A weighed area is one that a round looks at.
type weighed struct {
	area   bank.Area
	weight float64
	place  place
}

// A place says where in a round an area's questions may stand.
type place int

const (
	anywhere place = iota
	mayOpen        // its milder questions are about what one has done or wants, so that a nervous person can answer
	comesEnd       // its questions say that the round is nearly over
)

// unlisted is the weight of an area that the round's shape does not name.
const unlisted = 1

// shapes say what interviewers look at in each round, and how much. An area
// comes twice only when each has come once, so the weights decide which are left
// out of a round, and which come in an express one.
var shapes = map[bank.Round]shape{
	// Experience, qualifications, fit.
	bank.Screening: {
		minutes: 30, fewest: 4, most: 4, own: 4,
		areas: []weighed{
			{"background", 3, mayOpen}, {"motivation", 3, mayOpen}, {"work-style", 3, anywhere},
			{"explaining", 2, anywhere}, {"closing", 1, comesEnd},
		},
		competencies: map[bank.Competency]float64{
			"communication": 3, "time-management": 2, "adaptability": 2, "continuous-learning": 2,
			"leadership": 2, "emotional-intelligence": 1, "customer-service": 1, "collaboration": 1,
		},
	},
	// Components, tools and systems; problem solving; project management.
	bank.Technical: {
		minutes: 60, fewest: 7, most: 8, own: 5, curveball: true,
		areas: []weighed{
			{"infrastructure", 4, mayOpen}, {"projects", 4, mayOpen},
			{"security", 3, anywhere}, {"service-management", 3, mayOpen}, {"cloud", 3, anywhere}, {"continuity", 3, anywhere},
			{"vendors", 2, anywhere}, {"new-technology", 2, mayOpen},
		},
		competencies: map[bank.Competency]float64{
			"technical-proficiency": 3, "problem-solving": 3, "cybersecurity": 2, "cloud-computing": 2,
			"service-management": 2, "time-management": 1, "collaboration": 1, "communication": 1,
		},
	},
	// Strategic thinking, leadership, moving technology towards business goals.
	bank.Strategy: {
		minutes: 60, fewest: 7, most: 8, own: 5, curveball: true,
		areas: []weighed{
			{"strategy", 4, mayOpen}, {"people", 4, mayOpen},
			{"change", 3, anywhere}, {"executives", 3, anywhere}, {"budget", 3, anywhere}, {"conflict", 3, anywhere},
			{"governance", 2, anywhere}, {"measuring", 2, mayOpen},
		},
		competencies: map[bank.Competency]float64{
			"strategic-thinking": 3, "leadership": 3, "communication": 2, "budgeting": 2,
			"emotional-intelligence": 2, "collaboration": 1, "problem-solving": 1, "adaptability": 1,
		},
	},
}

// of returns what the shape says of an area.
func (s shape) of(a bank.Area) weighed {
	for _, w := range s.areas {
		if w.area == a {
			return w
		}
	}
	return weighed{area: a, weight: unlisted}
}

// wantedBy says how much an area or a competency is wanted by what a person
// prepares for, from 0 to 1, under its kind and name, which some share.
func wantedBy(p Preparation) map[string]float64 {
	out := map[string]float64{}
	for _, a := range p.Areas {
		out["area "+string(a.Topic)] = float64(a.Weight) / 3
	}
	for _, c := range p.Competencies {
		out["competency "+string(c.Topic)] = float64(c.Weight) / 3
	}
	return out
}

// wants says how much a question is wanted, from 0 to 1.
func (n Needs) wants(q *bank.Question) float64 {
	out := n.Wanted["area "+string(q.Area)]
	for _, c := range q.Competencies {
		out = max(out, n.Wanted["competency "+string(c)])
	}
	return out
}

// minutesOf returns how long a round takes to the clock. A round of too few
// questions takes less.
func minutesOf(round bank.Round, length Length) int {
	if length == Express {
		return expressTurns * expressMinutes
	}
	return shapes[round].minutes
}
