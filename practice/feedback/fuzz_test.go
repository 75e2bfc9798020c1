package feedback_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// checkReport holds a report against what is promised of every report.
func checkReport(t *testing.T, answer string, r feedback.Report) {
	t.Helper()
	quotes := slices.Clone(r.Hedges)
	p := r.Parts
	for _, part := range []feedback.Part{p.Context, p.Action, p.Evidence, p.Result, p.Learning} {
		if part.Present != (part.Quote != "") {
			t.Errorf("present %v with the quote %q", part.Present, part.Quote)
		}
		quotes = append(quotes, part.Quote)
	}
	for _, n := range r.Notes {
		if n.Reason == "" || n.Try == "" {
			t.Errorf("an empty note: %+v", n)
		}
		quotes = append(quotes, n.Quote)
	}
	for _, q := range quotes {
		if !strings.Contains(answer, q) || utf8.ValidString(answer) && !utf8.ValidString(q) {
			t.Errorf("not the answer's own words: %q", q)
		}
	}
	if len(r.Notes) > 3 || r.Assessed == (r.Reason != "") || r.Assessed != (r.FollowUp != "") {
		t.Errorf("got %+v", r)
	}
}

// checkExplained holds what is said of why against what was found.
func checkExplained(t *testing.T, answer string, r feedback.Report, why feedback.Explanation) {
	t.Helper()
	shown := map[string]bool{"context": false, "action": false, "evidence": false, "result": false, "learning": false}
	for _, e := range why.Sentences {
		if !strings.Contains(answer, e.Sentence) || e.Sentence == "" {
			t.Errorf("not a sentence of the answer: %q", e.Sentence)
		}
		for _, w := range e.Parts {
			shown[w.Name] = shown[w.Name] || w.Shown
			if !strings.Contains(answer, w.Rule) {
				t.Errorf("not the answer's own words: %q", w.Rule)
			}
		}
	}
	if got := present(r.Parts); !maps.Equal(shown, got) {
		t.Errorf("explained as %v, reported as %v", shown, got)
	}
	said := present(r.Parts)
	said["generic"], said[string(r.Ownership)] = r.Generic, true
	for _, m := range r.Measures {
		said[string(m)] = true
	}
	for _, s := range r.Stakeholders {
		said[string(s)] = true
	}
	for _, w := range why.Whole {
		if w.Shown != said[w.Name] {
			t.Errorf("%s is explained as %v, reported as %v", w.Name, w.Shown, said[w.Name])
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, l := range append(examples(f, "examples.jsonl"), examples(f, "own.jsonl")...) {
		f.Add(l.Answer)
	}
	for _, s := range hostile() {
		f.Add(s[:60])
	}
	f.Fuzz(func(t *testing.T, answer string) {
		for _, style := range bank.Styles() {
			q := bank.Question{Style: style, Ask: "Tell me about a time you reduced cost."}
			r := feedback.Read(q, answer)
			checkReport(t, answer, r)
			checkExplained(t, answer, r, feedback.Explain(q, answer))
		}
	})
}
