package practice

import (
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
	nearDays  = 14 // from so many days before on there is a step on each work day; before that on three a week
	fewDays   = 3  // where fewer work days are left, weekends count too
	mostAhead = 400
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
