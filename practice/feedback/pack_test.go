package feedback_test

import (
	"slices"
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// The texts of the built-in pack were written by people who did not know the
// rules, to teach other people. So they are read here as answers are: a strong
// example has what its structure teaches and gets no note, a weak one lacks
// what its flaws say.

func builtIn(t *testing.T) []bank.Question {
	t.Helper()
	p, err := bank.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	return p.Questions
}

func TestTheExamplesOfTheBuiltInPackTeachWhatTheFeedbackFinds(t *testing.T) {
	for _, q := range builtIn(t) {
		t.Run(q.ID, func(t *testing.T) {
			checkReport(t, q.Example, feedback.Read(q, q.Example))
			checkReport(t, q.Weak.Text, feedback.Read(q, q.Weak.Text))
			for _, d := range feedback.CheckExamples(q) {
				t.Errorf("%s: %s", d.Field, d.Text)
			}
		})
	}
}

// tells names what a weak text does tell, and must not be told to lack.
var tells = map[string][]feedback.NoteKind{
	"skills-stretched":               {feedback.NoteAction, feedback.NoteOwnPart},
	"budget-drawn-up-and-run":        {feedback.NoteResult, feedback.NoteOwnPart},
	"decision-that-cost-the-team":    {feedback.NoteOwnPart},
	"soured-senior":                  {feedback.NoteAction},
	"failover-in-peak-hours":         {feedback.NoteAction},
	"outsource-the-desk":             {feedback.NoteAction},
	"lists-in-private-cloud":         {feedback.NoteAction},
	"policy-for-a-new-rule":          {feedback.NoteResult, feedback.NoteEvidence, feedback.NoteAction},
	"tool-bought-without-it":         {feedback.NoteAction},
	"branch-office-offline":          {feedback.NoteAction},
	"largest-infrastructure-upgrade": {feedback.NoteResult},
	"hardest-software-fault":         {feedback.NoteResult},
	"winning-back-energy":            {feedback.NoteAction, feedback.NoteResult},
	"project-that-went-well":         {feedback.NoteResult},
	"security-incident-led":          {feedback.NoteResult},
	"making-flat-network-safer":      {feedback.NoteAction},
	"stubborn-recurring-fault":       {feedback.NoteResult, feedback.NoteOwnPart},
	"roadmap-from-company-goals":     {feedback.NoteResult, feedback.NoteOwnPart},
	"everything-urgent-monday":       {feedback.NoteAction},
	"parallel-deadlines":             {feedback.NoteResult},
}

func TestAWeakTextIsNotToldToLackWhatItTells(t *testing.T) {
	for _, q := range builtIn(t) {
		for _, n := range feedback.Read(q, q.Weak.Text).Notes {
			if slices.Contains(tells[q.ID], n.Kind) {
				t.Errorf("%s: the text does tell it: %+v", q.ID, n)
			}
		}
	}
}

// Where a long sentence shows several parts, each is quoted by its clause.
func TestPartsOfOneLongSentenceAreQuotedByTheirClauses(t *testing.T) {
	answer := "At the print works in Gera the plates came late every Monday, so I moved the job that renders them to Saturday night and told the foreman myself, and since then the first run has left on time for eleven months."
	p := feedback.Read(story, answer).Parts
	for _, want := range []struct {
		name, quote string
		part        feedback.Part
	}{
		{"action", "I moved the job that renders them to Saturday night and told the foreman myself", p.Action},
		{"result", "since then the first run has left on time for eleven months.", p.Result},
	} {
		if want.part.Quote != want.quote {
			t.Errorf("%s: %q, want %q", want.name, want.part.Quote, want.quote)
		}
	}
	if !strings.HasPrefix(p.Context.Quote, "At the print works") {
		t.Errorf("context: %q", p.Context.Quote)
	}
}

func TestAnOutcomeInPlainWordsIsAResult(t *testing.T) {
	const before = "The line in Bremen had two outages a month. I read the carrier's calendar and moved their test away from Sunday night. "
	for _, s := range []string{
		"After that we had none for a year.",
		"In the second quarter they gave us a named engineer.",
		"By summer all branches had the new line.",
		"A year on the site still runs without a spare, and it's still here.",
		"It's been quiet ever since.",
		"We've been under 100 since.",
		"We were down twice a month then, and nobody has called since.",
	} {
		if r := feedback.Read(story, before+s); r.Parts.Result.Quote != s {
			t.Errorf("%q: result %q", s, r.Parts.Result.Quote)
		}
	}
	for _, s := range []string{
		"It took me forty minutes to notice because the monitoring went through the same link.",
		"I told the manager that the outages would have ended by then.",
		"They want it to go from two to none.",
	} {
		if r := feedback.Read(story, before+s); r.Parts.Result.Present {
			t.Errorf("%q: result %q", s, r.Parts.Result.Quote)
		}
	}
}
