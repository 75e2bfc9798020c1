package practice

import "time"

// Days are reckoned with as local dates, written 2006-01-02 and counted at
// midnight UTC: in some zones there are days without a midnight.

// dateOf returns the midnight, in UTC, by which a local date is reckoned; the
// zero time for what is none.
func dateOf(date string) time.Time {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return time.Time{}
	}
	return t
}

// dateIn returns the local date of a time, as dateOf does.
func dateIn(t time.Time, zone *time.Location) time.Time {
	year, month, day := t.In(zone).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// daysBetween returns how many days lie between two dates.
func daysBetween(from, to time.Time) int { return int(to.Sub(from) / (24 * time.Hour)) }

func weekend(day time.Time) bool {
	return day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
}

// clock returns when a clock in the zone shows a time of a date; where the clocks
// skip that, the first moment after it.
func clock(date time.Time, hour, minute int, zone *time.Location) time.Time {
	at := time.Date(date.Year(), date.Month(), date.Day(), hour, minute, 0, 0, zone)
	wanted := time.Date(date.Year(), date.Month(), date.Day(), hour, minute, 0, 0, time.UTC)
	_, offset := at.Zone()
	switch shown := at.UTC().Add(time.Duration(offset) * time.Second); {
	case shown.Before(wanted):
		_, at = at.ZoneBounds()
	case shown.After(wanted):
		at, _ = at.ZoneBounds()
	}
	return at
}
