package view_test

import (
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

func TestWordsThatShowSeveralThingsAreQuotedOnce(t *testing.T) {
	said := "A container is light and quick, so it starts in a second."
	r := feedback.Report{Assessed: true, Words: 14, Seconds: 6, KeyPoints: []feedback.KeyPoint{
		{Point: "Containers share the kernel of the host", Present: true, Quote: said},
		{Point: "Data live outside"},
		{Point: "They start in seconds", Present: true, Quote: said},
	}}
	r.Parts.Result = feedback.Part{Present: true, Quote: "We release each week now."}
	shown := view.FeedbackNote(bank.Question{Ask: "What's a container?"}, practice.Answer{}, r, nil).Text
	if n := strings.Count(shown, said); n != 1 {
		t.Errorf("it is quoted %d times:\n%s", n, shown)
	}
	for _, want := range []string{"What came of it: “We release each week now.”", "Containers share the kernel of the host · They start in seconds: “" + said + "”"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is missing from:\n%s", want, shown)
		}
	}
}

func TestThePointThatIsMissingIsNamed(t *testing.T) {
	q := bank.Question{Ask: "What's a container?", Style: bank.Knowledge, KeyPoints: []bank.KeyPoint{
		{Point: "They share the kernel", Terms: []string{"kernel"}}, {Point: "Data live outside", Terms: []string{"volume"}},
	}}
	said := "A container is light and quick, so it starts in a second, and we run forty of them for the web shop, for example."
	r := feedback.Read(q, said)
	r.Notes, r.KeyPoints[0].Present = nil, true
	shown := view.FeedbackNote(q, practice.Answer{}, r, nil).Text
	if !strings.Contains(shown, "one point of the subject, “Data live outside”") {
		t.Errorf("the point is not named:\n%s", shown)
	}
}

func TestAShortAnswerIsAdvisedByItsQuestion(t *testing.T) {
	const story = "what was going on"
	for style, want := range map[bank.Style]string{
		bank.Behavioural: story, bank.Knowledge: "what you do know of it", bank.Approach: "what you'd do first",
		bank.Situational: "what you'd do first", bank.Motivation: "one thing you've seen or done",
	} {
		q := bank.Question{Ask: "What would you say?", Style: style}
		shown := view.FeedbackNote(q, practice.Answer{}, feedback.Read(q, "It depends on the firm."), nil).Text
		if !strings.Contains(shown, "fewer than 15 words") || !strings.Contains(shown, want) || want != story && strings.Contains(shown, story) {
			t.Errorf("%s: %s", style, shown)
		}
	}
}
