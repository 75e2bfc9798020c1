package feedback

import (
	"strings"
	"unicode"
)

// signInReach is how many chunks before a name or a password "logged on" or the
// like may stand: "logged on to the old controller in Essen as sa with …".
const signInReach = 8

// A login is a name and a password as people write them.
type login struct {
	user, pass string // the name in lower case
	first      int    // the chunk that it begins with
	divided    string // what stands between them: "/", ":", "and", ", " or " ("
	apart      bool   // with spaces
}

// loginAt returns the name and password that chunk i ends, as in "logged on with
// sa / Sommer2023!", or the password alone, as in "logged on as sa with
// Sommer2023!". led tells that the text has words that lead something in.
func loginAt(raw string, c []chunk, i int, led bool) (string, bool) {
	if len(c[i].text) < 5 || c[i].holds&digit == 0 && !strings.ContainsAny(c[i].text, "!$#^") {
		return "", false
	}
	if l, ok := loginEnding(raw, c, i); ok {
		return raw[c[l.first].start:c[i].start] + withMark(raw, c[i]), l.opens(raw, c, i, led)
	}
	return withMark(raw, c[i]), led && aloneWith(raw, c, i)
}

// loginEnding returns what may be the name and the password where chunk i ends
// them.
func loginEnding(raw string, c []chunk, i int) (l login, ok bool) {
	text := c[i].text
	l = login{pass: text, first: i}
	at := strings.IndexByte(text, '/')
	if at < 0 && c[i].holds&equals != 0 {
		at = strings.IndexByte(text, ':')
	}
	switch {
	case at > 0 && at < len(text)-1:
		l.user, l.pass, l.divided = strings.ToLower(text[:at]), text[at+1:], text[at:at+1]
	case at >= 0 || i == 0 || sentenceEnds(raw, c[i-1].end, c[i].start):
		return login{}, false
	case i > 1 && (c[i-1].text == "/" || c[i-1].low == "and"):
		l.user, l.first, l.divided, l.apart = c[i-2].low, i-2, c[i-1].low, true
	case strings.HasSuffix(c[i-1].text, "/"):
		l.user, l.first, l.divided, l.apart = strings.TrimSuffix(c[i-1].low, "/"), i-1, "/", true
	default:
		switch gap := raw[c[i-1].end:c[i].start]; gap {
		case ", ", " (":
			l.user, l.first, l.divided, l.apart = c[i-1].low, i-1, gap, true
		}
	}
	return l, l.user != "" && isLetter(l.user[0]) && !strings.ContainsAny(l.user, "/:=") && secretive(l.pass, 5) && !product(l.pass) && !product(l.user)
}

// opens reports whether the name and password, which chunk i ends, are ones: by
// what leads them in, or by a name that every system has and a password that
// cannot be a word.
func (l login) opens(raw string, c []chunk, i int, led bool) bool {
	words, madeUp := confidential(), madeUp(l.pass)
	known := words.has("account", l.user)
	if l.divided != "/" && l.divided != ":" {
		return led && known && madeUp && (signedIn(raw, c, l.first, "connect") || introduced(raw, c, l.first) != "")
	}
	if led {
		switch how := introduced(raw, c, l.first); {
		case how == "given", how != "" && known && (madeUp || l.divided == ":" && !l.apart):
			return true
		}
		if signedIn(raw, c, l.first, "connect") && (known || madeUp && words.has("by", back(c, l.first, 1))) {
			return true
		}
	}
	if !words.has("root", l.user) || !madeUp {
		return false
	}
	path := l.divided == "/" && !l.apart // "admin/Projekt2023"
	return strings.ContainsAny(withMark(raw, c[i]), "!$#^") || digitsIn(l.pass) >= 2 && !path
}

// introduced tells whether a word such as "account" stands right before chunk i, and
// whether it is "given" what follows: "creds: …", "the login was …".
func introduced(raw string, c []chunk, i int) string {
	k := i - 1
	for k >= 0 && i-k <= 2 && confidential().has("is", c[k].low) {
		k--
	}
	switch words := confidential(); {
	case k < 0 || sentenceEnds(raw, c[k].end, c[i].start):
		return ""
	case !words.has("login", c[k].low) && !words.has("password", c[k].low):
		if k < i-1 && whatOf(raw, c, k) >= 0 {
			return "beside" // "the login for the portal was"
		}
		return ""
	case k < i-1 || strings.ContainsAny(raw[c[k].end:c[i].start], ":=("):
		return "given"
	}
	return "beside"
}

// signedIn reports whether "logged on to" or the like stands before chunk i in
// its sentence, or one of those other verbs does, if any is given.
func signedIn(raw string, c []chunk, i int, others string) bool {
	words := confidential()
	for k := i - 1; k >= 0 && i-k <= signInReach && !sentenceEnds(raw, c[k].end, c[k+1].start); k-- {
		verb, next := c[k].low, c[k+1].low
		switch {
		case words.has("log-in", verb), others != "" && words.has(others, verb):
			if words.has("on-to", next) {
				return true
			}
		case words.has("sign-in", verb):
			if next == "in" || next == "into" { // one signs on with a supplier
				return true
			}
		}
	}
	return false
}

// aloneWith reports whether chunk i is the password in "logged on with Sommer2023!"
// or "as sa with Sommer2023!". As this is said of tools, too, it must look like
// nothing else.
func aloneWith(raw string, c []chunk, i int) bool {
	words, text := confidential(), c[i].text
	if w := back(c, i, 1); w != "with" && w != "using" {
		return false
	}
	if !madeUp(text) || len(text) < 7 || strings.ContainsAny(text, "@.:/\\") || product(text) || words.has("account", stemOf(text)) {
		return false
	}
	if digitsIn(text) < 2 && !strings.ContainsAny(withMark(raw, c[i]), "!$#^") {
		return false
	}
	if i+1 < len(c) && words.has("login", c[i+1].low) {
		return false // "with the Backup2023 account"
	}
	return signedIn(raw, c, i, "")
}

// madeUp reports whether a text is mixed as people mix passwords, and words and
// the names of machines are not.
func madeUp(s string) bool {
	if !secretive(s, 6) {
		return false
	}
	lower, upper := strings.ContainsFunc(s, unicode.IsLower), strings.ContainsFunc(s, unicode.IsUpper)
	return lower && upper && digitsIn(s) > 0 || strings.ContainsAny(s[1:], "!$#^")
}

// product reports whether a text is the name of a product, with or without its
// version.
func product(s string) bool {
	stem := stemOf(s)
	return confidential().has("product", stem) || confidential().has("public-site", stem)
}

// stemOf returns a text in lower case without the number that ends it, or "'s".
func stemOf(s string) string {
	return strings.ToLower(strings.TrimRight(strings.TrimSuffix(s, "'s"), "0123456789.-"))
}
