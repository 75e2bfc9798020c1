package scheduler

import (
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"time"
)

// String says what the spec means in plain words, with its zone: "at 09:00 on
// Monday to Friday, Europe/Berlin".
func (s Spec) String() string {
	if s.zone == nil {
		return "never"
	}
	return s.Meaning() + ", " + s.zone.String()
}

// Meaning says what the spec means in plain words: "at 09:00 on Monday to
// Friday".
func (s Spec) Meaning() string {
	if s.zone == nil {
		return "never"
	}
	days := s.dayWords()
	if s.hour == mask(0, 23) && days == "every day" {
		return s.times() // "every 15 minutes" is that of every day
	}
	return s.times() + " " + days
}

// mostTimes is how many times of day are listed one by one.
const mostTimes = 6

// times says at which times of a day.
func (s Spec) times() string {
	hours, minutes := members(s.hour), members(s.minute)
	everyHour := s.hour == mask(0, 23)
	step, evenly := every(minutes, 60)
	switch {
	case len(hours)*len(minutes) <= mostTimes:
		var at []string
		for _, h := range hours {
			for _, m := range minutes {
				at = append(at, fmt.Sprintf("%02d:%02d", h, m))
			}
		}
		return "at " + and(at)
	case evenly && step == 1 && everyHour:
		return "every minute"
	case evenly && everyHour:
		return fmt.Sprintf("every %d minutes", step)
	case everyHour && len(minutes) == 1:
		return fmt.Sprintf("every hour at minute %d", minutes[0])
	case evenly && step == 1:
		return "every minute from " + hourRuns(s.hour, 59)
	case evenly:
		return fmt.Sprintf("every %d minutes from %s", step, hourRuns(s.hour, minutes[len(minutes)-1]))
	}
	if step, evenly := every(hours, 24); evenly && step > 1 && len(minutes) == 1 {
		return fmt.Sprintf("every %d hours from 00:%02d on", step, minutes[0])
	}
	past := "minutes " + runs(s.minute, 0, 59, strconv.Itoa)
	if len(minutes) == 1 {
		past = fmt.Sprintf("minute %d", minutes[0])
	}
	if everyHour {
		return "every hour at " + past
	}
	return "at " + past + " of the hours " + runs(s.hour, 0, 23, strconv.Itoa)
}

// hourRuns names spans of hours from their first minute to a last one: "09:00 to
// 17:45".
func hourRuns(hours uint64, last int) string {
	var spans []string
	for first := 0; first < 24; first++ {
		if hours&(1<<first) == 0 {
			continue
		}
		end := first
		for end < 23 && hours&(1<<(end+1)) != 0 {
			end++
		}
		spans = append(spans, fmt.Sprintf("%02d:00 to %02d:%02d", first, end, last))
		first = end
	}
	return and(spans)
}

// dayWords says on which days.
func (s Spec) dayWords() string {
	everyMonth, everyDate, everyWeekday := s.month == mask(1, 12), s.dom == mask(1, 31), s.dow == mask(0, 6)
	months := runs(s.month, 1, 12, func(m int) string { return time.Month(m).String() })
	in := ""
	if !everyMonth {
		in = " in " + months
	}
	switch {
	case s.eitherDay:
		// The one rule of cron that nobody guesses.
		return fmt.Sprintf("on %s%s, and on %s%s as well (cron: either of the two is enough)", s.dateWords(), s.ofMonth(), weekdays(s.dow), in)
	case everyDate && everyWeekday:
		return "every day" + in
	case everyDate:
		return "on " + weekdays(s.dow) + in
	case everyWeekday:
		return "on " + s.dateWords() + s.ofMonth()
	}
	return fmt.Sprintf("on %s that falls on %s%s", weekdays(s.dow), s.dateWords(), s.ofMonth())
}

// dateWords names the days of the month.
func (s Spec) dateWords() string {
	if s.dom == mask(1, 31) {
		return "every day"
	}
	words := "the " + runs(s.dom, 1, 31, ordinal)
	shortest := 31
	for _, m := range members(s.month) {
		shortest = min(shortest, [...]int{1: 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[m])
	}
	if last := bits.Len64(s.dom) - 1; last > shortest {
		words += " (where there is one)"
	}
	return words
}

// ofMonth names the months that days of the month are of.
func (s Spec) ofMonth() string {
	if s.month == mask(1, 12) {
		return " of the month"
	}
	return " of " + runs(s.month, 1, 12, func(m int) string { return time.Month(m).String() })
}

// weekdays names a set of weekdays, Monday first.
func weekdays(dow uint64) string {
	if dow == mask(0, 6) {
		return "every weekday"
	}
	mondayFirst := dow &^ 1
	if dow&1 != 0 {
		mondayFirst |= 1 << 7
	}
	return runs(mondayFirst, 1, 7, func(d int) string { return time.Weekday(d % 7).String() })
}

func ordinal(n int) string {
	end := "th"
	if n/10 != 1 {
		switch n % 10 {
		case 1:
			end = "st"
		case 2:
			end = "nd"
		case 3:
			end = "rd"
		}
	}
	return strconv.Itoa(n) + end
}

// runs names the members of a set, three in a row and more as a span: "1 to 3
// and 7".
func runs(set uint64, low, high int, name func(int) string) string {
	var words []string
	for first := low; first <= high; first++ {
		if set&(1<<first) == 0 {
			continue
		}
		last := first
		for last < high && set&(1<<(last+1)) != 0 {
			last++
		}
		switch last - first {
		case 0:
			words = append(words, name(first))
		case 1:
			words = append(words, name(first), name(last))
		default:
			words = append(words, name(first)+" to "+name(last))
		}
		first = last
	}
	return and(words)
}

// and joins words: "a, b and c".
func and(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

// members returns the members of a set in order.
func members(set uint64) []int {
	var out []int
	for ; set != 0; set &= set - 1 {
		out = append(out, bits.TrailingZeros64(set))
	}
	return out
}

// every reports whether numbers are every n-th from 0 up to a whole that n
// divides, and n.
func every(numbers []int, whole int) (n int, ok bool) {
	if len(numbers) < 2 || numbers[0] != 0 || whole%len(numbers) != 0 {
		return 0, false
	}
	n = whole / len(numbers)
	for i, number := range numbers {
		if number != i*n {
			return 0, false
		}
	}
	return n, true
}
