package practice_test

import (
	"fmt"
	"testing"
	"time"

	"greenroom/practice"
)

// shut has the question of now refused by its channel.
func (o *office) shut(cause string) practice.Post {
	o.t.Helper()
	o.wait(2 * time.Minute)
	p := o.ask()
	_, err := o.coach.Send(o.t.Context(), p.Key)
	o.must(err)
	o.must(o.coach.ShutOut(o.t.Context(), p.Key, cause))
	return p
}

func (o *office) mends(schedules ...practice.Schedule) {
	o.t.Helper()
	o.must(o.coach.Mended(o.t.Context(), channel, schedules))
}

func TestAdminsAreToldOfAChannelOnceUntilItIsMended(t *testing.T) {
	o := newOffice(t)
	told := func(what string, broken, unread, mended int) {
		t.Helper()
		got := fmt.Sprint(len(o.waiting(practice.PostBroken)), len(o.waiting(practice.PostUnread)), len(o.waiting(practice.PostMended)))
		if want := fmt.Sprint(broken, unread, mended); got != want {
			t.Errorf("%s: broken, unread and mended were told %s times, want %s", what, got, want)
		}
	}
	o.shut("not_in_channel")
	o.shut("not_in_channel")
	told("refused twice", 1, 0, 0)
	o.shut("is_archived")
	o.shut("not_in_channel")
	told("for another reason, and for the first again", 2, 0, 0)
	o.must(o.coach.Troubled(t.Context(), practice.Trouble{Channel: channel, Schedule: "weekdays", Cause: "missing_scope"}))
	told("it cannot be read either", 2, 1, 0)
	o.must(o.coach.Troubled(t.Context(), practice.Trouble{Channel: "C7", Cause: "not_in_channel"}))
	told("a channel of no schedule", 2, 1, 0)
	o.mends()
	o.mends()
	told("mended", 2, 1, 1)
	o.wait(time.Hour)
	o.shut("not_in_channel")
	told("again", 3, 1, 1)
	o.wait(time.Hour)
	o.post = o.ask()
	o.arrives(o.post.Key)
	told("a question has arrived", 3, 1, 2)
}

func TestAChannelInTroubleIsTriedOnceAnHour(t *testing.T) {
	o := newOffice(t)
	o.shut("not_in_channel")
	due := func(after time.Duration, want int) {
		t.Helper()
		o.wait(after)
		got, err := o.coach.Troubles(t.Context())
		o.must(err)
		if len(got) != want {
			t.Errorf("after %v %d are due, want %d", after, len(got), want)
		}
	}
	due(59*time.Minute, 0)
	due(time.Minute, 1)
	o.must(o.coach.Troubled(t.Context(), practice.Trouble{Channel: channel, Cause: "not_in_channel", Posting: true}))
	due(59*time.Minute, 0)
	due(-26*time.Hour, 1) // the clock was set back
}

func TestARefusedQuestionIsPostedOnceItsChannelIsMended(t *testing.T) {
	for name, c := range map[string]struct {
		wait   time.Duration
		before func(*office)
		posted bool
	}{
		"in time":                  {wait: 5 * time.Hour, posted: true},
		"too late":                 {wait: 7 * time.Hour},
		"another was posted since": {wait: time.Hour, before: func(o *office) { o.wait(time.Minute); o.post = o.ask() }},
		"refused for good, for its words": {wait: time.Hour, before: func(o *office) {
			o.wait(time.Minute)
			p := o.ask()
			_, _ = o.coach.Send(o.t.Context(), p.Key)
			o.must(o.coach.Refuse(o.t.Context(), p.Key, "invalid_blocks"))
		}, posted: true},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			p := o.shut("not_in_channel")
			if c.before != nil {
				c.before(o)
			}
			o.wait(c.wait)
			o.mends(weekdays)
			waiting := o.waiting(practice.PostQuestion)
			if name == "another was posted since" {
				if len(waiting) != 1 || waiting[0].Key == p.Key {
					t.Errorf("waiting are %v", waiting)
				}
				return
			}
			if (len(waiting) == 1) != c.posted {
				t.Fatalf("waiting are %v", waiting)
			}
			if !c.posted {
				return
			}
			o.post = p
			o.post.Key = waiting[0].Key
			o.arrives(waiting[0].Key)
			o.view(func(tx practice.Tx) error {
				post, err := tx.Post(waiting[0].Key)
				fate, _ := tx.Fate(post.Schedule, post.Occurrence)
				asked, _ := tx.Asked(channel)
				if post.Refused || fate != practice.Posted || asked[post.Question] != 1 {
					t.Errorf("got %+v, %s, asked %v", post, fate, asked)
				}
				return err
			})
			o.person("ben").says(story)
			o.counted(1)
		})
	}
}

func TestAMendedChannelIsReadWhole(t *testing.T) {
	o := asking(t)
	o.gap()
	o.readsAll()
	o.must(o.coach.Troubled(t.Context(), practice.Trouble{Channel: channel, Schedule: "weekdays", Cause: "not_in_channel"}))
	o.gap()
	if key, _ := o.next(); key != "" {
		t.Errorf("%s is to be read where nothing can be", key)
	}
	o.mends(weekdays)
	key, r := o.next()
	if key != o.post.Key || !r.Whole {
		t.Errorf("next is %s, %+v", key, r)
	}
	if n := len(o.waiting(practice.PostCount)); n != 1 {
		t.Errorf("the count is brought up to date %d times", n)
	}
}

func TestAChannelIsRememberedAsItWasConfigured(t *testing.T) {
	o := newOffice(t)
	s := weekdays
	s.Named = "#practice"
	before := func(named, want string) {
		t.Helper()
		got, err := practice.FoundBefore(t.Context(), o.coach.Store, s.Name, named)
		o.must(err)
		if got != want {
			t.Errorf("%s was %q, want %q", named, got, want)
		}
	}
	before("#practice", "")
	o.must(o.coach.Found(t.Context(), []practice.Schedule{s}))
	before("#practice", channel)
	before("#practise", "") // mistyped since
	s.Channel = "C2"
	o.must(o.coach.Found(t.Context(), []practice.Schedule{s}))
	before("#practice", "C2")
}

func TestAQuestionThatMayHaveArrivedBeforeTheTroubleIsLookedForBeforeItIsSentAgain(t *testing.T) {
	o := newOffice(t)
	p := o.ask()
	_, err := o.coach.Send(t.Context(), p.Key)
	o.must(err)
	o.must(o.coach.Doubtful(t.Context(), p.Key, "no answer"))
	o.must(o.coach.ShutOut(t.Context(), p.Key, "not_in_channel"))
	o.wait(time.Hour)
	o.mends(weekdays)
	if got := o.posting(p.Key); got.State != practice.Uncertain {
		t.Fatalf("got %+v", got)
	}
	// A reply to it waits until it is known where it stands.
	at := practice.Stamp(p.At.UnixMicro()) + 7
	said := o.person("ben").types(story)
	said.Place = practice.Place{Channel: channel, Thread: at}
	o.hears(said)
	o.must(o.coach.Arrived(t.Context(), p.Key, channel, at))
	o.person("ben").see(story)
}
