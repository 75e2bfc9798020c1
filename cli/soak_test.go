package cli

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"greenroom/bot/view"
	"greenroom/playground"
	"greenroom/practice"
	"greenroom/storage"
)

// lifetimes is how often the soak kills the bot; make soak asks for many more.
var lifetimes = flag.Int("lives", 6, "how often the soak kills the bot")

// A soak is a station in which questions are posted, people answer in threads
// and in forms, Slack misbehaves, and the bot is killed again and again.
type soak struct {
	*station
	chance *rand.Rand // of the main goroutine
	done   atomic.Bool

	mu      sync.Mutex
	threads []spot // of the questions that were seen so far
}

// soakChannels is how many channels the questions go to.
const soakChannels = 10

// TestKilledInManyLivesNothingIsLostOrSaidTwice ends in exact counts: each
// question stands in Slack once, each answer is kept once.
func TestKilledInManyLivesNothingIsLostOrSaidTwice(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a minute")
	}
	t.Parallel()
	o := playground.Options{Channels: []playground.Channel{{Name: "minutely", Bot: true}, {Name: "interview-practice", Bot: true}}}
	for i := range soakChannels {
		o.Channels = append(o.Channels, playground.Channel{Name: fmt.Sprintf("practice-%d", i), Bot: true})
	}
	schedules := "\n  - {name: minutely, channel: \"#minutely\", cron: \"* * * * *\", timezone: Europe/Berlin}"
	for i := range *lifetimes {
		schedules += fmt.Sprintf("\n  - {name: life-%03d, channel: \"#practice-%d\", cron: \"0 9 29 2 *\", timezone: Europe/Berlin}", i, i%soakChannels)
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	s := &soak{station: newStationIn(t, buildProgram(t), o, schedules), chance: rand.New(rand.NewPCG(seed, 1))}
	bot, log := s.start()

	var all sync.WaitGroup
	people := []string{"ana", "ben", "chioma", "dmitri"}
	replied, given := make([]int, len(people)), make([]int, len(people))
	for n, who := range people {
		all.Go(func() { replied[n], given[n] = s.answers(n, who, rand.New(rand.NewPCG(seed, uint64(n)+2))) })
	}
	all.Go(func() { s.misbehaves(rand.New(rand.NewPCG(seed, 99))) })
	for life := range *lifetimes {
		var asked sync.WaitGroup
		asked.Go(func() { s.typed("ana", fmt.Sprintf("post life-%03d", life)) })
		time.Sleep(time.Duration(100+s.chance.IntN(1200)) * time.Millisecond)
		if err := bot.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = bot.Wait()
		bot, log = s.start()
		asked.Wait()
		s.look()
	}
	s.done.Store(true)
	all.Wait()
	s.ws.ClearFaults()
	for s.stop(bot, log); s.open(t) > 0; s.stop(bot, log) {
		bot, log = s.start()
		time.Sleep(5 * time.Second)
	}

	s.posted(t)
	for n, who := range people {
		s.kept(t, who, replied[n], given[n])
	}
	t.Logf("%d lives, %d questions, replies %v, forms %v", *lifetimes, len(s.keys()), replied, given)
	if t.Failed() {
		t.Logf("the last log:\n%s", log)
	}
}

// answers has somebody reply and fill in forms until the soak is done, each
// until it is acked, and some of it again. It returns how many of each.
func (s *soak) answers(n int, who string, chance *rand.Rand) (replied, given int) {
	for i := 0; !s.done.Load(); i++ {
		time.Sleep(time.Duration(10+chance.IntN(40)) * time.Millisecond)
		at, ok := s.thread(chance)
		if !ok {
			continue
		}
		kind := "interactive"
		var payload map[string]any
		if chance.IntN(3) > 0 {
			kind = "events_api"
			ts := fmt.Sprintf("%d.%06d", time.Now().Unix(), n*200_000+i%200_000)
			payload = replyEvent(at.channel, at.ts, ts, s.ws.PersonID(who), fmt.Sprintf("%s's reply %d. Noted.", who, replied))
			replied++
		} else {
			payload = map[string]any{
				"type": "view_submission", "user": map[string]any{"id": s.ws.PersonID(who)},
				"view": map[string]any{
					"id": fmt.Sprintf("V%s%d", who, i), "type": "modal", "callback_id": view.CallAnswer, "private_metadata": "post:" + at.thread,
					"state": map[string]any{"values": map[string]any{"answer": map[string]any{"text": map[string]any{
						"type": "plain_text_input", "value": fmt.Sprintf("%s's form %d. %s", who, given, story),
					}}}},
				},
			}
			given++
		}
		for again := chance.IntN(5) == 0; ; time.Sleep(5 * time.Millisecond) {
			if _, err := s.wire.send(kind, payload); err != nil {
				continue
			}
			if !again {
				break
			}
			again = false
		}
	}
	return replied, given
}

// thread returns the thread of some question; the spot's thread is its key.
func (s *soak) thread(chance *rand.Rand) (spot, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.threads) == 0 {
		return spot{}, false
	}
	return s.threads[chance.IntN(len(s.threads))], true
}

// misbehaves has Slack do so, a few times a second.
func (s *soak) misbehaves(chance *rand.Rand) {
	kinds := []playground.Fault{
		{Kind: playground.LostResponse}, {Kind: playground.HangAfter}, {Kind: playground.Hang}, {Kind: playground.ServerError},
		{Kind: playground.RateLimit, RetryAfter: 2 * time.Second}, {Kind: playground.LateHistory, Delay: 10 * time.Second},
	}
	for !s.done.Load() {
		time.Sleep(time.Duration(chance.IntN(800)) * time.Millisecond)
		f := kinds[chance.IntN(len(kinds))]
		f.Method = "chat.postMessage"
		s.ws.Fault(f)
		if l := s.wire.link(); l != nil && chance.IntN(4) == 0 {
			l.socket.Close()
		}
	}
}

// look finds the questions that stand in Slack, to be answered.
func (s *soak) look() {
	var threads []spot
	for key, at := range s.keys() {
		threads = append(threads, spot{channel: at[0].channel, ts: at[0].ts, thread: key})
	}
	slices.SortFunc(threads, func(a, b spot) int { return strings.Compare(a.thread, b.thread) })
	s.mu.Lock()
	defer s.mu.Unlock()
	s.threads = threads
}

// keys returns where the questions stand in Slack, by their keys.
func (s *soak) keys() map[string][]spot {
	out := map[string][]spot{}
	channels := []string{"minutely"}
	for i := range soakChannels {
		channels = append(channels, fmt.Sprintf("practice-%d", i))
	}
	for _, c := range channels {
		for _, m := range s.ws.As("ana").Messages(c) {
			var payload struct{ Key string }
			if m.Metadata != nil && json.Unmarshal(m.Metadata.EventPayload, &payload) == nil {
				out[payload.Key] = append(out[payload.Key], spot{channel: s.ws.ChannelID(c), ts: m.TS})
			}
		}
	}
	return out
}

// open returns how many questions are still to be posted, or looked for. The bot
// must not run.
func (s *soak) open(t *testing.T) (n int) {
	t.Helper()
	store, err := storage.Open(t.Context(), filepath.Join(s.dir, "greenroom.db"), "")
	if err != nil {
		t.Fatal(err)
	}
	err = store.View(t.Context(), func(tx practice.Tx) error {
		n = 0
		return tx.OpenPostings(func(p practice.Posting) bool {
			if p.Kind == practice.PostQuestion {
				n++
			}
			return true
		})
	})
	if err := errors.Join(err, store.Check(t.Context()), store.Close()); err != nil {
		t.Fatal(err)
	}
	return n
}

// posted holds what stands in Slack against what was due.
func (s *soak) posted(t *testing.T) {
	keys := s.keys()
	lives := map[string]int{}
	var minutes []time.Time
	for key, at := range keys {
		if len(at) != 1 {
			t.Errorf("%s stands there %d times", key, len(at))
		}
		schedule, occurrence, _ := strings.Cut(strings.TrimPrefix(key, "daily/"), "/")
		if schedule != "minutely" {
			lives[schedule]++
			continue
		}
		minute, err := time.Parse("2006-01-02T15:04", occurrence)
		if err != nil {
			t.Errorf("%s: %v", key, err)
		}
		minutes = append(minutes, minute)
	}
	for i := range *lifetimes {
		if name := fmt.Sprintf("life-%03d", i); lives[name] != 1 {
			t.Errorf("the question of %s was posted %d times", name, lives[name])
		}
	}
	slices.SortFunc(minutes, time.Time.Compare)
	for i := 1; i < len(minutes); i++ {
		if minutes[i].Sub(minutes[i-1]) != time.Minute {
			t.Errorf("no question came between %v and %v", minutes[i-1], minutes[i])
		}
	}
}

// kept holds what is kept of somebody against what was acked.
func (s *soak) kept(t *testing.T, who string, replied, given int) {
	var texts strings.Builder
	for _, a := range s.export(who).Answers {
		texts.WriteString(a.Text + "\n")
	}
	all := texts.String()
	for what, n := range map[string]int{"reply": replied, "form": given} {
		if n == 0 {
			t.Errorf("%s had no %s", who, what)
		}
		if got := strings.Count(all, fmt.Sprintf("%s's %s ", who, what)); got != n {
			t.Errorf("%d of %s's %d are kept, each a %s", got, who, n, what)
		}
		for i := range n {
			if c := strings.Count(all, fmt.Sprintf("%s's %s %d. ", who, what, i)); c != 1 {
				t.Errorf("%s's %s %d is kept %d times", who, what, i, c)
			}
		}
	}
}
