package view

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// debriefTurns show the questions of a debrief, as many in each list of blocks as
// one message has room for.
func debriefTurns(d practice.Debrief) [][]slack.Block {
	var out [][]slack.Block
	for i, t := range d.Turns {
		if i%practice.DebriefAtOnce == 0 {
			out = append(out, nil)
		} else {
			out[len(out)-1] = append(out[len(out)-1], slack.NewDividerBlock())
		}
		out[len(out)-1] = append(out[len(out)-1], turnBlocks(d, t)...)
	}
	return out
}

// turnBlocks show one question of a round. It has room for messageBudget shared
// by practice.DebriefAtOnce characters.
func turnBlocks(d practice.Debrief, t practice.Debriefed) []slack.Block {
	head := numbered(d.Round, t.Index)
	if d.Legs != nil {
		head = label(d, t)
	}
	elements := []slack.RichTextElement{line(bold(head + " · " + timeOf(t)))}
	if marks := turnMarks(t); len(marks) > 0 {
		elements = append(elements, line(italic(strings.Join(marks, " · "))))
	}
	elements = append(elements, line(text(packed(either(t.Ask, t.Q.Ask), 300))))
	switch {
	case t.Said.ID == 0:
		elements = append(elements, line(italic(unanswered(t))))
	case t.Reverse:
		elements = append(elements, line(text("You wrote: “"+glimpse(t.Said.Text(), 300)+"”")))
	case !t.Report.Assessed && !t.Whole.Assessed:
		elements = append(elements, line(italic("Not assessed: "), text(packed(unassessed(t.Report, t.Q.Style), 250))))
	default:
		elements = append(elements, partLines(t)...)
	}
	blocks := []slack.Block{rich(elements...)}
	if after := afterLines(t); len(after) > 0 {
		blocks = append(blocks, rich(after...))
	}
	return blocks
}

// timeOf says how long a question took, next to what was planned for it.
func timeOf(t practice.Debriefed) string {
	took := int(math.Round(t.Spent.Minutes()))
	s := fmt.Sprintf("%d of %d min", took, t.Minutes)
	switch {
	case t.Minutes <= 0:
		return spent(t.Spent)
	case t.Spent < time.Minute:
		s = fmt.Sprintf("under 1 min of %d", t.Minutes)
	case took > t.Minutes:
		s += fmt.Sprintf(", %d over", took-t.Minutes)
	}
	return s
}

// turnMarks tell what was particular about a question.
func turnMarks(t practice.Debriefed) []string {
	var out []string
	for _, m := range []struct {
		is    bool
		words string
	}{
		{t.Curveball, "A curveball: nobody has an answer ready"}, {t.Hints > 0, "With a hint"},
		{t.Clarified, "Put in other words"}, {t.More, "I asked to hear more"},
	} {
		if m.is {
			out = append(out, m.words)
		}
	}
	return out
}

// unanswered says why there is no answer to tell of.
func unanswered(t practice.Debriefed) string {
	switch {
	case t.Skipped:
		return "Skipped."
	case t.Answer != 0:
		return "You deleted your answer."
	}
	return "No answer."
}

// partLines show what was found in an answer, with its words, and what is missing
// even with its follow-ups.
func partLines(t practice.Debriefed) []slack.RichTextElement {
	r := t.Report
	if !r.Assessed {
		r = t.Whole
	}
	var found []shown
	for _, p := range partNames(r.Parts) {
		if p.part.Present {
			found = append(found, shown{p.name, quotedWords(p.part.Quote, 110)})
		}
	}
	more := 0
	for _, k := range r.KeyPoints {
		switch {
		case k.Present && len(found) < 6:
			found = append(found, shown{packed(k.Point, 80), quotedWords(k.Quote, 110)})
		case k.Present:
			more++
		}
	}
	heard := shownLines(found)
	if more > 0 {
		heard = append(heard, line(text(fmt.Sprintf("and %d more of the points that belong to it", more))))
	}
	var lines []slack.RichTextElement
	if len(heard) > 0 {
		lines = append(lines, bullets(heard...))
	}
	if missing := missing(t.Whole); missing != "" {
		lines = append(lines, line(bold("Not heard yet: "), text(missing)))
	}
	return lines
}

// missing names up to 3 things that an answer lacks, the most helpful first, and
// of the subject the first point that was not found.
func missing(r feedback.Report) string {
	words := gapsNamed(r.Unheard())
	for _, k := range r.KeyPoints {
		if !k.Present {
			return strings.Replace(words, gapNames[bank.GapKeyPoints], "one point of the subject, “"+oneLine(packed(k.Point, 80))+"”", 1)
		}
	}
	return words
}

// gapsNamed names the first 3 gaps.
func gapsNamed(gaps []bank.Gap) string {
	var names []string
	for _, g := range gaps {
		if name := gapNames[g]; name != "" && len(names) < 3 {
			names = append(names, name)
		}
	}
	return strings.Join(names, "; ")
}

// afterLines show what came of the follow-ups, and the person's own rating.
func afterLines(t practice.Debriefed) []slack.RichTextElement {
	var lines []slack.RichTextElement
	for _, p := range t.Probed[:min(len(t.Probed), 3)] {
		lines = append(lines,
			line(bold("Follow-up: "), text(oneLine(packed(p.Ask, 200)))),
			line(text(outcome(p, 130))))
	}
	if rating := ratingWords(t); rating != "" {
		lines = append(lines, line(text(rating)))
	}
	return lines
}

// outcome says what came of a follow-up.
func outcome(p practice.Followed, longest int) string {
	switch {
	case p.Answer != 0 && p.Said.ID == 0:
		return "You deleted your answer."
	case p.Said.ID == 0:
		return withChecks("You didn't answer it.", p, longest)
	case len(p.Brought) > 0:
		return brought(p, longest)
	case p.None:
		return withChecks("You said that you have nothing on that, which is fine.", p, longest)
	case p.Missed != "":
		return "You answered it, and I still didn't hear " + gapNames[p.Missed] + "."
	}
	return "You answered it."
}

// withChecks adds what a follow-up is after, where that is known.
func withChecks(s string, p practice.Followed, longest int) string {
	if p.Checks != "" {
		s += " " + checks(p.Checks, longest)
	}
	return s
}

// brought names what a follow-up has brought out, and quotes the first of it.
func brought(p practice.Followed, longest int) string {
	var names []string
	for _, g := range p.Brought[:min(len(p.Brought), 3)] {
		names = append(names, foundGaps[g])
	}
	s := "It brought out " + feedback.Enumerated(names)
	for _, q := range p.Quotes {
		if clean(q) != "" {
			return s + ": “" + oneLine(said(q, longest)) + "”"
		}
	}
	return s + "."
}

// ratingWords tell the person's own rating, with what the next better one asks for.
func ratingWords(t practice.Debriefed) string {
	if t.Rating == 0 || t.Said.ID == 0 {
		return ""
	}
	s := fmt.Sprintf("You gave it %d of 5.", t.Rating)
	if next := anchor(t.Q.Anchors, t.Rating); next != "" {
		s += " " + next
	}
	return s
}

// anchor returns what the next higher anchor asks for.
func anchor(a bank.Anchors, rating int) string {
	of, words := 5, a.Five
	if rating < 3 {
		of, words = 3, a.Three
	}
	if rating >= 5 || clean(words) == "" {
		return ""
	}
	return fmt.Sprintf("A %d would be: %s", of, packed(words, 200))
}
