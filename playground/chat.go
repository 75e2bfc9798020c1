package playground

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"
)

const (
	maxText       = 40_000 // characters of a new message; the rest is cut off
	maxUpdateText = 4_000  // characters of an update; more is refused
	maxMetadata   = 16_000 // bytes
)

// content is what a message says, as an app gives it.
type content struct {
	text        string
	blocks      json.RawMessage
	attachments json.RawMessage
	metadata    *Metadata

	hasText, hasBlocks, hasAttachments, hasMetadata bool
}

// readContent takes and checks what a call wants to say.
func readContent(c *call) (content, error) {
	out := content{text: normalise(c.str("text")), hasText: c.given("text"), hasBlocks: c.given("blocks"), hasAttachments: c.given("attachments"), hasMetadata: c.given("metadata")}
	var ok bool
	if out.blocks, ok = c.json("blocks"); !ok {
		return out, fail("invalid_blocks_format")
	}
	if out.attachments, ok = c.json("attachments"); !ok {
		return out, fail("invalid_attachments")
	}
	if string(out.attachments) == "[]" {
		out.attachments = nil
	}
	if err := checkBlocks(out.blocks); err != nil {
		return out, err
	}
	if string(out.blocks) == "[]" {
		out.blocks = nil
	}
	var err error
	out.metadata, err = readMetadata(c)
	return out, err
}

// checkBlocks refuses blocks that break Slack's limits, in Slack's shape.
func checkBlocks(blocks json.RawMessage) error {
	if len(blocks) == 0 {
		return nil
	}
	var list []json.RawMessage
	if json.Unmarshal(blocks, &list) != nil {
		return fail("invalid_blocks_format")
	}
	problems := CheckMessage(blocks)
	if len(problems) == 0 {
		return nil
	}
	if problems[0].Code != "invalid_blocks" {
		return fail(problems[0].Code)
	}
	var words, messages []string
	for _, p := range problems {
		words = append(words, p.String())
		messages = append(messages, "[ERROR] "+p.String())
	}
	return &apiError{code: "invalid_blocks", extra: map[string]any{
		"errors": words, "response_metadata": map[string]any{"messages": messages},
	}}
}

// readMetadata takes a message's metadata; an empty object is none.
func readMetadata(c *call) (*Metadata, error) {
	raw, ok := c.json("metadata")
	if !ok {
		return nil, fail("invalid_metadata_format")
	}
	if raw == nil || string(raw) == "{}" {
		return nil, nil
	}
	if len(raw) > maxMetadata {
		return nil, fail("metadata_too_large")
	}
	var m Metadata
	var payload map[string]any
	if json.Unmarshal(raw, &m) != nil {
		return nil, fail("invalid_metadata_format")
	}
	if m.EventType == "" || json.Unmarshal(m.EventPayload, &payload) != nil || payload == nil {
		return nil, fail("invalid_metadata_schema")
	}
	return &m, nil
}

// token matches what may stand between < and > in a message's text.
var token = regexp.MustCompile(`^<(?:[@#!][^<>]+|(?:https?|mailto|tel):[^<>]+)>`)

// entity matches the three characters that Slack writes as entities.
var entity = regexp.MustCompile(`^&(?:amp|lt|gt);`)

// normalise writes text as Slack keeps it: a bare &, < or > is an entity.
func normalise(text string) string {
	if !strings.ContainsAny(text, "&<>") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		rest := text[i:]
		switch text[i] {
		case '&':
			if entity.MatchString(rest) {
				b.WriteByte('&')
			} else {
				b.WriteString("&amp;")
			}
		case '<':
			if t := token.FindString(rest); t != "" {
				b.WriteString(t)
				i += len(t) - 1
			} else {
				b.WriteString("&lt;")
			}
		case '>':
			b.WriteString("&gt;")
		default:
			b.WriteByte(text[i])
		}
	}
	return b.String()
}

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
	said, err := readContent(c)
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

// cut shortens a text to a number of characters.
func cut(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	return string([]rune(text)[:limit])
}

func chatPostEphemeral(ws *Workspace, c *call) (map[string]any, error) {
	channel, err := ws.writable(c.str("channel"))
	if err != nil {
		return nil, err
	}
	if !channel.has(ws.app.UserID) {
		return nil, fail("not_in_channel")
	}
	said, err := readContent(c)
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
	channel := ws.conversation(c.str("channel"))
	if channel == nil || channel.ID != c.str("channel") || !channel.visible(ws.app.UserID) {
		return nil, nil, fail("channel_not_found")
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
	said, err := readContent(c)
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
	channel := ws.conversation(c.str("channel"))
	if channel == nil || channel.ID != c.str("channel") || !channel.visible(ws.app.UserID) {
		return nil, fail("channel_not_found")
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
