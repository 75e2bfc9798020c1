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

func TestWhoActsWithTheSpeakerIsNamedInManyWays(t *testing.T) {
	const end = " The queue was empty by the Friday and it has stayed so for the whole of the winter since then."
	for _, told := range []string{
		"Me and a dispatcher called Shaz stood at the gate at five and showed each driver the new screen on a card.",
		"Myself and Gaz, the night editor, walked the folders one by one with the names of the producers on a list.",
		"With the works council I gave each of them a badge that pays for the coffee machine as well.",
		"He and I rewrote the form in the canteen on the back of a menu.",
		"On the Monday the desk lead and I split the pile by street.",
		"I cut her sessions, and Priya from the infosec team pulled the mail from each of the inboxes. We rang the four who had clicked.",
		"She wrote the rule again as one sentence, and I printed it on the wrappers. We left one on each desk.",
		"I wrote to each captain by name, and our two interns copied the mailboxes. We checked them against the list.",
		"I drew the plan on the wall, and the three of us counted the cables one by one. We wrote down each of them.",
	} {
		if got := feedback.Read(story, told+end).Ownership; got != feedback.OwnMixed {
			t.Errorf("%q: %q, want mixed", told, got)
		}
	}
	for _, told := range []string{
		"I locked the door since the last holiday season and I asked each of them for the key.",
		"I changed the filter in the pump and I replaced the fuse in the cellar.",
		"I pulled the tickets we opened with them and put the days they took beside the fee.",
		"I told the clerks about it, and the manager said no. I printed the form all the same.",
		"Those were two hard weeks and I called every branch by phone.",
	} {
		if got := feedback.Read(story, told+end).Ownership; got != feedback.OwnI {
			t.Errorf("%q: %q, want I", told, got)
		}
	}
}

func TestNotesBelongToWhoActsBeforeThem(t *testing.T) {
	for text, want := range map[string]feedback.Ownership{
		"We ported the numbers of three schools at a time.\nPrinted the steps on the back of the menu.\nMissed calls fell from one in four to one in thirty.": feedback.OwnWe,
		"Ported the numbers of three schools at a time.\nPrinted the steps on the back of the menu.\nMissed calls fell from one in four to one in thirty.":    feedback.OwnI,
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
