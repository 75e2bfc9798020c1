package practice_test

import (
	"fmt"
	"testing"
	"time"

	"greenroom/practice"
)

func TestAdminsAreToldOnceWhenFewQuestionsAreLeft(t *testing.T) {
	o := newOffice(t)
	o.coach.Admins = []practice.Person{admin, "deputy"}
	o.tick(weekdays, "MON 08:00")
	for i := range 12 {
		o.now = day(t, "MON 09:00").AddDate(0, 0, i)
		o.must(o.coach.Tick(t.Context(), weekdays, calendar))
		told := o.waiting(practice.PostLow)
		want := 0
		if i >= 2 { // nine of twelve are left
			want = 2
		}
		if len(told) != want {
			t.Fatalf("after %d questions %d were told, want %d", i+1, len(told), want)
		}
		if want > 0 && (told[0].N != 9 || told[0].To != admin || told[1].To != "deputy" || told[0].Ref != "weekdays") {
			t.Errorf("told %+v", told)
		}
	}
}

func TestAnAdminPostsAtOnce(t *testing.T) {
	o := newOffice(t)
	o.now = o.now.Add(50 * time.Second) // the next minute is near
	first := o.ask()
	o.wait(59 * time.Second)
	if again := o.ask(); again.Key != first.Key {
		t.Errorf("said twice within a minute it posted %s and %s", first.Key, again.Key)
	}
	o.wait(time.Second)
	if later := o.ask(); later.Key == first.Key || later.Question == first.Question {
		t.Errorf("a minute later it did not post another: %+v", later)
	}
	if _, err := o.coach.PostNow(t.Context(), weekdays, "ana"); err == nil || len(o.waiting(practice.PostQuestion)) != 2 {
		t.Errorf("by somebody else: %v", err)
	}
}

func TestOnlyAdminsMayAndWhatTheyDidIsKept(t *testing.T) {
	o := newOffice(t)
	for what, do := range map[string]func(practice.Person) error{
		"pause":  func(p practice.Person) error { return o.coach.PauseSchedule(t.Context(), "weekdays", p) },
		"resume": func(p practice.Person) error { return o.coach.ResumeSchedule(t.Context(), "weekdays", p) },
		"skip":   func(p practice.Person) error { return o.coach.SkipNext(t.Context(), "weekdays", p) },
		"post":   func(p practice.Person) error { _, err := o.coach.PostNow(t.Context(), weekdays, p); return err },
	} {
		o.refusal(what, do("ana"), practice.ErrNotAdmin)
	}
	o.must(o.coach.PauseSchedule(t.Context(), "weekdays", admin))
	o.wait(time.Hour)
	o.must(o.coach.ResumeSchedule(t.Context(), "weekdays", admin))
	o.refusal("resume again", o.coach.ResumeSchedule(t.Context(), "weekdays", admin), practice.ErrAlready)
	acts, err := o.coach.Acts(t.Context(), 10)
	o.must(err)
	want := []practice.Act{{At: o.now, By: admin, What: "resume weekdays"}, {At: o.now.Add(-time.Hour), By: admin, What: "pause weekdays"}}
	if fmt.Sprint(acts) != fmt.Sprint(want) {
		t.Errorf("kept %v, want %v", acts, want)
	}
}

func TestAnAdminPostsAtOnceThoughTheClockWasSetBack(t *testing.T) {
	o := newOffice(t)
	first := o.ask()
	o.wait(-2 * time.Hour)
	second := o.ask()
	if second.Key == first.Key {
		t.Fatal("posting waits until the clock is where it was")
	}
	o.wait(30 * time.Second)
	if again := o.ask(); again.Key != second.Key {
		t.Errorf("said twice within a minute it posted %s and %s", second.Key, again.Key)
	}
}
