package bot

import "greenroom/bot/view"

// What the bot needs of Slack. The dispatcher, the help, the manifest and the
// doctor's checks are made from these tables, so that they cannot disagree.

// A Scope is a permission that the bot's token must have.
type Scope struct {
	Name string
	For  string // what would not work without it
}

// Scopes are the bot token's scopes.
func Scopes() []Scope {
	return []Scope{
		{"chat:write", "posting questions and replies"},
		{"commands", "/interview and the message shortcut"},
		{"app_mentions:read", "mentioning the bot in a thread"},
		{"channels:history", "reading answers in public channels"},
		{"groups:history", "reading answers in private channels"},
		{"im:history", "reading what is said in the DM"},
		{"im:read", "knowing the DM"},
		{"im:write", "opening the DM"},
		{"channels:read", "finding a public channel by its name, and who is in it"},
		{"groups:read", "finding a private channel by its name, and who is in it"},
		{"users:read", "telling people from bots, their time zones, and who has left"},
		{"files:read", "reading what is said in a voice clip"},
		{"files:write", "sending an export as a file, and a digest's picture"},
	}
}

// Events are the events that the bot is subscribed to.
func Events() []string {
	return []string{
		"app_home_opened", "app_mention", "message.channels", "message.groups", "message.im",
	}
}

// A Command is a slash command.
type Command struct{ Name, Description, Usage string }

// Commands are the bot's slash commands.
func Commands() []Command {
	return []Command{{
		Name:        "/interview",
		Description: "Practise for an interview: a mock round, one question, your answers",
		Usage:       "[screening | technical | strategy] [express] [live] | question [topic] | review | help",
	}}
}

// A Shortcut is a message shortcut.
type Shortcut struct{ Name, Callback, Description string }

// Shortcuts are the bot's message shortcuts.
func Shortcuts() []Shortcut {
	return []Shortcut{{
		Name: "Feedback on this answer", Callback: view.CallMessageFeedback,
		Description: "What your own answer has, and one thing to try. Only you see it.",
	}}
}
