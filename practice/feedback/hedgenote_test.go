package feedback_test

import (
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// Where the sentence with the most hedges was quoted by another note, "this" and
// "these" would point at nothing.
func TestTheNoteOnHedgesShowsThem(t *testing.T) {
	q := bank.Question{Style: bank.Behavioural, Ask: "Tell me about bringing a project's result into operation."}
	for _, c := range []struct{ answer, quote, names string }{
		{"I guess we kind of did a handover, maybe some documentation was written. I think it probably went fine, we usually try to involve operations a bit I suppose.",
			"I think it probably went fine, we usually try to involve operations a bit I suppose.", ""},
		{"I guess we kind of did a handover with the desk then, maybe some documentation was written, I think. We gave it to operations and we trained them in the autumn.",
			"", "“I guess”, “kind of” and “maybe”"},
	} {
		var quotes []string
		for _, n := range feedback.Read(q, c.answer).Notes {
			quotes = append(quotes, n.Quote)
			if n.Kind != feedback.NoteHedges {
				continue
			}
			if n.Quote != c.quote || !strings.Contains(n.Reason, c.names) || n.Quote == "" && strings.Contains(n.Reason+n.Try, "this") {
				t.Errorf("%q: %+v", c.answer, n)
			}
		}
		if len(quotes) < 2 {
			t.Errorf("%q: quotes %q", c.answer, quotes)
		}
	}
}
