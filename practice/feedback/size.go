package feedback

import (
	"slices"
	"strings"
)

// A size is what sizes something in an answer, such as "from 40 to 6".
type size struct {
	quote   string
	plain   string     // the same in lower case and without markup
	numbers []quantity // in it
	figures bool       // they are figures, and no mere share as in "halved"
}

// in reports whether another attempt has it, or may: all of its numbers, however they
// are written, or most of the words where it has no figure.
func (s size) in(a attempt) bool {
	missing := func(n quantity) bool {
		return !slices.ContainsFunc(n, func(w string) bool { return a.numbers[w] })
	}
	if len(s.numbers) > 0 && !slices.ContainsFunc(s.numbers, missing) {
		return true
	}
	return !s.figures && (a.saysMost(s.plain) || strings.Contains(a.text, s.plain))
}

// sizes returns, of the sentences in which the rules find evidence, the words that are it, in the
// order of the answer.
func (a *answer) sizes(evidence []finding) []size {
	var in []int
	for _, f := range evidence {
		in = append(in, f.sentence)
	}
	slices.Sort(in)
	var out []size
	for _, i := range slices.Compact(in) {
		t := a.sentences[i].tokens
		h, ok := evidenceIn(t)
		if !ok {
			continue
		}
		from, to := bare(t, h)
		s := size{quote: a.cut(t[from].start, t[to-1].end), plain: strings.ToLower(a.plain.text[t[from].start:t[to-1].end])}
		s.numbers = quantitiesIn(t[from:to], func(x token) bool { return x.is(tagFigure) })
		if s.figures = len(s.numbers) > 0; !s.figures {
			s.numbers = quantitiesIn(t[from:to], func(x token) bool { return shares[x.w] })
		}
		out = append(out, s)
	}
	return out
}

// quantitiesIn returns the quantities that begin with such a token.
func quantitiesIn(t []token, such func(token) bool) (out []quantity) {
	for k := 0; k < len(t); k++ {
		if such(t[k]) {
			n, size := quantityAt(t, k)
			out = append(out, n)
			k += size - 1
		}
	}
	return out
}

// numbers returns every number in the answer, those that only name something, too, in
// each way in which it may be meant.
func (a *answer) numbers() []string {
	var out []string
	for _, s := range a.sentences {
		for k, t := range s.tokens {
			if len(amounts[t.w]) > 0 || t.is(tagNumber) {
				n, _ := quantityAt(s.tokens, k)
				out = append(out, n...)
			}
		}
	}
	return out
}

// longSize is from how many tokens on a size begins at its first number.
const longSize = 9

// bare returns the tokens of a hit without what stands around its numbers: it
// ends with the last one and its unit.
func bare(t []token, h hit) (from, to int) {
	from, to = h.start, h.end
	first, last := -1, -1
	for i := from; i < to; i++ {
		if t[i].is(tagFigure) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if last < 0 {
		return from, to
	}
	for to = last + 1; to < len(t) && sized(t[to]); to++ {
	}
	if rate := next(t, to); (rate == "a" || rate == "per" || rate == "each") && units[next(t, to+1)] {
		to += 2
	}
	for i := from; i < first; i++ {
		if t[i].w == "from" {
			return i, to
		}
	}
	if to-from > longSize {
		from = first
		if from > 0 && currencies[t[from-1].w] {
			from--
		}
	}
	return from, to
}

// sized reports whether a token says what a number before it counts.
func sized(t token) bool {
	return units[t.w] || outcomes[t.w] || currencies[t.w] || counted[t.w]
}

var (
	currencies = set("£ $ € pounds euros dollars francs crowns eur usd gbp chf")
	counted    = set("% percent pct per cent million billion thousand people users staff sites servers laptops times")
)
