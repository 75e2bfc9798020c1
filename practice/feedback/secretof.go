package feedback

import (
	"strings"
	"unicode"
)

// furthestWhatFor is how many chunks may stand between "password" and "was" that say
// whose it was: "the password for the app on the tablets was".
const furthestWhatFor = 6

// furthestSet is how many chunks before "to" the word may stand that says that something
// was set: "changed the shared password of the kiosk to".
const furthestSet = 7

// furthestIt is how many chunks before "changed it to" the password may stand that "it"
// is, where a mark tells a password from a name.
const furthestIt = 20

// secretOf reports whether chunk i is what the password or the like of something was,
// as in "the password for the portal was Winter2024". Chunk name stands before "was".
// So much may be said between the two that the secret must look like nothing else.
func secretOf(raw string, c []chunk, name, i int) bool {
	what := whatOf(raw, c, name)
	if what < 0 {
		return false
	}
	words, text := confidential(), c[i].text
	if digitsIn(text) == len(text) {
		switch {
		case words.has("password", c[what].low):
			return len(text) >= onlyDigits
		case c[what].low == "pin", words.has("code", c[what].low) && words.has("code-of", c[name].low) && !words.has("code-sent", back(c, what, 1)):
			return len(text) >= 4 && len(text) <= 8 && !tellsHowMany(raw, c, i)
		}
		return false
	}
	return words.has("password", c[what].low) && passwordLike(text)
}

// whatOf returns the chunk with the word for what chunk name ends, such as "password"
// in "password for the portal", -1 where there is none.
func whatOf(raw string, c []chunk, name int) int {
	words := confidential()
	for k := name - 1; k >= 0 && name-k <= furthestWhatFor; k-- {
		if strings.ContainsAny(raw[c[k].end:c[k+1].start], ".!?:;,\n") || words.has("is", c[k+1].low) {
			return -1
		}
		if words.has("what-for", c[k+1].low) && (c[k].low == "pin" || words.has("password", c[k].low) || words.has("code", c[k].low) || words.has("login", c[k].low)) {
			return k
		}
	}
	return -1
}

// tellsHowMany reports whether chunk i tells how many there are of what stands behind it:
// "6000 times".
func tellsHowMany(raw string, c []chunk, i int) bool {
	return i+1 < len(c) && raw[c[i].end:c[i+1].start] == " " && strings.HasSuffix(c[i+1].low, "s") && lex().tagsOf(c[i+1].low)&tagFunction == 0
}

// passwordLike reports whether a text looks like a password and like nothing else.
func passwordLike(s string) bool {
	return secretive(s, 5) && !product(s) && (madeUp(s) || wordAndNumber(s))
}

// wordAndNumber reports whether a text is a word and then at least two digits: hunter22.
func wordAndNumber(s string) bool {
	word := strings.TrimRight(s, "0123456789")
	return len(word) >= 4 && len(s)-len(word) >= 2 && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
}

// setTo reports whether chunk i is what a password was set to or from, as in "the
// password was changed to Heron!4471" and "so I changed it to Winter2024!".
func setTo(raw string, c []chunk, i int) bool {
	words, to := confidential(), i-1
	if to < 1 || c[to].low != "to" && c[to].low != "from" || sentenceEnds(raw, c[to].end, c[i].start) || !passwordLike(c[i].text) {
		return false
	}
	if back(c, to, 2) == "from" {
		to -= 2 // "from Winter2023 to Heron!4471"
	}
	set := to - 1
	for set >= 0 && to-set <= furthestSet && !words.has("set", c[set].low) {
		set--
	}
	if set < 0 || to-set > furthestSet || sentenceEnds(raw, c[set].end, c[set+1].start) {
		return false
	}
	if to-set == 2 && c[set+1].low == "it" {
		marked := strings.ContainsAny(withMark(raw, c[i]), "!$#^")
		return near(c, set, furthestSet, "password") || marked && near(c, set, furthestIt, "password") || usualPassword(raw, c[i])
	}
	what := to - 1 // "changed the password of the kiosk to", "the password had been set to"
	for what == set || what > 0 && (words.has("is", c[what].low) || lex().tagsOf(c[what].low)&tagFunction != 0) {
		what--
	}
	if of := whatOf(raw, c, what); of >= 0 {
		what = of
	}
	return what >= 0 && words.has("password", c[what].low) && !sentenceEnds(raw, c[what].end, c[to].start)
}

// usualPassword reports whether a chunk is made as people make passwords by the year,
// and nothing else: "Winter2024!".
func usualPassword(raw string, c chunk) bool {
	return wordAndYear(c.text) && confidential().has("season", stemOf(c.text)) && withMark(raw, c) != c.text
}

// below reports whether chunk i stands alone on the line below chunk name, which a
// colon ends: "Password:" and then "Sommer2023!".
func below(raw string, c []chunk, name, i int) bool {
	between := strings.Trim(raw[c[name].end:c[i].start], " \t*_`")
	if !strings.HasPrefix(between, ":") || strings.Count(between, "\n") != 1 || strings.Trim(between, ": \t\r\n*_`") != "" {
		return false
	}
	rest, _, _ := strings.Cut(raw[c[i].end:], "\n")
	return strings.Trim(rest, "!. \t\r*_`") == ""
}
