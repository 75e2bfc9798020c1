package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// A wire is a workspace whose Socket Mode links are the test's own: it sends
// what envelopes it likes, and knows which were acked. Everything else is the
// workspace's.
type wire struct {
	next http.Handler
	ids  atomic.Int64
	// told, if set, hears all that the bot says: to is the user or conversation
	// that it goes to. Views are opened here then, and not in the workspace: a
	// trigger is "trigger/USER", the id of a view "view/USER", a response url
	// ends in "/hook/USER".
	told func(to, body string)

	mu      sync.Mutex
	links   []*wireLink
	opened  int // how many links there ever were
	waiting map[string]chan json.RawMessage
	turn    int
}

// A wireLink is one connection, written by one goroutine at a time.
type wireLink struct {
	mu     sync.Mutex
	socket *websocket.Conn
	gone   chan struct{}
}

func newWire(next http.Handler) *wire {
	return &wire{next: next, waiting: map[string]chan json.RawMessage{}}
}

func (w *wire) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	if w.told != nil && w.listen(rw, r) {
		return
	}
	switch r.URL.Path {
	case "/api/apps.connections.open":
		fmt.Fprintf(rw, `{"ok":true,"url":"ws://%s/wire?ticket=secret-ticket"}`, r.Host)
	case "/wire":
		w.connect(rw, r)
	default:
		w.next.ServeHTTP(rw, r)
	}
}

// listen hands on what the bot says, and reports whether it answered the call.
func (w *wire) listen(rw http.ResponseWriter, r *http.Request) bool {
	method := strings.TrimPrefix(r.URL.Path, "/api/")
	user, hook := strings.CutPrefix(r.URL.Path, "/hook/")
	if !hook && !strings.HasPrefix(method, "chat.") && !strings.HasPrefix(method, "views.") {
		return false
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return false
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	if hook {
		w.told(user, string(body))
		_, _ = io.WriteString(rw, "ok")
		return true
	}
	if form, err := url.ParseQuery(string(body)); err == nil && strings.HasPrefix(method, "chat.") {
		to := form.Get("user")
		if to == "" {
			to = form.Get("channel")
		}
		w.told(to, form.Get("text")+"\n"+form.Get("blocks"))
		return false
	}
	var call struct {
		Trigger string `json:"trigger_id"`
		View    string `json:"view_id"`
		User    string `json:"user_id"`
	}
	_ = json.Unmarshal(body, &call)
	to := call.User
	for _, id := range []string{strings.TrimPrefix(call.Trigger, "trigger/"), strings.TrimPrefix(call.View, "view/")} {
		if id != "" {
			to = id
		}
	}
	w.told(to, string(body))
	fmt.Fprintf(rw, `{"ok":true,"view":{"id":"view/%s","type":"modal"}}`, to)
	return true
}

func (w *wire) connect(rw http.ResponseWriter, r *http.Request) {
	socket, err := (&websocket.Upgrader{}).Upgrade(rw, r, nil)
	if err != nil {
		return
	}
	l := &wireLink{socket: socket, gone: make(chan struct{})}
	w.mu.Lock()
	w.links = append(w.links, l)
	w.opened++
	n := len(w.links)
	w.mu.Unlock()
	defer func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.links = slices.DeleteFunc(w.links, func(o *wireLink) bool { return o == l })
		close(l.gone)
		socket.Close()
	}()
	if l.write([]byte(fmt.Sprintf(`{"type":"hello","num_connections":%d}`, n))) != nil {
		return
	}
	for {
		_, data, err := socket.ReadMessage()
		if err != nil {
			return
		}
		var ack struct {
			ID      string          `json:"envelope_id"`
			Payload json.RawMessage `json:"payload"`
		}
		if json.Unmarshal(data, &ack) != nil {
			continue
		}
		w.mu.Lock()
		if c := w.waiting[ack.ID]; c != nil {
			delete(w.waiting, ack.ID)
			c <- ack.Payload
		}
		w.mu.Unlock()
	}
}

func (l *wireLink) write(frame []byte) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.socket.WriteMessage(websocket.TextMessage, frame)
}

// link returns the link whose turn it is, nil where there is none.
func (w *wire) link() *wireLink {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.links) == 0 {
		return nil
	}
	w.turn++
	return w.links[w.turn%len(w.links)]
}

// connections is how often a bot has connected so far.
func (w *wire) connections() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.opened
}

// up waits until a bot has connected once more than that often. The link of one
// that was killed may be there for a while yet.
func (w *wire) up(before int, within time.Duration) bool {
	for end := time.Now().Add(within); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if w.connections() > before {
			return true
		}
	}
	return false
}

// errNotAcked means that an envelope was not acked in time, or its link ended.
var errNotAcked = errors.New("not acked")

// send sends an envelope and returns what its ack holds.
func (w *wire) send(kind string, payload any) (json.RawMessage, error) {
	l := w.link()
	if l == nil {
		return nil, errNotAcked
	}
	id := fmt.Sprintf("envelope-%d", w.ids.Add(1))
	frame, err := json.Marshal(map[string]any{"envelope_id": id, "type": kind, "payload": payload, "accepts_response_payload": kind != "events_api"})
	if err != nil {
		return nil, err
	}
	return w.raw(l, id, frame)
}

// raw sends a frame on a link and waits for the ack of that id.
func (w *wire) raw(l *wireLink, id string, frame []byte) (json.RawMessage, error) {
	acked := make(chan json.RawMessage, 1)
	w.mu.Lock()
	w.waiting[id] = acked
	w.mu.Unlock()
	if l.write(frame) != nil {
		return nil, errNotAcked
	}
	late := time.NewTimer(3 * time.Second)
	defer late.Stop()
	select {
	case payload := <-acked:
		return payload, nil
	case <-late.C:
	case <-l.gone:
	}
	// The ack may have come just before the end.
	select {
	case payload := <-acked:
		return payload, nil
	default:
		return nil, errNotAcked
	}
}

// reply is the event of a person's reply in a thread.
func replyEvent(channel, thread, ts, person, text string) map[string]any {
	return map[string]any{
		"type": "event_callback", "event_id": "Ev" + ts, "team_id": "T1",
		"event": map[string]any{
			"type": "message", "channel": channel, "channel_type": "channel", "user": person, "text": text, "ts": ts, "thread_ts": thread,
		},
	}
}

// memory is a listener whose connections are pipes, for a bubble.
type memory struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
}

func newMemory() *memory { return &memory{conns: make(chan net.Conn), done: make(chan struct{})} }

func (m *memory) DialContext(ctx context.Context, _, _ string) (net.Conn, error) {
	near, far := net.Pipe()
	select {
	case m.conns <- far:
		return near, nil
	case <-m.done:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (m *memory) Accept() (net.Conn, error) {
	select {
	case c := <-m.conns:
		return c, nil
	case <-m.done:
		return nil, net.ErrClosed
	}
}

func (m *memory) Close() error   { m.once.Do(func() { close(m.done) }); return nil }
func (m *memory) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

// onWire has the bot of a world reach its workspace by a wire.
func onWire(out **wire) func(*world) {
	return func(w *world) {
		*out = newWire(w.ws.Handler())
		m := newMemory()
		server := &http.Server{Handler: *out}
		go func() { _ = server.Serve(m) }()
		w.client = &http.Client{Transport: &http.Transport{DialContext: m.DialContext}}
		w.dial = m.DialContext
		w.closing = append(w.closing, func() { _ = server.Close() })
	}
}
