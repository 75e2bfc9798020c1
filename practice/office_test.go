package practice_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
	"greenroom/storage"
)

// An office is a team that practises: a coach on a store of its own, a clock
// that the test moves, and a channel with a question. Its helpers speak as
// people do and fail the test on any error that is not asked for.
type office struct {
	t     testing.TB
	coach *practice.Coach
	now   time.Time
	woken int

	post practice.Post
}

// Monday, a quarter of an hour before the daily question.
var monday = time.Date(2026, 11, 23, 8, 45, 0, 0, time.UTC)

const (
	channel = "C1"
	admin   = practice.Person("boss")
)

// story is an answer long enough to be one.
const story = "Last spring our ticket queue grew to four hundred, so I moved two people to triage and the backlog fell by half in six weeks."

// newOffice returns an office in which nothing was asked yet.
func newOffice(t testing.TB) *office {
	t.Helper()
	s, err := storage.OpenWith(context.Background(), filepath.Join(t.TempDir(), "greenroom.db"), "T1", storage.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(s.Check(context.Background()), s.Close()); err != nil {
			t.Error(err)
		}
	})
	o := &office{t: t, now: monday}
	o.coach = &practice.Coach{
		Store: s, Bank: smallBank(12), Now: func() time.Time { return o.now }, Wake: func() { o.woken++ },
		Admins: []practice.Person{admin}, FollowUps: true, After: 20 * time.Second,
	}
	return o
}

// asking returns an office with a question in its channel.
func asking(t testing.TB) *office {
	t.Helper()
	o := newOffice(t)
	o.post = o.ask()
	o.arrives(o.post.Key)
	return o
}

// smallBank returns a bank of n questions of every round, as plain as will do.
func smallBank(n int) *bank.Bank {
	var out []bank.Question
	areas := bank.Areas()
	for i := range n {
		area := areas[(i*4)%len(areas)]
		out = append(out, bank.Question{
			ID: fmt.Sprintf("q%02d", i), Ask: fmt.Sprintf("How did you handle case %d?", i), Also: []string{fmt.Sprintf("Tell me about case %d.", i)},
			Style: bank.Behavioural, Round: area.Round(), Area: area, Level: bank.Manager,
			Competencies: []bank.Competency{bank.Competencies()[i%15]},
			FollowUps: []bank.FollowUp{
				{Ask: fmt.Sprintf("What did it change in numbers in case %d?", i), Checks: "evidence", Kind: bank.EvidenceKind},
				{Ask: fmt.Sprintf("What did you give up in case %d?", i), Checks: "trade-off", Kind: bank.TradeOff},
				{Ask: fmt.Sprintf("What would you do otherwise in case %d?", i), Checks: "learning", Kind: bank.Reflection},
			},
		})
	}
	return bank.New(out)
}

var weekdays = practice.Schedule{Name: "weekdays", Channel: channel, CatchUp: 6 * time.Hour, OpenFor: 7 * 24 * time.Hour, Zone: time.UTC}

// ask has the admin post a question.
func (o *office) ask() practice.Post {
	o.t.Helper()
	p, err := o.coach.PostNow(o.t.Context(), weekdays, admin)
	o.must(err)
	return p
}

// arrives delivers a posting at the time it is now.
func (o *office) arrives(key string) practice.Stamp {
	o.t.Helper()
	o.wait(time.Second)
	_, err := o.coach.Send(o.t.Context(), key)
	o.must(err)
	o.wait(time.Second)
	to := channel
	if p := o.posting(key); p.To != "" && p.Place.Channel == "" {
		to = "D" + string(p.To)
	}
	o.must(o.coach.Arrived(o.t.Context(), key, to, o.stamp()))
	if key == o.post.Key {
		o.post.Stamp = o.stamp()
	}
	return o.stamp()
}

func (o *office) wait(d time.Duration) { o.now = o.now.Add(d) }

func (o *office) stamp() practice.Stamp { return practice.Stamp(o.now.UnixMicro()) }

func (o *office) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

// refusal fails the test where the error is not that refusal; nil is none.
func (o *office) refusal(what string, got, want error) {
	o.t.Helper()
	if !errors.Is(got, want) {
		o.t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// view reads from the store.
func (o *office) view(f func(practice.Tx) error) {
	o.t.Helper()
	o.must(o.coach.Store.View(o.t.Context(), f))
}

// inside returns a coach whose every transaction is part of one, as those are
// which are committed together.
func (o *office) inside(tx practice.Tx) *practice.Coach {
	return &practice.Coach{
		Store: within{tx}, Bank: o.coach.Bank, Now: o.coach.Now, Wake: o.coach.Wake,
		Admins: o.coach.Admins, FollowUps: o.coach.FollowUps, After: o.coach.After,
	}
}

type within struct{ tx practice.Tx }

func (w within) View(_ context.Context, f func(practice.Tx) error) error   { return f(w.tx) }
func (w within) Update(_ context.Context, f func(practice.Tx) error) error { return f(w.tx) }

// posting returns a posting, the zero one where there is none.
func (o *office) posting(key string) (p practice.Posting) {
	o.t.Helper()
	o.view(func(tx practice.Tx) (err error) {
		p, err = tx.Posting(key)
		if errors.Is(err, practice.ErrNotFound) {
			err = nil
		}
		return err
	})
	return p
}

// waiting returns the open postings of a kind, in order.
func (o *office) waiting(kind practice.PostingKind) (out []practice.Posting) {
	o.t.Helper()
	all, err := o.coach.Waiting(o.t.Context())
	o.must(err)
	for _, p := range all {
		if p.Kind == kind {
			out = append(out, p)
		}
	}
	return out
}

// counted fails the test where another number of people have answered the post.
func (o *office) counted(want int) {
	o.t.Helper()
	o.view(func(tx practice.Tx) error {
		n, err := practice.Count(tx, o.post.Place())
		if n != want {
			o.t.Errorf("%d have answered, want %d", n, want)
		}
		return err
	})
}

// A candidate is a person of the office.
type candidate struct {
	o  *office
	id practice.Person
}

func (o *office) person(name practice.Person) candidate { return candidate{o, name} }

// says replies in the post's thread and returns the message.
func (p candidate) says(text string) practice.Said {
	p.o.t.Helper()
	said := p.types(text)
	p.o.hears(said)
	return said
}

// remarks is says for a message that begins by mentioning a colleague.
func (p candidate) remarks(text string) practice.Said {
	p.o.t.Helper()
	said := p.types(text)
	said.Aside = true
	p.o.hears(said)
	return said
}

// types makes a message of which nobody has heard yet.
func (p candidate) types(text string) practice.Said {
	p.o.wait(time.Second)
	return practice.Said{Place: p.o.post.Place(), Stamp: p.o.stamp(), By: p.id, Text: text}
}

// changes makes an edit of a message of which nobody has heard yet.
func (p candidate) changes(said practice.Said, text string) practice.Said {
	p.o.wait(time.Second)
	said.Text, said.Edited = text, p.o.stamp()
	return said
}

func (p candidate) edits(said practice.Said, text string) practice.Said {
	p.o.t.Helper()
	said = p.changes(said, text)
	p.o.hears(said)
	return said
}

func (p candidate) deletes(said practice.Said) {
	p.o.t.Helper()
	p.o.wait(time.Second)
	p.o.must(p.o.coach.Unsay(p.o.t.Context(), practice.Unsaid{Place: said.Place, Stamp: said.Stamp, Private: said.Place.Channel == "D"+string(p.id)}))
}

func (p candidate) triesAgain() {
	p.o.t.Helper()
	p.o.wait(time.Second)
	p.o.must(p.o.coach.TryAgain(p.o.t.Context(), p.o.post.Place(), p.id))
}

func (o *office) hears(said practice.Said) {
	o.t.Helper()
	_, err := o.coach.Hear(o.t.Context(), said)
	o.must(err)
}

// all returns everything that is kept of a person, oldest first.
func (p candidate) all() (out []practice.Answer) {
	p.o.t.Helper()
	p.o.view(func(tx practice.Tx) error {
		return tx.AnswersBy(p.id, 0, func(a practice.Answer) bool { out = append(out, a); return true })
	})
	slices.Reverse(out)
	return out
}

// the returns the one thing that is kept of a person.
func (p candidate) the() practice.Answer {
	p.o.t.Helper()
	all := p.all()
	if len(all) != 1 {
		p.o.t.Fatalf("%s has %d answers, want one: %v", p.id, len(all), all)
	}
	return all[0]
}

// see fails the test where what is kept of a person does not read so. Each line
// is one answer, oldest first: its text, with what is said of it in brackets.
func (p candidate) see(want ...string) {
	p.o.t.Helper()
	var got []string
	for _, a := range p.all() {
		var marks []string
		for _, m := range []struct {
			is   bool
			mark string
		}{{a.Comment, "comment"}, {a.Late, "late"}, {a.Attempt > 1, fmt.Sprint("attempt ", a.Attempt)}} {
			if m.is {
				marks = append(marks, m.mark)
			}
		}
		line := strings.ReplaceAll(a.Text(), "\n", " / ")
		if len(marks) > 0 {
			line = strings.TrimSpace(line + " [" + strings.Join(marks, ", ") + "]")
		}
		got = append(got, line)
	}
	if !slices.Equal(got, want) {
		p.o.t.Errorf("%s:\n got %q\nwant %q", p.id, got, want)
	}
}
