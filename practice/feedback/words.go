package feedback

import (
	"unicode"

	"github.com/clipperhouse/uax29/v2/words"
)

// wordsPerMinute is a calm speaking pace.
const wordsPerMinute = 140

// Words counts the words of a text as Unicode divides them. Slack's markup,
// mentions, bare links and emoji are no words; "self-service" is one.
func Words(text string) int { return countWords(Plain(text)) }

// HasWords reports whether a text has at least n words. It reads no more of a
// long one than it must: where the start of it holds twice as many there is no
// doubt, even if it was cut inside a link.
func HasWords(text string, n int) bool {
	const perWord = 16 // bytes of twice a word, generously
	if start := n * perWord; len(text) > start && atLeast(Plain(text[:start]), 2*n) {
		return true
	}
	return atLeast(Plain(text), n)
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

// isWord reports whether a token holds a letter or a digit, that is, whether
// it is no space and no punctuation.
func isWord(token string) bool {
	for _, r := range token {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}

// seconds returns how long so many words take to say.
func seconds(words int) int { return (words*60 + wordsPerMinute/2) / wordsPerMinute }
