package view_test

import (
	"testing"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
)

// preparation is what somebody prepares for.
func (s sample) preparation() practice.Preparation {
	p := practice.Preparation{
		Person: "U0123ANA", At: now, Level: bank.Senior, LevelWords: s.speech("Head of IT"),
		Competencies: []practice.Trace[bank.Competency]{
			{Topic: "budgeting", Weight: 3, Words: []string{s.speech("hold a £600k budget"), s.speech("savings")}}, {Topic: "leadership", Weight: 2},
		},
		Areas: []practice.Trace[bank.Area]{{Topic: "executives", Weight: 3, Words: []string{s.speech("board papers")}}},
	}
	if s.packed != "" {
		p.Competencies, p.Areas = nil, nil
		for _, c := range bank.Competencies() {
			p.Competencies = append(p.Competencies, practice.Trace[bank.Competency]{Topic: c, Weight: 3, Words: s.spoken(9)})
		}
		for _, a := range bank.Areas() {
			p.Areas = append(p.Areas, practice.Trace[bank.Area]{Topic: a, Weight: 3, Words: s.spoken(9)})
		}
	}
	return p
}

func (s sample) spoken(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = s.said
	}
	return out
}

// plan is the plan for an interview, as of 2026-11-23.
func (s sample) plan(interview string) practice.Countdown {
	return practice.PlanCountdown(practice.Readiness{
		Today: "2026-11-23", Interview: interview, Preparation: s.preparation(), Weak: map[bank.Competency]float64{"communication": 0.8},
		Deeds: []practice.Deed{{Day: "2026-11-23", Competencies: []bank.Competency{"budgeting"}}, {Day: "2026-11-23", Round: practice.Technical}},
	})
}

// preparing are the messages about what somebody prepares for.
func (s sample) preparing() map[string]view.Message {
	nothing := practice.Preparation{Person: "U0123ANA", At: now}
	undated := practice.Countdown{Today: "2026-11-23"}
	past := s.plan("2026-11-20")
	return map[string]view.Message{
		"prepare-note": view.PrepareNote(), "prepared": view.Prepared(s.preparation(), s.plan("2026-12-03"), false),
		"prepared-nothing": view.Prepared(nothing, s.plan("2026-11-26"), false), "prepared-foreign": view.Prepared(nothing, undated, true),
		"countdown": view.CountdownNote(s.plan("2026-12-03"), s.preparation()), "countdown-long": view.CountdownNote(s.plan("2027-05-03"), s.preparation()),
		"countdown-tomorrow": view.CountdownNote(s.plan("2026-11-24"), nothing), "countdown-today": view.CountdownNote(s.plan("2026-11-23"), nothing),
		"countdown-past": view.CountdownNote(past, nothing), "countdown-undated": view.CountdownNote(undated, nothing), "countdown-none": view.CountdownNote(practice.Countdown{}, practice.Preparation{}),
		"how-it-went": view.HowItWent("2026-11-20"), "interview-over": view.InterviewOver(view.WentWell),
		"interview-over-mixed": view.InterviewOver(view.WentMixed), "interview-over-badly": view.InterviewOver(view.WentBadly),
		"no-interview": view.NoInterview(),
	}
}

func TestThePrepareFormsAreReadAsTheyWereSent(t *testing.T) {
	values := map[string]map[string]slack.BlockAction{
		"advert":       {"text": {Value: "You lead a team. "}},
		"advert_more":  {"text": {Value: " You own the budget.\n"}},
		"interview":    {"choice": {SelectedDate: "2026-12-03"}},
		"competencies": {"choice": {SelectedOptions: []slack.OptionBlockObject{{Value: "budgeting"}, {Value: "juggling"}}}},
		"areas":        {"choice": {SelectedOptions: []slack.OptionBlockObject{{Value: "cloud"}, {Value: ""}}}},
	}
	if advert, date := view.ParsePrepareForm(values); advert != "You lead a team. \n You own the budget." || date != "2026-12-03" {
		t.Errorf("read %q and %q", advert, date)
	}
	competencies, areas, date := view.ParseCorrectForm(values)
	if len(competencies) != 1 || competencies[0] != "budgeting" || len(areas) != 1 || areas[0] != "cloud" || date != "2026-12-03" {
		t.Errorf("read %v, %v and %q", competencies, areas, date)
	}
	if advert, date := view.ParsePrepareForm(nil); advert+date != "" {
		t.Errorf("read %q and %q off nothing", advert, date)
	}
}
