package socket

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
)

// A frame is the outside of one message from Slack: everything but what the
// payload means.
type frame struct {
	Type            string          `json:"type"`
	ID              string          `json:"envelope_id"`
	Payload         json.RawMessage `json:"payload"`
	AcceptsResponse bool            `json:"accepts_response_payload"`
	RetryAttempt    int             `json:"retry_attempt"`
	RetryReason     string          `json:"retry_reason"`
}

// parse reads the outside of a message. Payload points into b.
//
// Messages as Slack writes them are read by scan; anything out of the ordinary
// (escapes, odd keys, null, a wrong type) is left to encoding/json, so that
// scan may be simple. A field of a wrong type loses that field alone.
func parse(b []byte) (frame, error) {
	if f, ok := scan(b); ok {
		return f, nil
	}
	var f frame
	err := json.Unmarshal(b, &f)
	if wrong := (*json.UnmarshalTypeError)(nil); errors.As(err, &wrong) && f.Type != "" {
		err = nil
	}
	return f, err
}

// scan is parse for plain messages: one pass that looks into no value but the
// six it wants. ok is false where encoding/json has to decide. Brackets and
// strings inside the payload are matched, no more: whoever decodes the payload
// finds what is wrong with it.
func scan(b []byte) (f frame, ok bool) {
	ok = Fields(b, f.set)
	return f, ok
}

// Fields visits the fields of a JSON object as Slack writes them, in one pass:
// key is without its quotes, raw the value as it stands in b. It reports false
// once visit does, and for anything out of the ordinary, which is left to
// encoding/json: keys with escapes, brackets that do not match, or what is no
// object. Nested values are only matched, not checked.
func Fields(b []byte, visit func(key, raw []byte) (ok bool)) bool {
	i := space(b, 0)
	if i >= len(b) || b[i] != '{' {
		return false
	}
	for i = space(b, i+1); ; i = space(b, i+1) {
		key, end, plain := text(b, i)
		if !plain {
			return false
		}
		i = space(b, end)
		if i >= len(b) || b[i] != ':' {
			return false
		}
		i = space(b, i+1)
		if end = value(b, i); end < 0 {
			return false
		}
		if !visit(key, b[i:end]) {
			return false
		}
		i = space(b, end)
		if i >= len(b) || (b[i] != ',' && b[i] != '}') {
			return false
		}
		if b[i] == '}' {
			return space(b, i+1) == len(b)
		}
		i = space(b, i+1) - 1
	}
}

// set stores one field; ok is false if encoding/json might see it otherwise.
func (f *frame) set(key, raw []byte) (ok bool) {
	switch string(key) {
	case "payload":
		f.Payload = raw
		return raw[0] == '{' || raw[0] == '[' || json.Valid(raw)
	case "type":
		return word(&f.Type, raw)
	case "envelope_id":
		return word(&f.ID, raw)
	case "retry_reason":
		return word(&f.RetryReason, raw)
	case "accepts_response_payload":
		f.AcceptsResponse = string(raw) == "true"
		return f.AcceptsResponse || string(raw) == "false"
	case "retry_attempt":
		if len(raw) != 1 || raw[0] < '0' || raw[0] > '9' {
			return false
		}
		f.RetryAttempt = int(raw[0] - '0')
		return true
	}
	// encoding/json takes a key in any case.
	for _, known := range [...]string{"payload", "type", "envelope_id", "retry_reason", "accepts_response_payload", "retry_attempt"} {
		if len(key) >= len(known) && strings.EqualFold(string(key), known) {
			return false
		}
	}
	return raw[0] == '{' || raw[0] == '[' || json.Valid(raw)
}

// word stores a string without escapes. The words that come with every
// envelope are not allocated again.
func word(to *string, raw []byte) (ok bool) {
	s, end, plain := text(raw, 0)
	if !plain || end != len(raw) {
		return false
	}
	switch string(s) {
	case "":
		*to = ""
	case "events_api":
		*to = "events_api"
	case "interactive":
		*to = "interactive"
	case "slash_commands":
		*to = "slash_commands"
	case "timeout":
		*to = "timeout"
	default:
		*to = string(s)
	}
	return true
}

// text returns what stands between the quotes at b[i], and where it ends;
// plain is false unless it is all printable ASCII without a backslash.
func text(b []byte, i int) (s []byte, end int, plain bool) {
	if i >= len(b) || b[i] != '"' {
		return nil, i, false
	}
	for j := i + 1; j < len(b); j++ {
		switch c := b[j]; {
		case c == '"':
			return b[i+1 : j], j + 1, true
		case c == '\\', c < ' ', c >= 0x7f:
			return nil, j, false
		}
	}
	return nil, len(b), false
}

// value returns where the value at b[i] ends, or -1 if it does not.
func value(b []byte, i int) int {
	if i >= len(b) {
		return -1
	}
	switch b[i] {
	case '"':
		return quoted(b, i)
	case '{', '[':
		depth := 0
		for i < len(b) {
			switch b[i] {
			case '"':
				if i = quoted(b, i); i < 0 {
					return -1
				}
				continue
			case '{', '[':
				depth++
			case '}', ']':
				if depth--; depth == 0 {
					return i + 1
				}
			}
			i++
		}
		return -1
	}
	from := i
	for i < len(b) && b[i] != ',' && b[i] != '}' && b[i] != ']' && b[i] > ' ' {
		i++
	}
	if i == from {
		return -1
	}
	return i
}

// quoted returns where the string that begins at b[i] ends, or -1.
func quoted(b []byte, i int) int {
	i++
	n := bytes.IndexByte(b[i:], '"')
	if n < 0 {
		return -1
	}
	escape := bytes.IndexByte(b[i:i+n], '\\')
	if escape < 0 {
		return i + n + 1
	}
	for i += escape; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return -1
}

// space returns the first place from i on that is not white space.
func space(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\t' || b[i] == '\n' || b[i] == '\r') {
		i++
	}
	return i
}

// findID looks for the id of an envelope that cannot be parsed, so that it can
// be acked all the same: Slack would only send the same bytes again.
func findID(b []byte) string {
	const key = `"envelope_id"`
	_, rest, found := bytes.Cut(b, []byte(key))
	if !found {
		return ""
	}
	i := space(rest, 0)
	if i >= len(rest) || rest[i] != ':' {
		return ""
	}
	id, _, _ := text(rest, space(rest, i+1))
	return string(id)
}
