package feedback_test

import (
	"slices"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

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
