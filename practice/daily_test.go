package practice_test

import (
	"slices"
	"testing"
	"time"

	"greenroom/practice"
)

// A calendar has an occurrence each day at nine, in UTC.
func calendar(after, until time.Time) (out []practice.Occurrence) {
	for day := after.Truncate(24 * time.Hour); !day.After(until); day = day.Add(24 * time.Hour) {
		at := day.Add(9 * time.Hour)
		if at.After(after) && !at.After(until) {
			out = append(out, practice.Occurrence{Name: at.Format("2006-01-02T15:04"), At: at})
		}
	}
	return out
}

// tick looks at the schedule at a local time of that week, such as "MON 09:00".
func (o *office) tick(s practice.Schedule, at string) {
	o.t.Helper()
	o.now = day(o.t, at)
	o.must(o.coach.Tick(o.t.Context(), s, calendar))
}

// day returns a time of the week that begins on the Monday.
func day(t testing.TB, at string) time.Time {
	t.Helper()
	clock, err := time.Parse("15:04", at[4:])
	if err != nil {
		t.Fatal(err)
	}
	days := slices.Index([]string{"MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"}, at[:3])
	return monday.Truncate(24*time.Hour).AddDate(0, 0, days).Add(time.Duration(clock.Hour())*time.Hour + time.Duration(clock.Minute())*time.Minute)
}

// posts returns the occurrences that were posted, oldest first.
func (o *office) posts(s practice.Schedule) (out []string) {
	o.t.Helper()
	o.view(func(tx practice.Tx) error {
		posts, err := tx.PostsOf(s.Name, 1000)
		for _, p := range posts {
			out = append(out, p.Occurrence)
		}
		return err
	})
	slices.Reverse(out)
	return out
}

func (o *office) fate(s practice.Schedule, occurrence string) (f practice.Fate) {
	o.t.Helper()
	o.view(func(tx practice.Tx) (err error) {
		f, err = tx.Fate(s.Name, occurrence)
		return err
	})
	return f
}

func TestTheDailyQuestion(t *testing.T) {
	for _, c := range []struct {
		name  string
		steps func(o *office)
		want  []string                 // posted
		fates map[string]practice.Fate // of days of that week
	}{
		{"a first start has missed nothing", func(o *office) { o.tick(weekdays, "MON 09:30") }, nil, nil},
		{"what becomes due after that is posted once", func(o *office) {
			for _, at := range []string{"MON 08:00", "MON 08:59", "MON 09:00", "MON 09:01", "MON 23:00"} {
				o.tick(weekdays, at)
			}
		}, []string{"MON"}, map[string]practice.Fate{"MON": practice.Posted}},
		{"each day has its own", func(o *office) {
			for _, at := range []string{"MON 08:00", "MON 09:00", "TUE 09:00", "WED 09:00"} {
				o.tick(weekdays, at)
			}
		}, []string{"MON", "TUE", "WED"}, nil},
		{"back at the end of the catch-up window the newest is posted, older ones are missed", func(o *office) {
			o.tick(weekdays, "MON 08:00")
			o.tick(weekdays, "WED 15:00")
		}, []string{"WED"}, map[string]practice.Fate{"MON": practice.Missed, "TUE": practice.Missed, "WED": practice.Posted}},
		{"back a minute after the window everything is missed", func(o *office) {
			o.tick(weekdays, "MON 08:00")
			o.tick(weekdays, "WED 15:01")
			o.tick(weekdays, "WED 16:00")
		}, nil, map[string]practice.Fate{"TUE": practice.Missed, "WED": practice.Missed}},
		{"a clock that was set back posts nothing twice", func(o *office) {
			for _, at := range []string{"MON 08:00", "MON 09:00", "MON 08:30", "MON 09:00", "MON 09:01"} {
				o.tick(weekdays, at)
			}
		}, []string{"MON"}, nil},
		{"a day off is skipped, both ends of the range included", func(o *office) {
			s := weekdays
			s.Skip = []practice.DateRange{{From: "2026-11-24", To: "2026-11-25"}}
			for _, at := range []string{"MON 08:00", "MON 09:00", "TUE 09:00", "WED 09:00", "THU 09:00"} {
				o.tick(s, at)
			}
		}, []string{"MON", "THU"}, map[string]practice.Fate{"TUE": practice.Skipped, "WED": practice.Skipped}},
		{"what becomes due in a pause is not made up for", func(o *office) {
			o.tick(weekdays, "MON 08:00")
			o.must(o.coach.PauseSchedule(o.t.Context(), "weekdays", admin))
			o.tick(weekdays, "MON 09:00")
			o.must(o.coach.ResumeSchedule(o.t.Context(), "weekdays", admin))
			o.tick(weekdays, "MON 09:30")
			o.tick(weekdays, "TUE 09:00")
		}, []string{"TUE"}, map[string]practice.Fate{"MON": practice.Skipped}},
		{"skip leaves out the next one only", func(o *office) {
			o.tick(weekdays, "MON 08:00")
			o.must(o.coach.SkipNext(o.t.Context(), "weekdays", admin))
			o.refusal("skip again", o.coach.SkipNext(o.t.Context(), "weekdays", admin), practice.ErrAlready)
			o.tick(weekdays, "MON 09:00")
			o.tick(weekdays, "TUE 09:00")
		}, []string{"TUE"}, map[string]practice.Fate{"MON": practice.Skipped, "TUE": practice.Posted}},
		{"a skip is not used up by a day off", func(o *office) {
			s := weekdays
			s.Skip = []practice.DateRange{{From: "2026-11-24", To: "2026-11-24"}}
			o.tick(s, "MON 09:30")
			o.must(o.coach.SkipNext(o.t.Context(), "weekdays", admin))
			for _, at := range []string{"TUE 09:00", "WED 09:00", "THU 09:00"} {
				o.tick(s, at)
			}
		}, []string{"THU"}, map[string]practice.Fate{"TUE": practice.Skipped, "WED": practice.Skipped}},
		{"a clock that was days ahead silences nothing and posts nothing twice once it is right", func(o *office) {
			for _, at := range []string{"MON 08:45", "THU 09:00", "MON 08:46", "MON 09:00", "TUE 09:00", "WED 09:00", "THU 09:00", "FRI 09:00"} {
				o.tick(weekdays, at)
			}
		}, []string{"MON", "TUE", "WED", "THU", "FRI"}, map[string]practice.Fate{"TUE": practice.Posted, "THU": practice.Posted}},
		{"a clock that was some hours ahead has not used up the day's question", func(o *office) {
			for _, at := range []string{"MON 08:45", "MON 23:00", "MON 08:46", "MON 09:00", "MON 09:01"} {
				o.tick(weekdays, at)
			}
		}, []string{"MON"}, map[string]practice.Fate{"MON": practice.Posted}},
		{"a clock that was ahead by less than the window has asked early, and once", func(o *office) {
			for _, at := range []string{"MON 04:00", "MON 09:00", "MON 04:01", "MON 09:00", "TUE 09:00"} {
				o.tick(weekdays, at)
			}
		}, []string{"MON", "TUE"}, nil},
		{"a clock that goes back by seconds does not bring back what an admin left out", func(o *office) {
			o.tick(weekdays, "MON 08:00")
			o.must(o.coach.SkipNext(o.t.Context(), "weekdays", admin))
			for _, at := range []string{"MON 09:00", "MON 08:59", "MON 09:00", "TUE 09:00"} {
				o.tick(weekdays, at)
			}
		}, []string{"TUE"}, map[string]practice.Fate{"MON": practice.Skipped}},
		{"a clock that was a year behind makes up for nothing but the last, once it is right", func(o *office) {
			o.tick(weekdays, "MON 08:00")
			o.tick(weekdays, "MON 09:00")
			o.now = o.now.AddDate(-1, 0, 0)
			o.must(o.coach.Tick(o.t.Context(), weekdays, calendar))
			for _, at := range []string{"WED 08:00", "WED 09:00"} {
				o.tick(weekdays, at)
			}
		}, []string{"MON", "WED"}, map[string]practice.Fate{"MON": practice.Posted, "TUE": practice.Missed}},
		{"a laptop that slept over the time asks when it wakes within the window", func(o *office) {
			o.tick(weekdays, "MON 08:59")
			o.tick(weekdays, "MON 14:30")
			o.tick(weekdays, "TUE 09:00")
		}, []string{"MON", "TUE"}, nil},
		{"a laptop that slept for days asks the newest only", func(o *office) {
			o.tick(weekdays, "MON 08:59")
			o.tick(weekdays, "FRI 09:10")
		}, []string{"FRI"}, map[string]practice.Fate{"MON": practice.Missed, "THU": practice.Missed}},
		{"a public holiday is skipped, and is not made up for", func(o *office) {
			s := weekdays
			s.Holidays = map[string]string{"2026-11-24": "Founders' Day"}
			for _, at := range []string{"MON 08:00", "MON 09:00", "TUE 09:00", "WED 08:00", "WED 09:00"} {
				o.tick(s, at)
			}
		}, []string{"MON", "WED"}, map[string]practice.Fate{"TUE": practice.Skipped}},
		{"days missed and days off together: the newest is a holiday, so nothing is asked", func(o *office) {
			s := weekdays
			s.Skip = []practice.DateRange{{From: "2026-11-24", To: "2026-11-24"}}
			s.Holidays = map[string]string{"2026-11-26": "Founders' Day"}
			o.tick(s, "MON 08:00")
			o.tick(s, "THU 10:00")
			o.tick(s, "FRI 09:00")
		}, []string{"FRI"}, map[string]practice.Fate{"MON": practice.Missed, "TUE": practice.Skipped, "WED": practice.Missed, "THU": practice.Skipped}},
		{"a holiday does not hide the occurrence before it that is within the window", func(o *office) {
			s := weekdays
			s.CatchUp = 30 * time.Hour
			s.Holidays = map[string]string{"2026-11-24": "Founders' Day"}
			o.tick(s, "MON 08:00")
			o.tick(s, "TUE 10:00")
		}, []string{"MON"}, map[string]practice.Fate{"TUE": practice.Skipped}},
		{"an admin's skip waits through a holiday, and a stop over several days uses it up once", func(o *office) {
			s := weekdays
			s.Holidays = map[string]string{"2026-11-24": "Founders' Day"}
			o.tick(s, "MON 10:00")
			o.must(o.coach.SkipNext(o.t.Context(), "weekdays", admin))
			o.tick(s, "TUE 09:00")
			o.tick(s, "FRI 10:00")
		}, []string{"FRI"}, map[string]practice.Fate{"TUE": practice.Skipped, "WED": practice.Skipped, "THU": practice.Missed}},
		{"a stop that begins in a pause and ends after it", func(o *office) {
			o.tick(weekdays, "MON 08:00")
			o.must(o.coach.PauseSchedule(o.t.Context(), "weekdays", admin))
			o.tick(weekdays, "WED 10:00")
			o.must(o.coach.ResumeSchedule(o.t.Context(), "weekdays", admin))
			o.tick(weekdays, "THU 10:00")
		}, []string{"THU"}, map[string]practice.Fate{"MON": practice.Skipped, "WED": practice.Skipped}},
		{"a pause does not use up an admin's skip", func(o *office) {
			o.tick(weekdays, "MON 08:00")
			o.must(o.coach.SkipNext(o.t.Context(), "weekdays", admin))
			o.must(o.coach.PauseSchedule(o.t.Context(), "weekdays", admin))
			o.tick(weekdays, "MON 09:00")
			o.tick(weekdays, "TUE 08:00")
			o.must(o.coach.ResumeSchedule(o.t.Context(), "weekdays", admin)) // which takes the skip back, too
			o.tick(weekdays, "TUE 09:00")
		}, []string{"TUE"}, nil},
		{"resume takes the skip back", func(o *office) {
			o.tick(weekdays, "MON 08:00")
			o.must(o.coach.SkipNext(o.t.Context(), "weekdays", admin))
			o.must(o.coach.ResumeSchedule(o.t.Context(), "weekdays", admin))
			o.refusal("resume again", o.coach.ResumeSchedule(o.t.Context(), "weekdays", admin), practice.ErrAlready)
			o.tick(weekdays, "MON 09:00")
		}, []string{"MON"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			c.steps(o)
			var want []string
			for _, d := range c.want {
				want = append(want, day(t, d+" 09:00").Format("2006-01-02T15:04"))
			}
			if got := o.posts(weekdays); !slices.Equal(got, want) {
				t.Errorf("posted %v, want %v", got, want)
			}
			if n := len(o.waiting(practice.PostQuestion)); n != len(c.want) {
				t.Errorf("%d postings for %d posts", n, len(c.want))
			}
			for d, want := range c.fates {
				if got := o.fate(weekdays, day(t, d+" 09:00").Format("2006-01-02T15:04")); got != want {
					t.Errorf("%s was %s, want %s", d, got, want)
				}
			}
		})
	}
}

func TestAScheduleWithAnotherSpecHasMissedNothing(t *testing.T) {
	o := newOffice(t)
	at := func(hour time.Duration) func(after, until time.Time) (out []practice.Occurrence) {
		shift := (hour - 9) * time.Hour
		return func(after, until time.Time) []practice.Occurrence {
			out := calendar(after.Add(-shift), until.Add(-shift))
			for i := range out {
				out[i].At = out[i].At.Add(shift)
				out[i].Name = out[i].At.Format("2006-01-02T15:04")
			}
			return out
		}
	}
	nine, eleven := weekdays, weekdays
	nine.Spec, eleven.Spec = "0 9 * * * UTC", "0 11 * * * UTC"
	for _, step := range []struct {
		s    practice.Schedule
		at   string
		hour time.Duration
		want []string
	}{
		{nine, "MON 08:45", 9, nil},
		{nine, "MON 09:01", 9, []string{"2026-11-23T09:00"}},
		{eleven, "MON 12:01", 11, []string{"2026-11-23T09:00"}},
		{eleven, "TUE 11:20", 11, []string{"2026-11-23T09:00", "2026-11-24T11:00"}}, // within the window
		{nine, "WED 08:00", 9, []string{"2026-11-23T09:00", "2026-11-24T11:00"}},
		{nine, "WED 09:00", 9, []string{"2026-11-23T09:00", "2026-11-24T11:00", "2026-11-25T09:00"}},
	} {
		o.now = day(t, step.at)
		o.must(o.coach.Tick(t.Context(), step.s, at(step.hour)))
		if got := o.posts(weekdays); !slices.Equal(got, step.want) {
			t.Errorf("%s: posted %v, want %v", step.at, got, step.want)
		}
	}
}

func TestSeveralSchedulesOfAChannelKeepToTheirOwnDays(t *testing.T) {
	o := newOffice(t)
	late, paused := weekdays, weekdays
	late.Name, late.Skip = "late", []practice.DateRange{{From: "2026-11-24", To: "2026-11-24"}}
	paused.Name = "paused"
	all := []practice.Schedule{weekdays, late, paused}
	for _, s := range all {
		o.tick(s, "MON 08:00")
	}
	o.must(o.coach.PauseSchedule(t.Context(), "paused", admin))
	o.must(o.coach.SkipNext(t.Context(), "weekdays", admin))
	for _, at := range []string{"MON 09:00", "TUE 09:00", "FRI 09:00"} { // down on Wednesday and Thursday
		for _, s := range all {
			o.tick(s, at)
		}
	}
	for _, c := range []struct {
		s    practice.Schedule
		want []string
	}{
		{weekdays, []string{"2026-11-24T09:00", "2026-11-27T09:00"}},
		{late, []string{"2026-11-23T09:00", "2026-11-27T09:00"}},
		{paused, nil},
	} {
		if got := o.posts(c.s); !slices.Equal(got, c.want) {
			t.Errorf("%s posted %v, want %v", c.s.Name, got, c.want)
		}
	}
	asked := map[string]bool{}
	for _, p := range o.waiting(practice.PostQuestion) {
		o.view(func(tx practice.Tx) error {
			post, err := tx.Post(p.Ref)
			if asked[post.Question] {
				t.Errorf("%s is asked twice in the channel", post.Question)
			}
			asked[post.Question] = true
			return err
		})
	}
}
