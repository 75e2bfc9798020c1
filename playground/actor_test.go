package playground

import (
	"strings"
	"testing"
)

// A test that names what is not in a form is told so, and nothing is sent.
func TestFormsRefuseWhatTheyDoNotHave(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		s := a.link(plain)
		ana := a.ws.As("ana")
		menu := object{
			"type": "input", "block_id": "round", "label": object{"type": "plain_text", "text": "Round"},
			"element": object{"type": "static_select", "action_id": "pick", "options": []any{
				object{"text": object{"type": "plain_text", "text": "Technical"}, "value": "technical"},
			}},
		}
		press := object{"type": "actions", "block_id": "more", "elements": []any{button("parts", "By parts")}}
		ana.Shortcut("start", "", "")
		a.call("views.open", object{"trigger_id": get(s.frames("interactive")[0], "payload", "trigger_id"), "view": modal("x", press, question("answer"), menu)})
		for name, c := range map[string]struct {
			values map[string]string
			want   string
		}{
			"an input that is not there": {map[string]string{"answers": "x"}, `no input "answers"`},
			"a button":                   {map[string]string{"By parts": "x"}, `no input "By parts"`},
			"an option of no menu":       {map[string]string{"Round": "Tactical"}, `no option "Tactical"`},
		} {
			c.values["answer"] = "Done"
			if _, err := ana.Submit("", c.values); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: got %v, want %s", name, err, c.want)
			}
		}
		if n := len(s.frames("interactive")); n != 1 {
			t.Errorf("the app was told %d times", n)
		}
		if err := ana.ChooseView("", "pick", "Tactical"); err == nil {
			t.Error("an option that is not there was chosen")
		}
		if fields, err := ana.Submit("", map[string]string{"answer": "Done", "Round": "technical"}); err != nil || fields != nil {
			t.Errorf("got %v, %v", fields, err)
		}
	})
}

// Whoever names a person that is not there is told so, whatever they would have
// that person do.
func TestNobodyDoesNothing(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		s := a.link(plain)
		nobody := a.ws.As("nobody")
		says := func(_ string, err error) error { return err }
		_, submits := nobody.Submit("", nil)
		_, downloads := nobody.Download(File{})
		for what, err := range map[string]error{
			"say": says(nobody.DM("hi")), "leave": nobody.Leave("general"), "edit": nobody.Edit("dm", "1.1", "x"), "delete": nobody.Delete("dm", "1.1"),
			"upload": says(nobody.Upload("dm", "", "a.txt", []byte("x"), "")), "command": nobody.Command("dm", "/try"),
			"click": nobody.Click("dm", "1.1", "x"), "click in a view": nobody.ClickView("home", "x"), "submit": submits,
			"close": nobody.CloseView(""), "shortcut": nobody.Shortcut("start", "", ""), "open Home": nobody.OpenHome(), "download": downloads,
		} {
			if err == nil || err.Error() != `nobody here is called "nobody"` {
				t.Errorf("%s: got %v", what, err)
			}
		}
		if n := len(nobody.Messages("dm")) + len(nobody.Ephemerals("dm")) + len(s.frames("events_api")); n != 0 {
			t.Errorf("there are %d messages and events", n)
		}
	})
}
