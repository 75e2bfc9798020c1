package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"greenroom/playground"
	"greenroom/practice"
)

// A book is where a log is written.
type book struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *book) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *book) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// A shaky network sends what it is given, or breaks it in a way of its choosing.
type shaky struct {
	http.RoundTripper
	mu     sync.Mutex
	how    string
	hooks  []string // the response urls that were used
	broken int
}

func (s *shaky) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	how := s.how
	if strings.Contains(r.URL.Path, "/response/") {
		s.hooks = append(s.hooks, r.URL.Path)
	} else if strings.HasPrefix(how, "response url ") {
		how = "" // only those break
	}
	how = strings.TrimPrefix(how, "response url ")
	if how != "" {
		s.broken++
	}
	s.mu.Unlock()
	answer := func(code int, body string) *http.Response {
		return &http.Response{
			StatusCode: code, Status: http.StatusText(code), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
			Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body)), Request: r,
		}
	}
	var sent string
	if r.Body != nil && how == "echo" {
		all, _ := io.ReadAll(r.Body)
		sent = string(all)
	}
	switch how {
	case "refused":
		// The transport's own errors quote the address.
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused: " + r.URL.String())}
	case "not json":
		return answer(200, "<html>"+r.Header.Get("Authorization")+r.URL.String()), nil
	case "echo":
		return answer(500, sent), nil
	case "500":
		return answer(500, "oops "+r.URL.String()), nil
	case "unknown error":
		return answer(200, `{"ok":false,"error":"strange_error"}`), nil
	}
	return s.RoundTripper.RoundTrip(r)
}

func (s *shaky) breaks(how string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.how = how
}

// Everything goes wrong while people say and write things, with the log at its
// most talkative: what they said, the tokens and the response urls are not in it.
func TestTheLogHoldsNoSecretsAndNobodysWords(t *testing.T) {
	var log book
	net := &shaky{}
	inWorld(t, func(t *testing.T, p *player) {
		p.plays("wait 1h", "see post: Reply in this thread")
		post, err := p.question()
		if err != nil {
			t.Fatal(err)
		}
		for _, how := range []string{"", "refused", "not json", "echo", "500", "unknown error", "response url refused", "response url 500", "lost", "hang"} {
			switch how {
			case "lost":
				p.faults(playground.LostResponse, 1000)
			case "hang":
				p.faults(playground.Hang, 1000)
			default:
				net.breaks(how)
			}
			converse(p, post.ts)
			net.breaks("")
			p.ws.ClearFaults()
			time.Sleep(20 * time.Minute)
		}
		// A new socket by an API that breaks.
		net.breaks("not json")
		p.ws.Fault(playground.Fault{Kind: playground.DropSocket})
		time.Sleep(time.Minute)
		net.breaks("refused")
		p.ws.Fault(playground.Fault{Kind: playground.DropSocket})
		time.Sleep(time.Minute)
		net.breaks("")
		time.Sleep(10 * time.Minute)
		p.hush("")

		app, token := p.ws.Tokens()
		secrets := []string{"canary", "CANARY", app, token, "Bearer", "/response/", "ticket="}
		net.mu.Lock()
		for _, h := range net.hooks {
			secrets = append(secrets, h[strings.LastIndex(h, "/")+1:])
		}
		if len(net.hooks) == 0 || net.broken < 50 {
			t.Errorf("%d response urls were used, %d calls broke: the test tests nothing", len(net.hooks), net.broken)
		}
		net.mu.Unlock()
		for line := range strings.Lines(log.String()) {
			for _, secret := range secrets {
				if strings.Contains(line, secret) {
					t.Errorf("the log holds %q: %s", secret, line)
				}
			}
		}
		if n := strings.Count(log.String(), "\n"); n < 100 {
			t.Errorf("the log has %d lines: the test tests nothing", n)
		}
	}, func(w *world) {
		net.RoundTripper = w.client.Transport
		w.client = &http.Client{Transport: net}
		w.logger = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
}

// converse has people do a little of everything, with words that nobody else
// may see. What comes of it is no matter.
func converse(p *player, thread string) {
	a := p.ws.As("ben")
	ts, _ := a.Reply(practiceChannel, thread, "canary: "+story)
	_ = a.Edit(practiceChannel, ts, "canary, edited: "+story)
	_, _ = a.Reply(practiceChannel, thread, "@greenroom feedback canary")
	_, _ = a.Reply(practiceChannel, thread, "@greenroom feedback")
	_ = a.Click(practiceChannel, thread, "Guidance")
	_ = a.CloseView("")
	_ = a.Click(practiceChannel, thread, "Answer privately")
	time.Sleep(time.Second)
	_, _ = a.Submit("", map[string]string{"answer": "canary in a form: " + story})
	_ = a.ClickView("", "Post it in the thread")
	_ = a.CloseView("")
	for _, words := range []string{"technical express", "canary", "review", "export json", "resume canary", "status"} {
		_ = a.Command(practiceChannel, "/interview "+words)
		_ = a.Command("general", "/interview "+words) // where the bot is not
		time.Sleep(time.Second)
	}
	for range 3 {
		_ = a.CloseView("")
	}
	for _, words := range []string{"canary: " + story, "done", "canary again: " + story, "hint", "end", "export", "canary", "review"} {
		_, _ = a.DM(words)
		time.Sleep(time.Second)
	}
	_ = a.Shortcut("feedback_on_answer", practiceChannel, ts)
	// A message that is not the bot's to read, so that the answer goes by the
	// response url.
	if elsewhere, err := a.Say("general", "canary in general: "+story); err == nil {
		_ = a.Shortcut("feedback_on_answer", "general", elsewhere)
	}
	_ = a.CloseView("")
	_ = a.OpenHome()
	_ = a.Delete(practiceChannel, ts)
	time.Sleep(15 * time.Second)
}

// breaking is a store in which a transaction panics while it is told to.
type breaking struct {
	practice.Store
	now atomic.Bool
}

func (b *breaking) Update(ctx context.Context, f func(practice.Tx) error) error {
	if b.now.CompareAndSwap(true, false) {
		return b.Store.Update(ctx, func(practice.Tx) error { panic("canary") })
	}
	return b.Store.Update(ctx, f)
}

func TestAPanicLeavesNobodysWordsInTheLogAndNothingIsLost(t *testing.T) {
	var log book
	store := &breaking{}
	inWorld(t, func(t *testing.T, p *player) {
		p.plays("wait 1h", "see post: Reply in this thread", "as ben")
		store.now.Store(true)
		p.plays("reply "+story, "see private: my side")
		if s := log.String(); !strings.Contains(s, "panic") || strings.Contains(s, "canary") {
			t.Errorf("the log: %s", s)
		}
		// It was not acked, so it came again.
		p.plays("wait 1m", "see question: 1 person has answered")
		p.hush("")
	}, func(w *world) {
		w.logger = slog.New(slog.NewTextHandler(&log, nil))
		w.within = func(s practice.Store) practice.Store { store.Store = s; return store }
	})
}
