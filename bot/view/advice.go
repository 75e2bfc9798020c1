package view

import (
	"github.com/slack-go/slack"

	"greenroom/practice"
)

// advices are the words of each piece of advice: the coach's, not the
// interviewer's, so they are set small.
var advices = map[practice.Advice]string{
	practice.TakeTime:   "Take your time: a silence while you think is fine.",
	practice.AskBack:    "Unsure what's meant? Ask, as you would there: type `clarify`, or say it in your own words.",
	practice.Breathe:    "Breathe first. A long silence is fine, and so is starting small.",
	practice.BeSpecific: "Be specific: one real case, and a figure, even a rough one.",
	practice.BeHonest:   "It's fine not to have done it. Say so, say what comes closest, and how you'd learn the rest.",
	practice.Logical:    "Nobody has an answer to this one ready. Thoughtful and logical will do, it needn't be perfect.",
	practice.TwoWay:     "It's two-way: you're choosing them, too. Good questions are about the team, the systems, the money, how success is judged, your first 3 months, and what hurts.",
}

// appendAdvice adds a piece of advice to blocks, if there is one.
func appendAdvice(blocks []slack.Block, a practice.Advice) []slack.Block {
	if words, ok := advices[a]; ok {
		return append(blocks, small("*Tip:* "+words))
	}
	return blocks
}

// adviceAtMore and adviceAtFollowUp return the advice of a turn where it was
// given as more was asked for, and where it came with the first follow-up.
func adviceAtMore(t practice.Turn) practice.Advice {
	if t.More {
		return t.Advice
	}
	return ""
}

func adviceAtFollowUp(t practice.Turn, probe int) practice.Advice {
	if t.More || probe != 1 {
		return ""
	}
	return t.Advice
}
