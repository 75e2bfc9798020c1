package feedback

import (
	"strings"
	"unicode"
)

// classifyNumbers tags the numbers of a sentence that can size something as
// figures, and leaves out those that only name or date it: years, clock times,
// dates, versions, standards, "24/7", "3-2-1".
func classifyNumbers(t []token) {
	for i := range t {
		if compound(t[i].w) {
			t[i].tags |= tagNumber
		}
		switch {
		case !t[i].is(tagNumber):
		case shared[next(t, i+1)]: // "the year 6 %" is no sixth year
			t[i].tags |= tagFigure
		case isDay(t, i):
			t[i].tags |= tagDay
		case t[i].w == "one", t[i].w == "1", parts[t[i].w], isYear(t, i), isClock(t, i), toldByClock(t, i), isAge(t, i), isLabel(t, i), inRow(t, i):
		default:
			t[i].tags |= tagFigure
		}
	}
}

// leastRow is how many numbers in digits that follow each other are that of a telephone or
// of an account, and size nothing.
const leastRow = 3

// inRow reports whether token i stands in such a row, and not in a number that is
// written in groups of three: "1 200 000".
func inRow(t []token, i int) bool {
	from, to := i, i
	for from > 0 && digits(t[from-1].w) && i-from < leastRow {
		from--
	}
	for to < len(t) && digits(t[to].w) && to-i < leastRow {
		to++
	}
	return digits(t[i].w) && to-from >= leastRow && !grouped(t[from:to])
}

// grouped reports whether numbers that follow each other are the groups of one.
func grouped(t []token) bool {
	for k, x := range t {
		if n := digitsIn(x.w); n != len(x.w) || n > 3 || k > 0 && n < 3 || k == 0 && x.w[0] == '0' {
			return false
		}
	}
	return true
}

// compound reports whether a word is a number written with a hyphen: "twenty-three",
// "forty-odd", "30-odd".
func compound(w string) bool {
	a, b, ok := strings.Cut(w, "-")
	return ok && (tens[a] && (below10[b] || b == "odd" || b == "something") || digits(a) && b == "odd")
}

// shared are the words after a number that is a share of something.
var shared = set("% percent pct")

var (
	tens    = set("ten twenty thirty forty fourty fifty sixty seventy eighty ninety hundred")
	below10 = set("one two three four five six seven eight nine")
)

// parts of a whole are evidence only in a phrase of their own: "half a year"
// and "the third ticket" size nothing.
var parts = set("half third thirds quarter quarters hundreds thousands millions dozens")

func isDay(t []token, i int) bool {
	if ordinal(t[i].w) {
		return true
	}
	near := i > 0 && t[i-1].is(tagTime) || i+1 < len(t) && t[i+1].is(tagTime) || i+2 < len(t) && t[i+1].w == "of" && t[i+2].is(tagTime)
	return near && len(t[i].w) <= 2 && digits(t[i].w)
}

func ordinal(w string) bool {
	if !digits(w) || len(w) < 3 {
		return false
	}
	switch w[len(w)-2:] {
	case "st", "nd", "rd", "th":
		return true
	}
	return false
}

func isYear(t []token, i int) bool {
	w := t[i].w
	if len(w) != 4 || (w[:2] != "19" && w[:2] != "20") || strings.Trim(w, "0123456789") != "" {
		return false
	}
	// "2000 tickets" counts something; "the 2022 audits" still names a year.
	if i+1 < len(t) && (outcomes[t[i+1].w] || units[t[i+1].w] || t[i+1].w == "%" || t[i+1].w == "people" || t[i+1].w == "users") {
		return false
	}
	return i == 0 || t[i-1].w != "£" && t[i-1].w != "$" && t[i-1].w != "€"
}

func isClock(t []token, i int) bool {
	w := t[i].w
	if strings.HasSuffix(w, "am") || strings.HasSuffix(w, "pm") {
		return true
	}
	adjacent := func(a, b int) bool {
		return a >= 0 && b < len(t) && t[a].w == ":" && (b == i+2 && t[b].is(tagNumber) && t[i].end == t[a].start)
	}
	if adjacent(i+1, i+2) || i >= 2 && t[i-1].w == ":" && t[i-2].is(tagNumber) && t[i-1].end == t[i].start {
		return true
	}
	switch after := next(t, i+1); {
	case after == "am", after == "pm", after == "o'clock":
		return true
	case units[after], outcomes[after], after == "%", after == "percent", after == "per", after == "of", after == "million", after == "billion":
		return false
	}
	if digits(w) && !hour(w) {
		return false
	}
	return i > 0 && (t[i-1].w == "at" || t[i-1].w == "around" && next(t, i+1) == "in")
}

// toldByClock reports whether a number is of a time told in words: "half eight", "ten
// past nine".
func toldByClock(t []token, i int) bool {
	after := next(t, i+1)
	if units[after] || outcomes[after] {
		return false
	}
	switch {
	case i > 0 && t[i-1].w == "half":
		return hours[t[i].w]
	case i+2 < len(t) && after == "past":
		return hours[t[i+2].w]
	case i > 1 && t[i-1].w == "past":
		return hours[t[i].w] && (t[i-2].is(tagNumber) || t[i-2].w == "quarter")
	}
	return false
}

var hours = set("one two three four five six seven eight nine ten eleven twelve 1 2 3 4 5 6 7 8 9 10 11 12")

// isAge reports whether a number is how old somebody is: "I was 12 when".
func isAge(t []token, i int) bool {
	if i < 2 {
		return false
	}
	switch t[i-2].w {
	case "i", "he", "she":
	default:
		return false
	}
	switch t[i-1].w {
	case "was", "am", "'m", "is", "'s", "turned":
	default:
		return false
	}
	switch next(t, i+1) {
	case "when", "and", ",", ".", ";", "then", "":
		return true
	}
	return false
}

// hour reports whether digits can be read off a clock: "5", "17", "8.45".
func hour(w string) bool {
	h, m, split := strings.Cut(w, ".")
	if split && (len(m) != 2 || m > "59") {
		return false
	}
	return len(h) == 1 || len(h) == 2 && h <= "24"
}

// isLabel reports whether the number is part of a name: "Windows 10",
// "ISO 27001", "802.1X", "line 2", "24/7".
func isLabel(t []token, i int) bool {
	w := t[i].w
	if digits(w) {
		switch rest := strings.TrimLeft(w, "0123456789.,'"); {
		case rest == "":
		case rest[0] == '/':
			return !fraction(w)
		case rest[0] == '-':
			other := rest[1:]
			return strings.Count(w, "-") != 1 || !digits(other) || strings.Trim(other, "0123456789.") != ""
		default:
			return !suffixes[rest]
		}
	} else if strings.ContainsFunc(w, unicode.IsDigit) {
		return true // "v2", "p1"
	}
	if i == 0 {
		return false
	}
	last := t[i-1]
	switch {
	case named[last.w], stretches[last.w] && (i == 1 || !t[i-2].is(tagNumber) && !everyOne[t[i-2].w]):
		return true
	case last.is(tagProper) && !last.is(tagTime|tagFigure) && !outcomes[last.w] && digits(w) && !units[next(t, i+1)]:
		return true
	case i >= 2 && (last.w == "then" || last.w == "to" || last.w == "and" || last.w == "or" || last.w == "/"):
		// "Windows 10 then 11": the second number of a label is one, too
		before := t[i-2]
		return before.is(tagNumber) && !before.is(tagFigure|tagDay) && isLabel(t, i-2) && digits(w)
	}
	return false
}

func fraction(w string) bool {
	a, b, _ := strings.Cut(w, "/")
	return len(a) == 1 && len(b) == 1 && a < b
}

// suffixes may be written onto a figure.
var suffixes = set("ish k m bn mn x % h hr hrs min mins s sec secs d gb tb mb ms million")

// stretches are units of time that a number after them only counts off, as in "day
// three", unless they say how often: "per day 40 calls".
var (
	stretches = set("day week month year")
	everyOne  = set("a per each every this that last")
)

// named are words after which a number only names one of several.
var named = set(`windows office iso tls ssl sql exchange version release level tier phase wave line room floor vlan port chapter step option priority
gate building rfc ieee cat http ipv python java number no page area grade band stage part season aged age rule tag tagged marked cis nist bs en soc type pci`)

// units are units of time.
var units = set(`second seconds sec secs minute minutes min mins hour hours hr hrs day days week weeks month months quarter quarters year years yr yrs night nights fortnight fortnights
shift shifts weekend weekends sprint sprints`)

// outcomes are things that IT is judged by the count of.
var outcomes = set(`ticket tickets incident incidents outage outages complaint complaints escalation escalations alert alerts error errors defect defects bug bugs
vulnerability vulnerabilities finding findings licence licences license licenses request requests resignation resignations failure failures crash crashes downtime
backlog queue uptime availability csat nps turnover attrition churn reopens rollbacks breaches duplicates invoices`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
