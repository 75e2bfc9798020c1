package feedback

import (
	"strings"
	"sync"
)

// A cue is a short pattern over the tokens of a sentence. Its file has one a
// line, made of
//
//	word      that very token
//	a|b       one of them
//	word?     the token or nothing
//	.. ...    up to two or up to six tokens of any kind
//	@number   a token of a kind (see kinds)
//	^         the start of the sentence
//
// What stands after "=" on a line is a name for what the cue means.
type cue struct {
	elements []element
	name     string
}

type element struct {
	words    map[string]bool
	kinds    []string
	is       []func(token) bool // of the kinds
	optional bool
	gap      int
	start    bool
}

// kinds are the classes of tokens that a cue can name.
var kinds = map[string]func(token) bool{
	"@number":   func(t token) bool { return t.is(tagNumber) },
	"@figure":   func(t token) bool { return t.is(tagFigure) },
	"@big":      func(t token) bool { return t.is(tagFigure) && t.w != "two" && t.w != "2" },
	"@unit":     func(t token) bool { return units[t.w] },
	"@outcome":  func(t token) bool { return outcomes[t.w] },
	"@counted":  func(t token) bool { return units[t.w] || outcomes[t.w] },
	"@day":      func(t token) bool { return t.is(tagDay | tagTime) },
	"@special":  func(t token) bool { return !t.is(tagPunct | tagFunction | tagNumber | tagCommon) },
	"@thing":    func(t token) bool { return !t.is(tagPunct|tagFunction|tagNumber|tagTime) && !units[t.w] },
	"@past":     func(t token) bool { return t.is(tagPast) },
	"@done":     func(t token) bool { return t.is(tagParticiple | tagPast) },
	"@verb":     func(t token) bool { return t.is(tagVerb) && !t.is(tagFunction) },
	"@plain":    func(t token) bool { return t.is(tagVerb) && !t.is(tagPast|tagIng|tagFunction) },
	"@time":     func(t token) bool { return t.is(tagTime) },
	"@word":     func(t token) bool { return !t.is(tagPunct) },
	"@blamed":   func(t token) bool { return people().has("blamed", t.w) },
	"@faulted":  func(t token) bool { return people().has("faulted", t.w) },
	"@faulting": func(t token) bool { return people().has("faulting", t.w) },
	"@careless": func(t token) bool { return people().has("careless", t.w) },
	"@insult":   func(t token) bool { return people().has("insult", t.w) },
	"@noun":     func(t token) bool { return !t.is(tagPunct | tagFunction | tagNumber) },
}

// A cueTable is the cues of one file, by the words that they can begin with.
type cueTable struct {
	byWord map[string][]cue
	byKind []kindCues
	first  []cue // those that stand at the start of a sentence
	other  []cue // those that begin with what may be left out
}

// kindCues are the cues that begin with a token of one kind.
type kindCues struct {
	kind string
	is   func(token) bool
	cues []cue
}

// cues returns the table of that file under cues/.
func cues(file string) *cueTable { return cueTables()[file] }

var cueTables = sync.OnceValue(func() map[string]*cueTable {
	entries, err := data.ReadDir("cues")
	if err != nil {
		panic(err) // the directory is part of the binary
	}
	m := map[string]*cueTable{}
	for _, e := range entries {
		m[strings.TrimSuffix(e.Name(), ".txt")] = parseCues(read("cues/" + e.Name()))
	}
	return m
})

func parseCues(text string) *cueTable {
	t := &cueTable{byWord: map[string][]cue{}}
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		pattern, name, _ := strings.Cut(line, " = ")
		c := cue{name: strings.TrimSpace(name)}
		for _, f := range strings.Fields(pattern) {
			c.elements = append(c.elements, parseElement(f))
		}
		if len(c.elements) == 0 {
			continue
		}
		first := c.elements[0]
		switch {
		case first.start:
			t.first = append(t.first, c)
		case first.optional:
			t.other = append(t.other, c)
		default:
			for w := range first.words {
				t.byWord[w] = append(t.byWord[w], c)
			}
			for _, k := range first.kinds {
				t.addKind(k, c)
			}
		}
	}
	return t
}

func (t *cueTable) addKind(kind string, c cue) {
	for i := range t.byKind {
		if t.byKind[i].kind == kind {
			t.byKind[i].cues = append(t.byKind[i].cues, c)
			return
		}
	}
	t.byKind = append(t.byKind, kindCues{kind, kinds[kind], []cue{c}})
}

func parseElement(f string) element {
	switch {
	case f == "^":
		return element{start: true}
	case f == "..":
		return element{gap: 2}
	case f == "...":
		return element{gap: 6}
	}
	e := element{}
	if len(f) > 1 && strings.HasSuffix(f, "?") {
		f, e.optional = f[:len(f)-1], true
	}
	e.words = map[string]bool{}
	for _, w := range strings.Split(f, "|") {
		if !strings.HasPrefix(w, "@") {
			e.words[w] = true
			continue
		}
		if kinds[w] == nil {
			panic("no such kind of token: " + w)
		}
		e.kinds, e.is = append(e.kinds, w), append(e.is, kinds[w])
	}
	return e
}

// A hit is where a cue was met.
type hit struct {
	name       string
	start, end int // tokens
}

// find returns the first hit from token i on.
func (c *cueTable) find(t []token, i int) (hit, bool) {
	for ; i < len(t); i++ {
		if t[i].is(tagQuoted) {
			continue
		}
		if h, ok := c.at(t, i); ok {
			return h, true
		}
	}
	return hit{}, false
}

// in reports whether any cue is met.
func (c *cueTable) in(t []token) bool {
	_, ok := c.find(t, 0)
	return ok
}

// at returns the longest hit that begins at token i.
func (c *cueTable) at(t []token, i int) (best hit, ok bool) {
	c.each(t, i, func(h hit) {
		if h.end > best.end {
			best, ok = h, true
		}
	})
	return best, ok
}

// each visits all hits that begin at token i.
func (c *cueTable) each(t []token, i int, visit func(hit)) {
	try := func(x cue) {
		if end := match(x.elements, t, i); end >= 0 {
			visit(hit{x.name, i, end})
		}
	}
	for _, x := range c.byWord[t[i].w] {
		try(x)
	}
	for _, k := range c.byKind {
		if k.is(t[i]) {
			for _, x := range k.cues {
				try(x)
			}
		}
	}
	if i == 0 {
		for _, x := range c.first {
			try(x)
		}
	}
	for _, x := range c.other {
		try(x)
	}
}

// match returns the token after the pattern matched at i, or -1.
func match(e []element, t []token, i int) int {
	if len(e) == 0 {
		return i
	}
	x := e[0]
	switch {
	case x.start:
		if i != 0 {
			return -1
		}
		return match(e[1:], t, i)
	case x.gap > 0:
		for k := i; k <= i+x.gap && k <= len(t); k++ {
			if end := match(e[1:], t, k); end >= 0 {
				return end
			}
		}
		return -1
	}
	if i < len(t) && x.takes(t[i]) {
		if end := match(e[1:], t, i+1); end >= 0 {
			return end
		}
	}
	if x.optional {
		return match(e[1:], t, i)
	}
	return -1
}

func (e element) takes(t token) bool {
	if e.words[t.w] {
		return true
	}
	for _, is := range e.is {
		if is(t) {
			return true
		}
	}
	return false
}
