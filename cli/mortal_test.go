package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"syscall"

	"greenroom/practice"
)

// A mortal is a life of the bot that ends as by kill -9 at a point that the
// test chooses: from then on it reaches neither its file, which stays as it was
// committed last, nor the network, and what it has in memory is never asked for
// again.
type mortal struct {
	dies  string // the point; empty: it lives on
	fault *fault // what the first calls of chat.postMessage meet; nil: nothing
	spare bool   // at the point it is only told, and may be stopped in good order
	after int    // how many calls go well, and how often the point is passed, before
	edits bool   // chat.update counts as well

	mu      sync.Mutex
	dead    bool
	reached bool
	passed  int // how often the point was passed
	calls   int
	met     chan struct{} // closed when the point is reached
	conns   []net.Conn
}

// The points at which a life can end, in the order of a posting's own life.
const (
	decided  = "before the decision is kept"
	planned  = "once the decision is kept"
	begun    = "once the send is recorded"
	unsent   = "before Slack has the request"
	answered = "before the answer is read"
	learnt   = "before the outcome is kept"
	recorded = "once the outcome is kept"
	looking  = "while it is looked for"
)

// A fault is what goes wrong with a call.
type fault struct {
	name    string
	certain bool // the bot can tell from it that nothing was done
	times   int
	meet    func(next http.RoundTripper, r *http.Request) (*http.Response, error)
}

var errKilled = errors.New("killed")

func newMortal(dies string, f *fault) *mortal {
	return &mortal{dies: dies, fault: f, met: make(chan struct{})}
}

// at ends the life at a point, if it is the one chosen, and reports whether it
// has ended.
func (m *mortal) at(point string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if point != "" && point == m.dies && !m.reached && m.passed < m.after {
		m.passed++
	} else if point != "" && point == m.dies && !m.reached {
		m.reached = true
		if !m.spare {
			m.die()
		}
		close(m.met)
	}
	return m.dead
}

func (m *mortal) die() {
	m.dead = true
	for _, c := range m.conns {
		c.Close()
	}
}

// dialer returns a dial whose connections end with the life.
func (m *mortal) dialer(dial func(context.Context, string, string) (net.Conn, error)) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := dial(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		m.mu.Lock()
		defer m.mu.Unlock()
		if m.dead {
			c.Close()
			return nil, errKilled
		}
		m.conns = append(m.conns, c)
		return c, nil
	}
}

// mortalCalls are the calls of a life.
type mortalCalls struct {
	*mortal
	next http.RoundTripper
}

func (c mortalCalls) RoundTrip(r *http.Request) (*http.Response, error) {
	point := ""
	if strings.HasSuffix(r.URL.Path, "/conversations.history") {
		point = looking
	}
	send := strings.HasSuffix(r.URL.Path, "/chat.postMessage") || c.edits && strings.HasSuffix(r.URL.Path, "/chat.update")
	if send {
		point = unsent
	}
	if c.at(point) {
		return nil, errKilled
	}
	next := c.next.RoundTrip
	if send {
		next = c.meet
	}
	answer, err := next(r)
	if send {
		point = answered
	}
	if c.at(point) {
		if err == nil {
			answer.Body.Close()
		}
		return nil, errKilled
	}
	return answer, err
}

// meet makes a call that meets the fault, as long as there is one.
func (c mortalCalls) meet(r *http.Request) (*http.Response, error) {
	c.mu.Lock()
	f := c.fault
	if f != nil && f.times == 0 || c.calls < c.after {
		f = nil
	}
	c.calls++
	if f != nil {
		f.times--
	}
	c.mu.Unlock()
	if f == nil {
		return c.next.RoundTrip(r)
	}
	return f.meet(c.next, r)
}

// mortalStore is the file of a life.
type mortalStore struct {
	practice.Store
	*mortal
}

func (s mortalStore) View(ctx context.Context, f func(practice.Tx) error) error {
	if s.at("") {
		return errKilled
	}
	return s.Store.View(ctx, f)
}

func (s mortalStore) Update(ctx context.Context, f func(practice.Tx) error) error {
	var wrote witness
	err := s.Store.Update(ctx, func(tx practice.Tx) error {
		if s.at("") {
			return errKilled
		}
		wrote = witness{Tx: tx}
		if err := f(&wrote); err != nil {
			return err
		}
		if s.at(wrote.before) {
			return errKilled
		}
		return nil
	})
	if err == nil && s.at(wrote.after) {
		return errKilled
	}
	return err
}

// A witness sees what is written of the posting of a daily question.
type witness struct {
	practice.Tx
	before, after string // the points
}

func (w *witness) PutPosting(p practice.Posting) error {
	if p.Kind == practice.PostQuestion {
		switch {
		case p.State == practice.Planned && p.Tries == 0:
			w.before, w.after = decided, planned
		case p.State == practice.Sending:
			w.after = begun
		case p.State == practice.Uncertain && p.Looks == 0, p.State == practice.Delivered, p.State == practice.Planned && p.Looks == 0:
			w.before, w.after = learnt, recorded
		}
	}
	return w.Tx.PutPosting(p)
}

// live gives the next life of a world's bot to m.
func (w *world) live(m *mortal) {
	w.client = &http.Client{Transport: mortalCalls{m, &http.Transport{DialContext: m.dialer(w.pipe.DialContext), DisableCompression: true}}}
	w.dial = m.dialer(w.pipe.DialContext)
	w.within = func(s practice.Store) practice.Store { return mortalStore{s, m} }
}

// faults are what a call can meet between the bot and Slack.
func allFaults() []fault {
	answer := func(code int, head map[string]string, body string) func(http.RoundTripper, *http.Request) (*http.Response, error) {
		return func(_ http.RoundTripper, r *http.Request) (*http.Response, error) {
			drain(r)
			return response(r, code, head, body), nil
		}
	}
	// hangs waits until the caller gives up.
	hangs := func(r *http.Request) (*http.Response, error) {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	done := func(then func(*http.Request) (*http.Response, error)) func(http.RoundTripper, *http.Request) (*http.Response, error) {
		return func(next http.RoundTripper, r *http.Request) (*http.Response, error) {
			a, err := next.RoundTrip(r)
			if err != nil {
				return nil, err
			}
			_, _ = io.Copy(io.Discard, a.Body)
			a.Body.Close()
			return then(r)
		}
	}
	return []fault{
		{name: "nothing goes wrong", certain: true},
		{name: "500, not done", times: 2, meet: answer(500, nil, "server error")},
		{name: "500, done", times: 2, meet: done(func(r *http.Request) (*http.Response, error) { return response(r, 500, nil, "server error"), nil })},
		{name: "internal_error, done", times: 2, meet: done(func(r *http.Request) (*http.Response, error) {
			return response(r, 200, nil, `{"ok":false,"error":"internal_error"}`), nil
		})},
		{name: "429 with Retry-After", certain: true, times: 2, meet: answer(429, map[string]string{"Retry-After": "7"}, `{"ok":false,"error":"ratelimited"}`)},
		{name: "429 without Retry-After", certain: true, times: 2, meet: answer(429, nil, `{"ok":false,"error":"ratelimited"}`)},
		{name: "a hang, not done", times: 2, meet: func(_ http.RoundTripper, r *http.Request) (*http.Response, error) { drain(r); return hangs(r) }},
		{name: "a hang, done", times: 2, meet: done(hangs)},
		{name: "the answer is lost", times: 2, meet: done(func(*http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF })},
		{name: "connection refused", certain: true, times: 2, meet: func(_ http.RoundTripper, r *http.Request) (*http.Response, error) {
			drain(r)
			return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
		}},
		{name: "malformed JSON, not done", times: 2, meet: answer(200, nil, "<html>captive portal</html>")},
		{name: "malformed JSON, done", times: 2, meet: done(func(r *http.Request) (*http.Response, error) { return response(r, 200, nil, `{"ok":tr`), nil })},
	}
}

func drain(r *http.Request) {
	if r.Body != nil {
		_, _ = io.Copy(io.Discard, r.Body)
		r.Body.Close()
	}
}

func response(r *http.Request, code int, head map[string]string, body string) *http.Response {
	a := &http.Response{
		StatusCode: code, Status: http.StatusText(code), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewBufferString(body)), ContentLength: int64(len(body)),
	}
	for k, v := range head {
		a.Header.Set(k, v)
	}
	return a
}
