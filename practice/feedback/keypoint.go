package feedback

import "greenroom/bank"

// keyPoints says of each key point whether the answer touches it: whether any
// of its terms is said, in any form, and not denied to exist.
func (a *answer) keyPoints(points []bank.KeyPoint) []KeyPoint {
	out := make([]KeyPoint, 0, len(points))
	for _, p := range points {
		k := KeyPoint{Point: p.Point}
		if i, ok := a.touches(p.Terms); ok {
			k.Present, k.Quote = true, a.quote(i)
		}
		out = append(out, k)
	}
	return out
}

// touches returns the first sentence that has one of the terms.
func (a *answer) touches(terms []string) (int, bool) {
	for _, term := range terms {
		want := stems(tokenize(term, 0, len(term)))
		if len(want) == 0 {
			continue
		}
		for i, s := range a.sentences {
			if contains(stems(s.tokens), want) {
				return i, true
			}
		}
	}
	return 0, false
}

func stems(t []token) []string {
	out := make([]string, 0, len(t))
	for _, x := range t {
		if !x.is(tagPunct) {
			out = append(out, stem(x.w))
		}
	}
	return out
}

func contains(list, run []string) bool {
	for i := 0; i+len(run) <= len(list); i++ {
		k := 0
		for k < len(run) && list[i+k] == run[k] {
			k++
		}
		if k == len(run) {
			return true
		}
	}
	return false
}
