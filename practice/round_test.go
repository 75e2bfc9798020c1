package practice_test

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"greenroom/practice"
)

// begun returns a round of three turns and the candidate's own in a stage: its
// first question is in hand and answered, and so is the follow-up.
func begun(t *testing.T, stage practice.Stage, mode practice.Mode, answered bool) practice.Round {
	t.Helper()
	turns := []practice.Turn{{Question: "a", Ask: "A?"}, {Question: "b", Ask: "B?"}, {Question: "c", Ask: "C?"}, {Question: "d", Ask: "D?", Reverse: true}}
	r, err := practice.Begin("r1", "ana", practice.Choice{Mode: mode}, "", turns, monday)
	if err != nil {
		t.Fatal(err)
	}
	step := func(next practice.Round, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		r = next
	}
	follow := practice.Next{FollowUp: practice.Probe{Ask: "And then?", Checks: "depth"}}
	if answered || stage != practice.Asking {
		step(hears(r, 1, monday))
	}
	switch stage {
	case practice.Following:
		step(r.Done(stepOf(0, practice.Asking), follow, monday))
		if answered {
			step(hears(r, 2, monday))
		}
	case practice.Rating:
		step(r.End(monday))
	case practice.Ended:
		step(r.End(monday))
		step(r.Debrief(monday))
	}
	return r
}

// stepOf names a step of a round, its first follow-up where it is one; a negative
// turn means what is in hand.
func stepOf(turn int, stage practice.Stage) practice.Step {
	s := practice.Step{Turn: turn, Stage: stage}
	if stage == practice.Following {
		s.Probe = 1
	}
	return s
}

// hears lets the person of a round say something; id is the answer that holds it.
func hears(r practice.Round, id practice.ID, now time.Time) (practice.Round, error) {
	in, err := r.SlotAt(now)
	if err != nil {
		return r, err
	}
	return r.Heard(in, id, now), nil
}

// TestTheGridOfARound presses every button in every stage.
func TestTheGridOfARound(t *testing.T) {
	later := monday.Add(90 * time.Second)
	follow := practice.Next{FollowUp: practice.Probe{Ask: "And then?", Checks: "depth"}}
	verbs := map[string]func(r practice.Round, turn int, stage practice.Stage) (practice.Round, error){
		"done": func(r practice.Round, turn int, s practice.Stage) (practice.Round, error) {
			return r.Done(stepOf(turn, s), follow, later)
		},
		"skip": func(r practice.Round, turn int, s practice.Stage) (practice.Round, error) {
			return r.Skip(stepOf(turn, s), later)
		},
		"hint": func(r practice.Round, turn int, s practice.Stage) (practice.Round, error) {
			return r.Hint(stepOf(turn, s), later)
		},
		"heard":   func(r practice.Round, _ int, _ practice.Stage) (practice.Round, error) { return hears(r, 9, later) },
		"pause":   func(r practice.Round, _ int, _ practice.Stage) (practice.Round, error) { return r.Pause(later) },
		"resume":  func(r practice.Round, _ int, _ practice.Stage) (practice.Round, error) { return r.Resume(later) },
		"end":     func(r practice.Round, _ int, _ practice.Stage) (practice.Round, error) { return r.End(later) },
		"rate":    func(r practice.Round, _ int, _ practice.Stage) (practice.Round, error) { return r.Rate(0, 4, later) },
		"debrief": func(r practice.Round, _ int, _ practice.Stage) (practice.Round, error) { return r.Debrief(later) },
		"lapse":   func(r practice.Round, _ int, _ practice.Stage) (practice.Round, error) { return r.Lapse(later) },
	}
	const asking, following, rating, ended = practice.Asking, practice.Following, practice.Rating, practice.Ended
	type then struct {
		stage practice.Stage
		turn  int
		err   error
	}
	stay := func(err error) then { return then{err: err} }
	for _, row := range []struct {
		stage practice.Stage
		does  map[string]then
	}{
		{asking, map[string]then{
			"done": {following, 0, nil}, "skip": {asking, 1, nil}, "hint": {asking, 0, nil}, "heard": {asking, 0, nil},
			"pause": {asking, 0, nil}, "resume": stay(practice.ErrNotPaused), "end": {rating, 0, nil},
			"rate": stay(practice.ErrStale), "debrief": stay(practice.ErrStale), "lapse": stay(practice.ErrRunning),
		}},
		{following, map[string]then{
			"done": {asking, 1, nil}, "skip": {asking, 1, nil}, "hint": {following, 0, nil}, "heard": {following, 0, nil},
			"pause": {following, 0, nil}, "resume": stay(practice.ErrNotPaused), "end": {rating, 0, nil},
			"rate": stay(practice.ErrStale), "debrief": stay(practice.ErrStale), "lapse": stay(practice.ErrRunning),
		}},
		{rating, map[string]then{
			"done": stay(practice.ErrEnded), "skip": stay(practice.ErrEnded), "hint": stay(practice.ErrEnded), "heard": stay(practice.ErrEnded),
			"pause": stay(practice.ErrEnded), "resume": stay(practice.ErrNotPaused), "end": stay(practice.ErrEnded),
			"rate": {rating, 0, nil}, "debrief": {ended, 0, nil}, "lapse": stay(practice.ErrRunning),
		}},
		{ended, map[string]then{
			"done": stay(practice.ErrEnded), "skip": stay(practice.ErrEnded), "hint": stay(practice.ErrEnded), "heard": stay(practice.ErrEnded),
			"pause": stay(practice.ErrEnded), "resume": stay(practice.ErrEnded), "end": stay(practice.ErrEnded),
			"rate": {ended, 0, nil}, "debrief": stay(practice.ErrEnded), "lapse": stay(practice.ErrEnded),
		}},
	} {
		for verb, want := range row.does {
			r := begun(t, row.stage, practice.PracticeMode, true)
			before := begun(t, row.stage, practice.PracticeMode, true)
			next, err := verbs[verb](r, 0, row.stage)
			if !errors.Is(err, want.err) || want.err == nil && (err != nil || next.Stage != want.stage || next.Turn != want.turn) {
				t.Errorf("%s, %s: %s in turn %d, %v; want %+v", row.stage, verb, next.Stage, next.Turn, err, want)
			}
			if want.err != nil && !reflect.DeepEqual(next, before) {
				t.Errorf("%s, %s was refused and changed the round", row.stage, verb)
			}
			if !reflect.DeepEqual(r, before) {
				t.Errorf("%s, %s changed the value it was called on", row.stage, verb)
			}
		}
	}
	t.Run("an old button changes nothing", func(t *testing.T) {
		for _, stage := range []practice.Stage{asking, following} {
			for _, verb := range []string{"done", "skip", "hint"} {
				r := begun(t, stage, practice.PracticeMode, true)
				for _, old := range []struct {
					turn  int
					stage practice.Stage
				}{{1, stage}, {7, stage}, {0, map[practice.Stage]practice.Stage{asking: following, following: asking}[stage]}} {
					next, err := verbs[verb](r, old.turn, old.stage)
					if !errors.Is(err, practice.ErrStale) || !reflect.DeepEqual(next, r) {
						t.Errorf("%s: %s of turn %d, %s: %v", stage, verb, old.turn, old.stage, err)
					}
				}
				if _, err := verbs[verb](r, practice.InHand.Turn, ""); err != nil {
					t.Errorf("%s: %s as a word: %v", stage, verb, err)
				}
			}
		}
	})
	t.Run("in a pause only what is written is taken", func(t *testing.T) {
		r, err := begun(t, asking, practice.PracticeMode, true).Pause(monday)
		if err != nil {
			t.Fatal(err)
		}
		for verb, want := range map[string]error{
			"done": practice.ErrPaused, "skip": practice.ErrPaused, "hint": practice.ErrPaused, "pause": practice.ErrAlready,
			"heard": nil, "resume": nil, "end": nil,
		} {
			if _, err := verbs[verb](r, 0, asking); !errors.Is(err, want) {
				t.Errorf("%s: %v, want %v", verb, err, want)
			}
		}
	})
	t.Run("without an answer there is nothing to be done with", func(t *testing.T) {
		for _, stage := range []practice.Stage{asking, following} {
			if _, err := verbs["done"](begun(t, stage, practice.PracticeMode, false), 0, stage); !errors.Is(err, practice.ErrEmpty) {
				t.Errorf("%s: %v", stage, err)
			}
		}
		next, err := begun(t, asking, practice.PracticeMode, false).End(later)
		if err != nil || next.Stage != ended || next.Ending != practice.Stopped {
			t.Errorf("End: %s %s %v", next.Stage, next.Ending, err)
		}
	})
	t.Run("a live round gives no hints", func(t *testing.T) {
		if _, err := verbs["hint"](begun(t, asking, practice.LiveMode, true), 0, asking); !errors.Is(err, practice.ErrLive) {
			t.Error(err)
		}
	})
	t.Run("a rating is 1 to 5, of what was answered", func(t *testing.T) {
		r := begun(t, rating, practice.PracticeMode, true)
		for _, c := range []struct {
			turn, rating int
			want         error
		}{{0, 0, practice.ErrRating}, {0, 6, practice.ErrRating}, {0, 1, nil}, {0, 5, nil}, {1, 3, practice.ErrEmpty}, {9, 3, practice.ErrEmpty}, {-1, 3, practice.ErrEmpty}} {
			if _, err := r.Rate(c.turn, c.rating, later); !errors.Is(err, c.want) {
				t.Errorf("turn %d rated %d: %v, want %v", c.turn, c.rating, err, c.want)
			}
		}
	})
}

func TestARoundCountsItsQuestionsButNotTheCandidatesOwn(t *testing.T) {
	r := begun(t, practice.Asking, practice.PracticeMode, false)
	for turn, want := range []string{"1 of 3", "2 of 3", "3 of 3", "0 of 3"} {
		if n, m := r.Counted(turn); fmt.Sprintf("%d of %d", n, m) != want {
			t.Errorf("turn %d is %d of %d, want %s", turn, n, m, want)
		}
	}
}

// TestTheClockOfARoundIsThePersons: it runs while they have the question before
// them, from its delivery on and not in pauses.
func TestTheClockOfARoundIsThePersons(t *testing.T) {
	now := monday
	r := begun(t, practice.Asking, practice.PracticeMode, false)
	step := func(wait time.Duration, verb func(practice.Round) (practice.Round, error)) {
		t.Helper()
		now = now.Add(wait)
		next, err := verb(r)
		if err != nil {
			t.Fatal(err)
		}
		r = next
	}
	shown := func(r practice.Round) (practice.Round, error) { return r.Shown(now, now), nil }
	pause := func(r practice.Round) (practice.Round, error) { return r.Pause(now) }
	resume := func(r practice.Round) (practice.Round, error) { return r.Resume(now) }
	follow := practice.Next{FollowUp: practice.Probe{Ask: "And then?"}}
	step(time.Hour, shown) // the chat was down
	step(2*time.Minute, pause)
	step(72*time.Hour, resume)
	step(10*time.Second, shown)
	step(time.Second, func(r practice.Round) (practice.Round, error) { return hears(r, 1, now) })
	step(59*time.Second, func(r practice.Round) (practice.Round, error) {
		return r.Done(stepOf(0, practice.Asking), follow, now)
	})
	step(30*time.Second, shown)
	step(time.Minute, func(r practice.Round) (practice.Round, error) { return r.Skip(stepOf(0, practice.Following), now) })
	if got := r.Turns[0].Spent; got != 4*time.Minute {
		t.Errorf("the first question took %v, want 4m", got)
	}
	// It was answered, so it was seen, though we do not know that it arrived.
	step(time.Minute, func(r practice.Round) (practice.Round, error) { return hears(r, 2, now) })
	step(5*time.Minute, pause)
	step(24*time.Hour, func(r practice.Round) (practice.Round, error) { return r.End(now) })
	if got := r.Turns[1].Spent; got != 5*time.Minute {
		t.Errorf("the second took %v, want 5m: a pause before the end counts", got)
	}
}

func TestARoundWithoutQuestionsDoesNotBegin(t *testing.T) {
	if _, err := practice.Begin("r", "ana", practice.DefaultChoice, "", nil, monday); !errors.Is(err, practice.ErrNoQuestions) {
		t.Error(err)
	}
}
