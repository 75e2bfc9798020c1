package practice_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

var express = practice.Choice{Kind: practice.Technical, Length: practice.Express}

// interviewing returns an office in which ana has begun an express round, whose
// briefing and first question have arrived.
func interviewing(t testing.TB) (*office, candidate, practice.Round) {
	t.Helper()
	o := newOffice(t)
	o.coach.Bank = smallBank(40)
	ana := o.person("ana")
	r, err := o.coach.BeginRound(t.Context(), "ana", express)
	o.must(err)
	o.arrives("round/" + r.ID + "/briefing")
	o.arrives("round/" + r.ID + "/turn/0")
	return o, ana, ana.round()
}

func (p candidate) round() practice.Round {
	p.o.t.Helper()
	r, err := p.o.coach.Running(p.o.t.Context(), p.id)
	p.o.must(err)
	return r
}

// tells says something in the thread of the running round.
func (p candidate) tells(text string) practice.Said {
	p.o.t.Helper()
	r := p.round()
	said := p.types(text)
	said.Place = practice.Place{Channel: r.Channel, Thread: r.Thread}
	_, err := p.o.coach.HearRound(p.o.t.Context(), said)
	p.o.must(err)
	return said
}

func (p candidate) word() practice.Press { return practice.Press{By: p.id, Step: practice.InHand} }

// said tells what the postings of a round are, in order, without the round's id
// and its clock.
func (o *office) said(r practice.Round) string {
	o.t.Helper()
	var out []string
	all, err := o.coach.Waiting(o.t.Context())
	o.must(err)
	for _, p := range all {
		if p.Ref == r.ID && p.Kind != practice.PostClock {
			out = append(out, strings.TrimPrefix(p.Key, "round/"+r.ID+"/"))
		}
	}
	return strings.Join(out, " ")
}

func TestAnExpressRoundFromBeginToDebrief(t *testing.T) {
	o, ana, r := interviewing(t)
	if len(r.Turns) != 3 || r.Channel != "Dana" || r.Thread == 0 {
		t.Fatalf("begun as %+v", r)
	}
	for turn := range 3 {
		ana.tells("To begin with, it was bad.")
		ana.tells(story)
		r, err := o.coach.Done(t.Context(), practice.Press{By: "ana", Round: r.ID, Step: practice.Step{Turn: turn, Stage: practice.Asking}})
		o.must(err)
		if r.Stage != practice.Following || r.Now().FollowUp().Ask == "" {
			t.Fatalf("turn %d: %+v", turn, r)
		}
		// A double click on the same button.
		_, err = o.coach.Done(t.Context(), practice.Press{By: "ana", Round: r.ID, Step: practice.Step{Turn: turn, Stage: practice.Asking}})
		o.refusal("double click", err, practice.ErrStale)
		ana.tells("The cost fell by a tenth.")
		_, err = o.coach.Done(t.Context(), ana.word())
		o.must(err)
	}
	want := "follow-up/0 turn/1 follow-up/1 turn/2 follow-up/2 rate"
	if got := o.said(r); got != want {
		t.Errorf("said %q, want %q", got, want)
	}
	r, err := o.coach.Rate(t.Context(), practice.Press{By: "ana", Round: r.ID, Step: practice.Step{Turn: 1}}, 2)
	o.must(err)
	r, err = o.coach.Rate(t.Context(), practice.Press{By: "ana", Round: r.ID, Step: practice.Step{Turn: 1}}, 4)
	o.must(err)
	one, err := o.coach.One(t.Context(), r.Turns[1].Answer, "ana")
	o.must(err)
	if one.Answer.Rating != 4 || one.Answer.Text() != "To begin with, it was bad.\n"+story || one.Answer.Origin != practice.InRound {
		t.Errorf("the answer is %+v", one.Answer)
	}
	_, err = o.coach.Debrief(t.Context(), practice.Press{By: "ana", Round: r.ID})
	o.must(err)
	_, err = o.coach.Running(t.Context(), "ana")
	o.refusal("running", err, practice.ErrNoRound)
	if got := o.said(r); got != want+" debrief debrief/bars debrief/1" {
		t.Errorf("said %q", got)
	}
	d, err := o.coach.Debriefed(t.Context(), r.ID, 0, "ana")
	o.must(err)
	if len(d.Turns) != 3 || d.Turns[1].Rating != 4 || d.Turns[0].N != 1 || !d.Turns[0].Report.Assessed {
		t.Errorf("debrief: %+v", d)
	}
	if len(ana.all()) != 6 {
		t.Errorf("%d answers, want three and three to follow-ups", len(ana.all()))
	}
}

func TestOnlyItsPersonPlaysARound(t *testing.T) {
	o, ana, r := interviewing(t)
	ana.tells(story)
	before := ana.round()
	theirs := practice.Press{By: "mallory", Round: r.ID, Step: practice.Step{Turn: 0, Stage: practice.Asking}}
	for what, press := range map[string]func(context.Context, practice.Press) (practice.Round, error){
		"done": o.coach.Done, "skip": o.coach.Skip, "hint": o.coach.Hint, "pause": o.coach.Pause,
		"resume": o.coach.Resume, "end": o.coach.EndRound, "debrief": o.coach.Debrief,
		"rate": func(ctx context.Context, p practice.Press) (practice.Round, error) { return o.coach.Rate(ctx, p, 5) },
		"read": func(ctx context.Context, p practice.Press) (practice.Round, error) {
			d, err := o.coach.Debriefed(ctx, p.Round, 0, p.By)
			return d.Round, err
		},
	} {
		got, err := press(t.Context(), theirs)
		o.refusal(what, err, practice.ErrNotYours)
		if got.ID != "" {
			t.Errorf("%s: the refusal shows the round: %+v", what, got)
		}
		none := theirs
		none.Round = ""
		if what != "read" {
			_, err = press(t.Context(), none)
			o.refusal(what+" without a round", err, practice.ErrNoRound)
		}
	}
	if got := ana.round(); fmt.Sprint(got) != fmt.Sprint(before) {
		t.Errorf("the round was changed")
	}
	_, err := o.coach.HearRound(t.Context(), practice.Said{Place: practice.Place{Channel: "Dmallory"}, Stamp: o.stamp(), By: "mallory", Text: story})
	o.refusal("a word without a round", err, practice.ErrNoRound)
}

func TestOneRoundAtATime(t *testing.T) {
	o, ana, r := interviewing(t)
	again, err := o.coach.BeginRound(t.Context(), "ana", practice.Choice{Kind: practice.Strategy})
	o.refusal("another round", err, practice.ErrRunning)
	if again.ID != r.ID {
		t.Errorf("the running one is %s, not %s", again.ID, r.ID)
	}
	_, err = o.coach.BeginRound(t.Context(), "ben", express)
	o.must(err)
	_, err = o.coach.EndRound(t.Context(), ana.word())
	o.must(err)
	next, err := o.coach.BeginRound(t.Context(), "ana", practice.Choice{})
	o.must(err)
	// What the form leaves open is taken from the last choice.
	if want := (practice.Choice{Kind: practice.Technical, Length: practice.Express, Mode: practice.PracticeMode, Level: bank.Manager, Manner: practice.Neutral}); next.Choice != want {
		t.Errorf("chosen %+v, want %+v", next.Choice, want)
	}
}

func TestAMessageBelowTheThreadBelongsToTheRound(t *testing.T) {
	o, ana, r := interviewing(t)
	for i := range 2 {
		said := ana.types(fmt.Sprint("From my phone, part ", i, "."))
		said.Place = practice.Place{Channel: "Dana"}
		h, err := o.coach.HearRound(t.Context(), said)
		o.must(err)
		if h.Round.ID != r.ID || h.Answer == 0 {
			t.Errorf("heard as %+v", h)
		}
		// Delivered again.
		h, err = o.coach.HearRound(t.Context(), said)
		o.must(err)
		if h.Answer == 0 {
			t.Errorf("heard again as %+v", h)
		}
	}
	ana.see("From my phone, part 0. / From my phone, part 1. [comment]")
	if n := len(o.waiting(practice.PostPointer)); n != 1 {
		t.Errorf("the way to the thread is pointed out %d times", n)
	}
}

func TestWhatIsSaidInARoundIsFollowed(t *testing.T) {
	o, ana, _ := interviewing(t)
	said := ana.tells("Frist.")
	o.must(func() error {
		_, err := o.coach.HearRound(t.Context(), ana.changes(said, story))
		return err
	}())
	ana.see(story)
	_, err := o.coach.Done(t.Context(), ana.word())
	o.must(err)
	// Edited when the next question is in hand already, it stays where it was said.
	_, err = o.coach.HearRound(t.Context(), ana.changes(said, story+" Edited."))
	o.must(err)
	ana.see(story + " Edited.")

	slip := ana.tells("Oops.")
	ana.deletes(slip)
	ana.see(story + " Edited.")
	_, err = o.coach.Done(t.Context(), ana.word())
	o.refusal("done with nothing left", err, practice.ErrEmpty)
	ana.tells("Here is more.")
	ana.see(story+" Edited.", "Here is more. [comment]")
	_, err = o.coach.Done(t.Context(), ana.word())
	o.must(err)
	// The deletion of an answer long done leaves the round as it is.
	ana.deletes(said)
	ana.see("Here is more. [comment]")
	if now := ana.round(); now.Turn != 1 || now.Stage != practice.Asking {
		t.Errorf("the round is at %d, %s", now.Turn, now.Stage)
	}
}

func TestARoundIsPausedAndResumed(t *testing.T) {
	o, ana, r := interviewing(t)
	_, err := o.coach.Pause(t.Context(), ana.word())
	o.must(err)
	o.wait(72 * time.Hour)
	ana.tells("Written in the pause.")
	_, err = o.coach.Done(t.Context(), ana.word())
	o.refusal("done in a pause", err, practice.ErrPaused)
	_, err = o.coach.Resume(t.Context(), ana.word())
	o.must(err)
	_, err = o.coach.Resume(t.Context(), ana.word())
	o.refusal("resume again", err, practice.ErrNotPaused)
	_, err = o.coach.Pause(t.Context(), ana.word())
	o.must(err)
	if got := o.said(r); got != "paused/1 resumed/1 paused/2" {
		t.Errorf("said %q", got)
	}
	if spent := ana.round().Turns[0].Spent; spent > time.Minute {
		t.Errorf("the pause counts: %v", spent)
	}
}

func TestAHintIsGivenOnceAQuestion(t *testing.T) {
	o, ana, r := interviewing(t)
	_, err := o.coach.Hint(t.Context(), ana.word())
	o.must(err)
	_, err = o.coach.Hint(t.Context(), ana.word())
	o.refusal("again", err, practice.ErrAlready)
	_, err = o.coach.Skip(t.Context(), ana.word())
	o.must(err)
	_, err = o.coach.Hint(t.Context(), ana.word())
	o.must(err)
	if got := o.said(r); got != "hint/0 turn/1 hint/1" {
		t.Errorf("said %q", got)
	}
	if !ana.round().Turns[0].Skipped {
		t.Error("the skip was not kept")
	}
}

func TestAForgottenRoundLapsesAfterSevenDays(t *testing.T) {
	o, ana, r := interviewing(t)
	o.wait(3 * 24 * time.Hour)
	ana.tells(story)
	touched := o.now
	o.now = touched.Add(7*24*time.Hour - time.Second)
	o.sweeps(0)
	ana.round() // still runs
	o.sweeps(time.Second)
	_, err := o.coach.Running(t.Context(), "ana")
	o.refusal("running", err, practice.ErrNoRound)
	if got := o.said(r); !strings.HasSuffix(got, "lapsed") {
		t.Errorf("said %q", got)
	}
	d, err := o.coach.Debriefed(t.Context(), r.ID, 0, "ana")
	o.must(err)
	if d.Round.Ending != practice.Lapsed {
		t.Errorf("ended as %q", d.Round.Ending)
	}
	ana.see(story)
	_, err = o.coach.Done(t.Context(), practice.Press{By: "ana", Round: r.ID, Step: practice.Step{Turn: 0, Stage: practice.Asking}})
	o.refusal("an old button", err, practice.ErrEnded)
	o.sweeps(30 * 24 * time.Hour)
	_, err = o.coach.BeginRound(t.Context(), "ana", express)
	o.must(err)
}

func TestARoundThatWasStoppedCanStillBeRated(t *testing.T) {
	o, ana, r := interviewing(t)
	ana.tells(story)
	_, err := o.coach.EndRound(t.Context(), ana.word())
	o.must(err)
	_, err = o.coach.Rate(t.Context(), practice.Press{By: "ana", Round: r.ID, Step: practice.Step{Turn: 0}}, 3)
	o.must(err)
	done, err := o.coach.Done(t.Context(), ana.word()) // the word ends the ratings too
	o.must(err)
	if done.Stage != practice.Ended || done.Ending != practice.Stopped || done.Turns[0].Rating != 3 {
		t.Errorf("ended as %+v", done)
	}
}

func TestARoundGoesOnWhereItWasAfterARestart(t *testing.T) {
	o, ana, r := interviewing(t)
	ana.tells(story)
	before := ana.round()
	// Another process on the same file knows nothing but what is in it.
	o.coach = &practice.Coach{Store: o.coach.Store, Bank: o.coach.Bank, Now: o.coach.Now}
	if after := ana.round(); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("it was %+v and is %+v", before, after)
	}
	_, err := o.coach.Done(t.Context(), practice.Press{By: "ana", Round: r.ID, Step: practice.Step{Turn: 0, Stage: practice.Asking}})
	o.must(err)
}

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

func TestARoundSaysHowLongItTakes(t *testing.T) {
	o := newOffice(t)
	o.coach.Bank = smallBank(40)
	for _, c := range []struct {
		choice   practice.Choice
		from, to int
	}{
		{practice.Choice{Kind: practice.Technical, Length: practice.Express}, 20, 30},
		{practice.Choice{Kind: practice.Screening, Length: practice.Full}, 26, 30},
		{practice.Choice{Kind: practice.Technical, Length: practice.Full}, 54, 60},
	} {
		r, err := o.coach.BeginRound(t.Context(), practice.Person(fmt.Sprint(c.choice)), c.choice)
		o.must(err)
		if n := r.Minutes(); n < c.from || n > c.to {
			t.Errorf("%s %s takes %d minutes", c.choice.Length, c.choice.Kind, n)
		}
	}
}
