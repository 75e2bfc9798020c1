package playground

import (
	"fmt"
)

// Remove deletes any message, as an admin of the workspace may.
func (ws *Workspace) Remove(channel, ts string) error {
	ws.lock()
	defer ws.unlock()
	c := ws.conversation(channel)
	if c == nil {
		return fmt.Errorf("no channel %q", channel)
	}
	m := c.message(ts)
	if m == nil || m.Subtype == "tombstone" {
		return fmt.Errorf("no message %s in %q", ts, channel)
	}
	ws.erase(c, m)
	return nil
}

// Rename gives a channel another name, without #. Its id stays.
func (ws *Workspace) Rename(channel, to string) error {
	ws.lock()
	defer ws.unlock()
	c := ws.conversation(channel)
	switch {
	case c == nil:
		return fmt.Errorf("no channel %q", channel)
	case ws.conversation(to) != nil:
		return fmt.Errorf("there is a channel %q already", to)
	}
	c.Name = to
	ws.changed()
	ws.tellConversation(c, c.Members)
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
	ws.archive(c, ws.people[0].ID)
	return nil
}

// archive closes a channel and tells everyone.
func (ws *Workspace) archive(c *conversation, by string) {
	c.Archived = true
	ws.changed()
	if c.has(ws.app.UserID) {
		ws.emit("channel_archive", c.ID, map[string]any{"type": "channel_archive", "channel": c.ID, "user": by})
	}
	ws.tellConversation(c, c.Members)
}

// Unarchive opens a channel again for writing.
func (ws *Workspace) Unarchive(channel string) error {
	ws.lock()
	defer ws.unlock()
	c := ws.conversation(channel)
	if c == nil {
		return fmt.Errorf("no channel %q", channel)
	}
	c.Archived = false
	ws.changed()
	ws.tellConversation(c, c.Members)
	return nil
}
