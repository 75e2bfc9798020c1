package playground

import (
	"fmt"
	"slices"
)

// admit makes a user a member of a channel and tells everyone.
func (ws *Workspace) admit(c *conversation, user, inviter string) {
	c.Members = append(c.Members, user)
	ws.changed()
	ws.memberJoined(c, user, inviter)
	for _, member := range c.Members {
		ws.tell(member, pageEvent{"type": "conversation", "conversation": ws.pageConversation(c, member)})
	}
}

// Invite brings the app into a channel, as an /invite by the first person does.
func (ws *Workspace) Invite(channel string) error {
	ws.lock()
	defer ws.unlock()
	c := ws.conversation(channel)
	if c == nil {
		return fmt.Errorf("no channel %q", channel)
	}
	if !c.has(ws.app.UserID) {
		ws.admit(c, ws.app.UserID, ws.people[0].ID)
	}
	return nil
}

// Kick takes the app out of a channel.
func (ws *Workspace) Kick(channel string) error {
	ws.lock()
	defer ws.unlock()
	c := ws.conversation(channel)
	if c == nil {
		return fmt.Errorf("no channel %q", channel)
	}
	c.Members = slices.DeleteFunc(c.Members, func(m string) bool { return m == ws.app.UserID })
	ws.changed()
	return nil
}

// Archive closes a channel for writing.
func (ws *Workspace) Archive(channel string) error {
	ws.lock()
	defer ws.unlock()
	c := ws.conversation(channel)
	if c == nil {
		return fmt.Errorf("no channel %q", channel)
	}
	c.Archived = true
	ws.changed()
	if c.has(ws.app.UserID) {
		ws.emit("channel_archive", c.ID, map[string]any{"type": "channel_archive", "channel": c.ID, "user": ws.people[0].ID})
	}
	return nil
}
