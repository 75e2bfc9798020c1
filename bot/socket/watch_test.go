package socket

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestALinkThatDiesInSilenceIsFound(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		s.set(func() { s.deaf, s.mute = true, true })
		b := s.start(func(o *Options) { o.Connections = 1 })
		s.set(func() { s.deaf, s.mute = false, false })
		first := s.live()[0]
		wait(20 * time.Second)
		if first.alive() || b.Status().Links != 1 || len(s.all()) != 2 {
			t.Errorf("first alive: %v, %d connections made", first.alive(), len(s.all()))
		}
		if !strings.Contains(b.Status().LastError, "answers no pings") {
			t.Errorf("the reason given is %q", b.Status().LastError)
		}
	})
}

func TestAPeerThatReadsNothingHoldsAnAckUpForThreeSecondsOnly(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		s.set(func() { s.stuck = true })
		var took time.Duration
		var err error
		b := s.start(func(o *Options) {
			o.Connections = 1
			o.Handle = func(e Envelope) {
				began := time.Now()
				err = e.Ack(nil)
				took = time.Since(began)
			}
		})
		s.set(func() { s.stuck = false })
		wait(6 * time.Second) // the first ping has gone out
		s.live()[0].send(envelope("e1"))
		wait(5 * time.Second)
		if !errors.Is(err, ErrGone) || took != writeWait {
			t.Errorf("the ack returned %v after %v", err, took)
		}
		if b.Status().Links != 1 || len(s.all()) != 2 {
			t.Errorf("%d connections made, status %+v", len(s.all()), b.Status())
		}
	})
}

func TestAServerThatStopsPingingIsLeft(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		b := s.start(func(o *Options) { o.Connections = 1 })
		wait(time.Minute)
		p := s.live()[0]
		p.hush()
		wait(45 * time.Second)
		if p.alive() || !strings.Contains(b.Status().LastError, "sends no pings") {
			t.Errorf("alive %v, status %+v", p.alive(), b.Status())
		}
	})
}

func TestAServerThatNeverPingsIsKept(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		s.set(func() { s.mute = true })
		s.start(nil)
		wait(time.Hour)
		if n := len(s.opens()); n != 2 {
			t.Errorf("%d connections opened, want 2", n)
		}
	})
}

// A full disk may hold the receiver up for minutes; the link is not to blame.
func TestAHandlerThatBlocksIsNotTakenForADeadLink(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		s.start(func(o *Options) {
			o.Connections = 1
			o.Handle = func(e Envelope) { time.Sleep(2 * time.Minute); _ = e.Ack(nil) }
		})
		p := s.live()[0]
		for range 3 {
			go p.send(envelope("slow"))
		}
		wait(7 * time.Minute)
		if !p.alive() || len(p.acked()) != 3 {
			t.Errorf("alive %v, acked %v", p.alive(), p.acked())
		}
	})
}
