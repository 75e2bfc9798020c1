package playground

import (
	"fmt"
	"time"
)

// LimitPages has histories and threads give at most n messages a call, as Slack
// does since 2025 with apps that are sold outside of its Marketplace (15). Zero is
// no such limit.
func (ws *Workspace) LimitPages(n int) {
	ws.lock()
	defer ws.unlock()
	ws.pageLimit = n
}

// HideAfter has histories and threads show nothing older than d, as Slack's free
// plan does (90 days). Zero shows all.
func (ws *Workspace) HideAfter(d time.Duration) {
	ws.lock()
	defer ws.unlock()
	ws.hideAfter = d
}

// hidden reports whether a message is shown in no history, for now or any more.
func (ws *Workspace) hidden(m *Message) bool {
	now := time.Now()
	return m.ShownAt > now.UnixMicro() || ws.hideAfter > 0 && parseTS(m.TS) < now.Add(-ws.hideAfter).UnixMicro()
}

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
	for _, member := range c.Members {
		ws.tell(member, pageEvent{"type": "conversation", "conversation": ws.pageConversation(c, member)})
	}
	return nil
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
	for _, member := range c.Members {
		ws.tell(member, pageEvent{"type": "conversation", "conversation": ws.pageConversation(c, member)})
	}
	return nil
}
