package feedback

import (
	"slices"
	"strings"

	"greenroom/bank"
)

// keyPoints says of each key point whether the answer makes it, and where.
func (a *answer) keyPoints(points []bank.KeyPoint) []KeyPoint {
	out := make([]KeyPoint, 0, len(points))
	if len(points) == 0 {
		return out
	}
	said := make([][]string, len(a.sentences))
	for i, s := range a.sentences {
		said[i] = roots(s.tokens)
	}
	gists := a.gists(points)
	for n, p := range points {
		k := KeyPoint{Point: p.Point}
		i, ok := a.makes(p, said)
		if !ok {
			i = slices.IndexFunc(said, gists[n].told)
			ok = i >= 0
		}
		if ok {
			k.Present, k.Quote = true, a.quote(i)
		}
		out = append(out, k)
	}
	return out
}

// A term is one of the terms that show a key point.
type term struct {
	roots []string // without articles
	topic bool     // it may be no more than the point's topic: a single word, or its subject
}

// makes returns the first sentence that makes the point, given the roots of each. It
// has one of the point's terms; where that may be no more than the topic, it has
// another word of the point, too. "Payback ignores what comes later" does not say what
// payback is.
func (a *answer) makes(p bank.KeyPoint, said [][]string) (sentence int, ok bool) {
	subject := subjectOf(p.Point)
	var terms []term
	for _, written := range p.Terms {
		t := term{roots: roots(undetermined(slices.Clone(tokensOfBank(written))))}
		t.topic = len(t.roots) == 1 || !slices.ContainsFunc(t.roots, func(r string) bool { return !subject[r] })
		if len(t.roots) > 0 {
			terms = append(terms, t)
		}
	}
	telling := a.telling(p)
	for i, words := range said {
		for _, t := range terms {
			if inOrder(words, t.roots) && (!t.topic || t.toldOf(words, telling)) {
				return i, true
			}
		}
	}
	return 0, false
}

// toldOf reports whether a telling word stands beside those of the term.
func (t term) toldOf(words []string, telling map[string]bool) bool {
	return slices.ContainsFunc(words, func(r string) bool { return telling[r] && !slices.Contains(t.roots, r) })
}

// subjectOf returns the roots of the words with which a key point begins, up
// to the first that carries grammar: "Net present value discounts" of "Net
// present value discounts later money to today".
func subjectOf(point string) map[string]bool {
	m := map[string]bool{}
	for _, t := range tokensOfBank(point) {
		if t.is(tagFunction | tagPunct) {
			if len(m) > 0 {
				break
			}
			continue
		}
		m[root(t.w)] = true
	}
	return m
}

// telling returns the roots of the words of a point and of its terms that say
// something about it. Words that fit into any answer do so only where the
// question has them.
func (a *answer) telling(p bank.KeyPoint) map[string]bool {
	m := map[string]bool{}
	for _, s := range append([]string{p.Point}, p.Terms...) {
		for _, t := range tokensOfBank(s) {
			if !t.is(tagFunction|tagPunct|tagNumber) && (!t.is(tagCommon|tagVague|tagMental) || a.asked[stem(t.w)]) {
				m[root(t.w)] = true
			}
		}
	}
	return m
}

func undetermined(t []token) []token {
	return slices.DeleteFunc(t, func(x token) bool { return determiner[x.w] })
}

// reachOfTerm is how many words may stand between two of a term's.
const reachOfTerm = 3

// inOrder reports whether the words of a term are said one soon after another.
func inOrder(said, term []string) bool {
	for i := range said {
		if said[i] == term[0] && follows(said[i+1:], term[1:]) {
			return true
		}
	}
	return false
}

func follows(said, term []string) bool {
	for _, want := range term {
		k := slices.Index(said[:min(len(said), reachOfTerm+1)], want)
		if k < 0 {
			return false
		}
		said = said[k+1:]
	}
	return true
}

// untouched returns the first of the key points of which the answer has no
// word at all, in any form or near it. Whoever has one of its words may have
// made the point in words of their own.
func (a *answer) untouched(points []bank.KeyPoint) (string, bool) {
	said := a.said()
	for _, p := range points {
		if !slices.ContainsFunc(append([]string{p.Point}, p.Terms...), func(s string) bool { return speaksOf(said, s) }) {
			return strings.TrimSuffix(p.Point, "."), true
		}
	}
	return "", false
}

// speaksOf reports whether a word of s that is more than grammar was said.
func speaksOf(said kindred, s string) bool {
	return slices.ContainsFunc(tokensOfBank(s), func(t token) bool {
		return !t.is(tagFunction|tagPunct|tagNumber) && said.has(root(t.w))
	})
}
