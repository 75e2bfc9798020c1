package cli

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"greenroom/playground"
)

// TestTwoHundredChannelsAtNine has the questions of two hundred channels, and
// four of one channel, fall due in the same minute, while people answer.
func TestTwoHundredChannelsAtNine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const channels, more = 200, 3
		o := playground.Options{RateLimits: true}
		for i := range channels {
			o.Channels = append(o.Channels, playground.Channel{Name: fmt.Sprintf("practice-%03d", i), Bot: true})
		}
		nine := monday.Add(time.Hour)
		var mu sync.Mutex
		posted := map[string][]time.Time{} // by channel
		texts := map[string][]string{}
		stamps := map[string]string{}
		refused := map[string]int{}
		w := newWorldIn(t, o, func(w *world) {
			one := w.cfg.Schedules[0]
			w.cfg.Schedules = nil
			add := func(name, channel string) {
				s := one
				s.Name, s.Channel = name, channel
				w.cfg.Schedules = append(w.cfg.Schedules, s)
			}
			for i := range channels {
				// Half of them are named, half are given by their ids.
				channel := fmt.Sprintf("#practice-%03d", i)
				if i%2 == 0 {
					channel = w.ws.ChannelID(channel)
				}
				add(fmt.Sprintf("every-%03d", i), channel)
			}
			for i := range more {
				add(fmt.Sprintf("more-%d", i), "#practice-000")
			}
			w.ws.Observe(func(o playground.Observation) {
				mu.Lock()
				defer mu.Unlock()
				switch {
				case o.Kind == "call" && o.Error != "":
					refused[o.Method+" "+o.Error]++
				case o.Kind == "post" && o.User == w.ws.BotUser():
					posted[o.Channel] = append(posted[o.Channel], o.At)
					texts[o.Channel] = append(texts[o.Channel], o.Text)
					stamps[o.Channel] = o.TS
				}
			})
		})
		defer w.close()
		clear(refused) // as many ids are asked for at the start as there are
		before := w.ws.Calls()["chat.postMessage"]
		time.Sleep(time.Until(nine.Add(70 * time.Second)))

		mu.Lock()
		first := maps.Clone(stamps)
		for _, s := range w.cfg.Schedules[:channels] {
			id := w.ws.ChannelID(s.Channel)
			want := 1
			if s.Name == "every-000" {
				want += more
			}
			if len(posted[id]) != want {
				t.Errorf("%s got %d questions, want %d", s.Name, len(posted[id]), want)
			}
			for i, at := range posted[id] {
				if late := at.Sub(nine); late < 0 || late > time.Minute {
					t.Errorf("%s came %v after nine", s.Name, late)
				}
				if i > 0 && at.Sub(posted[id][i-1]) < time.Second {
					t.Errorf("%s: %v after the question before", s.Name, at.Sub(posted[id][i-1]))
				}
			}
		}
		mu.Unlock()
		if n := w.ws.Calls()["chat.postMessage"] - before; n != channels+more {
			t.Errorf("chat.postMessage was called %d times for %d questions", n, channels+more)
		}

		// Everybody answers in half of them, within two minutes.
		people := []string{"ana", "ben", "chioma", "dmitri"}
		answered := slices.Sorted(maps.Keys(first))[:channels/2]
		for i, id := range answered {
			for _, who := range people {
				if _, err := w.ws.As(who).Reply(id, first[id], fmt.Sprintf("%s in %d: %s", who, i, story)); err != nil {
					t.Fatal(err)
				}
			}
			time.Sleep(time.Second)
		}
		time.Sleep(20 * time.Minute)
		for _, who := range people {
			if n := len(w.answersOf(who)); n != len(answered) {
				t.Errorf("of %s %d answers are kept, want %d", who, n, len(answered))
			}
		}
		for _, id := range answered {
			ts := first[id]
			for _, m := range w.ws.As("ana").Messages(id) {
				if m.TS == ts && !strings.Contains(shown(m.Text, m.Blocks), "4 people have answered") {
					t.Errorf("a question reads %s", shown(m.Text, m.Blocks))
				}
			}
		}
		mu.Lock()
		defer mu.Unlock()
		if len(refused) > 0 {
			t.Errorf("Slack refused: %v", refused)
		}
		w.hush()
	})
}
