package cli

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"greenroom/playground"
	"greenroom/practice"
)

// TestAnOccurrenceIsPostedOnceWhateverGoesWrong is the matrix of faults: what
// goes wrong with the call that posts, at which point the bot ends, and how. In
// each cell the channel has one message of the occurrence, and what was said
// under it meanwhile is kept once.
func TestAnOccurrenceIsPostedOnceWhateverGoesWrong(t *testing.T) {
	endings := []struct {
		name string
		away time.Duration
		kill bool
	}{
		{"killed and started at once", 0, true},
		{"killed and started two minutes later", 2 * time.Minute, true},
		{"stopped in good order", 20 * time.Second, false},
	}
	for _, f := range allFaults() {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			t.Run("and the bot goes on", func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { postedOnce(t, f, "", 0, true) })
			})
			for _, point := range []string{decided, planned, begun, unsent, answered, learnt, recorded, looking} {
				for _, e := range endings {
					t.Run(e.name+" "+point, func(t *testing.T) {
						synctest.Test(t, func(t *testing.T) { postedOnce(t, f, point, e.away, e.kill) })
					})
				}
			}
		})
	}
}

func postedOnce(t *testing.T, f fault, point string, away time.Duration, kill bool) {
	first := newMortal(point, &f)
	first.spare = !kill
	w := newWorld(t, func(w *world) {
		w.live(first)
		w.cfg.Schedules[0].Cron = "5 8 * * MON-FRI"
	})
	// Slack shows what is posted in histories a while later.
	w.ws.Fault(playground.Fault{Kind: playground.LateHistory, Method: "chat.postMessage", Count: 10, Delay: 25 * time.Second})
	// Ben answers whatever question appears, at once.
	stop := w.ws.Observe(func(o playground.Observation) {
		if o.Kind == "post" && o.User == w.ws.BotUser() && o.Channel == w.ws.ChannelID(practiceChannel) {
			go func() {
				if _, err := w.ws.As("ben").Reply(practiceChannel, o.TS, story); err != nil {
					t.Error(err)
				}
			}()
		}
	})
	defer stop()
	select {
	case <-first.met:
		// Much later it is looked whether it stands there twice.
		if point == looking && f.certain && time.Since(monday) < 10*time.Minute {
			t.Error("the bot looked for what was certainly not there")
		}
		w.stop()
		<-w.stopped
		time.Sleep(away)
		w.live(newMortal("", &f))
		w.start()
	case <-time.After(30 * time.Minute):
		if point != "" {
			t.Error("the bot never came to this point")
		}
	}
	time.Sleep(time.Until(monday.Add(50 * time.Minute)))

	const key = "daily/weekdays/2026-11-23T08:05"
	if n := w.withKey(practiceChannel, key); n != 1 {
		t.Errorf("%d messages of the occurrence are in the channel", n)
	}
	var fate practice.Fate
	err := w.assembly.coach.Store.View(t.Context(), func(tx practice.Tx) (err error) {
		fate, err = tx.Fate("weekdays", "2026-11-23T08:05")
		return err
	})
	if err != nil || fate != practice.Posted {
		t.Errorf("the occurrence's fate is %q, %v", fate, err)
	}
	if kept := w.answersOf("ben"); len(kept) != 1 || kept[0] != story {
		t.Errorf("of Ben's answer %q is kept", kept)
	}
	w.hush("")
	w.close()
}

// withKey counts the messages in a channel, threads included, that carry the key
// of a posting.
func (w *world) withKey(channel, key string) (n int) {
	count := func(m playground.Message) {
		var payload struct{ Key string }
		if m.Metadata != nil && json.Unmarshal(m.Metadata.EventPayload, &payload) == nil && payload.Key == key {
			n++
		}
	}
	a := w.ws.As("ana")
	for _, m := range a.Messages(channel) {
		count(m)
		if m.ReplyCount == 0 {
			continue
		}
		for _, r := range a.Thread(channel, m.TS) {
			if r.TS != m.TS && !strings.EqualFold(r.Subtype, "thread_broadcast") {
				count(r)
			}
		}
	}
	return n
}
