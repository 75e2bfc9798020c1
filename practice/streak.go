package practice

import (
	"errors"
	"strings"
	"time"
)

// A Streak is how many days in a row somebody practised. A day counts by an
// answer, whatever day it is. Weekends, days on which nobody was asked anything
// and days of a snooze do not end it, nor does today while it has no answer yet.
type Streak struct {
	Days    int  // up to today; 0: none is running
	Longest int  // that one among them
	Today   bool // today has its answer
	AtLeast bool // it began with the oldest answer that was looked at, and may have begun before
}

// streakOf works a streak out from the local dates with an answer. excused says
// which days without one do not end it, beside weekends and today.
func streakOf(practised map[string]bool, today time.Time, excused func(date string) bool) Streak {
	var s Streak
	last := today.Format(time.DateOnly)
	first := last
	for date := range practised {
		first = min(first, date)
	}
	day, err := time.Parse(time.DateOnly, first)
	if err != nil {
		return s
	}
	for date := first; date <= last; date = day.Format(time.DateOnly) {
		switch {
		case practised[date]:
			if s.Days++; s.Days == 1 {
				s.AtLeast = date == first
			}
			s.Longest = max(s.Longest, s.Days)
		case weekend(day), date == last, s.Days == 0, excused(date):
		default:
			s.Days = 0
		}
		day = day.AddDate(0, 0, 1)
	}
	s.Today = practised[last]
	return s
}

// A Timetable is a schedule with the times at which it asks.
type Timetable struct {
	Schedule
	Next func(after time.Time) (o Occurrence, ok bool) // the first one after a time
}

// askedOn returns whether anything was asked on a local date since a time, which
// is so on every date where there are no schedules. One schedule's day off is
// everybody's: whose channel it is is not known here. That a question was left
// out is not held against anybody who did not answer it.
func askedOn(tx Tx, tables []Timetable, since, now time.Time) (asked func(date string) bool, fault *error) {
	fault = new(error)
	type due struct{ schedule, occurrence string }
	dates := map[string][]due{} // the first of each schedule on that date
	for _, t := range tables {
		for o, ok := t.Next(since); ok && !o.At.After(now); o, ok = t.Next(t.endOf(o)) {
			dates[o.Date()] = append(dates[o.Date()], due{t.Name, o.Name})
		}
	}
	return func(date string) bool {
		for _, t := range tables {
			if _, off := t.DayOff(date); off {
				return false
			}
		}
		for _, d := range dates[date] {
			fate, err := tx.Fate(d.schedule, d.occurrence)
			if err != nil && !errors.Is(err, ErrNotFound) {
				*fault = errors.Join(*fault, err)
			}
			if fate == "" || fate == Posted {
				return true
			}
		}
		return len(tables) == 0
	}, fault
}

// endOf returns the end of the local day of an occurrence.
func (t Timetable) endOf(o Occurrence) time.Time {
	zone := t.Zone
	if zone == nil {
		zone = time.UTC
	}
	day, err := time.ParseInLocation(time.DateOnly, o.Date(), zone)
	if err != nil {
		return o.At.Add(24 * time.Hour)
	}
	if end := day.AddDate(0, 0, 1).Add(-time.Nanosecond); end.After(o.At) {
		return end
	}
	return o.At
}

// mostAway is how many snoozes are remembered for the streak.
const mostAway = 12

// An Absence is the days of a person's newest snoozes, each as its first and its
// last local date, 2006-01-02..2006-01-08, with a space between them; the oldest
// first. The zero value is none.
type Absence string

// Has reports whether a local date is one of the days.
func (a Absence) Has(date string) bool {
	for span := range strings.FieldsSeq(string(a)) {
		from, to, _ := strings.Cut(span, "..")
		if from <= date && date <= to {
			return true
		}
	}
	return false
}

// with returns the days with those from today on up to the day before until, in
// place of what was to come of them; until is empty where there are none.
func (a Absence) with(today time.Time, until string) Absence {
	now := today.Format(time.DateOnly)
	yesterday := today.AddDate(0, 0, -1).Format(time.DateOnly)
	var spans []string
	begun := now
	for span := range strings.FieldsSeq(string(a)) {
		from, to, _ := strings.Cut(span, "..")
		if to >= now {
			if begun, to = min(begun, from), yesterday; until != "" {
				continue // it goes on
			}
		}
		if from <= to {
			spans = append(spans, from+".."+to)
		}
	}
	if day, err := time.Parse(time.DateOnly, until); err == nil {
		spans = append(spans, begun+".."+day.AddDate(0, 0, -1).Format(time.DateOnly))
	}
	return Absence(strings.Join(spans[max(len(spans)-mostAway, 0):], " "))
}
