package practice_test

import (
	"errors"
	"testing"
	"time"

	"greenroom/practice"
)

// TestWhatBecomesOfAPosting goes through every event that a posting may meet in
// every state that it may be in, for each policy.
func TestWhatBecomesOfAPosting(t *testing.T) {
	kinds := map[practice.Policy]practice.PostingKind{
		practice.Reconcile: practice.PostHint, practice.Repeat: practice.PostCount, practice.AtMostOnce: practice.PostFollowUp,
	}
	events := map[string]func(*practice.Coach, *testing.T) error{
		"send":     func(c *practice.Coach, t *testing.T) error { _, err := c.Send(t.Context(), "k"); return err },
		"arrived":  func(c *practice.Coach, t *testing.T) error { return c.Arrived(t.Context(), "k", "C1", 99) },
		"doubtful": func(c *practice.Coach, t *testing.T) error { return c.Doubtful(t.Context(), "k", "timeout") },
		"not seen": func(c *practice.Coach, t *testing.T) error { return c.NotSeen(t.Context(), "k") },
		"postpone": func(c *practice.Coach, t *testing.T) error { return c.Postpone(t.Context(), "k", 7*time.Second) },
		"refuse":   func(c *practice.Coach, t *testing.T) error { return c.Refuse(t.Context(), "k", "no") },
	}
	const (
		planned, sending, uncertain = practice.Planned, practice.Sending, practice.Uncertain
		delivered, refused          = practice.Delivered, practice.Refused
	)
	type then struct {
		state practice.PostingState
		wait  time.Duration // until NotBefore; 0: not set anew
		err   error
	}
	all := []practice.Policy{practice.Reconcile, practice.Repeat, practice.AtMostOnce}
	for _, c := range []struct {
		policies []practice.Policy
		from     practice.PostingState
		event    string
		then     then
	}{
		{all, planned, "send", then{state: sending}},
		{all[:1], sending, "send", then{uncertain, 3 * time.Second, practice.ErrAlready}}, // after a crash
		{all[1:2], sending, "send", then{state: sending}},
		{all[2:], sending, "send", then{state: refused, err: practice.ErrAlready}},
		{all[:1], uncertain, "send", then{state: uncertain, err: practice.ErrAlready}}, // it must be looked for
		{all, delivered, "send", then{state: delivered, err: practice.ErrAlready}},
		{all, refused, "send", then{state: refused, err: practice.ErrAlready}},

		{all, sending, "arrived", then{state: delivered}},
		{all[:1], uncertain, "arrived", then{state: delivered}},
		{all[1:2], planned, "arrived", then{state: planned}}, // planned anew meanwhile
		{all, refused, "arrived", then{state: refused}},

		{all[:1], sending, "doubtful", then{uncertain, 3 * time.Second, nil}},
		{all[1:2], sending, "doubtful", then{planned, time.Second, nil}},
		{all[2:], sending, "doubtful", then{state: refused}},
		{all, delivered, "doubtful", then{state: delivered}},

		{all[:1], uncertain, "not seen", then{uncertain, 30 * time.Second, nil}},
		{all, delivered, "not seen", then{state: delivered}},

		{all, sending, "postpone", then{planned, 7 * time.Second, nil}},
		{all, planned, "postpone", then{planned, 7 * time.Second, nil}},
		{all[:1], uncertain, "postpone", then{uncertain, 7 * time.Second, nil}},
		{all, delivered, "postpone", then{state: delivered}},

		{all, planned, "refuse", then{state: refused}},
		{all, sending, "refuse", then{state: refused}},
		{all, delivered, "refuse", then{state: delivered}},
	} {
		for _, policy := range c.policies {
			o := newOffice(t)
			before := practice.Posting{Key: "k", Kind: kinds[policy], State: c.from, Tries: 1}
			if before.Kind.Policy() != policy {
				t.Fatalf("%s has policy %d", before.Kind, before.Kind.Policy())
			}
			o.must(o.coach.Store.Update(t.Context(), func(tx practice.Tx) error { return tx.PutPosting(before) }))
			err := events[c.event](o.coach, t)
			p := o.posting("k")
			if p.State != c.then.state || !errors.Is(err, c.then.err) {
				t.Errorf("policy %d, state %d, %s: state %d, %v; want %d, %v", policy, c.from, c.event, p.State, err, c.then.state, c.then.err)
			}
			if wait := p.NotBefore.Sub(o.now); c.then.wait != 0 && wait != c.then.wait {
				t.Errorf("policy %d, state %d, %s: waits %v, want %v", policy, c.from, c.event, wait, c.then.wait)
			}
		}
	}
}

func TestAnUncertainPostIsSentAgainAfterTwoLooks(t *testing.T) {
	o := newOffice(t)
	key := o.ask().Key
	for send := 1; send <= 2; send++ {
		p, err := o.coach.Send(t.Context(), key)
		o.must(err)
		if p.Tries != send || !p.SentAt.Equal(o.now) || p.Looks != 0 {
			t.Errorf("send %d: %+v", send, p)
		}
		o.must(o.coach.Doubtful(t.Context(), key, "timeout"))
		o.must(o.coach.NotSeen(t.Context(), key))
		o.wait(30 * time.Second)
		o.must(o.coach.NotSeen(t.Context(), key))
		if p := o.posting(key); p.State != practice.Planned || p.NotBefore.After(o.now) {
			t.Errorf("after two looks: %+v", p)
		}
	}
	// A look that finds it at last ends it.
	o.arrives(key)
	if p := o.posting(key); p.State != practice.Delivered || p.Channel != channel || p.Stamp != o.stamp() {
		t.Errorf("delivered: %+v", p)
	}
	o.must(o.coach.NotSeen(t.Context(), key))
	if n := len(o.waiting(practice.PostQuestion)); n != 0 {
		t.Errorf("%d still wait", n)
	}
}

func TestRefusedSendsWaitLongerEachTime(t *testing.T) {
	o := newOffice(t)
	key := o.ask().Key
	var waits []time.Duration
	for range 12 {
		_, err := o.coach.Send(t.Context(), key)
		o.must(err)
		o.must(o.coach.Postpone(t.Context(), key, 0))
		waits = append(waits, o.posting(key).NotBefore.Sub(o.now))
	}
	for i, want := range []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second} {
		if waits[i] != want {
			t.Errorf("wait %d: %v, want %v", i, waits[i], want)
		}
	}
	if last := waits[len(waits)-1]; last != 5*time.Minute {
		t.Errorf("the longest wait is %v", last)
	}
}

func TestOfAQuestionThatCannotBePostedAdminsAreTold(t *testing.T) {
	o := newOffice(t)
	key := o.ask().Key
	o.must(o.coach.Refuse(t.Context(), key, "not_in_channel"))
	o.must(o.coach.Refuse(t.Context(), key, "not_in_channel"))
	told := o.waiting(practice.PostBroken)
	if len(told) != 1 || told[0].Why != "not_in_channel" || told[0].To != admin || told[0].Ref != "weekdays" {
		t.Errorf("told: %+v", told)
	}
}

func TestAPostingThatIsNotThereIsNotFound(t *testing.T) {
	o := newOffice(t)
	_, err := o.coach.Send(t.Context(), "none")
	o.refusal("Send", err, practice.ErrNotFound)
	o.refusal("Arrived", o.coach.Arrived(t.Context(), "none", "C1", 1), practice.ErrNotFound)
}

func TestWhoDeliversIsWokenOnlyWhenThereIsSomething(t *testing.T) {
	o := asking(t)
	o.woken = 0
	o.person("ana").says("Just a word.")
	if o.woken != 0 {
		t.Errorf("woken %d times for a comment", o.woken)
	}
	o.person("ana").says(story)
	if o.woken != 1 {
		t.Errorf("woken %d times for an answer", o.woken)
	}
}
