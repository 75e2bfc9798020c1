package playground

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Channel is a conversation that a workspace begins with.
type Channel struct {
	ID       string // C…, derived from the name when empty
	Name     string // without #
	Topic    string
	Private  bool
	Archived bool
	Bot      bool     // the app was invited
	Members  []string // names or ids; empty means everybody
}

func defaultChannels() []Channel {
	return []Channel{
		{Name: "general", Topic: "Everything else"},
		{Name: "interview-practice", Topic: "One question a working day", Bot: true},
	}
}

// The kinds of conversation.
const (
	kindChannel = "channel"
	kindPrivate = "private"
	kindIM      = "im"
)

// conversation is a channel or a DM, with what was said in it, oldest first.
type conversation struct {
	ID       string     `json:"id"`
	Name     string     `json:"name"`
	Kind     string     `json:"kind"`
	Topic    string     `json:"topic"`
	Created  int64      `json:"created"`
	Creator  string     `json:"creator"`
	Archived bool       `json:"archived"`
	Members  []string   `json:"members"`
	Messages []*Message `json:"messages"`
}

// eventType is the channel_type of message events.
func (c *conversation) eventType() string {
	if c.Kind == kindPrivate {
		return "group"
	}
	return c.Kind
}

func (c *conversation) has(user string) bool { return slices.Contains(c.Members, user) }

// with names the other side of a DM.
func (c *conversation) with(user string) string {
	for _, m := range c.Members {
		if m != user {
			return m
		}
	}
	return user
}

// message finds what was said at ts; nil when nothing was, or it was deleted.
func (c *conversation) message(ts string) *Message {
	want := parseTS(ts)
	i, found := slices.BinarySearchFunc(c.Messages, want, func(m *Message, t int64) int { return cmp.Compare(parseTS(m.TS), t) })
	if !found {
		return nil
	}
	return c.Messages[i]
}

// replies lists the answers in a thread, oldest first, without the parent.
func (c *conversation) replies(thread string) []*Message {
	var out []*Message
	for _, m := range c.Messages {
		if m.ThreadTS == thread && m.TS != thread {
			out = append(out, m)
		}
	}
	return out
}

// latest is the newest message at the top level; nil when there is none.
func (c *conversation) latest() *Message {
	for _, m := range slices.Backward(c.Messages) {
		if m.topLevel() {
			return m
		}
	}
	return nil
}

// remove takes a message out.
func (c *conversation) remove(ts string) {
	c.Messages = slices.DeleteFunc(c.Messages, func(m *Message) bool { return m.TS == ts })
}

// conversation finds one by id, or by name with or without #.
func (ws *Workspace) conversation(which string) *conversation {
	name := strings.TrimPrefix(which, "#")
	for _, c := range ws.state.Conversations {
		if c.ID == which || c.Kind != kindIM && c.Name == name {
			return c
		}
	}
	return nil
}

// direct finds or opens the DM between two users.
func (ws *Workspace) direct(a, b string) *conversation {
	for _, c := range ws.state.Conversations {
		if c.Kind == kindIM && c.has(a) && c.has(b) && (a != b || len(c.Members) == 1) {
			return c
		}
	}
	first, second := min(a, b), max(a, b)
	c := &conversation{ID: stableID("D", first+"/"+second), Kind: kindIM, Created: nowUnix(), Members: slices.Compact([]string{first, second})}
	ws.state.Conversations = append(ws.state.Conversations, c)
	ws.changed()
	ws.tellConversation(c, c.Members)
	return c
}

// visible reports whether a user may know of a conversation.
func (c *conversation) visible(user string) bool { return c.Kind == kindChannel || c.has(user) }

// channelObject is a conversation as conversations.info shows it to the app.
func (ws *Workspace) channelObject(c *conversation) map[string]any {
	object := map[string]any{
		"id": c.ID, "created": c.Created, "is_archived": c.Archived, "is_im": c.Kind == kindIM,
		"is_org_shared": false, "context_team_id": ws.teamID, "updated": c.Created * 1000,
	}
	if c.Kind == kindIM {
		object["user"], object["is_user_deleted"], object["priority"] = c.with(ws.app.UserID), false, 0
		object["is_open"] = true
		return object
	}
	topic := map[string]any{"value": c.Topic, "creator": c.Creator, "last_set": c.Created}
	maps.Copy(object, map[string]any{
		"name": c.Name, "name_normalized": c.Name, "is_channel": c.Kind == kindChannel, "is_group": c.Kind == kindPrivate,
		"is_mpim": false, "is_private": c.Kind == kindPrivate, "is_general": c.Name == "general", "is_shared": false,
		"is_ext_shared": false, "is_member": c.has(ws.app.UserID), "creator": c.Creator, "unlinked": 0,
		"topic": topic, "purpose": map[string]any{"value": "", "creator": "", "last_set": 0}, "previous_names": []string{},
		"num_members": len(c.Members),
	})
	return object
}
