package feedback

import (
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// A sentence is a sentence, a bullet or a line, without bullet and spaces.
type sentence struct {
	start, end int     // in the plain text
	tokens     []token // without fillers
	said       []token // with them
	spoken     bool    // it is a clause of speech without stops
}

// splitSentences divides a text. A line break ends a sentence unless the text seems
// to be wrapped by hand.
func splitSentences(p plainText) []sentence {
	var out []sentence
	for start := 0; start < len(p.text); {
		end := paragraphEnd(p.text, start)
		out = appendSentences(out, p, start, end)
		start = end
	}
	return out
}

// wrapped is the length from which a line that ends in mid sentence is taken
// to go on in the next.
const wrapped = 60

// paragraphEnd returns where the lines that belong together end.
func paragraphEnd(s string, start int) int {
	line := start
	for {
		n := strings.IndexByte(s[line:], '\n')
		if n < 0 {
			return len(s)
		}
		text, next := strings.TrimSpace(s[line:line+n]), s[line+n+1:]
		if len(text) < wrapped || strings.ContainsRune(".!?:;", rune(text[len(text)-1])) || bulletLen(next) > 0 || blank(next) {
			return line + n + 1
		}
		line += n + 1
	}
}

func blank(s string) bool {
	line, _, _ := strings.Cut(s, "\n")
	return strings.TrimSpace(line) == ""
}

// bulletLen returns the length of a bullet, a list number or a quote mark at
// the start of s with the spaces around it, or 0.
func bulletLen(s string) int {
	rest := strings.TrimLeft(s, " ")
	r, n := utf8.DecodeRuneInString(rest)
	switch {
	case strings.ContainsRune("•◦▪‣·>", r), strings.ContainsRune("-–—*+", r) && strings.HasPrefix(rest[n:], " "):
	case r >= '0' && r <= '9':
		n = len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		if n > 2 || !strings.HasPrefix(rest[n:], ". ") && !strings.HasPrefix(rest[n:], ") ") {
			return 0
		}
		n++
	default:
		return 0
	}
	after := rest[n:]
	return len(s) - len(strings.TrimLeft(after, " "))
}

func appendSentences(out []sentence, p plainText, start, end int) []sentence {
	start += bulletLen(p.text[start:end])
	it := sentences.FromString(p.text[start:end])
	for it.Next() {
		from := start + it.Start()
		for _, n := range lowerCaseEnds(it.Value()) {
			to := start + it.Start() + n
			for _, at := range emojiEnds(p, from, to) {
				said := len(out)
				if out = appendSentence(out, p.text, from, at); len(out) > said {
					stop(&out[len(out)-1])
				}
				from = at
			}
			out = appendSentence(out, p.text, from, to)
			from = to
		}
	}
	return out
}

// lowerCaseEnds returns where the sentences in s end. Unicode's rule, by which
// s was cut, expects a capital after a full stop; many people write without.
func lowerCaseEnds(s string) []int {
	var out []int
	for i := 1; i+1 < len(s); i++ {
		if s[i] != ' ' || !strings.ContainsRune(".!?", rune(s[i-1])) {
			continue
		}
		last := s[strings.LastIndexByte(s[:i], ' ')+1 : i]
		if !abbreviation(last) {
			out = append(out, i+1)
		}
	}
	return append(out, len(s))
}

func abbreviation(w string) bool {
	switch strings.ToLower(strings.TrimLeft(w, "(")) {
	case "e.g.", "i.e.", "eg.", "ie.", "etc.", "vs.", "approx.", "ca.", "no.", "mr.", "mrs.", "ms.", "dr.", "st.", "...":
		return true
	}
	return false
}

// maxSentence is how many bytes of a sentence are looked at together. Speech
// that was written down may go on for pages without a full stop; the rules
// compare the words of one sentence with each other.
const maxSentence = 2000

func appendSentence(out []sentence, plain string, start, end int) []sentence {
	for start < end && strings.ContainsRune(" \n>", rune(plain[start])) {
		start++
	}
	for start < end && strings.ContainsRune(" \n", rune(plain[end-1])) {
		end--
	}
	for end-start > maxSentence {
		cut := start + maxSentence
		if space := strings.LastIndexByte(plain[start:cut], ' '); space > 0 {
			cut = start + space + 1
		}
		for !utf8.RuneStart(plain[cut]) {
			cut--
		}
		out = appendSentence(out, plain, start, cut)
		start = cut
	}
	if !strings.ContainsFunc(plain[start:end], isAlnum) {
		return out
	}
	said := tokenize(plain, start, end)
	return appendClauses(out, sentence{start: start, end: end, tokens: withoutFillers(said), said: said})
}
