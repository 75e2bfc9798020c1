package cli

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"greenroom/playground"
)

// asks returns the stamps of the question's messages that stand in the channel.
func (w *world) asks() (out []string) {
	for _, m := range w.ws.As("ana").Messages(practiceChannel) {
		if m.User == w.ws.BotUser() && m.Metadata != nil {
			out = append(out, m.TS)
		}
	}
	return out
}

func (w *world) says(who, thread, text string) (ts string) {
	w.t.Helper()
	ts, err := w.ws.As(who).Reply(practiceChannel, thread, text)
	if err != nil {
		w.t.Fatal(err)
	}
	return ts
}

// TestAQuestionThatSlackShowedTooLateIsLeftOnceWithAllItsAnswers: the answer to
// the first call was lost, and its message showed in the history only after the
// bot had looked for it in vain and posted again.
func TestAQuestionThatSlackShowedTooLateIsLeftOnceWithAllItsAnswers(t *testing.T) {
	for name, then := range map[string]func(p *player){
		"while it runs":  func(*player) {},
		"over a restart": func(p *player) { p.plays("restart") },
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(t *testing.T, p *player) {
				p.ws.Fault(playground.Fault{Kind: playground.LostResponse, Method: "chat.postMessage"})
				p.ws.Fault(playground.Fault{Kind: playground.LateHistory, Method: "chat.postMessage", Delay: 80 * time.Second})
				p.plays("wait 1h", "wait 1m")
				double := p.asks()
				if len(double) != 2 {
					t.Fatalf("%d questions stand there, want the double", len(double))
				}
				first, second := double[0], double[1]
				p.says("ben", first, "Ben: "+story)
				p.says("ben", first, "And I would do it again.")
				hers := p.says("chioma", second, "Chioma: "+story)
				p.says("dmitri", first, "Dmitri in the first: "+story)
				p.says("dmitri", second, "Dmitri in the second: "+story)
				p.plays("wait 30s")
				then(p)
				p.plays("wait 5m")
				if left := p.asks(); !slices.Equal(left, double[:1]) {
					t.Fatalf("of %q there stand %q", double, left)
				}
				// What is edited in the thread that is gone is still followed.
				if err := p.ws.As("chioma").Edit(practiceChannel, hers, "Chioma, edited: "+story); err != nil {
					t.Fatal(err)
				}
				p.plays("wait 2h") // in which the thread is read for what was missed
				if now := p.ws.As("ana").Messages(practiceChannel)[0]; !strings.Contains(shown(now.Text, now.Blocks), "3 people have answered") {
					t.Errorf("the question reads %s", shown(now.Text, now.Blocks))
				}
				for who, want := range map[string][]string{
					"ben": {"Ben: ", "again"}, "chioma": {"Chioma, edited: "}, "dmitri": {"in the first", "in the second"},
				} {
					kept := p.answersOf(who)
					if len(kept) != 1 || slices.ContainsFunc(want, func(s string) bool { return strings.Count(kept[0], s) != 1 }) {
						t.Errorf("of %s this is kept: %q", who, kept)
					}
				}
				p.hush("uncertain", "twice")
			})
		})
	}
}

// doubled has the next message posted twice: Slack shows the first too late.
func (w *world) doubled() {
	w.ws.Fault(playground.Fault{Kind: playground.LostResponse, Method: "chat.postMessage"})
	w.ws.Fault(playground.Fault{Kind: playground.LateHistory, Method: "chat.postMessage", Delay: 80 * time.Second})
}

// TestADoubleWhoseFellowSomebodyDeletesIsTheQuestion: an admin sees two and
// deletes the one that the bot knows of, before the bot has found the other.
func TestADoubleWhoseFellowSomebodyDeletesIsTheQuestion(t *testing.T) {
	inWorld(t, func(t *testing.T, p *player) {
		p.doubled()
		p.plays("wait 1h", "wait 1m")
		double := p.asks()
		if len(double) != 2 {
			t.Fatalf("%d questions stand there, want the double", len(double))
		}
		p.says("ben", double[0], "Ben: "+story)
		p.says("chioma", double[1], "Chioma: "+story)
		if err := p.ws.Remove(practiceChannel, double[1]); err != nil {
			t.Fatal(err)
		}
		p.plays("wait 2h")
		p.says("dmitri", double[0], "Dmitri: "+story)
		p.plays("wait 2h")
		if now := p.ws.As("ana").Messages(practiceChannel)[0]; !strings.Contains(shown(now.Text, now.Blocks), "3 people have answered") {
			t.Errorf("the question reads %s", shown(now.Text, now.Blocks))
		}
		for _, who := range []string{"ben", "chioma", "dmitri"} {
			if kept := p.answersOf(who); len(kept) != 1 {
				t.Errorf("of %s this is kept: %q", who, kept)
			}
		}
		p.hush("uncertain", "twice")
	})
}

// TestAnAnswerThatIsTakenBackLeavesNoDouble: its author sees it twice in the
// thread and removes it, before the bot has found the other.
func TestAnAnswerThatIsTakenBackLeavesNoDouble(t *testing.T) {
	inWorld(t, func(t *testing.T, p *player) {
		p.plays("wait 1h", "see post: Answer privately", "as ben", "on question", "click Answer privately", "fill answer = "+story, "submit", "see modal: four hundred")
		p.doubled()
		p.plays("press Post it in the thread", "close", "wait 100s")
		thread := p.asks()[0]
		stand := func() (n int) {
			for _, m := range p.ws.As("ana").Thread(practiceChannel, thread) {
				if strings.Contains(shown(m.Text, m.Blocks), "four hundred") {
					n++
				}
			}
			return n
		}
		if n := stand(); n != 2 {
			t.Fatalf("the answer stands there %d times, want the double", n)
		}
		p.plays("see thread: four hundred", "see thread: four hundred", "click Remove", "see private: out of the thread", "wait 5m")
		if n := stand(); n != 0 {
			t.Errorf("the answer stands there %d times after it was taken back", n)
		}
		p.hush("uncertain", "twice")
	})
}

// TestTwoBotsOnTwoMachinesLeaveOneQuestion: each has a file of its own and so
// knows nothing of the other; both post, and both find out.
func TestTwoBotsOnTwoMachinesLeaveOneQuestion(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlayer(newWorld(t))
		defer p.close()
		other := &world{t: t, ws: p.ws, bank: p.bank, cfg: p.cfg, logger: p.logger, client: p.client, dial: p.dial}
		other.cfg.Storage = strings.TrimSuffix(other.cfg.Storage, ".db") + "-other.db"
		other.start()
		p.plays("wait 1h", "wait 1m")
		double := p.asks()
		if len(double) != 2 {
			t.Fatalf("%d questions stand there, want the double", len(double))
		}
		for i, who := range []string{"ana", "ben", "chioma", "dmitri"} {
			p.says(who, double[i%2], fmt.Sprintf("%s: %s", who, story))
		}
		p.plays("wait 25m")
		if left := p.asks(); !slices.Equal(left, double[:1]) {
			t.Errorf("of %q there stand %q", double, left)
		}
		// Each answer went to one of the two, and nothing was answered twice. That
		// all is with one of them nobody can promise: an operator is told.
		kept := 0
		for _, w := range []*world{p.world, other} {
			for _, who := range []string{"ana", "ben", "chioma", "dmitri"} {
				kept += len(w.answersOf(who))
			}
		}
		if kept < 4 {
			t.Errorf("%d answers are kept, want all 4", kept)
		}
		if p.log.forgive("another process") == 0 {
			t.Errorf("no warning of the other process: %q", p.log.lines())
		}
		p.hush("twice")
		other.end()
	})
}
