package practice_test

import (
	"strings"
	"testing"
	"time"

	"greenroom/practice"
)

// privately gives an answer in a form.
func (p candidate) privately(text, form string) practice.Answer {
	p.o.t.Helper()
	p.o.wait(time.Second)
	a, err := p.o.coach.AnswerPrivately(p.o.t.Context(), p.o.post.Place(), p.o.post.Question, p.o.post.Ask, p.id, text, form)
	p.o.must(err)
	return a
}

// retries answers in the form of Try again on an answer.
func (p candidate) retries(of practice.ID, text, form string) practice.Answer {
	p.o.t.Helper()
	p.o.wait(time.Second)
	a, err := p.o.coach.Retry(p.o.t.Context(), of, p.id, "", text, form)
	p.o.must(err)
	return a
}

func (p candidate) publishes(id practice.ID) practice.Posting {
	p.o.t.Helper()
	p.o.wait(time.Second)
	_, err := p.o.coach.Publish(p.o.t.Context(), id, p.id)
	p.o.must(err)
	waiting := p.o.waiting(practice.PostAnswer)
	return waiting[len(waiting)-1]
}

// stands fails the test where the answer's message is another; 0 is none.
func (p candidate) stands(id practice.ID, want practice.Stamp) {
	p.o.t.Helper()
	r, err := p.o.coach.One(p.o.t.Context(), id, p.id)
	p.o.must(err)
	if r.Answer.Published != want || r.Answer.Sharing != (want != 0) {
		p.o.t.Errorf("published as %d (sharing: %v), want %d", r.Answer.Published, r.Answer.Sharing, want)
	}
}

// removals returns the messages that are to be taken out of the thread.
func (o *office) removals() (out []practice.Stamp) {
	o.t.Helper()
	for _, p := range o.waiting(practice.PostAnswerGone) {
		out = append(out, p.At)
	}
	return out
}

func TestAPrivateAnswer(t *testing.T) {
	for _, c := range []struct {
		name string
		talk func(t *testing.T, o *office, ana candidate)
	}{
		{"is kept, and seen by nobody in the thread", func(t *testing.T, o *office, ana candidate) {
			a := ana.privately(story, "form1")
			if a.Origin != practice.InPrivate || a.Attempt != 1 || a.Comment {
				t.Errorf("kept as %+v", a)
			}
			if n := len(o.waiting(practice.PostAnswer)); n != 0 {
				t.Errorf("%d postings", n)
			}
			ana.stands(a.ID, 0)
		}},
		{"is kept once when its form is sent twice", func(t *testing.T, o *office, ana candidate) {
			first := ana.privately(story, "form1")
			ana.says("Something said in the thread meanwhile, long enough to be an answer of its own, I should think so.")
			if again := ana.privately(story, "form1"); again.ID != first.ID {
				t.Errorf("the second time it is answer %v, not %v", again.ID, first.ID)
			}
			if n := len(ana.all()); n != 2 {
				t.Errorf("%d answers", n)
			}
		}},
		{"is another attempt the second time", func(t *testing.T, o *office, ana candidate) {
			ana.privately(story, "form1")
			if a := ana.privately(story+" Better.", "form2"); a.Origin != practice.InPrivate || a.Attempt != 2 {
				t.Errorf("kept as %s, attempt %d", a.Origin, a.Attempt)
			}
		}},
		{"is a retry where it was tried again", func(t *testing.T, o *office, ana candidate) {
			ana.says(story)
			a := ana.retries(ana.the().ID, story+" Better.", "form1")
			if a.Origin != practice.AsRetry || a.Attempt != 2 || a.Place != o.post.Place() || a.Question != o.post.Question || a.Ask != o.post.Ask {
				t.Errorf("kept as %+v", a)
			}
			if again := ana.retries(ana.all()[0].ID, story+" Better.", "form1"); again.ID != a.ID {
				t.Errorf("sent twice it is %v, then %v", a.ID, again.ID)
			}
			_, err := o.coach.Retry(t.Context(), a.ID, "ben", "", story, "form2")
			o.refusal("tried again by somebody else", err, practice.ErrNotYours)
			_, err = o.coach.Retry(t.Context(), a.ID, "ana", "", strings.Repeat("x", 40_001), "form3")
			o.refusal("too long", err, practice.ErrTooLong)
			ana.see(story, story+" Better. [attempt 2]")
		}},
		{"comes late after the post has closed", func(t *testing.T, o *office, ana candidate) {
			o.now = o.post.OpenUntil.Add(-2 * time.Second)
			ana.privately(story, "form1")
			o.now = o.post.OpenUntil
			ana.privately(story+" Late.", "form2")
			ana.see(story, story+" Late. [late, attempt 2]")
		}},
		{"whose form is sent again is the one that it was, among others to the question", func(t *testing.T, o *office, ana candidate) {
			first := ana.privately(story, "form1")
			ana.privately(story+" Better.", "form2")
			if again := ana.privately(story, "form1"); again.ID != first.ID {
				t.Errorf("the first form is answer %v, not %v", again.ID, first.ID)
			}
		}},
		{"that was deleted is not found when its form is sent again", func(t *testing.T, o *office, ana candidate) {
			ana.privately(story, "form1")
			other := ana.privately(story+" Better.", "form2")
			o.must(o.coach.Delete(t.Context(), other.ID, "ana"))
			_, err := o.coach.AnswerPrivately(t.Context(), o.post.Place(), o.post.Question, o.post.Ask, "ana", story+" Better.", "form2")
			o.refusal("again", err, practice.ErrNotFound)
			ana.see(story)
		}},
		{"may not be longer than forms allow", func(t *testing.T, o *office, ana candidate) {
			_, err := o.coach.AnswerPrivately(t.Context(), o.post.Place(), "q", "", "ana", strings.Repeat("x", 40_001), "form1")
			o.refusal("too long", err, practice.ErrTooLong)
			a := ana.privately(story, "form1")
			_, err = o.coach.Rewrite(t.Context(), a.ID, "ana", strings.Repeat("x", 40_001))
			o.refusal("rewritten too long", err, practice.ErrTooLong)
			ana.see(story)
		}},
		{"is published by its author, once", func(t *testing.T, o *office, ana candidate) {
			a := ana.privately(story, "form1")
			p := ana.publishes(a.ID)
			if p.Place != o.post.Place() || p.To != "" {
				t.Errorf("goes to %+v", p)
			}
			_, err := o.coach.Publish(t.Context(), a.ID, "ana")
			o.refusal("again", err, practice.ErrAlready)
			ana.stands(a.ID, o.arrives(p.Key))
		}},
		{"is nobody else's to read, publish, change, take back or delete", func(t *testing.T, o *office, ana candidate) {
			a := ana.privately(story, "form1")
			at := o.arrives(ana.publishes(a.ID).Key)
			for what, do := range map[string]func() error{
				"read":      func() error { _, err := o.coach.One(t.Context(), a.ID, "ben"); return err },
				"publish":   func() error { _, err := o.coach.Publish(t.Context(), a.ID, "ben"); return err },
				"unpublish": func() error { _, err := o.coach.Unpublish(t.Context(), a.ID, "ben"); return err },
				"rewrite":   func() error { _, err := o.coach.Rewrite(t.Context(), a.ID, "ben", "ha"); return err },
				"delete":    func() error { return o.coach.Delete(t.Context(), a.ID, admin) },
				"none":      func() error { _, err := o.coach.One(t.Context(), 12345, "ben"); return err },
			} {
				o.refusal(what, do(), practice.ErrNotYours)
			}
			ana.stands(a.ID, at)
			ana.see(story)
		}},
		{"is rewritten where it stands", func(t *testing.T, o *office, ana candidate) {
			a := ana.privately(story, "form1")
			o.arrives(ana.publishes(a.ID).Key)
			_, err := o.coach.Rewrite(t.Context(), a.ID, "ana", story+" Rewritten.")
			o.must(err)
			ana.see(story + " Rewritten.")
			edits := o.waiting(practice.PostAnswerEdit)
			if len(edits) != 1 || edits[0].Ref != a.ID.String() {
				t.Fatalf("edits: %+v", edits)
			}
			// Rewritten once more while the edit is on its way, it goes out again.
			_, err = o.coach.Send(t.Context(), edits[0].Key)
			o.must(err)
			_, err = o.coach.Rewrite(t.Context(), a.ID, "ana", story+" Rewritten twice.")
			o.must(err)
			o.must(o.coach.Arrived(t.Context(), edits[0].Key, channel, o.stamp()))
			if n := len(o.waiting(practice.PostAnswerEdit)); n != 1 {
				t.Errorf("%d edits wait: the last one is never shown", n)
			}
		}},
		{"is rewritten quietly while nobody sees it", func(t *testing.T, o *office, ana candidate) {
			a := ana.privately(story, "form1")
			_, err := o.coach.Rewrite(t.Context(), a.ID, "ana", "Short.")
			o.must(err)
			ana.see("Short. [comment]")
			if n := len(o.waiting(practice.PostAnswerEdit)); n != 0 {
				t.Errorf("%d edits", n)
			}
		}},
		{"is taken back", func(t *testing.T, o *office, ana candidate) {
			a := ana.privately(story, "form1")
			at := o.arrives(ana.publishes(a.ID).Key)
			_, err := o.coach.Unpublish(t.Context(), a.ID, "ana")
			o.must(err)
			_, err = o.coach.Unpublish(t.Context(), a.ID, "ana")
			o.refusal("again", err, practice.ErrAlready)
			ana.stands(a.ID, 0)
			if got := o.removals(); len(got) != 1 || got[0] != at {
				t.Errorf("removals: %v, want %d", got, at)
			}
			ana.see(story)
		}},
		{"is taken back while on its way", func(t *testing.T, o *office, ana candidate) {
			a := ana.privately(story, "form1")
			p := ana.publishes(a.ID)
			_, err := o.coach.Unpublish(t.Context(), a.ID, "ana")
			o.must(err)
			if got := o.removals(); len(got) != 0 {
				t.Errorf("removals before it arrived: %v", got)
			}
			at := o.arrives(p.Key)
			if got := o.removals(); len(got) != 1 || got[0] != at {
				t.Errorf("removals: %v, want %d", got, at)
			}
			ana.stands(a.ID, 0)
		}},
		{"taken back on its way and shared anew stands there once", func(t *testing.T, o *office, ana candidate) {
			a := ana.privately(story, "form1")
			first := ana.publishes(a.ID)
			_, err := o.coach.Unpublish(t.Context(), a.ID, "ana")
			o.must(err)
			second := ana.publishes(a.ID)
			if first.Key == second.Key {
				t.Fatal("shared anew it is the same posting")
			}
			at := o.arrives(first.Key)
			last := o.arrives(second.Key)
			ana.stands(a.ID, last)
			if got := o.removals(); len(got) != 1 || got[0] != at {
				t.Errorf("removals: %v, want %d", got, at)
			}
		}},
		{"deleted while it stands in the thread goes from there too", func(t *testing.T, o *office, ana candidate) {
			a := ana.privately(story, "form1")
			at := o.arrives(ana.publishes(a.ID).Key)
			o.must(o.coach.Delete(t.Context(), a.ID, "ana"))
			ana.see()
			if got := o.removals(); len(got) != 1 || got[0] != at {
				t.Errorf("removals: %v, want %d", got, at)
			}
			o.refusal("again", o.coach.Delete(t.Context(), a.ID, "ana"), practice.ErrNotYours)
		}},
		{"deleted while on its way is taken away when it arrives", func(t *testing.T, o *office, ana candidate) {
			a := ana.privately(story, "form1")
			p := ana.publishes(a.ID)
			o.must(o.coach.Delete(t.Context(), a.ID, "ana"))
			at := o.arrives(p.Key)
			if got := o.removals(); len(got) != 1 || got[0] != at {
				t.Errorf("removals: %v, want %d", got, at)
			}
		}},
		{"what was said in the thread is neither rewritten nor published by a form", func(t *testing.T, o *office, ana candidate) {
			ana.says(story)
			_, err := o.coach.Rewrite(t.Context(), ana.the().ID, "ana", "Other.")
			o.refusal("rewrite", err, practice.ErrNotFound)
			_, err = o.coach.Publish(t.Context(), ana.the().ID, "ana")
			o.refusal("publish", err, practice.ErrNotDelivered)
			ana.see(story)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := asking(t)
			c.talk(t, o, o.person("ana"))
		})
	}
}

func TestAnAnswerLooksThroughSoManyOfThoseBeforeItAndNoMore(t *testing.T) {
	o := asking(t)
	o.must(o.coach.Store.Update(t.Context(), func(tx practice.Tx) error {
		for i := range 1000 {
			at := o.now.Add(time.Duration(i) * time.Millisecond)
			if err := tx.PutAnswer(practice.Answer{ID: practice.FirstID(at), Person: "ana", Origin: practice.InPrivate, CreatedAt: at}); err != nil {
				return err
			}
		}
		return nil
	}))
	looked := 0
	err := o.coach.Store.Update(t.Context(), func(tx practice.Tx) error {
		c := o.inside(counting{tx, &looked})
		_, err := c.AnswerPrivately(t.Context(), o.post.Place(), o.post.Question, o.post.Ask, "ana", story, "form1")
		return err
	})
	o.must(err)
	if looked == 0 || looked > 500 {
		t.Errorf("%d answers were read while everybody waits", looked)
	}
}

// counting counts the answers that are visited.
type counting struct {
	practice.Tx
	n *int
}

func (c counting) AnswersBy(by practice.Person, before practice.ID, visit func(practice.Answer) bool) error {
	return c.Tx.AnswersBy(by, before, func(a practice.Answer) bool { *c.n++; return visit(a) })
}
