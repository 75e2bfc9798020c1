package cli

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"greenroom/bot/view"
)

// killedWhileForgetting: somebody presses the button, and the program is killed
// again and again before it has come to the end. In the end nothing of theirs is
// left in any file, and nothing of others' is missing.
func killedWhileForgetting(t *testing.T, s *station) {
	bot, log := s.start()
	thread, channel := s.question(), s.ws.ChannelID("interview-practice")
	chance := rand.New(rand.NewPCG(5, 6))
	logs := ""
	for round := range 3 {
		word := fmt.Sprintf("xylophone%d", round)
		for i := range 120 {
			for _, who := range []string{"ben", "ana"} {
				words := fmt.Sprintf("%s's %s tells of reply %d and of a server that I moved in one night with two colleagues", who, word, i)
				if who == "ana" {
					words = fmt.Sprintf("ana's periwinkle%d reply %d tells", round, i)
				}
				now := time.Now().UnixMicro()
				ts := fmt.Sprintf("%d.%06d", now/1e6, now%1e6)
				if _, err := s.wire.send("events_api", replyEvent(channel, thread, ts, s.ws.PersonID(who), words+strings.Repeat(".", i*9))); err != nil {
					t.Fatal(err)
				}
			}
		}
		copied := filepath.Join(s.dir, fmt.Sprintf("greenroom-copy%d.db", round))
		c, said := s.command("backup", copied)
		if err := c.Run(); err != nil {
			t.Fatalf("backup: %v\n%s", err, said)
		}
		if len(holding(t, []string{word}, s.dir)) < 2 {
			t.Fatal("the test is of no use: the words are not there")
		}
		_, err := s.wire.send("interactive", map[string]any{
			"type": "block_actions", "user": map[string]any{"id": s.ws.PersonID("ben")},
			"actions": []any{map[string]any{"type": "button", "action_id": view.ActForgetMe, "block_id": "b", "value": fmt.Sprint(time.Now().UnixMicro())}},
			"view":    map[string]any{"id": "V1", "type": "modal", "hash": "1", "state": map[string]any{"values": map[string]any{}}},
		})
		if err != nil {
			t.Fatal(err)
		}
		for range 4 {
			time.Sleep(time.Duration(chance.IntN(25_000)) * time.Microsecond)
			if err := bot.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			_ = bot.Wait()
			logs += log.String()
			bot, log = s.start()
		}
		left := holding(t, []string{word, s.ws.PersonID("ben")}, s.dir)
		for end := time.Now().Add(20 * time.Second); len(left) > 0 && time.Now().Before(end); left = holding(t, []string{word, s.ws.PersonID("ben")}, s.dir) {
			time.Sleep(50 * time.Millisecond)
		}
		if len(left) > 0 {
			t.Fatalf("left: %q\n%s", left, log)
		}
	}
	s.stop(bot, log)
	logs += log.String()
	if strings.Contains(logs, "xylophone") {
		t.Error("the log holds his words")
	}
	if left := holding(t, []string{"xylophone", s.ws.PersonID("ben")}, s.dir); len(left) > 0 {
		t.Errorf("after the end: %q", left)
	}
	kept := s.export("ana")
	var all strings.Builder
	for _, a := range kept.Answers {
		all.WriteString(a.Text + "\n")
	}
	for round := range 3 {
		for i := range 120 {
			if n := strings.Count(all.String(), fmt.Sprintf("periwinkle%d reply %d tells", round, i)); n != 1 {
				t.Errorf("Ana's reply %d of %d is kept %d times", i, round, n)
			}
		}
	}
}
