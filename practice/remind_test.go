package practice_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

// at returns a calendar with an occurrence each day at an hour, in UTC.
func at(hour int) practice.Calendar {
	return practice.Calendar{Spec: fmt.Sprint("daily at ", hour), Due: func(after, until time.Time) (out []practice.Occurrence) {
		for day := after.Truncate(24 * time.Hour); !day.After(until); day = day.Add(24 * time.Hour) {
			at := day.Add(time.Duration(hour) * time.Hour)
			if at.After(after) && !at.After(until) {
				out = append(out, practice.Occurrence{Name: at.Format("2006-01-02T15:04"), At: at})
			}
		}
		return out
	}}
}

// looks looks for reminders, at three o'clock each day, at times of that week.
func (o *office) looks(s practice.Schedule, times ...string) {
	o.t.Helper()
	for _, at3 := range times {
		o.now = day(o.t, at3)
		o.must(o.coach.Remind(o.t.Context(), s, at(15)))
	}
}

func (p candidate) wantsReminders() {
	p.o.t.Helper()
	p.o.must(p.o.coach.SetReminders(p.o.t.Context(), p.id, practice.RemindersOn))
}

func TestReminders(t *testing.T) {
	off := weekdays
	off.Skip = []practice.DateRange{{From: "2026-11-23", To: "2026-11-23"}}
	brief := weekdays
	brief.OpenFor = 3 * time.Hour
	for _, c := range []struct {
		name string
		do   func(o *office, ana candidate)
		want int
	}{
		{"go to who asked for them", func(o *office, ana candidate) {
			o.looks(weekdays, "MON 14:59", "MON 15:00")
		}, 1},
		{"do not go before their time", func(o *office, ana candidate) {
			o.looks(weekdays, "MON 14:00", "MON 14:59")
		}, 0},
		{"go once for a question, on the days after too", func(o *office, ana candidate) {
			o.looks(weekdays, "MON 15:00", "MON 15:01", "TUE 15:00", "WED 15:00")
		}, 1},
		{"go once though the clock was set back", func(o *office, ana candidate) {
			o.looks(weekdays, "MON 15:00", "MON 11:00", "MON 15:00")
			o.now = day(t, "SUN 12:00").AddDate(0, 0, 21)
			o.must(o.coach.Remind(t.Context(), weekdays, at(15)))
			o.looks(weekdays, "MON 11:00", "MON 15:00")
		}, 1},
		{"do not go to who never asked", func(o *office, ana candidate) {
			o.must(o.coach.SetReminders(t.Context(), ana.id, ""))
			o.looks(weekdays, "MON 15:00")
		}, 0},
		{"do not go to who turned them off", func(o *office, ana candidate) {
			o.must(o.coach.SetReminders(t.Context(), ana.id, practice.RemindersOff))
			o.looks(weekdays, "MON 15:00")
		}, 0},
		{"do not go to who has answered", func(o *office, ana candidate) {
			ana.says(story)
			o.looks(weekdays, "MON 15:00")
		}, 0},
		{"do not go to who has answered privately, however briefly", func(o *office, ana candidate) {
			ana.privately("I would call them.", "form1")
			o.looks(weekdays, "MON 15:00")
		}, 0},
		{"do not go to who has begun to try again", func(o *office, ana candidate) {
			ana.says(story)
			ana.triesAgain()
			o.looks(weekdays, "MON 15:00")
		}, 0},
		{"go to who has only commented", func(o *office, ana candidate) {
			ana.says("Good question!")
			o.looks(weekdays, "MON 15:00")
		}, 1},
		{"go to who has deleted their answer", func(o *office, ana candidate) {
			ana.deletes(ana.says(story))
			o.looks(weekdays, "MON 15:00")
		}, 1},
		{"do not go to who is away", func(o *office, ana candidate) {
			o.must(o.coach.Snooze(t.Context(), ana.id, "2026-11-24"))
			o.looks(weekdays, "MON 15:00")
		}, 0},
		{"do not go later either for a question of a day when one was away", func(o *office, ana candidate) {
			o.must(o.coach.Snooze(t.Context(), ana.id, "2026-11-24"))
			o.looks(weekdays, "MON 15:00", "TUE 15:00")
		}, 0},
		{"do not go on a day off", func(o *office, ana candidate) {
			o.looks(off, "MON 15:00")
		}, 0},
		{"do not go while the schedule is paused", func(o *office, ana candidate) {
			o.must(o.coach.PauseSchedule(t.Context(), weekdays.Name, admin))
			o.looks(weekdays, "MON 15:00")
		}, 0},
		{"do not go right after the question", func(o *office, ana candidate) {
			o.now = day(t, "MON 14:30")
			o.post = o.ask()
			o.arrives(o.post.Key)
			o.looks(weekdays, "MON 15:00")
		}, 0},
		{"go for the newest question alone", func(o *office, ana candidate) {
			o.now = day(t, "TUE 09:00")
			o.post = o.ask()
			o.arrives(o.post.Key)
			o.looks(weekdays, "TUE 15:00", "WED 15:00")
		}, 1},
		{"are caught up with inside the window", func(o *office, ana candidate) {
			o.looks(weekdays, "MON 21:00")
		}, 1},
		{"are let go after it", func(o *office, ana candidate) {
			o.looks(weekdays, "MON 21:01")
		}, 0},
		{"wait for a question of which it is not known whether it arrived", func(o *office, ana candidate) {
			o.now = day(t, "MON 11:00")
			o.post = o.ask()
			o.looks(weekdays, "MON 15:00")
			o.arrives(o.post.Key)
			o.looks(weekdays, "MON 15:01")
		}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := asking(t)
			ana := o.person("ana")
			ana.wantsReminders()
			o.must(o.coach.Remind(t.Context(), weekdays, at(15)))
			c.do(o, ana)
			var seen []string
			for _, p := range o.waiting(practice.PostReminder) {
				seen = append(seen, string(p.To)+" "+p.Ref)
			}
			if len(seen) != c.want {
				t.Errorf("%d reminders were planned, want %d: %q", len(seen), c.want, seen)
			}
		})
	}
	t.Run("do not go for a question that has closed", func(t *testing.T) {
		o := newOffice(t)
		o.person("ana").wantsReminders()
		o.must(o.coach.Remind(t.Context(), brief, at(15)))
		post, err := o.coach.PostNow(t.Context(), brief, admin)
		o.must(err)
		o.arrives(post.Key)
		o.looks(brief, "MON 15:00")
		if n := len(o.waiting(practice.PostReminder)); n != 0 {
			t.Errorf("%d reminders", n)
		}
	})
}

func TestAReminderThatWaitsLosesItsSense(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(o *office, ana candidate)
		want bool
	}{
		{"not while nothing has changed", func(o *office, ana candidate) {}, true},
		{"once its person has answered", func(o *office, ana candidate) { ana.says(story) }, false},
		{"once they turned reminders off", func(o *office, ana candidate) {
			o.must(o.coach.SetReminders(t.Context(), ana.id, practice.RemindersOff))
		}, false},
		{"once they are away", func(o *office, ana candidate) {
			o.must(o.coach.Snooze(t.Context(), ana.id, "2026-12-24"))
		}, false},
		{"once the next question is there", func(o *office, ana candidate) { o.arrives(o.ask().Key) }, false},
		{"in the evening, when Slack is back", func(o *office, ana candidate) { o.now = day(t, "MON 21:30") }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := asking(t)
			ana := o.person("ana")
			ana.wantsReminders()
			o.looks(weekdays, "MON 09:00", "MON 15:00")
			waiting := o.waiting(practice.PostReminder)
			if len(waiting) != 1 {
				t.Fatalf("%d reminders", len(waiting))
			}
			c.do(o, ana)
			got, err := o.coach.Reminds(t.Context(), weekdays, waiting[0])
			if o.must(err); got != c.want {
				t.Errorf("it makes sense: %v, want %v", got, c.want)
			}
		})
	}
}

func TestASnoozeIsADayOfOnesOwn(t *testing.T) {
	kiritimati, err := time.LoadLocation("Pacific/Kiritimati") // fourteen hours ahead
	if err != nil {
		t.Fatal(err)
	}
	o := newOffice(t)
	o.now = day(t, "MON 12:00")
	for _, c := range []struct {
		until string
		zone  *time.Location
		want  error
	}{
		{"2026-11-24", time.UTC, nil}, {"2026-11-23", time.UTC, practice.ErrNoDate}, {"2026-11-24", kiritimati, practice.ErrNoDate},
		{"2026-11-25", kiritimati, nil}, {"2027-11-23", time.UTC, nil}, {"2027-11-24", time.UTC, practice.ErrNoDate},
		{"2026-02-30", time.UTC, practice.ErrNoDate}, {"24 December", time.UTC, practice.ErrNoDate}, {"", time.UTC, nil},
	} {
		o.coach.Zone = c.zone
		err := o.coach.Snooze(t.Context(), "ana", c.until)
		o.refusal(fmt.Sprintf("snooze until %q in %v", c.until, c.zone), err, c.want)
	}
	o.refusal("a zone that is none", o.coach.SetZone(t.Context(), "ana", "Mars/Olympus"), practice.ErrNoZone)
	o.refusal("this machine's zone", o.coach.SetZone(t.Context(), "ana", "Local"), practice.ErrNoZone)
	// A chosen zone goes before the chat's, and either before the schedule's.
	o.must(o.coach.Snooze(t.Context(), "ana", "2026-11-25"))
	snoozed := func(want string) {
		t.Helper()
		p, err := o.coach.Settings(t.Context(), "ana")
		if o.must(err); p.Snoozed != want {
			t.Errorf("snoozed until %q, want %q", p.Snoozed, want)
		}
	}
	o.now = day(t, "TUE 11:00")
	snoozed("2026-11-25")
	o.must(o.coach.SawZone(t.Context(), "ana", "Pacific/Kiritimati"))
	snoozed("")
	o.must(o.coach.SetZone(t.Context(), "ana", "Europe/Berlin"))
	snoozed("2026-11-25")
	o.must(o.coach.SetZone(t.Context(), "ana", ""))
	snoozed("")
	e, err := o.coach.Export(t.Context(), "ana", nil)
	if o.must(err); e.Settings.SnoozedUntil != "2026-11-25" || e.Settings.TimeZone != "Pacific/Kiritimati" {
		t.Errorf("the export has %+v", e.Settings)
	}
}

// digest looks for the digest of Friday at four and returns what it says.
func (o *office) digest() (practice.Digest, error) {
	o.t.Helper()
	o.now = day(o.t, "FRI 16:00")
	o.must(o.coach.Digest(o.t.Context(), weekdays, at(16)))
	waiting := o.waiting(practice.PostDigest)
	if len(waiting) != 1 || waiting[0].Key != "digest/weekdays/2026-W48" {
		o.t.Fatalf("planned are %+v", waiting)
	}
	return o.coach.Digested(o.t.Context(), weekdays, waiting[0])
}

func TestADigestCounts(t *testing.T) {
	people := func(names ...practice.Person) func(*office) {
		return func(o *office) {
			for _, name := range names {
				o.person(name).says(story)
			}
		}
	}
	for _, c := range []struct {
		name            string
		do              func(o *office)
		people, answers int // zero: there is no digest
	}{
		{"four people and more", people("ana", "ben", "chioma", "dmitri"), 4, 4},
		{"nobody among three", people("ana", "ben", "chioma"), 0, 0},
		{"one who says more, or tries again, once", func(o *office) {
			people("ana", "ben", "chioma", "dmitri", "dmitri")(o)
			o.person("ana").triesAgain()
			o.person("ana").says(story)
			o.person("ben").privately(story, "form1")
		}, 4, 4},
		{"private answers as a number", func(o *office) {
			people("ana", "ben", "chioma")(o)
			o.person("dmitri").privately(story, "form1")
		}, 4, 4},
		{"no comments", func(o *office) {
			people("ana", "ben", "chioma")(o)
			o.person("dmitri").says("Good question!")
		}, 0, 0},
		{"no answer that was deleted", func(o *office) {
			people("ana", "ben", "chioma")(o)
			o.person("dmitri").deletes(o.person("dmitri").says(story))
		}, 0, 0},
		{"nothing that one person was asked alone", func(o *office) {
			people("ana", "ben", "chioma")(o)
			post, err := o.coach.Ask(t.Context(), "dmitri", practice.Wish{}, "once")
			o.must(err)
			at := o.arrives(post.Key)
			o.wait(time.Second)
			o.hears(practice.Said{Place: practice.Place{Channel: "Ddmitri", Thread: at}, Stamp: o.stamp(), By: "dmitri", Text: story})
		}, 0, 0},
		{"no other schedule's answers", func(o *office) {
			people("ana", "ben", "chioma")(o)
			other := weekdays
			other.Name, other.Channel = "other", "C2"
			post, err := o.coach.PostNow(t.Context(), other, admin)
			o.must(err)
			o.wait(time.Minute)
			o.must(o.coach.Arrived(t.Context(), post.Key, "C2", o.stamp()))
			in := practice.Place{Channel: "C2", Thread: o.stamp()}
			o.wait(time.Second)
			o.hears(practice.Said{Place: in, Stamp: o.stamp(), By: "dmitri", Text: story})
		}, 0, 0},
		{"what was said this week to a question of the last", func(o *office) {
			people("ana", "ben", "chioma")(o)
			o.now = o.now.AddDate(0, 0, 3)
			people("dmitri")(o)
		}, 4, 4},
		{"two questions of one person twice", func(o *office) {
			people("ana", "ben", "chioma", "dmitri")(o)
			o.now = day(t, "TUE 09:00")
			o.post = o.ask()
			o.arrives(o.post.Key)
			people("ana")(o)
		}, 4, 5},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			o.must(o.coach.Digest(t.Context(), weekdays, at(16)))
			o.post = o.ask()
			o.arrives(o.post.Key)
			c.do(o)
			d, err := o.digest()
			if c.people == 0 {
				if !errors.Is(err, practice.ErrNotFound) {
					t.Fatalf("it says %+v, %v", d.Weeks, err)
				}
				return
			}
			o.must(err)
			w := d.Week()
			if w.People != c.people || w.Answers != c.answers || len(d.Weeks) != 6 || !d.Weeks[4].Few {
				t.Errorf("it says %+v of %+v", w, d)
			}
			sum := 0
			for _, n := range w.Areas {
				sum += n
			}
			if sum != c.answers || len(w.Competencies) == 0 || len(practice.Ranked(w.Competencies)) != len(w.Competencies) {
				t.Errorf("practised were %v and %v", w.Areas, w.Competencies)
			}
		})
	}
}

func TestADigestIsPlannedOnceAWeek(t *testing.T) {
	o := asking(t)
	look := func(s practice.Schedule, times ...string) {
		for _, at4 := range times {
			o.now = day(t, at4)
			o.must(o.coach.Digest(t.Context(), s, at(16)))
		}
	}
	look(weekdays, "MON 09:00", "MON 16:00", "MON 16:01", "TUE 16:00", "SUN 16:00")
	if n := len(o.waiting(practice.PostDigest)); n != 1 {
		t.Errorf("%d in one week", n)
	}
	o.now = day(t, "MON 12:00").AddDate(0, 0, 7)
	o.must(o.coach.Digest(t.Context(), weekdays, at(16)))
	if n := len(o.waiting(practice.PostDigest)); n != 1 {
		t.Errorf("%d: yesterday's belongs to the week before", n)
	}
	o.now = day(t, "MON 16:00").AddDate(0, 0, 7)
	o.must(o.coach.Digest(t.Context(), weekdays, at(16)))
	if n := len(o.waiting(practice.PostDigest)); n != 2 {
		t.Errorf("%d in two weeks", n)
	}
	if _, err := o.coach.Digested(t.Context(), weekdays, o.waiting(practice.PostDigest)[0]); !errors.Is(err, practice.ErrNotFound) {
		t.Errorf("a week late it is still posted: %v", err)
	}
}

func TestATallyIsRankedByNumberAndThenByName(t *testing.T) {
	got := fmt.Sprint(practice.Ranked(map[bank.Area]int{"cloud": 1, "people": 3, "budget": 1}))
	if got != "[people budget cloud]" {
		t.Error(got)
	}
}
