package cli

import (
	"strings"
	"testing"
	"testing/synctest"

	"greenroom/bot/view"
)

// Whoever forges a button of a question that somebody else is asked alone learns
// nothing of it, and cannot move it.
func TestNobodyOpensAQuestionThatSomebodyElseIsAskedAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPrier(t)
		defer p.close()
		p.command("ana", "question cloud")
		if err := p.see("dm: Your question · Cloud"); err != nil {
			t.Fatal(err)
		}
		post, err := p.assembly.coach.InHand(t.Context(), p.person("ana"))
		if err != nil {
			t.Fatal(err)
		}
		for _, action := range []string{view.ActGuidance, view.ActFollowUps, view.ActAnswer} {
			p.press("chioma", action, post.Key, false)
		}
		p.send("chioma", view.CallAnswer, "post:"+post.Key, "form", map[string]string{"answer": story})
		heard := p.heardBy()["chioma"]
		if strings.Contains(heard, post.Ask) {
			t.Errorf("chioma was told %.300s", heard)
		}
		if got := strings.Count(heard, "somebody else"); got < 3 {
			t.Errorf("chioma was refused %d times: %.300s", got, heard)
		}
		if again, err := p.assembly.coach.InHand(t.Context(), p.person("ana")); err != nil || again.Key != post.Key {
			t.Errorf("it is %+v now, %v", again, err)
		}
		p.hush("")
	})
}
