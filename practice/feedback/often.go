package feedback

import (
	"cmp"
	"slices"
)

// A Repeated is a word that an answer uses strikingly often.
type Repeated struct {
	Word  string `json:"word"` // as written first
	Count int    `json:"count"`
	Pet   bool   `json:"pet"` // a word that people lean on, such as "obviously"; else one of content
}

const (
	// oftenAtLeast and oftenPet are how often a word of content and a pet word
	// have to be there to strike.
	oftenAtLeast, oftenPet = 8, 4
	// oftenShare is the least part of the words that those of content make up,
	// one in so many.
	oftenShare = 20
	// mostRepeated is how many are named.
	mostRepeated = 3
)

// ofTrouble are the stems of words that a story of what went wrong is full of, and
// may be.
var ofTrouble = set("problem fail failur wrong error mistak incident outag fault issu bug break broken down")

// petWords are the words that people lean on.
var petWords = sections("pet")

// often returns the words that are used strikingly often, most often first.
// What the question asks about is bound to be there; names, numbers and
// grammar are not counted, fillers and hedges elsewhere.
func (a *answer) often() []Repeated {
	type seen struct {
		Repeated
		order int
	}
	counts := map[string]*seen{}
	for _, s := range a.sentences {
		for i, t := range s.tokens {
			pet := petWords().has("pet", t.w) && !comparing(s.tokens, i)
			if t.is(tagQuoted|tagPunct) || t.w == "kind" || t.w == "sort" || !pet && t.is(tagFunction|tagNumber|tagAsked|tagProper|tagTime) {
				continue
			}
			k := plainStem(t.w)
			if ofTrouble[k] || ofTrouble[t.w] || ofTrouble[stem(t.w)] {
				continue
			}
			if counts[k] == nil {
				counts[k] = &seen{Repeated{a.cut(t.start, t.end), 0, pet}, len(counts)}
			}
			counts[k].Count++
		}
	}
	var found []*seen
	for _, x := range counts {
		if x.Pet && x.Count >= oftenPet || x.Count >= oftenAtLeast && x.Count*oftenShare >= a.own {
			found = append(found, x)
		}
	}
	slices.SortFunc(found, func(x, y *seen) int { return cmp.Or(y.Count-x.Count, x.order-y.order) })
	out := []Repeated{}
	for _, x := range found[:min(len(found), mostRepeated)] {
		out = append(out, x.Repeated)
	}
	return out
}

// comparing reports whether a pet word has its full meaning at token i: "not
// literally", "clearly labelled", "absolutely everything".
func comparing(t []token, i int) bool {
	return i > 0 && (t[i-1].w == "not" || t[i-1].w == "n't") || i+1 < len(t) && t[i+1].is(tagParticiple) && t[i].w == "clearly"
}

// fillers counts the words that fill a pause while somebody thinks, which is
// nobody's fault.
func (a *answer) fillers() int {
	n := 0
	for _, s := range a.sentences {
		for i := 0; i < len(s.said); i++ {
			h, ok := cues("hedges").find(s.said, i)
			if !ok {
				break
			}
			if i = h.end - 1; h.name == "filler" && used(s.said, h) {
				n++
			}
		}
	}
	return n
}
