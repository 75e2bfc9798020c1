package playground

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// thread posts a message of the app and n replies to it.
func (a *app) thread(n int) (in, parent string, replies []string) {
	a.t.Helper()
	in = a.ws.ChannelID(practice)
	parent = a.call("chat.postMessage", object{"channel": in, "text": "Question"})["ts"].(string)
	for i := range n {
		ts, err := a.ws.As([]string{"ana", "ben"}[i%2]).Reply(practice, parent, fmt.Sprint("answer ", i))
		if err != nil {
			a.t.Fatal(err)
		}
		replies = append(replies, ts)
	}
	return in, parent, replies
}

// stamps lists the messages of an answer, without the thread's parent.
func stamps(answer object, parent string) (out []string) {
	for _, m := range listOf(answer["messages"]) {
		if ts := get(m, "ts").(string); ts != parent {
			out = append(out, ts)
		}
	}
	return out
}

// SLACK.md 3.2: replies are ascending; the first element is the parent on every
// page; has_more and response_metadata.next_cursor lead through all of them once,
// also while replies are deleted or added.
func TestAThreadIsReadPageByPage(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		in, parent, replies := a.thread(23)
		a.ws.LimitPages(5)
		var got []string
		args := object{"channel": in, "ts": parent, "limit": 200}
		for pages := 1; ; pages++ {
			page := a.call("conversations.replies", args)
			wants(t, page, parent, "messages", 0, "ts")
			got = append(got, stamps(page, parent)...)
			more, _ := get(page, "has_more").(bool)
			next, _ := get(page, "response_metadata", "next_cursor").(string)
			if more != (next != "") {
				t.Errorf("page %d: has_more %v with the cursor %q", pages, more, next)
			}
			if next == "" {
				if pages != 5 {
					t.Errorf("%d pages of five", pages)
				}
				break
			}
			args["cursor"] = next
			if pages == 2 { // one of a page that was read, one of a page to come
				for _, ts := range []string{replies[1], replies[12]} {
					if err := a.ws.Remove(practice, ts); err != nil {
						t.Fatal(err)
					}
				}
				last, _ := a.ws.As("ana").Reply(practice, parent, "one more")
				replies = append(replies, last)
			}
		}
		if want := slices.Delete(slices.Clone(replies), 12, 13); !slices.Equal(got, want) {
			t.Errorf("got %v\nwant %v", got, want)
		}
		refused(t, a.call("conversations.replies", object{"channel": in, "ts": parent, "cursor": "bmV4dA=="}), "invalid_cursor")
	})
}

// SLACK.md 2.2, 3.2: reply_count and latest_reply of the parent follow what is
// said and deleted; an edit shows in the reply's edited alone.
func TestAParentCountsTheRepliesThatAreThere(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		in, parent, replies := a.thread(3)
		read := func() object { return a.call("conversations.replies", object{"channel": in, "ts": parent}) }
		if err := a.ws.As("ben").Edit(practice, replies[1], "changed"); err != nil {
			t.Fatal(err)
		}
		wants(t, read(), 3.0, "messages", 0, "reply_count")
		wants(t, read(), replies[2], "messages", 0, "latest_reply")
		wants(t, read(), "changed", "messages", 2, "text")
		wants(t, read(), a.ws.PersonID("ben"), "messages", 2, "edited", "user")
		if err := a.ws.As("ana").Delete(practice, replies[2]); err != nil {
			t.Fatal(err)
		}
		wants(t, read(), 2.0, "messages", 0, "reply_count")
		wants(t, read(), replies[1], "messages", 0, "latest_reply")
		for i := range 2 {
			if err := a.ws.Remove(practice, replies[i]); err != nil {
				t.Fatal(err)
			}
		}
		// A message without replies is no thread, and is listed alone.
		wants(t, read(), nil, "messages", 0, "reply_count")
		if n := len(listOf(read()["messages"])); n != 1 {
			t.Errorf("%d messages are left", n)
		}
	})
}

// SLACK.md 2.2: a deleted parent stays as a tombstone while it has replies, and
// the thread can be read; 3.2: without any it is thread_not_found.
func TestAThreadOutlivesItsParentAsATombstone(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		in, parent, replies := a.thread(2)
		if err := a.ws.Remove(practice, parent); err != nil {
			t.Fatal(err)
		}
		args := object{"channel": in, "ts": parent}
		page := a.call("conversations.replies", args)
		wants(t, page, "tombstone", "messages", 0, "subtype")
		wants(t, page, 2.0, "messages", 0, "reply_count")
		wants(t, page, replies[1], "messages", 2, "ts")
		wants(t, a.call("conversations.history", object{"channel": in}), "tombstone", "messages", 0, "subtype")
		refused(t, a.call("chat.update", object{"channel": in, "ts": parent, "text": "again"}), "message_not_found")
		for _, ts := range replies {
			if err := a.ws.Remove(practice, ts); err != nil {
				t.Fatal(err)
			}
		}
		refused(t, a.call("conversations.replies", args), "thread_not_found")
	})
}

// SLACK.md 3.4, 9.6: a part of a thread by oldest and latest, with both ends only
// where inclusive is asked for.
func TestAPartOfAThread(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		in, parent, replies := a.thread(4)
		for _, c := range []struct {
			name string
			args object
			want []string
		}{
			{"after one", object{"oldest": replies[1]}, replies[2:]},
			{"from one on", object{"oldest": replies[1], "inclusive": true}, replies[1:]},
			{"before one", object{"latest": replies[1]}, replies[:1]},
			{"between", object{"oldest": replies[0], "latest": replies[3]}, replies[1:3]},
			{"a single one", object{"oldest": replies[2], "latest": replies[2], "inclusive": true}, replies[2:3]},
		} {
			c.args["channel"], c.args["ts"] = in, parent
			if got := stamps(a.call("conversations.replies", c.args), parent); !slices.Equal(got, c.want) {
				t.Errorf("%s: got %v, want %v", c.name, got, c.want)
			}
		}
	})
}

// SLACK.md 3.9: what is hidden by the plan is not found; an archived channel can
// be read and not written to.
func TestWhatIsOldOrArchived(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		in, parent, replies := a.thread(1)
		if err := a.ws.Archive(practice); err != nil {
			t.Fatal(err)
		}
		refused(t, a.call("chat.postMessage", object{"channel": in, "text": "hello"}), "is_archived")
		wants(t, a.call("conversations.replies", object{"channel": in, "ts": parent}), replies[0], "messages", 1, "ts")
		if err := a.ws.Unarchive(practice); err != nil {
			t.Fatal(err)
		}
		a.ws.HideAfter(90 * 24 * time.Hour)
		wants(t, a.call("conversations.replies", object{"channel": in, "ts": parent}), replies[0], "messages", 1, "ts")
		time.Sleep(91 * 24 * time.Hour)
		refused(t, a.call("conversations.replies", object{"channel": in, "ts": parent}), "thread_not_found")
		if got := stamps(a.call("conversations.history", object{"channel": in}), ""); len(got) != 0 {
			t.Errorf("the history still shows %v", got)
		}
	})
}

// SLACK.md 1.8: some say that events are lost while no app is connected.
func TestEventsCanBeLost(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		a.ws.Fault(Fault{Kind: LoseEvents, Count: 2})
		s := a.link(plain)
		for _, text := range []string{"one", "two", "three"} {
			if _, err := a.ws.As("ben").Say(practice, text); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(10 * time.Minute)
		frames := s.frames("events_api")
		if len(frames) != 1 {
			t.Fatalf("%d events came", len(frames))
		}
		wants(t, frames[0], "three", "payload", "event", "text")
	})
}
