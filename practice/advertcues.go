package practice

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"greenroom/bank"
)

//go:embed advert.txt
var advertText string

// A cue is a phrase that shows something.
type cue struct {
	topics []string // such as "competency budgeting"; "mask" is all of them
	weight int      // 1 to 3; 0 where it shows that they are not meant
	slots  []cueSlot
}

// A cueSlot is a place in a phrase.
type cueSlot struct {
	words    []string // one of them, those that end in "*" as a beginning
	number   bool     // any number instead
	gap      bool     // up to mostBetween words instead
	optional bool
}

// mostBetween is how many words a gap may hold.
const mostBetween = 4

// takes reports whether a word can stand in the slot.
func (s cueSlot) takes(word string) bool {
	if s.number {
		return word != "" && unicode.IsDigit(rune(word[0]))
	}
	return meant(s.words, word)
}

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

// advertCues are the cues of advert.txt. A mistake in it is one of the program's,
// which its tests find.
var advertCues = sync.OnceValue(func() *cueIndex {
	x, err := readCues(advertText)
	if err != nil {
		panic(err)
	}
	return x
})

// readCues reads cues as advert.txt has them.
func readCues(file string) (*cueIndex, error) {
	x := &cueIndex{exact: map[string][]int{}, open: map[string][]int{}}
	var topics []string
	n := 0
	for text := range strings.Lines(file) {
		n++
		text = strings.TrimSpace(text)
		switch {
		case text == "" || strings.HasPrefix(text, "# "), text == "#":
			continue
		case strings.HasPrefix(text, "["):
			topics = strings.Split(strings.Trim(text, "[]"), ", ")
			continue
		}
		c, err := parseCue(text, topics)
		if err != nil {
			return nil, fmt.Errorf("advert.txt:%d: %w", n, err)
		}
		x.add(c)
	}
	return x, nil
}

func parseCue(text string, topics []string) (cue, error) {
	fields := strings.Fields(text)
	weight, err := strconv.Atoi(fields[0])
	c := cue{topics: topics, weight: weight}
	switch {
	case fields[0] == "-":
	case err != nil || weight < 1 || weight > 3:
		return cue{}, fmt.Errorf("weight %q", fields[0])
	}
	for _, f := range fields[1:] {
		s := cueSlot{}
		s.optional = strings.HasSuffix(f, "?")
		switch f = strings.TrimSuffix(f, "?"); f {
		case "..":
			s.gap = true
		case "#":
			s.number = true
		default:
			s.words = strings.Split(f, "|")
		}
		c.slots = append(c.slots, s)
	}
	if len(c.slots) == 0 || c.slots[0].gap || c.slots[0].optional || c.slots[len(c.slots)-1].gap {
		return cue{}, fmt.Errorf("a cue must begin and end with a word: %q", text)
	}
	return c, nil
}

func (x *cueIndex) add(c cue) {
	at := len(x.all)
	x.all = append(x.all, c)
	if c.slots[0].number {
		x.rest = append(x.rest, at)
		return
	}
	for _, w := range c.slots[0].words {
		start, open := strings.CutSuffix(w, "*")
		if !open {
			x.exact[w] = append(x.exact[w], at)
		} else if last := x.open[start[:2]]; len(last) == 0 || last[len(last)-1] != at {
			x.open[start[:2]] = append(last, at)
		}
	}
}

// end returns behind which of the words the phrase ends that begins at one, the
// nearest; 0 where it does not begin there.
func (c cue) end(words []advertWord, at int) int { return endOf(c.slots, words, at) }

func endOf(slots []cueSlot, words []advertWord, at int) int {
	if len(slots) == 0 {
		return at
	}
	s := slots[0]
	if s.gap {
		for skip := 0; skip <= mostBetween && at+skip < len(words); skip++ {
			if end := endOf(slots[1:], words, at+skip); end > 0 {
				return end
			}
		}
		return 0
	}
	if at < len(words) && s.takes(words[at].w) {
		if end := endOf(slots[1:], words, at+1); end > 0 {
			return end
		}
	}
	if s.optional {
		return endOf(slots[1:], words, at)
	}
	return 0
}

// topicOfCue splits the name of a topic, such as "area budget".
func topicOfCue(name string) (kind, slug string) {
	kind, slug, _ = strings.Cut(name, " ")
	return kind, slug
}

// knownTopic reports whether a topic of the file exists.
func knownTopic(name string) bool {
	kind, slug := topicOfCue(name)
	switch kind {
	case "mask":
		return slug == ""
	case "competency":
		return contains(bank.Competencies(), slug)
	case "area":
		return contains(bank.Areas(), slug)
	case "level":
		return contains(bank.Levels(), slug)
	}
	return false
}

func contains[T ~string](list []T, slug string) bool {
	for _, x := range list {
		if string(x) == slug {
			return true
		}
	}
	return false
}
