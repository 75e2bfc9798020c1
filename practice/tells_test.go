package practice_test

import (
	"testing"

	"greenroom/practice"
)

func TestOfALiveLoopARoundIsToldOfOnceItWasDebriefed(t *testing.T) {
	turns := []practice.Turn{
		{Question: "a", Answer: 1, Round: "screening", Probes: []practice.Probe{{Ask: "And?", Answer: 2}}},
		{Question: "b", Answer: 3, Round: "technical"}, {Question: "c", Round: "technical"},
	}
	for _, c := range []struct {
		name          string
		mode          practice.Mode
		turn          int
		stage         practice.Stage
		first, second bool
	}{
		{"in practice mode", practice.PracticeMode, 0, practice.Following, true, true},
		{"in its first round", practice.LiveMode, 0, practice.Following, false, false},
		{"in the ratings of it", practice.LiveMode, 0, practice.Rating, false, false},
		{"in the break after it", practice.LiveMode, 0, practice.Break, true, false},
		{"in its second round", practice.LiveMode, 1, practice.Asking, true, false},
		{"at its end", practice.LiveMode, 1, practice.Ended, true, true},
	} {
		r := practice.Round{Choice: practice.Choice{Kind: practice.Loop, Mode: c.mode}, Turns: turns, Turn: c.turn, Stage: c.stage}
		for id, want := range map[practice.ID]bool{1: c.first, 2: c.first} {
			if got := r.Tells(id); got != want {
				t.Errorf("%s: answer %v of the first round is told of: %v", c.name, id, got)
			}
		}
		if got := r.Tells(3); c.turn > 0 && got != c.second {
			t.Errorf("%s: the answer of the second round is told of: %v", c.name, got)
		}
	}
}

func TestARoundThatWasNotBegunHasNoDebrief(t *testing.T) {
	o := newOffice(t)
	o.coach.Bank = smallBank(42)
	r, err := o.coach.BeginRound(t.Context(), "ana", practice.Choice{Kind: practice.Loop, Length: practice.Express})
	o.must(err)
	o.person("ana").tells(story)
	_, err = o.coach.CloseRound(t.Context(), o.person("ana").word())
	o.must(err)
	for leg, want := range []error{nil, nil, practice.ErrRunning, practice.ErrRunning, practice.ErrRunning} {
		_, err := o.coach.Debriefed(t.Context(), r.ID, leg, "ana")
		o.refusal("debrief", err, want)
	}
}
