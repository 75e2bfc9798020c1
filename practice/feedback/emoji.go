package feedback

import (
	"slices"
	"strings"
	"unicode"
)

// emojiEnds returns where between from and to a sentence ends with an emoji, as most
// do that are typed on a phone: the next word begins one as far as can be seen.
func emojiEnds(p plainText, from, to int) []int {
	var out []int
	k, _ := slices.BinarySearch(p.emoji, int32(from))
	for next := from; k < len(p.emoji) && int(p.emoji[k]) < to; k++ {
		at := int(p.emoji[k])
		if at < next {
			continue // one of several
		}
		before := strings.Fields(p.text[max(from, at-longestJoin):at])
		next = to - len(strings.TrimLeftFunc(p.text[at:to], func(r rune) bool { return pictures(r) || unicode.Is(unicode.Mn, r) || r == ' ' }))
		if len(before) > 0 && !goesOnAfter(before[len(before)-1]) && beginsSentence(p.text[next:to]) {
			out = append(out, next)
		}
	}
	return out
}

// longestJoin is how many bytes before an emoji are looked at for the word there.
const longestJoin = 40

// goesOnAfter reports whether a sentence goes on after a word: "so 😱 I went", "the 📱
// Phone app".
func goesOnAfter(w string) bool {
	w = strings.ToLower(w)
	return conjunctions[w] || clauseWords[w] || w == "then" || determiner[w] && !standsAlone[w] || subjectOfVerb[w]
}

var (
	// tellers are whom a sentence of a story is about.
	tellers = set("i we he she they nobody everybody everyone")
	// standsAlone are the determiners that a sentence may end with: "I did this 🔥 Then".
	standsAlone = set("this his her these those some any")
	// subjectOfVerb are words that a verb follows.
	subjectOfVerb = set("i we he she they")
)

// beginsSentence reports whether what stands behind an emoji begins a sentence: with
// who does something, or with a capital that is no name's, or a name that does
// something.
func beginsSentence(s string) bool {
	word, rest := leadingWord(s)
	low := strings.ToLower(word)
	switch {
	case tellers[low]:
		return true
	case !upperStart(word):
		return false
	case lex().tagsOf(low) != 0:
		return true
	}
	verb, _ := leadingWord(strings.TrimLeft(rest, " "))
	return lex().tagsOf(strings.ToLower(verb))&(tagPast|tagVerb) != 0
}

// leadingWord returns the letters with which s begins, and what comes after them.
func leadingWord(s string) (word, rest string) {
	n := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if n < 0 {
		n = len(s)
	}
	return s[:n], s[n:]
}

// pictures reports whether a character is an emoji.
func pictures(r rune) bool { return r >= 0x1f000 && r < 0x1fb00 || r >= 0x2600 && r < 0x27c0 }

// stop ends a sentence with the full stop that an emoji stands for.
func stop(s *sentence) {
	if last := s.tokens[len(s.tokens)-1]; !last.is(tagPunct) {
		s.tokens = append(slices.Clip(s.tokens), token{w: ".", start: s.end, end: s.end, tags: tagPunct})
	}
}
