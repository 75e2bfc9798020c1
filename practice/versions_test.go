package practice_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"greenroom/practice"
)

// earlier returns how an answer of the candidate's read before its edits.
func (p candidate) earlier(id practice.ID) (texts []string) {
	p.o.t.Helper()
	versions, err := p.o.coach.Earlier(p.o.t.Context(), id, p.id)
	p.o.must(err)
	for _, v := range versions {
		if v.At.IsZero() || v.At.After(p.o.now) {
			p.o.t.Errorf("%q read so since %v", v.Text, v.At)
		}
		texts = append(texts, v.Text)
	}
	return texts
}

func (p candidate) readEarlier(id practice.ID, want ...string) {
	p.o.t.Helper()
	if got := p.earlier(id); !slices.Equal(got, want) {
		p.o.t.Errorf("it read before: %q, want %q", got, want)
	}
}

func TestHowAnAnswerReadBeforeItsEdits(t *testing.T) {
	o := asking(t)
	ana := o.person("ana")
	first, second := ana.says(story), ana.says("And another thing.")
	id := ana.the().ID
	ana.readEarlier(id)

	edited := ana.edits(first, story+" Edited.")
	o.hears(edited) // delivered again
	o.hears(first)
	ana.readEarlier(id, story)
	ana.edits(second, "And one thing more.")
	ana.edits(edited, story+" Edited twice.")
	ana.readEarlier(id, story, "And another thing.", story+" Edited.")

	// An edit that changes no words, as when Slack unfolds a link.
	same := ana.changes(second, "And one thing more.")
	o.hears(same)
	ana.readEarlier(id, story, "And another thing.", story+" Edited.")

	// Whoever deletes a message means all that stood in it.
	ana.deletes(first)
	ana.readEarlier(id, "And another thing.")
	ana.deletes(second)
	o.view(func(tx practice.Tx) error {
		versions, err := tx.Earlier(id)
		if len(versions) != 0 {
			t.Errorf("left of what was deleted: %v", versions)
		}
		return err
	})
}

func TestASecretThatIsEditedOutIsNotKept(t *testing.T) {
	o := asking(t)
	ana := o.person("ana")
	first := ana.says(story + " The password was Tr0ub4dor&3.")
	id := ana.the().ID
	ana.edits(first, story+" Its password was Tr0ub4dor&3.")
	if got := ana.earlier(id); len(got) != 1 {
		t.Fatalf("earlier texts: %q", got)
	}
	ana.edits(first, story+" It had a weak password.")
	ana.readEarlier(id)
	ana.edits(first, story+" It had no password.")
	ana.readEarlier(id, story+" It had a weak password.")
}

func TestEarlierTextsOfAFormAreFewAndTheirAuthorsOwn(t *testing.T) {
	o := asking(t)
	ana := o.person("ana")
	a := ana.privately(story, "form")
	for i := range 14 {
		o.wait(time.Minute)
		_, err := o.coach.Rewrite(t.Context(), a.ID, "ana", fmt.Sprint(story, i))
		o.must(err)
	}
	var want []string
	for i := 3; i < 13; i++ {
		want = append(want, fmt.Sprint(story, i))
	}
	ana.readEarlier(a.ID, want...)
	if versions, err := o.coach.Earlier(t.Context(), a.ID, "ana"); err != nil || versions[9].At.Sub(versions[0].At) != 9*time.Minute {
		t.Errorf("the times of the versions: %v, %v", versions, err)
	}
	e, err := o.coach.Export(t.Context(), "ana", nil)
	o.must(err)
	if got := e.Answers[0].Earlier; len(got) != 10 || got[9].Text != want[9] || got[9].Since.IsZero() {
		t.Errorf("exported: %+v", got)
	}
	_, err = o.coach.Earlier(t.Context(), a.ID, "ben")
	o.refusal("somebody else's texts", err, practice.ErrNotYours)
	o.refusal("forgetting somebody else's", o.coach.ForgetEarlier(t.Context(), a.ID, "ben"), practice.ErrNotYours)
	o.must(o.coach.ForgetEarlier(t.Context(), a.ID, "ana"))
	ana.readEarlier(a.ID)
	_, err = o.coach.Rewrite(t.Context(), a.ID, "ana", story+" Last.")
	o.must(err)
	o.must(o.coach.Delete(t.Context(), a.ID, "ana"))
	_, err = o.coach.Earlier(t.Context(), a.ID, "ana")
	o.refusal("of a deleted answer", err, practice.ErrNotYours)
	o.view(func(tx practice.Tx) error {
		versions, err := tx.Earlier(a.ID)
		if len(versions) != 0 {
			t.Errorf("left of what was deleted: %v", versions)
		}
		return err
	})
}

func TestWhatAnAuthorSaysOfTheirAnswer(t *testing.T) {
	o := asking(t)
	ana := o.person("ana")
	a := ana.privately(story, "form")
	ctx := t.Context()
	for range 2 { // a double click
		_, err := o.coach.Star(ctx, a.ID, "ana", true)
		o.must(err)
		_, err = o.coach.NoteToSelf(ctx, a.ID, "ana", " Begin with the figure. ")
		o.must(err)
		_, err = o.coach.RateAnswer(ctx, a.ID, "ana", 4)
		o.must(err)
	}
	if got := ana.the(); !got.Starred || got.SelfNote != "Begin with the figure." || got.Rating != 4 || got.Text() != story {
		t.Errorf("kept: %+v", got)
	}
	e, err := o.coach.Export(ctx, "ana", nil)
	o.must(err)
	if x := e.Answers[0]; !x.Starred || x.SelfNote != "Begin with the figure." || *x.Rating != 4 {
		t.Errorf("exported: %+v", x)
	}
	for what, try := range map[string]func(by practice.Person) error{
		"a star":   func(by practice.Person) error { _, err := o.coach.Star(ctx, a.ID, by, false); return err },
		"a note":   func(by practice.Person) error { _, err := o.coach.NoteToSelf(ctx, a.ID, by, "mine"); return err },
		"a rating": func(by practice.Person) error { _, err := o.coach.RateAnswer(ctx, a.ID, by, 1); return err },
		"again":    func(by practice.Person) error { _, _, err := o.coach.Afresh(ctx, a.ID, by); return err },
	} {
		o.refusal(what+" of somebody else", try("ben"), practice.ErrNotYours)
	}
	for _, r := range []int{-1, 6} {
		_, err := o.coach.RateAnswer(ctx, a.ID, "ana", r)
		o.refusal("a rating of that number", err, practice.ErrRating)
	}
	_, err = o.coach.NoteToSelf(ctx, a.ID, "ana", strings.Repeat("ü", practice.LongestSelfNote+1))
	o.refusal("a long note", err, practice.ErrLongNote)
	_, err = o.coach.NoteToSelf(ctx, a.ID, "ana", strings.Repeat("ü", practice.LongestSelfNote))
	o.must(err)
	_, err = o.coach.NoteToSelf(ctx, a.ID, "ana", "")
	o.must(err)
	_, err = o.coach.RateAnswer(ctx, a.ID, "ana", 0)
	o.must(err)
	if got := ana.the(); got.SelfNote != "" || got.Rating != 0 || !got.Starred {
		t.Errorf("kept: %+v", got)
	}
}

func TestARatingGoesIntoItsRound(t *testing.T) {
	o := newOffice(t)
	ana := o.person("ana")
	_, err := o.coach.BeginRound(t.Context(), "ana", express)
	o.must(err)
	ana.tells(story)
	id := ana.round().Turns[0].Answer
	_, err = o.coach.RateAnswer(t.Context(), id, "ana", 2)
	o.must(err)
	if got := ana.round().Turns[0].Rating; got != 2 {
		t.Errorf("the round has it as %d", got)
	}
}

func TestAgainIsInOtherWordsThanLast(t *testing.T) {
	o := newOffice(t)
	q := o.coach.Bank.All()[0]
	form := 0
	tries := func(of practice.ID, ask string) practice.Answer {
		form++
		o.wait(time.Second)
		a, err := o.coach.Retry(t.Context(), of, "ana", ask, story, fmt.Sprint("again", form))
		o.must(err)
		return a
	}
	a, err := o.coach.AnswerPrivately(t.Context(), practice.Place{}, q.ID, q.Ask, "ana", story, "form")
	o.must(err)
	for i, want := range []string{q.Also[0], q.Ask, q.Also[0]} {
		rv, n, err := o.coach.Afresh(t.Context(), a.ID, "ana")
		o.must(err)
		if rv.Question.Ask != want || q.Wording(n) != want {
			t.Errorf("try %d is asked %q, want %q", i+2, rv.Question.Ask, want)
		}
		next := tries(a.ID, rv.Question.Ask)
		if next.Ask != want || next.Attempt != i+2 {
			t.Errorf("try %d is kept as %q, attempt %d", i+2, next.Ask, next.Attempt)
		}
	}
	post, err := o.coach.Ask(t.Context(), "ana", practice.Wish{ID: q.ID, Again: true}, "once")
	o.must(err)
	if post.Ask != q.Ask || !post.Wish.Again {
		t.Errorf("in the DM it is asked %q, %+v", post.Ask, post.Wish)
	}
	all, err := o.coach.LatestTried(t.Context(), "ana")
	o.must(err)
	if len(all) != 4 || all[0].ID != a.ID {
		t.Errorf("tried again lately: %d answers", len(all))
	}
	if none, err := o.coach.LatestTried(t.Context(), "ben"); len(none) != 0 || err != nil {
		t.Errorf("of ben: %v, %v", none, err)
	}
}
