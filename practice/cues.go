package practice

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

//go:embed cues.txt
var cuesText string

// A cue is a phrase that shows something.
type cue struct {
	topics []string // such as "competency budgeting"; "mask" is all of them
	only   textKind // where it shows them; "" is everywhere
	weight int      // 1 to 3; 0 where it shows that they are not meant
	phrase phrase
}

// A textKind is what kind of text cues are looked for in.
type textKind string

const (
	storyText  textKind = "story"
	advertText textKind = "advert"
)

// mostBetween is how many words ".." may stand for.
const mostBetween = 4

// A cueIndex finds the cues that a word can begin.
type cueIndex struct {
	all   []cue
	exact map[string][]int // by the first word
	open  map[string][]int // by the first two letters of it, where it is a beginning
	rest  []int            // those that begin with a number
}

// from returns which cues may begin with a word.
func (x *cueIndex) from(word string) []int {
	out := append([]int(nil), x.exact[word]...)
	if len(word) >= 2 {
		out = append(out, x.open[word[:2]]...)
	}
	if word != "" && unicode.IsDigit(rune(word[0])) {
		out = append(out, x.rest...)
	}
	return out
}

// knownCues are the cues of cues.txt. A mistake in it is one of the program's,
// which its tests find.
var knownCues = sync.OnceValue(func() *cueIndex {
	x, err := readCues(cuesText)
	if err != nil {
		panic(err)
	}
	return x
})

// readCues reads cues as cues.txt has them.
func readCues(file string) (*cueIndex, error) {
	x := &cueIndex{exact: map[string][]int{}, open: map[string][]int{}}
	var of cue // what the section says of its cues
	n := 0
	for text := range strings.Lines(file) {
		n++
		text = strings.TrimSpace(text)
		var c cue
		var err error
		switch {
		case text == "" || strings.HasPrefix(text, "# "), text == "#":
			continue
		case strings.HasPrefix(text, "["):
			if of, err = parseSection(strings.Trim(text, "[]")); err == nil {
				continue
			}
		default:
			c, err = parseCue(text)
		}
		if err != nil {
			return nil, fmt.Errorf("cues.txt:%d: %w", n, err)
		}
		c.topics, c.only = of.topics, of.only
		x.add(c)
	}
	return x, nil
}

// parseSection reads the name of a section, such as "area budget, level manager"
// or "story: competency budgeting".
func parseSection(name string) (of cue, err error) {
	if only, topics, ok := strings.Cut(name, ": "); ok {
		of.only, name = textKind(only), topics
		if of.only != storyText && of.only != advertText {
			return cue{}, fmt.Errorf("no such kind of text: %q", only)
		}
	}
	of.topics = strings.Split(name, ", ")
	return of, nil
}

func parseCue(text string) (cue, error) {
	fields := strings.Fields(text)
	weight, err := strconv.Atoi(fields[0])
	c := cue{weight: weight}
	switch {
	case fields[0] == "-":
	case err != nil || weight < 1 || weight > 3:
		return cue{}, fmt.Errorf("weight %q", fields[0])
	}
	within := 0
	for _, f := range fields[1:] {
		if f == ".." {
			within = mostBetween
			continue
		}
		s := slot{within: within}
		f, s.optional = strings.CutSuffix(f, "?")
		if s.number = f == "#"; !s.number {
			s.words = strings.Split(f, "|")
		}
		c.phrase = append(c.phrase, s)
		if !s.optional {
			within = 0 // what stands behind an optional word may be as far
		}
	}
	if len(c.phrase) == 0 || c.phrase[0].within > 0 || c.phrase[0].optional || fields[len(fields)-1] == ".." {
		return cue{}, fmt.Errorf("a cue must begin and end with a word: %q", text)
	}
	return c, nil
}

func (x *cueIndex) add(c cue) {
	at := len(x.all)
	x.all = append(x.all, c)
	if c.phrase[0].number {
		x.rest = append(x.rest, at)
		return
	}
	for _, w := range c.phrase[0].words {
		start, open := strings.CutSuffix(w, "*")
		if !open {
			x.exact[w] = append(x.exact[w], at)
		} else if last := x.open[start[:2]]; len(last) == 0 || last[len(last)-1] != at {
			x.open[start[:2]] = append(last, at)
		}
	}
}
