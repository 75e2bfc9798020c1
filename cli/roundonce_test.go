package cli

import (
	"encoding/json"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

var everyPoint = flag.Bool("every-point", false, "meet every fault at every call of a round; without it each call meets some of them")

// TestARoundIsHeldOnceWhateverGoesWrong holds a full loop with an interviewer who
// presses. At each call that says something a fault is met, or the bot ends before
// Slack has the call, or before it has the answer, and is started again. What the
// person sees is what they see where nothing goes wrong, once and in that order;
// what they say is kept once; and their time is theirs.
func TestARoundIsHeldOnceWhateverGoesWrong(t *testing.T) {
	var right heldRound
	synctest.Test(t, func(t *testing.T) { right = holdRound(t, newMortal("", nil)) })
	if n := len(right.keys); n < 19 || right.calls < n {
		t.Fatalf("where nothing goes wrong, %d calls say %v", right.calls, right.keys)
	}
	if t.Failed() {
		return
	}
	t.Logf("%d calls say %v", right.calls, right.keys)
	faults := allFaults()
	for call := range right.calls {
		for i, f := range faults {
			for n, dies := range []string{"", unsent, answered} {
				// Each call meets about one of them, another than the one before.
				if turn := call*7 + i*3 + n; !*everyPoint && turn%37 != 0 {
					continue
				}
				name := fmt.Sprintf("call %d, %s, the bot goes on", call, f.name)
				if dies != "" {
					name = fmt.Sprintf("call %d, %s, killed %s", call, f.name, dies)
				}
				t.Run(name, func(t *testing.T) {
					synctest.Test(t, func(t *testing.T) {
						f.times = min(f.times, 1)
						m := newMortal(dies, &f)
						m.after, m.edits = call, true
						got := holdRound(t, m)
						if !slices.Equal(got.keys, right.keys) {
							t.Errorf("it is said:\n%v\nnot:\n%v", got.keys, right.keys)
						}
						for i, spent := range got.spent {
							if d := (spent - right.spent[i]).Abs(); d > 10*time.Second {
								t.Errorf("question %d took %v, not %v", i+1, spent, right.spent[i])
							}
						}
					})
				})
			}
		}
	}
}

// A heldRound is what a round came to.
type heldRound struct {
	keys  []string // of what was said, in its order, but for the notes on time
	spent []time.Duration
	calls int
}

// probing is a bank whose every question has follow-ups enough to press.
func probing() *bank.Bank {
	var out []bank.Question
	for i, area := range slices.Concat(bank.Areas(), bank.Areas()) {
		out = append(out, bank.Question{
			ID: fmt.Sprintf("q%02d", i), Ask: fmt.Sprintf("How did you handle case %d?", i), Also: []string{fmt.Sprintf("Tell me about case %d.", i)},
			Style: bank.Behavioural, Round: area.Round(), Area: area, Level: bank.Manager, Competencies: bank.Competencies()[i%15 : i%15+1],
			FollowUps: []bank.FollowUp{
				{Ask: fmt.Sprintf("What did it change in numbers in case %d?", i), Checks: "evidence", Kind: bank.EvidenceKind},
				{Ask: fmt.Sprintf("What did you give up in case %d?", i), Checks: "trade-off", Kind: bank.TradeOff},
				{Ask: fmt.Sprintf("What would you do otherwise in case %d?", i), Checks: "learning", Kind: bank.Reflection},
			},
		})
	}
	return bank.New(out)
}

// holdRound holds the round with a bot that lives as m does, and then as another.
func holdRound(t *testing.T, m *mortal) heldRound {
	const said = "Last spring our ticket queue grew to four hundred, so I moved two people to triage and the backlog fell by half in six weeks. (%d)"
	m.edits = true
	w := newWorld(t, func(w *world) {
		w.bank = probing()
		w.cfg.Schedules[0].Cron = "0 9 29 2 *"
		w.cfg.Schedules[0].Reminder, w.cfg.Schedules[0].Digest = "", ""
		w.live(m)
	})
	over := make(chan struct{})
	revived := make(chan struct{})
	go func() {
		defer close(revived)
		select {
		case <-m.met:
			w.stop()
			<-w.stopped
			time.Sleep(10 * time.Second)
			w.live(newMortal("", nil))
			w.start()
		case <-over:
		}
	}()
	chioma := w.ws.As("chioma")
	dm := chioma.DMChannel()
	think := func(d time.Duration, words ...string) {
		time.Sleep(d)
		for _, text := range words {
			if _, err := chioma.DM(text); err != nil {
				t.Error(err)
			}
			time.Sleep(3 * time.Second)
		}
	}
	var id string
	see := func(what string) {
		t.Helper()
		for range 3600 {
			for _, key := range w.keysIn(dm) {
				if rest, ok := strings.CutPrefix(key, "round/"); ok {
					id, rest, _ = strings.Cut(rest, "/")
					if rest == what {
						return
					}
				}
			}
			time.Sleep(time.Second)
		}
		t.Errorf("%s is never seen; there is %v", what, w.keysIn(dm))
	}
	n := 0
	answer := func() string { n++; return fmt.Sprintf(said, n) }
	think(time.Second, "interview loop express pressing")
	see("turn/0")
	think(20*time.Second, "clarify")
	think(20*time.Second, "Well, it depends.", "done") // whether or not that came
	see("more/0")
	think(40*time.Second, answer(), "done")
	see("follow-up/0")
	think(40*time.Second, answer(), "done")
	see("follow-up/0/2")
	think(40*time.Second, answer(), "done")
	see("follow-up/0/3")
	think(40*time.Second, answer(), "done")
	see("turn/1")
	think(8*time.Minute, answer(), "pause")
	see("paused/1")
	think(time.Hour, answer(), "resume")
	see("resumed/1")
	think(time.Minute, "skip")
	see("turn/2")
	think(time.Minute, "skip")
	see("leg/1/rate")
	think(time.Minute, "done")
	see("leg/1/break")
	think(20*time.Minute, "continue")
	see("turn/3")
	think(time.Minute, answer(), "end")
	see("leg/2/rate")
	think(time.Minute, "done")
	time.Sleep(15 * time.Minute) // for the debriefs
	close(over)
	<-revived

	m.mu.Lock() // a call may still be on its way
	out := heldRound{calls: m.calls}
	m.mu.Unlock()
	for _, key := range w.keysIn(dm) {
		key = strings.TrimPrefix(key, "round/"+id+"/")
		if strings.Contains(key, "time/") {
			if slices.Contains(out.keys, key) {
				t.Errorf("%s is said twice", key)
			}
			continue
		}
		out.keys = append(out.keys, key)
	}
	r, err := w.assembly.coach.RoundOf(t.Context(), id)
	if err != nil || r.Stage != practice.Ended {
		t.Errorf("the round is %s: %v", r.Stage, err)
	}
	for _, turn := range r.Turns {
		out.spent = append(out.spent, turn.Spent)
	}
	kept := strings.Join(w.answersOf("chioma"), "\n")
	for i := range n {
		if c := strings.Count(kept, fmt.Sprintf(said, i+1)); c != 1 {
			t.Errorf("answer %d is kept %d times", i+1, c)
		}
	}
	if len(r.Turns) > 1 && len(r.Turns[0].Probes) == 3 {
		for i, p := range r.Turns[0].Probes {
			a, err := w.assembly.coach.One(t.Context(), p.Answer, r.Person)
			if err != nil || a.Answer.Text() != fmt.Sprintf(said, i+2) {
				t.Errorf("follow-up %d has the answer %q, %v", i+1, a.Answer.Text(), err)
			}
		}
	} else {
		t.Errorf("the round is %+v", r)
	}
	w.hush("")
	w.close()
	return out
}

// keysIn returns the keys of what the bot has said in the DM, in the order in
// which it stands there: what a thread hangs on, and what is in it.
func (w *world) keysIn(dm string) (out []string) {
	chioma := w.ws.As("chioma")
	for _, top := range chioma.Messages(dm) {
		if top.ThreadTS != "" && top.ThreadTS != top.TS {
			continue
		}
		all := append(chioma.Thread(dm, top.TS)[:0:0], top)
		if top.ReplyCount > 0 {
			all = chioma.Thread(dm, top.TS)
		}
		for _, m := range all {
			var payload struct{ Key string }
			if m.Metadata != nil && json.Unmarshal(m.Metadata.EventPayload, &payload) == nil && payload.Key != "" {
				out = append(out, payload.Key)
			}
		}
	}
	return out
}
