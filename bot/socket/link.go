package socket

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

const (
	readLimit  = 4 << 20         // bytes; the largest payloads Slack sends stay under 1 MiB
	ackWait    = 3 * time.Second // how long Slack waits for an ack
	closeWait  = time.Second     // for the server's half of a close
	keepBuffer = 256 << 10       // a read buffer grown beyond this is not kept
)

// A link is one WebSocket to Slack, from its handshake to its end.
type link struct {
	client *Client
	ws     *websocket.Conn
	out    *outbox
	log    *slog.Logger
	opened time.Time

	greeted  chan struct{} // closed at hello
	replace  chan struct{} // closed when Slack asks to be called anew
	gone     chan struct{} // closed when reading has ended; cause is set
	settled  chan struct{} // told when the last open envelope is acked while discarding
	cause    error
	hello    sync.Once
	asked    sync.Once
	died     sync.Once
	verdict  atomic.Pointer[error] // why it ended: the first reason that was seen
	open     atomic.Int64          // envelopes handed over and not acked
	taken    atomic.Int64          // when the last was handed over, nanoseconds since opened
	discard  atomic.Bool           // read on, but hand nothing over
	busy     atomic.Bool           // the reader is inside Handle
	awaiting atomic.Bool           // a ping of ours has no pong yet
	pinged   atomic.Int64          // the server's last ping, nanoseconds since opened; 0 before the first
}

func newLink(c *Client, ws *websocket.Conn) *link {
	l := &link{
		client: c, ws: ws, log: c.log, opened: time.Now(),
		greeted: make(chan struct{}), replace: make(chan struct{}),
		gone: make(chan struct{}), settled: make(chan struct{}, 1),
	}
	l.out = newOutbox(ws.NetConn(), l.die)
	ws.SetReadLimit(readLimit)
	ws.SetPingHandler(func(data string) error {
		l.pinged.Store(int64(time.Since(l.opened)))
		l.out.post(opPong, []byte(data))
		return nil
	})
	ws.SetPongHandler(func(string) error {
		l.awaiting.Store(false)
		return nil
	})
	ws.SetCloseHandler(func(int, string) error { return nil }) // run answers, behind the acks
	return l
}

// run reads until the link ends.
func (l *link) run() {
	err := l.read()
	if closed := (*websocket.CloseError)(nil); errors.As(err, &closed) {
		l.out.close() // answer the peer's close frame
	}
	l.die(err)
	l.cause = *l.verdict.Load()
	close(l.gone)
}

func (l *link) read() error {
	var buf []byte
	for {
		kind, r, err := l.ws.NextReader()
		if err != nil {
			return fmt.Errorf("read from Slack: %w", err)
		}
		if buf, err = readAll(buf[:0], r); err != nil {
			return fmt.Errorf("read from Slack: %w", err)
		}
		if kind != websocket.TextMessage {
			l.log.Warn("a binary message from Slack was left aside", "bytes", len(buf))
			continue
		}
		if err := l.take(buf); err != nil {
			return err
		}
		if cap(buf) > keepBuffer {
			buf = nil
		}
	}
}

// readAll appends all of r to buf.
func readAll(buf []byte, r io.Reader) ([]byte, error) {
	for {
		if len(buf) == cap(buf) {
			buf = append(buf, make([]byte, max(4096, cap(buf)))...)[:len(buf)]
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if err == io.EOF {
			return buf, nil
		}
		if err != nil {
			return buf, err
		}
	}
}

// take acts on one message. An error ends the link.
func (l *link) take(b []byte) error {
	f, err := parse(b)
	if err != nil || (f.ID == "" && f.Type == "") {
		l.malformed(b)
		return nil
	}
	if f.ID != "" {
		l.hand(f)
		return nil
	}
	switch f.Type {
	case "hello":
		return l.takeHello(b)
	case "disconnect":
		return l.takeDisconnect(b)
	}
	l.log.Info("a message from Slack of a type we do not know was left aside", "type", f.Type, "bytes", len(b))
	return nil
}

// hand gives an envelope to the handler.
func (l *link) hand(f frame) {
	l.open.Add(1)
	if l.discard.Load() {
		l.settle()
		return
	}
	now := time.Now()
	l.taken.Store(int64(now.Sub(l.opened)))
	l.client.counts.received.Add(1)
	if f.RetryAttempt > 0 {
		l.client.counts.retried.Add(1)
	}
	e := Envelope{
		ID: f.ID, Type: f.Type, Payload: bytes.Clone(f.Payload),
		AcceptsResponse: f.AcceptsResponse, RetryAttempt: f.RetryAttempt, RetryReason: f.RetryReason,
		Received: now, receipt: &receipt{link: l},
	}
	l.busy.Store(true)
	defer l.busy.Store(false)
	defer func() {
		if p := recover(); p != nil {
			// Only Go's own errors are sure to hold nothing that a person wrote.
			what := fmt.Sprintf("%T", p)
			if err, ok := p.(runtime.Error); ok {
				what = err.Error()
			}
			l.log.Error("handling an envelope panicked; it stays unacked", "type", e.Type, "panic", what, "stack", string(debug.Stack()))
		}
	}()
	l.client.options.Handle(e)
}

// malformed acks what cannot be parsed, if it can be found what to ack: sent
// again it would be no better, and Slack switches apps off that never ack. The
// text is not logged, for it may be a person's.
func (l *link) malformed(b []byte) {
	l.client.counts.malformed.Add(1)
	id := findID(b)
	l.log.Warn("a message from Slack could not be parsed", "bytes", len(b), "acked", id != "")
	if id == "" {
		return
	}
	if body, err := ackBody(id, nil); err == nil && len(body) < AckLimit {
		l.out.post(opText, body)
	}
}

func (l *link) takeHello(b []byte) error {
	var h struct {
		NumConnections int `json:"num_connections"`
		ConnectionInfo struct {
			AppID string `json:"app_id"`
		} `json:"connection_info"`
	}
	if err := json.Unmarshal(b, &h); err != nil {
		l.log.Warn("parts of Slack's hello could not be read", "bytes", len(b))
	}
	l.hello.Do(func() {
		l.client.helloed(h.ConnectionInfo.AppID, h.NumConnections)
		close(l.greeted)
	})
	return nil
}

func (l *link) takeDisconnect(b []byte) error {
	var d struct {
		Reason string `json:"reason"`
	}
	if err := json.Unmarshal(b, &d); err != nil {
		l.log.Warn("parts of Slack's disconnect could not be read", "bytes", len(b))
	}
	switch d.Reason {
	case "link_disabled":
		return ErrDisabled
	case "too_many_websockets":
		return errTooMany
	}
	l.log.Info("Slack asks for a new connection", "reason", d.Reason)
	l.ask()
	return nil
}

// ask has the link replaced. It goes on until the replacement is there.
func (l *link) ask() { l.asked.Do(func() { close(l.replace) }) }

// die ends the link at once. The first cause counts.
func (l *link) die(err error) {
	l.died.Do(func() {
		l.verdict.Store(&err)
		l.ws.NetConn().Close()
	})
}

// settle counts one envelope as acked.
func (l *link) settle() {
	if l.open.Add(-1) == 0 && l.discard.Load() {
		select {
		case l.settled <- struct{}{}:
		default:
		}
	}
}

// shut ends the link as a guest leaves: nothing more is handed over, what was
// handed over may be acked for as long as Slack waits for it, then comes a close
// frame. Reading goes on to the end, since a socket closed with unread bytes is
// reset, and a reset can take acks with it.
func (l *link) shut() {
	l.discard.Store(true)
	if l.open.Load() > 0 {
		rest := time.NewTimer(time.Duration(l.taken.Load()) + ackWait - time.Since(l.opened))
		select {
		case <-l.settled:
		case <-rest.C:
		case <-l.gone:
		}
		rest.Stop()
	}
	l.out.close()
	wait := time.NewTimer(closeWait)
	defer wait.Stop()
	select {
	case <-l.gone:
	case <-wait.C:
		l.die(errShut)
	}
	<-l.gone
}

// retire keeps a replaced link for what Slack may still send by it, until Slack
// closes it, grace is over, or ctx ends.
func (l *link) retire(ctx context.Context, grace time.Duration) {
	wait := time.NewTimer(grace)
	defer wait.Stop()
	select {
	case <-l.gone:
	case <-wait.C:
	case <-ctx.Done():
	}
	l.shut()
}

var errShut = errors.New("closed by us")
