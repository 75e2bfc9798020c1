package bot

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"greenroom/practice"
)

// An event is what is used of an Events API payload; it is decoded once.
type event struct {
	EventID string `json:"event_id"`
	Event   struct {
		message
		DeletedTS string   `json:"deleted_ts"`
		Tab       string   `json:"tab"`
		Message   *message `json:"message"`
		Previous  *message `json:"previous_message"`
	} `json:"event"`
}

// A message is what is used of a message, alone or inside an event.
type message struct {
	Type        string  `json:"type"`
	Subtype     string  `json:"subtype"`
	User        string  `json:"user"`
	BotID       string  `json:"bot_id"`
	Text        string  `json:"text"`
	TS          string  `json:"ts"`
	ThreadTS    string  `json:"thread_ts"`
	Channel     string  `json:"channel"`
	ChannelType string  `json:"channel_type"`
	Edited      *edited `json:"edited"`
	Metadata    struct {
		EventType    string `json:"event_type"`
		EventPayload struct {
			Key string `json:"key"`
		} `json:"event_payload"`
	} `json:"metadata"`
	Files []attached `json:"files"`
}

// An edited is what is used of a message's last edit.
type edited struct {
	TS string `json:"ts"`
}

// byPerson reports whether a person wrote the message themselves. Other
// subtypes are what Slack says about a conversation.
func (m message) byPerson() bool {
	if m.User == "" || m.BotID != "" || m.User == "USLACKBOT" {
		return false
	}
	switch m.Subtype {
	case "", "file_share", "thread_broadcast", "me_message":
		return true
	}
	return false
}

// said turns a message into what practice hears. bot is the bot's own user id.
func (m message) said(channel, bot string) practice.Said {
	s := practice.Said{
		Place: practice.Place{Channel: channel, Thread: stamp(m.ThreadTS)}, Stamp: stamp(m.TS), By: practice.Person(m.User),
	}
	if m.Edited != nil {
		s.Edited = stamp(m.Edited.TS)
	}
	text := strings.TrimSpace(m.Text)
	if rest, ok := cutMention(text, bot); ok {
		text = rest
	}
	s.Aside = strings.HasPrefix(text, "<@")
	s.Text = plain(text)
	words, coming := m.transcript()
	if words != "" {
		s.Text = strings.TrimSpace(s.Text + "\n" + words)
	}
	s.Clip, s.Spoken = coming, words != "" && !coming
	return s
}

// stamp reads Slack's "1700000000.000100"; what is none of these is no message.
func stamp(ts string) practice.Stamp {
	seconds, micros, ok := strings.Cut(ts, ".")
	if !ok || len(micros) != 6 {
		return 0
	}
	n, err := strconv.ParseInt(seconds+micros, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return practice.Stamp(n)
}

// timestamp writes a stamp as Slack does; no message is "".
func timestamp(s practice.Stamp) string {
	if s == 0 {
		return ""
	}
	n := strconv.FormatInt(int64(s), 10)
	if len(n) < 7 {
		n = strings.Repeat("0", 7-len(n)) + n
	}
	return n[:len(n)-6] + "." + n[len(n)-6:]
}

// cutMention takes a mention of the bot off the start of a text.
func cutMention(text, bot string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(text, "<@"+bot)
	if !ok || rest == "" {
		return text, false
	}
	if rest[0] == '|' {
		_, rest, ok = strings.Cut(rest, ">")
	} else {
		rest, ok = strings.CutPrefix(rest, ">")
	}
	return strings.TrimLeft(rest, " \t\n,:"), ok
}

// tokens are what stands between < and > in a text from Slack: mentions, links
// and dates.
var tokens = regexp.MustCompile(`<([^<>]*)>`)

var entities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// plain returns a text from Slack as a person reads it, without its markup of
// mentions and links, so that nothing in it can do anything when it is shown
// again.
func plain(text string) string {
	if !strings.ContainsAny(text, "<&") {
		return text
	}
	return entities.Replace(tokens.ReplaceAllStringFunc(text, func(token string) string {
		target, label, labelled := strings.Cut(token[1:len(token)-1], "|")
		switch {
		case target == "":
			return ""
		case labelled && target[0] == '@', labelled && target[0] == '#':
			return target[:1] + strings.TrimPrefix(label, target[:1])
		case labelled:
			return label
		case target[0] == '@':
			return "@colleague"
		case target[0] == '#':
			return "#channel"
		case target[0] == '!':
			return "@" + strings.TrimPrefix(target[1:], "subteam^")
		}
		return target
	}))
}

// shortcode is an emoji as Slack writes it, such as :+1::skin-tone-2:.
var shortcode = regexp.MustCompile(`:[a-z0-9_+'-]+:`)

// onlyEmoji reports whether a text holds nothing to read but emoji.
func onlyEmoji(text string) bool {
	// Most texts begin with a word, and need no search for emoji.
	if before, _, _ := strings.Cut(text, ":"); strings.ContainsFunc(before, readable) {
		return false
	}
	return !strings.ContainsFunc(shortcode.ReplaceAllString(text, ""), readable) && strings.TrimSpace(text) != ""
}

func readable(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsPunct(r) }
