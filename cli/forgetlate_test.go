package cli

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"greenroom/playground"
)

// Slack does not take the drawing of Home while somebody is forgotten: what they
// answered does not stay there.
func TestHomeShowsNothingOfWhatIsForgottenWhateverSlackSays(t *testing.T) {
	for _, fault := range []playground.FaultKind{playground.ServerError, playground.RateLimit} {
		t.Run(string(fault), func(t *testing.T) {
			forgetting(t, func(p *player, dirs []string, _ *wholeLog) {
				p.plays("home", "see home: flugelhorn", "dm below: forget me", "see dm: What goes, for good")
				p.ws.Fault(playground.Fault{Kind: fault, Method: "views.publish", Count: 2, RetryAfter: 40 * time.Second})
				p.plays("click Erase everything", "wait 5m", "never home: flugelhorn")
				p.log.forgive("somebody is not forgotten yet")
				p.forgot(dirs)
			})
		})
	}
}

// A slowMessage has calls of a method that hold some words reach Slack late.
type slowMessage struct {
	http.RoundTripper
	method string
	with   string
	by     time.Duration
	held   atomic.Int32
}

func (s *slowMessage) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body == nil || !strings.HasSuffix(r.URL.Path, s.method) {
		return s.RoundTripper.RoundTrip(r)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	if bytes.Contains(body, []byte(s.with)) {
		s.held.Add(1)
		time.Sleep(s.by)
	}
	return s.RoundTripper.RoundTrip(r)
}

// Somebody is forgotten while something is on its way to them, which arrives when
// all the rest was taken away.
func TestWhatArrivesAfterTheEndIsTakenAway(t *testing.T) {
	for _, c := range []struct{ asked, method, with string }{
		{"question", "chat.postMessage", "alone%2F"},
		{"export", "files.completeUploadExternal", ""},
	} {
		t.Run(c.asked, func(t *testing.T) {
			slow := &slowMessage{method: c.method, with: c.with, by: 8 * time.Second}
			forgetting(t, func(p *player, dirs []string, _ *wholeLog) {
				p.plays("dm below: forget me", "see dm: What goes, for good")
				held := slow.held.Load()
				if err := p.actor().Command("dm", "/interview "+c.asked); err != nil {
					t.Fatal(err)
				}
				for slow.held.Load() == held {
					time.Sleep(10 * time.Millisecond)
				}
				p.plays("click Erase everything", "wait 3m")
				for _, m := range p.ws.As("ben").Messages("dm") {
					if text := shown(m.Text, m.Blocks); m.User == p.ws.BotUser() && m.Subtype != "tombstone" && !strings.Contains(text, "All gone") {
						t.Errorf("in the DM still stands: %s %s %+v", m.TS, text, m.Files)
					}
				}
				p.forgot(dirs)
				p.skimAll()
			}, func(w *world) {
				slow.RoundTripper, w.client.Transport = w.client.Transport, slow
			})
		})
	}
}
