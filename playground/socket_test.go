package playground

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// SLACK.md 1.1, 1.2: a ticket is single use; hello comes first and counts.
func TestConnectionOpensOnceAndSaysHelloFirst(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		first := a.link(plain)
		second := a.link(plain)
		for i, s := range []*socket{first, second} {
			hello := s.frames("hello")
			if len(hello) != 1 || s.got[0]["type"] != "hello" {
				t.Fatalf("connection %d began with %v", i+1, s.got)
			}
			wants(t, hello[0], float64(i+1), "num_connections")
			wants(t, hello[0], a.ws.AppID(), "connection_info", "app_id")
		}
		token, bot := a.ws.Tokens()
		_, _, body := a.post("/api/apps.connections.open", "application/json", bot, []byte("{}"))
		refused(t, decodeObject(t, body), "not_allowed_token_type")
		// As an argument the token is refused: it belongs in the header.
		_, _, body = a.post("/api/apps.connections.open", "application/x-www-form-urlencoded", "", []byte("token="+token))
		refused(t, decodeObject(t, body), "invalid_auth")
		_, _, body = a.post("/api/apps.connections.open", "application/json", token, nil)
		address := strings.Replace(decodeObject(t, body)["url"].(string), "ws://", "http://", 1)
		for range 2 { // a used ticket and an unknown one look the same
			response, err := a.http.Get(address)
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
		}
		if status, _, _ := a.post(address, "", "", nil); status != 404 {
			t.Errorf("a used ticket got HTTP %d", status)
		}
	})
}

// SLACK.md 1.6: a client that hears no PING for 30 s takes the connection for dead.
func TestConnectionIsPingedEveryTenSeconds(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		s := a.link(plain)
		begun := time.Now()
		time.Sleep(31 * time.Minute)
		s.mu.Lock()
		defer s.mu.Unlock()
		if len(s.pings) < 180 {
			t.Fatalf("%d pings in half an hour", len(s.pings))
		}
		if wait := s.pings[0].Sub(begun); wait > 10*time.Second {
			t.Errorf("the first ping came after %v", wait)
		}
		if a.ws.Connections() != 1 {
			t.Error("the connection was lost")
		}
	})
}

// SLACK.md 1.8: an event is sent again at once after 3 s, then after 1 and
// 5 minutes, with the same event_id in a new envelope.
func TestUnacknowledgedEventComesThreeTimesMore(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		s := a.link(silent)
		begun := time.Now()
		if _, err := a.ws.As("ana").Say("interview-practice", "Hello"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Hour)
		frames := s.frames("events_api")
		if len(frames) != 4 {
			t.Fatalf("%d attempts", len(frames))
		}
		due := []time.Duration{0, 3 * time.Second, 66 * time.Second, 369 * time.Second}
		envelopes := map[any]bool{}
		for i, f := range frames {
			envelopes[f["envelope_id"]] = true
			wants(t, f, float64(i), "retry_attempt")
			wants(t, f, get(frames[0], "payload", "event_id"), "payload", "event_id")
			if i > 0 {
				wants(t, f, "timeout", "retry_reason")
			}
			if at := s.at[i+1].Sub(begun); at != due[i] {
				t.Errorf("attempt %d came after %v, want %v", i, at, due[i])
			}
		}
		if len(envelopes) != 4 {
			t.Error("an envelope id was used twice")
		}
		if a.ws.Pending() != 0 {
			t.Error("the event was not given up")
		}
	})
}

// SLACK.md 1.8: what happens while no socket is open comes later, as a retry.
func TestEventsOfAnAbsenceComeLaterAsRetries(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		for _, text := range []string{"one", "two"} {
			if _, err := a.ws.As("ben").Say("interview-practice", text); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(10 * time.Minute)
		s := a.link(plain)
		frames := s.frames("events_api")
		if len(frames) != 2 {
			t.Fatalf("%d events came", len(frames))
		}
		wants(t, frames[0], "one", "payload", "event", "text")
		wants(t, frames[1], "two", "payload", "event", "text")
		wants(t, frames[0], 1.0, "retry_attempt")

		s.conn.Close()
		<-s.gone
		a.ws.As("ben").Say("interview-practice", "too old")
		time.Sleep(3 * time.Hour)
		if late := a.link(plain).frames("events_api"); len(late) != 0 {
			t.Errorf("after hours away came %v", late)
		}
	})
}

// SLACK.md 1.3: each payload goes to exactly one of the connections.
func TestConnectionsShareTheEvents(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		one, two := a.link(plain), a.link(plain)
		for range 10 {
			a.ws.As("ana").Say("interview-practice", "Hello")
		}
		if n, m := len(one.events()), len(two.events()); n != 5 || m != 5 {
			t.Errorf("the connections got %d and %d of 10", n, m)
		}
		if a.ws.Pending() != 0 {
			t.Error("acks were not taken")
		}
	})
}

// SLACK.md 1.5: the eleventh connection is turned away.
func TestEleventhConnectionIsTurnedAway(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		for range 10 {
			a.link(plain)
		}
		s := a.link(plain)
		frames := s.frames("disconnect")
		if len(frames) != 1 {
			t.Fatalf("it got %v", s.got)
		}
		wants(t, frames[0], "too_many_websockets", "reason")
		<-s.gone
		if a.ws.Connections() != 10 {
			t.Errorf("%d connections", a.ws.Connections())
		}
	})
}

// SLACK.md 1.4: acks of 20,480 bytes are dropped; null and {} are no payload.
func TestAckSizesAndEmptyPayloads(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		var payload any
		s := a.link(func(object) any { return payload })
		for _, nothing := range []any{nil, object{}, "null"} {
			if payload = nothing; nothing == "null" {
				payload = (*int)(nil)
			}
			if err := a.ws.As("ana").Command("general", "/interview"); err != nil {
				t.Fatal(err)
			}
		}
		if said := a.ws.As("ana").Ephemerals("general"); len(said) != 0 {
			t.Errorf("an empty ack said %v", said)
		}
		payload = object{"text": strings.Repeat("x", 20_000)}
		if err := a.ws.As("ana").Command("general", "/interview"); err != nil {
			t.Fatal(err)
		}
		if said := a.ws.As("ana").Ephemerals("general"); len(said) != 1 {
			t.Errorf("an ack below the limit said %d messages", len(said))
		}
		payload = object{"text": strings.Repeat("x", 20_480)}
		begun := time.Now()
		err := a.ws.As("ana").Command("general", "/interview")
		if !errors.Is(err, errNoAnswer) || time.Since(begun) != 3*time.Second {
			t.Errorf("after %v: %v", time.Since(begun), err)
		}
		if n := a.ws.As("ana").Notices(); len(n) != 1 || !strings.Contains(n[0], "operation_timeout") {
			t.Errorf("notices %q", n)
		}
		if n := len(s.frames("slash_commands")); n != 5 {
			t.Errorf("a command was sent again: %d frames", n)
		}
	})
}

// SLACK.md 1.8: a late ack counts for nothing.
func TestLateAckDoesNotCount(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		late := 0
		s := a.link(func(object) any {
			if late++; late == 1 {
				time.Sleep(4 * time.Second)
			}
			return nil
		})
		a.ws.As("ana").Say("interview-practice", "Hello")
		time.Sleep(time.Minute)
		if n := len(s.frames("events_api")); n != 2 {
			t.Errorf("%d attempts, want a second one for the late ack", n)
		}
		if a.ws.Pending() != 0 {
			t.Error("the second ack was not taken")
		}
	})
}

// SLACK.md 1.5: warned connections go on for ten seconds; others end at once.
func TestSocketFaults(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		s := a.link(plain)
		a.ws.Fault(Fault{Kind: RefreshSocket})
		wants(t, s.frames("disconnect")[0], "warning", "reason")
		a.ws.As("ana").Say("interview-practice", "still heard")
		if n := len(s.events()); n != 1 {
			t.Errorf("%d events after the warning", n)
		}
		begun := time.Now()
		<-s.gone
		if end := time.Since(begun); end != 10*time.Second {
			t.Errorf("the connection ended %v after the warning", end)
		}
		for _, kind := range []FaultKind{DropSocket, RefreshNow, LinkDisabled} {
			s := a.link(plain)
			begun := time.Now()
			a.ws.Fault(Fault{Kind: kind})
			<-s.gone
			if time.Since(begun) != 0 {
				t.Errorf("%s took %v", kind, time.Since(begun))
			}
			if n := len(s.frames("disconnect")); (kind == DropSocket) != (n == 0) {
				t.Errorf("%s announced itself %d times", kind, n)
			}
		}
	})
}

// Duplicates and reordering on demand (SLACK.md 1.3, 1.8).
func TestDuplicateAndReorderedEvents(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		s := a.link(plain)
		a.ws.Fault(Fault{Kind: Duplicate})
		a.ws.As("ana").Say("interview-practice", "twice")
		frames := s.frames("events_api")
		if len(frames) != 2 {
			t.Fatalf("%d frames", len(frames))
		}
		wants(t, frames[1], get(frames[0], "payload", "event_id"), "payload", "event_id")
		if frames[0]["envelope_id"] == frames[1]["envelope_id"] {
			t.Error("the envelope is the same one")
		}
		a.ws.Fault(Fault{Kind: Reorder, Count: 3})
		for _, text := range []string{"a", "b", "c", "d"} {
			a.ws.As("ana").Say("interview-practice", text)
		}
		var order string
		for _, e := range s.events()[2:] {
			order += e["text"].(string)
		}
		if order != "cbad" {
			t.Errorf("the order is %q", order)
		}
		time.Sleep(time.Minute)
		if a.ws.Pending() != 0 {
			t.Error("events were lost")
		}
	})
}
