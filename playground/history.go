package playground

import (
	"cmp"
	"encoding/base64"
	"slices"
	"strings"
	"time"
)

// within reports whether a message is of the time that a call asks for.
func (m *Message) within(c *call) bool {
	at := parseTS(m.TS)
	oldest, latest := parseTS(c.str("oldest")), parseTS(c.str("latest"))
	if c.yes("inclusive") {
		return at >= oldest && (latest == 0 || at <= latest)
	}
	return at > oldest && (latest == 0 || at < latest)
}

// read is a message as the app reads it: metadata is whole only on request.
func (ws *Workspace) read(c *call, m *Message) Message {
	out := m.clone()
	if out.Metadata != nil && !c.yes("include_all_metadata") {
		out.Metadata = &Metadata{EventType: out.Metadata.EventType}
	}
	return out
}

// lateBy is when a message that a LateHistory fault hides begins to show.
func (ws *Workspace) lateBy(f *Fault) int64 { return time.Now().Add(f.Delay).UnixMicro() }

// messageList reads a page of messages for the app. Its cursor names the
// message that the next page begins with, so that what is posted or deleted
// meanwhile moves nothing.
func (ws *Workspace) messageList(c *call, all []*Message, order int) (map[string]any, error) {
	if cursor := c.str("cursor"); cursor != "" {
		text, err := base64.StdEncoding.DecodeString(cursor)
		after, ok := strings.CutPrefix(string(text), "next_ts:")
		from := parseTS(after)
		if err != nil || !ok || from == 0 {
			return nil, fail("invalid_cursor")
		}
		i := slices.IndexFunc(all, func(m *Message) bool { return cmp.Compare(parseTS(m.TS), from)*order >= 0 })
		if i < 0 {
			i = len(all)
		}
		all = all[i:]
	}
	limit := c.number("limit", 100)
	if limit <= 0 {
		limit = 100
	}
	limit = min(limit, maxPage)
	if ws.pageLimit > 0 {
		limit = min(limit, ws.pageLimit)
	}
	out := []Message{}
	for _, m := range all[:min(limit, len(all))] {
		out = append(out, ws.read(c, m))
	}
	result := map[string]any{"messages": out, "has_more": len(all) > limit}
	if len(all) > limit {
		result["response_metadata"] = nextCursor(base64.StdEncoding.EncodeToString([]byte("next_ts:" + all[limit].TS)))
	}
	return result, nil
}

// historyOf finds a conversation whose messages the app may read.
func (ws *Workspace) historyOf(c *call) (*conversation, error) {
	channel, err := ws.readable(c)
	if err != nil {
		return nil, err
	}
	if err := ws.scoped(channel, "history"); err != nil {
		return nil, err
	}
	if !channel.has(ws.app.UserID) {
		return nil, fail("not_in_channel")
	}
	for _, name := range []string{"oldest", "latest"} {
		if s := c.str(name); s != "" && s != "0" && parseTS(s) == 0 {
			return nil, fail("invalid_ts_" + name)
		}
	}
	return channel, nil
}

// conversationsHistory lists the top level of a conversation, newest first.
func conversationsHistory(ws *Workspace, c *call) (map[string]any, error) {
	channel, err := ws.historyOf(c)
	if err != nil {
		return nil, err
	}
	var all []*Message
	for _, m := range slices.Backward(channel.Messages) {
		if m.topLevel() && !ws.hidden(m) && m.within(c) {
			all = append(all, m)
		}
	}
	return ws.messageList(c, all, -1)
}

// conversationsReplies lists a thread, oldest first; each page begins with
// the parent.
func conversationsReplies(ws *Workspace, c *call) (map[string]any, error) {
	channel, err := ws.historyOf(c)
	if err != nil {
		return nil, err
	}
	parent := channel.message(c.str("ts"))
	if parent == nil {
		return nil, fail("thread_not_found")
	}
	if parent.ThreadTS != "" && parent.ThreadTS != parent.TS {
		if parent = channel.message(parent.ThreadTS); parent == nil {
			return nil, fail("thread_not_found")
		}
	}
	if ws.hidden(parent) {
		return nil, fail("thread_not_found")
	}
	var replies []*Message
	for _, m := range channel.replies(parent.TS) {
		if !ws.hidden(m) && m.within(c) {
			replies = append(replies, m)
		}
	}
	result, err := ws.messageList(c, replies, 1)
	if err != nil {
		return nil, err
	}
	result["messages"] = append([]Message{ws.read(c, parent)}, result["messages"].([]Message)...)
	return result, nil
}
