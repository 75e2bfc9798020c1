package feedback

import (
	"slices"
	"strings"
)

// A size is what sizes something in an answer, such as "from 40 to 6".
type size struct {
	quote   string
	plain   string   // the same in lower case and without markup
	numbers []string // in it; none in "halved"
}

// in reports whether another attempt has it, or may: all of its numbers, in digits or
// in words, or most of the words.
func (s size) in(a attempt) bool {
	if len(s.numbers) == 0 {
		return a.saysMost(s.plain) || strings.Contains(a.text, s.plain)
	}
	return !slices.ContainsFunc(s.numbers, func(n string) bool { return !a.numbers[n] })
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
		for _, x := range t[from:to] {
			if x.is(tagFigure) || x.w == "halved" {
				s.numbers = append(s.numbers, inDigits(x.w))
			}
		}
		out = append(out, s)
	}
	return out
}

// numbers returns every number in the answer, those that only name something, too.
func (a *answer) numbers() []string {
	var out []string
	for _, s := range a.sentences {
		for _, t := range s.tokens {
			if amounts[t.w] != "" || t.is(tagNumber) {
				out = append(out, inDigits(t.w))
			}
		}
	}
	return out
}

// inDigits returns a number in digits where it can be: "forty-two" and "42" are one,
// and so are "1,400" and "1400".
func inDigits(w string) string {
	if n := amounts[w]; n != "" {
		return n
	}
	if ten, one, ok := strings.Cut(w, "-"); ok && len(amounts[ten]) == 2 && len(amounts[one]) == 1 {
		return amounts[ten][:1] + amounts[one]
	}
	return strings.ReplaceAll(w, ",", "")
}

// amounts are the numbers that people write in words and in digits.
var amounts = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "dozen": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
	"seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50",
	"half": "50", "halved": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "hundred": "100",
	"once": "1", "twice": "2", "none": "0", "zero": "0", "nobody": "0",
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
