package practice

import (
	"cmp"
	"slices"
	"time"

	"greenroom/bank"
)

// A StepKind is what is practised on a day of a countdown.
type StepKind string

// The kinds of step.
const (
	StepRound    StepKind = "round"    // a mock round
	StepQuestion StepKind = "question" // one question of a competency or an area
	StepAgain    StepKind = "again"    // the question that was answered worst, once more
	StepLight    StepKind = "light"    // the day before: a question that surely comes, and no more
)

// A DayStep is what a countdown has for a day.
type DayStep struct {
	Day        string // a local date, as 2006-01-02
	Kind       StepKind
	Choice     Choice          // of a round
	Competency bank.Competency // of a question, or
	Area       bank.Area
	Question   string   // of StepAgain, for the first day: which; "" where that is not known yet
	Words      []string // of the advert, that ask for it
	Weak       bool     // because it is weak
	Done       bool
}

// Minutes returns how long the step takes, about.
func (s DayStep) Minutes() int {
	if s.Kind == StepRound {
		return s.Choice.Minutes()
	}
	return stepMinutes
}

// Wish returns what to ask for a step that is no round.
func (s DayStep) Wish() Wish {
	if s.Question != "" {
		return Wish{ID: s.Question}
	}
	return Wish{Competency: s.Competency, Area: s.Area}
}

// stepMinutes is about how long a question takes, with reading its feedback.
const stepMinutes = 10

// A Countdown is a plan up to an interview.
type Countdown struct {
	Interview string // a local date; empty: it is not known
	Today     string
	Days      int       // from today to the interview; below 0 once it is past
	Steps     []DayStep // from today on, a day at most once; the last is the day before
}

// Next returns the first step that is not done; ok is false where there is none.
func (c Countdown) Next() (s DayStep, ok bool) {
	for _, s := range c.Steps {
		if !s.Done {
			return s, true
		}
	}
	return DayStep{}, false
}

// A Deed is something that a person practised since they prepare.
type Deed struct {
	Day          string // a local date
	Round        Kind   // of a round that is over
	Competencies []bank.Competency
	Area         bank.Area
	Again        bool // it was answered before
}

// A Readiness is what a countdown is made of.
type Readiness struct {
	Today, Interview string // local dates
	Away             string // nothing is planned for days before this date, but for the last
	Preparation      Preparation
	Weak             map[bank.Competency]float64 // as the day began: 0 strong or unknown, 1 weak
	Again            string                      // the question answered worst before today; "" for none
	Deeds            []Deed
}

// How days are used.
const (
	nearDays   = 14 // from so many days before on there is a step on each work day; before that on three a week
	fewDays    = 3  // where fewer work days are left, weekends count too
	fullFrom   = 8  // so many steps before the end a round is a full one
	mostAhead  = 400
	perFive    = 5 // the pattern of steps repeats
	weakCounts = 2 // what a quite weak competency counts, where the advert's count 1 to 3
)

// PlanCountdown spreads what the interview needs over the days that are left. What
// kind of step a day has follows from how far it is before the interview; what it
// is about, from what was not practised yet: so days that were missed cost the
// least that is possible, and what was practised need not come again. The same
// readiness makes the same plan.
func PlanCountdown(r Readiness) Countdown {
	out := Countdown{Interview: r.Interview, Today: r.Today}
	today, interview := dateOf(r.Today), dateOf(r.Interview)
	if interview.IsZero() || today.IsZero() {
		return out
	}
	out.Days = daysBetween(today, interview)
	if out.Days < 1 || out.Days > mostAhead {
		return out
	}
	p := newCountdownPlan(r)
	days := practiceDays(today, interview, r.Away)
	kinds := p.kindsOf(len(days))
	for i, kind := range kinds {
		step := DayStep{Day: days[i], Kind: kind}
		if step.Day != r.Today {
			p.countToday()
		}
		left := len(days) - i // 1 is the last before the light day
		switch kind {
		case StepRound:
			step.Choice = p.round(left, len(days))
		case StepAgain:
			if step.Day == r.Today {
				step.Question = r.Again
			}
		default:
			p.topic(&step)
		}
		p.counted(&step)
		out.Steps = append(out.Steps, step)
	}
	last := DayStep{Day: interview.AddDate(0, 0, -1).Format(time.DateOnly), Kind: StepLight, Area: "motivation"}
	p.counted(&last)
	out.Steps = append(out.Steps, last)
	return out
}

// practiceDays returns the days with a step, but for the last before the interview.
func practiceDays(today, interview time.Time, away string) []string {
	pick := func(weekends bool) (out []string) {
		for day := today; day.Before(interview.AddDate(0, 0, -1)); day = day.AddDate(0, 0, 1) {
			w := day.Weekday()
			far := interview.Sub(day) > nearDays*24*time.Hour
			switch date := day.Format(time.DateOnly); {
			case date < away:
			case !weekends && weekend(day):
			case far && w != time.Monday && w != time.Wednesday && w != time.Friday:
			default:
				out = append(out, date)
			}
		}
		return out
	}
	days := pick(false)
	if len(days) < fewDays {
		days = pick(true)
	}
	return days
}

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

// A wantedTopic is what single questions can be about.
type wantedTopic struct {
	competency bank.Competency
	area       bank.Area
	score      float64
	words      []string
	weak       bool
}

func (w wantedTopic) name() string { return cmp.Or(string(w.competency), "area/"+string(w.area)) }

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
