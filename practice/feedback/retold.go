package feedback

import (
	"slices"

	"greenroom/bank"
)

// A gist is what a key point comes to in single words, in whatever order they are said.
type gist struct {
	subject [][]string      // each of these names what the point is about, in roots
	own     map[string]bool // roots that only this point of the question has; true for those of the point itself, false for those of its terms
}

// Of a gist's own words so many are said where a point is made in other words than its
// terms: fewer where what the point is about is named.
const (
	enoughOfGist = 3
	enoughNamed  = 2
	// gistReach is within how many words they are said: speech that is written down
	// may have no stops.
	gistReach = 30
)

// gists returns the gist of each key point. Words that the question has, or several of
// its points, or any answer, tell none of them.
func (a *answer) gists(points []bank.KeyPoint) []gist {
	out := make([]gist, len(points))
	in := map[string]int{} // how many points have a root
	for i, p := range points {
		g := gist{subject: naming(p.Point), own: map[string]bool{}}
		add := func(s string, ofPoint bool) {
			for _, t := range tokensOfBank(s) {
				r := root(t.w)
				if t.is(tagFunction|tagPunct|tagNumber|tagVague|tagMental) || !ofPoint && t.is(tagCommon) || a.asked[stem(t.w)] {
					continue
				}
				if _, known := g.own[r]; !known {
					in[r]++
					g.own[r] = ofPoint
				}
			}
		}
		add(p.Point, true)
		for _, s := range p.Terms {
			add(s, false)
		}
		out[i] = g
	}
	for _, g := range out {
		for r := range g.own {
			if in[r] > 1 {
				delete(g.own, r)
			}
		}
	}
	return out
}

// naming returns in which ways the subject of a point is named: its words, or their
// initials. "It is a computer" names none: the subject is the question's.
func naming(point string) [][]string {
	var words []token
	for i, t := range tokensOfBank(point) {
		if i == 0 && pronouns[t.w] {
			return nil
		}
		if t.is(tagFunction | tagPunct) {
			if len(words) > 0 {
				break
			}
			continue
		}
		words = append(words, t)
	}
	out := [][]string{roots(words)}
	for _, short := range initials(words) {
		out = append(out, []string{root(short)})
	}
	return out
}

// told reports whether a sentence tells the gist of a point.
func (g gist) told(words []string) bool {
	for i, w := range words {
		if _, own := g.own[w]; own && g.toldIn(words[i:min(len(words), i+gistReach)], words) {
			return true
		}
	}
	return false
}

// toldIn reports whether a stretch of a sentence has enough of the words, one of the
// point's own among them.
func (g gist) toldIn(words, sentence []string) bool {
	said, ofPoint := 0, 0
	for i, w := range words {
		if is, own := g.own[w]; own && !slices.Contains(words[:i], w) {
			said++
			if is {
				ofPoint++
			}
		}
	}
	if ofPoint == 0 {
		return false
	}
	return said >= enoughOfGist || said >= enoughNamed && g.named(sentence)
}

// named reports whether what the point is about is named.
func (g gist) named(words []string) bool {
	return slices.ContainsFunc(g.subject, func(names []string) bool {
		return len(names) > 0 && !slices.ContainsFunc(names, func(r string) bool { return !slices.Contains(words, r) })
	})
}
