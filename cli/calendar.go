package cli

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"greenroom/bot/view"
	"greenroom/config"
	"greenroom/practice"
	"greenroom/scheduler"
)

// lookAhead is how many years are searched for what comes next, and everWithin
// in how many a schedule must post at all.
const (
	lookAhead  = 10
	everWithin = 5
)

// A holidayBook keeps the holidays that were worked out, by their regions: many
// schedules may be of one place.
type holidayBook map[string]scheduler.Holidays

// of returns the public holidays of regions, nil for those of none.
func (b holidayBook) of(regions []string) (scheduler.Holidays, error) {
	if len(regions) == 0 {
		return nil, nil
	}
	key := strings.Join(regions, " ")
	if known, ok := b[key]; ok {
		return known, nil
	}
	days, err := scheduler.NewHolidays(regions...)
	if err == nil {
		b[key] = days
	}
	return days, err
}

// days yields what comes of a schedule after a time, within some years: every
// occurrence, and the first of each day off; or the first of each day.
func days(spec scheduler.Spec, s practice.Schedule, after time.Time, years int, firsts bool) iter.Seq[practice.Coming] {
	return func(yield func(practice.Coming) bool) {
		horizon := after.AddDate(years, 0, 0)
		for at := after; ; {
			o, ok := spec.Next(at)
			if !ok || o.At.After(horizon) {
				return
			}
			next := practice.Coming{Occurrence: practice.Occurrence(o)}
			if next.Holiday, next.Off = s.DayOff(o.Date()); next.Off {
				next.Last = o.Date()
			}
			if at = o.At; firsts || next.Off {
				at = spec.DayAfter(o)
			}
			if !yield(next) {
				return
			}
		}
	}
}

// withNext adds what comes next to a list, to the days off at its end where it
// belongs to them.
func withNext(list []practice.Coming, next practice.Coming) []practice.Coming {
	if n := len(list); n > 0 && next.Off && list[n-1].Off && list[n-1].Holiday == next.Holiday {
		list[n-1].Last = next.Last
		return list
	}
	return append(list, next)
}

// coming returns the next n occurrences of a schedule, with the days off that
// come before the last of them.
func coming(spec scheduler.Spec, s practice.Schedule, after time.Time, n int) []practice.Coming {
	var out []practice.Coming
	for c := range days(spec, s, after, lookAhead, false) {
		if n <= 0 {
			break
		}
		out = withNext(out, c)
		if !c.Off {
			n--
		}
	}
	return out
}

// upcoming returns the next n occurrences that are on no day off. Days off
// without end are not searched for ever.
func upcoming(spec scheduler.Spec, s practice.Schedule, after time.Time, n int) []practice.Occurrence {
	var out []practice.Occurrence
	for _, c := range coming(spec, s, after, n) {
		if !c.Off {
			out = append(out, c.Occurrence)
		}
	}
	return out
}

// everPosts returns an error, worded to follow the cron spec, for a schedule all
// of whose days are off.
func everPosts(c config.Schedule, book holidayBook, now time.Time) error {
	spec, err := scheduler.Parse(c.Cron, c.Timezone)
	if err != nil {
		return err
	}
	s := practice.Schedule{}
	if s.Holidays, err = book.of(c.Holidays); err != nil {
		return err
	}
	for _, dates := range c.Skip {
		s.Skip = append(s.Skip, practice.DateRange(dates))
	}
	n := 0
	var first practice.Coming
	for d := range days(spec, s, now, everWithin, true) {
		if !d.Off {
			return nil
		}
		if n++; n == 1 {
			first = d
		}
	}
	if n == 0 {
		return nil // such as the 29th of February: it comes later
	}
	return fmt.Errorf("never posts: each of its %d days in the next %d years is a day off (the first, %s, is %s)",
		n, everWithin, first.At.Format("Mon 2 Jan 2006"), reason(first))
}

// reason says why a day is off.
func reason(c practice.Coming) string {
	if c.Holiday != "" {
		return c.Holiday
	}
	return "under skip"
}

// nextShown is how many coming occurrences of a schedule are told, and offShown
// how many days off beyond them, of a year.
const (
	nextShown = 5
	offShown  = 12
)

// agenda tells, a line each, what comes next of a schedule, and the days off that
// come after that. It is empty where no question ever comes.
func agenda(spec scheduler.Spec, s practice.Schedule, now time.Time) []string {
	next := coming(spec, s, now, nextShown)
	if !slices.ContainsFunc(next, func(c practice.Coming) bool { return !c.Off }) {
		return nil
	}
	var later []practice.Coming
	for c := range days(spec, s, next[len(next)-1].At, 1, true) {
		later = withNext(later, c)
	}
	later = slices.DeleteFunc(later, func(c practice.Coming) bool { return !c.Off })
	var lines []string
	for _, c := range next {
		lines = append(lines, view.When(c, view.LongDate))
	}
	for i, c := range later[:min(len(later), offShown)] {
		if i == 0 {
			lines = append(lines, "After that, in a year:")
		}
		lines = append(lines, "  "+view.When(c, view.LongDate))
	}
	if more := len(later) - offShown; more > 0 {
		lines = append(lines, fmt.Sprintf("  and %d more", more))
	}
	return lines
}
