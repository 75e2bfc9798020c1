package playground

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// maxPage is the most that a page of a list holds.
const maxPage = 999

// page is one part of a list, and where the next begins.
func page[T any](c *call, all []T, size int) ([]T, string, error) {
	from := 0
	if cursor := c.str("cursor"); cursor != "" {
		text, err := base64.StdEncoding.DecodeString(cursor)
		after, ok := strings.CutPrefix(string(text), "offset:")
		from, _ = strconv.Atoi(after)
		if err != nil || !ok || from < 1 || from > len(all) {
			return nil, "", fail("invalid_cursor")
		}
	}
	limit := c.number("limit", size)
	if limit <= 0 {
		limit = size
	}
	to := min(len(all), from+min(limit, maxPage))
	next := ""
	if to < len(all) {
		next = base64.StdEncoding.EncodeToString(fmt.Appendf(nil, "offset:%d", to))
	}
	return all[from:to], next, nil
}

func nextCursor(next string) map[string]any { return map[string]any{"next_cursor": next} }

// readable finds a conversation that the app may read, by its id.
func (ws *Workspace) readable(c *call) (*conversation, error) {
	channel := ws.conversation(c.str("channel"))
	if channel == nil || channel.ID != c.str("channel") || !channel.visible(ws.app.UserID) {
		return nil, fail("channel_not_found")
	}
	return channel, nil
}

// scoped refuses unless the app has the scope for this kind of conversation.
func (ws *Workspace) scoped(c *conversation, what string) error {
	kind := map[string]string{kindChannel: "channels", kindPrivate: "groups", kindIM: "im"}[c.Kind]
	if scope := kind + ":" + what; !ws.app.hasScope(scope) {
		return ws.missingScope(scope)
	}
	return nil
}

func conversationsOpen(ws *Workspace, c *call) (map[string]any, error) {
	var channel *conversation
	if id := c.str("channel"); id != "" {
		if channel = ws.conversation(id); channel == nil || channel.Kind != kindIM || !channel.has(ws.app.UserID) {
			return nil, fail("channel_not_found")
		}
	} else {
		users := c.list("users")
		if len(users) == 0 {
			return nil, fail("users_list_not_supplied")
		}
		if len(users) > 1 {
			return nil, ws.missingScope("mpim:write")
		}
		p, ok := ws.person(users[0])
		if !ok || p.ID != users[0] {
			if users[0] == ws.app.UserID {
				return nil, fail("cannot_dm_bot")
			}
			return nil, fail("user_not_found")
		}
		if p.Deleted {
			return nil, fail("user_disabled")
		}
		channel = ws.direct(p.ID, ws.app.UserID)
	}
	if c.yes("return_im") {
		return map[string]any{"channel": ws.channelObject(channel)}, nil
	}
	return map[string]any{"channel": map[string]any{"id": channel.ID}}, nil
}

func conversationsInfo(ws *Workspace, c *call) (map[string]any, error) {
	channel, err := ws.readable(c)
	if err != nil {
		return nil, err
	}
	if err := ws.scoped(channel, "read"); err != nil {
		return nil, err
	}
	object := ws.channelObject(channel)
	if !c.yes("include_num_members") {
		delete(object, "num_members")
	}
	return map[string]any{"channel": object}, nil
}

// listed are the conversations of the asked types that pass a filter.
func (ws *Workspace) listed(c *call, keep func(*conversation) bool) (map[string]any, error) {
	types := c.list("types")
	if len(types) == 0 {
		types = []string{"public_channel"}
	}
	known := map[string]struct{ kind, scope string }{
		"public_channel":  {kindChannel, "channels:read"},
		"private_channel": {kindPrivate, "groups:read"},
		"im":              {kindIM, "im:read"},
		"mpim":            {"mpim", "mpim:read"}, // there are none here
	}
	var wanted []string
	for _, t := range types {
		of, ok := known[t]
		if !ok {
			return nil, fail("invalid_types")
		}
		if !ws.app.hasScope(of.scope) {
			return nil, ws.missingScope(of.scope)
		}
		wanted = append(wanted, of.kind)
	}
	var all []map[string]any
	for _, channel := range ws.state.Conversations {
		if slices.Contains(wanted, channel.Kind) && keep(channel) && !(channel.Archived && c.yes("exclude_archived")) {
			all = append(all, ws.channelObject(channel))
		}
	}
	part, next, err := page(c, all, 100)
	if err != nil {
		return nil, err
	}
	if part == nil {
		part = []map[string]any{}
	}
	return map[string]any{"channels": part, "response_metadata": nextCursor(next)}, nil
}

func conversationsList(ws *Workspace, c *call) (map[string]any, error) {
	return ws.listed(c, func(o *conversation) bool { return o.visible(ws.app.UserID) })
}

func usersConversations(ws *Workspace, c *call) (map[string]any, error) {
	user := c.str("user")
	if user == "" {
		user = ws.app.UserID
	}
	return ws.listed(c, func(o *conversation) bool { return o.has(user) && o.visible(ws.app.UserID) })
}

func conversationsMembers(ws *Workspace, c *call) (map[string]any, error) {
	channel, err := ws.readable(c)
	if err != nil {
		return nil, err
	}
	if err := ws.scoped(channel, "read"); err != nil {
		return nil, err
	}
	part, next, err := page(c, slices.Clone(channel.Members), 100)
	if err != nil {
		return nil, err
	}
	return map[string]any{"members": part, "response_metadata": nextCursor(next)}, nil
}

func conversationsJoin(ws *Workspace, c *call) (map[string]any, error) {
	channel, err := ws.readable(c)
	if err != nil {
		return nil, err
	}
	if channel.Kind != kindChannel {
		return nil, fail("method_not_supported_for_channel_type")
	}
	if channel.Archived {
		return nil, fail("is_archived")
	}
	result := map[string]any{}
	if channel.has(ws.app.UserID) {
		result["warning"] = "already_in_channel"
		result["response_metadata"] = map[string]any{"warnings": []string{"already_in_channel"}}
	} else {
		ws.admit(channel, ws.app.UserID, "")
	}
	result["channel"] = ws.channelObject(channel)
	return result, nil
}

func conversationsInvite(ws *Workspace, c *call) (map[string]any, error) {
	channel, err := ws.readable(c)
	if err != nil {
		return nil, err
	}
	if !channel.has(ws.app.UserID) {
		return nil, fail("not_in_channel")
	}
	users := c.list("users")
	if len(users) == 0 {
		return nil, fail("no_user")
	}
	for _, id := range users {
		p, ok := ws.person(id)
		switch {
		case id == ws.app.UserID:
			return nil, fail("cant_invite_self")
		case !ok || p.ID != id:
			return nil, fail("user_not_found")
		case channel.has(id):
			return nil, fail("already_in_channel")
		}
	}
	for _, id := range users {
		ws.admit(channel, id, ws.app.UserID)
	}
	return map[string]any{"channel": ws.channelObject(channel)}, nil
}
