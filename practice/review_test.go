package practice_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

// reviewing returns an office in which ana and ben have answered each question
// once in a form, ana in the order of the bank.
func reviewing(t testing.TB, questions int) (*office, candidate) {
	t.Helper()
	o := newOffice(t)
	o.coach.Bank = smallBank(questions)
	for i, q := range o.coach.Bank.All() {
		for _, by := range []practice.Person{"ana", "ben"} {
			o.wait(time.Second)
			text := fmt.Sprintf("%s Answer %d of %s.", story, i, by)
			_, err := o.coach.AnswerPrivately(t.Context(), practice.Place{}, q.ID, q.Ask, by, text, fmt.Sprint(by, i))
			o.must(err)
		}
	}
	return o, o.person("ana")
}

// pages returns the questions of one's own answers, page by page.
func (p candidate) pages(f practice.Filter) (out [][]string) {
	p.o.t.Helper()
	for from := practice.ID(0); ; {
		page, err := p.o.coach.Mine(p.o.t.Context(), p.id, f, from)
		p.o.must(err)
		var ids []string
		for _, r := range page.Answers {
			if r.Answer.Person != p.id {
				p.o.t.Errorf("%s sees an answer of %s", p.id, r.Answer.Person)
			}
			ids = append(ids, r.Answer.Question)
		}
		out = append(out, ids)
		if page.Next == 0 {
			return out
		}
		from = page.Next
	}
}

func TestOnesOwnAnswersByPages(t *testing.T) {
	for _, c := range []struct{ answers, pages, last int }{{0, 1, 0}, {9, 1, 9}, {10, 1, 10}, {11, 2, 1}, {25, 3, 5}, {30, 3, 10}} {
		_, ana := reviewing(t, c.answers)
		pages := ana.pages(practice.Filter{})
		if len(pages) != c.pages || len(pages[len(pages)-1]) != c.last {
			t.Errorf("%d answers: %d pages, the last of %d; want %d and %d", c.answers, len(pages), len(pages[len(pages)-1]), c.pages, c.last)
		}
		all := slices.Concat(pages...)
		for i, q := range all {
			if want := fmt.Sprintf("q%02d", c.answers-1-i); q != want {
				t.Errorf("%d answers: place %d has %s, want %s", c.answers, i, q, want)
			}
		}
	}
}

func TestAPageGoesOnWhereItEndedWhateverComesMeanwhile(t *testing.T) {
	o, ana := reviewing(t, 15)
	first, err := o.coach.Mine(t.Context(), "ana", practice.Filter{}, 0)
	o.must(err)
	o.post = practice.Post{Question: "q00", Ask: "Again?"}
	ana.privately(story+" New.", "new")
	o.must(o.coach.Delete(t.Context(), first.Next, "ana")) // the last one shown
	second, err := o.coach.Mine(t.Context(), "ana", practice.Filter{}, first.Next)
	o.must(err)
	if len(second.Answers) != 5 || second.Answers[0].Answer.Question != "q04" {
		t.Errorf("the second page: %+v", second)
	}
}

func TestFiltersOfOnesOwnAnswers(t *testing.T) {
	o, ana := reviewing(t, 40)
	for _, c := range []struct {
		name string
		f    practice.Filter
		want func(q bank.Question) bool
	}{
		{"area", practice.Filter{Area: "cloud"}, func(q bank.Question) bool { return q.Area == "cloud" }},
		{"round", practice.Filter{Round: bank.Strategy}, func(q bank.Question) bool { return q.Round == bank.Strategy }},
		{"competency", practice.Filter{Competency: "leadership"}, func(q bank.Question) bool { return slices.Contains(q.Competencies, "leadership") }},
		{"round and competency", practice.Filter{Round: bank.Technical, Competency: "leadership"}, func(q bank.Question) bool {
			return q.Round == bank.Technical && slices.Contains(q.Competencies, "leadership")
		}},
		{"an area that is not there", practice.Filter{Area: "none"}, func(bank.Question) bool { return false }},
	} {
		var want []string
		for _, q := range o.coach.Bank.All() {
			if c.want(q) {
				want = append(want, q.ID)
			}
		}
		slices.Reverse(want)
		if got := slices.Concat(ana.pages(c.f)...); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", c.name, got, want)
		}
	}
}

func TestNeedsWorkIsWhatOneRatedLow(t *testing.T) {
	o, ana := reviewing(t, 5)
	for i, rating := range []int{1, 2, 3, 4, 5} {
		a := ana.all()[i]
		a.Rating = rating
		o.must(o.coach.Store.Update(t.Context(), func(tx practice.Tx) error { return tx.PutAnswer(a) }))
	}
	if got := slices.Concat(ana.pages(practice.Filter{NeedsWork: true})...); !slices.Equal(got, []string{"q01", "q00"}) {
		t.Errorf("got %v", got)
	}
}

func TestCommentsAreNotListed(t *testing.T) {
	o := asking(t)
	ana := o.person("ana")
	ana.says("Good question!")
	if got := ana.pages(practice.Filter{}); len(got[0]) != 0 {
		t.Errorf("listed: %v", got)
	}
	_, err := o.coach.Latest(t.Context(), "ana")
	o.refusal("the latest", err, practice.ErrNotFound)
	said := ana.says(story)
	r, err := o.coach.Latest(t.Context(), "ana")
	o.must(err)
	if r.Question.Ask != o.post.Ask || !r.Known {
		t.Errorf("the latest answers %+v", r.Question)
	}
	if here, err := o.coach.Here(t.Context(), o.post.Place(), "ana"); err != nil || here.Answer.ID != r.Answer.ID {
		t.Errorf("here: %v %v", here, err)
	}
	if held, err := o.coach.Holding(t.Context(), channel, said.Stamp, "ana"); err != nil || held.Answer.ID != r.Answer.ID {
		t.Errorf("holding the message: %v %v", held, err)
	}
	_, err = o.coach.Holding(t.Context(), channel, said.Stamp, "ben")
	o.refusal("somebody else's message", err, practice.ErrNotYours)
	_, err = o.coach.Holding(t.Context(), channel, said.Stamp+1, "ana")
	o.refusal("an unknown message", err, practice.ErrNotFound)
}

func TestAnAnswerOutlivesItsQuestion(t *testing.T) {
	o := asking(t)
	o.person("ana").says(story)
	o.coach.Bank = bank.New(nil)
	r, err := o.coach.Latest(t.Context(), "ana")
	o.must(err)
	if r.Known || r.Question.Ask != o.post.Ask {
		t.Errorf("what is left of the question: %+v", r)
	}
	_, _, err = o.coach.PostIn(t.Context(), o.post.Place())
	o.refusal("guidance", err, practice.ErrNoQuestion)
}

func TestADeletedAnswerIsNotTakenInAgain(t *testing.T) {
	o := asking(t)
	ana := o.person("ana")
	first, second := ana.says("To begin with:"), ana.says(story)
	o.counted(1)
	o.must(o.coach.Delete(t.Context(), ana.the().ID, "ana"))
	o.counted(0)
	for _, again := range []practice.Said{first, second, ana.changes(second, "Edited.")} {
		o.hears(again)
	}
	ana.see()
	ana.says(story + " Afresh.")
	ana.see(story + " Afresh.")
}

func TestWhatPostingsAreMadeFrom(t *testing.T) {
	o := asking(t)
	ana := o.person("ana")
	ana.says(story)
	r, err := o.coach.BeginRound(t.Context(), "ana", express)
	o.must(err)

	post, q, err := o.coach.Posted(t.Context(), o.post.Key)
	o.must(err)
	if post.Key != o.post.Key || q.ID != o.post.Question || q.Ask != o.post.Ask || q.Area == "" {
		t.Errorf("posted %+v: %+v", post, q)
	}
	if n, err := o.coach.Answered(t.Context(), post); n != 1 || err != nil {
		t.Errorf("answered by %d, %v", n, err)
	}
	if n, err := o.coach.Answered(t.Context(), practice.Post{}); n != 0 || err != nil {
		t.Errorf("what has no message yet is answered by %d, %v", n, err)
	}
	if a, err := o.coach.Answer(t.Context(), ana.the().ID); a.Text() != story || err != nil {
		t.Errorf("answer %+v, %v", a, err)
	}
	if got, err := o.coach.RoundOf(t.Context(), r.ID); got.ID != r.ID || err != nil {
		t.Errorf("round %+v, %v", got, err)
	}
	if p, err := o.coach.Profile(t.Context(), "ana"); p.Choice.Kind != express.Kind || err != nil {
		t.Errorf("profile %+v, %v", p, err)
	}

	_, _, err = o.coach.Posted(t.Context(), "none")
	o.refusal("no such post", err, practice.ErrNotFound)
	_, err = o.coach.Answer(t.Context(), 1)
	o.refusal("no such answer", err, practice.ErrNotFound)
	_, err = o.coach.RoundOf(t.Context(), "none")
	o.refusal("no such round", err, practice.ErrNotFound)

	o.coach.Bank = bank.New(nil)
	post, q, err = o.coach.Posted(t.Context(), o.post.Key)
	o.refusal("lost by the bank", err, practice.ErrNoQuestion)
	if post.Key != o.post.Key || q.ID != o.post.Question || q.Ask != o.post.Ask {
		t.Errorf("what is left is %+v: %+v", post, q)
	}
}
