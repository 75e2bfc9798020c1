package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"greenroom/practice"
)

// wordsThatAge are Ben's, but for those of the question that he suggested: that
// goes with him, not with its age.
var wordsThatAge = slices.DeleteFunc(slices.Clone(wordsOfBen), func(w string) bool { return w == "zeppelin" })

// keeping has answers erased when they are that old.
func keeping(d time.Duration) func(*world) { return func(w *world) { w.cfg.Retention = d } }

func TestWhatIsTooOldLeavesNoByteAndStandsInNoMessage(t *testing.T) {
	forgetting(t, func(p *player, dirs []string, log *wholeLog) {
		p.plays("command /interview end", "skim", "command /interview debrief", "skim", "wait 47h", "skim")
		if found := holding(t, wordsThatAge, dirs...); len(found) < len(wordsThatAge) {
			t.Errorf("too early there is only %q", found)
		}
		p.plays(`as chioma
			reply Last week our mail failed for two hours, so I rang the head of sales myself every ten minutes; the tamarind list of whom to ring is in use since.
			wait 30s
			see private: Feedback
			wait 27h`, "skim")
		if left := holding(t, append([]string{"periwinkle"}, wordsThatAge...), dirs...); len(left) > 0 {
			t.Errorf("left: %q", left)
		}
		if kept := p.answersOf("chioma"); len(kept) != 1 || !strings.Contains(kept[0], "tamarind") {
			t.Errorf("of Chioma's %q is kept", kept)
		}
		p.plays("wait 5m", "skim")
		for _, who := range []string{"ben", "chioma"} {
			for _, m := range p.ws.As(who).Messages("dm") {
				for _, r := range append(p.ws.As(who).Thread("dm", m.TS), m) {
					text := shown(r.Text, r.Blocks)
					if at := saidAt(t, r.TS); r.User == p.ws.BotUser() && r.Subtype != "tombstone" && time.Since(at) > 55*time.Hour {
						t.Errorf("in the DM of %s still stands, of %v: %s", who, at, text)
					}
				}
			}
		}
		if strings.Contains(log.String(), "marzipan") || strings.Contains(log.String(), "xylophone") {
			t.Error("the log tells")
		}
		// The bot goes on as ever.
		p.plays("as ben", "command /interview review", "see modal: answered anything yet", "close")
	}, keeping(48*time.Hour))
}

// A clock that was set years ahead would have everything erased.
func TestAClockThatIsAheadErasesNothingBeforeItsTime(t *testing.T) {
	forgetting(t, func(p *player, dirs []string, _ *wholeLog) {
		p.plays("command /interview end", "skim", "clock 9000h", "wait 25h", "skim", "clock 0s", "wait 1m", "skim")
		p.plays("forgive ahead of Slack")
		if found := holding(t, wordsThatAge, dirs...); len(found) < len(wordsThatAge) {
			t.Errorf("there is only %q", found)
		}
	}, keeping(48*time.Hour))
}

func TestWhatIsSaidWhileTheClockIsAheadIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlayer(newWorld(t, keeping(48*time.Hour)))
		defer p.close()
		p.plays("wait 1h", "see post: Reply in this thread", "clock 9000h", "as ben\nreply "+story, "sleep 1m", "as chioma\nreply "+story, "wait 1m", "skim")
		for _, who := range []string{"ben", "chioma"} {
			if kept := p.answersOf(who); len(kept) != 1 {
				t.Errorf("of %s's %q is kept", who, kept)
			}
		}
		p.plays("clock 0s", "wait 1m", "skim", "forgive ahead of Slack")
	})
}

func TestErasingForAgeGoesOnAfterItWasBrokenOff(t *testing.T) {
	for n := 1; n < 8; n += 3 {
		t.Run(fmt.Sprintf("at write %d", n), func(t *testing.T) {
			m := &cutStore{}
			forgetting(t, func(p *player, dirs []string, _ *wholeLog) {
				p.plays("command /interview end", "skim")
				p.end()
				time.Sleep(50 * time.Hour)
				m.left = n
				p.start()
				time.Sleep(3 * time.Second)
				p.end()
				m.left, m.dead = 0, false
				p.start()
				p.plays("wait 1m", "skim")
				p.log.forgive("cut off")
				if left := holding(t, wordsThatAge, dirs...); len(left) > 0 {
					t.Errorf("left: %q", left)
				}
			}, keeping(48*time.Hour), func(w *world) {
				w.within = func(s practice.Store) practice.Store { m.Store = s; return m }
			})
		})
	}
}

// saidAt returns when a message was said.
func saidAt(t *testing.T, ts string) time.Time {
	t.Helper()
	seconds, err := strconv.ParseFloat(ts, 64)
	if err != nil {
		t.Fatal(err)
	}
	return time.Unix(int64(seconds), 0)
}
