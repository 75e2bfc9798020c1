package feedback

import "strings"

// longestPhone is how many bytes a telephone number may take.
const longestPhone = 24

// phoneAt returns the telephone number that begins at chunk i, and how many
// chunks it takes.
func phoneAt(raw string, c []chunk, i int) (string, int) {
	start := c[i].start
	if strings.HasPrefix(c[i].text, "tel:") {
		start += len("tel:")
	}
	if start >= len(raw) {
		return "", 0
	}
	first := raw[start]
	if first != '+' && !isDigit(first) {
		return "", 0
	}
	if start > 0 && raw[start-1] == '(' {
		start--
	}
	end := start
	for end < len(raw) && end-start < longestPhone && (isDigit(raw[end]) || strings.IndexByte("+ ()-/.", raw[end]) >= 0) {
		if raw[end] == '+' && end > start {
			break
		}
		end++
	}
	number := strings.TrimRight(raw[start:end], " ()-/.+")
	end = start + len(number)
	if end < len(raw) && (isLetter(raw[end]) || isDigit(raw[end]) || raw[end] == '%') {
		return "", 0
	}
	words, before := confidential(), back(c, i, 1)
	if before == "number" && words.has("counts", back(c, i, 2)) || !isPhone(number, near(c, i, 3, "phone"), words.has("counts", before)) {
		return "", 0
	}
	n := 1
	for i+n < len(c) && c[i+n].start < end {
		n++
	}
	return number, n
}

// isPhone reports whether s is written as telephone numbers are; led tells that
// a word such as "call" stands before it, other that it is the number of something else.
func isPhone(s string, led, other bool) bool {
	n := digitsIn(s)
	if s == "" || strings.HasSuffix(s, "000") || strings.Contains(s, "555-01") || strings.Contains(s, "555 01") || strings.Contains(s, "..") || strings.Contains(s, "  ") {
		return false
	}
	switch {
	case s[0] == '+':
		return n >= 10 && n <= 15
	case n == 10 && american(s):
		return true
	case dialled(s) && !other:
		return true
	case s[0] == '0' || s[0] == '(':
		return led && n >= 7 && n <= 13 && strings.Count(s, ".") == 0
	}
	return false
}

// dialled reports whether s is written as numbers are dialled within a country: an
// area code with its zero, and the rest set off by a space or a slash. A day's times,
// "0900-1200", are no such number.
func dialled(s string) bool {
	area := strings.IndexAny(s, " /")
	if area < 3 || area > 5 || digitsIn(s[:area]) != area || s[0] != '0' || s[1] == '0' {
		return false
	}
	rest := strings.Fields(strings.ReplaceAll(s[area:], "/", " "))
	n := 0
	for _, group := range rest {
		if digitsIn(group) != len(group) || len(group) < 2 {
			return false
		}
		n += len(group)
	}
	return len(rest) <= 3 && n >= 6 && n <= 8 && area+n >= 10
}

// unsizePhones takes telephone numbers for what they are: no figures.
func (a *answer) unsizePhones() {
	phones := a.disclosed.phones
	for _, s := range a.sentences {
		for k := range s.tokens {
			at := int(a.plain.from[s.tokens[k].start])
			for len(phones) > 0 && phones[0].end <= at {
				phones = phones[1:]
			}
			if len(phones) == 0 {
				return
			}
			if at >= phones[0].start {
				s.tokens[k].tags &^= tagFigure
			}
		}
	}
}

// american reports whether ten digits are divided as 212-867-5309 is.
func american(s string) bool {
	groups := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if len(groups) != 3 || len(groups[0]) != 3 || len(groups[1]) != 3 {
		return false
	}
	return groups[0][0] > '1' && groups[1][0] > '1' && (s[0] == '(' || !strings.Contains(s, " "))
}

// recordNumber returns the number of a contract, a customer or an account that
// chunk i is.
func recordNumber(c []chunk, i int) (string, bool) {
	text := c[i].text
	if !c[i].led || c[i].holds&digit == 0 {
		return "", false
	}
	n := digitsIn(text)
	if n < 4 || strings.ContainsAny(text, "€$£%:@") || strings.Contains(text, "://") {
		return "", false
	}
	words := confidential()
	what := back(c, i, 1)
	if words.has("is", what) {
		i--
		what = back(c, i, 1)
	}
	switch {
	case text[0] == '#' && words.has("numbered", what), words.has("number", what) && words.has("numbered", back(c, i, 2)):
		return text, true
	case words.has("plain-number", what) && n >= 5 && n*2 >= len(text) && !strings.HasSuffix(text, "000"):
		return text, true
	}
	return "", false
}
