package playground

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// event is something the app is told of until it says that it heard.
type event struct {
	ID      string          `json:"id"`
	Payload json.RawMessage `json:"payload"`
	Attempt int             `json:"attempt"` // how often it was sent again
	At      int64           `json:"at"`      // Unix seconds

	waiting bool        // for a connection
	timer   *time.Timer // until the next attempt
}

// eventScopes are the scopes without which a subscription stays silent.
var eventScopes = map[string]string{
	"message.channels": "channels:history", "message.groups": "groups:history", "message.im": "im:history",
	"app_mention": "app_mentions:read", "reaction_added": "reactions:read", "reaction_removed": "reactions:read", "file_change": "files:read",
	"member_joined_channel": "channels:read", "channel_archive": "channels:read", "channel_rename": "channels:read",
}

// subscribed reports whether the app hears of a kind of event.
func (ws *Workspace) subscribed(kind string) bool {
	scope := eventScopes[kind]
	return slices.Contains(ws.app.Events, kind) && (scope == "" || ws.app.hasScope(scope))
}

// emit sends an event to the app if it subscribed to its kind.
func (ws *Workspace) emit(kind, channel string, inner map[string]any) {
	if !ws.subscribed(kind) {
		return
	}
	at := time.Now()
	if inner["event_ts"] == nil {
		inner["event_ts"] = formatTS(at.UnixMicro())
	}
	e := &event{ID: newID("Ev"), At: at.Unix()}
	e.Payload = mustJSON(map[string]any{
		"token": "verification-token", "team_id": ws.teamID, "context_team_id": ws.teamID, "context_enterprise_id": nil,
		"api_app_id": ws.app.ID, "event": inner, "type": "event_callback", "event_id": e.ID, "event_time": e.At,
		"authorizations": []any{map[string]any{
			"enterprise_id": nil, "team_id": ws.teamID, "user_id": ws.app.UserID, "is_bot": true, "is_enterprise_install": false,
		}},
		"is_ext_shared_channel": false,
		"event_context":         fmt.Sprintf("4-%s-%s-%s", inner["type"], ws.teamID, channel),
	})
	ws.state.Events = append(ws.state.Events, e)
	ws.changed()
	ws.observe(Observation{Kind: "event", Method: kind, Channel: channel})
	ws.sendEvent(e)
}

// messageKind names the subscription that covers a conversation's messages.
func messageKind(c *conversation) string {
	switch c.Kind {
	case kindPrivate:
		return "message.groups"
	case kindIM:
		return "message.im"
	}
	return "message.channels"
}

// messageEvent is a message as the Events API shows it.
func messageEvent(c *conversation, m *Message) map[string]any {
	inner := map[string]any{}
	if err := json.Unmarshal(mustJSON(m), &inner); err != nil {
		panic("playground: " + err.Error())
	}
	inner["channel"], inner["event_ts"], inner["channel_type"] = c.ID, m.TS, c.eventType()
	return inner
}

// messagePosted tells the app of a new message in a conversation it is in.
func (ws *Workspace) messagePosted(c *conversation, m *Message) {
	if !c.has(ws.app.UserID) {
		return
	}
	ws.emit(messageKind(c), c.ID, messageEvent(c, m))
	if c.Kind == kindIM || m.BotID != "" || !mentions(m.Text, ws.app.UserID) {
		return
	}
	mention := messageEvent(c, m)
	mention["type"] = "app_mention"
	delete(mention, "channel_type")
	delete(mention, "subtype")
	ws.emit("app_mention", c.ID, mention)
}

// messageChanged tells the app that a message is another one now.
func (ws *Workspace) messageChanged(c *conversation, m *Message, before Message) {
	if !c.has(ws.app.UserID) {
		return
	}
	at := ws.nextTS()
	ws.emit(messageKind(c), c.ID, map[string]any{
		"type": "message", "subtype": "message_changed", "hidden": true, "channel": c.ID, "channel_type": c.eventType(),
		"ts": at, "event_ts": at, "message": m.clone(), "previous_message": before,
	})
}

// messageDeleted tells the app that a message is gone.
func (ws *Workspace) messageDeleted(c *conversation, before Message) {
	if !c.has(ws.app.UserID) {
		return
	}
	at := ws.nextTS()
	ws.emit(messageKind(c), c.ID, map[string]any{
		"type": "message", "subtype": "message_deleted", "hidden": true, "channel": c.ID, "channel_type": c.eventType(),
		"ts": at, "event_ts": at, "deleted_ts": before.TS, "previous_message": before,
	})
}

// memberJoined tells the app that somebody, or it itself, came into a channel.
func (ws *Workspace) memberJoined(c *conversation, user, inviter string) {
	if !c.has(ws.app.UserID) {
		return
	}
	kind := "C"
	if c.Kind == kindPrivate {
		kind = "G"
	}
	inner := map[string]any{"type": "member_joined_channel", "user": user, "channel": c.ID, "channel_type": kind, "team": ws.teamID}
	if inviter != "" {
		inner["inviter"] = inviter
	}
	ws.emit("member_joined_channel", c.ID, inner)
}

// homeOpened tells the app that a person looks at one of its tabs.
func (ws *Workspace) homeOpened(user, tab string) {
	c := ws.direct(user, ws.app.UserID)
	inner := map[string]any{"type": "app_home_opened", "user": user, "channel": c.ID, "tab": tab}
	if home := ws.state.Homes[user]; home != nil && tab == "home" {
		inner["view"] = home
	}
	ws.emit("app_home_opened", c.ID, inner)
}
