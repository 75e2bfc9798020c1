package playground

import (
	"encoding/json"
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

// SLACK.md 2.2, 2.3: messages come with client_msg_id and rich text; a
// mention comes as app_mention besides; text is escaped.
func TestMessageEvents(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		s := a.link(plain)
		ana := a.ws.As("ana")
		ts, err := ana.Say(practice, "Hi @greenroom & <b> @ben, see https://example.org #general 👍 *now*")
		if err != nil {
			t.Fatal(err)
		}
		events := s.events()
		if len(events) != 2 {
			t.Fatalf("%d events", len(events))
		}
		general := a.ws.ChannelID("general")
		wants(t, events[0], fmt.Sprintf("Hi <@%s> &amp; &lt;b&gt; <@%s>, see <https://example.org> <#%s|general> :+1: *now*", a.ws.BotUser(), a.ws.PersonID("ben"), general), "text")
		wants(t, events[0], "message", "type")
		wants(t, events[0], "channel", "channel_type")
		wants(t, events[0], ts, "ts")
		wants(t, events[0], "rich_text", "blocks", 0, "type")
		wants(t, events[0], a.ws.BotUser(), "blocks", 0, "elements", 0, "elements", 1, "user_id")
		wants(t, events[0], " & <b> ", "blocks", 0, "elements", 0, "elements", 2, "text")
		if events[0]["client_msg_id"] == nil {
			t.Error("no client_msg_id")
		}
		wants(t, events[1], "app_mention", "type")
		wants(t, events[1], ts, "ts")
		wants(t, events[1], nil, "channel_type")
		if err := ana.Edit(practice, ts, "Hi"); err != nil {
			t.Fatal(err)
		}
		if err := ana.Delete(practice, ts); err != nil {
			t.Fatal(err)
		}
		events = s.events()[2:]
		wants(t, events[0], "message_changed", "subtype")
		wants(t, events[0], ts, "message", "ts")
		wants(t, events[0], a.ws.PersonID("ana"), "message", "edited", "user")
		wants(t, events[1], "message_deleted", "subtype")
		wants(t, events[1], "Hi", "previous_message", "text")

		// Not a member, not told; a DM with the app is told; nobody's else.
		ana.Say("general", "unheard")
		ana.Say("@ben", "unheard")
		ana.DM("heard")
		events = s.events()[4:]
		if len(events) != 1 || events[0]["channel_type"] != "im" {
			t.Errorf("the app heard %v", events)
		}
		// What the app says comes back to it.
		a.call("chat.postMessage", object{"channel": a.ws.ChannelID(practice), "text": "echo"})
		wants(t, s.events()[5], a.ws.BotUser(), "user")
		if s.events()[5]["bot_id"] == nil {
			t.Error("the echo has no bot_id")
		}
	})
}

// SLACK.md 2.3: joining, being invited, and opening the app.
func TestOtherEvents(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		s := a.link(plain)
		if err := a.ws.As("ana").Command("general", "/invite @greenroom"); err != nil {
			t.Fatal(err)
		}
		wants(t, s.events()[0], "member_joined_channel", "type")
		wants(t, s.events()[0], a.ws.BotUser(), "user")
		a.ws.As("ana").OpenHome()
		opened := s.events()[1]
		wants(t, opened, "app_home_opened", "type")
		wants(t, opened, nil, "view")
		wants(t, a.call("views.publish", object{"user_id": a.ws.PersonID("ana"), "view": home()}), true, "ok")
		a.ws.As("ana").OpenHome()
		wants(t, s.events()[2], "home", "view", "type")
		if err := a.ws.As("ana").ClickView("home", "Go"); err != nil {
			t.Fatal(err)
		}
		click := s.frames("interactive")[0]
		wants(t, click, "view", "payload", "container", "type")
		wants(t, click, "go-value", "payload", "actions", 0, "value")
		wants(t, click, nil, "payload", "response_url")
	})
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

// SLACK.md 3.7, 2.2: the three steps of an upload, and a voice clip.
func TestFiles(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		s := a.link(plain)
		_, bot := a.ws.Tokens()
		dm := a.ws.As("ana").DMChannel()
		multipart := "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\na,b,c\r\n--x--\r\n"
		for _, body := range []struct{ kind, data string }{{"application/octet-stream", "a,b,c"}, {"multipart/form-data; boundary=x", multipart}} {
			step := a.call("files.getUploadURLExternal", object{"filename": "answers.csv", "length": 5})
			address := step["upload_url"].(string)
			if !strings.HasPrefix(address, PipeURL) {
				t.Errorf("the upload goes to %s", address)
			}
			status, _, answer := a.post(address, body.kind, bot, []byte(body.data))
			if status != 200 || string(answer) != "OK - 5" {
				t.Fatalf("HTTP %d %s", status, answer)
			}
			files := object{"files": []any{object{"id": step["file_id"], "title": "Answers"}}, "channel_id": dm, "initial_comment": "Here"}
			done := a.call("files.completeUploadExternal", files)
			wants(t, done, "Answers", "files", 0, "title")
			refused(t, a.call("files.completeUploadExternal", files), "file_not_found")
			info := object{"file": step["file_id"]}
			wants(t, a.call("files.info", info), nil, "file", "shares", "private", dm)
			time.Sleep(time.Second)
			if get(a.call("files.info", info), "file", "shares", "private", dm, 0, "ts") == nil {
				t.Error("the file's share does not show")
			}
		}
		said := a.ws.As("ana").Messages("dm")
		if len(said) != 2 || said[0].Subtype != "file_share" || said[0].Text != "Here" {
			t.Fatalf("Ana sees %+v", said)
		}
		data, err := a.ws.As("ana").Download(said[0].Files[0])
		if err != nil || string(data) != "a,b,c" {
			t.Errorf("the file holds %q, %v", data, err)
		}
		// files.delete takes away one's own file, and the message that said nothing else.
		theirs, err := a.ws.As("ana").Upload(practice, "", "photo.png", []byte("?"), "")
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range a.ws.As("ana").Messages(practice) {
			if m.TS == theirs {
				refused(t, a.call("files.delete", object{"file": m.Files[0].ID}), "cant_delete_file")
			}
		}
		wants(t, a.call("files.delete", object{"file": said[0].Files[0].ID}), true, "ok")
		refused(t, a.call("files.delete", object{"file": said[0].Files[0].ID}), "file_not_found")
		if left := a.ws.As("ana").Messages("dm"); len(left) != 2 || len(left[0].Files) != 0 || left[0].Text != "Here" {
			t.Errorf("the message shows %+v", left)
		}
		ts, err := a.ws.As("ana").Clip(practice, "", strings.Repeat("We moved it. ", 20))
		if err != nil {
			t.Fatal(err)
		}
		shared := s.events()[3]
		wants(t, shared, "file_share", "subtype")
		wants(t, shared, "slack_audio", "files", 0, "subtype")
		wants(t, shared, "processing", "files", 0, "transcription", "status")
		time.Sleep(10 * time.Second)
		file := get(a.call("files.info", object{"file": get(shared, "files", 0, "id")}), "file")
		wants(t, file, "complete", "transcription", "status")
		wants(t, file, true, "transcription", "preview", "has_more")
		var m Message
		for _, m = range a.ws.As("ana").Messages(practice) {
		}
		if m.TS != ts || m.Files[0].Transcription.Status != "complete" {
			t.Errorf("the message shows %+v", m.Files)
		}
	})
}

// SLACK.md 2.1: the wrapper of an event.
func TestEventWrapper(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		s := a.link(plain)
		a.ws.As("ana").Say(practice, "Hello")
		frame := s.frames("events_api")[0]
		wants(t, frame, false, "accepts_response_payload")
		wants(t, frame, 0.0, "retry_attempt")
		wants(t, frame, "", "retry_reason")
		wants(t, frame, "event_callback", "payload", "type")
		wants(t, frame, a.ws.AppID(), "payload", "api_app_id")
		wants(t, frame, a.ws.BotUser(), "payload", "authorizations", 0, "user_id")
		if id, _ := get(frame, "payload", "event_id").(string); !strings.HasPrefix(id, "Ev") {
			t.Errorf("event_id %q", id)
		}
		if _, err := json.Marshal(frame); err != nil {
			t.Error(err)
		}
	})
}
