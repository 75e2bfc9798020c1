package storage_test

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

// A leaving is somebody who wants to be forgotten, with what else happens then.
type leaving struct {
	*testing.T
	path  string
	store checked
	coach *practice.Coach
	now   time.Time
}

func newLeaving(t *testing.T) *leaving {
	l := &leaving{T: t, path: filepath.Join(t.TempDir(), "greenroom.db"), now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	l.store = open(t, l.path)
	questions, err := bank.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	l.coach = &practice.Coach{
		Store: l.store, Bank: questions, Now: func() time.Time { return l.now }, Admins: []practice.Person{"UBOSS"}, FollowUps: true, After: time.Minute,
	}
	return l
}

func (l *leaving) must(err error) {
	l.Helper()
	if err != nil {
		l.Fatal(err)
	}
}

func (l *leaving) put(f func(tx practice.Tx) error) {
	l.Helper()
	l.must(l.store.Update(l.Context(), f))
}

// answers keeps an answer that was given in a form.
func (l *leaving) answers(text string) practice.Answer {
	l.Helper()
	l.now = l.now.Add(time.Second)
	a, err := l.coach.AnswerPrivately(l.Context(), practice.Place{}, "stubborn-recurring-fault", "Tell me about a fault.", whoGoes,
		text+" I came our mail servers had stopped every second night, so I read the logs of a month myself, found one disk that was full, and moved it; "+secret+" was the word for it.", text)
	l.must(err)
	return a
}

func (l *leaving) asksForIt() {
	l.Helper()
	l.now = l.now.Add(time.Second)
	l.must(l.coach.Forget(l.Context(), practice.Forgetting{Person: whoGoes}, l.now))
	l.now = l.now.Add(time.Second)
}

func (l *leaving) erased() {
	l.Helper()
	_, err := l.coach.Erase(l.Context(), whoGoes)
	l.must(err)
}

// gone fails the test where anything names them or holds their words in the end.
func (l *leaving) gone() {
	l.Helper()
	l.must(l.coach.Forgotten(l.Context(), whoGoes, "", 0))
	l.must(l.store.Close())
	if left, _ := mentions(l.T, l.path); len(left) > 0 {
		l.Errorf("left in %v", left)
	}
}

func TestWhoAsksAgainBeforeTheEndIsForgottenAgain(t *testing.T) {
	l := newLeaving(t)
	l.answers("before")
	l.asksForIt()
	l.erased() // and now its bytes and copies are looked for, which takes a while
	l.answers("after")
	l.asksForIt()
	l.must(l.coach.Forgotten(t.Context(), whoGoes, "", 0)) // the first time
	if all, err := l.coach.Forgettings(t.Context()); err != nil || len(all) != 1 {
		t.Fatalf("under way are %+v, %v", all, err)
	}
	l.erased()
	l.gone()
}

func TestTheDaysPlanKnowsNothingOfWhatIsForgotten(t *testing.T) {
	l := newLeaving(t)
	ctx := t.Context()
	plan := func(c *practice.Coach) practice.Countdown {
		t.Helper()
		l.must(c.SetInterview(ctx, whoGoes, "2026-12-10"))
		plan, _, err := c.Countdown(ctx, whoGoes)
		l.must(err)
		return plan
	}
	a := l.answers("Not much")
	_, err := l.coach.RateAnswer(ctx, a.ID, whoGoes, 1)
	l.must(err)
	l.now = l.now.AddDate(0, 0, 4) // when the plan is to try again what was weak
	before := plan(l.coach)
	l.asksForIt()
	early := plan(l.coach) // before anything is erased
	l.must(l.coach.NoInterview(ctx, whoGoes))
	l.erased()
	after := plan(l.coach)
	other := &practice.Coach{Store: l.store, Bank: l.coach.Bank, Now: l.coach.Now} // which remembers nothing
	want := plan(other)
	if reflect.DeepEqual(before, want) {
		t.Errorf("the test is of no use: the answer made no difference to\n%+v", before)
	}
	for when, got := range map[string]practice.Countdown{"right after": early, "then": after} {
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s the plan is\n%+v\nnot\n%+v", when, got, want)
		}
	}
	l.must(l.store.Close())
}

// What the bot was about to say later names its person as well.
func TestWhatWasPutOffIsForgottenToo(t *testing.T) {
	l := newLeaving(t)
	a := l.answers("before")
	later := l.now.Add(time.Hour)
	to := func(kind practice.PostingKind, key, ref string) practice.Posting {
		return practice.Posting{Key: key, Kind: kind, To: whoGoes, Ref: ref, At: practice.Stamp(l.now.UnixMicro()), NotBefore: later, Since: later}
	}
	l.put(func(tx practice.Tx) error {
		var errs []error
		for _, p := range []practice.Posting{
			to(practice.PostClip, "clip/D1/7", ""), to(practice.PostHome, "home/"+string(whoGoes), ""),
			to(practice.PostDouble, "double/round/r1/turn/0/0", "round/r1/turn/0"), to(practice.PostTurn, "round/r1/turn/0", "r1"),
			to(practice.PostFollowUp, "follow-up/"+a.ID.String(), a.ID.String()), to(practice.PostRetry, "retry/"+string(whoGoes)+"/x", a.ID.String()),
			to(practice.PostRetry, "retry/"+string(whoGoes)+"/y", ""), to(practice.PostAlone, "alone/"+string(whoGoes)+"/z", "alone/"+string(whoGoes)+"/z"),
			to(practice.PostDecision, "suggestion/x/told", a.ID.String()), to(practice.PostHowItWent, "interview/"+string(whoGoes)+"/2026-11-20", "2026-11-20"),
		} {
			errs = append(errs, tx.PutPosting(p))
		}
		return errors.Join(errs...)
	})
	l.asksForIt()
	l.erased()
	l.gone()
}

// A meanwhile is a store in which something happens after a look into it.
type meanwhile struct {
	practice.Store
	once sync.Once
	then func()
}

func (m *meanwhile) View(ctx context.Context, f func(practice.Tx) error) error {
	err := m.Store.View(ctx, f)
	m.once.Do(m.then)
	return err
}

func TestWhoIsForgottenBetweenALookAndAWordStaysForgotten(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(*leaving, *practice.Coach, practice.Answer) error
	}{
		{"while Home looks for what returns", func(l *leaving, c *practice.Coach, _ practice.Answer) error {
			_, err := c.Due(l.Context(), whoGoes)
			return err
		}},
		{"while it is looked what to offer", func(l *leaving, c *practice.Coach, _ practice.Answer) error { return c.Sweep(l.Context()) }},
		{"while an offer is put into words", func(l *leaving, c *practice.Coach, a practice.Answer) error {
			p := practice.Posting{Key: "retry/" + string(whoGoes) + "/x", To: whoGoes, Ref: a.ID.String()}
			_, err := c.Retries(l.Context(), whoGoes)
			return errors.Join(err, c.CannotOffer(l.Context(), p))
		}},
	} {
		for _, half := range []bool{false, true} {
			name := c.name
			if half {
				name += ", and erased after it"
			}
			t.Run(name, func(t *testing.T) {
				l := newLeaving(t)
				a := l.answers("before")
				_, err := l.coach.RateAnswer(t.Context(), a.ID, whoGoes, 1)
				l.must(err)
				if c.name == "while Home looks for what returns" {
					l.put(func(tx practice.Tx) error { return tx.DropRetrying(whoGoes) })
				}
				l.now = time.Date(2026, 11, 24, 9, 0, 30, 0, time.UTC) // it is due
				other := &practice.Coach{Bank: l.coach.Bank, Now: l.coach.Now}
				other.Store = &meanwhile{Store: l.store, then: func() {
					if l.asksForIt(); !half {
						l.erased()
					}
				}}
				l.must(c.do(l, other, a))
				l.erased()
				l.gone()
			})
		}
	}
}

func TestWhatIsAboutToBeErasedIsOutOfReach(t *testing.T) {
	l := newLeaving(t)
	a := l.answers("before")
	l.asksForIt()
	ctx := t.Context()
	for what, do := range map[string]func() error{
		"star":  func() error { _, err := l.coach.Star(ctx, a.ID, whoGoes, true); return err },
		"note":  func() error { _, err := l.coach.NoteToSelf(ctx, a.ID, whoGoes, "more"); return err },
		"story": func() error { _, err := l.coach.KeepStory(ctx, a.ID, whoGoes, "Title", nil); return err },
		"again": func() error { _, _, err := l.coach.AskAgain(ctx, whoGoes, a.ID, "once"); return err },
		"share": func() error { _, err := l.coach.Publish(ctx, a.ID, whoGoes); return err },
		"try":   func() error { _, err := l.coach.Retry(ctx, a.ID, whoGoes, "", "another", "f2"); return err },
		"rest":  func() error { return l.coach.LetRest(ctx, whoGoes, a.ID) },
		"open":  func() error { _, err := l.coach.One(ctx, a.ID, whoGoes); return err },
	} {
		if err := do(); !errors.Is(err, practice.ErrNotYours) {
			t.Errorf("%s: %v", what, err)
		}
	}
	l.erased()
	l.gone()
}

func TestWhatIsPreparedFromThenOnStays(t *testing.T) {
	l := newLeaving(t)
	ctx := t.Context()
	l.must(l.coach.SetInterview(ctx, whoGoes, "2026-12-10"))
	l.asksForIt()
	l.must(l.coach.SetInterview(ctx, whoGoes, "2026-12-17"))
	l.erased()
	p, interview, err := l.coach.Preparing(ctx, whoGoes)
	if err != nil || p.At.IsZero() || interview != "2026-12-17" {
		t.Errorf("prepared is %+v for %q, %v", p, interview, err)
	}
	var asked []string
	l.must(l.store.View(ctx, func(tx practice.Tx) error {
		return tx.DueDeadlines(l.now.AddDate(1, 0, 0), func(d practice.Deadline) bool {
			asked = append(asked, d.Ref)
			return true
		})
	}))
	if want := []string{"2026-12-17/" + string(whoGoes)}; !slices.Equal(asked, want) {
		t.Errorf("deadlines: %q", asked)
	}
	l.must(l.store.Close())
}

// A message with what they suggested is on its way to an admin.
func TestASuggestionThatArrivesLaterIsTakenAway(t *testing.T) {
	for _, when := range []string{"while records are erased", "after all of them were", "before they were"} {
		t.Run(when, func(t *testing.T) {
			l := newLeaving(t)
			ctx := t.Context()
			s, err := l.coach.Suggest(ctx, whoGoes, practice.Proposal{Ask: "How do you tell a board about a " + secret + " outage?"}, "", "form")
			l.must(err)
			key := "suggestion/" + s.ID.String() + "/for/UBOSS"
			_, err = l.coach.Send(ctx, key)
			l.must(err)
			arrives := func() { l.must(l.coach.Arrived(ctx, key, "DBOSS", 77)) }
			if l.asksForIt(); when == "before they were" {
				arrives()
			}
			if when == "while records are erased" {
				at := &practice.Coach{Bank: l.coach.Bank, Now: l.coach.Now, Store: &firstWrites{Store: l.store, n: 1, then: arrives}}
				_, err := at.Erase(ctx, whoGoes)
				l.must(err)
			} else {
				l.erased()
			}
			if when == "after all of them were" {
				arrives()
			}
			var removed []practice.Stamp
			l.must(l.store.View(ctx, func(tx practice.Tx) error {
				return tx.OpenPostings(func(p practice.Posting) bool {
					if p.Kind == practice.PostRemoval {
						removed = append(removed, p.At)
					}
					return true
				})
			}))
			if !slices.Equal(removed, []practice.Stamp{77}) {
				t.Errorf("to be removed: %v", removed)
			}
			l.gone()
		})
	}
}

// A firstWrites is a store in which something happens after so many writes.
type firstWrites struct {
	practice.Store
	n    int
	then func()
}

func (f *firstWrites) Update(ctx context.Context, do func(practice.Tx) error) error {
	err := f.Store.Update(ctx, do)
	if f.n--; f.n == 0 {
		f.then()
	}
	return err
}
