package practice_test

import (
	"testing"
	"time"

	"greenroom/practice"
)

// due returns whether the only question that waits is due now.
func (o *office) due() bool {
	o.t.Helper()
	waiting, err := o.coach.Waiting(o.t.Context())
	o.must(err)
	if len(waiting) != 1 {
		o.t.Fatalf("%d postings wait", len(waiting))
	}
	return !waiting[0].NotBefore.After(o.now)
}

func TestAPostingDoesNotWaitForAClockThatWasSetBack(t *testing.T) {
	for name, wait := range map[string]func(o *office, key string) error{
		"one that was refused for now": func(o *office, key string) error { return o.coach.Postpone(o.t.Context(), key, time.Minute) },
		"one of unknown outcome":       func(o *office, key string) error { return o.coach.Doubtful(o.t.Context(), key, "no answer") },
	} {
		for _, back := range []time.Duration{10 * time.Minute, 5 * time.Hour, 40 * 24 * time.Hour} {
			o := newOffice(t)
			key := o.ask().Key
			_, err := o.coach.Send(t.Context(), key)
			o.must(err)
			o.must(wait(o, key))
			if o.due() {
				t.Errorf("%s does not wait at all", name)
			}
			o.wait(-back)
			if !o.due() {
				t.Errorf("%s waits for the clock to be where it was, %v later", name, back)
			}
		}
	}
}

func TestAPostingThatWasNeverSentDoesNotWaitForAClockThatWasSetBackByHours(t *testing.T) {
	o := newOffice(t)
	o.must(o.coach.Postpone(t.Context(), o.ask().Key, time.Minute))
	o.wait(-5 * time.Hour)
	if !o.due() {
		t.Error("it waits for five hours")
	}
}

// Two looks are apart by the time that Slack's history may lag, whatever the
// clock did before.
func TestLooksStayApartAfterTheClockWasSetBack(t *testing.T) {
	o := newOffice(t)
	key := o.ask().Key
	_, err := o.coach.Send(t.Context(), key)
	o.must(err)
	o.must(o.coach.Doubtful(t.Context(), key, "no answer"))
	o.wait(-5 * time.Hour)
	o.must(o.coach.NotSeen(t.Context(), key))
	if o.due() {
		t.Error("the second look comes at once")
	}
	o.wait(31 * time.Second)
	if !o.due() {
		t.Error("the second look does not come")
	}
}

func TestWhatHasToWaitStillWaitsByAClockThatIsRight(t *testing.T) {
	o := newOffice(t)
	key := o.ask().Key
	_, err := o.coach.Send(t.Context(), key)
	o.must(err)
	o.must(o.coach.Postpone(t.Context(), key, 50*time.Minute))
	o.wait(49 * time.Minute)
	if o.due() {
		t.Error("it is sent before the time that the other side asked for")
	}
	if p := o.posting(key); p.State != practice.Planned {
		t.Errorf("its state is %v", p.State)
	}
}

func TestAWaitOfHalfADayIsNoClockThatWasSetBack(t *testing.T) {
	o := newOffice(t)
	p := o.ask()
	_, err := o.coach.Send(t.Context(), p.Key)
	o.must(err)
	o.must(o.coach.Postpone(t.Context(), p.Key, 12*time.Hour))
	if o.due() {
		t.Error("it is sent again at once")
	}
}
