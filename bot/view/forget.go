package view

import (
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"greenroom/practice"
)

// ForgetAsk says what goes and what stays where somebody has all of theirs erased,
// and asks once. links lead to what they wrote themselves.
func ForgetAsk(k practice.Kept, links []string, asked time.Time) Message {
	goes := "*What goes, for good*\n" +
		"• all that I keep about you" + keptWords(k) + "\n" +
		"• my messages that quote you: what I wrote in our DM, debriefs and files too" + sharedWords(k) + "\n" +
		"• the same in my backups, and in the free space of my files"
	stays := "*What stays*\n" +
		"• what you wrote in Slack yourself: that's yours to delete" + linkWords(k, links)
	if k.Approved > 0 {
		stays += "\n• " + count(k.Approved, "question of yours that an admin took", "questions of yours that admins took") + ": still asked, without your name"
	}
	stays += "\n• a scrambled mark with today's date, so that I don't take in your old messages again"
	return message(
		own(goes), own(stays),
		buttons(
			button(ActForgetMe, "Erase everything", strconv.FormatInt(asked.UnixMicro(), 10)).WithStyle(slack.StyleDanger),
			button(ActExport, "Send me a copy first", "md"),
		),
		small("Nothing goes unless you press *Erase everything*. After that it can't be undone, and a running round ends. A copy that I send you goes with my messages: download it first."),
	)
}

// ParseForget reads when somebody was asked off the value of [ActForgetMe].
func ParseForget(s string) (asked time.Time, ok bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	return time.UnixMicro(n), err == nil && n > 0
}

// keptWords names what there is of somebody, and nothing that there isn't.
func keptWords(k practice.Kept) string {
	var words []string
	for _, kind := range []struct {
		n         int
		one, many string
	}{{k.Answers, "answer", "answers"}, {k.Rounds, "round", "rounds"}, {k.Suggestions, "suggestion", "suggestions"}} {
		if kind.n > 0 {
			words = append(words, count(kind.n, kind.one, kind.many))
		}
	}
	if k.Answers > 0 {
		words = append(words, "with ratings, notes, stories and earlier texts")
	}
	if len(words) == 0 {
		return ", your settings included"
	}
	return ": " + strings.Join(words, ", ") + ", and your settings"
}

func sharedWords(k practice.Kept) string {
	if k.Shared == 0 {
		return ""
	}
	return ", and " + count(k.Shared, "answer", "answers") + " that I put into threads for you"
}

// linkWords leads to the person's own messages in threads.
func linkWords(k practice.Kept, links []string) string {
	if k.Messages == 0 {
		return ""
	}
	words := "; in threads it's " + count(k.Messages, "message", "messages")
	var shown []string
	for i, url := range links {
		if linkable(url) {
			shown = append(shown, "<"+url+"|"+strconv.Itoa(i+1)+">")
		}
	}
	if len(shown) == 0 {
		return words
	}
	where := ", the newest here: "
	if len(shown) == k.Messages {
		where = ", here: "
	}
	return words + where + strings.Join(shown, " ")
}

// Forgetting says that somebody is being forgotten, where that word cannot be
// replaced by the last one.
func Forgetting() Message {
	return message(own("I'm erasing it all now. I'll tell you in our DM when it's gone."))
}

// Forgotten is the last word to somebody: it stays true.
func Forgotten(answers int) Message {
	return message(
		own("*All gone.* I've erased everything that I kept about you"+erasedWords(answers)+", in my records and in my backups."),
		own("My earlier messages in this DM go too, a few at a time. What you wrote in Slack yourself is yours to delete."),
		small("Whatever you write from now on starts afresh."),
	)
}

func erasedWords(answers int) string {
	if answers == 0 {
		return ""
	}
	return ", " + count(answers, "answer", "answers") + " included"
}

// ForgetStale answers the button of a question that was asked too long ago.
func ForgetStale() Message {
	return message(own("That button is more than an hour old, so nothing has changed. Say `forget me` in our DM, and I'll ask again."))
}

// ForgottenAlready answers a button that was pressed before.
func ForgottenAlready() Message {
	return message(own("That's done: what you had me forget is erased, or is being erased now. Nothing newer was touched."))
}

// forgetBlocks offer in Home what has all of a person's erased.
func forgetBlocks() []slack.Block {
	return []slack.Block{
		own("*Your data*\nTake all of it with you, or have me forget you. I say first what goes and what stays."),
		buttons(button(ActExport, "Export", "md"), privacyButton(), button(ActForget, "Forget me…", "")),
	}
}
