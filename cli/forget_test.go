package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"greenroom/practice"
)

// lifeOfBen is what Ben does before he wants to be forgotten: each text has a word
// of its own in it. Chioma's words stay.
const lifeOfBen = `
	wait 1h
	see post: Reply in this thread
	as chioma
	reply When I came to Hamburg our backups had never been restored, so I read one tape a week myself until all twelve ran; the periwinkle report says so.
	wait 30s
	see private: Feedback
	as ben
	reply When I came our backups had never been tested, so I restored one machine a week myself until all forty ran; xylophone stood on the report.
	edit When I came our backups had never been tested, so I restored one machine a week myself until all forty ran; quetzal stood on the report.
	wait 30s
	see private: Feedback
	on question
	click Answer privately
	fill answer = Every January our licences renewed by themselves, so I put the notice dates into the finance calendar and saved 38,000 euros; marzipan was my word for it.
	submit
	close
	command /interview review
	press Open
	see modal: marzipan
	press Post it in the thread
	close
	see thread: marzipan
	command /interview suggest How do you tell a board about a zeppelin outage?
	see modal: Suggest
	submit
	as ana
	see dm: zeppelin
	as ben
	close
	command /interview question
	see private: DM
	see dm:
	dm below: I split the team of nine into two, since the night shift had nobody to ask; the bassoon rota has held for a year and nobody left.
	wait 2m
	see dm: Feedback
	dm below: export
	see dm: Here's all that I keep
	see dm:
	command /interview screening express
	see private: Your
	see dm: Screening
	see dm: Question 1 of
	dm I told the board about the outage the same hour, with what we knew and what we did not; the flugelhorn slide is still shown to new managers.
	wait 5s`

// wordsOfBen are those that must not be found when Ben is forgotten.
var wordsOfBen = []string{"xylophone", "quetzal", "marzipan", "zeppelin", "bassoon", "flugelhorn"}

// holding returns the files below the directories that hold any of the texts. The
// program may be at work on them: a file that is gone before it is read holds none.
func holding(t testing.TB, texts []string, dirs ...string) (found []string) {
	t.Helper()
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			b, err := os.ReadFile(path)
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			for _, text := range texts {
				if bytes.Contains(b, []byte(text)) {
					found = append(found, fmt.Sprintf("%q in %s", text, path))
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

// A wholeLog is all that is logged, to be read while more is.
type wholeLog struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (l *wholeLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.Write(p)
}

func (l *wholeLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.String()
}

// forgetting plays in a world in which Ben has lived, with two backups of it, and
// what the bot logs.
func forgetting(t *testing.T, f func(p *player, dirs []string, log *wholeLog), change ...func(*world)) {
	synctest.Test(t, func(t *testing.T) {
		dirs := []string{t.TempDir(), filepath.Join(t.TempDir(), "backups")}
		var log wholeLog
		change = append([]func(*world){withBackups(dirs[1]), func(w *world) {
			// The bot's own log, and what the test makes of its warnings.
			w.logger = slog.New(slog.NewMultiHandler(&w.log, slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
		}}, change...)
		p := newPlayer(newWorld(t, change...))
		defer p.close()
		dirs = append(dirs, filepath.Dir(p.cfg.Storage))
		p.plays(strings.TrimSpace(lifeOfBen))
		if err := p.assembly.store.Backup(t.Context(), filepath.Join(dirs[0], "elsewhere.db")); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(dirs[0], "elsewhere.db"))
		if err == nil {
			err = os.WriteFile(filepath.Join(dirs[1], "greenroom-20261120T031500Z.db"), b, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		if found := holding(t, wordsOfBen, dirs...); len(found) < len(wordsOfBen) {
			t.Fatalf("the test is of no use: before there is only %q", found)
		}
		f(p, dirs, &log)
	})
}

// forgot fails the test where anything of Ben's is left.
func (p *player) forgot(dirs []string) {
	p.t.Helper()
	for _, left := range holding(p.t, append([]string{p.ws.PersonID("ben")}, wordsOfBen...), dirs...) {
		p.t.Errorf("left: %s", left)
	}
	e, err := p.assembly.coach.Export(p.t.Context(), practice.Person(p.ws.PersonID("ben")), nil)
	if err != nil || !e.Empty() {
		p.t.Errorf("kept: %+v, %v", e, err)
	}
	if kept := p.answersOf("chioma"); len(kept) != 1 || !strings.Contains(kept[0], "periwinkle") {
		p.t.Errorf("of Chioma %q is kept", kept)
	}
}

func TestWhoeverIsForgottenLeavesNoByte(t *testing.T) {
	forgetting(t, func(p *player, dirs []string, log *wholeLog) {
		p.plays("command /interview forget-me", "see private: What goes, for good")
		old := p.seen["ben"]
		p.plays(`dm below: forget me
			see dm: What goes, for good
			click Erase everything
			wait 10s`)
		p.forgot(dirs)
		if found := holding(t, []string{"periwinkle"}, dirs...); len(found) != 3 {
			t.Errorf("Chioma's words are in %q", found)
		}
		// Slack, too, while the bot runs on: all that it said but the last word.
		p.plays("wait 3m")
		for _, m := range p.ws.As("ben").Messages("dm") {
			if text := shown(m.Text, m.Blocks); m.User == p.ws.BotUser() && m.Subtype != "tombstone" && !strings.Contains(text, "All gone") {
				t.Errorf("in the DM still stands: %s", text)
			}
			for _, r := range p.ws.As("ben").Thread("dm", m.TS) {
				if text := shown(r.Text, r.Blocks); r.User == p.ws.BotUser() && r.Subtype != "tombstone" && !strings.Contains(text, "All gone") {
					t.Errorf("in a thread of the DM still stands: %s", text)
				}
			}
		}
		for _, m := range p.ws.As("ana").Messages("dm") {
			if strings.Contains(shown(m.Text, m.Blocks), "zeppelin") {
				t.Errorf("Ana still sees his suggestion")
			}
		}
		post, err := p.question()
		if err != nil {
			t.Fatal(err)
		}
		if thread := p.threadText(practiceChannel, post.ts); strings.Contains(thread, "marzipan") || !strings.Contains(thread, "quetzal") {
			t.Errorf("the thread reads:\n%s", thread)
		}
		// An old button does nothing; what he wrote comes back neither by reading the
		// thread anew nor by an edit.
		if err := p.settled(p.actor().Click(old.channel, old.ts, "Erase everything")); err != nil {
			t.Error(err)
		}
		p.plays("see private: That's done")
		p.end()
		p.start()
		p.plays("as ben", "wait 2h", "edit "+story+" xylophone once more", "wait 1m")
		p.forgot(dirs)
		if open, err := p.assembly.coach.Waiting(t.Context()); err != nil || len(open) != 0 {
			t.Errorf("waiting: %+v, %v", open, err)
		}
		for _, word := range wordsOfBen {
			if strings.Contains(log.String(), word) {
				t.Errorf("the log holds %q", word)
			}
		}
		// From then on he is as anybody.
		p.plays("reply "+story, "wait 1m", "see private: Feedback")
		if kept := p.answersOf("ben"); len(kept) != 1 || kept[0] != story {
			t.Errorf("kept of the new: %q", kept)
		}
	})
}

// A cutStore is a store whose process ends at a write: nothing of that is kept, and
// nothing works after it.
type cutStore struct {
	practice.Store
	mu   sync.Mutex
	left int // writes that it will still do, while counting
	dead bool
}

// set has it end at that write from now on, or live on with 0.
func (m *cutStore) set(left int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.left, m.dead = left, false
}

func (m *cutStore) ends() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.left > 0 {
		m.left--
		m.dead = m.left == 0
	}
	return m.dead
}

var errCut = errors.New("cut off")

func (m *cutStore) Update(ctx context.Context, f func(practice.Tx) error) error {
	if m.ends() {
		return errCut
	}
	return m.Store.Update(ctx, f)
}

func TestAForgettingThatIsBrokenOffGoesOnAtTheNextStart(t *testing.T) {
	for n := 2; n < 20; n += 3 {
		t.Run(fmt.Sprintf("at write %d", n), func(t *testing.T) {
			m := &cutStore{}
			forgetting(t, func(p *player, dirs []string, _ *wholeLog) {
				p.plays("dm below: forget me", "see dm: What goes, for good")
				m.set(n)
				p.plays("click Erase everything", "wait 3s")
				p.end()
				m.set(0)
				p.start()
				p.plays("wait 20s")
				p.log.forgive("cut off")
				p.forgot(dirs)
				p.plays("wait 2m")
			}, func(w *world) {
				w.within = func(s practice.Store) practice.Store { m.Store = s; return m }
			})
		})
	}
}

// The button names nobody: it forgets whoever presses it, and nobody else.
func TestOnlyWhoAsksIsForgotten(t *testing.T) {
	forgetting(t, func(p *player, dirs []string, _ *wholeLog) {
		ben := strings.Join(p.answersOf("ben"), "|")
		p.plays(`dm below: forget me
			see dm: What goes, for good
			as chioma
			dm below: forget me
			see dm: 1 answer
			twice Erase everything
			see private: That's done
			wait 10s`)
		if kept := strings.Join(p.answersOf("ben"), "|"); kept != ben {
			t.Errorf("of Ben %q is left of %q", kept, ben)
		}
		if found := holding(t, []string{"periwinkle", p.ws.PersonID("chioma")}, dirs...); len(found) > 0 {
			t.Errorf("of Chioma there is %q", found)
		}
		p.plays("wait 1m")
	})
}

func TestTheButtonGoesStale(t *testing.T) {
	forgetting(t, func(p *player, _ []string, _ *wholeLog) {
		p.plays("command /interview forget-me", "see private: What goes, for good", "wait 61m")
		p.plays("click Erase everything", "see private: more than an hour old")
		if kept := p.answersOf("ben"); len(kept) < 4 {
			t.Errorf("of Ben %q is left", kept)
		}
		p.skimAll()
	})
}

// skimAll takes as seen whatever was said meanwhile.
func (p *player) skimAll() { p.plays("skim") }

func TestHomeAsksInAForm(t *testing.T) {
	forgetting(t, func(p *player, dirs []string, _ *wholeLog) {
		p.plays(`home
			press-home Forget me…
			see modal: What goes, for good
			press Erase everything
			see modal: I'm erasing it all now
			see dm: All gone
			wait 5s`)
		p.forgot(dirs)
		p.plays("close", "wait 3m")
		time.Sleep(time.Second)
	})
}
