package playground

import (
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"
)

const (
	maxText       = 40_000 // characters of a new message; the rest is cut off
	maxUpdateText = 4_000  // characters of an update; more is refused
	maxMetadata   = 16_000 // bytes
)

// writable finds the conversation that the app may write to.
func (ws *Workspace) writable(which string) (*conversation, error) {
	c := ws.conversation(which)
	if c == nil {
		if p, ok := ws.person(which); ok && p.ID == which {
			c = ws.direct(p.ID, ws.app.UserID)
		}
	}
	switch {
	case c == nil || !c.visible(ws.app.UserID):
		return nil, fail("channel_not_found")
	case c.Archived:
		return nil, fail("is_archived")
	case c.Kind == kindIM && ws.app.NoMessages:
		return nil, fail("messages_tab_disabled")
	case !c.has(ws.app.UserID) && !ws.app.hasScope("chat:write.public"):
		return nil, fail("not_in_channel")
	}
	return c, nil
}

func chatPostMessage(ws *Workspace, c *call) (map[string]any, error) {
	if c.str("channel") == "" {
		return nil, failArguments("missing required field: channel [json-pointer:/channel]")
	}
	channel, err := ws.writable(c.str("channel"))
	if err != nil {
		return nil, err
	}
	said, err := readContent(ws, c)
	if err != nil {
		return nil, err
	}
	if said.text == "" && said.blocks == nil && said.attachments == nil {
		return nil, fail("no_text")
	}
	m := &Message{Text: cut(said.text, maxText), Blocks: said.blocks, Attachments: said.attachments, Metadata: said.metadata, ThreadTS: c.str("thread_ts")}
	ws.byApp(m)
	if name := c.str("username"); name != "" && ws.app.hasScope("chat:write.customize") {
		m.Username = name
	}
	if late := ws.takeFault(LateHistory, "chat.postMessage"); late != nil {
		m.ShownAt = ws.lateBy(late)
	}
	ws.post(channel, m, c.yes("reply_broadcast"))
	result := map[string]any{"channel": channel.ID, "ts": m.TS, "message": m.clone()}
	if said.text == "" {
		result["warning"] = "missing_text_in_message"
		result["response_metadata"] = map[string]any{"warnings": []string{"missing_text_in_message"}}
	}
	return result, nil
}

func chatPostEphemeral(ws *Workspace, c *call) (map[string]any, error) {
	channel, err := ws.writable(c.str("channel"))
	if err != nil {
		return nil, err
	}
	if !channel.has(ws.app.UserID) {
		return nil, fail("not_in_channel")
	}
	said, err := readContent(ws, c)
	if err != nil {
		return nil, err
	}
	if said.text == "" && said.blocks == nil && said.attachments == nil {
		return nil, fail("no_text")
	}
	if !channel.has(c.str("user")) {
		return nil, fail("user_not_in_channel")
	}
	m := &Message{Text: cut(said.text, maxText), Blocks: said.blocks, Attachments: said.attachments, ThreadTS: c.str("thread_ts")}
	ws.byApp(m)
	ws.whisper(channel, m, c.str("user"))
	return map[string]any{"message_ts": m.TS}, nil
}

// own finds a message that the app may change: its own, in a conversation
// named by id.
func (ws *Workspace) own(c *call, refused string) (*conversation, *Message, error) {
	channel, err := ws.readable(c)
	if err != nil {
		return nil, nil, err
	}
	if channel.Archived {
		return nil, nil, fail("is_archived")
	}
	m := channel.message(c.str("ts"))
	if m == nil || m.Subtype == "tombstone" {
		return nil, nil, fail("message_not_found")
	}
	if m.BotID != ws.app.BotID {
		return nil, nil, fail(refused)
	}
	return channel, m, nil
}

func chatUpdate(ws *Workspace, c *call) (map[string]any, error) {
	channel, m, err := ws.own(c, "cant_update_message")
	if err != nil {
		return nil, err
	}
	said, err := readContent(ws, c)
	if err != nil {
		return nil, err
	}
	if utf8.RuneCountInString(said.text) > maxUpdateText {
		return nil, fail("msg_too_long")
	}
	if !said.hasText && !said.hasBlocks && !said.hasAttachments {
		return nil, fail("no_text")
	}
	ws.edit(channel, m, func(m *Message) {
		if said.hasText {
			m.Text = said.text
		}
		if said.hasText || said.hasBlocks {
			m.Blocks = said.blocks // text alone takes the old blocks away
		}
		if said.hasAttachments {
			m.Attachments = said.attachments
		}
		if said.hasMetadata {
			m.Metadata = said.metadata
		}
		// Slack marks a message as edited only where its text changed.
		if said.hasText && !said.hasBlocks {
			m.Edited = &Edited{User: ws.app.UserID, TS: ws.nextTS()}
		}
	})
	return map[string]any{"channel": channel.ID, "ts": m.TS, "text": m.Text, "message": m.clone()}, nil
}

func chatDelete(ws *Workspace, c *call) (map[string]any, error) {
	channel, m, err := ws.own(c, "cant_delete_message")
	if err != nil {
		return nil, err
	}
	ts := m.TS
	ws.erase(channel, m)
	return map[string]any{"channel": channel.ID, "ts": ts}, nil
}

func chatGetPermalink(ws *Workspace, c *call) (map[string]any, error) {
	channel, err := ws.readable(c)
	if err != nil {
		return nil, err
	}
	m := channel.message(c.str("message_ts"))
	if m == nil {
		return nil, fail("message_not_found")
	}
	link := fmt.Sprintf("http://%s/archives/%s/p%s", c.host, channel.ID, strings.ReplaceAll(m.TS, ".", ""))
	if m.ThreadTS != "" && m.ThreadTS != m.TS {
		link += "?" + url.Values{"thread_ts": {m.ThreadTS}, "cid": {channel.ID}}.Encode()
	}
	return map[string]any{"channel": channel.ID, "permalink": link}, nil
}
