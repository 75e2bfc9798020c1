package feedback_test

import (
	"slices"
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

func TestAPasswordThatIsCalledOneLaterIsQuotedNoMore(t *testing.T) {
	q := bank.Question{Ask: "Tell me about a failure.", Style: bank.Behavioural}
	const text = "In 2021 our payroll run failed on the 24th because a certificate had run out. I typed Sommer-Kran-88 into the console and ran the payments by hand for 40 people. Everyone was paid on time."
	before := feedback.Read(q, text)
	if !strings.Contains(before.Parts.Action.Quote, "Sommer") {
		t.Fatalf("the action is quoted by %q", before.Parts.Action.Quote)
	}
	after := feedback.Read(q, text+"\n\nThe password was Sommer-Kran-88, which nobody but me knew, and I changed it after that.").After(before)
	if a := after.Parts.Action; !a.Present || strings.Contains(a.Quote, "Sommer") {
		t.Errorf("the action is %+v", a)
	}
}

func TestWhatIsAddedToAnAnswerTakesNothingAway(t *testing.T) {
	builtIn, err := bank.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range builtIn.All() {
		for _, text := range []string{q.Example, q.Weak.Text} {
			before := feedback.Read(q, text)
			for _, added := range []string{
				"I decided it alone, after I asked our finance lead, and it cost us one afternoon of two people.",
				"Maybe we would probably think about it once more, I suppose, and then it would kind of depend.",
			} {
				after := feedback.Read(q, text+"\n\n"+added).After(before)
				for _, p := range []struct {
					name     string
					had, has feedback.Part
				}{
					{"context", before.Parts.Context, after.Parts.Context}, {"action", before.Parts.Action, after.Parts.Action},
					{"evidence", before.Parts.Evidence, after.Parts.Evidence}, {"result", before.Parts.Result, after.Parts.Result},
					{"learning", before.Parts.Learning, after.Parts.Learning},
				} {
					if p.had.Present && !p.has.Present {
						t.Errorf("%s loses its %s by %q", q.ID, p.name, added)
					}
				}
				for _, g := range after.Unheard() {
					if !slices.Contains(before.Unheard(), g) {
						t.Errorf("%s lacks %s since %q", q.ID, g, added)
					}
				}
			}
		}
	}
}
