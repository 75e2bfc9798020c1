package practice

import (
	"cmp"
	"slices"
	"strings"
)

// A sign is a place in a sentence where a cue shows something.
type sign struct {
	words   string // at most longestCue characters
	at, end int    // which words of the sentence
	half    int    // its weight in halves
}

// signs are what cues show in a text, by topic.
type signs map[string][]sign

// What is told of signs.
const (
	mostCues   = 3  // words for one thing
	longestCue = 60 // characters of each
)

// add adds what another sentence shows.
func (s signs) add(more signs) {
	for topic, list := range more {
		s[topic] = append(s[topic], list...)
	}
}

// put adds a sign of the same sentence. Of those that overlap the weightiest
// counts, and of these the first.
func (s signs) put(topic string, x sign) {
	list := s[topic]
	for i, o := range list {
		if x.at < o.end && o.at < x.end {
			if x.half > o.half {
				list[i] = x
			}
			return
		}
	}
	s[topic] = append(list, x)
}

// weigh returns what signs weigh, in halves: the same words count once.
func weigh(list []sign) int {
	sum := 0
	seen := map[string]bool{}
	for _, x := range list {
		if w := strings.ToLower(x.words); !seen[w] {
			seen[w] = true
			sum += x.half
		}
	}
	return sum
}

// bestWords returns the words of the weightiest signs.
func bestWords(list []sign) []string {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(x, y sign) int { return cmp.Compare(y.half, x.half) })
	var out []string
	for _, x := range list {
		known := slices.ContainsFunc(out, func(w string) bool { return strings.EqualFold(w, x.words) })
		if !known && len(out) < mostCues {
			out = append(out, x.words)
		}
	}
	return out
}

// signs returns what the cues show in a sentence of such a text, but for words
// that are left out.
func (s sentence) signs(of textKind, leftOut []bool) signs {
	cues := knownCues()
	type hit struct {
		cue     *cue
		at, end int
	}
	var hits, masks []hit
	for i, w := range s.words {
		for _, n := range cues.from(w.w) {
			c := &cues.all[n]
			if c.only != "" && c.only != of {
				continue
			}
			end := c.phrase.end(s.words, i)
			switch {
			case end == 0:
			case c.weight == 0:
				masks = append(masks, hit{c, i, end})
			default:
				hits = append(hits, hit{c, i, end})
			}
		}
	}
	out := signs{}
	for _, h := range hits {
		if slices.Contains(leftOut[h.at:h.end], true) {
			continue
		}
		for _, topic := range h.cue.topics {
			masked := slices.ContainsFunc(masks, func(m hit) bool {
				return m.at < h.end && h.at < m.end && (m.cue.topics[0] == "mask" || slices.Contains(m.cue.topics, topic))
			})
			if !masked {
				out.put(topic, sign{words: s.between(h.at, h.end), at: h.at, end: h.end, half: 2 * h.cue.weight})
			}
		}
	}
	return out
}
