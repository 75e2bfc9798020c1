package practice_test

import (
	"reflect"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

// bare is an answer without a result, a figure or a lesson.
const bare = "We had a lot of tickets in the queue last spring and I moved two people to triage so that they could look at what came in first."

// full is one with all three.
const full = "Last spring our ticket queue grew to four hundred, so I moved two people to triage. As a result the backlog fell from 400 to 190 in six weeks. What I learned is to look at the queue every Monday; next time I would start the triage a month earlier."

func TestCoverageCountsQuestionsOnce(t *testing.T) {
	o := newOffice(t)
	q := o.coach.Bank.All()
	o.answers("ana", q[0], story, 0, o.now.Add(-3*time.Hour))
	o.answers("ana", q[0], story, 0, o.now.Add(-2*time.Hour))
	o.answers("ana", q[1], story, 0, o.now.Add(-time.Hour))
	o.answers("ana", bank.Question{ID: "lost", Ask: "Gone?"}, story, 0, o.now.Add(-time.Minute))
	o.answers("ben", q[2], story, 0, o.now.Add(-90*time.Minute))
	p, err := o.coach.Progress(t.Context(), "ana", nil)
	o.must(err)
	if p.Coverage.Tried != 2 || p.Coverage.Of != 12 {
		t.Errorf("%d of %d", p.Coverage.Tried, p.Coverage.Of)
	}
	tried, of := 0, 0
	for _, r := range p.Rounds {
		tried, of = tried+r.Tried, of+r.Of
	}
	if tried != 2 || of != 12 {
		t.Errorf("by round: %+v", p.Rounds)
	}
	if k := p.Competencies[0]; k.Name != bank.Competencies()[0] || k.Tried != 1 || k.Of != 1 || len(p.Competencies) != 12 {
		t.Errorf("by competency: %+v", p.Competencies)
	}
	if got, want := p.Least(), bank.Competencies()[2:5]; !reflect.DeepEqual(got, want) {
		t.Errorf("least: %v, want %v", got, want)
	}
}

func TestPartsOverTime(t *testing.T) {
	all := practice.Share{Found: 10, Wanted: 10}
	none := practice.Share{Wanted: 10}
	for name, c := range map[string]struct {
		before, last  int // answers without and with the parts, in this order
		wantLast      practice.Span
		wantBefore    practice.Span
		probedBetween int
	}{
		"nothing is said of five answers":          {before: 2, last: 3},
		"six are held three against three":         {before: 3, last: 3, wantLast: span(3, 3), wantBefore: span(3, 0)},
		"ten are held against the ten before":      {before: 14, last: 10, wantLast: practice.Span{Answers: 10, Result: all, Evidence: all, Learning: all}, wantBefore: practice.Span{Answers: 10, Result: none, Evidence: none, Learning: none}},
		"answers to follow-ups are not among them": {before: 3, last: 3, probedBetween: 4, wantLast: span(3, 3), wantBefore: span(3, 0)},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			at := o.now.AddDate(0, 0, -40)
			give := func(text string, probed bool) {
				at = at.Add(time.Hour)
				q := o.coach.Bank.All()[0]
				o.must(o.coach.Store.Update(t.Context(), func(tx practice.Tx) error {
					return tx.PutAnswer(practice.Answer{
						ID: practice.FirstID(at), Person: "ana", Origin: practice.InPrivate, Question: q.ID, Ask: q.Ask, Attempt: 1, Probed: probed,
						Messages: []practice.Message{{Text: text}}, CreatedAt: at,
					})
				}))
			}
			for range c.before {
				give(bare, false)
			}
			for range c.probedBetween {
				give(bare, true)
			}
			for range c.last {
				give(full, false)
			}
			p, err := o.coach.Progress(t.Context(), "ana", nil)
			o.must(err)
			if p.Last != c.wantLast || p.Before != c.wantBefore {
				t.Errorf("last %+v, before %+v", p.Last, p.Before)
			}
		})
	}
}

func span(answers, found int) practice.Span {
	s := practice.Share{Found: found, Wanted: answers}
	return practice.Span{Answers: answers, Result: s, Evidence: s, Learning: s}
}

func TestAnEditedAnswerIsReadAnew(t *testing.T) {
	o := newOffice(t)
	for i := range 6 {
		o.answers("ana", o.coach.Bank.All()[i], bare, 0, o.now.Add(time.Duration(i-10)*time.Hour))
	}
	see := func(found int) {
		t.Helper()
		p, err := o.coach.Progress(t.Context(), "ana", nil)
		o.must(err)
		if p.Last.Evidence.Found != found {
			t.Errorf("%+v, want %d with evidence", p.Last, found)
		}
	}
	see(0)
	o.answers("ana", o.coach.Bank.All()[5], full, 0, o.now.Add(-5*time.Hour)) // the same answer, with another text
	see(1)
	see(1)
}

func TestMonthsAreToldFromEachOther(t *testing.T) {
	o := newOffice(t)
	for i, months := range []int{8, 7, 6, 5, 4, 3, 1, 1, 0} {
		text := bare
		if months < 2 {
			text = full
		}
		o.answers("ana", o.coach.Bank.All()[i], text, 0, o.now.AddDate(0, -months, -i%2))
	}
	got, err := o.coach.Months(t.Context(), "ana")
	o.must(err)
	var names []string
	for _, m := range got {
		names = append(names, m.At.Format("2006-01"))
	}
	if want := []string{"2026-05", "2026-06", "2026-07", "2026-08", "2026-10", "2026-11"}; !reflect.DeepEqual(names, want) {
		t.Fatalf("months %v, want %v", names, want)
	}
	if last, before := got[5].Span, got[4].Span; last != span(1, 1) || before != span(2, 2) || got[0].Span != span(1, 0) {
		t.Errorf("%+v", got)
	}
	if few, err := o.coach.Months(t.Context(), "ben"); len(few) != 0 || err != nil {
		t.Errorf("of nobody: %v, %v", few, err)
	}
}

func TestALiveRoundGivesNothingAway(t *testing.T) {
	o := newOffice(t)
	o.coach.Bank = smallBank(40)
	for i := range 6 {
		o.answers("ana", o.coach.Bank.All()[39-i], bare, 0, o.now.Add(time.Duration(i-100)*time.Hour))
	}
	r, err := o.coach.BeginRound(t.Context(), "ana", practice.Choice{Kind: practice.Screening, Length: practice.Express, Mode: practice.LiveMode, Level: bank.Manager})
	o.must(err)
	o.must(o.coach.Store.Update(t.Context(), func(tx practice.Tx) error {
		at := o.now.Add(time.Minute)
		r.Turns[0].Answer = practice.FirstID(at)
		q, _ := o.coach.Find(r.Turns[0].Question)
		if err := tx.PutRound(r); err != nil {
			return err
		}
		return tx.PutAnswer(practice.Answer{
			ID: practice.FirstID(at), Person: "ana", Origin: practice.InRound, Question: q.ID, Ask: q.Ask, Attempt: 1, Round: r.ID,
			Messages: []practice.Message{{Text: full}}, CreatedAt: at,
		})
	}))
	o.wait(time.Hour)
	p, err := o.coach.Progress(t.Context(), "ana", nil)
	o.must(err)
	if p.Last != span(3, 0) || !p.Today {
		t.Errorf("%+v, today %v", p.Last, p.Today)
	}
}

// BenchmarkProgress is what Home takes for it with two hundred answers, once they
// were read.
func BenchmarkProgress(b *testing.B) {
	o := newOffice(b)
	for i := range 200 {
		o.answers("ana", o.coach.Bank.All()[i%12], full, 0, o.now.AddDate(0, 0, -i))
	}
	for b.Loop() {
		if _, err := o.coach.Progress(b.Context(), "ana", []practice.Timetable{atNine(weekdays, workdays...)}); err != nil {
			b.Fatal(err)
		}
	}
}
