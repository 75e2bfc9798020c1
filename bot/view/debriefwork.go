package view

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// wentWell names what was found that not every answer has, with its words.
func wentWell(d practice.Debrief) []slack.Block {
	var lines []slack.RichTextElement
	for _, g := range d.Well {
		t := d.Turns[g.Turn]
		s := label(d, t) + ": " + goodWords(g, t) + "."
		if g.Quote != "" {
			s += " “" + oneLine(said(g.Quote, 200)) + "”"
		}
		lines = append(lines, line(text(s)))
	}
	if len(lines) == 0 {
		return nil
	}
	return []slack.Block{rich(line(bold("What went well")), bullets(lines...))}
}

// goodWords say what was good.
func goodWords(g practice.Good, t practice.Debriefed) string {
	switch g.What {
	case bank.GapResult:
		if g.Figure {
			return "you say what came of it, with a figure"
		}
		return "you say what came of it"
	case bank.GapTradeOff:
		return "you say what you chose, and over what"
	case bank.GapReflection:
		return "you say what you learned"
	case bank.GapKeyPoints:
		return fmt.Sprintf("you have all %d points that belong to it", len(t.Whole.KeyPoints))
	case bank.GapAlignment:
		return "you bring in the others it took"
	}
	return "it's clear what you did yourself"
}

// toWorkOn shows the things to work on, each with a button to try again.
func toWorkOn(d practice.Debrief) []slack.Block {
	if len(d.Work) == 0 {
		return nil
	}
	blocks := []slack.Block{own("*What to work on next*")}
	for _, w := range d.Work {
		t := d.Turns[w.Turn]
		elements := []slack.RichTextElement{line(bold(label(d, t)), text(": "+oneLine(packed(t.Ask, 120))))}
		if w.Kind == practice.Noted {
			elements = append(elements, noteLines(w.Note, 250)...)
		} else {
			elements = append(elements, line(text(workWords(w, t))))
		}
		blocks = append(blocks, rich(elements...))
		blocks = append(blocks, rowOf(again(d, t))...)
	}
	return blocks
}

// again is the button that tries a question again, or asks one that was left out.
// There is none where the bank can no longer ask it.
func again(d practice.Debrief, t practice.Debriefed) []slack.BlockElement {
	name := fmt.Sprintf("Try question %d again", t.N)
	if d.Legs != nil {
		name = fmt.Sprintf("Try %s question %d again", lowerRound(t.Round), t.N)
	}
	if t.Answer == 0 {
		name = strings.TrimSuffix(name, " again")
	}
	switch {
	case t.Said.ID != 0 && t.Known:
		return []slack.BlockElement{button(ActTryAgain, name, t.Said.ID.String())}
	case t.Said.ID != 0 || !t.Open:
		return nil
	}
	return []slack.BlockElement{button(ActAskThis, name, WishValue(practice.Wish{ID: t.Question}))}
}

// workWords say what to do about something on which there is no note.
func workWords(w practice.Work, t practice.Debriefed) string {
	switch w.Kind {
	case practice.LeftOut:
		if t.EndedHere() {
			return "You ended the round at this one. " + anyway(t.Q.Style)
		}
		return "You left this one out. " + anyway(t.Q.Style)
	case practice.TooShort:
		switch t.Whole.Why() {
		case feedback.NotEnglish:
			return packed(t.Whole.Reason, 250) + " Say it once more in simple English words."
		case feedback.TooShort, feedback.SaysItTwice:
			return packed(unassessed(t.Whole, t.Q.Style), 400)
		case feedback.HasNone:
			return packed(t.Whole.Reason, 400)
		}
		return packed(t.Whole.Reason, 250) + " " + anyway(t.Q.Style)
	case practice.Sparse:
		return "I didn't hear much of what it asks for yet. Missing: " + missing(t.Whole) + ". Begin with the first of them."
	case practice.OnlyAsked:
		return "You came to " + foundGaps[w.Gap] + " only when I asked. Put it into your first answer: not everybody asks."
	}
	s := "You weren't happy with it yourself."
	if next := anchor(t.Q.Anchors, t.Rating); next != "" {
		return s + " " + next
	}
	return s + " Say what was missing, and try it with that."
}

// anyway says how to begin an answer where there was none.
func anyway(s bank.Style) string {
	switch s {
	case bank.Knowledge:
		return "Say what you do know of it, and how you'd find out the rest."
	case bank.Situational, bank.Approach:
		return "Say what you'd do first, and why; it needn't be perfect."
	case bank.Motivation:
		return "Name one thing you've seen or done that makes you say so."
	}
	return "Think of one thing you did that would fit it: what it was, what you did, what came of it."
}
