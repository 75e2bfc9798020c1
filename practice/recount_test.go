package practice_test

import (
	"testing"
	"time"

	"greenroom/practice"
)

func TestTheCountIsBroughtUpToDateOnceAMinute(t *testing.T) {
	o := asking(t)
	key := "count/" + o.post.Key
	o.person("ana").says(story)
	if p := o.posting(key); p.NotBefore.After(o.now) || !p.Open() {
		t.Errorf("the first answer: %+v", p)
	}
	o.arrives(key)
	o.person("ben").says(story)
	o.person("eve").says(story)
	again := o.posting(key)
	if wait := again.NotBefore.Sub(again.SentAt); !again.Open() || wait != time.Minute {
		t.Errorf("the next ones wait %v: %+v", wait, again)
	}
	if n := len(o.waiting(practice.PostCount)); n != 1 {
		t.Errorf("%d updates wait, want one for both", n)
	}
	// A third answers while the update is on its way: it must go out again.
	o.now = again.NotBefore
	_, err := o.coach.Send(t.Context(), key)
	o.must(err)
	o.person("kim").says(story)
	o.must(o.coach.Arrived(t.Context(), key, channel, o.post.Stamp))
	if p := o.posting(key); !p.Open() {
		t.Errorf("what changed while the update was on its way is never shown: %+v", p)
	}
}

func TestTheCountIsBroughtUpToDateThoughTheClockWasSetBack(t *testing.T) {
	o := asking(t)
	o.now = o.now.AddDate(0, 1, 0)
	o.person("ana").says(story)
	o.arrives("count/" + o.post.Key)
	o.now = o.now.AddDate(0, -1, 0)
	o.person("ben").says(story)
	if wait := o.posting("count/" + o.post.Key).NotBefore.Sub(o.now); wait > time.Minute {
		t.Errorf("the count waits for %v", wait)
	}
}
