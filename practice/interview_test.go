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
