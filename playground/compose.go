package playground

import (
	"regexp"
	"strings"
)

// typedToken matches what the composer turns into something else: code,
// an address, @name, #name, an emoji, or emphasis.
var typedToken = regexp.MustCompile("`[^`\n]+`" + `|https?://[^\s<>|]+[^\s<>|.,;:!?)'"]|@[\pL\pN][\pL\pN._-]*|#[\pL\pN][\pL\pN_-]*|:[a-z0-9_+'-]+:|\*[^\s*\n](?:[^*\n]*[^\s*\n])?\*|\b_[^\s_\n](?:[^_\n]*[^\s_\n])?_\b|~[^\s~\n](?:[^~\n]*[^\s~\n])?~`)

// emojiNames are the names that Slack writes for characters that people type.
var emojiNames = map[string]string{
	"👍": "+1", "👎": "-1", "😀": "grinning", "😃": "smiley", "😄": "smile", "😁": "grin", "😂": "joy", "🙂": "slightly_smiling_face",
	"😉": "wink", "😊": "blush", "😍": "heart_eyes", "😎": "sunglasses", "🤔": "thinking_face", "😅": "sweat_smile", "😢": "cry", "😭": "sob",
	"🙏": "pray", "👏": "clap", "🙌": "raised_hands", "💪": "muscle", "👀": "eyes", "🎉": "tada", "🔥": "fire", "🚀": "rocket", "✅": "white_check_mark",
	"❌": "x", "⚠️": "warning", "❤️": "heart", "💯": "100", "⭐": "star", "✨": "sparkles", "👋": "wave", "🤝": "handshake", "💡": "bulb", "📈": "chart_with_upwards_trend",
}

// emojiWriter turns the characters into :names:.
var emojiWriter = func() *strings.Replacer {
	var pairs []string
	for character, name := range emojiNames {
		pairs = append(pairs, character, ":"+name+":")
	}
	return strings.NewReplacer(pairs...)
}()

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// resolver finds what @name and #name mean: an id, or nothing.
type resolver struct {
	user    func(name string) string
	channel func(name string) string
}

// piece is a part of what was typed.
type piece struct {
	text    string         // as the message's text has it
	element map[string]any // as its rich text has it
}

// pieces cuts typed text into words, mentions, addresses and emphasis.
func (r resolver) pieces(typed string) []piece {
	var out []piece
	plain := func(text string) {
		if text != "" {
			out = append(out, piece{escaper.Replace(text), map[string]any{"type": "text", "text": text}})
		}
	}
	from := 0
	for _, span := range typedToken.FindAllStringIndex(typed, -1) {
		if p, ok := r.piece(typed[span[0]:span[1]]); ok {
			plain(typed[from:span[0]])
			out = append(out, p)
			from = span[1]
		}
	}
	plain(typed[from:])
	return out
}

// piece reads one token; ok is false for one that means nothing here.
func (r resolver) piece(s string) (p piece, ok bool) {
	styled := func(style string) (piece, bool) {
		inner := s[1 : len(s)-1]
		return piece{escaper.Replace(s), map[string]any{"type": "text", "text": inner, "style": map[string]any{style: true}}}, true
	}
	switch s[0] {
	case '`':
		return styled("code")
	case '*':
		return styled("bold")
	case '_':
		return styled("italic")
	case '~':
		return styled("strike")
	case ':':
		return piece{s, map[string]any{"type": "emoji", "name": strings.Trim(s, ":")}}, true
	case '#':
		if id := r.channel(s[1:]); id != "" {
			return piece{"<#" + id + "|" + s[1:] + ">", map[string]any{"type": "channel", "channel_id": id}}, true
		}
		return piece{}, false
	case '@':
		switch name := s[1:]; name {
		case "here", "channel", "everyone":
			return piece{"<!" + name + ">", map[string]any{"type": "broadcast", "range": name}}, true
		default:
			id := r.user(name)
			if id == "" {
				return piece{}, false
			}
			return piece{"<@" + id + ">", map[string]any{"type": "user", "user_id": id}}, true
		}
	}
	return piece{"<" + escaper.Replace(s) + ">", map[string]any{"type": "link", "url": s}}, true
}

// compose turns what a person typed into a message's text and blocks.
func (r resolver) compose(typed string) (text string, blocks any) {
	typed = emojiWriter.Replace(strings.TrimSpace(strings.ReplaceAll(typed, "\r\n", "\n")))
	var written strings.Builder
	parts := []any{}
	fenced := strings.Split(typed, "```")
	if n := len(fenced); n%2 == 0 { // the last fence is never closed, so it is none
		fenced = append(fenced[:n-2], fenced[n-2]+"```"+fenced[n-1])
	}
	for i, part := range fenced {
		if i%2 == 1 {
			code := strings.Trim(part, "\n")
			written.WriteString("```" + escaper.Replace(part) + "```")
			if code == "" {
				continue
			}
			parts = append(parts, map[string]any{"type": "rich_text_preformatted", "elements": []any{map[string]any{"type": "text", "text": code}}})
			continue
		}
		for _, run := range runs(part) {
			kind := "rich_text_section"
			if run.quote {
				kind = "rich_text_quote"
			}
			var elements []any
			var line strings.Builder
			for _, p := range r.pieces(run.text) {
				line.WriteString(p.text)
				elements = append(elements, p.element)
			}
			if run.quote {
				written.WriteString("&gt; " + strings.ReplaceAll(line.String(), "\n", "\n&gt; ") + "\n")
			} else {
				written.WriteString(line.String())
			}
			if len(elements) > 0 {
				parts = append(parts, map[string]any{"type": kind, "elements": elements})
			}
		}
	}
	if len(parts) == 0 && typed != "" { // marks around nothing
		parts = []any{map[string]any{"type": "rich_text_section", "elements": []any{map[string]any{"type": "text", "text": typed}}}}
	}
	return strings.TrimRight(written.String(), "\n"), []any{map[string]any{"type": "rich_text", "elements": parts}}
}

// run is a stretch of lines that are all quoted, or all not.
type run struct {
	text  string
	quote bool
}

func runs(text string) []run {
	var out []run
	for line := range strings.SplitAfterSeq(text, "\n") {
		if line == "" {
			continue
		}
		rest, quote := strings.CutPrefix(line, ">")
		if quote {
			line = strings.TrimPrefix(rest, " ")
		}
		if n := len(out); n > 0 && out[n-1].quote == quote {
			out[n-1].text += line
		} else {
			out = append(out, run{line, quote})
		}
	}
	for i := range out {
		if out[i].quote {
			out[i].text = strings.TrimSuffix(out[i].text, "\n")
		}
	}
	return out
}

// richText is plain text as the value of a rich_text_input.
func richText(text string) map[string]any {
	return map[string]any{"type": "rich_text", "elements": []any{
		map[string]any{"type": "rich_text_section", "elements": []any{map[string]any{"type": "text", "text": text}}},
	}}
}

// resolver finds people and channels of this workspace.
func (ws *Workspace) resolver() resolver {
	return resolver{
		user: func(name string) string {
			if strings.EqualFold(name, ws.app.BotName) || name == ws.app.UserID {
				return ws.app.UserID
			}
			p, _ := ws.person(strings.TrimRight(name, ".-_"))
			return p.ID
		},
		channel: func(name string) string {
			if c := ws.conversation(name); c != nil && c.Kind != kindIM {
				return c.ID
			}
			return ""
		},
	}
}

// mentions reports whether a message's text names a user.
func mentions(text, user string) bool {
	return strings.Contains(text, "<@"+user+">") || strings.Contains(text, "<@"+user+"|")
}

// noSlug is what cannot stand in an address.
var noSlug = regexp.MustCompile(`[^a-z0-9]+`)

// slug is a name as it may stand in an address.
func slug(name string) string {
	return strings.Trim(noSlug.ReplaceAllString(strings.ToLower(name), "-"), "-")
}
