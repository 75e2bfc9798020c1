package view

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
)

// progressBlocks show how far a person has come, nothing before their first
// answer. The figures stand in words; what is drawn beside them says nothing more.
func progressBlocks(p practice.Progress) []slack.Block {
	if p.Answers == 0 {
		return nil
	}
	blocks := []slack.Block{own(streakWords(p.Streak)), own(coverageWords(p.Coverage))}
	if p.Told() {
		blocks = append(blocks, own(toldWords(p)))
	}
	if Chartable(p) {
		blocks = append(blocks, buttons(button(ActProgress, "Show as a chart", "")))
	}
	return append(blocks, slack.NewDividerBlock())
}

// streakWords say in a line how many days in a row there were.
func streakWords(s practice.Streak) string {
	var words string
	switch {
	case s.Days == 0:
		words = "*Your streak* begins with today's answer."
	case s.AtLeast:
		words = "*Your streak: " + strconv.Itoa(s.Days) + " days or more.*"
	default:
		words = "*Your streak: " + count(s.Days, "day", "days") + ".*"
	}
	if s.Longest > s.Days {
		words += " The longest lately was " + count(s.Longest, "day", "days") + "."
	}
	switch {
	case s.Days > 0 && s.Today:
		words += " You've answered today."
	case s.Days > 0:
		words += " An answer today makes it " + strconv.Itoa(s.Days+1) + "."
	}
	return words + " Weekends, days off and snoozes don't break it."
}

// coverageWords say how many questions were tried, by round and by competency.
func coverageWords(c practice.Coverage) string {
	lines := []string{fmt.Sprintf("*What you've tried*\n%d of %s", c.Tried, count(c.Of, "question", "questions"))}
	for _, r := range c.Rounds {
		lines = append(lines, coveredLine(roundName(r.Name), r.Tried, r.Of))
	}
	lines = append(lines, "", "*By competency*")
	var none []bank.Competency
	var some []string
	for _, k := range c.Competencies {
		if k.Tried == 0 {
			none = append(none, k.Name)
			continue
		}
		some = append(some, fmt.Sprintf("%s\u00a0%d\u00a0of\u00a0%d", human(k.Name), k.Tried, k.Of))
	}
	if len(some) > 0 { // on a line each they would fill a phone
		lines = append(lines, strings.Join(some, " · "))
	}
	if len(none) > 0 {
		lines = append(lines, "Not yet: "+lowerNames(none)+".")
	}
	if least := c.Least(); len(none) == 0 && len(least) > 0 {
		lines = append(lines, "Least so far: "+lowerNames(least)+".")
	}
	return strings.Join(lines, "\n")
}

// mostNamed is how many competencies a sentence names.
const mostNamed = 5

// lowerNames enumerates competencies inside a sentence.
func lowerNames(of []bank.Competency) string {
	named := len(of)
	if named > mostNamed+1 { // a single one is named: “and 1 more” is no shorter
		named = mostNamed
	}
	var names []string
	for _, k := range of[:named] {
		names = append(names, strings.ReplaceAll(string(k), "-", " "))
	}
	words := strings.Join(names, ", ")
	if more := len(of) - len(names); more > 0 {
		words += fmt.Sprintf(" and %d more", more)
	}
	return words
}

// coveredLine says a figure first and draws it then, for those who are read to.
func coveredLine(name string, tried, of int) string {
	return fmt.Sprintf("%s %d of %d  %s", name, tried, of, gauge(tried, of))
}

// gaugeCells is how many cells a gauge has.
const gaugeCells = 5

// gauge draws a share. It is only full where all is, and only empty where nothing is.
func gauge(n, of int) string {
	full := 0
	if of > 0 {
		full = (gaugeCells*n + of/2) / of
	}
	if n > 0 {
		full = max(full, 1)
	}
	if n < of {
		full = min(full, gaugeCells-1)
	}
	full = min(max(full, 0), gaugeCells)
	return strings.Repeat("▰", full) + strings.Repeat("▱", gaugeCells-full)
}

// toldParts are the parts that are followed over time, in their order.
var toldParts = []struct {
	name string
	of   func(practice.Span) practice.Share
}{
	{"Result", func(s practice.Span) practice.Share { return s.Result }},
	{"Evidence", func(s practice.Span) practice.Share { return s.Evidence }},
	{"Learning", func(s practice.Span) practice.Share { return s.Learning }},
}

// toldWords say whether parts come more often than before.
func toldWords(p practice.Progress) string {
	lines := []string{fmt.Sprintf("*What your answers have*\nThe last %d against the %d before, where the question asks for it:", p.Last.Answers, p.Before.Answers)}
	for _, part := range toldParts {
		now, was := part.of(p.Last), part.of(p.Before)
		if now.Wanted == 0 {
			continue
		}
		words := fmt.Sprintf("• %s: in %d of %d", part.name, now.Found, now.Wanted)
		if was.Wanted > 0 {
			words += fmt.Sprintf(", before in %d of %d%s", was.Found, was.Wanted, tendency(now, was))
		}
		lines = append(lines, words)
	}
	return strings.Join(lines, "\n")
}

// fewestWanted is of how many answers a share must be to be told from another,
// and apart by how many percent they must be.
const (
	fewestWanted = 3
	apart        = 15
)

// tendency says where a part comes clearly more or less often than before.
func tendency(now, was practice.Share) string {
	if now.Wanted < fewestWanted || was.Wanted < fewestWanted {
		return ""
	}
	a, _ := now.Percent()
	b, _ := was.Percent()
	switch {
	case a-b >= apart:
		return " (more often now)"
	case b-a >= apart:
		return " (less often now)"
	}
	return ""
}

// fewestCharted is how many questions must be tried for a chart to say more than
// a line: it has a bar for each competency.
const fewestCharted = 5

// Chartable reports whether enough was tried to be drawn.
func Chartable(p practice.Progress) bool { return p.Tried >= fewestCharted }

// Progress says how far a person has come, to stand over its figures.
func Progress(p practice.Progress) Message {
	if p.Answers == 0 {
		return message(
			own("There's nothing to show yet: it begins with your first answer. Reply to a question in its thread, or let me ask you one."),
			buttons(button(ActAsk, "Ask me a question", WishValue(practice.Wish{})), button(ActRoundForm, "Start a round", "")),
		)
	}
	words := streakWords(p.Streak) + fmt.Sprintf("\nYou've tried %d of %s.", p.Tried, count(p.Coverage.Of, "question", "questions"))
	if least := p.Least(); !Chartable(p) {
		words += " The chart comes once you've tried " + strconv.Itoa(fewestCharted) + "."
	} else if len(least) > 0 {
		words += " Least so far: " + lowerNames(least) + "."
	}
	blocks := []slack.Block{own("*Your progress*\n" + words)}
	if p.Told() {
		blocks = append(blocks, own(toldWords(p)))
	}
	return message(blocks...)
}

// ProgressSent is Progress for who asked elsewhere than in the DM, where the
// charts go; dm leads there.
func ProgressSent(p practice.Progress, dm string) Message {
	m := Progress(p)
	blocks := append(m.Blocks, small("The charts are in your DM with me. "+onlyYou))
	return message(append(blocks, rowOf(link(ActOpenDM, "Open our DM", dm))...)...)
}

// CoverageBars are the shares of the questions that were tried by competency.
func CoverageBars(p practice.Progress) Bars {
	b := Bars{Title: "Questions tried, by competency", Unit: "percent"}
	tried := BarSeries{Name: "Tried"}
	for _, k := range p.Competencies {
		b.Categories = append(b.Categories, human(k.Name))
		percent, ok := practice.Share{Found: k.Tried, Wanted: k.Of}.Percent()
		tried.Values = append(tried.Values, orNoFigure(percent, ok))
	}
	b.Series = []BarSeries{tried}
	return b
}

// MonthBars are how often each part came by month, with what stands over them;
// ok is false where there is nothing to compare.
func MonthBars(months []practice.Month) (m Message, b Bars, ok bool) {
	if len(months) < 2 {
		return m, b, false
	}
	b = Bars{Title: "Parts found in your answers, by month", Unit: "percent"}
	for _, month := range months {
		b.Categories = append(b.Categories, month.At.Format("Jan 2006"))
	}
	for _, part := range toldParts {
		s := BarSeries{Name: part.name}
		for _, month := range months {
			percent, ok := part.of(month.Span).Percent()
			s.Values = append(s.Values, orNoFigure(percent, ok))
		}
		b.Series = append(b.Series, s)
	}
	return message(own("How often your answers had each part that their question asks for.")), b, true
}
