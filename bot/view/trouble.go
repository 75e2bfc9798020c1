package view

import (
	"github.com/slack-go/slack"

	"greenroom/practice"
)

// Low tells an admin that a schedule is running out of questions.
func Low(schedule string, left int) Message {
	return message(
		rich(line(text("The schedule "), bold(packed(schedule, 80)), text(" has "+count(left, "question", "questions")+" left that this channel hasn't had."))),
		own("After that they begin again. To bring in new ones, add questions of your own under `packs:` in the config, or let the schedule take more areas."),
	)
}

// Broken tells an admin that a schedule's question could not be posted; why is
// Slack's code for it, or one of ours.
func Broken(schedule, why string) Message {
	words, ok := brokenWords[why]
	if !ok {
		words = "Slack said `" + escape(code(why)) + "`. Run `greenroom doctor` to see what's wrong; then `/interview post` makes up for it."
	}
	blocks := []slack.Block{
		rich(line(text("The schedule "), bold(packed(schedule, 80)), text(" couldn't post its question."))),
		own(words),
	}
	if inChannel[why] {
		blocks = append(blocks, small("I look once an hour whether that's mended, and then post the question if it isn't too late for it. `/interview post` brings one at once."))
	}
	return message(blocks...)
}

// Unread tells an admin that what is said in the threads of a schedule's channel
// cannot be read; why is Slack's code for it.
func Unread(schedule, why string) Message {
	words, ok := brokenWords[why]
	if !ok {
		words = "Slack said `" + escape(code(why)) + "`. Run `greenroom doctor` to see what's wrong."
	}
	return message(
		rich(line(text("I can't read the answers in the channel of the schedule "), bold(packed(schedule, 80)), text("."))),
		own(words),
		small("I look once an hour whether that's mended, and then read what was said meanwhile."),
	)
}

// inChannel are the codes for which the channel is looked at until it is mended.
var inChannel = map[string]bool{
	"not_in_channel": true, "channel_not_found": true, "is_archived": true,
}

// Mended tells an admin that a channel of which they were told can be used again.
func Mended(schedule string) Message {
	return message(
		rich(line(text("The channel of "), bold(packed(schedule, 80)), text(" works for me again."))),
		own("If its last question is still due, it comes now, and I'm reading what was said in the threads meanwhile."),
	)
}

// brokenWords say what is wrong and the very line that puts it right.
var brokenWords = map[string]string{
	"not_in_channel":              "I'm not in the channel. Type `/invite @greenroom` there.",
	"channel_not_found":           "I can't see the channel. Check its id under `channel:` in the config; if it's private, type `/invite @greenroom` in it.",
	"is_archived":                 "The channel is archived. Unarchive it, or give the schedule another channel in the config.",
	"missing_scope":               "The app lacks a permission. Run `greenroom manifest`, update the app with it and install it again.",
	"restricted_action":           "The workspace doesn't let me post in that channel. Someone who manages it can allow it.",
	"restricted_action_read_only": "Only some people may post in that channel. Someone who manages it can let me.",
	"invalid_auth":                "Slack doesn't take my token any more. Put a new one in the environment and start me again.",
	"account_inactive":            "The app was taken out of the workspace. Install it again and start me with the new token.",
	"token_revoked":               "My token was taken back. Install the app again and start me with the new token.",
	practice.ErrNoQuestions.Error(): "The bank has no question that the schedule takes. Look at its `questions:` in the config; " +
		"`greenroom bank list` shows what there is.",
}

// code returns a code of Slack's as it can stand between backquotes.
func code(s string) string {
	out := make([]rune, 0, 60)
	for _, r := range oneLine(clean(s)) {
		if r != '`' && len(out) < 60 {
			out = append(out, r)
		}
	}
	return orNone(string(out))
}
