package view

import "github.com/slack-go/slack"

// Keeping is what the settings say of how long things are kept.
type Keeping struct {
	Days    int // after which answers and rounds are erased; 0: never for their age
	Backups int // how many of its own backups the bot keeps; 0: it makes none
}

// Privacy says what is kept of people, where, how long, who can see it, and how to
// take it or have it erased. docs/privacy.md says the same at more length.
func Privacy(k Keeping) Message {
	where := "*Where*\nIn one file on the machine that I run on"
	if k.Backups > 0 {
		where += ", and in up to " + count(k.Backups, "backup", "backups") + " of it"
	}
	where += ". Nothing of it is sent anywhere but to Slack."
	long := "*How long*\nUntil you delete it, or have me forget you."
	if k.Days > 0 {
		long = "*How long*\nAnswers and rounds for " + count(k.Days, "day", "days") + ", and a day more at most; then I erase them, in my backups too, with what I wrote " +
			"in our DM up to then. Suggestions and settings: until you have me forget you."
	}
	long += " That I sent you something, not what it said, I remember for 30 days."
	return message(
		own("*What I keep of you*\n"+
			"• your answers: replies under my questions, private ones, those in our DM and in rounds, with how they read before your last edits, and your ratings, stars and notes\n"+
			"• your rounds: what you were asked and how long you took\n"+
			"• your stories, what you prepare for (not the advert itself), and which questions return\n"+
			"• what I asked you alone, your settings, questions that you suggest, and what you do as an admin\n"+
			"Feedback and debriefs are not kept: I read them anew from your words. What is said elsewhere in a channel isn't kept either."),
		own(where),
		own(long),
		own("*Who can see it*\n"+
			"• a reply in a thread, or an answer that you posted there: everyone in the channel\n"+
			"• a question that you suggest: the admins, with your name; once they took it everyone, without\n"+
			"• all else: in Slack only you, no colleague and no admin. Counts name nobody\n"+
			"• whoever can read my file can read all of it, and Slack keeps our messages as your company has it set"),
		own("*Take it or erase it*\n"+
			"`export` sends you all of it. *Delete* under `review` takes an answer away, and so does deleting your messages; backups made before have it until they go. "+
			"`forget me` erases all of it, there too, but for a scrambled mark so that I don't take in your old messages again."),
		buttons(button(ActExport, "Export", "md"), button(ActForget, "Forget me…", "")),
	)
}

// WhoSees says who sees what is said in the DM.
func WhoSees() Message {
	return message(
		own("Here it's between us: in Slack nobody else sees your answers, your rounds or your feedback, no colleague and no admin. What stands in a channel's thread is seen by everyone there, and a question that you suggest by the admins."),
		small("It lies in one file on the machine that I run on: whoever can read that file can read it. Slack keeps our messages as your company has it set."),
		buttons(privacyButton()),
	)
}

// privacyButton leads to [Privacy].
func privacyButton() slack.BlockElement { return button(ActPrivacy, "Privacy", "") }
