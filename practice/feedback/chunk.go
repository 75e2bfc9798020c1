package feedback

import (
	"strings"
	"unicode/utf8"
)

// A chunk is what stands between spaces, brackets, commas and quotation marks
// in a text as it was typed. Addresses and secrets are looked for in chunks,
// since words would take them apart.
type chunk struct {
	text, low  string
	start, end int // in the text
}

// separators are the characters of one byte that end a chunk.
var separators = func() (is [256]bool) {
	for _, c := range []byte(" \t\r\n\f\v<>|()[]{}\"`,;") {
		is[c] = true
	}
	return is
}()

// separates returns the length of what ends a chunk at byte i, or 0.
func separates(raw string, i int) int {
	if raw[i] < utf8.RuneSelf {
		if separators[raw[i]] {
			return 1
		}
		return 0
	}
	r, n := utf8.DecodeRuneInString(raw[i:])
	switch r {
	case '“', '”', '‘', '’', '\u00a0':
		return n
	}
	return 0
}

// chunks divides a text.
func chunks(raw string) []chunk {
	out := make([]chunk, 0, len(raw)/6+1)
	add := func(start, end int) {
		for start < end && strings.IndexByte("*_~'.!?", raw[start]) >= 0 {
			start++
		}
		for end > start && strings.IndexByte("*_~'.!?:", raw[end-1]) >= 0 {
			end--
		}
		if start < end {
			text := raw[start:end]
			out = append(out, chunk{text, strings.ToLower(text), start, end})
		}
	}
	from := 0
	for i := 0; i < len(raw); i++ {
		if n := separates(raw, i); n > 0 {
			add(from, i)
			from = i + n
			i = from - 1
		}
	}
	add(from, len(raw))
	return out
}

// back returns the lower-case text of the chunk n before i, "" where there is
// none.
func back(c []chunk, i, n int) string {
	if i-n < 0 {
		return ""
	}
	return c[i-n].low
}

// near reports whether one of the n chunks before i is a word of that kind.
func near(c []chunk, i, n int, kind string) bool {
	for k := max(0, i-n); k < i; k++ {
		if confidential().has(kind, c[k].low) {
			return true
		}
	}
	return false
}

func digitsIn(s string) int {
	n := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			n++
		}
	}
	return n
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

func isHex(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) && (s[i]|0x20 < 'a' || s[i]|0x20 > 'f') {
			return false
		}
	}
	return s != ""
}
