package feedback

import (
	"strings"
	"sync"
)

// synonyms maps the stem of each word in words/synonyms.txt to that of the
// first word of its line.
var synonyms = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(read("words/synonyms.txt")) {
		line, _, _ = strings.Cut(line, "#")
		words := strings.Fields(line)
		for _, w := range words {
			m[plainStem(w)] = plainStem(words[0])
		}
	}
	return m
})

// plainStem is the stem of a word's base form: "paid" and "paying" have one.
func plainStem(w string) string {
	if b, ok := lex().base[w]; ok {
		w = b
	}
	return stem(w)
}

// root brings together the forms of a word and those that say the same.
func root(w string) string {
	s := plainStem(w)
	if r, ok := synonyms()[s]; ok {
		return r
	}
	return s
}

// roots returns the roots of the words in t.
func roots(t []token) []string {
	out := make([]string, 0, len(t))
	for _, x := range t {
		if !x.is(tagPunct) {
			out = append(out, root(x.w))
		}
	}
	return out
}

// kinship is how many letters two roots must begin with in common to be taken
// for kin, as "restor" and "restoration" are, or a word and its misspelling.
const kinship = 5

// A kindred is a set of roots that can be asked for words that resemble them.
type kindred struct {
	roots  map[string]bool
	starts map[string]bool
}

func newKindred() kindred { return kindred{map[string]bool{}, map[string]bool{}} }

func (k kindred) add(root string) {
	k.roots[root] = true
	if len(root) >= kinship {
		k.starts[root[:kinship]] = true
	}
}

// has reports whether a root, or one that begins alike, is in the set.
func (k kindred) has(root string) bool {
	return k.roots[root] || len(root) >= kinship && k.starts[root[:kinship]]
}

// said are the roots of all words of the answer.
func (a *answer) said() kindred {
	k := newKindred()
	for _, s := range a.sentences {
		for _, r := range roots(s.tokens) {
			k.add(r)
		}
	}
	return k
}
