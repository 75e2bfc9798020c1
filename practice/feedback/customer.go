package feedback

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestName is how many chunks of a name are looked at.
const longestName = 4

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
	if i+1 >= len(c) || !led(c, i) {
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
	end := nameEnd(raw, c, k, called)
	if end == k {
		return "", 0
	}
	aside := strings.Contains(gap, ",") && !called
	if aside && (back(c, i, 1) != "our" && back(c, i, 2) != "our" || end-k < 2 && !strings.HasPrefix(raw[c[end-1].end:], ",")) {
		return "", 0 // "for our customer, Monday was …"
	}
	return raw[c[k].start:c[end-1].end], end - i
}

// led reports whether what stands before the word makes one customer of it.
func led(c []chunk, i int) bool {
	words, before := confidential(), back(c, i, 1)
	return words.has("ours", before) || words.has("of-ours", before)
}

// nameAhead reads "Brandt Logistik, our biggest customer" and "Brandt is a
// client of ours".
func nameAhead(raw string, c []chunk, i int) (string, int) {
	if !ownedAhead(c, i) {
		return "", 0 // as most words with a capital
	}
	end := nameEnd(raw, c, i, false)
	if end == i || end >= len(c) || i > 0 && upperStart(c[i-1].text) && raw[c[i-1].end:c[i].start] == " " {
		return "", 0
	}
	if end-i == 1 && (i == 0 || sentenceEnds(raw, c[i-1].end, c[i].start) || confidential().has("department", c[i].low)) {
		return "", 0
	}
	words, k := confidential(), end
	if c[k].low == "is" || c[k].low == "was" || c[k].low == "are" {
		k++
	} else if strings.TrimSpace(raw[c[end-1].end:c[k].start]) != "," {
		return "", 0
	}
	if k >= len(c) || c[k].low != "our" && c[k].low != "a" {
		return "", 0
	}
	ours := c[k].low == "our"
	for k++; k < len(c) && words.has("of-ours", c[k].low); k++ {
	}
	if k >= len(c) || c[k].low != "customer" && c[k].low != "client" || !ours && (k+2 >= len(c) || c[k+1].low != "of" || c[k+2].low != "ours" && c[k+2].low != "mine") {
		return "", 0
	}
	return raw[c[i].start:c[end-1].end], end - i
}

// ownedAhead reports whether "our" or "a" stands where it must behind a name that
// begins at chunk i.
func ownedAhead(c []chunk, i int) bool {
	for k := i + 1; k < len(c) && k <= i+longestName+1; k++ {
		if c[k].low == "our" || c[k].low == "a" {
			return true
		}
	}
	return false
}

// nameEnd returns the chunk after a name that begins at chunk k, k where none
// does. What is called by a name may be so in capitals, as firms are.
func nameEnd(raw string, c []chunk, k int, called bool) int {
	end := k
	for end < len(c) && end < k+longestName && properName(c[end], called) {
		if end++; end < len(c) && raw[c[end-1].end:c[end].start] != " " {
			break
		}
	}
	return end
}

// properName reports whether a chunk can be part of the name of a customer.
func properName(c chunk, called bool) bool {
	low := strings.TrimSuffix(strings.TrimSuffix(c.low, "'s"), "’s")
	if !called && !upperStart(c.text) || utf8.RuneCountInString(low) < 2 || confidential().has("no-name", low) {
		return false
	}
	if !called && strings.ToUpper(c.text) == c.text && len(c.text) <= 4 {
		return false // "client PC", "customer SLA"
	}
	return lex().tagsOf(low)&(tagFunction|tagTime|tagCommon|tagPlace|tagVague|tagNumber) == 0 &&
		(upperStart(c.text) || lex().tagsOf(low)&(tagPast|tagVerb|tagMental|tagIng) == 0)
}

func upperStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
