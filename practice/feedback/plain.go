package feedback

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A plainText is a text without Slack's markup that remembers where each of
// its bytes came from, so that quotes can be cut from the original.
type plainText struct {
	text  string
	from  []int32 // from[i] is where byte i of text began in the original; one more entry for the end
	emoji []int32 // where in text an emoji stands, or stood
}

// Plain takes Slack's markup off a text: mentions and emoji go, links leave
// their label, escapes become the characters that they stand for.
func Plain(raw string) string { return plain(raw).text }

// original returns the bytes of raw from which text[start:end] was made.
func (p plainText) original(raw string, start, end int) string {
	if start >= end {
		return ""
	}
	to := int(p.from[end])
	if last := int(p.from[end-1]); p.text[end-1] < utf8.RuneSelf && raw[last] == p.text[end-1] {
		to = last + 1 // what was dropped after the last byte, such as a mention, stays out
	}
	return strings.TrimSpace(raw[p.from[start]:to])
}

func plain(raw string) plainText {
	w := plainWriter{raw: raw, from: make([]int32, 0, len(raw)+1)}
	w.out.Grow(len(raw))
	for i := 0; i < len(raw); {
		i += w.step(i)
	}
	w.from = append(w.from, int32(len(raw)))
	return plainText{text: w.out.String(), from: w.from, emoji: w.emoji}
}

type plainWriter struct {
	raw   string
	out   strings.Builder
	from  []int32
	emoji []int32
	last  rune // written last; 0 at the start
}

// step reads one piece of markup or one character at i and returns its length.
func (w *plainWriter) step(i int) int {
	rest := w.raw[i:]
	switch rest[0] {
	case '&':
		for _, e := range escapes {
			if strings.HasPrefix(rest, e.name) {
				w.put(e.char, i)
				return len(e.name)
			}
		}
	case '<':
		if n := entity(rest); n > 0 {
			w.label(rest[1:n-1], i+1)
			return n
		}
	case ':':
		if n := emoji(rest); n > 0 && !unicode.IsDigit(w.last) {
			w.emoji = append(w.emoji, int32(w.out.Len()))
			w.put(' ', i)
			return n
		}
	case '*', '_', '~', '`':
		return w.style(i)
	}
	r, n := utf8.DecodeRuneInString(rest)
	switch {
	case r == '\n':
		w.put('\n', i)
	case r == utf8.RuneError && n == 1, unicode.IsControl(r), unicode.IsSpace(r):
		w.put(' ', i)
	case unicode.Is(unicode.Cf, r): // direction marks, zero-width joiners
	default:
		if pictures(r) {
			w.emoji = append(w.emoji, int32(w.out.Len()))
		}
		w.put(r, i)
	}
	return n
}

func (w *plainWriter) put(r rune, at int) {
	for range utf8.RuneLen(r) {
		w.from = append(w.from, int32(at))
	}
	w.out.WriteRune(r)
	w.last = r
}

var escapes = []struct {
	name string
	char rune
}{{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}}

// entity returns the length of a mention, link or date such as <@U1> at the
// start of s, or 0.
func entity(s string) int {
	end := strings.IndexAny(s[1:], "<>\n")
	if end < 0 || s[1+end] != '>' {
		return 0
	}
	for _, p := range []string{"@", "#", "!", "http:", "https:", "mailto:", "tel:"} {
		if strings.HasPrefix(s[1:], p) {
			return end + 2
		}
	}
	return 0
}

// label writes what a reader sees of an entity: a link's label or a channel's
// name. People and groups are not words of the speaker.
func (w *plainWriter) label(s string, at int) {
	w.put(' ', at-1)
	bar := strings.IndexByte(s, '|')
	if bar < 0 || s[0] == '@' || strings.HasPrefix(s, "!subteam") {
		return
	}
	for i, r := range s[bar+1:] {
		if !unicode.IsControl(r) && r != utf8.RuneError {
			w.put(r, at+bar+1+i)
		}
	}
}

// emoji returns the length of an emoji's name such as :tada: at the start of
// s, or 0.
func emoji(s string) int {
	for i := 1; i < len(s) && i < 60; i++ {
		c := s[i]
		switch {
		case c == ':' && i > 1:
			return i + 1
		case i == 1 && (c == '+' || c == '-'), c >= 'a' && c <= 'z', i > 1 && (c >= '0' && c <= '9' || c == '_' || c == '-'):
		default:
			return 0
		}
	}
	return 0
}

// style drops a run of one of the marks that make bold, italic, struck-through
// text or code, unless it stands inside a word or opens a line as a bullet.
func (w *plainWriter) style(i int) int {
	n := 1
	for i+n < len(w.raw) && w.raw[i+n] == w.raw[i] {
		n++
	}
	next, _ := utf8.DecodeRuneInString(w.raw[i+n:])
	inside := isAlnum(w.last) && isAlnum(next)
	bullet := w.raw[i] == '*' && n == 1 && next == ' ' && (w.last == 0 || w.last == '\n')
	switch {
	case bullet:
		w.put('•', i)
	case inside:
		for k := range n {
			w.put(rune(w.raw[i]), i+k)
		}
	}
	return n
}

func isAlnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
