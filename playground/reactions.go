package playground

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
)

var reactionName = regexp.MustCompile(`^[a-z0-9_+'-]+(::skin-tone-[2-6])?$`)

func reactionsAdd(ws *Workspace, c *call) (map[string]any, error) {
	name := c.str("name")
	channel := ws.conversation(c.str("channel"))
	switch {
	case name == "":
		return nil, fail("no_reaction")
	case !reactionName.MatchString(name):
		return nil, fail("invalid_name")
	case channel == nil || channel.ID != c.str("channel") || !channel.visible(ws.app.UserID):
		return nil, fail("channel_not_found")
	case channel.Archived:
		return nil, fail("is_archived")
	}
	m := channel.message(c.str("timestamp"))
	if m == nil {
		return nil, fail("message_not_found")
	}
	if !ws.react(channel, m, ws.app.UserID, name) {
		return nil, fail("already_reacted")
	}
	return nil, nil
}

// react puts a user's emoji under a message. It is false when it was there.
func (ws *Workspace) react(c *conversation, m *Message, user, name string) bool {
	i := slices.IndexFunc(m.Reactions, func(r Reaction) bool { return r.Name == name })
	if i < 0 {
		m.Reactions = append(m.Reactions, Reaction{Name: name})
		i = len(m.Reactions) - 1
	}
	r := &m.Reactions[i]
	if slices.Contains(r.Users, user) {
		return false
	}
	r.Users = append(slices.Clone(r.Users), user)
	r.Count = len(r.Users)
	ws.reacted("reaction_added", c, m, user, name)
	return true
}

// unreact takes a user's emoji away.
func (ws *Workspace) unreact(c *conversation, m *Message, user, name string) {
	var left []Reaction
	for _, r := range m.Reactions {
		if r.Name == name {
			r.Users = slices.DeleteFunc(slices.Clone(r.Users), func(u string) bool { return u == user })
			r.Count = len(r.Users)
		}
		if r.Count > 0 {
			left = append(left, r)
		}
	}
	m.Reactions = left
	ws.reacted("reaction_removed", c, m, user, name)
}

// reacted tells the page, and the app where it is in the conversation.
func (ws *Workspace) reacted(kind string, c *conversation, m *Message, user, name string) {
	ws.changed()
	ws.tellMembers(c, pageEvent{"type": "message_changed", "channel": c.ID, "message": m.clone()})
	if c.has(ws.app.UserID) {
		ws.emit(kind, c.ID, map[string]any{
			"type": kind, "user": user, "reaction": name, "item_user": m.User,
			"item": map[string]any{"type": "message", "channel": c.ID, "ts": m.TS},
		})
	}
}

// toggle is a person's click on an emoji: it comes, or goes.
func (ws *Workspace) toggle(person, channel, ts, name string) error {
	ws.lock()
	defer ws.unlock()
	c, err := ws.place(person, channel)
	if err != nil {
		return err
	}
	if err := ws.open(c); err != nil {
		return err
	}
	m := c.message(ts)
	switch {
	case m == nil || m.Subtype == "tombstone":
		return errors.New("that message is gone")
	case !reactionName.MatchString(name):
		return fmt.Errorf("there is no emoji %s", name)
	}
	if !ws.react(c, m, person, name) {
		ws.unreact(c, m, person, name)
	}
	return nil
}
