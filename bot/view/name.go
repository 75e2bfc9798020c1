package view

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"greenroom/bank"
	"greenroom/practice"
)

// human returns a slug as people write it: "service-management" is "Service management".
func human[T ~string](slug T) string {
	return first(packed(strings.ReplaceAll(string(slug), "-", " "), 60))
}

// first returns the text with its first letter in upper case.
func first(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// humans returns slugs as an enumeration.
func humans[T ~string](slugs []T, most int) string {
	var names []string
	for _, s := range slugs[:min(most, len(slugs))] {
		names = append(names, strings.ReplaceAll(string(s), "-", " "))
	}
	return first(packed(strings.Join(names, ", "), 200))
}

// roundName returns what a round is called.
func roundName(r bank.Round) string {
	if r == bank.Strategy {
		return "Strategy and leadership"
	}
	return human(r)
}

// kindName names what a mock interview is made of.
func kindName(k practice.Kind) string {
	if k == practice.Loop {
		return "Full loop"
	}
	return roundName(bank.Round(k))
}

// interviewName names a mock interview inside a sentence, such as "technical
// round".
func interviewName(k practice.Kind) string {
	if k == practice.Loop {
		return "full loop"
	}
	return lowerRound(bank.Round(k)) + " round"
}

// lower names a level inside a sentence.
func lower(l bank.Level) string {
	return packed(strings.ReplaceAll(string(l), "-", " "), 60)
}

// lowerRound names a round inside a sentence.
func lowerRound(k bank.Round) string {
	switch k {
	case bank.Screening:
		return "screening"
	case bank.Technical:
		return "technical"
	}
	return "strategy and leadership"
}

func lengthName(l practice.Length) string {
	if l == practice.Express {
		return "express"
	}
	return "full"
}

func modeName(m practice.Mode) string {
	if m == practice.LiveMode {
		return "live"
	}
	return "practice"
}

// count returns "1 answer" or "3 answers".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// minutes returns "2 min"; halves are kept.
func minutes(m float64) string {
	if m <= 0 || math.IsNaN(m) || m > 1000 {
		return "a few min"
	}
	return strconv.FormatFloat(math.Round(m*2)/2, 'f', -1, 64) + " min"
}

// spent returns how long something took, in minutes.
func spent(d time.Duration) string {
	if d < time.Minute {
		return "under 1 min"
	}
	return fmt.Sprintf("%d min", int(math.Round(d.Minutes())))
}

// date returns a time as the reader's clock shows it, in mrkdwn.
func date(t time.Time, format string) string {
	if t.IsZero() {
		return "some time"
	}
	return fmt.Sprintf("<!date^%d^%s|%s>", t.Unix(), format, t.UTC().Format("2 Jan 2006, 15:04 UTC"))
}

const (
	day       = "{date_short_pretty}"
	dayAndAge = "{date_short_pretty} at {time}"
)

// ago returns how long something is past, and for more than a week its date.
func ago(t, now time.Time) string {
	switch d := now.Sub(t); {
	case t.IsZero():
		return "some time ago"
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return count(int(d.Minutes()), "minute", "minutes") + " ago"
	case d < 24*time.Hour:
		return count(int(d.Hours()), "hour", "hours") + " ago"
	case d < 8*24*time.Hour:
		return count(int(d.Hours()/24), "day", "days") + " ago"
	}
	return t.UTC().Format("2 Jan 2006")
}

// onlyYou says who sees what was asked for.
const onlyYou = "Only you see this."
