package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/config"
	"greenroom/playground"
	"greenroom/practice"
)

// A world is a workspace with the whole bot in it, over the wire that Slack
// would be reached by, in virtual time: it is made inside a synctest bubble.
type world struct {
	t    testing.TB
	ws   *playground.Workspace
	pipe *playground.Pipe
	cfg  config.Config
	bank *bank.Bank

	serve    context.CancelFunc
	served   chan error
	stop     context.CancelFunc
	stopped  chan error
	assembly *assembly
	log      logLines

	// What a test may put in the place of the usual, before the bot starts.
	logger *slog.Logger
	client *http.Client
	dial   func(ctx context.Context, network, addr string) (net.Conn, error)
	within func(practice.Store) practice.Store // wraps the store

	closing []func() // what else ends with the world

	// offers is set where somebody expects what is offered again: elsewhere, in
	// days of conversation about other things, it may come as it will.
	offers bool

	ahead atomic.Int64 // by how many nanoseconds the bot's clock goes before the world's

	mu   sync.Mutex
	said []*heard // what the bot said, in order
}

// A heard is one message of the bot's.
type heard struct {
	playground.Observation
	expected bool
}

// monday is when each world begins, a working day at eight in Berlin.
var monday = time.Date(2026, time.November, 23, 7, 0, 0, 0, time.UTC)

// builtIn is the built-in bank, which nobody changes, read once for all worlds.
var builtIn = sync.OnceValues(func() (*bank.Bank, error) { return bank.Load(nil) })

// newWorld starts a workspace with the bot on its first morning, after change,
// if any, has had its say.
func newWorld(t testing.TB, change ...func(*world)) *world {
	return newWorldIn(t, playground.Options{RateLimits: true}, change...)
}

// newWorldIn is newWorld in a workspace of those options.
func newWorldIn(t testing.TB, o playground.Options, change ...func(*world)) *world {
	time.Sleep(time.Until(monday))
	questions, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, bank: questions, cfg: config.Default()}
	weekdays := config.DefaultSchedule()
	weekdays.Name, weekdays.Channel, weekdays.Cron, weekdays.Timezone = "weekdays", "#interview-practice", "0 9 * * MON-FRI", "Europe/Berlin"
	weekdays.Reminder, weekdays.Digest = "0 15 * * MON-FRI", "0 16 * * TUE"
	w.cfg.Schedules = []config.Schedule{weekdays}
	w.cfg.Storage = filepath.Join(t.TempDir(), "greenroom.db")
	o.App = appOf()
	w.ws, err = playground.New(o)
	if err != nil {
		t.Fatal(err)
	}
	w.cfg.Admins = []string{w.ws.PersonID("ana")}
	w.ws.Observe(w.observe)
	w.pipe = w.ws.Pipe()
	w.logger, w.client, w.dial = slog.New(&w.log), w.pipe.Client(), w.pipe.DialContext
	for _, f := range change {
		f(w)
	}
	ctx, cancel := context.WithCancel(t.Context())
	w.serve, w.served = cancel, make(chan error, 1)
	go func() { w.served <- w.ws.Serve(ctx, w.pipe) }()
	w.start()
	return w
}

// start starts the bot.
func (w *world) start() {
	w.t.Helper()
	due, err := schedules(w.cfg)
	if err != nil {
		w.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(w.t.Context())
	app, token := w.ws.Tokens()
	w.assembly, err = assemble(ctx, parts{
		cfg: w.cfg, questions: w.bank, schedules: due, app: app, bot: token, api: "http://127.0.0.1/api/",
		client: w.client, dial: w.dial, log: w.logger,
	})
	if err != nil {
		w.t.Fatal(err)
	}
	a := w.assembly
	a.coach.Now = func() time.Time { return time.Now().Add(time.Duration(w.ahead.Load())) }
	if w.within != nil {
		a.coach.Store = w.within(a.coach.Store)
	}
	w.stop, w.stopped = cancel, make(chan error, 1)
	go func() { w.stopped <- a.close(a.work(ctx)) }()
	time.Sleep(time.Second)
}

// end stops the bot and waits for it.
func (w *world) end() {
	w.t.Helper()
	w.stop()
	if err := <-w.stopped; err != nil {
		w.t.Errorf("the bot ended with: %v", err)
	}
}

// close ends the bot and the workspace, and fails the test for anything that
// nobody expected.
func (w *world) close() {
	w.t.Helper()
	time.Sleep(2 * time.Second)
	w.end()
	for _, h := range w.heard() {
		if !h.expected && (w.offers || !strings.HasPrefix(w.text(h), "Worth another try ·")) {
			w.t.Errorf("nobody expected this %s to %s: %s", h.Kind, w.where(h), w.text(h))
		}
	}
	for _, line := range w.log.lines() {
		w.t.Errorf("the bot logged: %s", line)
	}
	for _, f := range w.closing {
		f()
	}
	w.serve()
	<-w.served
	if err := w.ws.Close(); err != nil {
		w.t.Error(err)
	}
}

func (w *world) observe(o playground.Observation) {
	bot := w.ws.BotUser()
	if o.Kind == "post" && o.User == bot || o.Kind == "ephemeral" {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.said = append(w.said, &heard{Observation: o})
	}
}

func (w *world) heard() []*heard {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.said)
}

func (w *world) where(h *heard) string {
	if h.Kind == "ephemeral" {
		return h.User + " in " + h.Channel
	}
	return h.Channel
}

// message returns a message of the bot's as it reads now; ok is false once it is
// gone.
func (w *world) message(h *heard) (m playground.Message, ok bool) {
	for _, name := range []string{"ana", "ben", "chioma", "dmitri"} {
		a := w.ws.As(name)
		if h.Kind == "ephemeral" {
			if a.ID() != h.User {
				continue
			}
			for _, m := range a.Ephemerals(h.Channel) {
				if m.TS == h.TS {
					return m, true
				}
			}
			continue
		}
		for _, top := range a.Messages(h.Channel) {
			if top.TS == h.TS {
				return top, true
			}
			if top.ReplyCount == 0 {
				continue
			}
			for _, m := range a.Thread(h.Channel, top.TS) {
				if m.TS == h.TS {
					return m, true
				}
			}
		}
	}
	return playground.Message{}, false
}

// text returns all that a message of the bot's shows.
func (w *world) text(h *heard) string {
	m, ok := w.message(h)
	if !ok {
		return h.Text
	}
	return shown(m.Text, m.Blocks)
}

// shown returns what can be read in a message or a view.
func shown(text string, blocks json.RawMessage) string {
	var b strings.Builder
	b.WriteString(text)
	var tree any
	if json.Unmarshal(blocks, &tree) == nil {
		collect(&b, tree)
	}
	return b.String()
}

func collect(b *strings.Builder, v any) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			collect(b, x)
		}
	case map[string]any:
		for _, k := range []string{"text", "label", "hint", "placeholder", "title", "description", "fields", "elements", "accessory", "element", "options", "initial_value", "confirm"} {
			switch x := v[k].(type) {
			case string:
				b.WriteString("\n" + x)
			default:
				collect(b, x)
			}
		}
	}
}

// logLines is a log handler that keeps warnings and errors.
type logLines struct {
	mu   sync.Mutex
	kept []string
}

func (l *logLines) Enabled(context.Context, slog.Level) bool { return true }

func (l *logLines) Handle(_ context.Context, r slog.Record) error {
	if r.Level < slog.LevelWarn {
		return nil
	}
	line := r.Level.String() + " " + r.Message
	r.Attrs(func(a slog.Attr) bool {
		line += fmt.Sprintf(" %s=%v", a.Key, a.Value)
		return true
	})
	l.mu.Lock()
	defer l.mu.Unlock()
	l.kept = append(l.kept, line)
	return nil
}

func (l *logLines) WithAttrs([]slog.Attr) slog.Handler { return l }
func (l *logLines) WithGroup(string) slog.Handler      { return l }

// lines returns what was kept; forgive drops those that hold a text.
func (l *logLines) lines() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.kept)
}

func (l *logLines) forgive(text string) (n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	before := len(l.kept)
	l.kept = slices.DeleteFunc(l.kept, func(line string) bool { return strings.Contains(line, text) })
	return before - len(l.kept)
}
