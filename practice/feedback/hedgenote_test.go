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

// Questions to the interviewers may be put as politely as one likes: only what somebody
// says beside them is softened.
func TestHedgesAreNotedInWhatIsSaidBesideQuestions(t *testing.T) {
	q := bank.Question{Style: bank.Reverse, Ask: "You meet the team before you start. What would you ask them?"}
	for _, c := range []struct {
		answer string
		quote  string
		noted  bool
	}{
		{answer: "I'd probably just say hello I guess and maybe ask them kind of how it goes, I think that is more or less what I would do with them, sort of.",
			quote: "I'd probably just say hello I guess and maybe ask them kind of how it goes, I think that is more or less what I would do with them, sort of.", noted: true},
		{answer: "Could you maybe tell me who is on call? And would it perhaps be possible to see the rota, I suppose? What is probably the hardest part, and maybe the nicest? Hopefully that's not too many?"},
		{answer: "I'd ask them what probably breaks most often, and maybe who mends it. I think I'd also like to hear who is on call."},
	} {
		var noted bool
		for _, n := range feedback.Read(q, c.answer).Notes {
			if n.Kind == feedback.NoteHedges {
				noted = true
				if n.Quote != c.quote || strings.Contains(n.Try, "as it was") {
					t.Errorf("%q: %+v", c.answer, n)
				}
			}
		}
		if noted != c.noted {
			t.Errorf("%q: noted is %v", c.answer, noted)
		}
	}
}
