package view

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
)

// Debrief is the report at the end of a round: what matters most first, then its
// questions, practice.DebriefAtOnce a message. That of the whole of a full loop
// leaves these out, since each of its rounds has shown them.
func Debrief(d practice.Debrief) []Message {
	if !d.Round.Answered() {
		return []Message{message(
			own("*The round is over.* You didn't answer anything, so there's nothing to debrief. Start another whenever you like."),
			buttons(button(ActRoundForm, "Another round", "")),
		)}
	}
	row := []slack.BlockElement{button(ActDebriefFile, "As a file", DebriefValue(d.Round.ID, d.Leg, 0)), button(ActReview, "My answers", "")}
	if !d.Round.Running() {
		row = append(row, button(ActRoundForm, "Another round", ""))
	}
	out := []Message{message(append(debriefHead(d),
		buttons(row...),
		small("I read words and can be wrong: you decide what helps. Only you see this. Type `debrief` to see it again."),
	)...)}
	if d.Legs != nil {
		return out
	}
	for _, blocks := range debriefTurns(d) {
		out = append(out, message(blocks...))
	}
	return out
}

// debriefHead says what matters most of a debrief.
func debriefHead(d practice.Debrief) []slack.Block {
	elements := []slack.RichTextElement{line(bold("Debrief: " + debriefName(d))), line(text(summary(d)))}
	if len(d.Legs) > 0 {
		var legs []slack.RichTextElement
		for _, l := range d.Legs {
			legs = append(legs, line(bold(roundName(l.Round)), text(": "+legWords(l))))
		}
		elements = append(elements, bullets(legs...))
	}
	blocks := []slack.Block{rich(elements...)}
	blocks = append(blocks, wentWell(d)...)
	blocks = append(blocks, toWorkOn(d)...)
	return append(blocks, competencies(d)...)
}

// debriefName names what a debrief is about.
func debriefName(d practice.Debrief) string {
	legs := d.Round.Planned()
	switch {
	case d.Leg > 0 && d.Leg <= len(legs):
		return fmt.Sprintf("%s round, %d of %d of your full loop", lowerRound(legs[d.Leg-1]), d.Leg, len(legs))
	case d.Legs != nil:
		return "your full loop, as a whole"
	}
	return interviewName(d.Round.Choice.Kind)
}

// summary says how much of the round was answered, and in which time.
func summary(d practice.Debrief) string {
	counted, answered, planned := 0, 0, 0
	for _, t := range d.Turns {
		planned += t.Minutes
		if t.Reverse {
			continue
		}
		counted++
		if t.Said.ID != 0 {
			answered++
		}
	}
	s := fmt.Sprintf("You answered %d of %s in %s; %d min were planned for %s.", answered, count(counted, "question", "questions"),
		spent(d.Used()), planned, either(map[int]string{1: "it"}[len(d.Turns)], "them"))
	if d.Leg > 0 && d.Round.Running() {
		return s
	}
	switch d.Round.Ending {
	case practice.Stopped:
		s += " You ended it early, and that's fine."
		if left := stillToCome(d); left > 0 {
			s = strings.TrimSuffix(s, ".") + ": " + count(left, "question was", "questions were") + " left."
		}
	case practice.Lapsed:
		s += " It was closed after 7 days."
	}
	return s
}

// stillToCome returns how many questions were still to come of what a debrief is about.
func stillToCome(d practice.Debrief) int {
	begun := len(d.Round.Begun())
	n := 0
	for i := begun; i < len(d.Round.Turns); i++ {
		t := d.Round.Turns[i]
		if !t.Reverse && (d.Leg == 0 || t.Round == d.Turns[0].Round) {
			n++
		}
	}
	return n
}

// legWords sum up one round of a full loop.
func legWords(l practice.LegLine) string {
	s := fmt.Sprintf("%d of %d answered in %s of %d", l.Answered, l.Asked, spent(l.Spent), l.Minutes)
	if p, ok := l.Percent(); ok {
		s += fmt.Sprintf(", %d%% of the parts found", p)
	}
	return s
}

// competencies sums up in a line each competency for which something was answered.
func competencies(d practice.Debrief) []slack.Block {
	var items []slack.RichTextElement
	earlier := false
	for _, c := range shownCompetences(d) {
		items = append(items, line(bold(human(c.Competency)), text(": "+competenceWords(c))))
		earlier = earlier || besideBefore(c)
	}
	if len(items) == 0 {
		return nil
	}
	about := "A part is what such a question wants to hear: a result, a figure, your own step."
	if earlier {
		about += " “Before” is your rounds of the last year."
	}
	return []slack.Block{rich(line(bold("By competency")), bullets(items...)), small(about)}
}

// shownCompetences are those of which there is something to tell.
func shownCompetences(d practice.Debrief) []practice.Competence {
	var out []practice.Competence
	for _, c := range d.Competencies {
		if c.Answered > 0 && len(out) < 15 {
			out = append(out, c)
		}
	}
	return out
}

// competenceWords say how a competency did, next to what was before.
func competenceWords(c practice.Competence) string {
	said := []string{}
	if c.Answered < c.Asked {
		said = append(said, fmt.Sprintf("%d of %d answered", c.Answered, c.Asked))
	}
	if p, ok := c.Now.Percent(); ok {
		s := fmt.Sprintf("%d of %d parts found (%d%%", c.Now.Found, c.Now.Wanted, p)
		if before, ok := c.Before.Percent(); ok {
			s += fmt.Sprintf(", before %d%%", before)
		}
		said = append(said, s+")")
	} else {
		said = append(said, "too little said to find parts")
	}
	if mean, ok := c.Now.Rating(); ok {
		s := "your rating " + mean1(mean) + " of 5"
		if before, ok := c.Before.Rating(); ok {
			s += " (before " + mean1(before) + ")"
		}
		said = append(said, s)
	}
	return strings.Join(said, ", ")
}

// besideBefore reports whether competenceWords have a figure of before.
func besideBefore(c practice.Competence) bool {
	_, now := c.Now.Percent()
	_, before := c.Before.Percent()
	_, rated := c.Now.Rating()
	_, ratedBefore := c.Before.Rating()
	return now && before || rated && ratedBefore
}

// mean1 writes a mean of ratings, with a decimal where it needs one.
func mean1(mean float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(mean, 'f', 1, 64), ".0")
}

// DebriefBars are the figures of a debrief by competency, with what stands over
// them. Fewer than two of them, or all of one answer, make no chart.
func DebriefBars(d practice.Debrief) (Message, Bars, bool) {
	b := Bars{Title: "Parts found, by competency", Unit: "percent"}
	now, before := BarSeries{Name: "This round"}, BarSeries{Name: "Before"}
	if d.Legs != nil {
		now.Name = "This loop"
	}
	earlier := false
	for _, c := range shownCompetences(d) {
		p, ok := c.Now.Percent()
		if !ok {
			continue
		}
		b.Categories = append(b.Categories, human(c.Competency))
		now.Values = append(now.Values, float64(p))
		was, ok := c.Before.Percent()
		earlier = earlier || ok
		before.Values = append(before.Values, orNoFigure(was, ok))
	}
	if b.Series = []BarSeries{now}; earlier {
		b.Series = append(b.Series, before)
	}
	words := own("As bars: how much of what the questions want was found in your answers.")
	return message(words), b, len(b.Categories) > 1 && assessed(d) > 1
}

// label names a question of a debrief, with its round where there are several.
func label(d practice.Debrief, t practice.Debriefed) string {
	s := "Question " + strconv.Itoa(t.N)
	if t.N == 0 {
		s = "Your own questions"
	}
	if d.Legs != nil {
		return roundName(t.Round) + ", " + strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

// gapNames say what an answer lacks.
var gapNames = map[bank.Gap]string{
	bank.GapOwnPart:    "what you did yourself",
	bank.GapDepth:      "one concrete case or step",
	bank.GapResult:     "what came of it",
	bank.GapEvidence:   "a figure or comparison",
	bank.GapReflection: "what you'd do otherwise",
	bank.GapAlignment:  "who else was involved",
	bank.GapTradeOff:   "what you gave up for it",
	bank.GapContext:    "where it was and what was at stake",
	bank.GapKeyPoints:  "part of what belongs to the subject",
}

// foundGaps say what an answer has, where it might lack it.
var foundGaps = map[bank.Gap]string{
	bank.GapOwnPart:    "what you did yourself",
	bank.GapDepth:      "a concrete step",
	bank.GapResult:     "what came of it",
	bank.GapEvidence:   "a figure",
	bank.GapReflection: "what you'd do otherwise",
	bank.GapAlignment:  "who else was involved",
	bank.GapTradeOff:   "what you gave up for it",
	bank.GapContext:    "where it was",
	bank.GapKeyPoints:  "the rest of the subject",
}

// orNoFigure returns a figure, or what bars take for none.
func orNoFigure(figure int, ok bool) float64 {
	if !ok {
		return math.NaN()
	}
	return float64(figure)
}

// assessed returns how many answers something could be read off.
func assessed(d practice.Debrief) int {
	n := 0
	for _, t := range d.Turns {
		if t.Whole.Assessed {
			n++
		}
	}
	return n
}
