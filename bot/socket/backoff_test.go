package socket

import (
	"errors"
	"strings"
	"testing"
	"time"
)

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
