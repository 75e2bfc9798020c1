package socket

import (
	"context"
	"errors"
	"net"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

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
