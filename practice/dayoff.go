package practice

import "slices"

// DayOff reports whether the schedule asks nothing on a local date, written
// 2006-01-02, and which public holiday that is; no name means that the settings
// skip it.
func (s Schedule) DayOff(date string) (holiday string, off bool) {
	if holiday = s.Holidays[date]; holiday != "" {
		return holiday, true
	}
	return "", slices.ContainsFunc(s.Skip, func(r DateRange) bool { return r.Has(date) })
}

// A Coming is what a schedule has before it: an occurrence, or days off in a row
// for one reason on each of which it would have had one.
type Coming struct {
	Occurrence        // the first one, of days off
	Off        bool   // nothing will be asked
	Holiday    string // why; empty where the settings skip it
	Last       string // the last date of the days off
}
