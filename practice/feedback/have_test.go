package feedback_test

import (
	"testing"

	"greenroom/practice/feedback"
)

// What managers have others do is what they did.
func TestWhatASpeakerHasOthersDoIsAStep(t *testing.T) {
	for _, s := range []string{
		"I had her dictate the firewall rules to me for a month while I typed them into the console.",
		"I got HR to send the starter list on the day that the contract is signed.",
		"I got the registrars to carry the scanner for one night shift and to write down where it dropped.",
		"What I did was ban the word pending from the notes of the tickets.",
		"What I did was to write the names of the callers on the wall of the office.",
	} {
		r := feedback.Read(story, "New people at the blood bank waited two weeks for a login. "+s)
		if r.Ownership != feedback.OwnI || r.Parts.Action.Quote != s {
			t.Errorf("%q: action %q, own part %s", s, r.Parts.Action.Quote, r.Ownership)
		}
	}
}

func TestWhomOthersBlameIsNotBlamed(t *testing.T) {
	r := feedback.Read(story, "Everybody blamed the traffic for the slow calls. I put a timer on each of them for a week, and it was the old proxy in the basement, which I took out.")
	if len(r.Blame) > 0 {
		t.Errorf("blame: %q", r.Blame)
	}
}
