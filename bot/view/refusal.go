package view

import (
	"errors"

	"greenroom/practice"
)

// refusals are the words for each refusal of the rules: what is so, and what to
// do now.
var refusals = []struct {
	err   error
	words string
}{
	{practice.ErrNotYours, "That's somebody else's, or it was deleted, so I can't do that for you."},
	{practice.ErrStale, "That belongs to an earlier question. The newest one has the buttons that work."},
	{practice.ErrNoRound, "You have no round running. `/interview` starts one."},
	{practice.ErrRunning, "You have a round running already. `resume`, or `end` it first."},
	{practice.ErrPaused, "The round is paused. Press *Resume* or type `resume`, then try again."},
	{practice.ErrNotPaused, "The round isn't paused: just go on where you were."},
	{practice.ErrEnded, "That round has ended. `debrief` shows how it went, `review` what you answered, and `/interview` starts another."},
	{practice.ErrBreak, "It's the break between two rounds. Press *Start the next round* or type `continue` when you're ready, or `end` to stop here."},
	{practice.ErrNoBreak, "There's no break now: just go on where you were."},
	{practice.ErrEmpty, "There's no answer here yet: write it first. In a round, *Skip* goes on without one."},
	{practice.ErrLive, "This round is live, so there are no hints before the debrief. You're doing the real thing."},
	{practice.ErrNoQuestion, "I no longer have that question. Your answers to it are kept."},
	{practice.ErrNoQuestions, "I have no question for that. Try another round, level or schedule."},
	{practice.ErrNoSchedule, "There's no schedule of that name. `/interview status` lists them."},
	{practice.ErrWhich, "There's more than 1 schedule: add its name, as in `/interview post weekdays`. `/interview status` lists them."},
	{practice.ErrRating, "A rating is a number from 1 to 5."},
	{practice.ErrTooLong, "That's too long for me to keep: up to 40,000 characters fit. Nothing was saved; shorten it and send it again."},
	{practice.ErrLongNote, "A note to yourself has at most 3,000 characters. Nothing was saved; shorten it and send it again."},
	{practice.ErrAlready, "That's done already, so nothing has changed."},
	{practice.ErrNotDelivered, "That has no thread in Slack, or isn't there yet. If you've just done it, try again in a moment."},
	{practice.ErrNoDate, "That's not a day that I can wait for: name one after today and within a year, as in `/interview snooze 2026-12-24`. Nothing has changed."},
	{practice.ErrNoInterviewDay, "That's not a day for an interview to come: name today or one within a year, as in `/interview on 2026-12-03`. Nothing has changed."},
	{practice.ErrNoZone, "I don't know that time zone, so nothing has changed. Name one as in `/interview timezone Europe/Vienna`."},
	{practice.ErrNoTime, "I don't know that time of the day, so nothing has changed. Name one as in `/interview retry at 8` or `retry at 17:30`."},
	{practice.ErrNoDebrief, "You have no debrief yet: it comes at the end of a mock round. `/interview` starts one."},
	{practice.ErrNoStory, "I can't keep that as a story: a story tells what you did, in an answer to a question. `review` shows yours."},
	{practice.ErrManyStories, "That's more stories than anyone can tell: 60 fit. Remove one from `stories` first."},
	{practice.ErrNoNote, "I said that of your answer as it read before. Ask me for `feedback` again to see what I make of it now."},
	{practice.ErrNotFound, "I can't find that. It may have been deleted."},
}

// Refusal says why something was not done, and what to do instead.
func Refusal(err error, who practice.Person) Message {
	switch {
	case errors.Is(err, practice.ErrNotAdmin):
		id := "your id"
		if isID(string(who)) {
			id = "`" + string(who) + "`"
		}
		return message(
			own("Only admins can do that."),
			own("Your id is "+id+". Whoever runs the bot can add it under `admins:` in the config and start it again."),
		)
	case errors.Is(err, practice.ErrNotSaved):
		return NotSaved()
	}
	for _, r := range refusals {
		if errors.Is(err, r.err) {
			return message(own(r.words))
		}
	}
	return message(own("I couldn't do that. Type `help` to see what I can do."))
}

// NotSaved says that nothing could be written.
func NotSaved() Message {
	return message(own("*That was not saved*: my disk is full or can't be written. Keep a copy of your text and try again in a few minutes; whoever runs the bot has been told in its log."))
}

// OldButton answers a button or a form that this version does not have.
func OldButton() Message {
	return message(own("I don't know that button any more, so nothing has changed. `/interview help` shows what I can do."))
}

// TooLate says that a form or page could not be opened in time.
func TooLate() Message {
	return message(own("Slack was too slow for me to open that. Nothing is lost: please press it again."))
}

// Fault says that something broke; ref finds it in the log. saved tells whether
// it broke after the change was kept.
func Fault(ref string, saved bool) Message {
	then := "Nothing was saved: please try again."
	if saved {
		then = "Your change is saved, and I'll try the rest again."
	}
	return message(own("That broke on my side (ref `"+escape(code(ref))+"`).", then))
}
