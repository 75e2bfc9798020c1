package view

import (
	"fmt"

	"github.com/slack-go/slack"

	"greenroom/practice"
)

// lastRoundBlocks show the newest of the rounds that are over, with a way to those
// before it.
func lastRoundBlocks(rounds []practice.LastRound) []slack.Block {
	if len(rounds) == 0 {
		return nil
	}
	last := rounds[0]
	v := DebriefValue(last.Round.ID, 0, 0)
	row := []slack.BlockElement{button(ActDebrief, "Debrief", v), button(ActDebriefFile, "As a file", v)}
	if len(rounds) > 1 {
		var earlier []*slack.OptionBlockObject
		for _, r := range rounds[1:] {
			name := fmt.Sprintf("%s, %s", first(interviewName(r.Round.Choice.Kind)), r.Round.StartedAt.UTC().Format("2 Jan 2006"))
			earlier = append(earlier, option(DebriefValue(r.Round.ID, 0, 0), name, fmt.Sprintf("%d of %d answered", r.Answered, r.Asked)))
		}
		row = append(row, slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Earlier rounds"), ActDebriefOther, earlier...))
	}
	return []slack.Block{
		own("*Your last round*\n" + first(interviewName(last.Round.Choice.Kind)) + ", " + date(last.Round.StartedAt, day) + ". " + lastWords(last)),
		buttons(row...),
	}
}

// lastWords say in a line how a round went.
func lastWords(l practice.LastRound) string {
	if l.Answered == 0 {
		return "You answered nothing in it."
	}
	s := fmt.Sprintf("You answered %d of %s in %s", l.Answered, count(l.Asked, "question", "questions"), spent(l.Spent))
	if l.Rated > 0 {
		which := "them"
		switch {
		case l.Rated < l.Answered:
			which = fmt.Sprintf("%d of them:", l.Rated)
		case l.Rated == 1:
			which = "it"
		}
		s += fmt.Sprintf(" and rated %s %s of 5", which, mean1(float64(l.Ratings)/float64(l.Rated)))
		if l.Rated > 1 {
			s += " on average"
		}
	}
	return s + "."
}
