package feedback_test

import (
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// What is explained is what the report says, and each explanation names features.
func TestAnExplanationIsOfWhatTheReportSays(t *testing.T) {
	for _, l := range examples(t, "tune.jsonl")[:60] {
		q := bank.Question{Style: bank.Style(l.Style), Ask: l.Ask}
		shown := map[string]bool{}
		for _, e := range feedback.Explain(q, l.Answer).Sentences {
			for _, p := range e.Parts {
				shown[p.Name] = shown[p.Name] || p.Shown
				if len(p.Why) == 0 {
					t.Errorf("%s: nothing counted for %s in %q", l.ID, p.Name, e.Sentence)
				}
				if p.Shown && p.Score < -0.35 {
					t.Errorf("%s: %s shows at %.2f in %q", l.ID, p.Name, p.Score, e.Sentence)
				}
			}
		}
		parts := l.read().Parts
		for part, found := range map[string]bool{
			"context": parts.Context.Present, "action": parts.Action.Present, "evidence": parts.Evidence.Present,
			"result": parts.Result.Present, "learning": parts.Learning.Present,
		} {
			if shown[part] != found {
				t.Errorf("%s: %s is %v in the report and %v in the explanation", l.ID, part, found, shown[part])
			}
		}
	}
	if e := feedback.Explain(bank.Question{Style: bank.Behavioural}, "Fine."); len(e.Sentences)+len(e.Whole) != 0 {
		t.Errorf("too few words are explained: %v", e)
	}
}
