package scheduler

import (
	"iter"
	"math/bits"
	"time"
)

// An Occurrence is one due time of a spec.
type Occurrence struct {
	// Name is the local wall time as the spec has it, "2026-11-23T09:00". It is
	// unique within a spec and sorts like At. Its first ten bytes are the local
	// date on which the occurrence counts.
	Name string
	// At is the instant, in the spec's zone. Its clock shows another time than
	// Name where the clocks were put forward over Name.
	At time.Time
}

// Date returns the local date of the occurrence, "2026-11-23".
func (o Occurrence) Date() string { return o.Name[:len(time.DateOnly)] }

const nameLayout = "2006-01-02T15:04"

// lastYear bounds the search: names have four digits for the year.
const lastYear = 9999

// All yields the occurrences after the instant, which itself does not count,
// without end but for the year 9999.
//
// Each matching local wall-clock minute is one occurrence. Its instant is the
// first at which the local clock shows that minute or a later one: so a minute
// that the clocks skip comes at the first instant after the gap, and one that
// comes twice counts at its first. Minutes that come to fall on one instant are
// one occurrence, named by the earliest. A date that the zone skipped whole has
// none.
//
// That instant never goes back from one minute to the next, which is why a walk
// through wall-clock minutes in order needs to look at neighbours only.
func (s Spec) All(after time.Time) iter.Seq[Occurrence] {
	return func(yield func(Occurrence) bool) {
		if s.zone == nil {
			return
		}
		last := after
		for date := range s.dates(after.In(s.zone)) {
			if s.neverWas(date) {
				continue
			}
			for wall := range s.minutes(date) {
				at := s.instant(wall)
				if !at.After(last) {
					continue
				}
				last = at
				if !yield(Occurrence{Name: wall.Format(nameLayout), At: at}) {
					return
				}
			}
		}
	}
}

// Next returns the first occurrence after the instant, which itself does not
// count. It reports false for the zero Spec and past the year 9999.
func (s Spec) Next(after time.Time) (Occurrence, bool) {
	for o := range s.All(after) {
		return o, true
	}
	return Occurrence{}, false
}

// Between returns the occurrences after the first instant up to and including
// the second, in order. It holds them all in memory: for a long time and a
// frequent spec All is the better choice.
func (s Spec) Between(after, until time.Time) []Occurrence {
	var found []Occurrence
	for o := range s.All(after) {
		if o.At.After(until) {
			break
		}
		found = append(found, o)
	}
	return found
}

// Upcoming returns the next n occurrences after the instant.
func (s Spec) Upcoming(from time.Time, n int) []Occurrence {
	var found []Occurrence
	if n <= 0 {
		return nil
	}
	for o := range s.All(from) {
		if found = append(found, o); len(found) == n {
			break
		}
	}
	return found
}

// DayAfter returns an instant after which All and Next find no more of an
// occurrence's date, and all of the next: to go on from behind a day off.
func (s Spec) DayAfter(o Occurrence) time.Time {
	date, err := time.Parse(time.DateOnly, o.Date())
	if err != nil || s.zone == nil {
		return o.At
	}
	if end := s.instant(date.AddDate(0, 0, 1)).Add(-1); end.After(o.At) {
		return end
	}
	return o.At
}

// dates yields the matching dates from that of the local time on, each as its
// midnight on a clock without zone (UTC).
func (s Spec) dates(local time.Time) iter.Seq[time.Time] {
	return func(yield func(time.Time) bool) {
		year, month, day := local.Date()
		date := time.Date(max(year, 1), month, day, 0, 0, 0, 0, time.UTC)
		for date.Year() <= lastYear {
			if s.month&(1<<date.Month()) == 0 {
				date = time.Date(date.Year(), date.Month()+1, 1, 0, 0, 0, 0, time.UTC)
				continue
			}
			if s.matches(date) && !yield(date) {
				return
			}
			date = date.AddDate(0, 0, 1)
		}
	}
}

// matches reports whether the day fields have the date.
func (s Spec) matches(date time.Time) bool {
	dom := s.dom&(1<<date.Day()) != 0
	dow := s.dow&(1<<date.Weekday()) != 0
	if s.eitherDay {
		return dom || dow
	}
	return dom && dow
}

// minutes yields the matching wall-clock minutes of a date in order.
func (s Spec) minutes(date time.Time) iter.Seq[time.Time] {
	return func(yield func(time.Time) bool) {
		for hours := s.hour; hours != 0; hours &= hours - 1 {
			hour := time.Duration(bits.TrailingZeros64(hours)) * time.Hour
			for minutes := s.minute; minutes != 0; minutes &= minutes - 1 {
				minute := time.Duration(bits.TrailingZeros64(minutes)) * time.Minute
				if !yield(date.Add(hour + minute)) {
					return
				}
			}
		}
	}
}

// neverWas reports whether the zone skipped the whole date.
func (s Spec) neverWas(date time.Time) bool {
	return s.instant(date).Format(time.DateOnly) > date.Format(time.DateOnly)
}

// furthest is more than any zone has ever been away from UTC.
const furthest = 26 * time.Hour

// instant returns the first instant at which the local clock shows the wall
// time, given as if in UTC, or a later one.
func (s Spec) instant(wall time.Time) time.Time {
	// From a time before which it cannot be, one period of the zone after the
	// other: within each the clock runs evenly.
	at := wall.Add(-furthest).In(s.zone)
	for {
		_, offset := at.Zone()
		shows := wall.Add(-time.Duration(offset) * time.Second).In(s.zone)
		if shows.Before(at) {
			return at // the clock jumped over the wall time, to this
		}
		end, last := periodEnd(at)
		if last || shows.Before(end) {
			return shows
		}
		at = end
	}
}

// periodEnd returns an instant after at up to which the zone's clock runs
// evenly, or true when it does so for ever.
//
// Time.ZoneBounds alone will not do: for a year that the zone gives as a rule
// it counts 365 days, so that on the last day of a leap year the end which it
// reports has passed. A day of UTC is then a step as good as any, for the year
// after begins with the period with which the year ended.
func periodEnd(at time.Time) (end time.Time, last bool) {
	_, end = at.ZoneBounds()
	if end.IsZero() {
		return end, true
	}
	if !end.After(at) {
		const day = 24 * time.Hour
		end = at.Truncate(day).Add(day)
	}
	return end, false
}
