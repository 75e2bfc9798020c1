package view

import (
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"greenroom/practice"
)

// How many steps of a plan are shown at once, at Home and elsewhere; what comes
// later is told by weeks.
const (
	mostAtHome  = 3
	mostPlanned = 5
	mostWeeks   = 10
)

// Countdown shows the next steps of a plan, for Home; nothing for who prepares for
// nothing.
func Countdown(c practice.Countdown, p practice.Preparation) []slack.Block {
	if c.Interview == "" && p.At.IsZero() {
		return nil
	}
	return append(planBlocks(c, mostAtHome), planButtons(c, mostAtHome))
}

// CountdownNote is the plan as a message.
func CountdownNote(c practice.Countdown, p practice.Preparation) Message {
	if c.Interview == "" && p.At.IsZero() {
		return PrepareNote()
	}
	blocks := planBlocks(c, mostPlanned)
	if weeks := weeksBlocks(c, mostPlanned); weeks != nil {
		blocks = append(blocks, weeks)
	}
	blocks = append(blocks, planButtons(c, len(c.Steps)))
	if c.Interview == "" || c.Days >= 0 { // else its buttons do
		blocks = append(blocks, small("`no interview` ends it, and I forget what the job asks for. "+onlyYou))
	}
	return message(blocks...)
}

// planBlocks say how far the interview is, and the next steps up to it.
func planBlocks(c practice.Countdown, most int) []slack.Block {
	switch {
	case c.Interview == "":
		return []slack.Block{own("*When is the interview?* Once I know, I plan the days until then. Press *Topics and date* to say it, or type `interview on 2026-12-03`.")}
	case c.Days < 0:
		return []slack.Block{own("*Your interview was on " + longDate(c.Interview) + ".* How did it go? I keep nothing of what you choose; it ends the plan.")}
	case c.Days == 0:
		return []slack.Block{own("*Your interview is today.* Nothing new now: read 2 or 3 of your best answers aloud, have 2 questions of your own ready, and go. All the best.")}
	}
	head := "*Your interview: " + longDate(c.Interview) + ", in " + count(c.Days, "day", "days") + "*"
	if c.Days == 1 {
		head = "*Your interview is tomorrow, " + longDate(c.Interview) + "*"
	}
	var lines []slack.RichTextElement
	for _, s := range c.Steps[:min(most, len(c.Steps))] {
		lines = append(lines, stepLine(s, c.Today))
	}
	blocks := []slack.Block{own(head), rich(bullets(lines...))}
	if len(c.Steps) > 0 && c.Steps[0].Day != c.Today && c.Steps[0].Kind != practice.StepLight {
		blocks = append(blocks, small("Today is free."))
	}
	return blocks
}

// stepLine is a step in a line: when, what, and why.
func stepLine(s practice.DayStep, today string) slack.RichTextElement {
	day := dayWord(s.Day, today)
	if s.Done {
		day += ", done"
	}
	words := []slack.RichTextSectionElement{bold(day + ": "), text(stepWords(s))}
	switch {
	case s.Weak:
		words = append(words, text(", since your answers on it are weaker so far"))
	case len(s.Words) > 0:
		words = append(words, text(", for “"+oneLine(packed(s.Words[0], longestShown))+"”"))
	}
	return line(words...)
}

// stepWords say what is practised.
func stepWords(s practice.DayStep) string {
	long := " (" + strconv.Itoa(s.Minutes()) + " min)"
	switch s.Kind {
	case practice.StepRound:
		words := lengthName(s.Choice.Length) + " " + interviewName(s.Choice.Kind)
		if s.Choice.Mode == practice.LiveMode {
			words += ", live, as a dress rehearsal"
		}
		return words + long
	case practice.StepAgain:
		return "your weakest answer once more" + long
	case practice.StepLight:
		return "1 question on why you want the job, then read your best answers" + long
	case practice.StepQuestion:
	}
	topic := string(s.Competency)
	if topic == "" {
		topic = string(s.Area)
	}
	return "1 question on " + strings.ToLower(human(topic)) + long
}

// dayWord names a day: today, tomorrow, or its date.
func dayWord(day, today string) string {
	d, err := time.Parse(time.DateOnly, day)
	t, bad := time.Parse(time.DateOnly, today)
	switch {
	case err != nil || bad != nil:
		return packed(day, 20)
	case day == today:
		return "Today"
	case d.Equal(t.AddDate(0, 0, 1)):
		return "Tomorrow"
	}
	return d.Format(shortDate)
}

// weeksBlocks tell what comes after the first steps, week by week.
func weeksBlocks(c practice.Countdown, after int) slack.Block {
	type week struct {
		from              string
		rounds, questions int
	}
	var weeks []week
	for _, s := range c.Steps[min(after, len(c.Steps)):] {
		d, err := time.Parse(time.DateOnly, s.Day)
		if err != nil {
			continue
		}
		monday := d.AddDate(0, 0, -(int(d.Weekday())+6)%7).Format("2 Jan")
		if len(weeks) == 0 || weeks[len(weeks)-1].from != monday {
			weeks = append(weeks, week{from: monday})
		}
		w := &weeks[len(weeks)-1]
		if s.Kind == practice.StepRound {
			w.rounds++
		} else {
			w.questions++
		}
	}
	if len(weeks) == 0 {
		return nil
	}
	var lines []slack.RichTextElement
	for i, w := range weeks {
		if i == mostWeeks && len(weeks) > mostWeeks+1 {
			lines = append(lines, line(text("and "+count(len(weeks)-i, "week", "weeks")+" more")))
			break
		}
		var parts []string
		if w.rounds > 0 {
			parts = append(parts, count(w.rounds, "round", "rounds"))
		}
		if w.questions > 0 {
			parts = append(parts, count(w.questions, "question", "questions"))
		}
		lines = append(lines, line(bold("Week of "+w.from+": "), text(strings.Join(parts, ", "))))
	}
	return rich(line(text("After that")), bullets(lines...))
}

// planButtons are what can be done about a plan as it stands, of which that many
// steps are shown.
func planButtons(c practice.Countdown, shown int) slack.Block {
	if c.Interview != "" && c.Days < 0 {
		return buttons(
			button(ActWentWell, "Well", c.Interview), button(ActWentMixed, "Mixed", c.Interview), button(ActWentBadly, "Not well", c.Interview),
			button(ActMoved, "It was moved", c.Interview),
		)
	}
	var row []slack.BlockElement
	next, ok := c.Next()
	switch {
	case c.Interview != "" && c.Days == 0:
		row = append(row, button(ActReview, "My answers", ""))
	case ok && next.Day == c.Today:
		row = append(row, button(ActStep, "Start today's step", next.Day).WithStyle(slack.StylePrimary))
	case ok:
		row = append(row, button(ActStep, "Do the next step now", next.Day))
	}
	row = append(row, button(ActCorrect, "Topics and date", ""))
	if len(c.Steps) > shown { // where the other can be had, too
		return buttons(append(row, button(ActCountdown, "Whole plan", ""))...)
	}
	return buttons(append(row, button(ActPrepare, "Another advert", ""))...)
}

// HowItWent asks somebody how their interview went, the day after.
func HowItWent(interview string) Message {
	c := practice.Countdown{Interview: interview, Days: -1}
	return message(append(planBlocks(c, 0), planButtons(c, 0))...)
}

// How an interview went.
const (
	WentWell  = "well"
	WentMixed = "mixed"
	WentBadly = "badly"
)

// InterviewOver answers how an interview went.
func InterviewOver(how string) Message {
	words := "Good to hear. Fingers crossed."
	switch how {
	case WentMixed:
		words = "Most are. While you still remember them, write down the questions that you got: the hard ones are worth practising."
	case WentBadly:
		words = "I'm sorry. It happens to everybody, and it says little about you. While you still remember them, write down the questions that you got: they are worth practising."
	}
	return message(
		own(words+" The plan is over, and I've forgotten what the job asked for."),
		buttons(button(ActPrepare, "Prepare for another", ""), button(ActSuggest, "Suggest a question", "")),
	)
}

// NoInterview says that a plan is over at its person's word.
func NoInterview() Message {
	return message(
		own("No interview, then: the plan is over, and I've forgotten what the job asked for. Your answers are kept."),
		buttons(button(ActPrepare, "Prepare for another", "")),
	)
}
