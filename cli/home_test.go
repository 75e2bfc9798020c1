package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"greenroom/playground"
)

// A publisher carries the bot's calls, and loses or delays those that draw a Home
// tab.
type publisher struct {
	http.RoundTripper
	mu    sync.Mutex
	drawn []time.Time
	late  map[int]time.Duration // by how much the nth drawing reaches Slack late; the bot believes it lost
}

func (p *publisher) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(r.URL.Path, "views.publish") {
		return p.RoundTripper.RoundTrip(r)
	}
	p.mu.Lock()
	p.drawn = append(p.drawn, time.Now())
	late := p.late[len(p.drawn)]
	p.mu.Unlock()
	if late == 0 {
		return p.RoundTripper.RoundTrip(r)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	again := r.Clone(context.WithoutCancel(r.Context()))
	again.Body = io.NopCloser(bytes.NewReader(body))
	go func() {
		time.Sleep(late)
		if res, err := p.RoundTripper.RoundTrip(again); err == nil {
			_ = res.Body.Close()
		}
	}()
	return nil, errors.New("connection reset")
}

func (p *publisher) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.drawn)
}

// atHome plays Monday's question with Ben's Home tab open.
func atHome(t *testing.T, late map[int]time.Duration, f func(p *player, drawn *publisher)) {
	synctest.Test(t, func(t *testing.T) {
		drawn := &publisher{late: late}
		p := newPlayer(newWorldIn(t, playground.Options{RateLimits: true}, func(w *world) {
			drawn.RoundTripper, w.client.Transport = w.client.Transport, drawn
		}))
		defer p.close()
		p.plays("wait 1h", "see post: Reply in this thread", "as ben", "home", "see home: Welcome")
		f(p, drawn)
		p.hush()
	})
}

const firstSaid, thenSaid = "In March our mail was down for four hours, so I rang the vendor, moved nine hundred people to phones, and we were back by noon.",
	"In April our mail was down for four hours, so I rang the vendor, moved nine hundred people to phones, and we were back by noon."

func TestADrawingThatComesLateDoesNotTakeThePlaceOfANewerOne(t *testing.T) {
	atHome(t, map[int]time.Duration{2: 30 * time.Second}, func(p *player, drawn *publisher) {
		p.plays("wait 5s", "reply "+firstSaid)
		for drawn.count() < 2 {
			time.Sleep(10 * time.Millisecond)
		}
		p.plays("edit "+thenSaid, "wait 10s")
		if drawn.count() < 3 {
			t.Fatalf("drawn %d times", drawn.count())
		}
		p.plays("see home: In April", "wait 1m", "see home: In April", "never home: In March")
		p.log.forgive("posting=home/") // that it was not known whether it arrived
	})
}

func TestWhatSlackDoesNotAnswerIsDrawnAnew(t *testing.T) {
	for _, fault := range []string{"lost_response", "hang", "hang_after", "server_error", "rate_limit"} {
		t.Run(fault, func(t *testing.T) {
			atHome(t, nil, func(p *player, _ *publisher) {
				p.plays("fault "+fault+" views.publish 2", "reply "+firstSaid, "wait 4s", "edit "+thenSaid, "wait 1m", "see home: In April", "never home: In March")
				p.log.forgive("posting=home/") // that it had to be tried again
			})
		})
	}
}

func TestHomeIsNotDrawnMoreOftenThanEveryFewSeconds(t *testing.T) {
	atHome(t, nil, func(p *player, drawn *publisher) {
		before := drawn.count()
		p.plays("reply " + firstSaid)
		for i := range 19 { // half a second each
			p.plays(fmt.Sprintf("edit %d times a year %s", i, firstSaid))
		}
		p.plays("wait 4s")
		if n := drawn.count() - before; n < 2 || n > 6 {
			t.Errorf("drawn %d times in 14 seconds", n)
		}
		p.plays("see home: 18 times a year")
		// What changes nothing that is shown is not drawn.
		before = drawn.count()
		p.plays("wait 1m", "as dmitri", "reply "+firstSaid, "wait 10s")
		if n := drawn.count() - before; n > 1 {
			t.Errorf("drawn %d times while nothing of his changed", n)
		}
	})
}

func TestTwoDevicesChangeWhatBothShow(t *testing.T) {
	atHome(t, nil, func(p *player, _ *publisher) {
		phone, desk := p.ws.As("ben"), p.ws.As("ben")
		if err := errors.Join(phone.ClickView("home", "Turn reminders on"), desk.ClickView("home", "Turn feedback off"), desk.OpenHome()); err != nil {
			t.Fatal(err)
		}
		p.plays("wait 2s", "see home: Reminders: on", "see home: only when you ask", "wait 5s", "see home: Reminders: on", "see home: only when you ask")
	})
}

func TestAHomeThatWasNotOpenedForADayIsLeft(t *testing.T) {
	atHome(t, nil, func(p *player, drawn *publisher) {
		p.plays("reply "+firstSaid, "wait 30h")
		before := drawn.count()
		p.plays("edit "+thenSaid, "wait 10s")
		if n := drawn.count() - before; n != 0 {
			t.Errorf("drawn %d times", n)
		}
		p.plays("home", "see home: In April")
	})
}
