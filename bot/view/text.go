package view

import (
	"strings"
	"unicode"
	"unicode/utf16"
)

// none stands where a text turns out to have nothing in it.
const none = "(no words)"

// said returns what a person said as it can be shown: markup read, nothing
// hidden in it, at most most characters long, never empty.
func said(s string, most int) string { return orNone(cut(readable(s), most)) }

// packed returns a text of a pack or of the config as it can be shown: nothing
// hidden in it, at most most characters long, never empty.
func packed(s string, most int) string { return orNone(cut(clean(s), most)) }

func orNone(s string) string {
	if s == "" {
		return none
	}
	return s
}

// oneLine puts a text into one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// glimpse returns the beginning of what a person said in one line, at most most
// characters long, never empty; " / " stands where a line or a message ended.
func glimpse(s string, most int) string {
	var lines []string
	for l := range strings.Lines(readable(s)) {
		if l = oneLine(l); l != "" {
			lines = append(lines, l)
		}
	}
	return orNone(cut(strings.Join(lines, " / "), most))
}

// mostMarks is how many marks may stand on one letter. No script needs more,
// and piles of them cover the lines above.
const mostMarks = 4

// clean takes out what cannot be seen: controls, marks that turn the direction
// of what follows, broken bytes, piles of accents and of empty lines.
func clean(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	var b strings.Builder
	b.Grow(len(s))
	marks, breaks := 0, 0
	for _, r := range s {
		if r > ' ' && r < 0x7f { // what nearly every text is made of
			marks, breaks = 0, 0
			b.WriteByte(byte(r))
			continue
		}
		switch {
		case r == '\r', r == '\u2028', r == '\u2029', r == '\u0085', r == '\v', r == '\f':
			r = '\n'
		case r == '\t':
			r = ' '
		}
		if r != '\n' && hidden(r) {
			continue
		}
		if r >= 0x300 && unicode.Is(unicode.M, r) {
			if marks++; marks > mostMarks {
				continue
			}
		} else {
			marks = 0
		}
		if r == '\n' {
			if breaks++; breaks > 2 {
				continue
			}
		} else if !unicode.IsSpace(r) {
			breaks = 0
		}
		b.WriteRune(r)
	}
	return strings.TrimFunc(b.String(), func(r rune) bool {
		return unicode.IsSpace(r) || r == joiner || r == nonJoiner || blankLetter(r)
	})
}

const (
	nonJoiner = '\u200c'
	joiner    = '\u200d'
)

// hidden reports whether a character shows nothing of its own. Joiners stay:
// scripts and emoji need them.
func hidden(r rune) bool {
	switch {
	case r == ' ':
		return false
	case r == unicode.ReplacementChar, unicode.IsControl(r):
		return true
	case r == joiner, r == nonJoiner, r >= 0x600 && r <= 0x605, r == 0x6dd, r >= 0xe0020 && r <= 0xe007f:
		return false
	}
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Noncharacter_Code_Point, r)
}

// blankLetter reports whether a letter or symbol is drawn as nothing.
func blankLetter(r rune) bool {
	return r == '\u115f' || r == '\u1160' || r == '\u3164' || r == '\uffa0' || r == '\u2800'
}

// size returns the length of a text as Slack counts it at most: in UTF-16 units.
func size(s string) int {
	n := 0
	for _, r := range s {
		n += max(utf16.RuneLen(r), 1)
	}
	return n
}

// cut returns the text if it is at most most long, else its beginning, ended by
// "…", without breaking what is read as one character and, where there is one
// near, at the end of a word.
func cut(s string, most int) string {
	if size(s) <= most {
		return s
	}
	head := s[:fitting(s, most-1)]
	if i := strings.LastIndexFunc(head, unicode.IsSpace); i > 0 && size(head[i:]) <= 20 {
		head = head[:i]
	}
	return strings.TrimRightFunc(head, unicode.IsSpace) + "…"
}

// longestCluster is how far back a border between characters is looked for.
const longestCluster = 40

// fitting returns how many bytes of the text fit into most units, ending between
// two characters.
func fitting(s string, most int) int {
	units, end := 0, len(s)
	var starts []int // of the runes that fit
	for i, r := range s {
		if units += max(utf16.RuneLen(r), 1); units > most {
			end = i
			break
		}
		starts = append(starts, i)
	}
	if end == len(s) {
		return end
	}
	for back := 0; back < min(longestCluster, len(starts)); back++ {
		at := end
		if back > 0 {
			at = starts[len(starts)-back]
		}
		if at > 0 && border(s[:at], s[at:]) {
			return at
		}
	}
	return end
}

// border reports whether a reader sees two characters where before ends and
// after begins.
func border(before, after string) bool {
	var last, next rune
	flags := 0
	for _, r := range after {
		next = r
		break
	}
	for _, r := range before[max(0, len(before)-4*longestCluster):] {
		last = r
		if flag(r) {
			flags++
		} else {
			flags = 0
		}
	}
	switch {
	case unicode.Is(unicode.M, next), next == joiner, next == nonJoiner, last == joiner:
		return false
	case next >= 0x1f3fb && next <= 0x1f3ff, next >= 0xe0020 && next <= 0xe007f: // skin tones, the tails of flags
		return false
	case flag(next) && flags%2 == 1:
		return false
	}
	return true
}

// flag reports whether two of the character make a country's flag.
func flag(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }

// pieces cuts a text of at most total characters into pieces of at most most,
// at line ends or spaces where there are any near.
func pieces(s string, most, total int) []string {
	s = orNone(cut(s, total))
	var out []string
	for size(s) > most {
		at := fitting(s, most)
		if i := strings.LastIndexByte(s[:at], '\n'); i > at/2 {
			at = i
		} else if i := strings.LastIndexFunc(s[:at], unicode.IsSpace); i > at/2 {
			at = i
		}
		if piece := strings.TrimSpace(s[:at]); piece != "" {
			out = append(out, piece)
		}
		s = strings.TrimLeftFunc(s[at:], unicode.IsSpace)
	}
	if s != "" {
		out = append(out, s)
	}
	return out
}

// escape makes a text safe in mrkdwn and in a message's fallback.
func escape(s string) string { return escaper.Replace(s) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// either returns the first text, or the second where that is empty.
func either(s, or string) string {
	if s == "" {
		return or
	}
	return s
}
