package socket

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"
)

func TestTwoLinksAreKeptByDefault(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		b := s.start(nil)
		wait(time.Second)
		st := b.Status()
		if len(s.live()) != 2 || st.Links != 2 || st.Wanted != 2 || st.AppID != "A111" || st.Reported == 0 {
			t.Errorf("%d links live, status %+v", len(s.live()), st)
		}
		if st.LastHello.IsZero() || st.Since.IsZero() || st.LastError != "" {
			t.Errorf("status %+v", st)
		}
		wait(24 * time.Hour)
		if n := len(s.opens()); n != 2 {
			t.Errorf("in a quiet day %d connections were opened, want 2", n)
		}
	})
}

func TestAnAckGoesByTheLinkOfItsEnvelope(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		b := s.start(nil)
		for i, p := range s.live() {
			for j := range 20 {
				p.send(envelope(fmt.Sprintf("%d-%d", i, j)))
			}
		}
		wait(time.Second)
		for i, p := range s.all() {
			acked := p.acked()
			if len(acked) != 20 {
				t.Errorf("link %d acked %d, want 20", i, len(acked))
			}
			for j, id := range acked {
				if id != fmt.Sprintf("%d-%d", i, j) {
					t.Errorf("link %d acked %s in place %d", i, id, j)
				}
			}
		}
		if n := b.Status().Received; n != 40 {
			t.Errorf("%d received", n)
		}
	})
}

// A refresh under way: envelopes come every 20 ms, by any link that stands, and
// Slack lets go of the old one after ten seconds, at once, or never.
func TestARefreshLosesNothingAndLeavesNoGap(t *testing.T) {
	for _, c := range []struct {
		name   string
		reason string
		lets   time.Duration // until Slack closes the old link; 0: it does not
	}{
		{"warning, closed ten seconds later", "warning", 10 * time.Second},
		{"refresh requested, never closed", "refresh_requested", 0},
		{"a reason of tomorrow", "moon_phase", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, s *fakeSlack) {
				b := s.start(func(o *Options) {
					o.Connections = 1
					o.Handle = func(e Envelope) {
						go func() {
							time.Sleep(300 * time.Millisecond) // kept, then acked
							if err := e.Ack(nil); err != nil {
								t.Errorf("ack %s: %v", e.ID, err)
							}
						}()
					}
				})
				wait(time.Minute)
				s.set(func() { s.openFor = 400 * time.Millisecond })
				old := s.live()[0]
				old.send(fmt.Sprintf(`{"type":"disconnect","reason":%q,"debug_info":{"host":"wss-111.slack.com"}}`, c.reason))
				began := time.Now()
				sent := make(map[*peer][]string)
				for i := range 1000 { // twenty seconds
					live := s.live()
					if len(live) == 0 || b.Status().Links == 0 {
						t.Fatalf("no link %v after Slack's notice", time.Since(began))
					}
					if len(live) > 2 {
						t.Fatalf("%d links", len(live))
					}
					p := live[i%len(live)]
					if c.lets > 0 && p == old && time.Since(began) > c.lets-time.Second {
						p = live[len(live)-1] // a server about to close sends no more
					}
					if p == old && time.Since(began) > grace {
						p = live[len(live)-1]
					}
					id := fmt.Sprint(i)
					if p.send(envelope(id)) {
						sent[p] = append(sent[p], id)
					}
					if c.lets > 0 && time.Since(began) >= c.lets {
						old.ws.Close()
					}
					time.Sleep(20 * time.Millisecond)
				}
				wait(time.Second)
				if old.alive() {
					t.Error("the old link is still there after twenty seconds")
				}
				if len(sent[old]) == 0 || len(sent) != 2 {
					t.Errorf("both links should have carried envelopes: %d links did", len(sent))
				}
				for p, ids := range sent {
					if got := p.acked(); !slices.Equal(got, ids) {
						t.Errorf("link %d: %d sent, %d acked by it", p.n, len(ids), len(got))
					}
				}
			})
		})
	}
}

func TestALinkClosedWithTheNoticeIsReplaced(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		b := s.start(nil)
		wait(time.Minute)
		first := s.live()[0]
		first.send(`{"type":"disconnect","reason":"refresh_requested"}`)
		first.ws.Close()
		wait(time.Second)
		if b.Status().Links != 2 || len(s.live()) != 2 {
			t.Errorf("%d links", b.Status().Links)
		}
	})
}

func TestADroppedLinkComesBackWhileTheOtherGoesOn(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		b := s.start(nil)
		wait(time.Minute)
		first, second := s.live()[0], s.live()[1]
		first.ws.Close()
		synctest.Wait()
		second.send(envelope("meanwhile"))
		wait(10 * time.Millisecond)
		if got := second.acked(); !slices.Equal(got, []string{"meanwhile"}) {
			t.Errorf("the other link acked %v", got)
		}
		wait(time.Second)
		if st := b.Status(); st.Links != 2 || st.LastError == "" {
			t.Errorf("status %+v", st)
		}
	})
}

func TestAPlainCloseBySlackIsAnsweredAndReplaced(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		s.start(func(o *Options) { o.Connections = 1 })
		wait(time.Minute)
		p := s.live()[0]
		p.control(websocket.CloseMessage, string(websocket.FormatCloseMessage(1001, "bye")))
		wait(time.Second)
		if p.alive() || p.closed != 1000 {
			t.Errorf("alive %v, close code %d", p.alive(), p.closed)
		}
		if len(s.live()) != 1 {
			t.Errorf("%d links", len(s.live()))
		}
	})
}

func TestSomeErrorsEndRunAndSayWhatToDo(t *testing.T) {
	for code := range remedies {
		t.Run(code, func(t *testing.T) {
			bubble(t, func(t *testing.T, s *fakeSlack) {
				s.set(func() {
					s.refusal = func(n int) error {
						if n == 1 {
							return &APIError{Code: code, Needed: "connections:write", Provided: "chat:write"}
						}
						return nil
					}
				})
				b := s.start(nil)
				wait(5 * time.Second)
				select {
				case <-b.ended:
				default:
					t.Fatal("it goes on")
				}
				var refusal *APIError
				if !errors.As(b.err, &refusal) || !strings.Contains(b.err.Error(), code) || !strings.Contains(b.err.Error(), remedies[code]) {
					t.Errorf("Run returned %v", b.err)
				}
				if len(s.live()) != 0 {
					t.Error("a link was left")
				}
			})
		})
	}
}

func TestSocketModeSwitchedOffEndsRun(t *testing.T) {
	for _, c := range []struct {
		name  string
		hello bool
	}{{"while connected", true}, {"before hello", false}} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, s *fakeSlack) {
				if !c.hello {
					s.set(func() { s.greeting = func(int) string { return `{"type":"disconnect","reason":"link_disabled"}` } })
				}
				b := s.start(nil)
				if c.hello {
					wait(time.Minute)
					s.live()[1].send(`{"type":"disconnect","reason":"link_disabled"}`)
				}
				wait(5 * time.Second)
				select {
				case <-b.ended:
				default:
					t.Fatal("it goes on")
				}
				if !errors.Is(b.err, ErrDisabled) {
					t.Errorf("Run returned %v", b.err)
				}
			})
		})
	}
}

func TestAServerWithoutHelloIsLeft(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		s.set(func() {
			s.greeting = func(n int) string {
				if n == 0 {
					return "-"
				}
				return `{"type":"hello"}`
			}
		})
		b := s.start(func(o *Options) { o.Connections = 1 })
		wait(12 * time.Second)
		if st := b.Status(); st.Links != 1 || len(s.all()) != 2 {
			t.Errorf("%d connections made, status %+v", len(s.all()), st)
		}
	})
}

func TestUpTellsHowLongThereWasNoLink(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		var mu sync.Mutex
		var ups []time.Time
		s.start(func(o *Options) {
			o.Up = func(since time.Time) {
				mu.Lock()
				defer mu.Unlock()
				ups = append(ups, since)
			}
		})
		wait(time.Minute)
		s.live()[0].ws.Close() // the other is still there
		wait(time.Minute)
		s.set(func() { s.refusal = func(int) error { return errors.New("down") } })
		lost := time.Now()
		for _, p := range s.live() {
			p.ws.Close()
		}
		wait(time.Hour)
		s.set(func() { s.refusal = nil })
		wait(time.Minute)
		if len(ups) != 2 || !ups[0].IsZero() || !ups[1].Equal(lost) {
			t.Errorf("Up was told %v, the links were lost at %v", ups, lost)
		}
	})
}
