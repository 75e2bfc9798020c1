package playground

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func modal(callback string, blocks ...any) object {
	if blocks == nil {
		blocks = []any{object{"type": "divider"}}
	}
	return object{
		"type": "modal", "callback_id": callback, "title": object{"type": "plain_text", "text": "Answer"}, "private_metadata": "secret",
		"submit": object{"type": "plain_text", "text": "Save"}, "blocks": blocks,
	}
}

func home() object {
	return object{"type": "home", "blocks": []any{object{"type": "actions", "elements": []any{button("go", "Go")}}}}
}

func button(action, label string) object {
	return object{"type": "button", "action_id": action, "text": object{"type": "plain_text", "text": label}, "value": action + "-value"}
}

func question(block string) object {
	return object{
		"type": "input", "block_id": block, "label": object{"type": "plain_text", "text": "Your " + block},
		"element": object{"type": "plain_text_input", "action_id": "text", "multiline": true},
	}
}

// SLACK.md 2.5: the payload of a button in a message, in a thread and in an
// ephemeral message.
func TestClicks(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		s := a.link(plain)
		in := a.ws.ChannelID(practice)
		blocks := []any{object{"type": "actions", "block_id": "b", "elements": []any{button("guide", "Guidance"), object{
			"type": "static_select", "action_id": "rate", "options": []any{
				object{"text": object{"type": "plain_text", "text": "Good"}, "value": "4"},
			},
		}}}}
		ts := a.call("chat.postMessage", object{"channel": in, "text": "Question", "blocks": blocks})["ts"].(string)
		ben := a.ws.As("ben")
		if err := ben.Click(practice, ts, "Guidance"); err != nil {
			t.Fatal(err)
		}
		if err := ben.Choose(practice, ts, "rate", "Good"); err != nil {
			t.Fatal(err)
		}
		clicks := s.frames("interactive")
		wants(t, clicks[0], false, "accepts_response_payload")
		click := clicks[0]["payload"]
		wants(t, click, "block_actions", "type")
		wants(t, click, a.ws.PersonID("ben"), "user", "id")
		wants(t, click, "message", "container", "type")
		wants(t, click, ts, "container", "message_ts")
		wants(t, click, ts, "message", "ts")
		wants(t, click, "guide-value", "actions", 0, "value")
		wants(t, click, "Guidance", "actions", 0, "text", "text")
		choice := clicks[1]["payload"]
		wants(t, choice, "4", "actions", 0, "selected_option", "value")
		wants(t, choice, "4", "state", "values", "b", "rate", "selected_option", "value")

		a.call("chat.postEphemeral", object{"channel": in, "user": ben.ID(), "text": "only you", "blocks": blocks, "thread_ts": ts})
		own := ben.Ephemerals(practice)
		if len(own) != 1 || len(a.ws.As("ana").Ephemerals(practice)) != 0 {
			t.Fatalf("Ben sees %d ephemeral messages", len(own))
		}
		if err := a.ws.As("ana").Click(practice, own[0].TS, "guide"); err == nil {
			t.Error("Ana pressed a button that only Ben sees")
		}
		if err := ben.Click(practice, own[0].TS, "guide"); err != nil {
			t.Fatal(err)
		}
		click = s.frames("interactive")[2]["payload"]
		wants(t, click, true, "container", "is_ephemeral")
		wants(t, click, ts, "container", "thread_ts")
		wants(t, click, nil, "message")
		for _, m := range get(a.call("conversations.replies", object{"channel": in, "ts": ts}), "messages").([]any) {
			if get(m, "text") == "only you" {
				t.Error("an ephemeral message is in the thread")
			}
		}
	})
}

// SLACK.md 2.4, 2.7: commands and shortcuts.
func TestCommandsAndShortcuts(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		s := a.link(func(f object) any {
			if f["type"] == "slash_commands" {
				return object{"text": "Your round is in the DM."}
			}
			return nil
		})
		ana := a.ws.As("ana")
		if err := ana.Command("general", "/interview status @ben <x>"); err != nil {
			t.Fatal(err)
		}
		frame := s.frames("slash_commands")[0]
		wants(t, frame, true, "accepts_response_payload")
		wants(t, frame, "/interview", "payload", "command")
		wants(t, frame, fmt.Sprintf("status <@%s|ben> &lt;x&gt;", a.ws.PersonID("ben")), "payload", "text")
		wants(t, frame, "general", "payload", "channel_name")
		if said := ana.Ephemerals("general"); len(said) != 1 || said[0].Text != "Your round is in the DM." {
			t.Errorf("Ana sees %v", said)
		}
		if err := ana.Command("dm", "/interview"); err != nil {
			t.Fatal(err)
		}
		wants(t, s.frames("slash_commands")[1], "directmessage", "payload", "channel_name")
		if err := ana.Command("general", "/nothing"); err == nil {
			t.Error("an unknown command ran")
		}
		ts, _ := ana.Say(practice, "My answer")
		if err := ana.Shortcut("feedback", practice, ts); err != nil {
			t.Fatal(err)
		}
		if err := ana.Shortcut("start", "", ""); err != nil {
			t.Fatal(err)
		}
		shortcuts := s.frames("interactive")
		wants(t, shortcuts[0], "message_action", "payload", "type")
		wants(t, shortcuts[0], ts, "payload", "message", "ts")
		wants(t, shortcuts[1], "shortcut", "payload", "type")
		wants(t, shortcuts[1], nil, "payload", "channel")
	})
}

// SLACK.md 2.8: a trigger lives three seconds and works once.
func TestTriggers(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		s := a.link(plain)
		trigger := func() any {
			if err := a.ws.As("ana").Shortcut("start", "", ""); err != nil {
				t.Fatal(err)
			}
			frames := s.frames("interactive")
			return get(frames[len(frames)-1], "payload", "trigger_id")
		}
		id := trigger()
		opened := a.call("views.open", object{"trigger_id": id, "view": modal("one")})
		wants(t, opened, true, "ok")
		wants(t, opened, "one", "view", "callback_id")
		refused(t, a.call("views.open", object{"trigger_id": id, "view": modal("two")}), "exchanged_trigger_id")
		id = trigger()
		time.Sleep(3*time.Second + time.Millisecond)
		refused(t, a.call("views.open", object{"trigger_id": id, "view": modal("two")}), "expired_trigger_id")
		refused(t, a.call("views.push", object{"trigger_id": trigger(), "view": modal("two")}), "invalid_trigger_id")
		wrong := modal("three")
		delete(wrong, "title")
		answer := a.call("views.open", object{"trigger_id": trigger(), "view": wrong})
		refused(t, answer, "invalid_arguments")
		wants(t, answer, "[ERROR] missing required field: title [json-pointer:/view]", "response_metadata", "messages", 0)
	})
}

// SLACK.md 2.8: a response_url works five times in half an hour.
func TestResponseURL(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		s := a.link(plain)
		ana := a.ws.As("ana")
		address := func() string {
			if err := ana.Command("general", "/interview"); err != nil {
				t.Fatal(err)
			}
			frames := s.frames("slash_commands")
			return get(frames[len(frames)-1], "payload", "response_url").(string)
		}
		respond := func(to string, message object) (int, string) {
			status, _, body := a.post(to, "application/json", "", mustJSON(message))
			return status, string(body)
		}
		to := address()
		for range 5 {
			if status, body := respond(to, object{"text": "x", "blocks": nil, "replace_original": false, "delete_original": false}); status != 200 || body != "ok" {
				t.Fatalf("HTTP %d %s", status, body)
			}
		}
		if status, _ := respond(to, object{"text": "x"}); status != 404 {
			t.Errorf("the sixth use got HTTP %d", status)
		}
		if n := len(ana.Ephemerals("general")); n != 5 {
			t.Errorf("%d ephemeral messages", n)
		}
		to = address()
		if respond(to, object{"text": "all", "response_type": "in_channel"}); len(a.ws.As("ben").Messages("general")) != 1 {
			t.Error("in_channel was not shown to all")
		}
		time.Sleep(31 * time.Minute)
		if status, _ := respond(to, object{"text": "x"}); status != 404 {
			t.Errorf("after half an hour it got HTTP %d", status)
		}
		// Replacing and deleting what a button stands in.
		in := a.ws.ChannelID(practice)
		blocks := []any{object{"type": "actions", "elements": []any{button("a", "A")}}}
		a.call("chat.postEphemeral", object{"channel": in, "user": ana.ID(), "text": "first", "blocks": blocks})
		ana.Click(practice, ana.Ephemerals(practice)[0].TS, "a")
		to = get(s.frames("interactive")[0], "payload", "response_url").(string)
		respond(to, object{"text": "second", "replace_original": true, "response_type": "in_channel"})
		if own := ana.Ephemerals(practice); len(own) != 1 || own[0].Text != "second" {
			t.Errorf("Ana sees %v", own)
		}
		respond(to, object{"delete_original": true})
		if n := len(ana.Ephemerals(practice)); n != 0 {
			t.Errorf("%d ephemeral messages are left", n)
		}
	})
}

// SLACK.md 1.8: what a person does while the app is away fails at once.
func TestNobodyConnected(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		if err := a.ws.As("ana").Command("general", "/interview"); err == nil {
			t.Error("a command ran with no app")
		}
		if n := a.ws.As("ana").Notices(); len(n) != 1 || !strings.Contains(n[0], "not connected") {
			t.Errorf("notices %q", n)
		}
	})
}
