package feedback_test

import (
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// Notes under the names of the parts are read as what they are, where they say anything.
func TestALineUnderThePartsNameShowsIt(t *testing.T) {
	q := bank.Question{Style: bank.Behavioural, Ask: "Tell me about a time when your desk drowned in tickets."}
	parts := feedback.Read(q, `Situation: 9 agents, 1,400 open tickets, oldest 7 months, users ringing directors instead of us
Task: get below 300 by the summer, without hiring
What I did:
- closed everything older than 90 days with a mail "tell us if it still hurts" (only 38 came back)
- put two agents on the phone only, no tickets in between
Result: 260 open in June, phone answered in 40 sec instead of 6 min
Lesson: I should have stopped the report in the first week`).Parts
	for _, c := range []struct{ quote, has string }{
		{parts.Context.Quote, "1,400 open tickets"},
		{parts.Action.Quote, "put two agents"},
		{parts.Result.Quote, "260 open in June"},
		{parts.Learning.Quote, "stopped the report"},
	} {
		if !strings.Contains(c.quote, c.has) {
			t.Errorf("%q is not in %q", c.has, c.quote)
		}
	}
	empty := feedback.Read(q, "Situation: a difficult project with many challenges\nTask: to deliver great value for the business\nAction: I managed all stakeholders and communicated well\n"+
		"Result: everyone was happy and it was a big success\nLearning: communication is key").Parts
	for name, p := range map[string]feedback.Part{"context": empty.Context, "action": empty.Action, "result": empty.Result, "learning": empty.Learning} {
		if p.Present {
			t.Errorf("%s is seen in %q", name, p.Quote)
		}
	}
}

// What is typed without "I" and without grammar is an answer where it says what was done.
func TestNotesThatBeginWithWhatWasDoneAreAnAnswer(t *testing.T) {
	q := bank.Question{Style: bank.Behavioural, Ask: "Tell me about a change that went wrong."}
	r := feedback.Read(q, "pushed a fw rule change thu night, wrong object group, killed voip for 3 sites\nrang at 7.40 when the first site called. rolled back 7.55, 15 min. told site managers myself\n"+
		"since then: every fw change gets a 2nd pair of eyes + test call script. 0 repeats in 14 months")
	if !r.Parts.Context.Present || !r.Parts.Action.Present || !r.Parts.Learning.Present {
		t.Errorf("read %+v", r.Parts)
	}
}
