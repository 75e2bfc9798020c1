package view

import "github.com/slack-go/slack"

// Help says what can be done and how, on one screen of a phone.
func Help(admin bool) Message {
	blocks := []slack.Block{
		own("*Practise anywhere*\n" +
			"• `/interview` starts a mock round\n" +
			"• `/interview technical express` starts one at once\n" +
			"• `/interview review` shows your own answers"),
		own("*In a question's thread*\n" +
			"Reply: everyone there sees it. Or mention me, and only you see what I say: " +
			"`@greenroom guide`, `follow-up`, `why`, `example`, `feedback`, `try again`."),
		own("*In our DM*\n" +
			"The same words, no mention needed, and `review`, `export`. In a round: `done`, `hint`, `skip`, `pause`, `resume`, `end`."),
		small("Slack doesn't take `/interview` inside a thread: mention me there, or choose *Feedback on this answer* from your message's menu."),
	}
	if admin {
		blocks = append(blocks, own("*For admins*\n"+
			"• `/interview post`, `pause`, `resume` or `skip`, and the schedule's name\n"+
			"• `/interview status`"))
	}
	return message(blocks...)
}

// Hello is the first thing that somebody reads in their DM.
func Hello() Message {
	return message(
		own("Hi, I'm Greenroom. I help you practise for IT manager interviews, at your own pace."),
		own("• Answer a question in its thread, or privately\n• Ask me for guidance, follow-ups and feedback\n• Try a mock round here, with just the 2 of us"),
		buttons(button(ActRoundForm, "Start a round", ""), button(ActReview, "My answers", ""), button(ActHelp, "Help", "")),
		small("What you write here stays between us in Slack; whoever runs the bot could read its file."),
	)
}

// Unknown answers a word that means nothing to the bot.
func Unknown(word string) Message {
	return message(
		rich(line(text("I don't know what to do with “"+oneLine(said(word, 80))+"”."))),
		own("I've kept nothing of it: answers count in a round or under a question. Type `help` to see what I can do."),
		buttons(button(ActRoundForm, "Start a round", ""), button(ActHelp, "Help", "")),
	)
}
