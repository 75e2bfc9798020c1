package playground

import (
	"cmp"
	"slices"
)

// App is what a Slack app's manifest says of the one app of a workspace.
// A zero field takes a default; see [Options].
type App struct {
	ID       string // A…
	Name     string // shown beside its messages
	BotName  string // the bot user's handle, without @
	UserID   string // U… of the bot user
	BotID    string // B…
	Commands []Command
	// Shortcuts appear in the page's menus.
	Shortcuts []Shortcut
	Events    []string // subscriptions, such as message.channels
	Scopes    []string // granted to the bot token
	AppToken  string   // xapp-…, random when empty
	BotToken  string   // xoxb-…, random when empty

	NoHome     bool // the Home tab is switched off
	NoMessages bool // the Messages tab is switched off: nobody can write in the DM, nor the app
}

// Command is a slash command of the app.
type Command struct {
	Name        string // with its slash
	Description string
	UsageHint   string
}

// Shortcut is a message or global shortcut of the app.
type Shortcut struct {
	Name        string
	CallbackID  string
	Type        string // "message" or "global"
	Description string
}

// defaultScopes are what an app such as Greenroom is installed with.
var defaultScopes = []string{
	"app_mentions:read", "channels:history", "channels:read", "chat:write", "commands",
	"files:read", "files:write", "groups:history", "groups:read", "im:history", "im:read",
	"im:write", "reactions:read", "reactions:write", "team:read", "users:read",
}

// defaultEvents are what an app such as Greenroom subscribes to.
var defaultEvents = []string{
	"app_home_opened", "app_mention", "channel_archive", "channel_rename", "file_change",
	"member_joined_channel", "message.channels", "message.groups", "message.im", "reaction_added",
}

// withDefaults fills what the options leave open.
func (a App) withDefaults() App {
	a.Name = cmp.Or(a.Name, "Greenroom")
	a.BotName = cmp.Or(a.BotName, "greenroom")
	a.ID = cmp.Or(a.ID, stableID("A", a.Name))
	a.UserID = cmp.Or(a.UserID, stableID("U", "bot/"+a.Name))
	a.BotID = cmp.Or(a.BotID, stableID("B", a.Name))
	if a.Events == nil {
		a.Events = slices.Clone(defaultEvents)
	}
	if a.Scopes == nil {
		a.Scopes = slices.Clone(defaultScopes)
	}
	return a
}

// hasScope reports whether the bot token was granted a scope.
func (a App) hasScope(name string) bool { return slices.Contains(a.Scopes, name) }
