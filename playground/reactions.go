package playground

import (
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
	i := slices.IndexFunc(m.Reactions, func(r Reaction) bool { return r.Name == name })
	if i < 0 {
		m.Reactions = append(m.Reactions, Reaction{Name: name})
		i = len(m.Reactions) - 1
	}
	r := &m.Reactions[i]
	if slices.Contains(r.Users, ws.app.UserID) {
		return nil, fail("already_reacted")
	}
	r.Users = append(slices.Clone(r.Users), ws.app.UserID)
	r.Count = len(r.Users)
	ws.changed()
	ws.tellMembers(channel, pageEvent{"type": "message_changed", "channel": channel.ID, "message": m.clone()})
	if channel.has(ws.app.UserID) {
		ws.emit("reaction_added", channel.ID, map[string]any{
			"type": "reaction_added", "user": ws.app.UserID, "reaction": name, "item_user": m.User,
			"item": map[string]any{"type": "message", "channel": channel.ID, "ts": m.TS},
		})
	}
	return nil, nil
}
