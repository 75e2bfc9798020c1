package cli

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"greenroom/bot/view"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// The button of a note to somebody else's answer, in a page or a message: nothing
// of it is kept or counted, and nothing of the answer shown.
func TestAnothersButtonOnANoteProvesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPrier(t)
		defer p.close()
		time.Sleep(time.Hour)
		post, err := p.question()
		if err != nil {
			t.Fatal(err)
		}
		_, err = p.ws.As("ben").Reply(practiceChannel, post.ts, "Last spring the ticket queue grew to four hundred. We moved two people to "+
			"triage and we wrote a short guide for the five commonest faults. The backlog fell by half in six weeks.")
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		coach := p.assembly.coach
		rv, err := coach.Latest(t.Context(), p.person("ben"))
		if err != nil {
			t.Fatal(err)
		}
		notes := feedback.Read(rv.Question, rv.Answer.Text()).Notes
		if len(notes) == 0 {
			t.Fatal("no note to vote on")
		}
		for _, who := range []string{"chioma", "ana", "ben"} {
			for _, where := range []view.Where{view.InFeedback, view.InKept, view.InReview, view.InMessage} {
				p.press(who, view.ActOff, view.NoteValue(rv.Answer.ID, notes[0].Kind, where), where != view.InMessage)
			}
			if strings.Contains(p.heardBy()[who], "five commonest") != (who == "ben") {
				t.Errorf("%s was told:\n%s", who, p.heardBy()[who])
			}
			tallies, err := coach.Tallies(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if who != "ben" && len(tallies) > 0 || who == "ben" && (len(tallies) != 1 || tallies[0] != practice.Tally{Note: notes[0].Kind, Off: 1}) {
				t.Errorf("after %s's clicks it is counted %v", who, tallies)
			}
		}
		p.hush("")
	})
}
