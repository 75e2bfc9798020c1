package practice

import (
	"cmp"
	"slices"
)

// What steps there are.
const (
	fullFrom = 8 // so many steps before the end a round is a full one
	perFive  = 5 // the pattern of steps repeats
)

// A countdownPlan is a countdown in the making.
type countdownPlan struct {
	Readiness
	rounds    map[Kind]int // how often each was done, or is planned
	topics    map[string]int
	kinds     []Kind // that the advert wants most first
	wanted    map[Kind]float64
	questions []wantedTopic
	today     []Deed
}

func newCountdownPlan(r Readiness) *countdownPlan {
	p := &countdownPlan{Readiness: r, rounds: map[Kind]int{}, topics: map[string]int{}, wanted: kindsWanted(r.Preparation)}
	p.kinds = []Kind{Screening, Technical, Strategy}
	slices.SortStableFunc(p.kinds, func(x, y Kind) int { return cmp.Compare(p.wanted[y], p.wanted[x]) })
	p.questions = topicsWanted(r.Preparation, r.Weak)
	for _, d := range r.Deeds {
		if d.Day == r.Today {
			p.today = append(p.today, d)
			continue
		}
		p.count(d)
	}
	return p
}

func (p *countdownPlan) count(d Deed) {
	if d.Round != "" {
		for _, round := range d.Round.Rounds() {
			p.rounds[Kind(round)]++
		}
		return
	}
	for _, c := range d.Competencies {
		p.topics[string(c)]++
	}
	p.topics["area/"+string(d.Area)]++
}

// kindsOf says what kind of step each of n days has, the first first.
func (p *countdownPlan) kindsOf(n int) []StepKind {
	out := make([]StepKind, n)
	rounds := 0
	for i := range out {
		switch left := n - i; left % perFive {
		case 1, 3:
			out[i] = StepRound
			rounds++
		case 2:
			out[i] = StepAgain
		default:
			out[i] = StepQuestion
		}
	}
	// A round of each kind comes once at least, as far as days are left.
	missing := 0
	for _, k := range p.kinds {
		if p.rounds[k] == 0 {
			missing++
		}
	}
	for i := 0; i < n && rounds < min(missing, (2*n+2)/3); i++ {
		if out[i] != StepRound {
			out[i] = StepRound
			rounds++
		}
	}
	if n > 0 && out[0] == StepAgain && p.Again == "" {
		out[0] = StepQuestion // nothing was weak so far
	}
	return out
}

// round chooses the round for the step that so many are left from, itself
// counted: the last is the dress rehearsal, of the kind that is wanted most.
func (p *countdownPlan) round(left, of int) Choice {
	kind := p.kinds[0]
	if left > 1 {
		best := -1.0
		for _, k := range p.kinds {
			n := p.rounds[k]
			if k == p.kinds[0] {
				n++ // the dress rehearsal
			}
			share := p.wanted[k] / float64(n+1)
			if n == 0 {
				share += 100
			}
			if share > best {
				kind, best = k, share
			}
		}
	}
	c := Choice{Kind: kind, Length: Full, Mode: PracticeMode, Level: p.Preparation.Level}
	switch first := p.rounds[kind] == 0; {
	case left == 1 && of == 1, left > fullFrom, first && left > 3:
		c.Length = Express
	case left == 1:
		c.Mode = LiveMode
	}
	return c
}

// topic chooses what a question is about.
func (p *countdownPlan) topic(s *DayStep) {
	best := -1.0
	for _, t := range p.questions {
		if share := t.score / float64(p.topics[t.name()]+1); share > best {
			best = share
			s.Competency, s.Area, s.Words, s.Weak = t.competency, t.area, t.words, t.weak
		}
	}
}

// counted counts a step as planned, and notices whether it is done.
func (p *countdownPlan) counted(s *DayStep) {
	if s.Day == p.Today {
		for i, d := range p.today {
			if s.doneBy(d) {
				s.Done = true
				p.today = slices.Delete(slices.Clone(p.today), i, i+1)
				break
			}
		}
	}
	switch s.Kind {
	case StepRound:
		p.rounds[s.Choice.Kind]++
	case StepQuestion:
		p.topics[wantedTopic{competency: s.Competency, area: s.Area}.name()]++
	case StepAgain, StepLight:
	}
}

// countToday counts what was practised today beside today's step: that is done for
// the days after.
func (p *countdownPlan) countToday() {
	for _, d := range p.today {
		p.count(d)
	}
	p.today = nil
}

// doneBy reports whether a deed is what the step has.
func (s DayStep) doneBy(d Deed) bool {
	switch s.Kind {
	case StepRound:
		return d.Round == s.Choice.Kind || d.Round == Loop
	case StepAgain:
		return d.Round == "" && d.Again
	case StepQuestion, StepLight:
		return d.Round == "" && (s.Competency != "" && slices.Contains(d.Competencies, s.Competency) || s.Area != "" && d.Area == s.Area)
	}
	return false
}
