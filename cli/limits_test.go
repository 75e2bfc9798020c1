package cli

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"greenroom/playground"
)

// everyMethod are the calls that the bot makes while it serves.
var everyMethod = []string{
	"chat.postMessage", "chat.postEphemeral", "chat.update", "chat.delete", "views.open", "views.push", "views.update", "views.publish",
	"conversations.open", "conversations.history", "conversations.replies",
}

func (w *world) faults(kind playground.FaultKind, count int) {
	for _, m := range everyMethod {
		w.ws.Fault(playground.Fault{Kind: kind, Method: m, Count: count, RetryAfter: 7 * time.Second})
	}
}

func inWorld(t *testing.T, f func(t *testing.T, p *player), change ...func(*world)) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlayer(newWorld(t, change...))
		defer p.close()
		f(t, p)
	})
}

// hush expects whatever was said so far and forgives what was logged with that.
func (w *world) hush(logged ...string) {
	for _, h := range w.heard() {
		h.expected = true
	}
	for _, l := range logged {
		w.log.forgive(l)
	}
}

func TestWhileSlackHangsEverythingIsStillAckedInTime(t *testing.T) {
	inWorld(t, func(t *testing.T, p *player) {
		p.plays("wait 1h", "see post: Reply in this thread", "as ben", "command /interview technical express",
			"see private: DM", "see dm: Technical", "see dm: Question 1 of 3")
		p.faults(playground.Hang, 1000)
		post, err := p.question()
		if err != nil {
			t.Fatal(err)
		}
		round := p.seen["ben"]
		var all sync.WaitGroup
		for _, who := range []string{"ana", "ben", "chioma", "dmitri"} {
			all.Go(func() {
				a := p.ws.As(who)
				for i := range 20 {
					// The playground's own error says that there was no ack within 3 s.
					for what, err := range map[string]error{
						"a command":  a.Command(practiceChannel, "/interview review"),
						"a click":    a.Click(practiceChannel, post.ts, "Guidance"),
						"a shortcut": a.Shortcut("feedback_on_answer", practiceChannel, post.ts),
					} {
						if err != nil {
							t.Errorf("%s of %s: %v", what, who, err)
						}
					}
					if _, err := a.Reply(practiceChannel, post.ts, fmt.Sprintf("%d: %s", i, story)); err != nil {
						t.Error(err)
					}
					if err := a.OpenHome(); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		// More than may wait to be said.
		for range 1200 {
			if _, err := p.ws.As("dmitri").Reply(practiceChannel, post.ts, "@greenroom why"); err != nil {
				t.Fatal(err)
			}
		}
		if err := p.ws.As("ben").Click(round.channel, round.ts, "Hint"); err != nil {
			t.Errorf("a round's button: %v", err)
		}
		time.Sleep(100 * time.Millisecond)
		if n := p.ws.Pending(); n != 0 {
			t.Errorf("%d events are not acked", n)
		}
		p.ws.ClearFaults()
		time.Sleep(30 * time.Minute)
		p.hush("no answer", "view not opened", "expired", "too much to say", "not delivered", "not published", "ratelimited")
	})
}

func TestInA429StormEverythingArrivesOnceAndAsLateAsSlackAsked(t *testing.T) {
	inWorld(t, func(t *testing.T, p *player) {
		p.plays("as ben", "command /interview technical express", "see private: DM", "see dm: Technical", "see dm: Question 1 of 3")
		var mu sync.Mutex
		var tries []time.Time
		stop := p.ws.Observe(func(o playground.Observation) {
			if o.Kind == "call" && o.Method == "chat.postMessage" {
				mu.Lock()
				defer mu.Unlock()
				tries = append(tries, o.At)
			}
		})
		defer stop()
		p.ws.Fault(playground.Fault{Kind: playground.RateLimit, Method: "chat.postMessage", Count: 5, RetryAfter: 7 * time.Second})
		p.plays("click Hint")
		time.Sleep(4 * time.Minute) // before there is a note on the question's time
		p.plays("see dm: hint")
		mu.Lock()
		defer mu.Unlock()
		if len(tries) != 6 {
			t.Errorf("%d tries for one hint, want 6", len(tries))
		}
		for i := 1; i < len(tries); i++ {
			if gap := tries[i].Sub(tries[i-1]); gap < 7*time.Second {
				t.Errorf("try %d came %v after the one before; Slack asked for 7s", i, gap)
			}
		}
		p.hush("postponed")
	})
}

func TestNoChannelGetsMoreThanAMessageASecond(t *testing.T) {
	inWorld(t, func(t *testing.T, p *player) {
		p.plays("wait 1h", "see post: Reply in this thread", "on question")
		post, err := p.question()
		if err != nil {
			t.Fatal(err)
		}
		// All publish at once.
		people := []string{"ana", "ben", "chioma", "dmitri"}
		for _, who := range people {
			p.plays("as "+who, "on question", "click Answer privately", "fill answer = "+who+": "+story, "submit")
		}
		last := map[string]time.Time{}
		var mu sync.Mutex
		stop := p.ws.Observe(func(o playground.Observation) {
			mu.Lock()
			defer mu.Unlock()
			if o.Kind == "call" && o.Error != "" {
				t.Errorf("%s was refused with %s", o.Method, o.Error)
			}
			if o.Kind == "post" && o.User == p.ws.BotUser() {
				if gap := o.At.Sub(last[o.Channel]); gap < time.Second {
					t.Errorf("%v between two messages in %s", gap, o.Channel)
				}
				last[o.Channel] = o.At
			}
		})
		defer stop()
		for _, who := range people {
			if err := p.ws.As(who).ClickView("", "Post it in the thread"); err != nil {
				t.Error(err)
			}
		}
		time.Sleep(10 * time.Second)
		thread := p.threadText(practiceChannel, post.ts)
		for _, who := range people {
			if strings.Count(thread, who+": Our ticket") == 0 {
				t.Errorf("%s's answer is not in the thread", who)
			}
		}
		p.hush()
	})
}

func TestManyWordsInTheDMAreAllAnsweredAsFastAsSlackLets(t *testing.T) {
	inWorld(t, func(t *testing.T, p *player) {
		stop := p.ws.Observe(func(o playground.Observation) {
			if o.Error == "ratelimited" {
				t.Errorf("%s was too fast", o.Method)
			}
		})
		for range 8 {
			if _, err := p.ws.As("ben").DM("help"); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(20 * time.Second)
		stop()
		if n := len(p.ws.As("ben").Messages("dm")); n != 16 {
			t.Errorf("%d messages in the DM, want 8 words and 8 answers", n)
		}
		// Mentioned in a thread, with Slack asking for patience.
		p.plays("wait 1h", "as ben")
		p.ws.Fault(playground.Fault{Kind: playground.RateLimit, Method: "chat.postEphemeral", RetryAfter: 4 * time.Second})
		p.plays("reply @greenroom why", "see private: Why")
		p.hush()
	})
}

func TestAStopTakesTenSecondsAtMostWhileSlackHangs(t *testing.T) {
	inWorld(t, func(t *testing.T, p *player) {
		p.plays("wait 1h", "see post: Reply in this thread", "as ben")
		p.faults(playground.Hang, 1000)
		p.plays("on question", "click Guidance", "reply "+story)
		// What begins to be sent now would hang for ten seconds more.
		_, wrong := p.ws.As("ben").Reply(practiceChannel, p.past["ben"][0].ts, "@greenroom why")
		if err := errors.Join(wrong, p.ws.As("ben").Command(practiceChannel, "/interview technical express"), p.ws.As("ben").OpenHome()); err != nil {
			t.Error(err)
		}
		time.Sleep(10 * time.Millisecond)
		began := time.Now()
		p.stop()
		if err := <-p.stopped; err != nil {
			t.Errorf("the bot ended with %v", err)
		}
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("it took %v", took)
		}
		p.ws.ClearFaults()
		p.start()
		// What was on its way is looked for, and said.
		p.plays("wait 3m", "see private: DM", "see dm: Technical", "see dm: Question 1 of 3", "see question: 1 person has answered")
		p.hush("no answer", "view not opened", "not everything in hand was finished", "not delivered", "not published", "home not drawn", "uncertain")
	})
}
