package socket

import (
	"errors"
	"fmt"
	"net"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A slowConn counts writes, each of which takes a while.
type slowConn struct {
	net.Conn
	mu     sync.Mutex
	writes []int // bytes
	takes  time.Duration
	err    error
}

func (c *slowConn) SetWriteDeadline(time.Time) error { return nil }
func (c *slowConn) Write(p []byte) (int, error) {
	time.Sleep(c.takes)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.writes = append(c.writes, len(p))
	return len(p), c.err
}

const plainAckSize = 2 + 4 + len(`{"envelope_id":"00"}`)

func TestALoneAckIsWrittenBeforeItReturns(t *testing.T) {
	c := &slowConn{}
	o := newOutbox(c, nil)
	if err := o.ack("00"); err != nil || len(c.writes) != 1 || c.writes[0] != plainAckSize {
		t.Errorf("%v, writes %v", err, c.writes)
	}
}

func TestAcksDuringAWriteLeaveTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &slowConn{takes: time.Second}
		o := newOutbox(c, nil)
		var wg sync.WaitGroup
		for i := range 50 {
			wg.Go(func() {
				if err := o.ack(fmt.Sprintf("%02d", i)); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		o.close()
		if len(c.writes) != 2 || c.writes[0] != plainAckSize || c.writes[1] < 49*plainAckSize {
			t.Errorf("writes of %v bytes, want one ack, then the rest", c.writes)
		}
		if err := o.ack("00"); !errors.Is(err, ErrGone) {
			t.Errorf("after close: %v", err)
		}
	})
}

func TestAFailedWriteEndsTheLinkOnce(t *testing.T) {
	c := &slowConn{err: errors.New("broken pipe")}
	failed := 0
	o := newOutbox(c, func(error) { failed++ })
	for range 3 {
		if err := o.ack("00"); !errors.Is(err, ErrGone) || !errors.Is(err, c.err) {
			t.Errorf("ack returned %v", err)
		}
	}
	o.close()
	if failed != 1 || len(c.writes) != 1 {
		t.Errorf("told %d times, written %d times", failed, len(c.writes))
	}
}

func TestPostNeverBlocks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &slowConn{takes: time.Minute}
		o := newOutbox(c, nil)
		began := time.Now()
		o.post(opPong, []byte("1"))
		o.post(opPong, []byte("2"))
		if time.Since(began) != 0 {
			t.Errorf("it took %v", time.Since(began))
		}
		o.close()
	})
}

func BenchmarkAppendAck(b *testing.B) {
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		buf = appendFrame(buf[:0], opText, `{"envelope_id":"`, "ac2cfd40-6f8c-4d5e-a1ad-646e532baa19", `"}`)
	}
}
