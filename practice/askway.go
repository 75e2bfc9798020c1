package practice

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"greenroom/bank"
)

// A readTopic is an entry of askTopics made ready.
type readTopic struct {
	topic       bank.Topic
	ways, hints []phrase
}

var readTopics = sync.OnceValue(func() []readTopic {
	out := make([]readTopic, len(askTopics))
	for i, t := range askTopics {
		out[i] = readTopic{t.topic, ways(t.ways...), ways(t.hints...)}
	}
	return out
})

// topics returns what the clause is about: mostly one topic, several where they
// are only named side by side, none where nothing is known of it. sure is
// whether it is by a way, and not by a hint.
func (c clause) topics() (out []bank.Topic, sure bool) {
	words := spelled(c.words)
	if parts := c.named(words); len(parts) > 1 {
		for _, p := range parts {
			t, how := topicOf(p)
			if how < 2 || t == beyondSheet || slices.Contains(out, t) {
				out = nil
				break
			}
			out = append(out, t)
		}
		if len(out) > 0 {
			return out, true
		}
	}
	t, how := topicOf(words)
	if how == 0 {
		return nil, false
	}
	return []bank.Topic{t}, how > 1
}

// mostOfName is how many words name a topic in a list of several.
const mostOfName = 4

// named divides the words at each "and" and comma, if what stands behind
// is short enough to be a name.
func (c clause) named(words []word) [][]word {
	var out [][]word
	start := 0
	for i, w := range words {
		comma := i > 0 && strings.ContainsAny(c.plain[words[i-1].end:w.start], ",/&")
		joins := w.w == "and"
		if !comma && !joins {
			continue
		}
		if i > start {
			out = append(out, words[start:i])
		}
		if start = i; joins {
			start++
		}
	}
	if start < len(words) {
		out = append(out, words[start:])
	}
	for _, part := range out[min(1, len(out)):] {
		if len(part) > mostOfName {
			return nil
		}
	}
	return out
}

// topicOf returns the topic that the words are about and how much speaks for
// it: two for each word of a way, one for a hint, 0 for none.
func topicOf(words []word) (topic bank.Topic, how int) {
	for _, t := range readTopics() {
		for _, w := range t.ways {
			if 2*len(w) > how && w.in(words) {
				topic, how = t.topic, 2*len(w)
			}
		}
		if how == 0 && slices.ContainsFunc(t.hints, func(p phrase) bool { return p.in(words) }) {
			topic, how = t.topic, 1
		}
	}
	return topic, how
}

// shortestMeant is how many letters a word has in which one may be wrong; a
// word's beginning has one more.
const shortestMeant = 6

// A vocabulary is the words of askTopics.
type vocabulary struct {
	known         map[string]bool
	words, starts []string // those long enough to be mistyped; starts without their "*"
}

var meanings = sync.OnceValue(func() vocabulary {
	v := vocabulary{known: map[string]bool{}}
	for _, t := range readTopics() {
		for _, p := range slices.Concat(t.ways, t.hints) {
			for _, s := range p {
				for _, w := range s.words {
					v.add(w)
				}
			}
		}
	}
	return v
})

func (v *vocabulary) add(s string) {
	if v.known[s] {
		return
	}
	v.known[s] = true
	start, open := strings.CutSuffix(s, "*")
	switch n := utf8.RuneCountInString(start); {
	case open && n > shortestMeant:
		v.starts = append(v.starts, start)
	case !open && n >= shortestMeant:
		v.words = append(v.words, s)
	}
}

// spelled returns the words with those put right that differ from a word of
// askTopics in one letter.
func spelled(words []word) []word {
	out := slices.Clone(words)
	for i, w := range out {
		if k, ok := meanings().meant(w.w); ok {
			out[i].w = k
		}
	}
	return out
}

// meant returns the word that was mistyped.
func (v vocabulary) meant(w string) (word string, ok bool) {
	if len(w) < shortestMeant-1 || v.known[w] || slices.ContainsFunc(v.starts, func(k string) bool { return strings.HasPrefix(w, k) }) {
		return "", false
	}
	if i := slices.IndexFunc(v.words, func(k string) bool { return oneSlip(w, k) }); i >= 0 {
		return v.words[i], true
	}
	if i := slices.IndexFunc(v.starts, func(k string) bool { return beginsAlike(w, k) }); i >= 0 {
		return v.starts[i], true
	}
	return "", false
}

// beginsAlike reports whether a word begins as another does, but for one slip.
func beginsAlike(word, start string) bool {
	for n := len(start) - 1; n <= min(len(start)+1, len(word)); n++ {
		if oneSlip(word[:n], start) {
			return true
		}
	}
	return false
}

// oneSlip reports whether a letter too many, too few, wrong or swapped with its
// neighbour makes b out of a. The first letters are the same.
func oneSlip(a, b string) bool {
	if len(a) == 0 || len(b) == 0 || a[0] != b[0] || len(a)-len(b) > 1 || len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	switch ra, rb := a[i:], b[i:]; {
	case len(ra) > len(rb):
		return ra[1:] == rb
	case len(ra) < len(rb):
		return ra == rb[1:]
	case len(ra) >= 2 && ra[0] == rb[1] && ra[1] == rb[0]:
		return ra[2:] == rb[2:]
	default:
		return ra != "" && ra[1:] == rb[1:]
	}
}
