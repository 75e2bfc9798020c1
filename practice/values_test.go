package practice_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

// TestRoundsAreValues: no verb changes a round under whoever still holds it, nor
// two rounds that came of the same one each other.
func TestRoundsAreValues(t *testing.T) {
	for seed := range 100 {
		chance := rand.New(rand.NewPCG(uint64(seed), 8))
		var turns []practice.Turn
		for _, leg := range bank.Rounds() {
			for i := range 3 {
				turns = append(turns, practice.Turn{Round: leg, Question: fmt.Sprint(leg, i), Ask: "How?", Minutes: 5, Reverse: i == 2})
			}
		}
		r, err := practice.Begin("r", "ana", practice.Choice{Kind: practice.Loop, Manner: practice.Pressing}, "", turns, monday)
		if err != nil {
			t.Fatal(err)
		}
		held := []practice.Round{r}
		was := []string{fmt.Sprintf("%+v", r)}
		now := monday
		for range 40 {
			now = now.Add(time.Duration(chance.IntN(300)) * time.Second)
			// Any of them goes on, so that several come of the same one.
			r := held[max(0, len(held)-1-chance.IntN(3))]
			next := practice.Next{More: chance.IntN(4) == 0}
			if chance.IntN(4) > 0 {
				next.FollowUp = practice.Probe{Ask: fmt.Sprint("And ", chance.IntN(100), "?")}
			}
			switch chance.IntN(16) {
			case 0, 1, 2, 3:
				r, _ = r.Done(practice.InHand, next, now)
			case 4, 5, 6:
				if in, err := r.SlotAt(now.Add(-time.Duration(chance.IntN(400)) * time.Second)); err == nil {
					r = r.Heard(in, practice.ID(chance.Uint64()), now)
				}
			case 7:
				r, _ = r.Skip(practice.InHand, now)
			case 8:
				r, _ = r.Hint(practice.InHand, now)
			case 9:
				r, _ = r.Clarify(practice.InHand, now)
			case 10:
				r, _ = r.Pause(now)
			case 11:
				r, _ = r.Resume(now)
			case 12:
				r = r.Shown(now, now)
			case 13:
				r, _ = r.Notes(now)
			case 14:
				r, _ = r.Rate(chance.IntN(len(turns)), 3, now)
			case 15:
				r, _ = r.Debrief(now)
				r, _ = r.Continue(now)
			}
			held, was = append(held, r), append(was, fmt.Sprintf("%+v", r))
		}
		for i, r := range held {
			if now := fmt.Sprintf("%+v", r); now != was[i] {
				t.Fatalf("seed %d: a round was\n%s\nand is\n%s", seed, was[i], now)
			}
		}
	}
}
