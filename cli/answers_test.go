package cli

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"greenroom/playground"
)

// onMonday plays in a workspace of those options, once Monday's question stands
// in the channel.
func onMonday(t *testing.T, o playground.Options, f func(p *player, question string)) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlayer(newWorldIn(t, o))
		defer p.close()
		p.plays("wait 1h", "see post: Reply in this thread")
		at, err := p.question()
		if err != nil {
			t.Fatal(err)
		}
		f(p, at.ts)
		p.hush()
	})
}

func TestATranscriptThatComesMinutesLaterIsTheAnswer(t *testing.T) {
	const spoken = "Our monitoring sent four hundred mails a day, so I deleted every rule that nobody had acted on for a month, and the night shift began to read again. "
	for name, c := range map[string]struct {
		say   func(p *player, clip string)
		want  string
		words string
	}{
		"as it was said":                  {func(*player, string) {}, spoken, spoken},
		"longer than Slack's preview":     {func(*player, string) {}, strings.Repeat(spoken, 5), strings.Repeat(spoken, 5)},
		"over a restart":                  {func(p *player, _ string) { p.plays("restart") }, spoken, spoken},
		"not once it was deleted":         {func(p *player, clip string) { p.gone("ben", clip) }, "", spoken},
		"with the words of an edit above": {func(p *player, clip string) { p.edits("ben", clip, "In short, said aloud:") }, "In short, said aloud:\n" + spoken, spoken},
	} {
		t.Run(name, func(t *testing.T) {
			onMonday(t, playground.Options{RateLimits: true, TranscribeAfter: 4 * time.Minute}, func(p *player, question string) {
				clip, err := p.ws.As("ben").Clip(practiceChannel, question, c.words)
				if err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Minute)
				c.say(p, clip)
				time.Sleep(15 * time.Minute)
				got := strings.TrimSpace(strings.Join(p.answersOf("ben"), "|"))
				if got != strings.TrimSpace(c.want) {
					t.Errorf("kept is %q, want %q", got, c.want)
				}
			})
		})
	}
}

func (w *world) gone(who, ts string) {
	w.t.Helper()
	if err := w.ws.As(who).Delete(practiceChannel, ts); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) edits(who, ts, text string) {
	w.t.Helper()
	if err := w.ws.As(who).Edit(practiceChannel, ts, text); err != nil {
		w.t.Fatal(err)
	}
}

// TestInWhateverOrderEventsComeWhatIsKeptIsWhatSlackShows has people say, edit
// and delete while events come twice, and in reverse.
func TestInWhateverOrderEventsComeWhatIsKeptIsWhatSlackShows(t *testing.T) {
	people := []string{"ana", "ben", "chioma", "dmitri"}
	for seed := range uint64(12) {
		onMonday(t, playground.Options{RateLimits: true}, func(p *player, question string) {
			chance := rand.New(rand.NewPCG(seed, 4))
			said := map[string][]string{}
			for step := range 60 {
				switch chance.IntN(6) {
				case 0:
					p.ws.Fault(playground.Fault{Kind: playground.Reorder, Count: 2 + chance.IntN(6)})
				case 1:
					p.ws.Fault(playground.Fault{Kind: playground.Duplicate, Count: 1 + chance.IntN(4)})
				}
				who := people[chance.IntN(len(people))]
				own := said[who]
				switch {
				case len(own) > 0 && chance.IntN(3) == 0:
					p.edits(who, own[chance.IntN(len(own))], fmt.Sprintf("edited %d", step))
				case len(own) > 0 && chance.IntN(3) == 0:
					i := chance.IntN(len(own))
					p.gone(who, own[i])
					said[who] = slices.Delete(own, i, i+1)
				default:
					said[who] = append(own, p.says(who, question, fmt.Sprintf("said %d", step)))
				}
				time.Sleep(time.Duration(chance.IntN(900)) * time.Millisecond)
			}
			time.Sleep(10 * time.Minute)
			shows := map[string]string{}
			for _, m := range p.ws.As("ana").Thread(practiceChannel, question) {
				if m.TS != question {
					shows[m.User] = strings.TrimPrefix(shows[m.User]+"\n"+m.Text, "\n")
				}
			}
			for _, who := range people {
				if kept := strings.Join(p.answersOf(who), "|"); kept != shows[p.ws.PersonID(who)] {
					t.Errorf("seed %d: of %s %q is kept, and Slack shows %q", seed, who, kept, shows[p.ws.PersonID(who)])
				}
			}
		})
	}
}

// TestWhoCannotBeWrittenToIsLeftInPeace: a guest, somebody of a connected
// workspace or somebody who has left since. What they said is kept and counts.
func TestWhoCannotBeWrittenToIsLeftInPeace(t *testing.T) {
	for _, code := range []string{"user_not_in_channel", "cannot_dm_bot", "user_not_found", "user_disabled", "is_inactive"} {
		t.Run(code, func(t *testing.T) {
			onMonday(t, playground.Options{RateLimits: true}, func(p *player, question string) {
				for _, m := range []string{"chat.postEphemeral", "conversations.open"} {
					p.ws.Fault(playground.Fault{Kind: playground.APIError, Method: m, Error: code, Count: 100})
				}
				p.says("ben", question, story)
				before := p.ws.Calls()
				p.plays("wait 1h", "see question: 1 person has answered")
				if kept := p.answersOf("ben"); len(kept) != 1 || kept[0] != story {
					t.Errorf("kept is %q", kept)
				}
				after := p.ws.Calls()
				if n := after["chat.postEphemeral"] - before["chat.postEphemeral"] + after["conversations.open"] - before["conversations.open"]; n > 1 {
					t.Errorf("it was tried %d times to write to them", n)
				}
				p.hush("refused")
			})
		})
	}
}

func TestAnAnswerOfFortyThousandCharactersIsKeptWholeAndShown(t *testing.T) {
	onMonday(t, playground.Options{RateLimits: true}, func(p *player, question string) {
		long := strings.TrimSpace(strings.Repeat(story+" ", 40_000/(len(story)+1)))
		at := p.says("ben", question, long)
		p.own["ben"] = spot{channel: practiceChannel, thread: question, ts: at}
		p.plays("wait 2m", "see question: 1 person has answered", "as ben", "see private: Feedback")
		if kept := p.answersOf("ben"); len(kept) != 1 || kept[0] != long {
			t.Errorf("of %d bytes %d are kept", len(long), len(strings.Join(kept, "")))
		}
		p.plays("command /interview review", "press review.open", "see modal: ticket queue", "close",
			"shortcut feedback_on_answer", "see modal: Feedback", "close", "command /interview export")
	})
}

func TestThreeThousandRepliesInOneThread(t *testing.T) {
	const people, each = 60, 50
	o := playground.Options{RateLimits: true, People: []playground.Person{{Name: "ana"}}}
	for i := range people {
		o.People = append(o.People, playground.Person{Name: fmt.Sprintf("person%02d", i)})
	}
	onMonday(t, o, func(p *player, question string) {
		var mu sync.Mutex
		var updates []time.Time
		stop := p.ws.Observe(func(o playground.Observation) {
			mu.Lock()
			defer mu.Unlock()
			if o.Kind == "update" && o.TS == question {
				updates = append(updates, o.At)
			}
		})
		for i := range each {
			var all sync.WaitGroup
			for _, who := range o.People[1:] {
				all.Go(func() { p.says(who.Name, question, fmt.Sprintf("%s's reply %d: %s", who.Name, i, story)) })
			}
			all.Wait()
			time.Sleep(10 * time.Second)
		}
		time.Sleep(5 * time.Minute)
		stop()
		p.plays("see question: 60 people have answered")
		for i := 1; i < len(updates); i++ {
			if gap := updates[i].Sub(updates[i-1]); gap < time.Minute {
				t.Errorf("the count was updated again after %v", gap)
			}
		}
		for _, who := range o.People[1:] {
			kept := p.answersOf(who.Name)
			if len(kept) != 1 || strings.Count(kept[0], who.Name+"'s reply ") != each {
				t.Errorf("of %s %d answers are kept, with %d replies", who.Name, len(kept), strings.Count(strings.Join(kept, ""), "'s reply "))
			}
		}
	})
}
