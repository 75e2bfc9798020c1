package feedback_test

import (
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

func TestConfidentialMatterIsTheFirstNote(t *testing.T) {
	for _, style := range bank.Styles() {
		q := story
		q.Style = style
		r := feedback.Read(q, "We were a good team and always worked hard on our box srv-db-03, where the login was monitor / Winter2023 for everybody in the firm.")
		if len(r.Notes) == 0 || r.Notes[0].Kind != feedback.NoteConfidential || r.Notes[0].Quote != "monitor / Winter2023" {
			t.Errorf("%s: %+v", style, r.Notes)
		}
	}
}

func TestTheNoteOnWhatIsConfidentialReadsWell(t *testing.T) {
	for text, reason := range map[string]string{
		"The password was Winter2023! for everybody, and I had the desk change it within a day of the audit.":   "This looks like a secret, which",
		"I rang +49 171 2345678 at four in the morning and had the switch changed before the shift came in.":    "This looks like a telephone number, which",
		"I restarted srv-db-03 at four in the morning and had the disk changed before the early shift came in.": "This is the name of a machine, which",
	} {
		if r := feedback.Read(story, text); len(r.Notes) == 0 || !strings.HasPrefix(r.Notes[0].Reason, reason) {
			t.Errorf("%q: %+v", text, r.Notes)
		}
	}
}
