package view

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// turnsAMessage is how many questions stand in one message of a debrief. Each
// has room for messageBudget/turnsAMessage characters.
const turnsAMessage = 3

// Debrief is the report at the end of a round: what matters most first, then
// each question.
func Debrief(d practice.Debrief) []Message {
	if !d.Round.Answered() {
		return []Message{message(
			own("*The round is over.* You didn't answer anything, so there's nothing to debrief. Start another whenever you like."),
			buttons(button(ActRoundForm, "Another round", "")),
		)}
	}
	blocks := []slack.Block{rich(line(bold("Debrief: "+interviewName(d.Round.Choice.Kind))), line(text(summary(d))))}
	blocks = append(blocks, wentWell(d)...)
	blocks = append(blocks, toWorkOn(d)...)
	blocks = append(blocks, competencies(d.Competencies)...)
	blocks = append(blocks,
		buttons(button(ActReview, "My answers", ""), button(ActRoundForm, "Another round", "")),
		small("I read words and can be wrong: you decide what helps. Only you see this."))
	out := []Message{message(blocks...)}
	blocks = nil
	for i, t := range d.Turns {
		blocks = append(blocks, turnBlocks(d.Round, i, t)...)
		if (i+1)%turnsAMessage == 0 || i == len(d.Turns)-1 {
			out = append(out, message(blocks...))
			blocks = nil
		}
	}
	return out
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
	switch d.Round.Ending {
	case practice.Stopped:
		s += " You ended it early, and that's fine."
		if _, all := d.Round.Counted(0); all > counted {
			s = strings.TrimSuffix(s, ".") + ": " + count(all-counted, "question was", "questions were") + " left."
		}
	case practice.Lapsed:
		s += " It was closed after 7 days."
	}
	return s
}

// wentWell names up to 3 answers in which a result was found, those with a
// figure first.
func wentWell(d practice.Debrief) []slack.Block {
	var lines []slack.RichTextElement
	for _, figure := range []bool{true, false} {
		for _, t := range d.Turns {
			p := t.Report.Parts
			if len(lines) == 3 || t.N == 0 || !p.Result.Present || p.Evidence.Present != figure {
				continue
			}
			what, words := "you say what came of it", p.Result.Quote
			if figure {
				what, words = "you say what came of it, with a figure", p.Evidence.Quote
			}
			lines = append(lines, line(text(fmt.Sprintf("Question %d: %s. “%s”", t.N, what, oneLine(said(words, 200))))))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return []slack.Block{rich(line(bold("What went well")), bullets(lines...))}
}

// toWorkOn shows the things to work on, each with a button to try again.
func toWorkOn(d practice.Debrief) []slack.Block {
	if len(d.Work) == 0 {
		return nil
	}
	work := d.Work[:min(3, len(d.Work))]
	blocks := []slack.Block{own("*What to work on next*")}
	for _, w := range work {
		if w.Turn < 0 || w.Turn >= len(d.Turns) {
			continue
		}
		t := d.Turns[w.Turn]
		elements := []slack.RichTextElement{line(bold(fmt.Sprintf("Question %d", t.N)))}
		switch {
		case w.Note.Kind != "":
			elements = append(elements, noteLines(w.Note, 250)...)
		case t.Said.ID == 0:
			elements = append(elements, line(text("You left this one out. Think of one thing you did that would fit it.")))
		case !t.Report.Assessed:
			elements = append(elements, line(text("That was too short to say much about. Tell one case: what it was, what you did, what came of it.")))
		default:
			elements = append(elements, line(text("You weren't happy with it yourself. Say what was missing, and try it with that.")))
		}
		blocks = append(blocks, rich(elements...))
		if t.Said.ID != 0 {
			blocks = append(blocks, buttons(button(ActTryAgain, fmt.Sprintf("Try question %d again", t.N), t.Said.ID.String())))
		}
	}
	return blocks
}

// competencies sums up in a line each competency for which something was answered.
func competencies(lines []practice.CompetencyLine) []slack.Block {
	var items []slack.RichTextElement
	for _, c := range lines[:min(len(lines), 20)] {
		if c.Answered == 0 {
			continue
		}
		s := fmt.Sprintf(": %d of %d answered", c.Answered, c.Asked)
		if c.Rated > 0 {
			s += fmt.Sprintf(", your rating %s of 5", strings.TrimSuffix(fmt.Sprintf("%.1f", float64(c.Ratings)/float64(c.Rated)), ".0"))
		}
		items = append(items, line(bold(human(c.Competency)), text(s)))
	}
	if len(items) == 0 {
		return nil
	}
	return []slack.Block{rich(line(bold("By competency")), bullets(items...))}
}

// turnBlocks show one question of a round.
func turnBlocks(r practice.Round, i int, t practice.Debriefed) []slack.Block {
	var blocks []slack.Block
	if i%turnsAMessage > 0 {
		blocks = append(blocks, slack.NewDividerBlock())
	}
	head := fmt.Sprintf("%s · %s of %s", numbered(r, t.Index), spent(t.Spent), minutes(float64(t.Minutes)))
	elements := []slack.RichTextElement{line(bold(head)), line(text(packed(either(t.Ask, t.Q.Ask), 300)))}
	switch {
	case t.Said.ID == 0 && t.Skipped:
		elements = append(elements, line(italic("Skipped.")))
	case t.Said.ID == 0:
		elements = append(elements, line(italic("No answer.")))
	case t.Reverse:
		elements = append(elements, line(italic("You asked. Good questions show what you care about.")))
	case !t.Report.Assessed:
		elements = append(elements, line(italic("Not assessed: "), text(packed(t.Report.Reason, 250))))
	default:
		elements = append(elements, partLines(t.Report)...)
	}
	blocks = append(blocks, rich(elements...))
	if after := afterLines(t); len(after) > 0 {
		blocks = append(blocks, rich(after...))
	}
	return blocks
}

// partLines show what was found in an answer, with its words, and what was not.
func partLines(r feedback.Report) []slack.RichTextElement {
	var found []slack.RichTextElement
	for _, p := range partNames(r.Parts) {
		if p.part.Present {
			found = append(found, foundLine(p.name, p.part.Quote, 110))
		}
	}
	for _, k := range r.KeyPoints {
		if k.Present && len(found) < 6 {
			found = append(found, foundLine(packed(k.Point, 80), k.Quote, 80))
		}
	}
	var lines []slack.RichTextElement
	if len(found) > 0 {
		lines = append(lines, bullets(found...))
	}
	if missing := missing(r); missing != "" {
		lines = append(lines, line(bold("Not heard yet: "), text(missing)))
	}
	return lines
}

// missing names up to 3 things that an answer lacks, the most helpful first.
func missing(r feedback.Report) string {
	var names []string
	for _, g := range r.Lacks() {
		if name := gapNames[g]; name != "" && len(names) < 3 {
			names = append(names, name)
		}
	}
	return strings.Join(names, "; ")
}

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

// afterLines show the follow-up's outcome and the person's own rating.
func afterLines(t practice.Debriefed) []slack.RichTextElement {
	var lines []slack.RichTextElement
	for i, p := range t.Probes {
		lines = append(lines, line(bold("Follow-up: "), text(packed(p.Ask, 200))))
		outcome := "You didn't answer it."
		if p.Answer != 0 && i < len(t.Probed) {
			outcome = "You answered it"
			if names := foundNames(t.Probed[i]); names != "" {
				outcome += " with " + names
			}
			outcome += "."
		}
		if p.Checks != "" {
			outcome += " " + checks(p.Checks, 150)
		}
		lines = append(lines, line(text(outcome)))
	}
	if t.Rating > 0 && t.Said.ID != 0 {
		s := fmt.Sprintf("You gave it %d of 5.", t.Rating)
		if anchor := anchor(t.Q.Anchors, t.Rating); anchor != "" {
			s += " " + anchor
		}
		lines = append(lines, line(text(s)))
	}
	return lines
}

// foundNames names the parts that were found.
func foundNames(r feedback.Report) string {
	var names []string
	for _, p := range []struct {
		name string
		part feedback.Part
	}{
		{"steps of your own", r.Parts.Action}, {"a figure", r.Parts.Evidence},
		{"what came of it", r.Parts.Result}, {"what you learned", r.Parts.Learning},
	} {
		if p.part.Present {
			names = append(names, p.name)
		}
	}
	return enumerated(names)
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
