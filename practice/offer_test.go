package practice_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

// weak is an answer to nothing, at length.
const weak = "There was something in the year before last, and many people had views on it, and it was busy for all of us there."

// strong is an answer that lacks next to nothing.
const strong = "In 2021 our storage array at the mill was nine years old and failed twice in a month. I asked finance for 40,000, moved 300 users over two weekends with the service desk, and outages fell from six a year to none; next time I would start with the oldest shelf, since its disks cost us a week."

// gives answers a question in a form.
func (p candidate) gives(question, text string) practice.Answer {
	p.o.t.Helper()
	p.o.wait(time.Second)
	q, _ := p.o.coach.Find(question)
	a, err := p.o.coach.AnswerPrivately(p.o.t.Context(), practice.Place{}, q.ID, q.Ask, p.id, text, fmt.Sprint(p.id, question, p.o.now.UnixNano()))
	p.o.must(err)
	return a
}

// An offered is a question that was offered, and when.
type offered struct {
	at     string
	answer string // the latest to it; empty: no more are offered
}

// until looks every five minutes what to offer until a time, sends it, and returns what
// was.
func (o *office) until(end time.Time) (out []offered) {
	o.t.Helper()
	for ; o.now.Before(end); o.now = o.now.Truncate(5 * time.Minute).Add(5 * time.Minute) {
		o.must(o.coach.Sweep(o.t.Context()))
		for _, p := range o.waiting(practice.PostRetry) {
			_, err := o.coach.Send(o.t.Context(), p.Key)
			o.must(err)
			o.must(o.coach.Arrived(o.t.Context(), p.Key, "D"+string(p.To), o.stamp()))
			out = append(out, offered{o.now.Format("Mon 02 15:04"), p.Ref})
		}
	}
	return out
}

func (o *office) untilDay(n int) []offered { return o.until(monday.AddDate(0, 0, n)) }

func (o *office) offers(got []offered, want ...offered) {
	o.t.Helper()
	if !slices.Equal(got, want) {
		o.t.Errorf("offered were %v, want %v", got, want)
	}
}

// due returns the questions that are due, in order.
func (p candidate) due() (out []string) {
	p.o.t.Helper()
	due, err := p.o.coach.Due(p.o.t.Context(), p.id)
	p.o.must(err)
	for _, d := range due {
		out = append(out, d.Question.ID)
	}
	return out
}

func TestAQuestionReturnsForFortyDays(t *testing.T) {
	o := newOffice(t)
	ana := o.person("ana")
	first := ana.gives("q00", strong)
	var got []offered
	for day := range 41 {
		for _, x := range o.untilDay(day) {
			got = append(got, x)
			o.wait(time.Hour)
			ana.gives("q00", strong)
		}
	}
	all := ana.all()
	o.offers(got,
		offered{"Thu 26 09:00", first.ID.String()},
		offered{"Mon 07 09:00", all[1].ID.String()}, // it was answered on Friday
	)
	if len(all) != 3 {
		t.Fatalf("%d answers", len(all))
	}
	for day := 41; day < 90; day++ {
		if x := o.untilDay(day); len(x) > 0 {
			o.offers(x, offered{"Thu 07 09:00", all[2].ID.String()})
			ana.gives("q00", strong)
		}
	}
	if n := len(ana.all()); n != 4 || len(ana.due()) != 0 {
		t.Errorf("%d answers, due are %v", n, ana.due())
	}
}

func TestOffers(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(o *office, ana candidate) []offered
		want []string // when
	}{
		{"come once a day, each question once, and stop after three that were left", func(o *office, ana candidate) []offered {
			for i := range 6 {
				ana.gives(fmt.Sprintf("q%02d", i), weak)
			}
			return o.untilDay(40)
		}, []string{"Tue 24 09:00", "Wed 25 09:00", "Thu 26 09:00", "Fri 27 09:00"}},
		{"go on where one of three was put off", func(o *office, ana candidate) []offered {
			for i := range 6 {
				ana.gives(fmt.Sprintf("q%02d", i), weak)
			}
			out := o.untilDay(2)
			id, err := practice.ParseID(out[len(out)-1].answer)
			o.must(err)
			o.must(o.coach.NotToday(o.t.Context(), ana.id, id))
			return append(out, o.untilDay(8)...)
		}, []string{"Tue 24 09:00", "Wed 25 09:00", "Thu 26 09:00", "Fri 27 09:00", "Mon 30 09:00"}},
		{"do not come at weekends", func(o *office, ana candidate) []offered {
			o.now = o.now.AddDate(0, 0, 4) // Friday
			ana.gives("q00", weak)
			return o.untilDay(9)
		}, []string{"Mon 30 09:00"}},
		{"do not come while their person is away", func(o *office, ana candidate) []offered {
			ana.gives("q00", weak)
			o.must(o.coach.Snooze(o.t.Context(), ana.id, "2026-11-28"))
			return o.untilDay(9)
		}, []string{"Mon 30 09:00"}},
		{"come sooner where a snooze is ended", func(o *office, ana candidate) []offered {
			ana.gives("q00", weak)
			o.must(o.coach.Snooze(o.t.Context(), ana.id, "2026-12-24"))
			out := o.untilDay(3)
			o.must(o.coach.Snooze(o.t.Context(), ana.id, ""))
			return append(out, o.untilDay(9)...)
		}, []string{"Thu 26 09:00"}},
		{"come in their person's zone and at their hour", func(o *office, ana candidate) []offered {
			ana.gives("q00", weak)
			o.must(o.coach.SetZone(o.t.Context(), ana.id, "America/New_York"))
			o.must(o.coach.SetRetryTime(o.t.Context(), ana.id, "07:30"))
			return o.untilDay(9)
		}, []string{"Tue 24 12:30"}},
		{"do not come where they are off, and do again where they are on", func(o *office, ana candidate) []offered {
			ana.gives("q00", weak)
			o.must(o.coach.SetRetries(o.t.Context(), ana.id, false))
			out := o.untilDay(4)
			o.must(o.coach.SetRetries(o.t.Context(), ana.id, true))
			return append(out, o.untilDay(9)...)
		}, []string{"Fri 27 09:00"}},
		{"do not come in a round", func(o *office, ana candidate) []offered {
			ana.gives("q00", weak)
			_, err := o.coach.BeginRound(o.t.Context(), ana.id, practice.Choice{Kind: "technical", Length: practice.Express})
			o.must(err)
			out := o.until(monday.AddDate(0, 0, 1).Add(time.Hour))
			_, err = o.coach.CloseRound(o.t.Context(), practice.Press{By: ana.id, Step: practice.InHand, Once: "x"})
			o.must(err)
			return append(out, o.untilDay(4)...)
		}, []string{"Tue 24 09:45"}},
		{"do not come on the day of an interview", func(o *office, ana candidate) []offered {
			o.must(o.coach.Store.Update(o.t.Context(), func(tx practice.Tx) error {
				return tx.PutProfile(practice.Profile{Person: ana.id, Interview: "2026-11-24"})
			}))
			ana.gives("q00", weak)
			return o.untilDay(4)
		}, []string{"Wed 25 09:00"}},
		{"come late where nobody was up, and not in the evening", func(o *office, ana candidate) []offered {
			ana.gives("q00", weak)
			o.must(o.coach.Sweep(o.t.Context()))
			o.wait(time.Minute)
			o.must(o.coach.Sweep(o.t.Context()))
			o.now = monday.AddDate(0, 0, 1).Add(9 * time.Hour)
			out := o.untilDay(2)
			return append(out, o.untilDay(4)...)
		}, []string{"Wed 25 09:00"}},
		{"come late where nobody was up for an hour", func(o *office, ana candidate) []offered {
			ana.gives("q00", weak)
			o.wait(time.Minute)
			o.must(o.coach.Sweep(o.t.Context()))
			o.now = monday.AddDate(0, 0, 1).Add(time.Hour)
			return o.untilDay(4)
		}, []string{"Tue 24 09:45"}},
		{"do not come of a question that rests", func(o *office, ana candidate) []offered {
			a := ana.gives("q00", weak)
			o.must(o.coach.LetRest(o.t.Context(), ana.id, a.ID))
			return o.untilDay(40)
		}, nil},
		{"come of it where that was taken back", func(o *office, ana candidate) []offered {
			a := ana.gives("q00", weak)
			o.must(o.coach.LetRest(o.t.Context(), ana.id, a.ID))
			out := o.untilDay(4)
			o.must(o.coach.BringBack(o.t.Context(), ana.id, a.ID))
			return append(out, o.untilDay(9)...)
		}, []string{"Fri 27 09:00"}},
		{"do not come of a comment, or of what was deleted", func(o *office, ana candidate) []offered {
			ana.gives("q00", "Not now.")
			a := ana.gives("q01", weak)
			o.must(o.coach.Delete(o.t.Context(), a.ID, ana.id))
			return o.untilDay(9)
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			var got []string
			for _, x := range c.do(o, o.person("ana")) {
				got = append(got, x.at)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("offered at %q, want %q", got, c.want)
			}
		})
	}
}

func TestTheWeakestIsDueFirst(t *testing.T) {
	o := newOffice(t)
	ana := o.person("ana")
	ana.gives("q00", strong)
	ana.gives("q01", weak)
	o.wait(24 * time.Hour)
	ana.gives("q02", weak)
	if got := ana.due(); !slices.Equal(got, []string{"q01"}) {
		t.Errorf("the next day %v are due", got)
	}
	o.wait(72 * time.Hour)
	if got, want := ana.due(), []string{"q01", "q02", "q00"}; !slices.Equal(got, want) {
		t.Errorf("%v are due, want %v", got, want)
	}
	if got := o.person("ben").due(); len(got) != 0 {
		t.Errorf("%v are due to somebody else", got)
	}
	// What is no longer asked does not return.
	o.coach.Bank = bank.New(o.coach.Bank.All()[1:2])
	if got := ana.due(); !slices.Equal(got, []string{"q01"}) {
		t.Errorf("%v are due of a smaller bank", got)
	}
}

func TestWhatReturnsIsOnesOwn(t *testing.T) {
	o := newOffice(t)
	a := o.person("ana").gives("q00", weak)
	_, _, err := o.coach.AskAgain(t.Context(), "ben", a.ID, "x")
	o.refusal("asking for another's", err, practice.ErrNotYours)
	for what, do := range map[string]func() error{
		"putting off": func() error { return o.coach.NotToday(t.Context(), "ben", a.ID) },
		"resting":     func() error { return o.coach.LetRest(t.Context(), "ben", a.ID) },
		"bringing":    func() error { return o.coach.BringBack(t.Context(), "ben", a.ID) },
	} {
		o.refusal(what, do(), practice.ErrNotYours)
	}
	r, err := o.coach.Retries(t.Context(), "ben")
	o.must(err)
	if r.Offers != 0 || len(r.Rest) != 0 || !r.Next.IsZero() {
		t.Errorf("kept for ben is %+v", r)
	}
	o.refusal("no time", o.coach.SetRetryTime(t.Context(), "ben", "25:00"), practice.ErrNoTime)
}

func TestAQuestionThatReturnsIsAskedOnce(t *testing.T) {
	o := newOffice(t)
	ana := o.person("ana")
	a := ana.gives("q00", weak)
	o.untilDay(2)
	post, asked, err := o.coach.AskAgain(t.Context(), "ana", a.ID, "1")
	o.must(err)
	again, twice, err := o.coach.AskAgain(t.Context(), "ana", a.ID, "2")
	o.must(err)
	if !asked || twice || again.Key != post.Key || post.Question != "q00" || len(o.waiting(practice.PostAlone)) != 1 {
		t.Errorf("asked %v and %v: %v", asked, twice, o.waiting(practice.PostAlone))
	}
	// One that Slack refused is asked anew.
	o.must(o.coach.Refuse(t.Context(), post.Key, "no"))
	if _, asked, err = o.coach.AskAgain(t.Context(), "ana", a.ID, "3"); err != nil || !asked {
		t.Errorf("asked anew: %v, %v", asked, err)
	}
	ana.gives("q00", story)
	_, _, err = o.coach.AskAgain(t.Context(), "ana", a.ID, "4")
	o.refusal("an old offer", err, practice.ErrStale)
}

func TestAnOfferThatCouldNotBeMadeCountsAsNone(t *testing.T) {
	o := newOffice(t)
	ana := o.person("ana")
	a := ana.gives("q00", weak)
	for range 5 {
		for len(o.waiting(practice.PostRetry)) == 0 {
			o.wait(time.Minute)
			o.must(o.coach.Sweep(t.Context()))
		}
		o.must(o.coach.Refuse(t.Context(), o.waiting(practice.PostRetry)[0].Key, "nothing to say"))
	}
	o.offers(o.until(o.now.AddDate(0, 0, 5)), offered{"Tue 01 09:00", a.ID.String()})
	// To whoever cannot be written to none is, until they answer something.
	o = newOffice(t)
	ana = o.person("ana")
	ana.gives("q00", weak)
	for len(o.waiting(practice.PostRetry)) == 0 {
		o.wait(time.Minute)
		o.must(o.coach.Sweep(t.Context()))
	}
	p := o.waiting(practice.PostRetry)[0]
	o.must(errors.Join(o.coach.CannotOffer(t.Context(), p), o.coach.Refuse(t.Context(), p.Key, "gone")))
	o.offers(o.untilDay(12))
	b := ana.gives("q01", weak)
	o.offers(o.untilDay(16), offered{"Mon 07 09:00", p.Ref}, offered{"Tue 08 09:00", b.ID.String()})
}

func TestAnOfferStillMakesSense(t *testing.T) {
	for _, c := range []struct {
		name string
		then func(o *office, ana candidate)
		want bool
	}{
		{"as it was planned", func(*office, candidate) {}, true},
		{"hours later", func(o *office, _ candidate) { o.wait(5 * time.Hour) }, false},
		{"switched off", func(o *office, ana candidate) { o.must(o.coach.SetRetries(o.t.Context(), ana.id, false)) }, false},
		{"answered meanwhile", func(o *office, ana candidate) { ana.gives("q00", weak) }, false},
		{"snoozed meanwhile", func(o *office, ana candidate) {
			o.must(o.coach.Snooze(o.t.Context(), ana.id, "2026-12-01"))
		}, false},
		{"in another zone", func(o *office, ana candidate) { o.must(o.coach.SawZone(o.t.Context(), ana.id, "America/New_York")) }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			ana := o.person("ana")
			ana.gives("q00", weak)
			for len(o.waiting(practice.PostRetry)) == 0 {
				o.wait(time.Minute)
				o.must(o.coach.Sweep(t.Context()))
			}
			c.then(o, ana)
			p := o.waiting(practice.PostRetry)[0]
			if _, err := o.coach.Offers(t.Context(), p, true); err != nil && c.name != "answered meanwhile" {
				t.Errorf("one that may have been sent cannot be looked for: %v", err)
			}
			_, err := o.coach.Offers(t.Context(), p, false)
			if got := err == nil; got != c.want || err != nil && !errors.Is(err, practice.ErrNotFound) {
				t.Errorf("it makes sense: %v, %v", got, err)
			}
		})
	}
}

func TestAnswersOfEarlierTimesReturnOnceTheyAreLookedAt(t *testing.T) {
	o := newOffice(t)
	ana := o.person("ana")
	a := ana.gives("q00", weak)
	o.wait(48 * time.Hour) // nobody was up, and nobody passes an answer so old
	o.offers(o.untilDay(4))
	if got := ana.due(); len(got) != 1 {
		t.Fatalf("%v are due", got)
	}
	o.offers(o.untilDay(9), offered{"Mon 30 09:00", a.ID.String()})
}

func TestOffersComeWhereTheClocksSkipMidnight(t *testing.T) {
	for _, c := range []struct {
		name, zone, at string
		now            string // when the answer is given
		want           string // when it is offered again, by the clock there
	}{
		{"a Sunday that begins at one", "America/Santiago", "09:00", "2026-09-04T15:00:00Z", "Mon 07 09:00"},
		{"the same in the north", "America/Havana", "09:00", "2026-03-06T15:00:00Z", "Mon 09 09:00"},
		{"a time of offers that is skipped comes at the first moment after it", "Asia/Jerusalem", "02:30", "2026-03-26T12:00:00Z", "Fri 27 03:00"},
		{"and so where that is midnight", "Africa/Cairo", "00:10", "2026-04-23T12:00:00Z", "Fri 24 01:00"},
		{"and where the clocks are set back it comes once", "Africa/Cairo", "23:30", "2026-10-28T12:00:00Z", "Thu 29 23:30"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			zone, err := time.LoadLocation(c.zone)
			o.must(err)
			o.now, err = time.Parse(time.RFC3339, c.now)
			o.must(err)
			ana := o.person("ana")
			o.must(o.coach.SawZone(t.Context(), ana.id, c.zone))
			ana.gives("q00", weak)
			o.must(o.coach.SetRetryTime(t.Context(), ana.id, c.at))
			for end := o.now.AddDate(0, 0, 4); o.now.Before(end); o.now = o.now.Truncate(5 * time.Minute).Add(5 * time.Minute) {
				o.must(o.coach.Sweep(t.Context()))
				if len(o.waiting(practice.PostRetry)) > 0 {
					break
				}
			}
			if got := o.now.In(zone).Format("Mon 02 15:04"); got != c.want {
				t.Errorf("offered on %s, not on %s", got, c.want)
			}
		})
	}
}
