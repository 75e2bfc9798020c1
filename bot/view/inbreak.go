package view

import (
	"github.com/slack-go/slack"

	"greenroom/practice"
)

// SaidInBreak answers what was said in the break of a full loop, where nothing
// is asked that it could answer.
func SaidInBreak(r practice.Round) Message {
	return message(
		own("It's the break, so I've kept nothing of that. Type `continue` when you're ready for the next round, or `end` to stop here."),
		buttons(button(ActRoundNext, "Start the next round", PressValue(r.ID, r.Step())).WithStyle(slack.StylePrimary)),
	)
}
