package feedback

import (
	"strings"
	"unicode"
)

// secretAt returns the secret that begins at chunk i: one that shows by its
// form, or one that is said to be one.
func secretAt(raw string, c []chunk, i int, led bool) (string, bool) {
	text := c[i].text
	if tokenLike(text) || userAndPassword(c[i].low) {
		return text, true
	}
	if strings.Contains(text, "-----BEGIN") && strings.Contains(raw[c[i].start:min(len(raw), c[i].start+60)], "PRIVATE KEY") {
		return text, true
	}
	if pair, ok := loginAt(raw, c, i, led); ok {
		return pair, true
	}
	if setTo(raw, c, i) {
		return withMark(raw, c[i]), true
	}
	if !led {
		return "", false
	}
	if usedAsPassword(c, i) {
		return withMark(raw, c[i]), true
	}
	words := confidential()
	if at := strings.IndexAny(text, "=:"); at > 0 && at < len(text)-1 {
		switch what, value := strings.ToLower(text[:at]), text[at+1:]; {
		case words.has("password", what):
			return value, secretive(value, 5) // pwd=…
		case what == "pass":
			return value, madeUp(value) && !product(value)
		}
	}
	name, joined := i-1, false
	for name >= 0 && i-name <= 2 && words.has("is", c[name].low) {
		name, joined = name-1, true
	}
	if name >= 0 && (strings.ContainsAny(raw[c[name].end:c[name+1].start], ":=") || strings.HasSuffix(c[name].low, "=")) {
		joined = true
	}
	if name >= 1 && c[name].low == "to" && near(c, name, 5, "set") {
		name, joined = name-1, true
	}
	if name >= 0 && !joined && name == i-1 {
		switch {
		case c[name].low == "pin":
			joined = digitsIn(text) == len(text) // "the PIN 4711"
		case words.has("password", c[name].low) && digitsIn(text) == len(text):
			joined = len(text) >= onlyDigits
		case words.has("password", c[name].low):
			joined = strings.ContainsFunc(text, unicode.IsUpper) && digitsIn(text) > 0 || strings.ContainsAny(text, "!$#^") || wordAndYear(text) // "with password Heron!4471"
		case c[name].low == "pass":
			joined = near(c, name, 2, "login") // "account sa pass Heron!4471"
		}
	}
	if name < 0 || !joined || sentenceEnds(raw, c[name].end, c[i].start) && !below(raw, c, name, i) {
		return "", false
	}
	return withMark(raw, c[i]), saidToBeSecret(raw, c, name, i) || secretOf(raw, c, name, i)
}

// withMark returns a chunk with the exclamation mark behind it, which ends a
// password as often as a sentence.
func withMark(raw string, c chunk) string {
	if c.end < len(raw) && raw[c.end] == '!' {
		return raw[c.start : c.end+1]
	}
	return c.text
}

// sentenceEnds reports whether a sentence ends between two places.
func sentenceEnds(raw string, from, to int) bool {
	return strings.ContainsAny(raw[from:to], ".!?\n")
}

// onlyDigits is how long a password of nothing but digits must be to be told from a
// number: "password 90 days old".
const onlyDigits = 6

// usedAsPassword reports whether chunk i is the password in "used Welcome17 as the
// password".
func usedAsPassword(c []chunk, i int) bool {
	if i+3 >= len(c) || c[i+1].low != "as" || !secretive(c[i].text, 5) || product(c[i].text) {
		return false
	}
	words := confidential()
	return words.has("password", c[i+2].low) || words.has("password", c[i+3].low)
}

// saidToBeSecret reports whether chunk i is the value of what chunk name calls
// a secret.
func saidToBeSecret(raw string, c []chunk, name, i int) bool {
	words, text := confidential(), c[i].text
	switch what := strings.TrimRight(c[name].low, "="); {
	case words.has("password", what) && digitsIn(text) == len(text):
		return len(text) >= onlyDigits
	case words.has("password", what):
		return secretive(text, 5) || inQuotes(raw, c[i]) && words.has("the", back(c, name, 1)) && !words.has("no-secret", c[i].low) && len(text) >= 4
	case what == "pass": // which may be one through a hall
		return strings.ContainsAny(raw[c[name].end:c[name+1].start], ":=") && madeUp(text) && !product(text) || near(c, name, 2, "login") && madeUp(text)
	case words.has("key", what) && words.has("key-of", back(c, name, 1)) && madeUp(text) && strings.ContainsAny(withMark(raw, c[i]), "!$#"):
		return true
	case words.has("key", what) && words.has("key-of", back(c, name, 1)), words.has("long-secret", what):
		return secretive(text, 12)
	case what == "pin", words.has("code", what) && words.has("code-of", back(c, name, 1)):
		return digitsIn(text) == len(text) && len(text) >= 4 && len(text) <= 8
	}
	return false
}

// inQuotes reports whether a chunk alone stands in quotation marks.
func inQuotes(raw string, c chunk) bool {
	before, after := raw[:c.start], raw[c.end:]
	for _, q := range []string{`"`, "'", "`", "“", "‘"} {
		if strings.HasSuffix(before, q) {
			return strings.ContainsAny(after[:min(3, len(after))], `"'`+"`") || strings.HasPrefix(after, "”") || strings.HasPrefix(after, "’")
		}
	}
	return false
}

// secretive reports whether a text of at least that length is put together as
// secrets are and words are not.
func secretive(s string, least int) bool {
	low := strings.ToLower(s)
	if len(s) < least || len(s) > 200 || confidential().has("no-secret", low) || strings.ContainsAny(s, "/\\") && !strings.ContainsAny(s, "!$") {
		return false
	}
	first := 0
	for first < len(s) && isDigit(s[first]) {
		first++
	}
	letters, digits, marks := 0, 0, 0
	for i := range len(s) {
		switch {
		case isDigit(s[i]):
			digits++
		case isLetter(s[i]):
			letters++
		case strings.IndexByte("!$%#*+=?^@", s[i]) >= 0:
			marks++
		}
	}
	if first > 0 && digits == first && marks == 0 {
		return false // "12-character", "90days"
	}
	return letters >= 2 && digits >= 1 || letters >= 2 && marks >= 1
}

// wordAndYear reports whether a text is letters and then a year: sommer2023.
func wordAndYear(s string) bool {
	word := strings.TrimRight(s, "0123456789")
	return len(word) >= 4 && len(s)-len(word) == 4 && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
}

// tokenLike reports whether a text shows by itself that it is a token.
func tokenLike(s string) bool {
	if len(s) < 16 || digitsIn(s) == 0 {
		return false
	}
	for _, n := range [...]int{3, 4, 5, 6, 7, 8, 9, 11} {
		if len(s) >= n+12 && confidential().has("token-prefix", s[:n]) {
			return true
		}
	}
	return false
}

// userAndPassword reports whether an address on the web holds both.
func userAndPassword(s string) bool {
	_, rest, ok := strings.Cut(s, "://")
	if !ok {
		return false
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	user, _, ok := strings.Cut(rest, "@")
	return ok && strings.Contains(user, ":")
}
