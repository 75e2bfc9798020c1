package feedback

import (
	"embed"
	"strings"
	"sync"
)

//go:embed words/*.txt cues/*.txt model/*.txt
var data embed.FS

// A lexicon is what the rules know about single words. It never changes.
type lexicon struct {
	tags  map[string]tag
	stems map[string]tag    // for words listed in any of their forms
	base  map[string]string // the base form of an irregular verb, by its past and participle
	roles map[string]bool   // nouns for people
	short map[string]string // the word for what people write on a phone
}

// lex returns the lexicon, read from the files under words/ on first use.
var lex = sync.OnceValue(func() *lexicon {
	l := &lexicon{tags: map[string]tag{}, stems: map[string]tag{}, base: map[string]string{}, roles: map[string]bool{}, short: map[string]string{}}
	for file, t := range map[string]tag{
		"function": tagFunction, "numbers": tagNumber, "months": tagTime, "places": tagPlace, "notpast": tagNotPast,
	} {
		for _, w := range list(file) {
			l.tags[w] |= t
		}
	}
	for _, w := range list("roles") {
		l.roles[w] = true
	}
	for file, t := range map[string]tag{
		"common": tagCommon, "vague": tagVague | tagVerb, "mental": tagMental | tagVerb, "verbs": tagVerb,
	} {
		for _, w := range list(file) {
			l.stems[stem(w)] |= t
		}
	}
	for line := range strings.Lines(read("words/shorthand.txt")) {
		if word, forms, ok := strings.Cut(line, ":"); ok && line[0] != '#' {
			for _, w := range strings.Fields(forms) {
				l.short[w] = word
			}
		}
	}
	for line := range strings.Lines(read("words/irregular.txt")) {
		l.irregular(strings.Fields(line))
	}
	return l
})

// irregular takes a verb's base, past and participle forms; where a form has
// variants they are divided by a slash.
func (l *lexicon) irregular(forms []string) {
	if len(forms) < 3 || forms[0] == "#" {
		return
	}
	base := forms[0]
	l.stems[stem(base)] |= tagVerb
	for _, w := range strings.Split(forms[1], "/") {
		l.tags[w] |= tagPast
		l.base[w] = base
	}
	for _, w := range strings.Split(forms[2], "/") {
		l.tags[w] |= tagParticiple
		if _, ok := l.base[w]; !ok {
			l.base[w] = base
		}
	}
}

// tagsOf returns what is known of a lower-case word.
func (l *lexicon) tagsOf(w string) tag {
	t := l.tags[w]
	s := w
	if b, ok := l.base[w]; ok {
		s = b
	}
	t |= l.stems[stem(s)]
	switch {
	case t&(tagPast|tagNotPast|tagFunction) != 0:
	case len(w) > 3 && strings.HasSuffix(w, "ed") && !strings.Contains(w, "-"):
		t |= tagPast | tagParticiple
	case len(w) > 4 && strings.HasSuffix(w, "ing"):
		t |= tagIng
	}
	return t
}

// list returns the words of a file, which are divided by spaces and lines;
// what follows a # is a comment.
func list(file string) []string {
	var out []string
	for line := range strings.Lines(read("words/" + file + ".txt")) {
		line, _, _ = strings.Cut(line, "#")
		out = append(out, strings.Fields(line)...)
	}
	return out
}

// read returns an embedded file. It is part of the binary, so it is there.
func read(name string) string {
	b, err := data.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// stem brings the forms of a regular word together: "reduces", "reduced" and
// "reducing" have one stem. It is no word itself.
func stem(w string) string {
	n := len(w)
	cut := func(suffix string, keep int) bool {
		if n-len(suffix) >= keep && strings.HasSuffix(w, suffix) {
			w = w[:n-len(suffix)]
			return true
		}
		return false
	}
	switch {
	case cut("ies", 2), cut("ied", 2):
		return w + "y"
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"):
		return w
	case cut("ing", 3), cut("ed", 3), cut("es", 3), cut("s", 3):
	}
	if n = len(w); n > 3 && w[n-1] == w[n-2] && w[n-1] != 's' && w[n-1] != 'l' {
		w = w[:n-1]
	}
	return strings.TrimSuffix(w, "e")
}
