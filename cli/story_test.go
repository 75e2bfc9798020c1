package cli

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"greenroom/bot/view"
	"greenroom/practice"
)

// Whoever forges the buttons, the form and the words of somebody's story changes
// nothing of it and is not told what it is called.
func TestAStoryIsNobodyElses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPrier(t)
		defer p.close()
		time.Sleep(time.Hour)
		coach := p.assembly.coach
		a, err := coach.AnswerPrivately(t.Context(), practice.Place{}, "stubborn-recurring-fault", "Tell me about a fault.", p.person("ben"), story, "form")
		if err != nil {
			t.Fatal(err)
		}
		p.story("ben", a.ID.String())
		before := p.kept()
		for _, action := range view.Actions() {
			if !strings.HasPrefix(action, "story.") {
				continue
			}
			for _, value := range []string{a.ID.String(), "id=stubborn-recurring-fault&story=" + a.ID.String(), "0", "-1", "nonsense", ""} {
				p.press("chioma", action, value, true)
				p.press("chioma", action, value, false)
			}
		}
		p.send("chioma", view.CallStory, a.ID.String(), "forged", map[string]string{"title": "Mine now"})
		p.send("chioma", view.CallStory, "nonsense", "forged-2", map[string]string{"title": "Mine now"})
		for _, word := range []string{"stories", "story", "remove story 1", "rename story 1 to Mine now", "practise story 1", "story " + a.ID.String()} {
			p.command("chioma", word)
			p.dm("chioma", word)
		}
		if after := p.kept(); after["ben"] != before["ben"] || after["chioma"] != before["chioma"] {
			t.Errorf("it was\n%s\nand is\n%s", before["ben"], after["ben"])
		}
		heard := p.heardBy()
		if strings.Contains(heard["chioma"], canary("ben")) {
			t.Errorf("chioma was told: %s", heard["chioma"])
		}
		if !strings.Contains(heard["chioma"], "somebody else's") {
			t.Error("nobody said why nothing happened")
		}
		p.command("ben", "stories")
		p.dm("ben", "stories")
		if !strings.Contains(p.heardBy()["ben"], canary("ben")) {
			t.Error("its author was told nothing: the test tests nothing")
		}
		p.press("ben", view.ActStoryRemove, a.ID.String(), false)
		if left, err := coach.Stories(t.Context(), p.person("ben"), 0); err != nil || left.All != 0 {
			t.Errorf("left are %+v, %v", left, err)
		}
		p.press("ben", view.ActStoryRemove, a.ID.String(), false)
		if !strings.Contains(p.heardBy()["ben"], "It may have been deleted") {
			t.Error("a second press was told nothing")
		}
		p.hush("")
	})
}
