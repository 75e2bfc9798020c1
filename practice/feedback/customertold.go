package feedback

import (
	"slices"
	"strings"
)

// toldBehind reads "our client was Barclays" and "my customer, the Charité hospital,",
// where the word for a customer stands at chunk i.
func toldBehind(raw string, c []chunk, i int) (string, int) {
	if confidential().has("like-customer", c[i].low) || strings.HasSuffix(c[i].low, "s") {
		return "", 0
	}
	k, gap := i+1, raw[c[i].end:c[i+1].start]
	if c[k].low == "the" && k+1 < len(c) && (gap == " " || gap == ", ") && ledByOur(c, i) {
		if end := firmOfKind(raw, c, k+1); end > k+1 && (gap == " " || closes(raw, c, kindEnd(c, end))) {
			return raw[c[k+1].start:c[end-1].end], end - i
		}
	}
	if !ledByOur(c, i) && back(c, i, 1) != "one" && (back(c, i, 1) != "the" || c[i].low != "customer") {
		return "", 0
	}
	for k < len(c) && k-i <= longestName && confidential().has("back-then", c[k].low) {
		k++
	}
	if k+1 >= len(c) || c[k].low != "is" && c[k].low != "was" || strings.Trim(raw[c[i].end:c[k+1].start], " abcdefghijklmnopqrstuvwxyz") != "" {
		return "", 0
	}
	if k++; c[k].low == "the" { // "was the Bank of Tarnbrook"
		if end := firmOfKind(raw, c, k+1); end > k+1 {
			return raw[c[k+1].start:c[end-1].end], end - i
		}
	}
	end := nameEnd(raw, c, k, false)
	if end == k || namesNobody(c[k:end]) || department(c[k:end]) {
		return "", 0
	}
	if end-k == 1 && (!loneName(raw, c, k) || !closes(raw, c, end) && !confidential().has("after-name", c[end].low)) {
		return "", 0
	}
	for _, x := range c[k:end] {
		if product(x.text) || lex().tagsOf(x.low[strings.LastIndexByte(x.low, '-')+1:])&tagParticiple != 0 { // "Munich-based"
			return "", 0
		}
	}
	return raw[c[k].start:c[end-1].end], end - i
}

// firmOfKind returns the chunk after a name that begins at chunk k and is that of a
// firm of a kind, k where none does: "Charité hospital", "Brindlehof Clinic".
func firmOfKind(raw string, c []chunk, k int) int {
	end := nameEnd(raw, c, k, false)
	switch {
	case end == k || namesNobody(c[k:end]) || department(c[k:end]):
		return k
	case end-k > 1 && (kindOfFirm(c[k].low) || kindOfFirm(c[end-1].low)), kindEnd(c, end) > end && raw[c[end-1].end:c[end].start] == " ":
		return end
	}
	return k
}

// kindEnd returns the chunk after the kind of firm that chunk end is, end where it is
// none.
func kindEnd(c []chunk, end int) int {
	if end < len(c) && kindOfFirm(c[end].low) {
		return end + 1
	}
	return end
}

// kindOfFirm reports whether a word is what some firms are.
func kindOfFirm(low string) bool {
	return confidential().has("of-firm", low) || confidential().has("firm-opens", low)
}

// closes reports whether a name that ends before chunk end stands apart from what
// follows, if anything does.
func closes(raw string, c []chunk, end int) bool {
	return end == len(c) || strings.ContainsAny(strings.TrimLeft(raw[c[end-1].end:], " ")[:1], ",.;)!?\n")
}

// opensName reports whether a firm's name begins at chunk k with what it is: "Hotel
// Adlon", "Bank of America".
func opensName(raw string, c []chunk, k int) bool {
	if k+1 >= len(c) || !upperStart(c[k].text) || !confidential().has("firm-opens", c[k].low) || raw[c[k].end:c[k+1].start] != " " {
		return false
	}
	if c[k+1].low == "of" {
		return goesOn(c, k+1)
	}
	return properName(c[k+1], false) && !confidential().has("no-lone-name", c[k+1].low)
}

// ofNobody are the kinds of words that, without any other, name no firm.
var ofNobody = []string{"place-name", "of-firm", "firm-opens", "firm-goes-on", "no-lone-name"}

// namesNobody reports whether a name is made of nothing but words for places, kinds of
// firms and departments: "Munich", "Global Services".
func namesNobody(name []chunk) bool {
	return !slices.ContainsFunc(name, func(x chunk) bool {
		return !slices.ContainsFunc(ofNobody, func(kind string) bool { return confidential().has(kind, x.low) })
	})
}
