package playground

import "testing"

// SLACK.md 2.3: a person's reaction comes to the app as reaction_added; the
// page shows who reacted.
func TestPeopleReact(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		s := a.link(plain)
		in := a.ws.ChannelID(practice)
		ben := a.ws.PersonID("ben")
		ts, _ := a.ws.As("ana").Say(practice, "An answer")
		react := func(who, name string) object {
			return a.page("react", object{"as": a.ws.PersonID(who), "channel": in, "ts": ts, "name": name})
		}
		reactions := func() any { return get(a.page("messages?as="+ben+"&channel="+in, nil), "messages", 0, "reactions") }
		wants(t, react("ben", "+1"), true, "ok")
		told := s.events()[1]
		wants(t, told, "reaction_added", "type")
		wants(t, told, ben, "user")
		wants(t, told, "+1", "reaction")
		wants(t, told, a.ws.PersonID("ana"), "item_user")
		wants(t, told, ts, "item", "ts")
		wants(t, told, in, "item", "channel")
		react("chioma", "+1")
		wants(t, reactions(), 2.0, 0, "count")
		wants(t, reactions(), ben, 0, "users", 0)

		// The same again takes it back; with the last one it is gone.
		wants(t, react("ben", "+1"), true, "ok")
		wants(t, reactions(), 1.0, 0, "count")
		react("chioma", "+1")
		if left := reactions(); left != nil {
			t.Errorf("left are %v", left)
		}
		if n := len(s.events()); n != 3 {
			t.Errorf("the app was told %d times, and did not ask for removals", n)
		}
		wants(t, react("ben", "No such"), false, "ok")
		wants(t, a.page("react", object{"as": ben, "channel": in, "ts": "1.000000", "name": "+1"}), "that message is gone", "error")
	})
}
