package feedback

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
)

// MinWords is how many words an answer needs to be assessed.
const MinWords = 15

// refuse returns why the answer cannot be assessed, in words for the person,
// or "".
func refuse(a *answer) string {
	if a.words > 0 && foreign(a) {
		return "This does not seem to be in English. I can only read English answers so far; nothing is wrong with yours."
	}
	if a.words < MinWords {
		return fmt.Sprintf("There are fewer than %d words here, too few to say anything fair about them. Tell a little more: what was going on, what you did, what came of it.", MinWords)
	}
	if own := a.words - repeated(a); own < MinWords && own < a.words/2 {
		return "This repeats the question and adds little of your own yet. Go straight to your answer."
	}
	return ""
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
			switch {
			case t.is(tagPunct | tagNumber):
				continue
			case foreignWords()[t.w]:
				other++
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
