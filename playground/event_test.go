package playground

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

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
