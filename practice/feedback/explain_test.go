package feedback_test

import (
	"slices"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// What is explained is what the report says, and each explanation names features.
func TestAnExplanationIsOfWhatTheReportSays(t *testing.T) {
	for _, l := range examples(t, "tune.jsonl")[:60] {
		q := bank.Question{Style: bank.Style(l.Style), Ask: l.Ask}
		explained := feedback.Explain(q, l.Answer)
		shown := map[string]bool{}
		for _, e := range explained.Sentences {
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
		r := l.read()
		parts := r.Parts
		for part, found := range map[string]bool{
			"context": parts.Context.Present, "action": parts.Action.Present, "evidence": parts.Evidence.Present,
			"result": parts.Result.Present, "learning": parts.Learning.Present,
		} {
			if shown[part] != found {
				t.Errorf("%s: %s is %v in the report and %v in the explanation", l.ID, part, found, shown[part])
			}
		}
		for _, w := range explained.Whole {
			found := shown[w.Name] || w.Name == "generic" && r.Generic || w.Name == string(r.Ownership) ||
				r.Has(feedback.Measure(w.Name)) || slices.Contains(r.Stakeholders, feedback.Stakeholder(w.Name))
			if w.Shown != found {
				t.Errorf("%s: %s is %v in the report and %v in the explanation of the whole", l.ID, w.Name, found, w.Shown)
			}
		}
	}
	// What a rule adds to a score is said beside the features.
	lifted := feedback.Explain(bank.Question{Style: bank.Behavioural}, "In March our print server failed. Naomi and I moved the queues to the new one.")
	for name, why := range map[string]string{"action": "(of a rule)", "mixed": "(somebody beside the speaker)"} {
		said := slices.Concat(lifted.Sentences[1].Parts, lifted.Whole)
		k := slices.IndexFunc(said, func(w feedback.Weighed) bool { return w.Name == name })
		if !slices.ContainsFunc(said[k].Why, func(w feedback.Weight) bool { return w.Feature == why && w.Counts > 0 }) {
			t.Errorf("%s: %q is not named: %+v", name, why, said[k])
		}
	}
	if e := feedback.Explain(bank.Question{Style: bank.Behavioural}, "Fine."); len(e.Sentences)+len(e.Whole) != 0 {
		t.Errorf("too few words are explained: %v", e)
	}
}
