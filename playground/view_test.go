package playground

import (
	"testing"
)

// SLACK.md 2.6: submissions, the answers to them, and closing.
func TestModals(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		var answer any
		s := a.link(func(object) any { return answer })
		ana := a.ws.As("ana")
		last := func() any {
			frames := s.frames("interactive")
			return frames[len(frames)-1]["payload"]
		}
		open := func(view object) string {
			answer = nil
			if err := ana.Shortcut("start", "", ""); err != nil {
				t.Fatal(err)
			}
			opened := a.call("views.open", object{"trigger_id": get(last(), "trigger_id"), "view": view})
			wants(t, opened, true, "ok")
			return get(opened, "view", "id").(string)
		}
		view := modal("answer", question("answer"), object{"type": "actions", "block_id": "more", "elements": []any{button("hint", "Hint")}})
		id := open(view)
		if _, err := ana.Submit("", map[string]string{"nothing": "x"}); err == nil {
			t.Error("a value was taken for no input")
		}
		sent := len(s.frames("interactive"))
		if fields, _ := ana.Submit("", nil); fields["answer"] == "" || len(s.frames("interactive")) != sent {
			t.Error("an empty required field was submitted")
		}
		answer = object{"response_action": "errors", "errors": object{"answer": "Too short."}}
		fields, err := ana.Submit("", map[string]string{"Your answer": "hm"})
		if err != nil || fields["answer"] != "Too short." {
			t.Errorf("fields %v, %v", fields, err)
		}
		wants(t, last(), "view_submission", "type")
		wants(t, last(), "hm", "view", "state", "values", "answer", "text", "value")
		wants(t, last(), "secret", "view", "private_metadata")
		if ana.Views()[0].State.Values["answer"]["text"]["value"] != "hm" {
			t.Error("what was entered is gone")
		}
		// Errors may only name input blocks.
		answer = object{"response_action": "errors", "errors": object{"more": "x"}}
		if _, err := ana.Submit("", nil); err == nil {
			t.Error("an error on a block without input was shown")
		}
		answer = object{"response_action": "update", "view": modal("again", question("answer"))}
		ana.Submit("", nil)
		if v := ana.Views()[0]; v.CallbackID != "again" || v.ID != id || v.State.Values["answer"]["text"]["value"] != "hm" {
			t.Errorf("the view is %+v", v)
		}
		answer = object{"response_action": "push", "view": modal("second")}
		ana.Submit("", nil)
		ana.Submit("", nil)
		if n := len(ana.Views()); n != 3 {
			t.Fatalf("%d views", n)
		}
		if _, err := ana.Submit("", nil); err == nil {
			t.Error("a fourth view was pushed")
		}
		answer = object{"response_action": "clear"}
		ana.Submit("", nil)
		if n := len(ana.Views()); n != 0 {
			t.Errorf("%d views after clear", n)
		}
		id = open(view)
		answer = nil
		if fields, err := ana.Submit(id, map[string]string{"answer": "done"}); fields != nil || err != nil || len(ana.Views()) != 0 {
			t.Errorf("a plain ack left %d views: %v %v", len(ana.Views()), fields, err)
		}
		refused(t, a.call("views.update", object{"view_id": id, "view": view}), "not_found")

		// Closing is told only where it was asked for.
		open(view)
		sent = len(s.frames("interactive"))
		ana.CloseView("")
		if len(s.frames("interactive")) != sent {
			t.Error("the app heard of a closing")
		}
		view["notify_on_close"] = true
		open(view)
		ana.CloseView("")
		wants(t, last(), "view_closed", "type")
		wants(t, last(), false, "is_cleared")
		id = open(view)
		answer = object{"response_action": "push", "view": modal("second")}
		ana.Submit("", map[string]string{"answer": "x"})
		answer = nil
		top := ana.Views()[1].ID
		wants(t, a.page("close", object{"as": ana.ID(), "view_id": top, "clear": true}), true, "ok")
		wants(t, last(), true, "is_cleared")
		wants(t, last(), id, "view", "id")
		if n := len(ana.Views()); n != 0 {
			t.Errorf("%d views are left", n)
		}
	})
}

// SLACK.md 2.6: three views at most; a stale hash is refused.
func TestPushAndHash(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		s := a.link(plain)
		ana := a.ws.As("ana")
		last := func() any {
			frames := s.frames("interactive")
			return get(frames[len(frames)-1], "payload", "trigger_id")
		}
		ana.Shortcut("start", "", "")
		view := modal("x", object{"type": "actions", "elements": []any{button("more", "More")}})
		first := a.call("views.open", object{"trigger_id": last(), "view": view})
		for _, want := range []any{nil, nil, "push_limit_reached"} {
			if err := ana.ClickView("", "More"); err != nil {
				t.Fatal(err)
			}
			pushed := a.call("views.push", object{"trigger_id": last(), "view": string(mustJSON(view))})
			wants(t, pushed, want, "error")
			if want == nil {
				wants(t, pushed, get(first, "view", "id"), "view", "root_view_id")
			}
		}
		id, hash := get(first, "view", "id"), get(first, "view", "hash")
		wants(t, a.call("views.update", object{"view_id": id, "hash": hash, "view": view}), true, "ok")
		refused(t, a.call("views.update", object{"view_id": id, "hash": hash, "view": view}), "hash_conflict")
		user := a.ws.PersonID("ben")
		published := a.call("views.publish", object{"user_id": user, "view": home()})
		again := object{"user_id": user, "view": home(), "hash": get(published, "view", "hash")}
		wants(t, a.call("views.publish", again), true, "ok")
		refused(t, a.call("views.publish", again), "hash_conflict")
	})
}
