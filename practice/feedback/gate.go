package feedback

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// MinWords is how many words an answer needs to be assessed.
const MinWords = 15

// An Obstacle says what keeps an answer from being assessed.
type Obstacle string

// The obstacles.
const (
	NotText     Obstacle = "not-text"      // it cannot be read as text
	NotEnglish  Obstacle = "not-english"   // it is in another language
	TooShort    Obstacle = "too-short"     // there is too little of it
	AsksAgain   Obstacle = "asks-again"    // it repeats the question
	HasNone     Obstacle = "has-none"      // it says in few words that there is none
	SaysItTwice Obstacle = "says-it-twice" // it is long enough only by repeating itself
)

// refuse returns why the answer cannot be assessed, in words for the person, and
// what kind of obstacle that is; both are "" where it can be.
func refuse(a *answer) (reason string, why Obstacle) {
	switch own := a.own - repeated(a); {
	case unreadable(a.raw):
		return "I can't read this as text, so I can't tell whether it is in English. Send it as plain words, or save the file as UTF-8.", NotText
	case a.words > 0 && foreign(a):
		return "This does not seem to be in English. I can only read English answers so far; nothing is wrong with yours.", NotEnglish
	case a.words < MinWords && a.none:
		return fmt.Sprintf("There are fewer than %d words here, too few to say anything fair about them. %s: tell what comes closest, and how you'd go about the rest.", MinWords, fineToHaveNone(a.style)), HasNone
	case a.words < MinWords, strings.Contains(a.raw, fence) && countWords(plain(outsideFences(a.raw)).text) < MinWords:
		return fmt.Sprintf("There are fewer than %d words here, too few to say anything fair about them. Tell a little more: what was going on, what you did, what came of it.", MinWords), TooShort
	case own < MinWords && own < a.own/2, own < a.own && a.onlyAsks():
		return "This repeats the question and adds little of your own yet. Go straight to your answer.", AsksAgain
	case a.own < MinWords:
		return fmt.Sprintf("Without what is said more than once there are fewer than %d words here, too few to say anything fair about them. Tell a little more: what was going on, what you did, what came of it.", MinWords), SaysItTwice
	}
	return "", ""
}

// fence opens and closes what is pasted: a log or a piece of configuration is
// nobody's answer.
const fence = "```"

// outsideFences returns a text without what is pasted into it.
func outsideFences(raw string) string {
	var out strings.Builder
	for i, part := range strings.Split(raw, fence) {
		if i%2 == 0 {
			out.WriteString(part)
			out.WriteByte('\n')
		}
	}
	return out.String()
}

// onlyAsks reports whether the answer has no word of weight that the question
// has not, in whatever order it says them.
func (a *answer) onlyAsks() bool {
	asked, other := 0, 0
	for _, s := range a.sentences {
		for _, t := range s.tokens {
			switch {
			case t.is(tagFunction | tagPunct):
			case t.is(tagAsked):
				asked++
			default:
				other++
			}
		}
	}
	return other == 0 && asked > 0
}

// unreadable reports whether what was sent is no text at all: not UTF-8, or
// to a large part control characters, as a file of another kind is.
func unreadable(raw string) bool {
	if !utf8.ValidString(raw) {
		return true
	}
	shown, control := 0, 0
	for _, r := range raw {
		switch {
		case unicode.IsSpace(r):
		case unicode.IsControl(r), r == utf8.RuneError:
			control++
		default:
			shown++
		}
	}
	return control*2 > shown
}

// repeatedRun is the number of words in a row from which on they count as
// taken from the question.
const repeatedRun = 4

// repeated returns how many of the answer's words are the question's, in runs.
func repeated(a *answer) int {
	runs := map[string]bool{}
	for _, ask := range a.asks {
		words := onlyWords(ask)
		for i := 0; i+repeatedRun <= len(words); i++ {
			runs[strings.Join(words[i:i+repeatedRun], " ")] = true
		}
	}
	n := 0
	for _, s := range a.sentences {
		words := onlyWords(s.tokens)
		counted := 0 // words up to here are counted
		for i := 0; i+repeatedRun <= len(words); i++ {
			if runs[strings.Join(words[i:i+repeatedRun], " ")] {
				n += i + repeatedRun - max(i, counted)
				counted = i + repeatedRun
			}
		}
	}
	return n
}

func onlyWords(tokens []token) []string {
	out := make([]string, 0, len(tokens))
	for _, t := range tokens {
		if !t.is(tagPunct) && !strings.HasPrefix(t.w, "'") && t.w != "n't" {
			out = append(out, t.w)
		}
	}
	return out
}

// foreignWords are frequent small words of other languages that English lacks.
var foreignWords = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, w := range list("foreign") {
		m[w] = true
	}
	return m
})

// foreign reports whether the text is not English. English wins every doubt: a
// list of product names, dialect and second-language English are all English.
func foreign(a *answer) bool {
	var words, english, other, letters, notLatin int
	for _, r := range a.plain.text {
		if unicode.IsLetter(r) {
			letters++
			if !unicode.Is(unicode.Latin, r) {
				notLatin++
			}
		}
	}
	if letters > 0 && notLatin*2 > letters {
		return true
	}
	for _, s := range a.sentences {
		for _, t := range s.tokens {
			written := strings.ToLower(a.plain.text[t.start:t.end])
			switch _, short := lex().short[written]; {
			case t.is(tagPunct | tagNumber):
				continue
			case foreignWords()[written]:
				other++
			case short: // "w" is "with", and Polish
			case t.is(tagFunction | tagCommon | tagVerb | tagPlace | tagTime):
				english++
			}
			words++
		}
	}
	if words < 5 {
		return false
	}
	return other > english && other >= 3 || english*8 < words
}
