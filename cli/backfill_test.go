package cli

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"greenroom/playground"
	"greenroom/practice"
)

// excuse expects all that the bot has said and logged.
func (w *world) excuse() {
	for _, h := range w.heard() {
		h.expected = true
	}
	w.log.forgive("")
}

// question waits for the daily question and returns its ts.
func (w *world) question() string {
	w.t.Helper()
	time.Sleep(time.Until(monday.Add(time.Hour + 10*time.Second)))
	messages := w.ws.As("ana").Messages(practiceChannel)
	if len(messages) != 1 {
		w.t.Fatalf("%d messages in the channel", len(messages))
	}
	return messages[0].TS
}

// lose has Slack lose all events from now on, or no more.
func (w *world) lose(events bool) {
	w.ws.ClearFaults()
	if events {
		w.ws.Fault(playground.Fault{Kind: playground.LoseEvents, Count: 1 << 30})
	}
}

// held returns the text of each message that is kept of people's answers, by its ts.
func (w *world) held() map[string]string {
	w.t.Helper()
	out := map[string]string{}
	err := w.assembly.coach.Store.View(w.t.Context(), func(tx practice.Tx) error {
		clear(out)
		return tx.AnswersAfter(0, func(a practice.Answer) bool {
			for _, m := range a.Messages {
				ts := fmt.Sprintf("%d.%06d", m.Stamp/1e6, m.Stamp%1e6)
				if _, twice := out[ts]; twice {
					w.t.Errorf("%s is kept twice", ts)
				}
				out[ts] = m.Text
			}
			return true
		})
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

// remarks has a person reply n times.
func (w *world) remarks(who, thread string, n int) {
	w.t.Helper()
	for i := range n {
		if _, err := w.ws.As(who).Reply(practiceChannel, thread, fmt.Sprintf("Remark %d.", i)); err != nil {
			w.t.Fatal(err)
		}
	}
}

// A restart in the middle goes on where it was: no page is read again that needs
// not be, and nothing is there twice.
func TestBackfillGoesOnAfterARestartInItsMiddle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		defer w.close()
		thread := w.question()
		time.Sleep(time.Minute)
		w.lose(true)
		w.end()
		w.ws.LimitPages(20)
		w.remarks("ben", thread, 400) // 20 pages of half a minute in all
		w.lose(false)
		for _, after := range []time.Duration{10 * time.Second, 8 * time.Second} {
			w.start()
			time.Sleep(after)
			w.end()
		}
		half := len(w.ws.As("ana").Thread(practiceChannel, thread))
		before := w.ws.Calls()["conversations.replies"]
		if before < 8 || before > 16 {
			t.Errorf("%d pages were read before the last restart", before)
		}
		w.start()
		time.Sleep(18 * time.Second)
		if got := len(w.held()); got != 400 || half != 401 {
			t.Errorf("%d of 400 are kept, %d seconds of pages after the restart", got, 18)
		}
		time.Sleep(2 * time.Minute) // read once more: it may have changed while the bot was down
		first := w.ws.Calls()["conversations.replies"]
		if first > before+20+20 {
			t.Errorf("%d pages were read after the restart", first-before)
		}
		time.Sleep(30 * time.Minute)
		if again := w.ws.Calls()["conversations.replies"]; again != first {
			t.Errorf("%d pages were read again", again-first)
		}
		// An hour later the first page tells that nothing has changed.
		time.Sleep(time.Hour)
		if again := w.ws.Calls()["conversations.replies"]; again > first+2 {
			t.Errorf("%d pages were read to see that nothing has changed", again-first)
		}
		w.excuse()
	})
}

// Reading goes behind posting, and rests while Slack asks for it.
func TestBackfillKeepsToSlacksLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		defer w.close()
		thread := w.question()
		w.lose(true)
		w.end()
		w.ws.LimitPages(10)
		w.remarks("ben", thread, 300)
		w.lose(false)
		var calls []time.Time
		var limited time.Time
		stop := w.ws.Observe(func(o playground.Observation) {
			if o.Kind != "call" || o.Method != "conversations.replies" {
				return
			}
			if !limited.IsZero() && o.At.Before(limited) {
				t.Errorf("a call %v before Slack's rest was over", limited.Sub(o.At))
			}
			if o.Error == string(playground.RateLimit) {
				limited = o.At.Add(20 * time.Second)
			}
			calls = append(calls, o.At)
		})
		defer stop()
		w.start()
		time.Sleep(6 * time.Second)
		w.ws.Fault(playground.Fault{Kind: playground.RateLimit, Method: "conversations.replies", RetryAfter: 20 * time.Second})
		// An admin's question is posted at once, in the midst of the reading.
		time.Sleep(3 * time.Second)
		asked := time.Now()
		if err := w.ws.As("ana").Command(practiceChannel, "/interview post"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(3 * time.Second)
		if n := len(w.ws.As("ana").Messages(practiceChannel)); n != 2 {
			t.Errorf("%d questions %v after the word", n, time.Since(asked))
		}
		time.Sleep(3 * time.Minute)
		if got := len(w.held()); got != 300 {
			t.Errorf("%d of 300 are kept", got)
		}
		for i := range calls {
			if i >= 50 && calls[i].Sub(calls[i-50]) < time.Minute {
				t.Errorf("51 calls in %v", calls[i].Sub(calls[i-50]))
			}
		}
		if limited.IsZero() || len(calls) < 31 {
			t.Errorf("%d calls, limited at %v", len(calls), limited)
		}
		w.excuse()
	})
}

// Whatever is said, edited and deleted while the bot is up, down or cut off, in
// the end what is kept is what Slack shows.
func TestWhatIsKeptIsWhatSlackShows(t *testing.T) {
	seeds := uint64(24)
	if testing.Short() {
		seeds = 6
	}
	for seed := range seeds {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { randomHistory(t, rand.New(rand.NewPCG(seed, 4))) })
		})
	}
}

// utterances are what people say in a thread, answers first.
var utterances = []string{
	"I moved forty servers in one night with two colleagues, because the lease ended, and we lost one printer.",
	"Short and no answer yet.",
	"And what I would do otherwise the next time is to write the plan down before the first van arrives, not after.",
	":tada: :+1:",
	"@greenroom guide",
}

const answersAmong = 3 // of the utterances

func randomHistory(t *testing.T, chance *rand.Rand) {
	w := newWorld(t)
	defer w.close()
	thread := w.question()
	w.ws.LimitPages(2 + chance.IntN(6))
	people := []string{"ana", "ben", "chioma", "dmitri"}
	type said struct{ who, ts string }
	var all []said
	up := true
	said1 := func() {
		who := people[chance.IntN(len(people))]
		ts, err := w.ws.As(who).Reply(practiceChannel, thread, utterances[chance.IntN(len(utterances))])
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, said{who, ts})
	}
	n := 0
	step := func() {
		n++
		if len(all) == 0 || chance.IntN(2) == 0 {
			said1()
			return
		}
		i := chance.IntN(len(all))
		m := all[i]
		if chance.IntN(3) == 0 {
			if err := w.ws.As(m.who).Delete(practiceChannel, m.ts); err != nil {
				t.Fatal(err)
			}
			all = slices.Delete(all, i, i+1)
			return
		}
		text := utterances[chance.IntN(len(utterances))]
		if text[0] == 'I' {
			text = fmt.Sprintf("In version %d, %s", n, text)
		}
		if err := w.ws.As(m.who).Edit(practiceChannel, m.ts, text); err != nil {
			t.Fatal(err)
		}
	}
	for range 100 {
		switch chance.IntN(12) {
		case 0: // down for a while, with events that wait or are lost
			if up {
				w.lose(chance.IntN(2) == 0)
				w.end()
				up = false
			}
		case 1:
			if !up {
				time.Sleep(time.Duration(chance.IntN(120)) * time.Second)
				w.lose(false)
				w.start()
				up = true
			}
		case 2: // cut off for half a minute
			if up {
				w.lose(true)
				w.ws.Fault(playground.Fault{Kind: playground.ServerError, Method: "apps.connections.open", Count: 1 << 20})
				w.ws.Fault(playground.Fault{Kind: playground.DropSocket})
				for range chance.IntN(5) {
					step()
				}
				time.Sleep(30 * time.Second)
				w.lose(false)
				// Until it is connected again all is lost all the same.
				w.ws.Fault(playground.Fault{Kind: playground.LoseEvents, Count: 1 << 30})
				for w.ws.Connections() == 0 {
					time.Sleep(time.Second)
				}
				w.lose(false)
			}
		default:
			step()
			time.Sleep(time.Duration(chance.IntN(4000)) * time.Millisecond)
		}
	}
	w.lose(false)
	if !up {
		w.start()
	}
	time.Sleep(10 * time.Minute)

	kept := w.held()
	for _, m := range w.ws.As("ana").Thread(practiceChannel, thread) {
		if m.TS == thread || m.User == w.ws.BotUser() {
			continue
		}
		text, ok := kept[m.TS]
		delete(kept, m.TS)
		isAnswer := slices.ContainsFunc(utterances[:answersAmong], func(u string) bool { return strings.HasSuffix(m.Text, u) })
		switch {
		case isAnswer && !ok:
			t.Errorf("%s %q is not kept", m.TS, m.Text)
		case isAnswer && text != m.Text:
			t.Errorf("%s reads %q, and is kept as %q", m.TS, m.Text, text)
		case !isAnswer && ok && !(text == m.Text || strings.Contains(m.Text, text)):
			t.Errorf("%s reads %q now, and is kept as %q", m.TS, m.Text, text)
		}
	}
	for _, ts := range slices.Sorted(maps.Keys(kept)) {
		t.Errorf("%s was deleted, and is kept as %q", ts, kept[ts])
	}
	if err := w.assembly.store.Check(t.Context()); err != nil && !errors.Is(err, t.Context().Err()) {
		t.Error(err)
	}
	w.excuse()
}

// killedWhileReading: the real program is killed again and again while it reads
// what was said when it was not there. All of it is there in the end, once.
func killedWhileReading(t *testing.T, s *station) {
	bot, _ := s.start()
	thread := s.question()
	time.Sleep(100 * time.Millisecond) // until its arrival is recorded
	if err := bot.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = bot.Wait()
	const said = 120
	s.ws.Fault(playground.Fault{Kind: playground.LoseEvents, Count: 1 << 30})
	s.ws.LimitPages(30)
	for i := range said {
		if _, err := s.ws.As("ben").Reply(practiceChannel, thread, fmt.Sprintf("Reply %d of mine tells of a server.", i)); err != nil {
			t.Fatal(err)
		}
	}
	pages := func() int { return s.ws.Calls()["conversations.replies"] }
	for range 3 {
		before := pages()
		bot, log := s.start()
		for range 500 {
			if pages() > before {
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
		time.Sleep(time.Duration(rand.IntN(20)) * time.Millisecond) // somewhere about its commit
		if err := bot.Process.Kill(); err != nil {
			t.Fatalf("%v\n%s", err, log)
		}
		_ = bot.Wait()
	}
	bot, log := s.start()
	defer s.stop(bot, log)
	var all string
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		all = ""
		for _, a := range s.export("ben").Answers {
			all += a.Text + "\n"
		}
		if strings.Contains(all, fmt.Sprintf("Reply %d of", said-1)) {
			break
		}
	}
	for i := range said {
		if n := strings.Count(all, fmt.Sprintf("Reply %d of", i)); n != 1 {
			t.Errorf("reply %d is kept %d times", i, n)
		}
	}
}
