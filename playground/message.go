package playground

import (
	"bytes"
	"encoding/json"
	"slices"
	"time"
)

// Message is what somebody said, in Slack's own JSON.
type Message struct {
	Type        string          `json:"type"`
	Subtype     string          `json:"subtype,omitempty"`
	User        string          `json:"user,omitempty"`
	Username    string          `json:"username,omitempty"`
	BotID       string          `json:"bot_id,omitempty"`
	AppID       string          `json:"app_id,omitempty"`
	BotProfile  *botProfile     `json:"bot_profile,omitempty"`
	Team        string          `json:"team,omitempty"`
	ClientMsgID string          `json:"client_msg_id,omitempty"`
	Text        string          `json:"text"`
	TS          string          `json:"ts"`
	Blocks      json.RawMessage `json:"blocks,omitempty"`
	Attachments json.RawMessage `json:"attachments,omitempty"`
	Edited      *Edited         `json:"edited,omitempty"`
	Files       []File          `json:"files,omitempty"`
	Upload      *bool           `json:"upload,omitempty"`
	Metadata    *Metadata       `json:"metadata,omitempty"`
	Reactions   []Reaction      `json:"reactions,omitempty"`
	Hidden      bool            `json:"hidden,omitempty"`

	ThreadTS        string   `json:"thread_ts,omitempty"`
	ParentUserID    string   `json:"parent_user_id,omitempty"`
	Root            *Message `json:"root,omitempty"`
	ReplyCount      int      `json:"reply_count,omitempty"`
	ReplyUsersCount int      `json:"reply_users_count,omitempty"`
	ReplyUsers      []string `json:"reply_users,omitempty"`
	LatestReply     string   `json:"latest_reply,omitempty"`

	// Ephemeral marks what only one person sees; it is never in a history.
	Ephemeral bool `json:"ephemeral,omitempty"`
	// Private names who sees an ephemeral message.
	Private string `json:"-"`
	// ShownAt is when histories begin to show the message, in Unix
	// microseconds; 0 is at once. See [LateHistory].
	ShownAt int64 `json:"-"`
}

// Edited says who changed a message last, and when.
type Edited struct {
	User string `json:"user"`
	TS   string `json:"ts"`
}

// Metadata is what an app attached to its message.
type Metadata struct {
	EventType    string          `json:"event_type"`
	EventPayload json.RawMessage `json:"event_payload,omitempty"`
}

// Reaction is an emoji put under a message.
type Reaction struct {
	Name  string   `json:"name"`
	Users []string `json:"users"`
	Count int      `json:"count"`
}

type botProfile struct {
	ID      string            `json:"id"`
	AppID   string            `json:"app_id"`
	Name    string            `json:"name"`
	Icons   map[string]string `json:"icons"`
	Deleted bool              `json:"deleted"`
	Updated int64             `json:"updated"`
	TeamID  string            `json:"team_id"`
}

// clone copies a message so far that later changes to the original do not show.
func (m *Message) clone() Message {
	c := *m
	c.ReplyUsers = slices.Clone(m.ReplyUsers)
	c.Files = slices.Clone(m.Files)
	c.Reactions = slices.Clone(m.Reactions)
	return c
}

// topLevel reports whether a message stands in the conversation itself, not
// only in a thread.
func (m *Message) topLevel() bool {
	return m.ThreadTS == "" || m.ThreadTS == m.TS || m.Subtype == "thread_broadcast"
}

func nowUnix() int64 { return time.Now().Unix() }

// byApp stamps a message as the app's own.
func (ws *Workspace) byApp(m *Message) {
	m.User, m.BotID, m.AppID = ws.app.UserID, ws.app.BotID, ws.app.ID
	m.BotProfile = &botProfile{ID: ws.app.BotID, AppID: ws.app.ID, Name: ws.app.Name, Icons: map[string]string{}, Updated: ws.created.Unix(), TeamID: ws.teamID}
}

// post puts a message into a conversation, keeps its thread's counts, and
// tells the page and the app. A thread whose parent is gone is no thread.
func (ws *Workspace) post(c *conversation, m *Message, broadcast bool) {
	m.Type, m.Team, m.TS = "message", ws.teamID, ws.nextTS()
	m.Blocks = withBlockIDs(m.Blocks)
	parent := ws.thread(c, m.ThreadTS)
	if parent == nil {
		m.ThreadTS = ""
	} else {
		m.ThreadTS, m.ParentUserID = parent.TS, parent.User
		if broadcast {
			m.Subtype = "thread_broadcast"
		}
	}
	c.Messages = append(c.Messages, m)
	if parent != nil {
		ws.recount(c, parent)
		if broadcast {
			root := parent.clone()
			m.Root = &root
		}
	}
	ws.changed()
	ws.observe(Observation{Kind: "post", Channel: c.ID, TS: m.TS, User: m.User, Text: m.Text})
	ws.messagePosted(c, m)
	ws.tellMembers(c, pageEvent{"type": "message", "channel": c.ID, "message": m.clone()})
	if parent != nil {
		ws.tellMembers(c, pageEvent{"type": "message_changed", "channel": c.ID, "message": parent.clone()})
	}
}

// thread finds the parent that a reply belongs to; nil when it is gone.
func (ws *Workspace) thread(c *conversation, ts string) *Message {
	if ts == "" {
		return nil
	}
	parent := c.message(ts)
	if parent != nil && parent.ThreadTS != "" && parent.ThreadTS != parent.TS {
		parent = c.message(parent.ThreadTS)
	}
	if parent == nil || parent.Subtype == "tombstone" {
		return nil
	}
	return parent
}

// recount brings a parent's thread fields up to date.
func (ws *Workspace) recount(c *conversation, parent *Message) {
	parent.ThreadTS = parent.TS
	parent.ReplyCount, parent.ReplyUsers, parent.LatestReply = 0, nil, ""
	for _, r := range c.replies(parent.TS) {
		parent.ReplyCount++
		parent.LatestReply = r.TS
		if !slices.Contains(parent.ReplyUsers, r.User) {
			parent.ReplyUsers = append(parent.ReplyUsers, r.User)
		}
	}
	parent.ReplyUsersCount = len(parent.ReplyUsers)
	if parent.ReplyCount == 0 {
		parent.ThreadTS = ""
	}
}

// edit changes a message by way of f and tells the page and the app.
func (ws *Workspace) edit(c *conversation, m *Message, f func(*Message)) {
	before := m.clone()
	f(m)
	m.Blocks = withBlockIDs(m.Blocks)
	ws.changed()
	ws.observe(Observation{Kind: "update", Channel: c.ID, TS: m.TS, User: m.User, Text: m.Text})
	ws.messageChanged(c, m, before)
	ws.tellMembers(c, pageEvent{"type": "message_changed", "channel": c.ID, "message": m.clone()})
}

// erase deletes a message. A parent that still has replies leaves a
// tombstone, as Slack does, so that the thread can be read.
func (ws *Workspace) erase(c *conversation, m *Message) {
	ws.observe(Observation{Kind: "delete", Channel: c.ID, TS: m.TS, User: m.User})
	if m.ReplyCount > 0 {
		ws.edit(c, m, func(m *Message) {
			*m = Message{
				Type: "message", Subtype: "tombstone", Text: "This message was deleted.", User: "USLACKBOT", Hidden: true, TS: m.TS, ThreadTS: m.TS,
				ReplyCount: m.ReplyCount, ReplyUsers: m.ReplyUsers, ReplyUsersCount: m.ReplyUsersCount, LatestReply: m.LatestReply,
			}
		})
		return
	}
	before := m.clone()
	c.remove(m.TS)
	ws.changed()
	ws.messageDeleted(c, before)
	ws.tellMembers(c, pageEvent{"type": "message_deleted", "channel": c.ID, "ts": m.TS})
	if before.ThreadTS == "" || before.ThreadTS == before.TS {
		return
	}
	parent := c.message(before.ThreadTS)
	if parent == nil {
		return
	}
	ws.recount(c, parent)
	if parent.ReplyCount == 0 && parent.Subtype == "tombstone" {
		c.remove(parent.TS)
		ws.tellMembers(c, pageEvent{"type": "message_deleted", "channel": c.ID, "ts": parent.TS})
		return
	}
	ws.tellMembers(c, pageEvent{"type": "message_changed", "channel": c.ID, "message": parent.clone()})
}

// whisper shows a message to one person only.
func (ws *Workspace) whisper(c *conversation, m *Message, to string) {
	m.Type, m.Team, m.TS, m.Ephemeral, m.Private = "message", ws.teamID, ws.nextTS(), true, to
	m.Blocks = withBlockIDs(m.Blocks)
	ws.ephemerals[c.ID] = append(ws.ephemerals[c.ID], m)
	ws.observe(Observation{Kind: "ephemeral", Channel: c.ID, TS: m.TS, User: to, Text: m.Text})
	ws.tell(to, pageEvent{"type": "message", "channel": c.ID, "message": m.clone()})
}

// whispered finds an ephemeral message.
func (ws *Workspace) whispered(channel, ts string) *Message {
	for _, m := range ws.ephemerals[channel] {
		if m.TS == ts {
			return m
		}
	}
	return nil
}

// hush takes an ephemeral message away.
func (ws *Workspace) hush(channel string, m *Message) {
	ws.ephemerals[channel] = slices.DeleteFunc(ws.ephemerals[channel], func(o *Message) bool { return o == m })
	ws.tell(m.Private, pageEvent{"type": "ephemeral_gone", "channel": channel, "ts": m.TS})
}

// withBlockIDs gives an id to each block and each interactive element that
// has none, as Slack does. What is no list is left alone.
func withBlockIDs(blocks json.RawMessage) json.RawMessage {
	if len(blocks) == 0 {
		return nil
	}
	var list []map[string]any
	decoder := json.NewDecoder(bytes.NewReader(blocks))
	decoder.UseNumber()
	if decoder.Decode(&list) != nil {
		return blocks
	}
	if len(list) == 0 {
		return nil
	}
	for _, block := range list {
		identify(block, "block_id")
		if block["type"] == "section" || block["type"] == "input" {
			identify(block["accessory"], "action_id")
			identify(block["element"], "action_id")
		}
		if block["type"] == "actions" {
			for _, element := range listOf(block["elements"]) {
				identify(element, "action_id")
			}
		}
	}
	return mustJSON(list)
}

// identify gives an object an id unless it has one, or is an image.
func identify(v any, key string) {
	object, _ := v.(map[string]any)
	if object == nil || key == "action_id" && object["type"] == "image" {
		return
	}
	if id, _ := object[key].(string); id == "" {
		object[key] = newID("")[1:6]
	}
}

// mustJSON encodes a value that is known to be encodable.
func mustJSON(v any) json.RawMessage {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		panic("playground: " + err.Error())
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
