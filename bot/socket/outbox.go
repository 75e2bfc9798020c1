package socket

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"net"
	"runtime"
	"sync"
	"time"
)

// writeWait bounds one write: as long as Slack waits for an ack, and no longer.
const writeWait = 3 * time.Second

const (
	opText  = 1
	opClose = 8
	opPing  = 9
	opPong  = 10
)

// An outbox writes the frames of one link, one Write at a time. Whoever sends
// while nothing is being written writes at once, in their own goroutine; what is
// sent meanwhile leaves together in the next Write. So a lone ack waits for no
// other goroutine, and many of them share a system call.
//
// Frames are built here and not by the WebSocket library, which writes each by
// itself and lets one goroutine at a time do so.
type outbox struct {
	conn net.Conn
	fail func(error) // called once, when a write fails

	mu      sync.Mutex
	quiet   sync.Cond // writing became false
	pending []byte    // frames not yet handed to a Write
	spare   []byte    // the buffer of the last Write, for reuse
	writing bool
	err     error // set once no frame can be sent any more
}

func newOutbox(conn net.Conn, fail func(error)) *outbox {
	o := &outbox{conn: conn, fail: fail}
	o.quiet.L = &o.mu
	return o
}

// ack sends a plain ack for an id that needs no escaping.
func (o *outbox) ack(id string) error {
	o.mu.Lock()
	if o.err != nil {
		defer o.mu.Unlock()
		return o.err
	}
	o.pending = appendFrame(o.pending, opText, `{"envelope_id":"`, id, `"}`)
	return o.flush()
}

// text sends a text frame. It blocks as Ack does.
func (o *outbox) text(body []byte) error {
	o.mu.Lock()
	if o.err != nil {
		defer o.mu.Unlock()
		return o.err
	}
	o.pending = appendFrame(o.pending, opText, body)
	return o.flush()
}

// post sends a frame without ever blocking: for the goroutine that reads, which
// must not wait for a peer that may itself wait to be read.
func (o *outbox) post(op byte, body []byte) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err != nil {
		return
	}
	o.pending = appendFrame(o.pending, op, body)
	if !o.writing {
		o.writing = true
		go o.drain()
	}
}

// close sends a close frame behind all that was sent before, and refuses what
// comes later. It returns when all is written or failed.
func (o *outbox) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err == nil {
		o.pending = appendFrame(o.pending, opClose, []byte{1000 >> 8, 1000 & 0xff})
		o.err = ErrGone
		if !o.writing {
			o.writing = true
			go o.drain()
		}
	}
	for o.writing {
		o.quiet.Wait()
	}
}

// flush writes what is pending unless someone does so already. It takes over
// the lock and releases it.
func (o *outbox) flush() error {
	if o.writing {
		o.mu.Unlock()
		return nil
	}
	o.writing = true
	err := o.write()
	if err == nil && len(o.pending) > 0 {
		go o.drain() // the caller has its own work to do
	} else {
		o.rest()
	}
	o.mu.Unlock()
	return err
}

// drain writes until nothing is pending.
func (o *outbox) drain() {
	// Those that are about to send as well go first, and are in the same Write.
	runtime.Gosched()
	o.mu.Lock()
	defer o.mu.Unlock()
	for len(o.pending) > 0 {
		if o.write() != nil {
			break
		}
	}
	o.rest()
}

// write hands everything pending to one Write. The lock is held before and
// after, not meanwhile.
func (o *outbox) write() error {
	buf := o.pending
	o.pending, o.spare = o.spare[:0], nil
	o.mu.Unlock()
	err := o.conn.SetWriteDeadline(time.Now().Add(writeWait))
	if err == nil {
		_, err = o.conn.Write(buf)
	}
	if err != nil {
		err = fmt.Errorf("%w: %w", ErrGone, err)
		o.fail(err)
	}
	o.mu.Lock()
	if err != nil {
		o.err, o.pending = err, nil
		return err
	}
	if cap(buf) <= 64<<10 {
		o.spare = buf
	}
	return nil
}

func (o *outbox) rest() {
	o.writing = false
	o.quiet.Broadcast()
}

// appendFrame appends one whole client frame, masked as RFC 6455 asks of
// clients, with a body shorter than 64 KiB.
func appendFrame[T string | []byte](dst []byte, op byte, body ...T) []byte {
	n := 0
	for _, part := range body {
		n += len(part)
	}
	const final, masked, two = 0x80, 0x80, 126
	if n < two {
		dst = append(dst, final|op, masked|byte(n))
	} else {
		dst = append(dst, final|op, masked|two, byte(n>>8), byte(n))
	}
	key := rand.Uint32()
	dst = binary.LittleEndian.AppendUint32(dst, key)
	start := len(dst)
	for _, part := range body {
		dst = append(dst, part...)
	}
	mask(dst[start:], key)
	return dst
}

// mask applies the key to b in place.
func mask(b []byte, key uint32) {
	wide := uint64(key)<<32 | uint64(key)
	for len(b) >= 8 {
		binary.LittleEndian.PutUint64(b, binary.LittleEndian.Uint64(b)^wide)
		b = b[8:]
	}
	for i := range b {
		b[i] ^= byte(key >> (8 * (i & 3)))
	}
}
