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
	said := "A container shares the kernel of its host, so it starts in a second."
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
