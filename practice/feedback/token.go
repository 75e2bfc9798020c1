package feedback

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A tag is something known about a token by itself.
type tag uint32

const (
	tagPunct      tag = 1 << iota
	tagNumber         // digits or a number word
	tagFunction       // pronouns, prepositions, auxiliaries and the like
	tagCommon         // a word that says little by itself, such as "solution"
	tagVerb           // a form of a verb of doing
	tagVague          // a verb that hides what was done, such as "handle"
	tagMental         // a verb of thinking or feeling
	tagPast           // may be a past tense
	tagParticiple     // may be a past participle
	tagIng
	tagNotPast // ends in -ed and is no past tense
	tagTime    // a month or a day of the week
	tagPlace   // a kind of organisation or site
	tagProper  // written as a name
	tagAsked   // stands in the question, too
	tagFigure  // a number that can size something
	tagDay     // a day of a month
	tagQuoted  // said by somebody else, in quotation marks
)

// A token is a word, a number or a punctuation mark.
type token struct {
	w          string // in lower case, with straight apostrophes; "didn't" is "did" and "n't"
	start, end int    // in the plain text
	tags       tag
}

func (t token) is(x tag) bool { return t.tags&x != 0 }

// tokenize divides plain[start:end], one sentence, into tokens.
func tokenize(plain string, start, end int) []token {
	out := make([]token, 0, (end-start)/5+1)
	it := wordIterator(plain[start:end])
	for it.Next() {
		v, at := it.Value(), start+it.Start()
		if r, _ := utf8.DecodeRuneInString(v); strings.TrimSpace(v) == "" || pictures(r) {
			continue
		}
		if n := len(out); n > 0 && arrow(out[n-1], v, at) {
			out[n-1].w, out[n-1].end = "->", at+len(v)
			continue
		}
		if n := len(out); n > 0 && joinsNumber(out, v, at) {
			out[n-1].w += v
			out[n-1].end = at + len(v)
			continue
		}
		out = appendWord(out, v, at)
	}
	out = respelled(out)
	classifyNumbers(out)
	markQuoted(out)
	return out
}

// arrow reports whether v at that place makes an arrow of the token before it.
func arrow(last token, v string, at int) bool {
	return v == ">" && last.end == at && strings.Trim(last.w, "-=") == ""
}

// joinsNumber reports whether v goes on with the number or label before it, as
// in "24/7".
func joinsNumber(out []token, v string, at int) bool {
	last := out[len(out)-1]
	if last.end != at || !last.is(tagNumber) && !strings.HasSuffix(last.w, "/") {
		return false
	}
	if v == "/" {
		return last.is(tagNumber) && digits(last.w)
	}
	return strings.HasSuffix(last.w, "/") && len(last.w) > 1 && digits(v)
}

func digits(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }

// appendWord adds a word as one token, or as two where a pronoun, an auxiliary
// and an apostrophe are written together.
func appendWord(out []token, v string, at int) []token {
	w := strings.ToLower(strings.ReplaceAll(v, "’", "'"))
	if w == "→" || w == "⇒" {
		w = "->"
	}
	add := func(w, written string, from, to int) {
		out = append(out, token{w: w, start: from, end: to, tags: tagsOf(w, written, len(out) == 0)})
	}
	if len(v) != len(w) && strings.Contains(v, "’") || len(v) == len(w) {
		if head, tail, n := contraction(w); n > 0 {
			cut := at + utf8RuneOffset(v, n)
			add(head, v, at, cut)
			add(tail, tail, cut, at+len(v))
			return out
		}
	}
	if long, ok := lex().short[w]; ok {
		w = long
	}
	add(w, v, at, at+len(v))
	return out
}

// utf8RuneOffset returns where the n-th character of s begins.
func utf8RuneOffset(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// contraction divides a written-together form; n is how many of its characters
// belong to the head, 0 where there is nothing to divide.
func contraction(w string) (head, tail string, n int) {
	if c, ok := contractions[w]; ok {
		return c.head, c.tail, c.n
	}
	if i := strings.LastIndexByte(w, '\''); i > 0 {
		switch tail = w[i:]; {
		case tail == "'t" && strings.HasSuffix(w, "n't") && i > 1:
			return w[:i-1], "n't", utf8.RuneCountInString(w[:i-1])
		case tail == "'d", tail == "'ve", tail == "'ll", tail == "'m", tail == "'re", tail == "'s":
			return w[:i], tail, utf8.RuneCountInString(w[:i])
		}
	}
	return "", "", 0
}

// contractions are those that do not divide by their apostrophe, many of them
// because people in a hurry leave it out.
var contractions = map[string]struct {
	head, tail string
	n          int
}{
	"can't": {"can", "n't", 3}, "won't": {"will", "n't", 2}, "cannot": {"can", "n't", 3},
	"dont": {"do", "n't", 2}, "didnt": {"did", "n't", 3}, "doesnt": {"does", "n't", 4},
	"wouldnt": {"would", "n't", 5}, "couldnt": {"could", "n't", 5}, "shouldnt": {"should", "n't", 6},
	"cant": {"can", "n't", 2}, "wont": {"will", "n't", 2}, "wasnt": {"was", "n't", 3}, "werent": {"were", "n't", 4},
	"isnt": {"is", "n't", 2}, "arent": {"are", "n't", 3}, "havent": {"have", "n't", 4}, "hasnt": {"has", "n't", 3},
	"hadnt": {"had", "n't", 3}, "im": {"i", "'m", 1}, "ive": {"i", "'ve", 1}, "thats": {"that", "'s", 4},
	"theres": {"there", "'s", 5}, "whats": {"what", "'s", 4}, "theyd": {"they", "'d", 4}, "youd": {"you", "'d", 3},
	"theyre": {"they", "'re", 4}, "youre": {"you", "'re", 3}, "weve": {"we", "'ve", 2}, "id": {"i", "'d", 1},
	"dnt": {"do", "n't", 1}, "hes": {"he", "'s", 2}, "shes": {"she", "'s", 3}, "theyve": {"they", "'ve", 4}, "youve": {"you", "'ve", 3},
	"theyll": {"they", "'ll", 4}, "itll": {"it", "'ll", 2}, "couldve": {"could", "'ve", 5}, "wouldve": {"would", "'ve", 5}, "shouldve": {"should", "'ve", 6},
}

func tagsOf(w, written string, first bool) tag {
	if !isWord(w) {
		return tagPunct
	}
	t := lex().tagsOf(w)
	if strings.ContainsFunc(w, unicode.IsDigit) {
		t |= tagNumber
	}
	r, _ := utf8.DecodeRuneInString(written)
	if !first && unicode.IsUpper(r) && t&tagFunction == 0 && w != "i" {
		t |= tagProper
	}
	return t
}

// longestQuote is how many tokens may stand between quotation marks and still
// be taken for somebody's words.
const longestQuote = 25

// markQuoted tags what stands between quotation marks: it was said by somebody
// else, or at another time.
func markQuoted(tokens []token) {
	open := -1
	for i, t := range tokens {
		if t.w != `"` && t.w != "“" && t.w != "”" {
			continue
		}
		if open < 0 {
			open = i
			continue
		}
		if i-open <= longestQuote {
			for k := open + 1; k < i; k++ {
				tokens[k].tags |= tagQuoted
			}
		}
		open = -1
	}
}
