package feedback

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestName is how many chunks of a name are looked at: "Meyer & Söhne Bau GmbH".
const longestName = 5

// furthestOurs is how many chunks after the first of a name "our" may stand:
// behind all of it and "is one of".
const furthestOurs = longestName + 3

// customerAt returns the name of a customer that is said to be one, where the
// word "customer" or "client" stands at chunk i or the name begins there, and
// how many chunks that takes.
func customerAt(raw string, c []chunk, i int) (string, int) {
	if confidential().has("customer", strings.TrimSuffix(c[i].low, "'s")) {
		return nameBehind(raw, c, i)
	}
	return nameAhead(raw, c, i)
}

// nameBehind reads "our customer Brandt Logistik", "a client called Meyer" and
// "our largest customer, Brandt Logistik,".
func nameBehind(raw string, c []chunk, i int) (string, int) {
	if i+1 >= len(c) {
		return "", 0
	}
	k, gap := i+1, raw[c[i].end:c[i+1].start]
	called := confidential().has("naming", c[k].low)
	if called {
		if k++; k >= len(c) {
			return "", 0
		}
		gap += raw[c[k-1].end:c[k].start]
	}
	if strings.ContainsAny(gap, ".!?:;\n") {
		return "", 0
	}
	if !called {
		if name, n := toldBehind(raw, c, i); n > 0 {
			return name, n
		}
	}
	end := nameEnd(raw, c, k, called)
	if end == k || !called && namesNobody(c[k:end]) || !led(c, i) && !confidential().has("legal-form", c[end-1].low) {
		return "", 0
	}
	aside := strings.Contains(gap, ",") && !called
	if aside && (!ledByOur(c, i) || end-k < 2 && !closes(raw, c, end)) {
		return "", 0 // "for our customer, Monday was …"
	}
	return raw[c[k].start:c[end-1].end], end - i
}

// led reports whether what stands before the word makes one customer of it. An
// account or a tenant is one only if it is "our largest" or the like: people have
// others.
func led(c []chunk, i int) bool {
	words, before := confidential(), back(c, i, 1)
	if words.has("like-customer", c[i].low) {
		return words.has("of-ours", before) && ledBy(c, i, "our")
	}
	return words.has("ours", before) || words.has("of-ours", before)
}

// ledByOur reports whether "our" or "my" stands before the word, with or without what
// makes the customer one of many: "our second largest customer".
func ledByOur(c []chunk, i int) bool { return ledBy(c, i, "our") || ledBy(c, i, "my") }

func ledBy(c []chunk, i int, whose string) bool {
	for i--; i > 0 && confidential().has("of-ours", c[i].low); i-- {
	}
	return i >= 0 && c[i].low == whose
}

// nameAhead reads "Brandt Logistik, our biggest customer" and "Brandt is a
// client of ours".
func nameAhead(raw string, c []chunk, i int) (string, int) {
	if !ownedAhead(c, i) {
		return "", 0 // as most words with a capital
	}
	end := nameEnd(raw, c, i, false)
	if end == i || end >= len(c) || end-i == 1 && !loneName(raw, c, i) {
		return "", 0
	}
	if i > 0 && raw[c[i-1].end:c[i].start] == " " && upperStart(c[i-1].text) && lex().tagsOf(c[i-1].low)&tagFunction == 0 {
		return "", 0 // it began before
	}
	k, gap := end, strings.TrimSpace(raw[c[end-1].end:c[end].start])
	switch t := c[k].low; {
	case t == "is", t == "was", t == "are", t == "-", t == "–", t == "—":
		k++
	case gap != "," && gap != "(":
		return "", 0
	}
	if !saidToBeOurs(raw, c, k) {
		return "", 0
	}
	return raw[c[i].start:c[end-1].end], end - i
}

// saidToBeOurs reports whether "our biggest customer", "one of our oldest clients"
// or "a client of ours" begins at chunk k and says what stands before it.
func saidToBeOurs(raw string, c []chunk, k int) bool {
	words, many := confidential(), false
	if k+2 < len(c) && c[k].low == "one" && c[k+1].low == "of" {
		k, many = k+2, true
	}
	if k >= len(c) || c[k].low != "our" && c[k].low != "a" && c[k].low != "an" {
		return false
	}
	ours, from := c[k].low == "our", k+1
	for k++; k < len(c) && words.has("of-ours", c[k].low); k++ {
	}
	switch {
	case k >= len(c) || strings.HasSuffix(c[k].low, "s") != many || !words.has("customer", c[k].low):
		return false
	case !ours:
		return k+2 < len(c) && c[k+1].low == "of" && (c[k+2].low == "ours" || c[k+2].low == "mine")
	case k == from && words.has("like-customer", c[k].low):
		return false
	case k+1 == len(c):
		return true
	case raw[c[k].end:c[k+1].start] == " ":
		return words.has("after-customer", c[k+1].low) // not "our client software", "our biggest customer rang"
	}
	name, _ := nameBehind(raw, c, k)
	return name == "" // not "In Straubing, our biggest customer, Brandt Logistik,"
}

// loneName reports whether chunk i can be a name by itself. A sentence begins with
// a capital, so there it must be a word that is neither known nor made as those
// for departments are.
func loneName(raw string, c []chunk, i int) bool {
	words, low := confidential(), c[i].low
	if words.has("no-lone-name", low) || back(c, i, 1) == "in" {
		return false
	}
	if i > 0 && !sentenceEnds(raw, c[i-1].end, c[i].start) {
		return true
	}
	return !endsAsDepartments(low) && lex().tagsOf(low) == 0 && !roles()[strings.TrimSuffix(low, "s")]
}

// endsAsDepartments reports whether a word ends as those for departments do.
func endsAsDepartments(low string) bool {
	for end := range confidential()["no-lone-end"] {
		if strings.HasSuffix(low, end) {
			return true
		}
	}
	return false
}

// ownedAhead reports whether "our" or "a" stands where it must behind a name that
// begins at chunk i.
func ownedAhead(c []chunk, i int) bool {
	for k := i + 1; k < len(c) && k <= i+furthestOurs; k++ {
		if w := c[k].low; w == "our" || w == "a" || w == "an" {
			return true
		}
	}
	return false
}

// nameEnd returns the chunk after a name that begins at chunk k, k where none
// does. What is called by a name may be so in capitals, as firms are.
func nameEnd(raw string, c []chunk, k int, called bool) int {
	end := k
	for end < len(c) && end < k+longestName && (properName(c[end], called) || end > k && goesOn(c, end) || end == k && opensName(raw, c, k)) {
		if end++; end < len(c) && raw[c[end-1].end:c[end].start] != " " {
			break
		}
	}
	return end
}

// goesOn reports whether chunk i can be part of a name that began before it, such
// as "& Söhne", "Logistics", "Energy" or "AG".
func goesOn(c []chunk, i int) bool {
	words, low, before := confidential(), strings.TrimSuffix(c[i].low, "'s"), c[i-1].low
	if words.has("name-and", low) || low == "of" && words.has("firm-opens", before) {
		return i+1 < len(c) && properName(c[i+1], false)
	}
	switch {
	case words.has("legal-form", low):
		return true
	case !upperStart(c[i].text):
		return false
	case words.has("firm-goes-on", low): // but "Purchasing Services"
		return words.has("firm-goes-on", before) || !words.has("no-lone-name", before) && !endsAsDepartments(before)
	}
	return words.has("of-firm", low) || lex().tagsOf(low) == tagPlace && !words.has("no-name", low)
}

// properName reports whether a chunk can be part of the name of a customer.
func properName(c chunk, called bool) bool {
	low := strings.TrimSuffix(strings.TrimSuffix(c.low, "'s"), "’s")
	if !called && !upperStart(c.text) || utf8.RuneCountInString(low) < 2 || confidential().has("no-name", low) {
		return false
	}
	if short := strings.TrimSuffix(c.text, "s"); !called && strings.ToUpper(short) == short && len(short) <= 4 {
		return false // "client PC", "customer SLAs"
	}
	return lex().tagsOf(low)&(tagFunction|tagTime|tagCommon|tagPlace|tagVague|tagNumber) == 0 &&
		(upperStart(c.text) || lex().tagsOf(low)&(tagPast|tagVerb|tagMental|tagIng) == 0)
}

func upperStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
