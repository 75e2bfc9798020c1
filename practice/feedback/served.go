package feedback

import (
	"slices"
	"strings"
)

// furthestServed is how many chunks before a name what "we" did for it may stand: "we
// had just delivered the second half of a new portal to".
const furthestServed = 10

// servedAt returns the name of a customer that begins at chunk i, and how many chunks
// it takes, where "we" promised, sold or built it something: "We promised Metro Foods a
// portal". It has two words at least, and is told from a colleague by a word that
// firms are called by, or by "their" behind it. Where the speaker works is none.
func servedAt(raw string, c []chunk, i int) (string, int) {
	if !weServed(raw, c, i) {
		return "", 0
	}
	end := nameEnd(raw, c, i, false)
	if end-i < 2 || !firm(c, end) && (department(c[i:end]) || !theirsBehind(c, end)) {
		return "", 0
	}
	name := raw[c[i].start:c[end-1].end]
	if employs(raw[:min(len(raw), introduction)], name) {
		return "", 0
	}
	return name, end - i
}

// introduction is within how many bytes people say where they work.
const introduction = 4000

// employs reports whether a text has the speaker work at a place of that name.
func employs(text, name string) bool {
	return strings.Contains(text, "at "+name) || strings.Contains(text, "At "+name) || strings.Contains(text, "joined "+name)
}

// weServed reports whether "we promised", "we built a portal for" or the like leads up
// to chunk i.
func weServed(raw string, c []chunk, i int) bool {
	words, k := confidential(), i-1
	if k < 1 || raw[c[k].end:c[i].start] != " " {
		return false
	}
	if to := c[k].low; to == "to" || to == "for" {
		for k--; k > 0 && i-k <= furthestServed && !words.has("we-did", c[k].low); k-- {
			if sentenceEnds(raw, c[k].end, c[k+1].start) {
				return false
			}
		}
	} else if !words.has("does-to", to) {
		return false
	}
	if k < 1 || !words.has("we-did", c[k].low) || sentenceEnds(raw, c[k].end, c[k+1].start) {
		return false
	}
	for k--; k > 0 && lex().tagsOf(c[k].low)&tagFunction != 0 && c[k].low != "we"; k-- {
	}
	return c[k].low == "we" || c[k].low == "we'd" || c[k].low == "we’d"
}

// firm reports whether a name ends as firms' names do.
func firm(c []chunk, end int) bool {
	words, last := confidential(), strings.TrimSuffix(c[end-1].low, "'s")
	return words.has("of-firm", last) || words.has("legal-form", last)
}

// furthestTheirs is how many chunks behind a name it may be spoken of as "their" people.
const furthestTheirs = 40

// theirsBehind reports whether somebody who speaks for a firm is called theirs: "their
// project lead". A colleague's or a department's team may be theirs, too.
func theirsBehind(c []chunk, end int) bool {
	words := confidential()
	for k := end; k < min(len(c)-1, end+furthestTheirs); k++ {
		if words.has("we-did", c[k].low) {
			return false // for somebody else
		}
		if c[k].low == "their" && (words.has("speaks-for", c[k+1].low) || k+2 < len(c) && words.has("speaks-for", c[k+2].low)) {
			return true
		}
	}
	return false
}

// department reports whether a name has the word for a department in it.
func department(name []chunk) bool {
	return slices.ContainsFunc(name, func(x chunk) bool { return confidential().has("no-lone-name", x.low) })
}
