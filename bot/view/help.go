package view

import (
	"strings"

	"github.com/slack-go/slack"

	"greenroom/practice"
)

// Help says what can be done and how, on one screen of a phone. In a round, which
// is nil where none runs, it begins with what can be typed now.
func Help(admin bool, running *practice.Round) Message {
	var blocks []slack.Block
	inRound := "In a round each button is a word, too: `done`, `hint`, `skip`, `clarify`, `pause`, `resume`, `continue`, `end`, `debrief`."
	if running != nil {
		if now := RoundHelp(*running); now != nil {
			blocks, inRound = append(blocks, now), ""
		}
	}
	rounds := "*Mock rounds*\n" +
		"• `/interview` opens the form of a mock round\n" +
		"• `/interview technical express`, `full loop live pressing` or `screening senior friendly` starts at once"
	blocks = append(blocks,
		own(strings.TrimSuffix(rounds+"\n"+inRound, "\n")),
		own("*Practise anywhere*, after `/interview` or in our DM\n"+
			"• `question cloud`: I ask you one; name any area or competency, or nothing. `browse` lists all\n"+
			"• `review`: your own answers; add `starred`, `needs work`, an area, or `search` and your words\n"+
			"• `star`, `rate 4`, `note to self: …`, `versions`, `compare 1 3`, `try again`: your newest answer\n"+
			"• `stories`: answers that serve many questions; `progress`: how far you've come\n"+
			"• `retry`: what is worth another try; `retry at 8` or `retry off` say when I offer it\n"+
			"• `prepare`: a job advert becomes a plan up to the interview; `countdown` shows it\n"+
			"• `settings`: reminders, a snooze, your time zone, `feedback off`\n"+
			"• `suggest` a question to the admins; `privacy`, `export`, `forget me`"),
		own("*In a question's thread*\n"+
			"Reply: everyone there sees it. Or mention me, and only you see what I say: "+
			"`@greenroom guide`, `follow-up`, `why`, `example`, `feedback`, `try again`."),
		own("*In our DM*\nThe same words, no mention needed, and `story`, `interview on 2026-12-03`, `no interview`."),
		small("Slack doesn't take `/interview` inside a thread: mention me there, or choose *Feedback on this answer* from your message's menu."),
	)
	if admin {
		blocks = append(blocks, own("*For admins*\n"+
			"• `/interview post`, `pause`, `resume` or `skip`, and the schedule's name\n"+
			"• `/interview status`\n"+
			"• `/interview suggestions` lists the questions that people sent"))
	}
	return message(blocks...)
}

// RoundHelp says what can be typed in a round as it stands, nil where that is
// nothing.
func RoundHelp(r practice.Round) slack.Block {
	words := wordsNow(r)
	if len(words) == 0 {
		return nil
	}
	said := "*In your round now*"
	for _, w := range words {
		said += "\n• `" + w.word + "` " + w.does
	}
	return own(said)
}

// Hello welcomes somebody in their DM; chosen is the round that they asked for, as
// far as they did.
func Hello(chosen practice.Choice) Message {
	return message(
		own("Hi, I'm Greenroom. I help you practise for IT manager interviews, at your own pace."),
		own("• Answer a question in its thread, or privately\n• Ask me for guidance, follow-ups and feedback\n• Try a mock round here, with just the 2 of us"),
		buttons(button(ActRoundForm, "Start a round", ChoiceValue(chosen)), button(ActAsk, "Ask me a question", WishValue(practice.Wish{})),
			button(ActBrowse, "Browse questions", ""), button(ActReview, "My answers", "")),
		small("Type `help` for what else I know. What you write here stays between us in Slack; whoever runs the bot could read its file."),
	)
}

// mostQuoted is how much is quoted of what somebody typed.
const mostQuoted = 60

func quoted(typed string) string { return "“" + oneLine(said(typed, mostQuoted)) + "”" }

// Unknown answers words that mean nothing to the bot. near is what may have been
// meant, such as "/interview technical"; empty where nothing comes near.
func Unknown(typed, near string) Message {
	if near != "" {
		return message(
			rich(line(text("I don't know "+quoted(typed)+". Did you mean "), bold(oneLine(packed(near, 100))), text("?"))),
			buttons(button(ActHelp, "Help", "")),
		)
	}
	return message(
		rich(line(text("I don't know what to do with "+quoted(typed)+"."))),
		own("I've kept nothing of it: answers count in a round or under a question. Type `help` to see what I can do."),
		buttons(button(ActRoundForm, "Start a round", ""), button(ActHelp, "Help", "")),
	)
}

// ShortHere answers a few words that begin no answer to the question in hand.
func ShortHere(typed string) Message {
	return message(
		rich(line(text("I've kept nothing of "+quoted(typed)+": that's short for an answer."))),
		own("Say a little more, or tell what comes closest. `hint` helps you on, `skip` brings another question, and `help` shows what else I know."),
	)
}

// NoRoundForThat answers what reads like an answer while no round is running.
func NoRoundForThat(typed string) Message {
	return message(
		rich(quote(oneLine(said(typed, mostQuoted)))),
		own("That reads like an answer, but no round is running and no question is open here, so I've kept nothing of it. Let me ask you something, or reply to a question in its thread."),
		begins(),
	)
}

// Unheard says that it could not be told what a message belongs to, long after it
// was said: Slack did not confirm a question meanwhile.
func Unheard() Message {
	return message(
		own("I couldn't tell which question that was said to, so I've kept nothing of it. Let me ask you something, or say it again in a question's thread."),
		begins(),
	)
}

// begins are the buttons for whoever has something to say and nothing to say it to.
func begins() slack.Block {
	return buttons(button(ActAsk, "Ask me a question", WishValue(practice.Wish{})), button(ActRoundForm, "Start a round", ""), button(ActHelp, "Help", ""))
}

// UnknownInThread answers a few words in a thread that mean nothing to the bot.
func UnknownInThread(typed string) Message {
	return message(
		rich(line(text("I don't know "+quoted(typed)+"."))),
		own("In a question's thread I know `guide`, `follow-up`, `why`, `example`, `feedback` and `try again`; this was not added to your answer."),
		small(onlyYou),
	)
}

// Welcome answers thanks.
func Welcome() Message {
	return message(own("You're welcome. This was not added to your answer."), small(onlyYou))
}

// Calm answers somebody who is nervous.
func Calm() Message {
	return message(
		own("Nearly everybody is, and it shows far less than it feels. What helps is having said it aloud before: nobody reads along here, and nothing is scored."),
		own("Begin small: one question, no clock."),
		buttons(button(ActAsk, "Ask me a question", WishValue(practice.Wish{})), button(ActRoundForm, "Start a round", "")),
	)
}

// CalmUnderQuestion answers somebody who is nervous below a question that they
// were asked alone.
func CalmUnderQuestion() Message {
	return message(
		own("Nearly everybody is, and it shows far less than it feels. Take a breath, then begin with one plain sentence: the rest follows."),
		small("There's no clock, nobody reads along, and nothing is scored. `hint` helps you on, `skip` brings another question."),
	)
}

// NothingToEnd answers "stop" where no round is running: what else it may be meant
// to stop.
func NothingToEnd() Message {
	return message(own("You have no round running, so there's nothing to end. Do I write to you too much? `settings` shows what I send by myself, and lets you switch it off."))
}

// CalmInRound answers somebody who is nervous in a round.
func CalmInRound(r practice.Round) Message {
	words := "Nearly everybody is, and it shows far less than it feels. Take a breath, then begin with one plain sentence: the rest follows."
	small := small("The clock only tells, it never cuts you off. `pause` stops it for as long as you like.")
	if !r.PausedAt.IsZero() {
		words, small = "Nearly everybody is, and it shows far less than it feels. There's no hurry: your round waits for you.", smallPlain("Nobody reads along, and nothing is scored.")
	}
	return message(own(words), small)
}

// NextInRound tells somebody who wants another question in a round how to get it.
func NextInRound() Message {
	return message(own("In a round the next question comes with `done` when you've answered, or with `skip`, which leaves this one out. Is it unclear? `clarify` puts it in other words."))
}

// WelcomeHere answers thanks in the DM.
func WelcomeHere() Message { return message(own("You're welcome.")) }
