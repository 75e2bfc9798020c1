package practice_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

// heard fails the test where a message was not taken in by the round.
func (p candidate) heard(said practice.Said) {
	p.o.t.Helper()
	h, err := p.o.coach.HearRound(p.o.t.Context(), said)
	p.o.must(err)
	if h.Answer == 0 {
		p.o.t.Errorf("%q was not taken in: %+v", said.Text, h)
	}
}

// writes makes a message in the round's DM of which nobody has heard yet, in its
// thread or below.
func (p candidate) writes(text string, below bool) practice.Said {
	said := p.types(text)
	r := p.round()
	said.Place = practice.Place{Channel: r.Channel}
	if !below {
		said.Place.Thread = r.Thread
	}
	return said
}

// TestALateMessageBelongsToWhatWasInHandWhenItWasSaid delivers a message after
// the round went on, in the thread and below it.
func TestALateMessageBelongsToWhatWasInHandWhenItWasSaid(t *testing.T) {
	word := func(press func(*practice.Coach, context.Context, practice.Press) (practice.Round, error)) func(ana candidate) {
		return func(ana candidate) {
			ana.o.t.Helper()
			ana.o.wait(time.Minute)
			_, err := press(ana.o.coach, ana.o.t.Context(), ana.word())
			ana.o.must(err)
		}
	}
	done, skip, end := word((*practice.Coach).Done), word((*practice.Coach).Skip), word((*practice.Coach).EndRound)
	for _, c := range []struct {
		name string
		then []func(candidate) // between the message and its delivery
		want practice.Origin
	}{
		{"when it is still in hand", nil, practice.InRound},
		{"when the follow-up is in hand", []func(candidate){done}, practice.InRound},
		{"when the next question is in hand", []func(candidate){skip}, practice.InRound},
		{"when it is done with, follow-up and all", []func(candidate){done, skip, skip}, practice.InRound},
		{"when the round is rated", []func(candidate){end}, practice.InRound},
		{"in a pause", []func(candidate){word((*practice.Coach).Pause)}, practice.InRound},
	} {
		for _, below := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, below the thread: %v", c.name, below), func(t *testing.T) {
				_, ana, r := interviewing(t)
				ana.tells(story)
				late := ana.writes("Late.", below)
				for _, step := range c.then {
					step(ana)
				}
				ana.heard(late)
				a := ana.the()
				if a.Text() != story+"\nLate." || a.Question != r.Turns[0].Question || a.Origin != c.want {
					t.Errorf("it belongs to %+v", a)
				}
			})
		}
	}
	t.Run("to a follow-up, when the next question is in hand", func(t *testing.T) {
		_, ana, r := interviewing(t)
		ana.tells(story)
		done(ana)
		late := ana.writes("To the follow-up.", false)
		late.Stamp += 10_000_000
		skip(ana)
		ana.heard(late)
		if a := ana.all()[1]; a.Origin != practice.ToFollowUp || a.Question != r.Turns[0].Question || ana.round().Turns[0].FollowUp().Answer != a.ID {
			t.Errorf("it belongs to %+v", a)
		}
	})
	t.Run("a question that was skipped has an answer after all", func(t *testing.T) {
		_, ana, _ := interviewing(t)
		late := ana.writes(story, false)
		skip(ana)
		ana.heard(late)
		if turn := ana.round().Turns[0]; turn.Skipped || turn.Answer != ana.the().ID {
			t.Errorf("the turn is %+v", turn)
		}
	})
	t.Run("said by a clock that is seconds behind it belongs to what is in hand", func(t *testing.T) {
		_, ana, r := interviewing(t)
		ana.o.wait(time.Minute)
		skip(ana)
		said := ana.writes(story, false)
		said.Stamp -= 5_000_000
		ana.heard(said)
		if a := ana.the(); a.Question != r.Turns[1].Question {
			t.Errorf("it belongs to %+v", a)
		}
	})
	t.Run("what is said while the round is rated belongs to nothing", func(t *testing.T) {
		o, ana, _ := interviewing(t)
		ana.tells(story)
		end(ana)
		_, err := o.coach.HearRound(t.Context(), ana.writes("Thanks!", true))
		o.refusal("said in the ratings", err, practice.ErrEnded)
		ana.see(story)
	})
}

func TestAMessageOlderThanTheRoundDoesNotJoinIt(t *testing.T) {
	o := newOffice(t)
	ana := o.person("ana")
	old := ana.types("Hello there, bot.")
	old.Place = practice.Place{Channel: "Dana"}
	_, err := o.coach.HearRound(t.Context(), old)
	o.refusal("before any round", err, practice.ErrNoRound)
	o.wait(time.Minute)
	r, err := o.coach.BeginRound(t.Context(), "ana", express)
	o.must(err)
	join := func(what string, said practice.Said, want error) {
		t.Helper()
		_, err := o.coach.HearRound(t.Context(), said)
		o.refusal(what, err, want)
	}
	join("delivered again before the briefing", old, practice.ErrNoRound)
	join("edited before the briefing", ana.changes(old, story), practice.ErrNoRound)
	quick := ana.types("Ready!")
	quick.Place, quick.Stamp = old.Place, quick.Stamp-3_000_000 // the chat's clock is behind
	join("said at once", quick, nil)
	o.arrives("round/" + r.ID + "/briefing")
	// Seconds before the briefing by the clock that stamped both.
	older := old
	older.Stamp = ana.round().Thread - 1
	join("delivered again", older, practice.ErrNoRound)
	ana.see("Ready! [comment]")
}

func TestADeletionBeforeItsMessageCountsInARoundToo(t *testing.T) {
	for _, below := range []bool{false, true} {
		o, ana, _ := interviewing(t)
		said := ana.writes(story, below)
		ana.deletes(said)
		h, err := o.coach.HearRound(t.Context(), said)
		o.must(err)
		if h.Answer != 0 || len(ana.all()) != 0 {
			t.Errorf("below the thread: %v: what was deleted is kept as %v", below, h.Answer)
		}
	}
}

func TestAWordThatWasRefusedIsNotActedOnWhenItIsDeliveredAgain(t *testing.T) {
	o, ana, r := interviewing(t)
	done := practice.Press{By: "ana", Step: practice.InHand, Once: "Dana/1"}
	_, err := o.coach.Done(t.Context(), done)
	o.refusal("done with nothing said", err, practice.ErrEmpty)
	ana.tells(story)
	if _, err = o.coach.Done(t.Context(), done); err != nil || ana.round().Stage != practice.Asking {
		t.Errorf("delivered again it did something: %v, %s", err, ana.round().Stage)
	}
	done.Once = "Dana/2"
	_, err = o.coach.Done(t.Context(), done)
	o.must(err)
	if got := o.said(r); got != "follow-up/0" {
		t.Errorf("said %q", got)
	}
	end := practice.Press{By: "ben", Step: practice.InHand, Once: "Dben/1"}
	_, err = o.coach.EndRound(t.Context(), end)
	o.refusal("end without a round", err, practice.ErrNoRound)
	_, err = o.coach.BeginRound(t.Context(), "ben", express)
	o.must(err)
	_, err = o.coach.EndRound(t.Context(), end)
	o.must(err)
	o.person("ben").round() // still runs
}

func TestAnAnswerToAFollowUpIsHeldAgainstThatAlone(t *testing.T) {
	o, ana, r := interviewing(t)
	qs := o.coach.Bank.All()
	for i := range qs {
		qs[i].KeyPoints = []bank.KeyPoint{{Point: "It names the moon.", Terms: []string{"moon"}}}
	}
	o.coach.Bank = bank.New(qs)
	ana.tells(story)
	next, err := o.coach.Done(t.Context(), ana.word())
	o.must(err)
	ana.tells(story + " It fell by a tenth.")
	follow := ana.all()[1]
	main, _ := o.coach.Bank.Find(r.Turns[0].Question)

	rv, err := o.coach.One(t.Context(), follow.ID, "ana")
	o.must(err)
	if rv.Question.Ask != next.Now().FollowUp().Ask || len(rv.Question.KeyPoints) != 0 || len(rv.Question.FollowUps) != 0 || !rv.Known {
		t.Errorf("it is held against %+v", rv.Question)
	}
	if whole, _ := o.coach.One(t.Context(), ana.all()[0].ID, "ana"); len(whole.Question.KeyPoints) != 1 {
		t.Errorf("the answer to the question itself is held against %+v", whole.Question)
	}
	page, err := o.coach.Mine(t.Context(), "ana", practice.Filter{Area: main.Area, Round: main.Round, Competency: main.Competencies[0]}, 0)
	o.must(err)
	if len(page.Answers) != 2 {
		t.Errorf("%d answers under the area, round and competency of the question", len(page.Answers))
	}

	again := ana.retries(follow.ID, story+" It fell by a fifth.", "form1")
	if !again.Probed || again.Ask != next.Now().FollowUp().Ask || again.Attempt != 2 || again.Place != (practice.Place{}) {
		t.Errorf("tried again it is %+v", again)
	}
	if rv, err = o.coach.One(t.Context(), again.ID, "ana"); err != nil || len(rv.Question.KeyPoints) != 0 {
		t.Errorf("and is held against %+v, %v", rv.Question, err)
	}
	if whole := ana.retries(ana.all()[0].ID, story+" Better.", "form2"); whole.Probed || whole.Attempt != 2 || whole.Ask != r.Turns[0].Ask {
		t.Errorf("the question itself tried again is %+v", whole)
	}
}
