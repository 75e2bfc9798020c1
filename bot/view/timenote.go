package view

import (
	"fmt"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
)

// What is said of a question's time when it is nearly up, with the minutes left,
// and when it is up; inLive is added where it would be cut short.
var (
	nearlyUp = lines{
		practice.Friendly: {"About %s left for this one. You don't have to hurry.", "About %s left here. No need to rush."},
		practice.Neutral:  {"About %s left for this question.", "By the clock, about %s left for this question."},
		practice.Pressing: {"%s left on this one. Come to your main point.", "%s left here. What matters most?"},
	}
	timeUp = lines{
		practice.Friendly: {"The time for this one is up. Finish your thought in peace, then *Done*.", "That's the time for this one. Round it off, then *Done*."},
		practice.Neutral:  {"The time for this question is up. Finish your thought, then *Done*.", "The time for this question is up. Round it off, then *Done*."},
		practice.Pressing: {"Time's up on this one. Your last sentence, then *Done*.", "That's the time. Wrap it up, then *Done*."},
	}
	inLive = "In the room, they'd move on about now."
)

// What is said of a round's time.
var (
	legNearlyUp = lines{
		practice.Friendly: {"About %s left of the round. You don't have to get to everything."},
		practice.Neutral:  {"About %s left of the round."},
		practice.Pressing: {"%s left of the round. Keep it tight."},
	}
	legUp = lines{
		practice.Friendly: {"The round's time is up. Finish the answer in hand; nothing is lost, and you may go on if you like."},
		practice.Neutral:  {"The round's time is up. Finish the answer in hand; nothing is lost, and you may go on."},
		practice.Pressing: {"The round's time is up. Finish this answer; nothing is lost, and you may go on."},
	}
)

// TurnTime says that the time for a question is nearly up, or up.
func TurnTime(r practice.Round, turn, percent int) Message {
	noted := before(r, turn, func(t practice.Turn) bool { return t.Noted > 0 })
	if percent < 100 {
		left := count(left(turnOf(r, turn).Minutes), "minute", "minutes")
		return message(small(fmt.Sprintf(nearlyUp.nth(r, noted), left)))
	}
	words := timeUp.nth(r, noted)
	if r.Choice.Mode == practice.LiveMode {
		words += " " + inLive
	}
	return message(small(words))
}

// LegTime says that the time for the round is nearly up, or up.
func LegTime(r practice.Round, percent int) Message {
	if percent < 100 {
		return message(small(fmt.Sprintf(legNearlyUp.in(r), count(left(r.Minutes()), "minute", "minutes"))))
	}
	return message(small(legUp.in(r)))
}

// left returns how many minutes are left of a time when the first note on it is due.
func left(minutes int) int { return max(1, (minutes+2)/5) }

// LoopOver says that a full loop was ended in its first break, right below the
// debrief of what there was of it.
func LoopOver(r practice.Round) Message {
	return message(
		own("*Your full loop is over.* You ended it in the break, and that's fine. The debrief above is of all that you did."),
		buttons(button(ActDebriefFile, "As a file", DebriefValue(r.ID, 0, 0)), button(ActReview, "My answers", ""), button(ActRoundForm, "Another round", "")),
	)
}

// breaking opens a break.
var breaking = lines{
	practice.Friendly: {"*Break.* Get up, have some water, breathe."},
	practice.Neutral:  {"*Break.*"},
	practice.Pressing: {"*Break.* Take what you need."},
}

// InBreak offers the next round of a full loop.
func InBreak(r practice.Round, next bank.Round) Message {
	return message(
		own(breaking.in(r)+" Next is the "+lowerRound(next)+" round. The clock stands still: take as long as you like."),
		buttons(
			button(ActRoundNext, "Start the next round", PressValue(r.ID, r.Step())).WithStyle(slack.StylePrimary),
			button(ActRoundEnd, "End here", PressValue(r.ID, r.Step())).WithConfirm(confirm("End here?", "What you've answered is kept, and you get the debrief of the whole.", "End it", "Keep it")),
		),
		small("Or type `continue`, or `end`. I keep it for you until "+date(r.LapsesAt(), day)+"."),
	)
}
