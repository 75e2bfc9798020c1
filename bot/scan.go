package bot

import (
	"encoding/json"
	"unicode/utf8"

	"greenroom/bot/socket"
)

// scanMessage reads the payload of a new message, which is nearly all that
// arrives, several times as fast as encoding/json does. ok is false for anything
// else: edits, deletions, other events, and whatever Slack does not write so.
func scanMessage(payload []byte) (e event, ok bool) {
	var inner []byte
	ok = socket.Fields(payload, func(key, raw []byte) bool {
		switch string(key) {
		case "event":
			inner = raw
		case "event_id":
			return scanString(&e.EventID, raw)
		}
		return true
	})
	if !ok || inner == nil {
		return e, false
	}
	m := &e.Event.message
	ok = socket.Fields(inner, func(key, raw []byte) bool {
		switch string(key) {
		case "type":
			return scanString(&m.Type, raw)
		case "subtype":
			return scanString(&m.Subtype, raw)
		case "user":
			return scanString(&m.User, raw)
		case "bot_id":
			return scanString(&m.BotID, raw)
		case "text":
			return scanString(&m.Text, raw)
		case "ts":
			return scanString(&m.TS, raw)
		case "thread_ts":
			return scanString(&m.ThreadTS, raw)
		case "channel":
			return scanString(&m.Channel, raw)
		case "channel_type":
			return scanString(&m.ChannelType, raw)
		case "edited", "message", "previous_message", "deleted_ts", "tab", "files":
			return false
		}
		return true
	})
	return e, ok && m.Type == "message"
}

// scanString reads a JSON string. One with escapes is left to encoding/json; so
// is one that is not UTF-8, of which encoding/json makes something that is.
func scanString(to *string, raw []byte) bool {
	if len(raw) < 2 || raw[0] != '"' {
		return false
	}
	inside := raw[1 : len(raw)-1]
	if !asItStands(inside) {
		return json.Unmarshal(raw, to) == nil
	}
	*to = string(inside)
	return true
}

// asItStands reports whether the inside of a JSON string means what it says.
func asItStands(inside []byte) bool {
	for _, c := range inside {
		if c < ' ' || c == '\\' {
			return false
		}
	}
	return utf8.Valid(inside)
}
