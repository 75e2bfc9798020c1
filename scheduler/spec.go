// Package scheduler knows when: it reads cron specs and time zones, works out
// which occurrences exist, and runs the jobs that look whether something is
// due. What a job does is no matter of this package.
//
// Two things happen here, and they are kept apart. The calendar (spec.go,
// calendar.go) is ours, because a question must come exactly once on each day
// that has its time, through every clock change. The runner (runner.go) only
// wakes jobs up; what is due they find in the store.
package scheduler

import (
	"errors"
	"fmt"
	"math/bits"
	"regexp"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // for machines that have no time zone database of their own

	"github.com/robfig/cron/v3"
)

// A Spec is a cron spec in a time zone: a set of wall-clock minutes. The zero
// Spec never fires. A Spec does not change and is safe for concurrent use.
type Spec struct {
	text                     string
	minute, hour, dom, month uint64 // bit n is set when n matches
	dow                      uint64 // bit 0 is Sunday
	eitherDay                bool   // dom or dow is enough
	zone                     *time.Location
}

// shorthands are the words that stand for five fields.
var shorthands = map[string]string{
	"@yearly":   "0 0 1 1 *",
	"@annually": "0 0 1 1 *",
	"@monthly":  "0 0 1 * *",
	"@weekly":   "0 0 * * 0",
	"@daily":    "0 0 * * *",
	"@midnight": "0 0 * * *",
	"@hourly":   "0 * * * *",
}

// Parse reads a cron spec of five fields (minute, hour, day of month, month,
// day of week) with lists, ranges, steps and English names, or one of the
// words such as @daily, and the IANA name of the zone in which it is meant. 7
// means Sunday like 0, and a range may end in SUN. When both day fields are
// restricted, either is enough; a field that begins with * is not restricted.
//
// Zone prefixes, @every, @reboot and specs that never fire are refused. The
// errors are worded to follow the spec or zone that they are about.
func Parse(spec, zone string) (Spec, error) {
	location, err := Zone(zone)
	if err != nil {
		return Spec{}, fmt.Errorf("the time zone %q %w", zone, err)
	}
	fields, err := split(spec)
	if err != nil {
		return Spec{}, err
	}
	eitherDay := !isStar(fields[2]) && !isStar(fields[4])
	for i, f := range fields {
		if fields[i], err = normalize(f, fieldNames[i]); err != nil {
			return Spec{}, err
		}
	}
	// Nothing but five checked fields reaches the library, whose parser panics
	// on some zone prefixes.
	parsed, err := cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow).Parse(strings.Join(fields, " "))
	if err != nil {
		return Spec{}, fmt.Errorf("is not a cron spec: %w", err)
	}
	set, ok := parsed.(*cron.SpecSchedule)
	if !ok {
		return Spec{}, errors.New("is not a cron spec of five fields")
	}
	s := Spec{
		text:   strings.Join(strings.Fields(spec), " "),
		minute: set.Minute & mask(0, 59), hour: set.Hour & mask(0, 23),
		dom: set.Dom & mask(1, 31), month: set.Month & mask(1, 12), dow: set.Dow & mask(0, 6),
		eitherDay: eitherDay,
		zone:      location,
	}
	if !s.fires() {
		return Spec{}, errors.New("never fires: no year has such a day")
	}
	return s, nil
}

// Zone returns the zone of that IANA name. The machine's own zone ("", "Local")
// is refused: it is another one on another machine.
func Zone(name string) (*time.Location, error) {
	if name == "" {
		return nil, errors.New("is empty: write an IANA name such as Europe/Berlin")
	}
	if strings.EqualFold(name, "local") {
		return nil, errors.New("depends on the machine: write an IANA name such as Europe/Berlin")
	}
	location, err := time.LoadLocation(name)
	if err != nil {
		return nil, errors.New("is not in the time zone database: write an IANA name such as Europe/Berlin or UTC")
	}
	return location, nil
}

// Location returns the zone of the spec.
func (s Spec) Location() *time.Location { return s.zone }

// Text returns the five fields or the word that the spec was read from.
func (s Spec) Text() string { return s.text }

// split returns the five fields of a spec.
func split(spec string) ([]string, error) {
	fields := strings.Fields(spec)
	switch {
	case len(fields) == 0:
		return nil, errors.New("is empty: write five fields such as 0 9 * * MON-FRI")
	case strings.Contains(fields[0], "="):
		return nil, errors.New("begins with a zone: leave that out, the zone is a setting of its own")
	case fields[0] == "@every" || fields[0] == "@reboot":
		return nil, fmt.Errorf("is no time of day: %s is not taken, write five fields such as 0 9 * * MON-FRI", fields[0])
	case strings.HasPrefix(fields[0], "@"):
		long, ok := shorthands[fields[0]]
		if !ok || len(fields) > 1 {
			return nil, errors.New("is no word that is known: there are @hourly, @daily, @weekly, @monthly and @yearly")
		}
		return strings.Fields(long), nil
	case len(fields) != 5:
		return nil, fmt.Errorf("has %d fields: five are needed (minute, hour, day of month, month, day of week) such as 0 9 * * MON-FRI", len(fields))
	}
	return fields, nil
}

var (
	fieldNames = []string{"minute", "hour", "day of month", "month", dayOfWeek}
	element    = regexp.MustCompile(`^(?:[*?]|([0-9]{1,2}|[A-Za-z]{3})(?:-([0-9]{1,2}|[A-Za-z]{3}))?)(?:/([0-9]{1,2}))?$`)
)

const dayOfWeek = "day of week"

// isStar reports whether a day field leaves the day open, by the rule of
// standard cron: it does when it begins with a star, a step behind it or not.
func isStar(field string) bool { return field[0] == '*' || field[0] == '?' }

// normalize checks a field's form, in which the library is lax ("*-5", "1,,2",
// "+5" pass it), and writes Sunday as 0, the only one that it knows.
func normalize(field, name string) (string, error) {
	elements := strings.Split(field, ",")
	for i, e := range elements {
		m := element.FindStringSubmatch(e)
		if m == nil {
			return "", fmt.Errorf("is not a cron spec: the %s %q cannot be read", name, field)
		}
		if err := possible(name, m[1], m[2], m[3]); err != nil {
			return "", err
		}
		if name == dayOfWeek {
			elements[i] = sundayAsZero(e, m[1], m[2], m[3])
		}
	}
	return strings.Join(elements, ","), nil
}

// limits are the values that a field can have, and their names.
var limits = map[string]struct {
	low, high int
	words     string
}{
	"minute": {0, 59, "0 to 59"}, "hour": {0, 23, "0 to 23"}, "day of month": {1, 31, "1 to 31"},
	"month": {1, 12, "1 to 12 or JAN to DEC"}, dayOfWeek: {0, 7, "0 to 7 or MON to SUN"},
}

// possible checks that the ends of an element, "" where it has none, are values
// of the field and in order, and that its step leads somewhere.
func possible(name, low, high, step string) error {
	var ends []int
	for _, s := range []string{low, high} {
		if s == "" {
			continue
		}
		n, ok := number(name, s)
		if limit := limits[name]; !ok || n < limit.low || n > limit.high {
			return fmt.Errorf("has %s %s: use %s", name, s, limit.words)
		}
		ends = append(ends, n)
	}
	if n, err := strconv.Atoi(step); err == nil && n == 0 {
		return fmt.Errorf("has a step of %s in %s: use 1 or more", step, name)
	}
	if len(ends) < 2 || ends[0] <= ends[1] {
		return nil
	}
	if name == dayOfWeek && ends[1] == 0 && high != "0" {
		return nil // FRI-SUN
	}
	return fmt.Errorf("has %s %s-%s, which ends before it begins: write the earlier first, or two ranges with a comma", name, low, high)
}

// number returns the value that an end of an element stands for.
func number(name, s string) (int, bool) {
	if n, err := strconv.Atoi(s); err == nil {
		return n, true
	}
	switch name {
	case dayOfWeek:
		return dayNumber(s)
	case "month":
		for m := time.January; m <= time.December; m++ {
			if strings.EqualFold(s, m.String()[:3]) {
				return int(m), true
			}
		}
	}
	return 0, false
}

// sundayAsZero rewrites an element of the day of week that ends in Sunday: 7,
// 5-7, FRI-SUN, 1-7/2. Others, wrong ones among them, stay as they are.
func sundayAsZero(e, low, high, step string) string {
	first, ok := dayNumber(low)
	last := first
	if high != "" {
		last, _ = dayNumber(high)
		if last == 0 && first > 0 && high != "0" {
			last = 7 // FRI-SUN
		}
	}
	by := 1
	if step != "" {
		by, _ = strconv.Atoi(step) // two digits, by the pattern
	}
	if !ok || last != 7 || by == 0 {
		return e
	}
	var days []string
	for d := first; d <= last; d += by {
		days = append(days, strconv.Itoa(d%7))
	}
	return strings.Join(days, ",")
}

// dayNumber returns the number of a weekday, 0 to 7, given so or by name.
func dayNumber(s string) (int, bool) {
	for d := range 8 {
		if s == strconv.Itoa(d) || strings.EqualFold(s, time.Weekday(d % 7).String()[:3]) {
			return d, true
		}
	}
	return -1, false
}

// mask has the bits from low to high set.
func mask(low, high int) uint64 { return 1<<(high+1) - 1<<low }

// fires reports whether any date ever matches. Every date of a year falls on
// every weekday in some year, the 29th of February too.
func (s Spec) fires() bool {
	if s.minute == 0 || s.hour == 0 || s.month == 0 || s.dow == 0 && s.dom == 0 {
		return false
	}
	if s.eitherDay && s.dow != 0 {
		return true
	}
	for months := s.month; months != 0; months &= months - 1 {
		longest := [...]int{1: 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[bits.TrailingZeros64(months)]
		if s.dow != 0 && s.dom&mask(1, longest) != 0 {
			return true
		}
	}
	return false
}
