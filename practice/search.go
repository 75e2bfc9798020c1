package practice

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A needle is what is searched for: each of its pieces must be there, whatever
// the case and the accents. A piece is a word or part of one, or what stood
// between quotation marks.
type needle []string

// newNeedle reads what somebody typed to search for.
func newNeedle(typed string) needle {
	var n needle
	for i, piece := range strings.Split(fold(typed), `"`) {
		words := []string{strings.TrimSpace(piece)} // between two marks
		if i%2 == 0 {
			words = strings.Fields(piece)
		}
		for _, w := range words {
			if w != "" {
				n = append(n, w)
			}
		}
	}
	return n
}

// in reports whether all pieces are in what an answer's author wrote: the answer
// itself and their note to it.
func (n needle) in(a Answer) bool {
	if len(n) == 0 {
		return true
	}
	text := fold(a.Text())
	note := fold(a.SelfNote)
	for _, piece := range n {
		if !strings.Contains(text, piece) && !strings.Contains(note, piece) {
			return false
		}
	}
	return true
}

// fold returns a text as it is compared in a search: in lower case, letters
// without their accents, all white space as single spaces, all quotation marks
// and dashes alike.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		i += n
		switch {
		case r <= ' ' || r >= utf8.RuneSelf && unicode.IsSpace(r):
			space = true
			continue
		case r < utf8.RuneSelf:
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteByte(byte(r))
			continue
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r):
			continue // an accent of its own, or what cannot be seen
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		r = unicode.ToLower(r)
		if plain, accented := unaccented[r]; accented {
			b.WriteString(plain)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// unaccented is each letter with an accent without it, and what is typed for
// marks that few keyboards have.
var unaccented = spread(map[string]string{
	"a": "àáâãäåāăąǎǟǡǻȁȃȧạảấầẩẫậắằẳẵặ", "b": "ḃ", "c": "çćĉċč", "d": "ďđðḋ", "e": "èéêëēĕėęěȅȇẹẻẽếềểễệ", "f": "ḟ",
	"g": "ĝğġģǧǵ", "h": "ĥħ", "i": "ìíîïĩīĭįıǐȉȋỉị", "j": "ĵǰ", "k": "ķǩ", "l": "ĺļľŀł", "m": "ṁ", "n": "ñńņňŉǹ",
	"o": "òóôõöøōŏőơǒǫȍȏȯọỏốồổỗộớờởỡợ", "p": "ṗ", "r": "ŕŗřȑȓ", "s": "śŝşšșṡ", "t": "ţťŧțṫ", "u": "ùúûüũūŭůűųưǔǖǘǚǜȕȗụủứừửữự",
	"w": "ŵẁẃẅ", "y": "ýÿŷȳỳỵỷỹ", "z": "źżž", "ss": "ß", "ae": "æ", "oe": "œ", "th": "þ",
	"е": "ё", "и": "й", "α": "ά", "ε": "έ", "η": "ή", "ι": "ίϊΐ", "ο": "ό", "υ": "ύϋΰ", "ω": "ώ", "σ": "ς",
	"'": "‘’‚‛`´", `"`: "“”„‟«»", "-": "‐‑‒–—−",
})

// spread gives each of the letters what stands for it.
func spread(letters map[string]string) map[rune]string {
	out := map[rune]string{}
	for plain, all := range letters {
		for _, r := range all {
			out[r] = plain
		}
	}
	return out
}
