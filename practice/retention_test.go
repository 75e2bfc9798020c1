package practice_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"greenroom/practice"
	"greenroom/storage"
)

const oneDay = 24 * time.Hour

// expires erases what is older than keep, as the daily job does, and returns what
// it came to and in how many steps.
func (o *office) expires(keep time.Duration) (practice.Expiry, int) {
	o.t.Helper()
	x := practice.Expiry{Before: o.now.Add(-keep)}
	for n := 1; ; n++ {
		var err error
		x, err = o.coach.Expire(o.t.Context(), x)
		o.must(err)
		if x.Over {
			return x, n
		}
	}
}

// planned returns the kinds of what waits to be done in the chat, in order.
func (o *office) planned(kinds ...practice.PostingKind) (out []practice.Posting) {
	o.t.Helper()
	all, err := o.coach.Waiting(o.t.Context())
	o.must(err)
	return slices.DeleteFunc(all, func(p practice.Posting) bool { return !slices.Contains(kinds, p.Kind) })
}

func TestWhatIsTooOldGoesAndWhatIsNotStays(t *testing.T) {
	o, ana, r := interviewing(t)
	o.coach.Keep = 400 * oneDay
	ana.tells(story + " In the round.")
	_, err := o.coach.CloseRound(t.Context(), ana.word())
	o.must(err)
	o.post = o.ask()
	o.arrives(o.post.Key)
	old := ana.says(story + " In the thread.")
	shared := ana.privately(story+" In private.", "form1")
	_, err = o.coach.Publish(t.Context(), shared.ID, "ana")
	o.must(err)
	for _, p := range o.planned(practice.PostAnswer) {
		o.arrives(p.Key)
	}
	o.wait(400*oneDay + 59*time.Minute)
	if x, _ := o.expires(o.coach.Keep); x.Erased() != 0 {
		t.Fatalf("too early: %+v", x)
	}
	o.post = o.ask()
	o.arrives(o.post.Key)
	young := ana.says(story + " More than a year later.")
	_, err = o.coach.BeginRound(t.Context(), "ana", practice.Choice{Kind: practice.Screening, Length: practice.Express})
	o.must(err)
	o.wait(time.Hour)
	x, _ := o.expires(o.coach.Keep)
	if x.Answers != 3 || x.Rounds != 1 {
		t.Errorf("erased %+v", x)
	}
	e, _ := ana.exports()
	if answers, rounds := list(e["answers"]), list(e["rounds"]); len(answers) != 1 || answers[0]["text"] != young.Text || len(rounds) != 1 || rounds[0]["id"] == r.ID {
		t.Errorf("kept %v, %v", answers, rounds)
	}
	if gone := o.planned(practice.PostRemoval); len(gone) != 1 {
		t.Errorf("taken out of threads: %v", gone)
	}
	sweeps := o.planned(practice.PostSweep)
	if len(sweeps) != 1 || sweeps[0].To != "ana" || sweeps[0].At.Time().After(o.now.Add(-o.coach.Keep)) {
		t.Errorf("swept: %+v", sweeps)
	}

	// What still stands in the chat is not taken in again.
	for _, s := range []practice.Said{old, {Place: old.Place, Stamp: old.Stamp, Edited: o.stamp(), By: "ana", Text: story + " Edited."}} {
		if h, err := o.coach.Hear(t.Context(), s); err != nil || h.Answer != 0 {
			t.Errorf("heard again: %+v, %v", h, err)
		}
	}
	if x, _ := o.expires(o.coach.Keep); x.Erased() != 0 {
		t.Errorf("the second time: %+v", x)
	}
	if n := len(o.planned(practice.PostSweep)); n != 1 {
		t.Errorf("%d sweeps", n)
	}
}

func TestAnAnswerGoesWholeAndItsYoungerWordsDoNotComeBack(t *testing.T) {
	o := asking(t)
	o.coach.Keep = oneDay
	ana := o.person("ana")
	ana.says(story)
	o.wait(20 * time.Hour)
	late := ana.says("And the week after it was still so.")
	o.wait(6 * time.Hour)
	if x, _ := o.expires(oneDay); x.Answers != 1 {
		t.Fatalf("erased %+v", x)
	}
	if h, err := o.coach.Hear(t.Context(), late); err != nil || h.Answer != 0 {
		t.Errorf("heard again: %+v, %v", h, err)
	}
}

func TestARoundThatRunsIsNotErased(t *testing.T) {
	o, ana, _ := interviewing(t)
	_, err := o.coach.Pause(t.Context(), ana.word())
	o.must(err)
	o.wait(3 * oneDay)
	if x, _ := o.expires(oneDay); x.Rounds != 0 {
		t.Errorf("erased %+v", x)
	}
	if _, err := o.coach.Running(t.Context(), "ana"); err != nil {
		t.Error(err)
	}
}

func TestRepliesThatFoundNoQuestionGoWithTheirAge(t *testing.T) {
	o := newOffice(t)
	old := practice.Said{Place: practice.Place{Channel: channel, Thread: o.stamp()}, Stamp: o.stamp() + 1, By: "ana", Text: story}
	o.wait(3 * oneDay)
	young := practice.Said{Place: old.Place, Stamp: o.stamp(), By: "ben", Text: story}
	o.must(o.coach.Store.Update(t.Context(), func(tx practice.Tx) error { return errors.Join(tx.PutStray(old), tx.PutStray(young)) }))
	if x, _ := o.expires(2 * oneDay); x.Strays != 1 {
		t.Errorf("erased %+v", x)
	}
	o.view(func(tx practice.Tx) error {
		return tx.Strays(func(s practice.Said) bool {
			if s != young {
				t.Errorf("kept %+v", s)
			}
			return true
		})
	})
}

// A thousand old answers go in steps of a few hundred, and a crash between two of
// them costs nothing.
func TestErasingGoesOnAfterARestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "greenroom.db")
	ctx := context.Background()
	now := monday.Add(500 * oneDay)
	coach := func() (*practice.Coach, *storage.Store) {
		s, err := storage.OpenWith(ctx, path, "T1", storage.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		return &practice.Coach{Store: s, Bank: smallBank(12), Now: func() time.Time { return now }, Keep: 400 * oneDay}, s
	}
	c, s := coach()
	count := func() (n int) {
		t.Helper()
		err := s.View(ctx, func(tx practice.Tx) error {
			return tx.AnswersAfter(0, func(practice.Answer) bool { n++; return true })
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	err := s.Update(ctx, func(tx practice.Tx) error {
		for i := range 1000 {
			at := monday.Add(time.Duration(i) * time.Minute)
			if i >= 900 {
				at = now.Add(-time.Duration(1000-i) * time.Hour)
			}
			p := practice.Person(fmt.Sprintf("U%d", i%7))
			a := practice.Answer{
				ID: practice.FirstID(at), Person: p, Origin: practice.InThread, Question: "q01", Place: practice.Place{Channel: channel, Thread: practice.Stamp(at.UnixMicro()) - 1},
				Attempt: 1, CreatedAt: at, Messages: []practice.Message{{Stamp: practice.Stamp(at.UnixMicro()), Text: story}},
			}
			if err := tx.PutAnswer(a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	x, err := c.Expire(ctx, practice.Expiry{Before: now.Add(-c.Keep)})
	if n := count(); err != nil || x.Over || n == 1000 || n < 700 {
		t.Fatalf("after one step there are %d: %+v, %v", n, x, err)
	}
	if left, err := s.Unscrubbed(ctx); err != nil || !left {
		t.Errorf("nothing is to be scrubbed, %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	c, s = coach()
	defer func() {
		if err := errors.Join(s.Check(ctx), s.Close()); err != nil {
			t.Error(err)
		}
	}()
	steps := 0
	for x = (practice.Expiry{Before: now.Add(-c.Keep)}); !x.Over; steps++ {
		if x, err = c.Expire(ctx, x); err != nil {
			t.Fatal(err)
		}
	}
	if n := count(); n != 100 || steps < 4 {
		t.Errorf("%d are left after %d more steps", n, steps)
	}
}
