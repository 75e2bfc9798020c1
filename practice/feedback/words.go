package feedback

import (
	"strings"
	"unicode"

	"github.com/clipperhouse/uax29/v2/words"
)

// wordsPerMinute is a calm speaking pace.
const wordsPerMinute = 140

// Words counts the words of a text as Unicode divides them. Slack's markup,
// mentions, bare links and emoji are no words; "self-service" is one.
func Words(text string) int { return countWords(Plain(text)) }

// HasWords reports whether a text has at least n words. Plain words between
// spaces are counted first: where there are enough of them nothing needs a closer
// look, and every answer that comes in is asked this.
func HasWords(text string, n int) bool {
	return plainWords(text, n) >= n || atLeast(Plain(text), n)
}

// plainWords counts, up to n, what stands between spaces in lower-case Latin
// letters alone, but for a capital at its start and a comma or stop behind it:
// that is a word by any rule.
func plainWords(text string, n int) int {
	count, letters, sound := 0, 0, true
	for i := 0; i < len(text) && count < n; i++ {
		switch c := text[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z' && letters == 0:
			letters++
		case c == ' ', c == '\n':
			if sound && letters > 0 {
				count++
			}
			letters, sound = 0, true
		case (c == ',' || c == '.') && letters > 0 && i+1 < len(text) && text[i+1] == ' ':
		default:
			sound = false
		}
	}
	return count
}

func atLeast(plain string, n int) bool {
	for it := wordIterator(plain); n > 0 && it.Next(); {
		if isWord(it.Value()) {
			n--
		}
	}
	return n <= 0
}

func countWords(plain string) int {
	n := 0
	for it := wordIterator(plain); it.Next(); {
		if isWord(it.Value()) {
			n++
		}
	}
	return n
}

func wordIterator(s string) *words.Iterator[string] {
	it := words.FromString(s)
	it.Joiners(&words.Joiners[string]{Middle: []rune{'-', '‑'}})
	return it
}

// keycap turns a digit before it into an emoji.
const keycap = '\u20e3'

// isWord reports whether a token holds a letter or a digit, that is, whether
// it is no space and no punctuation. A digit on a keycap is an emoji.
func isWord(token string) bool {
	if strings.ContainsRune(token, keycap) {
		return false
	}
	for _, r := range token {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}

// seconds returns how long so many words take to say.
func seconds(words int) int { return (words*60 + wordsPerMinute/2) / wordsPerMinute }
