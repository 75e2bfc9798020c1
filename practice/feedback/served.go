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
// portal". It has two words at least, and is told from a colleague, a department or a
// region by a word that only firms are called by; what was sold to whoever has people
// who speak for it was sold to a firm. Where the speaker works is none.
func servedAt(raw string, c []chunk, i int) (string, int) {
	deed := served(raw, c, i)
	if deed == "" {
		return "", 0
	}
	end := nameEnd(raw, c, i, false)
	if end-i < 2 || !firm(c, end) && (deed != "sold" || department(c[i:end]) || !theirsBehind(c, end)) {
		return "", 0
	}
	name := raw[c[i].start:c[end-1].end]
	if employs(raw[:min(len(raw), introduction)], name) || ownBehind(c, end) {
		return "", 0
	}
	return name, end - i
}

// introduction is within how many bytes people say where they work.
const introduction = 4000

// employs reports whether a text has the speaker work at a place of that name.
func employs(text, name string) bool {
	return slices.ContainsFunc(atWork, func(led string) bool { return strings.Contains(text, led+name) })
}

// atWork is what leads in where somebody works.
var atWork = []string{"at ", "At ", "joined ", "joining ", "work for ", "worked for ", "working for ", "employed by ", "employer ", "employer, ", "employer is ", "employer was "}

// ownBehind reports whether what stands behind a name says whose it is, and that it is
// no customer: "our own house", "my employer".
func ownBehind(c []chunk, end int) bool {
	if end >= len(c) || c[end].low != "our" && c[end].low != "my" {
		return false
	}
	return !slices.ContainsFunc(c[end:min(len(c), end+furthestOurs)], func(x chunk) bool { return confidential().has("customer", x.low) })
}

// served returns what "we" did, such as "promised" or "built" with its "for", where
// that leads up to chunk i; "" where nothing does.
func served(raw string, c []chunk, i int) string {
	words, k := confidential(), i-1
	if k < 1 || raw[c[k].end:c[i].start] != " " {
		return ""
	}
	if to := c[k].low; to == "to" || to == "for" {
		for k--; k > 0 && i-k <= furthestServed && !words.has("we-did", c[k].low); k-- {
			if sentenceEnds(raw, c[k].end, c[k+1].start) {
				return ""
			}
		}
	} else if !words.has("does-to", to) {
		return ""
	}
	if k < 1 || !words.has("we-did", c[k].low) || sentenceEnds(raw, c[k].end, c[k+1].start) {
		return ""
	}
	deed := c[k].low
	for k--; k > 0 && lex().tagsOf(c[k].low)&tagFunction != 0 && c[k].low != "we"; k-- {
	}
	if we := c[k].low; we != "we" && we != "we'd" && we != "we’d" {
		return ""
	}
	return deed
}

// firm reports whether a name ends as firms' names do.
func firm(c []chunk, end int) bool {
	words, last := confidential(), strings.TrimSuffix(c[end-1].low, "'s")
	return words.has("of-firm", last) || words.has("legal-form", last)
}

// furthestTheirs is how many chunks behind a name it may be spoken of as "their" people.
const furthestTheirs = 15

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
