package practice

import (
	"strings"
	"unicode"
)

// A sentence is one of a text that is read for what it shows, or a point of a
// list. What is said in a conversation is a [saying].
type sentence struct {
	text  string
	words []word // see plainWords
}

// between returns the sentence's words from one up to another as they stand
// there, in one line.
func (s sentence) between(from, to int) string {
	words := strings.Join(strings.Fields(s.text[s.words[from].start:s.words[to-1].end]), " ")
	if r := []rune(words); len(r) > longestCue {
		words = strings.TrimSpace(string(r[:longestCue-1])) + "…"
	}
	return words
}

// sentencesIn returns the sentences of a text.
func sentencesIn(text string) []sentence {
	var out []sentence
	start := 0
	add := func(end int) {
		part := text[start:end]
		if words := plainWords(part); len(words) > 0 {
			out = append(out, sentence{part, words})
		}
		start = end
	}
	for i, r := range text {
		switch {
		case strings.ContainsRune(";!?•\n", r):
			add(i)
		case r == '.' && (i+1 == len(text) || unicode.IsSpace(rune(text[i+1]))):
			add(i)
		}
	}
	add(len(text))
	return out
}

// plainWords splits a text into words of letters and digits, in lower case and
// without "'s".
func plainWords(text string) []word {
	var out []word
	start := -1
	text += " "
	for i, r := range text {
		inWord := unicode.IsLetter(r) || unicode.IsDigit(r) || start >= 0 && (r == '\'' || r == '’')
		switch {
		case inWord && start < 0:
			start = i
		case !inWord && start >= 0:
			w := strings.TrimRight(strings.ReplaceAll(strings.ToLower(text[start:i]), "’", "'"), "'")
			out = append(out, word{w: strings.TrimSuffix(w, "'s"), start: start, end: i})
			start = -1
		}
	}
	return out
}
