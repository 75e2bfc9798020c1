package playground

import (
	"bufio"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"
)

// watch opens the page of a person and returns what its stream brings next:
// the event, or a comment line. Nil is the end of the stream.
func (a *app) watch(who string) (next func() any) {
	a.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	a.t.Cleanup(cancel)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, PipeURL+"page/events?as="+a.ws.PersonID(who), nil)
	if err != nil {
		a.t.Fatal(err)
	}
	stream, err := a.http.Do(request)
	if err != nil {
		a.t.Fatal(err)
	}
	lines := bufio.NewScanner(stream.Body)
	next = func() any {
		for lines.Scan() {
			line := lines.Text()
			if data, ok := strings.CutPrefix(line, "data: "); ok {
				return decodeObject(a.t, []byte(data))
			}
			if strings.HasPrefix(line, ":") {
				return line
			}
		}
		return nil
	}
	wants(a.t, next(), "hello", "type")
	return next
}

// A page that is open while nothing happens stays connected.
func TestQuietStreamsLive(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		next := a.watch("ben")
		for range 5 {
			if beat := next(); beat != ": still here" {
				t.Fatalf("the stream brought %v", beat)
			}
		}
		time.Sleep(15 * time.Second)
		if _, err := a.ws.As("ana").Say("general", "Still there?"); err != nil {
			t.Fatal(err)
		}
		wants(t, next(), "Still there?", "message", "text")
	})
}

// Whoever watches a channel sees at once that somebody was taken out of it.
func TestRemovalIsShown(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		next := a.watch("ben")
		if err := a.ws.Kick(practice); err != nil {
			t.Fatal(err)
		}
		told := next()
		wants(t, told, "conversation", "type")
		if members := get(told, "conversation", "members").([]any); len(members) != 4 {
			t.Errorf("the members are %v", members)
		}
		if err := a.ws.As("ana").Command(practice, "/remove @ben"); err != nil {
			t.Fatal(err)
		}
		told = next()
		wants(t, told, practice, "conversation", "name")
		if members := get(told, "conversation", "members").([]any); len(members) != 3 {
			t.Errorf("the members are %v", members)
		}
	})
}

// The newest message of a channel is what its own list shows last: a reply
// counts only where it was broadcast.
func TestRepliesAreNotNewInTheChannel(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		ana := a.ws.As("ana")
		latest := func() any { return get(a.page("state?as="+ana.ID(), nil), "conversations", 1, "latest") }
		if latest() != nil {
			t.Errorf("an empty channel has %v", latest())
		}
		root, _ := ana.Say(practice, "A question")
		ana.Reply(practice, root, "An answer")
		if latest() != root {
			t.Errorf("after a reply the latest is %v, want %s", latest(), root)
		}
		broadcast, _ := ana.Broadcast(practice, root, "For all")
		ana.Reply(practice, root, "Another")
		if latest() != broadcast {
			t.Errorf("after a broadcast the latest is %v, want %s", latest(), broadcast)
		}
	})
}
