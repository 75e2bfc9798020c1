package cli

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"greenroom/config"
)

// A sheet is a log that is read by the test.
type sheet struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *sheet) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *sheet) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func TestTheLogHasOneLineForEachIntentAndNobodysText(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log sheet
		p := newPlayer(newWorld(t, func(w *world) {
			w.logger = newLog(config.Log{Level: slog.LevelInfo, Format: "json"}, &log)
		}))
		defer p.close()
		p.plays("wait 1h", "see post: Reply in this thread", "as ben", "reply "+story, "wait 30s", "see private: Feedback",
			"on question", "click Answer privately", "fill answer = "+story, "submit", "see modal: four hundred", "close",
			"command /interview status", "see private: admins", "home", "dm frobnicate the crocodile", "see dm: frobnicate", "reply 🎉")
		ben := p.ws.PersonID("ben")
		var got []string
		for line := range strings.Lines(log.text()) {
			var entry struct {
				Msg, Intent, User, Outcome string
				MS                         *float64
			}
			if err := json.Unmarshal([]byte(line), &entry); err != nil {
				t.Fatalf("%v: %s", err, line)
			}
			if entry.Msg != "intent" {
				continue
			}
			if entry.User != ben || entry.MS == nil || *entry.MS < 0 {
				t.Errorf("not all is told: %s", line)
			}
			got = append(got, entry.Intent+" "+entry.Outcome)
		}
		want := "say done, daily.answer done, answer.submit done, /interview refused, home done, dm done"
		if all := strings.Join(got, ", "); all != want {
			t.Errorf("the log has\n%s, want\n%s", all, want)
		}
		for _, said := range []string{"ticket queue", "crocodile", "frobnicate"} {
			if strings.Contains(log.text(), said) {
				t.Errorf("the log quotes %q", said)
			}
		}
	})
}
