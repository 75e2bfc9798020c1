package practice_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

// wanting returns a preparation with those competencies and areas, "a:" before an
// area, each weighing as much as it has plus signs, and one.
func wanting(topics string) practice.Preparation {
	var p practice.Preparation
	for t := range strings.FieldsSeq(topics) {
		name := strings.TrimRight(t, "+")
		weight := 1 + len(t) - len(name)
		if area, ok := strings.CutPrefix(name, "a:"); ok {
			p.Areas = append(p.Areas, practice.Trace[bank.Area]{Topic: bank.Area(area), Weight: weight, Words: []string{area}})
		} else {
			p.Competencies = append(p.Competencies, practice.Trace[bank.Competency]{Topic: bank.Competency(name), Weight: weight})
		}
	}
	return p
}

// planWords returns a plan in words, a line for each step.
func planWords(c practice.Countdown) string {
	var b strings.Builder
	for _, s := range c.Steps {
		fmt.Fprintf(&b, "%s %s", s.Day[5:], s.Kind)
		for _, word := range []string{string(s.Choice.Kind), string(s.Choice.Length), string(s.Choice.Mode), string(s.Competency), string(s.Area), s.Question} {
			if word != "" {
				b.WriteString(" " + word)
			}
		}
		if s.Weak {
			b.WriteString(" weak")
		}
		if s.Done {
			b.WriteString(" done")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestPlanCountdown(t *testing.T) {
	// 2026-11-23 is a Monday.
	leader := wanting("leadership++ budgeting+ a:people++ a:budget+ a:strategy+")
	for _, c := range []struct {
		name string
		r    practice.Readiness
		want string
	}{
		{"today it is too late to plan", practice.Readiness{Today: "2026-11-23", Interview: "2026-11-23"}, ""},
		{"past it plans nothing", practice.Readiness{Today: "2026-11-24", Interview: "2026-11-23"}, ""},
		{"without a date it plans nothing", practice.Readiness{Today: "2026-11-24"}, ""},
		{"a year and more ahead it plans nothing", practice.Readiness{Today: "2026-11-24", Interview: "2029-11-24"}, ""},
		{"the day before is light", practice.Readiness{Today: "2026-11-23", Interview: "2026-11-24", Preparation: leader}, "11-23 light motivation\n"},
		{"two days before there is one short round", practice.Readiness{Today: "2026-11-23", Interview: "2026-11-25", Preparation: leader},
			"11-23 round strategy express practice\n11-24 light motivation\n"},
		{"a weekend is used where there is little else", practice.Readiness{Today: "2026-11-27", Interview: "2026-11-30", Preparation: leader},
			"11-27 round screening full practice\n11-28 round strategy full live\n11-29 light motivation\n"},
		{"a work week", practice.Readiness{Today: "2026-11-23", Interview: "2026-11-30", Preparation: leader, Again: "why-us"}, `11-23 round screening express practice
11-24 question leadership
11-25 round technical full practice
11-26 again
11-27 round strategy full live
11-29 light motivation
`},
		{"what is weak comes first", practice.Readiness{
			Today: "2026-11-23", Interview: "2026-11-30", Preparation: wanting("leadership"), Weak: map[bank.Competency]float64{"budgeting": 0.8, "communication": 0.4},
			Deeds: []practice.Deed{{Day: "2026-11-20", Round: practice.Loop}},
		}, `11-23 question budgeting weak
11-24 question leadership
11-25 round screening full practice
11-26 again
11-27 round strategy full live
11-29 light motivation
`},
		{"today's step is done, and the others stay", practice.Readiness{
			Today: "2026-11-23", Interview: "2026-11-30", Preparation: leader, Again: "why-us",
			Deeds: []practice.Deed{{Day: "2026-11-23", Round: practice.Screening}},
		}, `11-23 round screening express practice done
11-24 question leadership
11-25 round technical full practice
11-26 again
11-27 round strategy full live
11-29 light motivation
`},
		{"what else was done today need not come again", practice.Readiness{
			Today: "2026-11-23", Interview: "2026-11-30", Preparation: leader,
			Deeds: []practice.Deed{{Day: "2026-11-23", Round: practice.Technical}, {Day: "2026-11-23", Competencies: []bank.Competency{"communication", "leadership"}, Area: "people"}},
		}, `11-23 round screening express practice
11-24 question budgeting
11-25 round strategy full practice
11-26 again
11-27 round strategy full live
11-29 light motivation
`},
		{"days that were missed leave what matters most", practice.Readiness{
			Today: "2026-11-26", Interview: "2026-11-30", Preparation: leader, Again: "why-us",
			Deeds: []practice.Deed{{Day: "2026-11-23", Competencies: []bank.Competency{"leadership"}}},
		}, `11-26 round screening full practice
11-27 again
11-28 round strategy full live
11-29 light motivation
`},
		{"nothing is planned for days away", practice.Readiness{Today: "2026-11-23", Interview: "2026-12-04", Away: "2026-12-01", Preparation: leader},
			"12-01 round screening full practice\n12-02 round strategy full live\n12-03 light motivation\n"},
		{"today's weak question is named", practice.Readiness{
			Today: "2026-11-25", Interview: "2026-11-29", Preparation: leader, Again: "why-us",
			Deeds: []practice.Deed{{Day: "2026-11-20", Round: practice.Loop}},
		}, "11-25 round strategy full practice\n11-26 again\n11-27 round strategy full live\n11-28 light motivation\n"},
		{"today's weak question is named on its day", practice.Readiness{
			Today: "2026-11-26", Interview: "2026-11-29", Preparation: leader, Again: "why-us",
			Deeds: []practice.Deed{{Day: "2026-11-20", Round: practice.Loop}},
		}, "11-26 again why-us\n11-27 round strategy full live\n11-28 light motivation\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := planWords(practice.PlanCountdown(c.r)); got != c.want {
				t.Errorf("the plan is\n%s, want\n%s", got, c.want)
			}
			if a, b := planWords(practice.PlanCountdown(c.r)), planWords(practice.PlanCountdown(c.r)); a != b {
				t.Errorf("the same readiness made\n%s and\n%s", a, b)
			}
		})
	}
}

func TestALongCountdownIsCalmFirst(t *testing.T) {
	plan := practice.PlanCountdown(practice.Readiness{Today: "2026-11-23", Interview: "2027-01-22", Preparation: wanting("leadership++ budgeting+ a:cloud")})
	if plan.Days != 60 {
		t.Fatalf("%d days", plan.Days)
	}
	perWeek, kinds, topics := map[int]int{}, map[practice.Kind]int{}, map[string]int{}
	for _, s := range plan.Steps {
		day, _ := time.Parse(time.DateOnly, s.Day)
		_, week := day.ISOWeek()
		perWeek[week]++
		if w := day.Weekday(); w == time.Saturday || w == time.Sunday {
			t.Errorf("a step on a weekend: %+v", s)
		}
		if s.Kind == practice.StepRound {
			kinds[s.Choice.Kind]++
		}
		topics[string(s.Competency)+string(s.Area)]++
	}
	if perWeek[48] != 3 || perWeek[51] != 3 || perWeek[2] != 5 {
		t.Errorf("steps per week: %v", perWeek)
	}
	for _, k := range []practice.Kind{practice.Screening, practice.Technical, practice.Strategy} {
		if kinds[k] < 2 {
			t.Errorf("rounds: %v", kinds)
		}
	}
	if topics["leadership"] < topics["budgeting"] || topics["budgeting"] == 0 || topics["cloud"] == 0 {
		t.Errorf("topics: %v", topics)
	}
}

// Whatever was practised and missed, the plan keeps to its rules on every day.
func TestEveryDayOfACountdownHasASoundPlan(t *testing.T) {
	start := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	for length := 1; length <= 60; length += 7 {
		for habit := range 4 { // does nothing, every step, every other, something else
			interview := start.AddDate(0, 0, length)
			r := practice.Readiness{Interview: interview.Format(time.DateOnly), Preparation: wanting("leadership++ a:cloud budgeting")}
			for d := start; d.Before(interview); d = d.AddDate(0, 0, 1) {
				r.Today = d.Format(time.DateOnly)
				plan := practice.PlanCountdown(r)
				days := map[string]bool{}
				for _, s := range plan.Steps {
					if s.Day < r.Today || s.Day >= r.Interview || days[s.Day] || s.Minutes() < 5 || s.Minutes() > 60 {
						t.Fatalf("%s, habit %d: %+v in\n%s", r.Today, habit, s, planWords(plan))
					}
					days[s.Day] = true
				}
				if last := plan.Steps[len(plan.Steps)-1]; last.Kind != practice.StepLight || last.Day != interview.AddDate(0, 0, -1).Format(time.DateOnly) {
					t.Fatalf("%s: the last step is %+v", r.Today, last)
				}
				first := plan.Steps[0]
				if first.Day != r.Today || habit == 0 || habit == 2 && d.YearDay()%2 == 0 {
					continue
				}
				deed := practice.Deed{Day: r.Today, Round: first.Choice.Kind, Area: first.Area, Again: first.Kind == practice.StepAgain}
				if first.Competency != "" {
					deed.Competencies = []bank.Competency{first.Competency}
				}
				if habit == 3 {
					deed = practice.Deed{Day: r.Today, Area: "closing"}
				}
				r.Deeds = append(r.Deeds, deed)
				again := practice.PlanCountdown(r)
				if done := again.Steps[0].Done; done != (habit != 3) || again.Steps[0].Kind != first.Kind {
					t.Fatalf("%s: %+v became %+v", r.Today, first, again.Steps[0])
				}
				if !slices.EqualFunc(plan.Steps[1:], again.Steps[1:], func(x, y practice.DayStep) bool { return x.Day == y.Day && x.Kind == y.Kind }) {
					t.Fatalf("%s: the days moved:\n%s\n%s", r.Today, planWords(plan), planWords(again))
				}
			}
		}
	}
}
