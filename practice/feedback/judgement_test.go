package feedback_test

import (
	"slices"
	"testing"

	"greenroom/practice/feedback"
)

// How people in offices say that something came of it.
func TestAnOutcomeInTheWordsOfAnOfficeIsAResult(t *testing.T) {
	const before = "We replaced the ERP at a furniture maker last year. I planned the cutover with finance and ran three rehearsals on a copy. "
	for _, s := range []string{
		"We went live on time and within budget.",
		"We ended the year 6% under budget.",
		"We ended 96k over.",
		"Attrition went from 30% to 8% within a year.",
		"The audit finding was closed in May.",
		"I got the budget approved for the next phase.",
		"Hopefully for good, the calls fell from 40 a day to 5.",
	} {
		if r := feedback.Read(story, before+s); !r.Parts.Result.Present {
			t.Errorf("%q: no result", s)
		}
	}
	for _, s := range []string{
		"I hope that we go live on time and within budget.",
		"Hopefully the calls fell from 40 a day to 5 after that.",
		"The plan was to end the year under budget.",
		"My budget was 2.4 million a year.",
	} {
		if r := feedback.Read(story, before+s); r.Parts.Result.Present && r.Parts.Result.Quote == s {
			t.Errorf("%q: a result", s)
		}
	}
}

// A step that is told amid much that anyone could say may be too little to count, and is
// too much to be told that there is none.
func TestNobodyIsToldToLackWhatMayBeThere(t *testing.T) {
	r := feedback.Read(story, "Morale was low, so I organised virtual coffees and a quiz night and sent everyone a gift box. You have to lead by example, so I always stayed positive. A happy team is a productive team.")
	if slices.ContainsFunc(r.Notes, func(n feedback.Note) bool { return n.Kind == feedback.NoteAction || n.Kind == feedback.NoteExample }) {
		t.Errorf("told to lack a step: %+v", r.Notes)
	}
}
