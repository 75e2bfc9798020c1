package main

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"
)

// A link is the sender's end of one Socket Mode connection. Frames are read and
// written here and not by a library, which would be what is measured.
type link struct {
	conn    net.Conn
	in      *bufio.Reader
	greeted time.Time
	gone    chan struct{} // closed when reading has ended
	cause   error

	mu   sync.Mutex
	load *load // what is under way; nil: nothing
}

func newLink(conn net.Conn) *link {
	return &link{conn: conn, in: bufio.NewReaderSize(conn, 64<<10), gone: make(chan struct{})}
}

func (l *link) hello() error {
	const hello = `{"type":"hello","num_connections":1,"debug_info":{"host":"bench","build_number":1,"approximate_connection_time":18060},"connection_info":{"app_id":"A0BENCH0001"}}`
	frame := append([]byte{0x81, 126, byte(len(hello) >> 8), byte(len(hello))}, hello...)
	_, err := l.conn.Write(frame)
	return err
}

// read takes acks until the connection ends.
func (l *link) read() {
	defer close(l.gone)
	var body []byte
	var acked []int
	for {
		op, b, err := readFrame(l.in, body)
		if err != nil {
			l.cause = err
			l.finish()
			return
		}
		body = b
		switch op {
		case 1:
			if seq := ackedSeq(body); seq >= 0 {
				acked = append(acked, seq)
			} else {
				l.cause = fmt.Errorf("an ack that cannot be read: %q", body)
				l.finish()
				return
			}
		case 8:
			_, _ = l.conn.Write([]byte{0x88, 0})
		case 9:
			_, _ = l.conn.Write(append([]byte{0x8a, byte(len(body))}, body...))
		}
		if len(acked) > 0 && !whole(l.in) {
			l.mu.Lock()
			if l.load != nil {
				l.load.acked(l, acked)
			}
			l.mu.Unlock()
			acked = acked[:0]
		}
	}
}

// finish ends the load that is under way with the link's cause.
func (l *link) finish() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.load != nil {
		l.load.broken(fmt.Errorf("a connection ended: %w", l.cause))
	}
}

// carry has the link carry a load, nil for none.
func (l *link) carry(w *load) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.load = w
}

var errFragment = errors.New("a frame in fragments")

// readFrame reads one masked or plain frame of less than 64 KiB.
func readFrame(in *bufio.Reader, body []byte) (op byte, _ []byte, err error) {
	head, err := in.Peek(2)
	if err != nil {
		return 0, nil, err
	}
	if head[0]&0x80 == 0 {
		return 0, nil, errFragment
	}
	op = head[0] & 15
	masked, size, skip := head[1]&0x80 != 0, int(head[1]&0x7f), 2
	if size == 127 {
		return 0, nil, errors.New("a frame that is too large")
	}
	if size == 126 {
		if head, err = in.Peek(4); err != nil {
			return 0, nil, err
		}
		size, skip = int(binary.BigEndian.Uint16(head[2:])), 4
	}
	var key uint32
	if masked {
		if head, err = in.Peek(skip + 4); err != nil {
			return 0, nil, err
		}
		key = binary.LittleEndian.Uint32(head[skip:])
		skip += 4
	}
	_, _ = in.Discard(skip)
	if cap(body) < size {
		body = make([]byte, size, size+size/2)
	}
	body = body[:size]
	if _, err := io.ReadFull(in, body); err != nil {
		return 0, nil, err
	}
	if masked {
		unmask(body, key)
	}
	return op, body, nil
}

// whole reports whether a whole frame waits to be read without a system call.
func whole(in *bufio.Reader) bool {
	n := in.Buffered()
	if n < 2 {
		return false
	}
	head, _ := in.Peek(min(n, 4))
	size, skip := int(head[1]&0x7f), 2
	if size == 126 {
		if n < 4 {
			return false
		}
		size, skip = int(binary.BigEndian.Uint16(head[2:])), 4
	}
	if head[1]&0x80 != 0 {
		skip += 4
	}
	return n >= skip+size
}

func unmask(b []byte, key uint32) {
	wide := uint64(key)<<32 | uint64(key)
	for len(b) >= 8 {
		binary.LittleEndian.PutUint64(b, binary.LittleEndian.Uint64(b)^wide)
		b = b[8:]
	}
	for i := range b {
		b[i] ^= byte(key >> (8 * (i & 3)))
	}
}
