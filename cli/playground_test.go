package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/bot"
	"greenroom/playground"
	"greenroom/practice"
	"greenroom/storage"
)

func TestAPortThatWasAskedForIsTakenOrRefused(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, test := range []struct {
		name, listen string
		code         int
		want         string
	}{
		{"a port that is taken", taken.Addr().String(), 1, "another program has this port: name another, or leave --listen out to have a free one"},
		{"a word", "foo", 2, "--listen foo: write HOST:PORT, such as 127.0.0.1:8910"},
		{"a port that no machine has", ":99999", 2, "--listen :99999: write HOST:PORT, such as 127.0.0.1:8910"},
		{"a service for a port", "127.0.0.1:http", 2, "write HOST:PORT"},
		{"no host", ":8910", 2, "served on this machine only: use 127.0.0.1"},
		{"every address", "0.0.0.0:0", 2, "served on this machine only: use 127.0.0.1"},
	} {
		code, out, errs := greenroom(t, "playground", "--listen", test.listen)
		if code != test.code || out != "" || !strings.Contains(errs, test.want) {
			t.Errorf("%s: exit %d, %q, %s", test.name, code, out, errs)
		}
	}
	l, err := playgroundCmd{Listen: "127.0.0.1:0"}.listen()
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
}

func TestTheUsualPortMayMove(t *testing.T) {
	first, err := playgroundCmd{}.listen()
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := playgroundCmd{}.listen()
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if first.Addr().String() == second.Addr().String() || !strings.HasPrefix(second.Addr().String(), "127.0.0.1:") {
		t.Errorf("served at %s and %s", first.Addr(), second.Addr())
	}
}

func TestThePlaygroundKeepsItsDataInADirectory(t *testing.T) {
	file := filepath.Join(t.TempDir(), "data")
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errs := greenroom(t, "playground", "--listen", "127.0.0.1:0", "--data", file)
	if code != 2 || out != "" || errs != "greenroom: --data: "+file+" is a file: name a directory\n" {
		t.Errorf("exit %d, %q, %s", code, out, errs)
	}
}

// The terminal is for the address, also where a team tries its own settings.
func TestThePlaygroundIsQuiet(t *testing.T) {
	p := newPatient(t, playground.Options{})
	for _, test := range []struct {
		settings string
		talks    bool
	}{{"", false}, {"log: {level: info}\n", false}, {"log: {level: debug}\n", true}} {
		if err := os.WriteFile(p.path, []byte(p.config+test.settings), 0o600); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		out, errs := &until{text: "Open http", done: cancel}, &book{}
		if code := Run(ctx, []string{"playground", "--listen", "127.0.0.1:0", "-c", p.path}, strings.NewReader(""), out, errs, func(string) string { return "" }); code != 0 {
			t.Errorf("%q: exit %d", test.settings, code)
		}
		cancel()
		if talks := errs.String() != ""; talks != test.talks {
			t.Errorf("%q: it logs\n%s", test.settings, errs)
		}
	}
}

// What a run before was killed in the middle of saying may take its time: the page
// does not wait for it, nor is it called a missing question.
func TestThePageWaitsForNoMoreThanItsFirstQuestion(t *testing.T) {
	store, err := storage.Open(t.Context(), filepath.Join(t.TempDir(), "greenroom.db"), "")
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	questions, err := bank.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	s := practice.Schedule{Name: "weekdays", Channel: "C1", OpenFor: time.Hour, Zone: time.UTC}
	a := &assembly{coach: &practice.Coach{Store: store, Bank: questions, Now: time.Now, Admins: []practice.Person{"U1"}}}
	a.schedules = []bot.Schedule{{Schedule: s}}
	if _, err := a.coach.PostNow(t.Context(), s, "U1"); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if err := firstQuestions(t.Context(), a); err != nil || time.Since(began) > 5*time.Second {
		t.Errorf("after %v: %v", time.Since(began), err)
	}
}

// until is told what a command prints, and does something once it holds the text.
type until struct {
	book
	text string
	done func()
}

func (u *until) Write(p []byte) (int, error) {
	n, err := u.book.Write(p)
	if strings.Contains(u.String(), u.text) {
		u.done()
	}
	return n, err
}

// Whoever ends the playground while the bot has something to say finds no warning:
// the workspace answers until the bot is done.
func TestThePlaygroundEndsAfterItsBot(t *testing.T) {
	if testing.Short() {
		t.Skip("it runs on the real clock")
	}
	ws, err := playground.New(playground.Options{App: appOf()})
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	ana := ws.PersonID("ana")
	for i := range 6 {
		g := serve(t)
		var state struct{ App struct{ User string } }
		g.page(t, &state, "/page/state?as="+ana, nil)
		var opened struct{ Conversation struct{ ID string } }
		g.page(t, &opened, "/page/open", map[string]any{"as": ana, "with": state.App.User})
		g.page(t, nil, "/page/say", map[string]any{"as": ana, "channel": opened.Conversation.ID, "text": "progress"})
		time.Sleep(time.Duration(i) * 6 * time.Millisecond)
		g.stop() // which fails the test for any word in the log
	}
}

// page asks the playground's page for something, or does something there.
func (g *served) page(t *testing.T, out any, path string, deed map[string]any) {
	t.Helper()
	base := strings.TrimSuffix(g.url, "/")
	var answer *http.Response
	var err error
	if deed == nil {
		answer, err = http.Get(base + path)
	} else {
		body, _ := json.Marshal(deed)
		answer, err = http.Post(base+path, "application/json", bytes.NewReader(body))
	}
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	var done struct{ OK bool }
	if err := errors.Join(err, json.Unmarshal(body, &done)); err != nil || !done.OK {
		t.Fatalf("%s: %v\n%s", path, err, body)
	}
	if out == nil {
		return
	}
	if err := json.Unmarshal(body, out); err != nil {
		t.Fatal(err)
	}
}
