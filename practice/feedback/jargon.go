package feedback

import (
	"strings"
	"unicode"

	"greenroom/bank"
)

var jargonWords = sections("jargon")

// plainSpoken are the areas whose questions are about explaining to somebody
// outside IT.
var plainSpoken = map[bank.Area]bool{"explaining": true, "executives": true}

// jargon returns the terms and abbreviations that the answer uses and does not
// make plain, as written, each once. What is made plain once is plain from then
// on and was before.
func (a *answer) jargon(area bank.Area) []string {
	out := []string{}
	if !plainSpoken[area] || a.style == bank.Reverse {
		return out
	}
	plain, quotes := map[string]bool{}, map[string]string{}
	var order []string
	for _, s := range a.sentences {
		for i, t := range s.tokens {
			if !a.isJargon(t) {
				continue
			}
			w := strings.TrimSuffix(t.w, "s")
			if quotes[w] == "" {
				quotes[w] = a.cut(t.start, t.end)
				order = append(order, w)
			}
			if t.is(tagQuoted|tagAsked) || glossed(s.tokens, i) || spokenOf(s.tokens, i) {
				plain[w] = true
			}
		}
	}
	for _, w := range order {
		if !plain[w] {
			out = append(out, quotes[w])
		}
	}
	return out
}

// isJargon reports whether a token is a term, or an abbreviation in capitals that
// not everybody knows.
func (a *answer) isJargon(t token) bool {
	if t.is(tagPunct|tagFunction) || t.w == "" || jargonWords().has("known", t.w) {
		return false
	}
	if jargonWords().has("term", t.w) {
		return true
	}
	written := strings.TrimSuffix(a.plain.text[t.start:t.end], "s")
	if len(written) < 2 || len(written) > 5 || !t.is(tagProper) && !allCaps(written) {
		return false
	}
	return allCaps(written) && !jargonWords().has("known", strings.ToLower(written)) && !a.shouts(t)
}

func allCaps(s string) bool {
	for _, r := range s {
		if !unicode.IsUpper(r) {
			return false
		}
	}
	return s != ""
}

// shouts reports whether a word in capitals is an ordinary word: "It was MY
// mistake".
func (a *answer) shouts(t token) bool {
	return lex().tagsOf(t.w)&(tagFunction|tagCommon|tagVerb|tagVague|tagMental|tagPast|tagPlace|tagTime) != 0
}

// glossed reports whether the words around token i make it plain: brackets, a
// dash, "which is", "means", "a kind of", or the words that it is short for.
func glossed(t []token, i int) bool {
	switch next(t, i+1) {
	case "(", "—", "–", "-", ":", "=":
		return true
	case "is", "are", "was", "were", "as":
		switch w := next(t, i+2); {
		case determiner[w] || w == "like" || w == "just" || w == "how" || w == "what" || w == "when" || w == "where" || w == "basically":
			return true
		}
	case ",":
		switch next(t, i+2) {
		case "which", "that", "the", "a", "an", "so", "or", "meaning", "our", "basically", "who", "like", "i.e", "ie", "where", "in", "your", "you", "one":
			return true
		}
	}
	for k := i + 1; k < len(t) && k <= i+3; k++ {
		if jargonWords().has("gloss", t[k].w) || jargonWords().has("likened", t[k].w) {
			return true
		}
	}
	if i > 0 {
		switch t[i-1].w {
		case "(", "—", "–", "=", ":", "like", "or":
			return true
		}
	}
	return spelled(t, i)
}

// spelled reports whether the words before token i begin with its letters.
func spelled(t []token, i int) bool {
	short := strings.TrimSuffix(t[i].w, "s")
	if len(short) > 5 || i < len(short) {
		return false
	}
	var firsts strings.Builder
	for k := max(0, i-8); k < i; k++ {
		if !t[k].is(tagPunct) {
			for _, part := range strings.Split(t[k].w, "-") {
				if part != "" {
					firsts.WriteByte(part[0])
				}
			}
		}
	}
	return strings.Contains(firsts.String(), short)
}

// spokenOf reports whether token i is spoken of as a word, or left out on
// purpose: "I never said VLAN".
func spokenOf(t []token, i int) bool {
	for k := max(0, i-9); k < i; k++ {
		if jargonWords().has("avoided", t[k].w) || t[k].w == "n't" {
			return true
		}
	}
	for k := i + 1; k < len(t) && k < i+3; k++ {
		switch t[k].w {
		case "means", "meant", "meaning", "became", "becomes":
			return true
		}
	}
	return false
}
