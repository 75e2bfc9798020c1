package practice_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"greenroom/practice"
)

// sweeps does what is due after some time.
func (o *office) sweeps(after time.Duration) {
	o.t.Helper()
	o.wait(after)
	o.must(o.coach.Sweep(o.t.Context()))
}

func TestTheFollowUpAfterSilence(t *testing.T) {
	for _, c := range []struct {
		name string
		talk func(o *office, ana candidate)
		want int
	}{
		{"comes once the author has been silent", func(o *office, ana candidate) {
			ana.says(story)
			o.sweeps(20 * time.Second)
			o.sweeps(20 * time.Second)
		}, 1},
		{"does not come before", func(o *office, ana candidate) {
			ana.says(story)
			o.sweeps(19 * time.Second)
		}, 0},
		{"waits while the author goes on", func(o *office, ana candidate) {
			said := ana.says(story)
			o.wait(15 * time.Second)
			ana.says("And then some.")
			o.sweeps(10 * time.Second)
			ana.edits(said, story+" Edited.")
			o.sweeps(19 * time.Second)
		}, 0},
		{"comes when the author who went on is silent at last", func(o *office, ana candidate) {
			ana.says(story)
			o.wait(15 * time.Second)
			ana.says("And then some.")
			o.sweeps(10 * time.Second)
			o.sweeps(10 * time.Second)
		}, 1},
		{"does not come to somebody who switched feedback off", func(o *office, ana candidate) {
			o.must(o.coach.SetFeedback(context.Background(), "ana", false))
			ana.says(story)
			o.sweeps(20 * time.Second)
		}, 0},
		{"does not come late to an answer given while feedback was off", func(o *office, ana candidate) {
			o.must(o.coach.SetFeedback(context.Background(), "ana", false))
			ana.says(story)
			o.sweeps(20 * time.Second)
			o.must(o.coach.SetFeedback(context.Background(), "ana", true))
			o.sweeps(20 * time.Second)
		}, 0},
		{"comes to somebody who switched feedback on again", func(o *office, ana candidate) {
			o.must(o.coach.SetFeedback(context.Background(), "ana", false))
			o.must(o.coach.SetFeedback(context.Background(), "ana", true))
			ana.says(story)
			o.sweeps(20 * time.Second)
		}, 1},
		{"does not come for a comment", func(o *office, ana candidate) {
			ana.says("Good question!")
			o.sweeps(time.Minute)
		}, 0},
		{"comes when a comment has become an answer", func(o *office, ana candidate) {
			ana.says("Good question!")
			o.sweeps(time.Minute)
			ana.says(story)
			o.sweeps(20 * time.Second)
		}, 1},
		{"does not come for what was deleted", func(o *office, ana candidate) {
			ana.deletes(ana.says(story))
			o.sweeps(time.Minute)
		}, 0},
		{"does not come a second time after an edit", func(o *office, ana candidate) {
			said := ana.says(story)
			o.sweeps(20 * time.Second)
			said = ana.edits(said, "Never mind.")
			ana.edits(said, story)
			o.sweeps(time.Minute)
		}, 1},
		{"does not come for a second try", func(o *office, ana candidate) {
			ana.says(story)
			o.sweeps(20 * time.Second)
			ana.triesAgain()
			ana.says(story + " Again.")
			o.sweeps(time.Minute)
		}, 1},
		{"does not come days later, after the bot was away", func(o *office, ana candidate) {
			ana.says(story)
			o.sweeps(48 * time.Hour)
			o.sweeps(time.Minute)
		}, 0},
		{"does not come where it is switched off", func(o *office, ana candidate) {
			o.coach.FollowUps = false
			ana.says(story)
			o.sweeps(time.Minute)
		}, 0},
		{"does not come once its author has seen the feedback", func(o *office, ana candidate) {
			ana.says(story)
			o.must(o.coach.FeedbackShown(context.Background(), ana.all()[0]))
			ana.says("And I wrote it down.")
			o.sweeps(time.Minute)
		}, 0},
		{"comes when the feedback was on what was no answer yet", func(o *office, ana candidate) {
			ana.says("Good question!")
			o.must(o.coach.FeedbackShown(context.Background(), ana.all()[0]))
			ana.says(story)
			o.sweeps(time.Minute)
		}, 1},
		{"does not come for what cannot be assessed", func(o *office, ana candidate) {
			ana.says("Wir hatten im letzten Jahr sehr viele Ausfälle und ich habe mit dem Team die Ursachen gesucht und dann behoben.")
			o.sweeps(time.Minute)
		}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := asking(t)
			ana := o.person("ana")
			c.talk(o, ana)
			got := o.waiting(practice.PostFollowUp)
			if len(got) != c.want {
				t.Fatalf("%d follow-ups, want %d", len(got), c.want)
			}
			if c.want == 0 {
				return
			}
			a := ana.all()[0]
			if p := got[0]; p.To != "ana" || p.Place != o.post.Place() || p.Ref != a.ID.String() {
				t.Errorf("%+v goes to the wrong person or place", p)
			}
			if a.FollowUp == "" {
				t.Error("what is asked was not kept with the answer")
			}
		})
	}
}

func TestADeadlineThatMakesNoSenseKeepsNothingFromBeingDone(t *testing.T) {
	o := asking(t)
	o.person("ana").says(story)
	for i, d := range []practice.Deadline{{Kind: "reminder", Ref: "x"}, {Kind: practice.FollowUpDue, Ref: "no id"}} {
		d.At = o.now.Add(time.Duration(-i) * time.Hour)
		o.must(o.coach.Store.Update(t.Context(), func(tx practice.Tx) error { return tx.PutDeadline(d) }))
	}
	o.wait(time.Minute)
	if err := o.coach.Sweep(t.Context()); err == nil {
		t.Error("nobody is told of them")
	}
	if n := len(o.waiting(practice.PostFollowUp)); n != 1 {
		t.Errorf("%d follow-ups, want one", n)
	}
	o.sweeps(0) // they are gone
}

func TestWhatFailsKeepsNothingElseFromBeingDone(t *testing.T) {
	o := asking(t)
	o.must(o.coach.Store.Update(t.Context(), func(tx practice.Tx) error {
		return tx.PutDeadline(practice.Deadline{At: o.now, Kind: practice.LapseDue, Ref: "r"})
	}))
	o.person("ana").says(story)
	o.wait(time.Minute)
	broken := errors.New("the record cannot be read")
	kept := o.coach.Store
	o.coach.Store = unreadable{kept, broken}
	if err := o.coach.Sweep(t.Context()); !errors.Is(err, broken) {
		t.Errorf("sweep: %v", err)
	}
	o.coach.Store = kept
	if n := len(o.waiting(practice.PostFollowUp)); n != 1 {
		t.Errorf("%d follow-ups, want one", n)
	}
}

// unreadable is a store whose rounds cannot be read.
type unreadable struct {
	practice.Store
	err error
}

func (u unreadable) Update(ctx context.Context, f func(practice.Tx) error) error {
	return u.Store.Update(ctx, func(tx practice.Tx) error { return f(noRounds{tx, u.err}) })
}

type noRounds struct {
	practice.Tx
	err error
}

func (n noRounds) Round(string) (practice.Round, error) { return practice.Round{}, n.err }
