package socket

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"
)

// fakeSlack is Slack's side of Socket Mode, inside a bubble: no port, no real time.
type fakeSlack struct {
	t      *testing.T
	accept chan net.Conn
	stop   chan struct{}

	mu       sync.Mutex
	opened   []time.Time
	peers    []*peer // in order of arrival, ended ones too
	strange  int     // connections of other processes
	refusal  func(n int) error
	greeting func(n int) string // instead of the hello; "-" for nothing at all
	deaf     bool               // peers answer no pings
	stuck    bool               // peers read nothing more once they have read a ping
	mute     bool               // peers send no pings
	openFor  time.Duration      // how long apps.connections.open takes
}

// A turn is a mutex that a bubble knows to be idle while someone waits for it.
type turn chan struct{}

func (t turn) Lock()   { t <- struct{}{} }
func (t turn) Unlock() { <-t }

// A peer is the server's end of one link.
type peer struct {
	slack *fakeSlack
	n     int
	ws    *websocket.Conn
	write turn

	mu     sync.Mutex
	texts  []string // what the bot sent, acks mostly
	closed int      // code of its close frame
	ended  bool
	muted  bool
}

func newFakeSlack(t *testing.T) *fakeSlack {
	s := &fakeSlack{t: t, accept: make(chan net.Conn), stop: make(chan struct{})}
	server := &http.Server{Handler: http.HandlerFunc(s.serve)}
	go server.Serve(listener{s})
	t.Cleanup(func() {
		close(s.stop)
		server.Close()
		for _, p := range s.all() {
			p.ws.Close()
		}
	})
	return s
}

type listener struct{ s *fakeSlack }

func (l listener) Accept() (net.Conn, error) {
	select {
	case c := <-l.s.accept:
		return c, nil
	case <-l.s.stop:
		return nil, net.ErrClosed
	}
}
func (l listener) Close() error   { return nil }
func (l listener) Addr() net.Addr { return &net.TCPAddr{} }

func (s *fakeSlack) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case s.accept <- server:
		return client, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (s *fakeSlack) open(ctx context.Context) (string, error) {
	s.mu.Lock()
	n, refusal, took := len(s.opened), s.refusal, s.openFor
	s.opened = append(s.opened, time.Now())
	s.mu.Unlock()
	if !sleep(ctx, took) {
		return "", ctx.Err()
	}
	if refusal != nil {
		if err := refusal(n); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("ws://slack.test/link/?ticket=secret-%d&app_id=A1", n), nil
}

func (s *fakeSlack) serve(w http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	s.mu.Lock()
	p := &peer{slack: s, n: len(s.peers), ws: ws, write: make(turn, 1), muted: s.mute}
	s.peers = append(s.peers, p)
	hello := fmt.Sprintf(`{"type":"hello","num_connections":%d,"debug_info":{"host":"applink-1","approximate_connection_time":18060},"connection_info":{"app_id":"A111"}}`, s.liveLocked()+s.strange)
	if s.greeting != nil {
		hello = s.greeting(p.n)
	}
	deaf, stuck := s.deaf, s.stuck
	s.mu.Unlock()
	switch {
	case stuck:
		ws.SetPingHandler(func(string) error { <-s.stop; return nil })
	case deaf:
		ws.SetPingHandler(func(string) error { return nil })
	default:
		ws.SetPingHandler(func(data string) error {
			go p.control(websocket.PongMessage, data)
			return nil
		})
	}
	if hello != "-" {
		go p.send(hello)
	}
	ended := make(chan struct{})
	go p.ping(ended)
	defer close(ended)
	for {
		_, b, err := ws.ReadMessage()
		if err != nil {
			p.mu.Lock()
			p.ended = true
			if closed := (*websocket.CloseError)(nil); errors.As(err, &closed) {
				p.closed = closed.Code
			}
			p.mu.Unlock()
			ws.Close()
			return
		}
		p.mu.Lock()
		p.texts = append(p.texts, string(b))
		p.mu.Unlock()
	}
}

func (p *peer) ping(ended chan struct{}) {
	tick := time.NewTicker(10 * time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ended:
			return
		case <-tick.C:
			p.mu.Lock()
			muted := p.muted
			p.mu.Unlock()
			if !muted {
				p.control(websocket.PingMessage, "ping pong")
			}
		}
	}
}

func (p *peer) control(kind int, data string) {
	p.write.Lock()
	defer p.write.Unlock()
	_ = p.ws.WriteControl(kind, []byte(data), time.Now().Add(time.Hour))
}

// send sends one text message; false if the link has ended.
func (p *peer) send(text string) bool {
	p.write.Lock()
	defer p.write.Unlock()
	return p.ws.WriteMessage(websocket.TextMessage, []byte(text)) == nil
}

// hush makes the peer stop pinging.
func (p *peer) hush() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.muted = true
}

func (p *peer) alive() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return !p.ended
}

// acked returns the envelopes acked by this link, in order.
func (p *peer) acked() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var ids []string
	for _, text := range p.texts {
		var a struct {
			ID string `json:"envelope_id"`
		}
		if err := json.Unmarshal([]byte(text), &a); err != nil {
			p.slack.t.Errorf("the bot sent %q", text)
		}
		ids = append(ids, a.ID)
	}
	return ids
}

func (s *fakeSlack) liveLocked() int {
	n := 0
	for _, p := range s.peers {
		if p.alive() {
			n++
		}
	}
	return n
}

func (s *fakeSlack) all() []*peer {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*peer(nil), s.peers...)
}

func (s *fakeSlack) live() []*peer {
	var live []*peer
	for _, p := range s.all() {
		if p.alive() {
			live = append(live, p)
		}
	}
	return live
}

// set changes the server's ways under its lock.
func (s *fakeSlack) set(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

func (s *fakeSlack) opens() []time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]time.Time(nil), s.opened...)
}

func envelope(id string) string {
	return fmt.Sprintf(`{"envelope_id":%q,"payload":{"event":{"type":"message","text":"a private answer"}},"type":"events_api","accepts_response_payload":false,"retry_attempt":0,"retry_reason":""}`, id)
}

// A bot is a client under test that runs, with what its log said.
type bot struct {
	*Client
	t     *testing.T
	log   *safeBuffer
	end   context.CancelFunc
	ended chan struct{}
	err   error
}

type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// start runs a client against the server; adjust may change its options.
// Whatever a test does, no secret may be in the log at its end.
func (s *fakeSlack) start(adjust func(*Options)) *bot {
	b := &bot{t: s.t, log: &safeBuffer{}, ended: make(chan struct{})}
	o := Options{
		Open: s.open, Dial: s.dial,
		Handle: func(e Envelope) {
			if err := e.Ack(nil); err != nil {
				s.t.Errorf("ack %s: %v", e.ID, err)
			}
		},
		Log: slog.New(slog.NewTextHandler(b.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	if adjust != nil {
		adjust(&o)
	}
	b.Client = New(o)
	ctx, cancel := context.WithCancel(context.Background())
	b.end = cancel
	go func() { defer close(b.ended); b.err = b.Run(ctx) }()
	s.t.Cleanup(func() {
		b.stop()
		for _, secret := range []string{"secret", "a private answer"} {
			if strings.Contains(b.log.String(), secret) {
				s.t.Errorf("the log holds %q:\n%s", secret, b.log)
			}
		}
	})
	synctest.Wait()
	return b
}

// stop ends the client and returns what Run returned.
func (b *bot) stop() error {
	b.end()
	<-b.ended
	return b.err
}

// wait lets virtual time go by.
func wait(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// bubble runs a test in virtual time. It fails if a goroutine is left at the end.
func bubble(t *testing.T, f func(t *testing.T, s *fakeSlack)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { f(t, newFakeSlack(t)) })
}
