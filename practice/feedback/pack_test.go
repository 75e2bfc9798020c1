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

// teaches names the parts of a structure after which an answer says what was
// learned.
var teaches = []string{"learning", "learned", "lesson", "today", "hindsight", "guard-rail"}

// wantedParts returns the parts that a strong answer to the question has.
func wantedParts(q bank.Question) []string {
	var want []string
	switch q.Style {
	case bank.Behavioural:
		want = []string{"context", "action", "evidence", "result"}
	case bank.Approach, bank.Situational:
		want = []string{"action"}
	case bank.Motivation:
		want = []string{"context", "action", "evidence"}
	}
	for _, p := range q.Structure.Parts {
		if slices.Contains(teaches, p.Name) {
			want = append(want, "learning")
		}
		if p.Name == "example" {
			want = append(want, "context")
		}
		if p.Name == "how I know it works" {
			want = append(want, "evidence")
		}
	}
	return want
}

func present(p feedback.Parts) map[string]bool {
	return map[string]bool{
		"context": p.Context.Present, "action": p.Action.Present, "evidence": p.Evidence.Present,
		"result": p.Result.Present, "learning": p.Learning.Present,
	}
}

func TestAStrongExampleHasWhatItTeachesAndGetsNoNote(t *testing.T) {
	for _, q := range builtIn(t) {
		t.Run(q.ID, func(t *testing.T) {
			r := feedback.Read(q, q.Example)
			checkReport(t, q.Example, r)
			if !r.Assessed {
				t.Fatalf("not assessed: %s", r.Reason)
			}
			has := present(r.Parts)
			for _, part := range wantedParts(q) {
				if !has[part] {
					t.Errorf("no %s found", part)
				}
			}
			for _, k := range r.KeyPoints {
				if !k.Present {
					t.Errorf("key point not found: %s", k.Point)
				}
			}
			if r.Ownership != feedback.OwnI && r.Ownership != feedback.OwnMixed {
				t.Errorf("whose actions: %s", r.Ownership)
			}
			if r.Generic || r.Hedged || len(r.Notes) > 0 {
				t.Errorf("generic %v, hedges %q, notes %+v", r.Generic, r.Hedges, r.Notes)
			}
		})
	}
}

// flaws names, for each weak text, the gaps that its flaws speak of, and what
// it does tell and must not be told to lack.
var flaws = map[string]struct {
	gaps  []feedback.Gap
	tells []feedback.NoteKind
}{
	"career-turning-points":            {gaps: []feedback.Gap{feedback.GapOwnPart, feedback.GapResult}, tells: []feedback.NoteKind{feedback.NoteContext}},
	"skills-stretched":                 {gaps: []feedback.Gap{feedback.GapEvidence, feedback.GapReflection}, tells: []feedback.NoteKind{feedback.NoteAction, feedback.NoteOwnPart}},
	"budget-drawn-up-and-run":          {gaps: []feedback.Gap{feedback.GapTradeOff, feedback.GapReflection}, tells: []feedback.NoteKind{feedback.NoteResult, feedback.NoteOwnPart}},
	"judging-project-return":           {gaps: []feedback.Gap{feedback.GapDepth}},
	"enterprise-transformation":        {gaps: []feedback.Gap{feedback.GapOwnPart, feedback.GapResult, feedback.GapReflection}},
	"decision-that-cost-the-team":      {gaps: []feedback.Gap{feedback.GapEvidence, feedback.GapResult}, tells: []feedback.NoteKind{feedback.NoteOwnPart}},
	"your-questions-for-us":            {gaps: []feedback.Gap{feedback.GapDepth}},
	"rewarding-side-of-it":             {gaps: []feedback.Gap{feedback.GapDepth}},
	"cloud-migration-phases":           {gaps: []feedback.Gap{feedback.GapDepth, feedback.GapEvidence}},
	"cloud-shared-responsibility":      {gaps: []feedback.Gap{feedback.GapDepth}},
	"soured-senior":                    {gaps: []feedback.Gap{feedback.GapDepth, feedback.GapAlignment}, tells: []feedback.NoteKind{feedback.NoteAction}},
	"failover-in-peak-hours":           {gaps: []feedback.Gap{feedback.GapTradeOff, feedback.GapAlignment}, tells: []feedback.NoteKind{feedback.NoteAction}},
	"outsource-the-desk":               {gaps: []feedback.Gap{feedback.GapEvidence, feedback.GapTradeOff}, tells: []feedback.NoteKind{feedback.NoteAction}},
	"lists-in-private-cloud":           {gaps: []feedback.Gap{feedback.GapEvidence, feedback.GapAlignment}, tells: []feedback.NoteKind{feedback.NoteAction}},
	"policy-for-a-new-rule":            {tells: []feedback.NoteKind{feedback.NoteResult, feedback.NoteEvidence, feedback.NoteAction}}, // the wrong thing is measured: the figure is there, and no rule of ours can doubt it
	"tool-bought-without-it":           {gaps: []feedback.Gap{feedback.GapAlignment, feedback.GapTradeOff}, tells: []feedback.NoteKind{feedback.NoteAction}},
	"branch-office-offline":            {gaps: []feedback.Gap{feedback.GapEvidence, feedback.GapTradeOff}, tells: []feedback.NoteKind{feedback.NoteAction}},
	"largest-infrastructure-upgrade":   {gaps: []feedback.Gap{feedback.GapOwnPart, feedback.GapEvidence}, tells: []feedback.NoteKind{feedback.NoteResult}},
	"hardest-software-fault":           {gaps: []feedback.Gap{feedback.GapOwnPart, feedback.GapReflection}, tells: []feedback.NoteKind{feedback.NoteResult}},
	"knowing-you-do-well":              {gaps: []feedback.Gap{feedback.GapDepth, feedback.GapEvidence}},
	"goals-and-follow-through":         {gaps: []feedback.Gap{feedback.GapOwnPart, feedback.GapEvidence}},
	"why-this-employer":                {gaps: []feedback.Gap{feedback.GapDepth, feedback.GapEvidence}},
	"leaving-and-next-step":            {gaps: []feedback.Gap{feedback.GapDepth}},
	"bringing-in-new-technology":       {gaps: []feedback.Gap{feedback.GapEvidence}},
	"style-across-teams":               {gaps: []feedback.Gap{feedback.GapDepth}},
	"winning-back-energy":              {gaps: []feedback.Gap{feedback.GapResult, feedback.GapEvidence}, tells: []feedback.NoteKind{feedback.NoteAction, feedback.NoteResult}},
	"project-that-went-well":           {gaps: []feedback.Gap{feedback.GapOwnPart, feedback.GapDepth}, tells: []feedback.NoteKind{feedback.NoteResult}},
	"project-time-and-money":           {gaps: []feedback.Gap{feedback.GapEvidence}},
	"firewall-and-intrusion-detection": {gaps: []feedback.Gap{feedback.GapDepth}},
	"security-incident-led":            {gaps: []feedback.Gap{feedback.GapOwnPart}, tells: []feedback.NoteKind{feedback.NoteResult}},
	"making-flat-network-safer":        {gaps: []feedback.Gap{feedback.GapEvidence, feedback.GapTradeOff}, tells: []feedback.NoteKind{feedback.NoteAction}},
	"fitting-data-protection":          {gaps: []feedback.Gap{feedback.GapTradeOff, feedback.GapEvidence}},
	"incident-vs-problem":              {gaps: []feedback.Gap{feedback.GapDepth}},
	"stubborn-recurring-fault":         {gaps: []feedback.Gap{feedback.GapDepth, feedback.GapEvidence}, tells: []feedback.NoteKind{feedback.NoteResult, feedback.NoteOwnPart}},
	"roadmap-from-company-goals":       {gaps: []feedback.Gap{feedback.GapEvidence}, tells: []feedback.NoteKind{feedback.NoteResult, feedback.NoteOwnPart}},
	"proposals-that-miss-strategy":     {gaps: []feedback.Gap{feedback.GapDepth, feedback.GapReflection}},
	"choosing-what-to-buy":             {gaps: []feedback.Gap{feedback.GapEvidence, feedback.GapDepth}},
	"everything-urgent-monday":         {gaps: []feedback.Gap{feedback.GapAlignment}, tells: []feedback.NoteKind{feedback.NoteAction}},
	"parallel-deadlines":               {gaps: []feedback.Gap{feedback.GapOwnPart, feedback.GapReflection}, tells: []feedback.NoteKind{feedback.NoteResult}},
}

func TestAWeakTextLacksWhatItsFlawsSay(t *testing.T) {
	for _, q := range builtIn(t) {
		t.Run(q.ID, func(t *testing.T) {
			want, ok := flaws[q.ID]
			if !ok {
				t.Fatal("say in flaws what its weak text lacks")
			}
			r := feedback.Read(q, q.Weak.Text)
			checkReport(t, q.Weak.Text, r)
			if !r.Assessed {
				t.Fatalf("not assessed: %s", r.Reason)
			}
			lacks := r.Lacks()
			if len(want.gaps) > 0 && !slices.ContainsFunc(want.gaps, func(g feedback.Gap) bool { return slices.Contains(lacks, g) }) {
				t.Errorf("lacks %v, and its flaws speak of %v", lacks, want.gaps)
			}
			for _, n := range r.Notes {
				if slices.Contains(want.tells, n.Kind) {
					t.Errorf("the text does tell it: %+v", n)
				}
			}
			if len(lacks) == 0 {
				t.Error("lacks nothing")
			}
		})
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
