package playground

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

const practice = "interview-practice"

// SLACK.md 3.9: errors are Slack's own strings, with HTTP 200.
func TestCallsThatSlackRefuses(t *testing.T) {
	options := Options{Channels: []Channel{
		{Name: "general"}, {Name: practice, Bot: true}, {Name: "old", Bot: true, Archived: true}, {Name: "secret", Private: true},
	}}
	within(t, options, func(t *testing.T, a *app) {
		in := a.ws.ChannelID(practice)
		theirs, err := a.ws.As("ana").Say(practice, "mine")
		if err != nil {
			t.Fatal(err)
		}
		own := a.call("chat.postMessage", object{"channel": in, "text": "x"})["ts"]
		for _, c := range []struct {
			method string
			args   object
			want   string
		}{
			{"chat.shout", object{}, "unknown_method"},
			{"chat.postMessage", object{"channel": "C404", "text": "x"}, "channel_not_found"},
			{"chat.postMessage", object{"channel": a.ws.ChannelID("secret"), "text": "x"}, "channel_not_found"},
			{"chat.postMessage", object{"channel": a.ws.ChannelID("general"), "text": "x"}, "not_in_channel"},
			{"chat.postMessage", object{"channel": a.ws.ChannelID("old"), "text": "x"}, "is_archived"},
			{"chat.postMessage", object{"channel": in}, "no_text"},
			{"chat.postMessage", object{"channel": in, "text": "x", "blocks": "{"}, "invalid_blocks_format"},
			{"chat.postMessage", object{"channel": in, "text": "x", "metadata": "["}, "invalid_metadata_format"},
			{"chat.postMessage", object{"channel": in, "text": "x", "metadata": object{"event_type": "x"}}, "invalid_metadata_schema"},
			{"chat.update", object{"channel": in, "ts": own, "text": strings.Repeat("x", 4001)}, "msg_too_long"},
			{"chat.update", object{"channel": in, "ts": "1.2", "text": "x"}, "message_not_found"},
			{"chat.update", object{"channel": in, "ts": theirs, "text": "x"}, "cant_update_message"},
			{"chat.update", object{"channel": practice, "ts": own, "text": "x"}, "channel_not_found"},
			{"chat.delete", object{"channel": in, "ts": theirs}, "cant_delete_message"},
			{"chat.postEphemeral", object{"channel": in, "user": "U404", "text": "x"}, "user_not_in_channel"},
			{"chat.getPermalink", object{"channel": in, "message_ts": "1.2"}, "message_not_found"},
			{"conversations.open", object{"users": "U404"}, "user_not_found"},
			{"conversations.info", object{"channel": "C404"}, "channel_not_found"},
			{"conversations.history", object{"channel": a.ws.ChannelID("general")}, "not_in_channel"},
			{"conversations.history", object{"channel": in, "cursor": "?"}, "invalid_cursor"},
			{"conversations.replies", object{"channel": in, "ts": "1.2"}, "thread_not_found"},
			{"conversations.join", object{"channel": in}, "missing_scope"},
			{"users.info", object{"user": "U404"}, "user_not_found"},
			{"reactions.add", object{"channel": in, "timestamp": own, "name": "No No"}, "invalid_name"},
			{"files.info", object{"file": "F404"}, "file_not_found"},
			{"views.publish", object{"user_id": "U404", "view": home()}, "user_not_found"},
			{"views.update", object{"view_id": "V404", "view": modal("x")}, "not_found"},
			{"views.open", object{"trigger_id": "1.2", "view": modal("x")}, "invalid_trigger_id"},
		} {
			if got := a.call(c.method, c.args); got["error"] != c.want || got["ok"] != false {
				t.Errorf("%s %v is %v, want %s", c.method, c.args, got, c.want)
			}
		}
	})
}

// SLACK.md 3.9 and 7.3: tokens in the header or the form; scopes are checked.
func TestTokensAndScopes(t *testing.T) {
	within(t, Options{App: App{Scopes: []string{"chat:write"}}}, func(t *testing.T, a *app) {
		status, _, body := a.post("/api/auth.test", "application/x-www-form-urlencoded", "", nil)
		refused(t, decodeObject(t, body), "not_authed")
		if status != http.StatusOK {
			t.Errorf("HTTP %d", status)
		}
		_, _, body = a.post("/api/auth.test", "application/json", "xoxb-wrong", nil)
		refused(t, decodeObject(t, body), "invalid_auth")
		_, bot := a.ws.Tokens()
		_, header, body := a.post("/api/auth.test?token="+bot, "", "", nil)
		wants(t, decodeObject(t, body), a.ws.BotUser(), "user_id")
		if scopes := header.Get("X-OAuth-Scopes"); scopes != "chat:write" {
			t.Errorf("scopes %q", scopes)
		}
		wants(t, a.form("auth.test", url.Values{}), true, "ok")
		answer := a.call("users.info", object{"user": a.ws.PersonID("ana")})
		refused(t, answer, "missing_scope")
		wants(t, answer, "users:read", "needed")
		wants(t, answer, "chat:write", "provided")
	})
}

// SLACK.md 2.2, 3.2: a parent gets its thread's fields; history has no
// replies but broadcasts and is newest first; replies begin with the parent.
func TestThreadsAndHistories(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		in := a.ws.ChannelID(practice)
		parent := a.form("chat.postMessage", url.Values{"channel": {in}, "text": {"Question"}, "blocks": {`[{"type":"divider"}]`}})["ts"].(string)
		wants(t, a.call("conversations.history", object{"channel": in}), nil, "messages", 0, "thread_ts")
		var replies []string
		for i, who := range []string{"ana", "ben", "ana"} {
			ts, err := a.ws.As(who).Reply(practice, parent, fmt.Sprint("answer ", i))
			if err != nil {
				t.Fatal(err)
			}
			replies = append(replies, ts)
		}
		loud, _ := a.ws.As("ben").Broadcast(practice, parent, "for all")
		history := a.call("conversations.history", object{"channel": in})
		wants(t, history, loud, "messages", 0, "ts")
		wants(t, history, "thread_broadcast", "messages", 0, "subtype")
		wants(t, history, parent, "messages", 1, "ts")
		wants(t, history, parent, "messages", 1, "thread_ts")
		wants(t, history, 4.0, "messages", 1, "reply_count")
		wants(t, history, a.ws.PersonID("ben"), "messages", 1, "reply_users", 1)
		wants(t, history, loud, "messages", 1, "latest_reply")
		if id := get(history, "messages", 1, "blocks", 0, "block_id"); id == nil {
			t.Error("the block has no block_id")
		}
		// Each page begins with the parent.
		page := a.call("conversations.replies", object{"channel": in, "ts": parent, "limit": 2})
		wants(t, page, replies[1], "messages", 2, "ts")
		wants(t, page, a.ws.BotUser(), "messages", 2, "parent_user_id")
		wants(t, page, true, "has_more")
		page = a.form("conversations.replies", url.Values{"channel": {in}, "ts": {parent}, "limit": {"2"}, "cursor": {get(page, "response_metadata", "next_cursor").(string)}})
		wants(t, page, parent, "messages", 0, "ts")
		wants(t, page, replies[2], "messages", 1, "ts")
		wants(t, page, false, "has_more")
		late := a.call("conversations.replies", object{"channel": in, "ts": parent, "oldest": replies[1]})
		wants(t, late, replies[2], "messages", 1, "ts")
	})
}

// SLACK.md 3.3: a reply to a parent that is gone is posted outside of any thread.
func TestReplyToADeletedParentIsNoReply(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		s := a.link(plain)
		in := a.ws.ChannelID(practice)
		for _, withReply := range []bool{false, true} {
			parent := a.call("chat.postMessage", object{"channel": in, "text": "Question"})["ts"].(string)
			if withReply {
				a.ws.As("ana").Reply(practice, parent, "answer")
			}
			wants(t, a.call("chat.delete", object{"channel": in, "ts": parent}), true, "ok")
			posted := a.call("chat.postMessage", object{"channel": in, "text": "x", "thread_ts": parent})
			wants(t, posted, nil, "message", "thread_ts")
			events := s.events()
			gone := events[len(events)-2]
			if withReply {
				wants(t, gone, "message_changed", "subtype")
				wants(t, gone, "tombstone", "message", "subtype")
			} else {
				wants(t, gone, "message_deleted", "subtype")
				wants(t, gone, parent, "deleted_ts")
			}
			wants(t, gone, "Question", "previous_message", "text")
		}
	})
}

// SLACK.md 3.4: metadata is whole only with include_all_metadata.
func TestMetadataIsKept(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		in := a.ws.ChannelID(practice)
		metadata := object{"event_type": "greenroom", "event_payload": object{"key": "daily/1"}}
		posted := a.form("chat.postMessage", url.Values{"channel": {in}, "text": {"Question"}, "metadata": {string(mustJSON(metadata))}})
		wants(t, posted, "daily/1", "message", "metadata", "event_payload", "key")
		bare := a.call("conversations.history", object{"channel": in})
		wants(t, bare, "greenroom", "messages", 0, "metadata", "event_type")
		wants(t, bare, nil, "messages", 0, "metadata", "event_payload")
		whole := a.call("conversations.history", object{"channel": in, "include_all_metadata": true})
		wants(t, whole, "daily/1", "messages", 0, "metadata", "event_payload", "key")
		// An update keeps it, and {} takes it away.
		a.call("chat.update", object{"channel": in, "ts": posted["ts"], "text": "Other"})
		whole = a.call("conversations.history", object{"channel": in, "include_all_metadata": "1"})
		wants(t, whole, "daily/1", "messages", 0, "metadata", "event_payload", "key")
		wants(t, whole, "Other", "messages", 0, "text")
		a.call("chat.update", object{"channel": in, "ts": posted["ts"], "text": "Other", "metadata": object{}})
		wants(t, a.call("conversations.history", object{"channel": in}), nil, "messages", 0, "metadata")
	})
}

// SLACK.md 3.3: text alone takes the blocks away; bare characters are escaped.
func TestUpdateAndText(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		in := a.ws.ChannelID(practice)
		posted := a.call("chat.postMessage", object{"channel": in, "text": "a & b < c <@U1> &lt;d", "blocks": []any{object{"type": "divider"}}})
		wants(t, posted, "a &amp; b &lt; c <@U1> &lt;d", "message", "text")
		updated := a.call("chat.update", object{"channel": in, "ts": posted["ts"], "text": "new"})
		wants(t, updated, nil, "message", "blocks")
		wants(t, updated, "new", "text")
		long := a.call("chat.postMessage", object{"channel": in, "text": strings.Repeat("é", 40_001)})
		if n := len([]rune(get(long, "message", "text").(string))); n != 40_000 {
			t.Errorf("%d characters were kept", n)
		}
	})
}

// SLACK.md 3.8: users have a zone, its label and its offset now.
func TestUsersAndConversationLists(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		time.Sleep(200 * 24 * time.Hour) // into summer
		user := a.call("users.info", object{"user": a.ws.PersonID("ana")})
		wants(t, user, "Europe/Berlin", "user", "tz")
		wants(t, user, 7200.0, "user", "tz_offset")
		wants(t, user, true, "user", "is_admin")
		list := a.call("users.list", object{"limit": 2})
		cursor := get(list, "response_metadata", "next_cursor")
		rest := a.call("users.list", object{"limit": 10, "cursor": cursor})
		if n := len(rest["members"].([]any)); n != 3 {
			t.Errorf("%d users on the second page", n)
		}
		wants(t, rest, "", "response_metadata", "next_cursor")
		mine := a.call("users.conversations", object{"types": "public_channel,im"})
		wants(t, mine, practice, "channels", 0, "name")
		dm := a.call("conversations.open", object{"users": a.ws.PersonID("ana")})
		wants(t, dm, a.ws.As("ana").DMChannel(), "channel", "id")
		wants(t, a.call("conversations.info", object{"channel": get(dm, "channel", "id")}), true, "channel", "is_im")
		wants(t, a.call("conversations.list", object{}), "general", "channels", 0, "name")
		wants(t, a.call("conversations.members", object{"channel": a.ws.ChannelID(practice)}), a.ws.PersonID("ana"), "members", 0)
	})
}

// SLACK.md 3.3: a DM needs the Messages tab.
func TestMessagesTabSwitchedOff(t *testing.T) {
	within(t, Options{App: App{NoMessages: true, NoHome: true}}, func(t *testing.T, a *app) {
		dm := get(a.call("conversations.open", object{"users": a.ws.PersonID("ana")}), "channel", "id")
		refused(t, a.call("chat.postMessage", object{"channel": dm, "text": "x"}), "messages_tab_disabled")
		refused(t, a.call("views.publish", object{"user_id": a.ws.PersonID("ana"), "view": home()}), "not_enabled")
	})
}

// SLACK.md 3.1: one message a second in a conversation, with short bursts;
// a refusal is 429 with whole seconds.
func TestRateLimits(t *testing.T) {
	within(t, Options{RateLimits: true}, func(t *testing.T, a *app) {
		_, bot := a.ws.Tokens()
		send := func() (int, string) {
			body := mustJSON(object{"channel": a.ws.ChannelID(practice), "text": "x"})
			status, header, _ := a.post("/api/chat.postMessage", "application/json", bot, body)
			return status, header.Get("Retry-After")
		}
		for range 3 {
			if status, _ := send(); status != 200 {
				t.Fatal("a short burst was refused")
			}
		}
		if status, after := send(); status != 429 || after != "1" {
			t.Fatalf("HTTP %d, Retry-After %q", status, after)
		}
		for range 30 {
			time.Sleep(time.Second)
			if status, _ := send(); status != 200 {
				t.Fatal("one message a second was refused")
			}
		}
		for range 100 {
			a.call("users.info", object{"user": a.ws.PersonID("ana")})
		}
		if status, _, _ := a.post("/api/users.info", "application/json", bot, []byte("{}")); status != 429 {
			t.Errorf("call 101 in a minute got HTTP %d", status)
		}
	})
}

// A post whose answer is lost is there; one that was refused is not.
func TestCallFaults(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		in := a.ws.ChannelID(practice)
		_, bot := a.ws.Tokens()
		body := mustJSON(object{"channel": in, "text": "x"})
		for _, c := range []struct {
			kind   FaultKind
			status int
			posted int
		}{
			{RateLimit, 429, 0}, {ServerError, 500, 0}, {APIError, 200, 0}, {Hang, 0, 0}, {HangAfter, 0, 1}, {LostResponse, 0, 1}, {LateResponse, 200, 1},
		} {
			before := len(a.ws.As("ana").Messages(practice))
			a.ws.Fault(Fault{Kind: c.kind, Method: "chat.postMessage"})
			wants(t, a.call("auth.test", object{}), true, "ok") // another method is well
			status, _, answer, err := a.try("/api/chat.postMessage", "application/json", bot, body)
			if (err != nil) != (c.status == 0) || status != c.status {
				t.Errorf("%s: HTTP %d %s, %v", c.kind, status, answer, err)
			}
			if n := len(a.ws.As("ana").Messages(practice)) - before; n != c.posted {
				t.Errorf("%s: %d posted", c.kind, n)
			}
			wants(t, a.call("chat.postMessage", object{"channel": in, "text": "again"}), true, "ok")
		}
		a.ws.Fault(Fault{Kind: LateHistory, Delay: time.Minute})
		ts := a.call("chat.postMessage", object{"channel": in, "text": "late"})["ts"]
		if got := get(a.call("conversations.history", object{"channel": in}), "messages", 0, "ts"); got == ts {
			t.Error("the late message shows at once")
		}
		time.Sleep(time.Minute)
		wants(t, a.call("conversations.history", object{"channel": in}), ts, "messages", 0, "ts")
	})
}
