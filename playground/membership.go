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
	ws.tellConversation(c, c.Members)
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
	ws.expel(c, ws.app.UserID)
	return nil
}

// Deactivate takes somebody out of the workspace, as an admin does with the
// account of a person who left.
func (ws *Workspace) Deactivate(who string) error {
	ws.lock()
	defer ws.unlock()
	i := slices.IndexFunc(ws.people, func(p Person) bool { return p.ID == who || p.Name == who })
	if i < 0 {
		return fmt.Errorf("nobody here is called %q", who)
	}
	ws.people[i].Deleted = true
	for _, c := range ws.state.Conversations {
		if c.Kind != kindIM && c.has(ws.people[i].ID) {
			ws.expel(c, ws.people[i].ID)
		}
	}
	return nil
}

// expel takes a user out of a channel and tells the page.
func (ws *Workspace) expel(c *conversation, user string) {
	members := c.Members
	c.Members = slices.DeleteFunc(slices.Clone(members), func(m string) bool { return m == user })
	ws.changed()
	ws.tellConversation(c, members)
}

// tellConversation shows people how a conversation is now.
func (ws *Workspace) tellConversation(c *conversation, people []string) {
	for _, p := range people {
		ws.tell(p, pageEvent{"type": "conversation", "conversation": ws.pageConversation(c, p)})
	}
}
