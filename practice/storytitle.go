package practice

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// FirstWords returns how a story that begins so could be called: the first
// sentence of its first line that is more than a few words, or of a long one the
// words up to where it pauses or joins on, as many as a title holds comfortably.
func FirstWords(plain string) string {
	words := strings.Fields(plain)
	for line := range strings.Lines(plain) {
		if in := strings.Fields(line); len(in) >= fewestNaming {
			words = in
			break
		}
	}
	title := strings.TrimRight(strings.Join(naming(words), " "), " .,;:!?–-")
	if r := []rune(title); len(r) > MostTitle {
		title = string(r[:MostTitle])
	}
	return title
}

// fewestNaming is how many words name a story at least, where there are more.
const fewestNaming = 4

// naming returns the words of a first sentence that fit into a title, ended by
// "…" where the sentence goes on and nowhere pauses.
func naming(words []string) []string {
	const comfortably = 50
	length := 0
	for i, w := range words {
		if length += utf8.RuneCountInString(w) + 1; length > comfortably+1 && i > 0 {
			return whole(words[:i])
		}
		if strings.ContainsAny(w[len(w)-1:], ".!?;") && i >= 2 {
			return words[:i+1]
		}
	}
	return words
}

// whole leaves out the end of a sentence that was broken off, back to where it
// pauses last, or else to the last word that joins something on.
func whole(words []string) []string {
	for i := len(words); i >= fewestNaming; i-- {
		if last := words[i-1]; strings.ContainsAny(last[len(last)-1:], ",:;") {
			return words[:i]
		}
	}
	for i := len(words) - 1; i >= fewestNaming; i-- {
		if joining[strings.ToLower(words[i])] {
			return words[:i]
		}
	}
	if len(words) < fewestNaming {
		return words
	}
	most := slices.Clone(words)
	most[len(most)-1] += "…"
	return most
}

// joining are words before which a sentence can be broken off.
var joining = map[string]bool{
	"&": true, "about": true, "after": true, "and": true, "as": true, "at": true, "because": true, "before": true, "but": true,
	"by": true, "for": true, "from": true, "in": true, "into": true, "of": true, "on": true, "or": true, "over": true, "so": true,
	"than": true, "that": true, "to": true, "until": true, "what": true, "when": true, "where": true, "which": true, "while": true,
	"who": true, "with": true, "without": true,
}
