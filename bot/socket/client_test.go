package socket

import (
	"context"
	"errors"
	"fmt"
	"net"
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

func TestTriesBecomeRarerUntilALinkHasLasted(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		s.set(func() { s.refusal = func(int) error { return errors.New("no route to host") } })
		b := s.start(func(o *Options) { o.Connections = 1 })
		wait(5 * time.Minute)
		opens := s.opens()
		for i := 1; i < len(opens); i++ {
			gap, step := opens[i].Sub(opens[i-1]), min(time.Second<<(i-1), 30*time.Second)
			if gap < step/2 || gap > step {
				t.Errorf("gap %d is %v, want between %v and %v", i, gap, step/2, step)
			}
		}
		if n := len(opens); n < 10 || n > 26 {
			t.Errorf("%d tries in five minutes", n)
		}
		if st := b.Status(); st.Links != 0 || !strings.Contains(st.LastError, "no route") || st.LastErrorAt.IsZero() {
			t.Errorf("status %+v", st)
		}
		s.set(func() { s.refusal = nil })
		wait(2 * time.Minute) // a link that lasts
		tries, before := len(s.opens()), time.Now()
		s.set(func() { s.refusal = func(int) error { return errors.New("no route to host") } })
		s.live()[0].ws.Close()
		wait(time.Second)
		opens = s.opens()[tries:]
		if len(opens) < 2 || opens[0] != before || opens[1].Sub(before) > time.Second {
			t.Errorf("after a good link, ended at %v, tries at %v: want one at once and one within a second", before, opens)
		}
	})
}

func TestALinkThatFlapsIsNotReplacedInALoop(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		s.start(func(o *Options) { o.Connections = 1 })
		end := time.Now().Add(5 * time.Minute)
		for time.Now().Before(end) {
			for _, p := range s.live() {
				p.ws.Close()
			}
			wait(100 * time.Millisecond)
		}
		if n := len(s.opens()); n > 26 {
			t.Errorf("%d connections opened in five minutes", n)
		}
	})
}

func TestRateLimitsAreKept(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		s.set(func() {
			s.refusal = func(n int) error {
				if n == 0 {
					return &RateLimited{After: 47 * time.Second}
				}
				return nil
			}
		})
		s.start(func(o *Options) { o.Connections = 1 })
		wait(time.Minute)
		opens := s.opens()
		if len(opens) != 2 || opens[1].Sub(opens[0]) < 47*time.Second {
			t.Errorf("asked at %v", opens)
		}
	})
}

func TestTooManyConnectionsIsSaidAndWaitedOut(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		s.set(func() {
			s.greeting = func(n int) string {
				if n == 1 || n == 2 {
					return `{"type":"disconnect","reason":"too_many_websockets","num_connections":10,"connection_info":{"app_id":"A111"}}`
				}
				return `{"type":"hello","num_connections":1,"connection_info":{"app_id":"A111"}}`
			}
		})
		b := s.start(nil)
		wait(14 * time.Second)
		if n := len(s.opens()); n != 2 {
			t.Errorf("%d tries in 14 seconds, want 2", n)
		}
		if st := b.Status(); st.Links != 1 || !strings.Contains(st.LastError, "ten connections") {
			t.Errorf("status %+v", st)
		}
		wait(time.Minute)
		if st := b.Status(); st.Links != 2 {
			t.Errorf("status %+v", st)
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

func TestRunEndsAtOnceInAnyPhase(t *testing.T) {
	for _, c := range []struct {
		name  string
		stuck func(*fakeSlack, *Options)
	}{
		{"while Slack is asked for an address", func(s *fakeSlack, _ *Options) { s.openFor = time.Hour }},
		{"while the network is dialled", func(_ *fakeSlack, o *Options) {
			o.Dial = func(ctx context.Context, _, _ string) (net.Conn, error) { <-ctx.Done(); return nil, ctx.Err() }
		}},
		{"in the handshake", func(_ *fakeSlack, o *Options) {
			o.Dial = func(context.Context, string, string) (net.Conn, error) { c, _ := net.Pipe(); return c, nil }
		}},
		{"before hello", func(s *fakeSlack, _ *Options) { s.greeting = func(int) string { return "-" } }},
		{"while it waits for the next try", func(s *fakeSlack, _ *Options) { s.refusal = func(int) error { return errors.New("no") } }},
		{"with links that are up", func(*fakeSlack, *Options) {}},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, s *fakeSlack) {
				b := s.start(func(o *Options) { c.stuck(s, o) })
				wait(2 * time.Second)
				began := time.Now()
				if err := b.stop(); err != nil || time.Since(began) > 0 {
					t.Errorf("Run returned %v after %v", err, time.Since(began))
				}
			})
		})
	}
}

func TestShutdownLetsAcksLeaveAndTakesNothingNew(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		var mu sync.Mutex
		var handled []string
		b := s.start(func(o *Options) {
			o.Connections = 1
			o.Handle = func(e Envelope) {
				mu.Lock()
				defer mu.Unlock()
				handled = append(handled, e.ID)
				go func() {
					time.Sleep(time.Second)
					if err := e.Ack(nil); err != nil {
						t.Errorf("ack %s: %v", e.ID, err)
					}
				}()
			}
		})
		p := s.live()[0]
		p.send(envelope("in flight"))
		synctest.Wait()
		b.end()
		synctest.Wait()
		p.send(envelope("too late"))
		began := time.Now()
		if err := b.stop(); err != nil {
			t.Errorf("Run returned %v", err)
		}
		synctest.Wait()
		if took := time.Since(began); took != time.Second {
			t.Errorf("the end took %v, want the second that the ack took", took)
		}
		if !slices.Equal(p.acked(), []string{"in flight"}) || !slices.Equal(handled, []string{"in flight"}) {
			t.Errorf("acked %v, handled %v", p.acked(), handled)
		}
		if p.closed != 1000 {
			t.Errorf("close code %d, want 1000", p.closed)
		}
	})
}

func TestShutdownWaitsNoLongerThanSlackDoes(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		var kept Envelope
		b := s.start(func(o *Options) {
			o.Connections = 1
			o.Handle = func(e Envelope) { kept = e }
		})
		s.live()[0].send(envelope("never acked"))
		wait(time.Second)
		began := time.Now()
		if err := b.stop(); err != nil || time.Since(began) != 2*time.Second {
			t.Errorf("Run returned %v after %v, want 2s", err, time.Since(began))
		}
		if err := kept.Ack(nil); !errors.Is(err, ErrGone) {
			t.Errorf("a late ack returned %v", err)
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
