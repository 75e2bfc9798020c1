package practice

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An ObjectionKind is what is wrong with a proposal.
type ObjectionKind string

// The kinds.
const (
	NoWording    ObjectionKind = "no wording"
	WordingLong  ObjectionKind = "the wording is too long"
	WordingShort ObjectionKind = "the wording is too short"
	NoQuestion   ObjectionKind = "the wording asks nothing"
	Unasked      ObjectionKind = "an employer may not ask that" // Ground says why
	AskedAlready ObjectionKind = "that is asked already"        // Like is what asks the same
	WaitsAlready ObjectionKind = "that waits for an admin already"
	ManyWaiting  ObjectionKind = "too many of theirs are waiting"
	NoArea       ObjectionKind = "no area is chosen"
)

// An Objection is the error for a proposal that is not taken as it is.
type Objection struct {
	Kind   ObjectionKind
	Also   bool // it is about the other wording
	Ground Ground
	Like   string
}

// Error names the kind, and quotes nobody.
func (o Objection) Error() string { return "suggestion not taken: " + string(o.Kind) }

// shortestWording is how many words a question has at least.
const shortestWording = 3

// objection returns what is wrong with the words of a tidy wording; ok is true
// where nothing is.
func objection(wording string) (o Objection, ok bool) {
	switch {
	case wording == "":
		return Objection{Kind: NoWording}, false
	case utf8.RuneCountInString(wording) > MostAsked:
		return Objection{Kind: WordingLong}, false
	}
	ground, personal := Unlawful(wording)
	switch {
	case personal:
		return Objection{Kind: Unasked, Ground: ground}, false
	case strings.IndexFunc(wording, unicode.IsLetter) < 0, !strings.ContainsAny(wording, "?？؟") && !slices.ContainsFunc(sentences(wording), asks):
		return Objection{Kind: NoQuestion}, false
	case len(strings.Fields(wording)) < shortestWording && strings.IndexFunc(wording, wordless) < 0:
		return Objection{Kind: WordingShort}, false
	}
	return Objection{}, true
}

// wordless reports whether a letter is of a script that puts no spaces between words.
func wordless(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// asks reports whether a sentence begins as a question or a request does, for
// those that end without a question mark.
func asks(sentence string) bool {
	first, _, _ := strings.Cut(strings.ToLower(sentence), " ")
	return slices.Contains(openers, strings.Trim(first, ",:;.…"))
}

// sentences cuts a wording in one line into its sentences; there is at least one.
func sentences(wording string) []string {
	return strings.Split(strings.NewReplacer("? ", "?\n", ". ", ".\n", "! ", "!\n", ": ", ":\n").Replace(wording), "\n")
}

// openers are words by which an interviewer begins to ask.
var openers = []string{
	"what", "what's", "how", "how's", "why", "which", "who", "whom", "whose", "when", "where", "do", "does", "did", "have", "has", "is", "are", "was",
	"were", "can", "could", "would", "will", "should", "tell", "describe", "explain", "give", "walk", "talk", "imagine", "suppose", "share", "name",
	"say", "show", "sell", "convince", "list", "compare", "outline", "take", "think", "picture", "assume", "sketch", "please", "in", "if", "looking",
}
