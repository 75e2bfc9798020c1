package practice_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"greenroom/practice"
)

// atNine is the schedule of a channel that is asked at nine on those weekdays.
func atNine(s practice.Schedule, days ...time.Weekday) practice.Timetable {
	return practice.Timetable{Schedule: s, Next: func(after time.Time) (practice.Occurrence, bool) {
		at := after.Truncate(24 * time.Hour).Add(9 * time.Hour)
		for !at.After(after) || !slices.Contains(days, at.Weekday()) {
			at = at.AddDate(0, 0, 1)
		}
		return practice.Occurrence{Name: at.Format("2006-01-02T15:04"), At: at}, true
	}}
}

var workdays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}

func TestAStreak(t *testing.T) {
	// The clock stands at Wednesday 2 December 2026, noon.
	now := time.Date(2026, 12, 2, 12, 0, 0, 0, time.UTC)
	off := weekdays
	off.Skip = []practice.DateRange{{From: "2026-11-30", To: "2026-11-30"}}
	holiday := weekdays
	holiday.Holidays = map[string]string{"2026-11-30": "St Andrew's Day"}
	for name, c := range map[string]struct {
		answered []string // days of this and the last month, as 11-27
		asks     []practice.Timetable
		happens  func(*office)
		want     practice.Streak
	}{
		"begins with an answer":                        {answered: []string{"12-02"}, want: practice.Streak{Days: 1, Longest: 1, Today: true, AtLeast: false}},
		"is not broken by a today without an answer":   {answered: []string{"12-01", "11-30"}, want: practice.Streak{Days: 2, Longest: 2}},
		"is broken by a working day without an answer": {answered: []string{"12-02", "11-30"}, want: practice.Streak{Days: 1, Longest: 1, Today: true}},
		"is not broken by a weekend":                   {answered: []string{"12-01", "11-30", "11-27"}, want: practice.Streak{Days: 3, Longest: 3}},
		"counts a weekend's answer":                    {answered: []string{"12-01", "11-30", "11-29", "11-27"}, want: practice.Streak{Days: 4, Longest: 4}},
		"counts a day with several answers once":       {answered: []string{"12-02", "12-02", "12-01"}, want: practice.Streak{Days: 2, Longest: 2, Today: true}},
		"that is over leaves the longest":              {answered: []string{"11-27", "11-26", "11-25"}, want: practice.Streak{Days: 0, Longest: 3}},
		"is not broken by a day that the settings skip": {
			answered: []string{"12-01", "11-27"}, asks: []practice.Timetable{atNine(off, workdays...)}, want: practice.Streak{Days: 2, Longest: 2},
		},
		"is not broken by a public holiday": {
			answered: []string{"12-01", "11-27"}, asks: []practice.Timetable{atNine(holiday, workdays...)}, want: practice.Streak{Days: 2, Longest: 2},
		},
		"is not broken by days on which nothing is asked": {
			answered: []string{"12-01", "11-24"}, asks: []practice.Timetable{atNine(weekdays, time.Tuesday)}, want: practice.Streak{Days: 2, Longest: 2},
		},
		"is broken by a day on which another schedule asks": {
			answered: []string{"12-01", "11-24"},
			asks:     []practice.Timetable{atNine(weekdays, time.Tuesday), atNine(practice.Schedule{Name: "other"}, time.Friday)},
			want:     practice.Streak{Days: 1, Longest: 1},
		},
		"is not broken by a question that was left out": {
			answered: []string{"12-01", "11-27"}, asks: []practice.Timetable{atNine(weekdays, workdays...)},
			happens: func(o *office) {
				o.must(o.coach.Store.Update(o.t.Context(), func(tx practice.Tx) error { return tx.PutFate("weekdays", "2026-11-30T09:00", practice.Skipped) }))
			},
			want: practice.Streak{Days: 2, Longest: 2},
		},
		"is not broken by a snooze": {
			answered: []string{"12-01", "11-26"},
			happens: func(o *office) {
				o.now = time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC)
				o.must(o.coach.Snooze(o.t.Context(), "ana", "2026-12-01"))
			},
			want: practice.Streak{Days: 2, Longest: 2},
		},
		"is broken on a day after a snooze that was ended": {
			answered: []string{"12-01", "11-26"},
			happens: func(o *office) {
				o.now = time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC)
				o.must(o.coach.Snooze(o.t.Context(), "ana", "2026-12-01"))
				o.now = time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)
				o.must(o.coach.Snooze(o.t.Context(), "ana", ""))
			},
			want: practice.Streak{Days: 1, Longest: 1},
		},
		"is not broken by an earlier snooze, either": {
			answered: []string{"12-01", "11-26", "11-23"},
			happens: func(o *office) {
				for _, day := range []int{24, 27} {
					o.now = time.Date(2026, 11, day, 8, 0, 0, 0, time.UTC)
					o.must(o.coach.Snooze(o.t.Context(), "ana", map[int]string{24: "2026-11-26", 27: "2026-12-01"}[day]))
				}
			},
			want: practice.Streak{Days: 3, Longest: 3},
		},
		"is reckoned in one's own days": {
			answered: []string{"12-02", "12-01"}, // at one at night in Greenwich: the evening before in New York
			happens:  func(o *office) { o.must(o.coach.SetZone(o.t.Context(), "ana", "America/New_York")) },
			want:     practice.Streak{Days: 2, Longest: 2},
		},
		"is somebody's own": {want: practice.Streak{}},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			questions := o.coach.Bank.All()
			for i, day := range c.answered {
				at, err := time.Parse("2006-01-02", "2026-"+day)
				o.must(err)
				o.answers("ana", questions[i], story, 0, at.Add(time.Hour+time.Duration(i)*time.Minute))
			}
			o.answers("ben", questions[0], story, 0, now.Add(-24*time.Hour))
			o.answers("ben", questions[1], story, 0, now.Add(-time.Hour))
			if c.happens != nil {
				c.happens(o)
			}
			o.now = now
			p, err := o.coach.Progress(t.Context(), "ana", c.asks)
			o.must(err)
			if p.Streak != c.want {
				t.Errorf("got %+v, want %+v", p.Streak, c.want)
			}
		})
	}
}

func TestALongStreakSaysThatItMayBeLonger(t *testing.T) {
	o := newOffice(t)
	for i := range 210 {
		o.answers("ana", o.coach.Bank.All()[i%12], story, 0, o.now.AddDate(0, 0, -i))
	}
	p, err := o.coach.Progress(t.Context(), "ana", nil)
	o.must(err)
	if want := (practice.Streak{Days: 200, Longest: 200, Today: true, AtLeast: true}); p.Streak != want {
		t.Errorf("got %+v, want %+v", p.Streak, want)
	}
}

func TestSnoozesAreRememberedWithinLimits(t *testing.T) {
	o := newOffice(t)
	o.now = time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)
	for range 40 {
		until := o.now.AddDate(0, 0, 3).Format(time.DateOnly)
		o.must(o.coach.Snooze(t.Context(), "ana", until))
		o.must(o.coach.Snooze(t.Context(), "ana", until)) // said twice is once
		o.wait(7 * 24 * time.Hour)
	}
	p, err := o.coach.Profile(t.Context(), "ana")
	o.must(err)
	last := o.now.AddDate(0, 0, -7)
	for day, want := range map[int]bool{-1: false, 0: true, 2: true, 3: false, -7: true, -5: true, -4: false} {
		date := last.AddDate(0, 0, day).Format(time.DateOnly)
		if got := p.Away.Has(date); got != want {
			t.Errorf("%s in %q: %v", date, p.Away, got)
		}
	}
	if n := len(p.Away); n > 12*len("2026-01-05..2026-01-07 ") {
		t.Errorf("%d bytes: %s", n, fmt.Sprint(p.Away))
	}
}
