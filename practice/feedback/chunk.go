package feedback

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// A chunk is what stands between spaces, brackets, commas and quotation marks
// in a text as it was typed. Addresses and secrets are looked for in chunks,
// since words would take them apart.
type chunk struct {
	text, low  string
	start, end int // in the text
	holds      marks
	leads, led bool // it leads in what does not show by its form; it may be led in
}

// marks are the kinds of bytes that a chunk holds. Most chunks hold none that
// matter, and need no closer look.
type marks uint8

const (
	digit     marks = 1 << iota
	capital         // or a byte beyond ASCII: lower case may differ
	dash            // five of them make the address of a device or a key's first line
	sign            // one of those that only addresses, numbers and secrets hold
	equals          // or a colon: a value may follow
	edge            // at the edge of a chunk it is not part of it
	separator       // ends a chunk
	beyond          // ASCII; it may begin a separator
)

// markOf tells the marks of each byte.
var markOf = func() (of [256]marks) {
	set := func(bytes string, m marks) {
		for i := range len(bytes) {
			of[bytes[i]] |= m
		}
	}
	set("0123456789", digit)
	set("ABCDEFGHIJKLMNOPQRSTUVWXYZ", capital)
	set("-", dash)
	set(`.:@+=\`, sign)
	set("=:", equals)
	set("*_~'.!?:", edge)
	set(" \t\r\n\f\v<>|()[]{}\"`,;", separator)
	for b := utf8.RuneSelf; b < len(of); b++ {
		of[b] = beyond | capital
	}
	return of
}()

// marksIn returns the marks of all bytes of s.
func marksIn(s string) (m marks) {
	for i := range len(s) {
		m |= markOf[s[i]]
	}
	return m
}

// separatorBeyond returns the length of the separator beyond ASCII at byte i,
// or 0.
func separatorBeyond(raw string, i int) int {
	r, n := utf8.DecodeRuneInString(raw[i:])
	switch r {
	case '“', '”', '‘', '’', '\u00a0':
		return n
	}
	return 0
}

// leadReach is how many chunks behind the word that leads it in something may
// stand: "set the password to = was Heron!wald".
const leadReach = 4

// spareChunks keeps room for the chunks of a text, which would be most of what is
// allocated while a reply in a thread is taken in.
var spareChunks = sync.Pool{New: func() any { return new([]chunk) }}

// withChunks divides a text and has f look at its chunks, which it must not keep.
// led tells that one of them leads something in.
func withChunks(raw string, f func(all []chunk, led bool)) {
	room := spareChunks.Get().(*[]chunk)
	all, led := chunks((*room)[:0], raw)
	f(all, led)
	clear(all) // so that what was said is not kept in memory
	*room = all
	spareChunks.Put(room)
}

// chunks appends the chunks of a text, and reports whether one of them leads
// something in.
func chunks(all []chunk, raw string) (_ []chunk, led bool) {
	lead := -leadReach - 1 // the last chunk that leads something in
	sizes := leadSizes()
	add := func(start, end int, holds marks) {
		start, end, holds = trimmed(raw, start, end, holds)
		if start == end {
			return
		}
		low := raw[start:end]
		if holds&capital != 0 {
			low = strings.ToLower(low)
		}
		leads, i := leadsIn(sizes, low, holds), len(all)
		all = append(all, chunk{
			text: raw[start:end], low: low, start: start, end: end, holds: holds, leads: leads, led: i-lead <= leadReach,
		})
		if leads {
			lead, led = i, true
		}
	}
	from, holds := 0, marks(0)
	for i := 0; i < len(raw); i++ {
		m, n := markOf[raw[i]], 0
		switch {
		case m&separator != 0:
			n = 1
		case m&beyond != 0:
			n = separatorBeyond(raw, i)
		}
		if n == 0 {
			holds |= m
			continue
		}
		add(from, i, holds)
		from, holds = i+n, 0
		i = from - 1
	}
	add(from, len(raw), holds)
	return all, led
}

// trimmed returns what stands between two separators without its edges.
func trimmed(raw string, start, end int, holds marks) (int, int, marks) {
	if holds&edge == 0 {
		return start, end, holds
	}
	was := end - start
	for start < end && raw[start] != ':' && markOf[raw[start]]&edge != 0 {
		start++
	}
	for end > start && markOf[raw[end-1]]&edge != 0 {
		end--
	}
	if end-start < was {
		holds = marksIn(raw[start:end]) // most often it held but the stop
	}
	return start, end, holds
}

// plain reports whether nothing in the form of a chunk can disclose anything.
func (c chunk) plain() bool {
	return c.holds&(digit|sign) == 0 && (c.holds&dash == 0 || strings.Count(c.text, "-") < 5)
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
