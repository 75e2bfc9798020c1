package cli

import (
	"context"
	"net"
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
