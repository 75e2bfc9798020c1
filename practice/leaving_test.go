package practice_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"greenroom/practice"
)

var fullLoop = practice.Choice{Kind: practice.Loop, Length: practice.Express}

// TestWhatWasSaidBeforeTheLastQuestionWasLeftIsKept delivers a message after the
// round has left its last question, in each of the ways in which it can.
func TestWhatWasSaidBeforeTheLastQuestionWasLeftIsKept(t *testing.T) {
	type verb = func(*practice.Coach, context.Context, practice.Press) (practice.Round, error)
	for _, c := range []struct {
		name   string
		choice practice.Choice
		leave  []verb
		said   string // before
		then   practice.Stage
	}{
		{"by End round, with nothing else answered", express, []verb{(*practice.Coach).EndRound}, "", practice.Ended},
		{"by ending it for another", express, []verb{(*practice.Coach).CloseRound}, story, practice.Ended},
		{"into the ratings", express, []verb{(*practice.Coach).EndRound}, story, practice.Rating},
		{"and rated, too", express, []verb{(*practice.Coach).EndRound, (*practice.Coach).Debrief}, story, practice.Ended},
		{"into the break of a loop", fullLoop, []verb{(*practice.Coach).Skip, (*practice.Coach).Skip, (*practice.Coach).Skip}, "", practice.Break},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSituation(t, c.choice)
			if c.said != "" {
				s.tells(c.said)
			}
			if c.then == practice.Break {
				s.skips(2)
				c.leave = c.leave[:1]
			}
			late := s.ana.writes("Late.", false)
			s.o.wait(time.Second)
			for _, leave := range c.leave {
				s.does(leave)
			}
			s.is(c.then, 0)
			s.ana.heard(late)
			// Delivered again, it is known.
			s.ana.heard(late)
			after := s.ana.types("After all that.")
			after.Place = late.Place
			if _, err := s.o.coach.HearRound(t.Context(), after); err == nil {
				t.Error("what was said after it is taken in too")
			}
			r := s.round()
			if id := r.Turns[r.Turn].Answer; id == 0 || s.ana.all()[0].ID != id || s.ana.all()[0].Text() != strings.TrimSpace(c.said+"\nLate.") {
				t.Errorf("the answer to the question is %d, and what is kept is %+v", id, s.ana.all())
			}
		})
	}
	t.Run("and another round has begun", func(t *testing.T) {
		s := newSituation(t, express)
		late := s.ana.writes(story, false)
		s.o.wait(time.Second)
		s.does((*practice.Coach).CloseRound)
		next, err := s.o.coach.BeginRound(t.Context(), "ana", express)
		s.o.must(err)
		s.arrive()
		s.ana.heard(late)
		if a := s.ana.the(); a.Round != s.id || s.round().Turns[0].Answer != a.ID {
			t.Errorf("it belongs to round %s, not %s", a.Round, s.id)
		}
		if s.ana.round().ID != next.ID || s.ana.round().Answered() {
			t.Errorf("the other round is %+v", s.ana.round())
		}
	})
	t.Run("but not a day later", func(t *testing.T) {
		s := newSituation(t, express)
		late := s.ana.writes(story, false)
		s.does((*practice.Coach).CloseRound)
		s.o.wait(24 * time.Hour)
		_, err := s.o.coach.HearRound(t.Context(), late)
		s.o.refusal("a day later", err, practice.ErrNoRound)
	})
}

func TestWhatWasDeletedIsNeitherRatedNorFollowedUp(t *testing.T) {
	t.Run("the one answer of a round that is ended", func(t *testing.T) {
		s := newSituation(t, express)
		s.tells(story)
		s.ana.deletes(s.last)
		s.does((*practice.Coach).EndRound)
		s.is(practice.Ended, 0)
	})
	t.Run("the answer to the question, when its follow-up is answered", func(t *testing.T) {
		s := newSituation(t, practice.Choice{Kind: practice.Technical, Length: practice.Express, Manner: practice.Pressing})
		s.tells(story)
		s.does((*practice.Coach).Done)
		s.is(practice.Following, 1)
		s.ana.deletes(s.first)
		s.tells(aside)
		s.does((*practice.Coach).Done)
		if r := s.round(); r.Turn != 1 || r.Turns[0].Answer != 0 || r.Turns[0].Probes[0].Answer == 0 {
			t.Errorf("the round is at %+v of %+v", r.Step(), r.Turns[0])
		}
	})
}

func TestTheRatingsOfAnEarlierLegDoNotEndThoseOfThisOne(t *testing.T) {
	s := newSituation(t, fullLoop)
	rate := func() practice.Step {
		s.tells(story)
		s.skips(3)
		s.is(practice.Rating, 0)
		return s.round().Step()
	}
	old := rate()
	s.does((*practice.Coach).Debrief)
	_, err := s.o.coach.Debrief(t.Context(), practice.Press{By: "ana", Round: s.id, Step: old})
	s.o.refusal("clicked twice", err, practice.ErrBreak)
	_, err = s.o.coach.Resume(t.Context(), practice.Press{By: "ana", Round: s.id, Step: old})
	s.o.refusal("an old Resume in the break", err, practice.ErrBreak)
	s.does((*practice.Coach).Continue)
	now := rate()
	_, err = s.o.coach.Debrief(t.Context(), practice.Press{By: "ana", Round: s.id, Step: old})
	s.o.refusal("the button of the first leg", err, practice.ErrStale)
	_, err = s.o.coach.Continue(t.Context(), s.ana.word())
	s.o.refusal("continue while it is rated", err, practice.ErrEnded)
	_, err = s.o.coach.Debrief(t.Context(), practice.Press{By: "ana", Round: s.id, Step: now})
	s.o.must(err)
	s.is(practice.Break, 0)
}

// TestAPauseIsNotTimeOfTheQuestionHoweverLateWeKnowThatItArrived: Slack had the
// question before the pause, and we learn it after.
func TestAPauseIsNotTimeOfTheQuestionHoweverLateWeKnowThatItArrived(t *testing.T) {
	o := newOffice(t)
	o.coach.Bank = smallBank(40)
	ana := o.person("ana")
	r, err := o.coach.BeginRound(t.Context(), "ana", express)
	o.must(err)
	o.arrives("round/" + r.ID + "/briefing")
	stood := o.stamp()
	_, err = o.coach.Pause(t.Context(), ana.word())
	o.must(err)
	o.wait(2 * time.Hour)
	_, err = o.coach.Resume(t.Context(), ana.word())
	o.must(err)
	_, err = o.coach.Send(t.Context(), "round/"+r.ID+"/turn/0")
	o.must(err)
	o.must(o.coach.Arrived(t.Context(), "round/"+r.ID+"/turn/0", "Dana", stood))
	o.wait(time.Minute)
	if used := ana.round().Used(o.now); used > 2*time.Minute {
		t.Errorf("the question has taken %v", used)
	}
}

// TestWhoeverDoesAnythingIsNotForgotten: a round lapses a week after the last
// thing its person did, also where its clock stood.
func TestWhoeverDoesAnythingIsNotForgotten(t *testing.T) {
	for name, do := range map[string]func(*practice.Coach, context.Context, practice.Press) (practice.Round, error){
		"pause": (*practice.Coach).Pause, "end": (*practice.Coach).EndRound, "skip": (*practice.Coach).Skip,
	} {
		o := newOffice(t)
		o.coach.Bank = smallBank(40)
		ana := o.person("ana")
		r, err := o.coach.BeginRound(t.Context(), "ana", express)
		o.must(err)
		o.arrives("round/" + r.ID + "/briefing") // but not its question: the clock stands
		if name == "end" {
			ana.tells(story)
			_, err = o.coach.Pause(t.Context(), ana.word())
			o.must(err)
		}
		o.wait(6 * 24 * time.Hour)
		_, err = do(o.coach, t.Context(), ana.word())
		o.must(err)
		o.sweeps(2 * 24 * time.Hour)
		if r, err = o.coach.Running(t.Context(), "ana"); err != nil {
			t.Errorf("%s: forgotten two days later: %v", name, err)
		}
	}
}

func TestNobodyIsPointedToAThreadThatIsGone(t *testing.T) {
	o, ana, r := interviewing(t)
	_, err := o.coach.Skip(t.Context(), ana.word())
	o.must(err)
	key := "round/" + r.ID + "/turn/1"
	_, err = o.coach.Send(t.Context(), key)
	o.must(err)
	o.must(o.coach.ThreadGone(t.Context(), key))
	ana.heard(ana.writes(story, true))
	if n := len(o.waiting(practice.PostPointer)); n != 0 {
		t.Errorf("pointed out %d times", n)
	}
}
