package socket

import (
	"strings"
	"testing"
	"time"
)

const othersWarning = "another process is connected"

func TestAnotherProcessIsNamedAfterAMinute(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		s.set(func() { s.strange = 1 })
		b := s.start(func(o *Options) { o.Connections = 1 })
		wait(50 * time.Second)
		if strings.Contains(b.log.String(), othersWarning) || b.Status().Others != 0 {
			t.Error("it warned before a minute was over")
		}
		wait(20 * time.Second)
		if b.Status().Others != 1 {
			t.Errorf("status %+v", b.Status())
		}
		for range 5 { // refreshes repeat the number, not the warning
			s.live()[0].send(`{"type":"disconnect","reason":"refresh_requested"}`)
			wait(time.Hour)
		}
		if n := strings.Count(b.log.String(), othersWarning); n != 1 {
			t.Errorf("%d warnings, want 1", n)
		}
		s.set(func() { s.strange = 0 })
		s.live()[0].send(`{"type":"disconnect","reason":"refresh_requested"}`)
		wait(time.Minute)
		if b.Status().Others != 0 || b.Status().Links != 1 {
			t.Errorf("the other has gone: status %+v", b.Status())
		}
	})
}

func TestGhostsOfOurOwnAreNoOtherProcess(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		s.set(func() { s.strange = 2 }) // of the process that crashed
		b := s.start(nil)
		wait(40 * time.Second)
		s.set(func() { s.strange = 0 }) // Slack has noticed
		wait(24 * time.Hour)
		if strings.Contains(b.log.String(), othersWarning) {
			t.Error("it warned")
		}
		if n := len(s.opens()); n != 3 {
			t.Errorf("%d connections opened, want 2 and one to count again", n)
		}
	})
}

// The hellos of several links may be read in another order than Slack counted them in.
func TestAnotherProcessIsNamedWithSeveralLinksToo(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		s.set(func() { s.strange = 1 })
		b := s.start(func(o *Options) { o.Connections = 4 })
		wait(70 * time.Second)
		if b.Status().Others != 1 || strings.Count(b.log.String(), othersWarning) != 1 {
			t.Errorf("status %+v", b.Status())
		}
	})
}
