package view

import (
	"greenroom/bank"
	"greenroom/practice"

	"github.com/slack-go/slack"
)

// Reminder tells somebody in their DM of a question that they have not answered.
// q is the zero Question where the bank has lost it since; url leads to its thread.
func Reminder(post practice.Post, q bank.Question, url string) Message {
	row := append([]slack.BlockElement{button(ActAnswer, "Answer privately", post.Key)}, link(ActThread, "Open the thread", url)...)
	row = append(row, button(ActReminders, "Stop reminders", string(practice.RemindersOff)))
	return message(
		smallPlain("Reminder"+topic(q)),
		rich(line(bold(packed(either(post.Ask, q.Ask), longestAsk)))),
		buttons(row...),
		small("You haven't answered this one yet; it's open until "+date(post.OpenUntil, dayAndAge)+". You asked for reminders, and nobody else sees them. What you write below this isn't taken as your answer."),
	)
}
