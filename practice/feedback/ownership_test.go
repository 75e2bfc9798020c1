package feedback_test

import (
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

func TestTheFirmsWeIsNotTheGroups(t *testing.T) {
	for text, want := range map[string]feedback.Ownership{
		"I pulled the cable out of the switch and rang the carrier from the car park, and that night we lost four hundred orders, which nobody has forgotten.":     feedback.OwnI,
		"I wrote the list on paper and read it to the floor manager each half hour. We agreed on a sign for the door. I drew it myself with a marker.":             feedback.OwnI,
		"I packed the router in a blanket and drove it over. My deputy and I swapped it on the counter, and we tested every till before the shop opened again.":    feedback.OwnMixed,
		"I wrote the rule on a postcard. Together with the lawyers we agreed what counts as a decision, and we copied each of them into the project log by hand.":  feedback.OwnMixed,
		"We moved the mailboxes over two weekends, we wrote the manual in pairs, and we rang each branch on the Monday to hear what did not work for them there.":  feedback.OwnWe,
		"My boss and I never disagree. He decides, it is a very efficient system, and there is never a cross word between the two of us in the whole of the year.": feedback.OwnNone,
	} {
		if got := feedback.Read(story, text).Ownership; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestAPieceOfKnowledgeIsToldByNobody(t *testing.T) {
	q := bank.Question{Style: bank.Knowledge, Ask: "What does DNS do?"}
	if got := feedback.Read(q, "I think it is a phone book for machines: a name goes in and a number comes out, and if nobody answers then nothing else works either.").Ownership; got != feedback.OwnNone {
		t.Errorf("%q, want none", got)
	}
}
