package feedback

import (
	"strconv"
	"strings"
)

// A quantity is a number in each of the ways in which it may be meant, in digits: "2m"
// is two million, or 2 of something.
type quantity []string

// quantityAt returns the quantity that begins at token k, and how many tokens it takes:
// "two hundred" and "12 thousand" take two. A number that can't be read is itself.
func quantityAt(t []token, k int) (quantity, int) {
	values, n := valuesOf(t[k].w), 1
	if len(values) == 0 {
		return quantity{t[k].w}, 1
	}
	if tens[t[k].w] && below10[next(t, k+1)] && values[0] < 100 {
		values, n = []float64{values[0] + amounts[t[k+1].w][0]}, 2
	}
	for ; multiples[next(t, k+n)] > 0; n++ {
		for i := range values {
			values[i] *= multiples[t[k+n].w]
		}
	}
	out := make(quantity, 0, len(values))
	for _, v := range values {
		out = append(out, strconv.FormatFloat(v, 'g', 10, 64))
	}
	return out, n
}

// valuesOf returns what a word may come to as a number, nothing where it is none.
func valuesOf(w string) []float64 {
	if v := amounts[w]; len(v) > 0 {
		return append([]float64(nil), v...)
	}
	if ten, one, ok := strings.Cut(w, "-"); ok && tens[ten] && below10[one] {
		return []float64{amounts[ten][0] + amounts[one][0]}
	}
	end := len(w) - len(strings.TrimLeft(w, "0123456789.,"))
	number, unit := strings.TrimRight(w[:end], ".,"), w[end:]
	whole, after, decimal := strings.Cut(number, ",")
	if decimal && len(after) < 3 { // "2,5" is written in half of Europe
		number = whole + "." + after
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(number, ",", ""), 64)
	if err != nil {
		return nil
	}
	values := []float64{v}
	if _, after, ok := strings.Cut(number, "."); ok && len(after) == 3 { // and "1.400"
		values = append(values, v*1000)
	}
	for i := range values {
		switch unit {
		case "k":
			values[i] *= 1e3
		case "m", "mio", "mn":
			values = append(values, values[i]*1e6)
		}
	}
	return values
}

// multiples multiply the number before them.
var multiples = map[string]float64{"hundred": 100, "thousand": 1e3, "k": 1e3, "million": 1e6, "mio": 1e6, "billion": 1e9}

// amounts are the numbers that people write in words and in digits, shares as percent.
var amounts = map[string][]float64{
	"none": {0}, "zero": {0}, "nobody": {0}, "one": {1}, "once": {1}, "two": {2}, "twice": {2}, "double": {2}, "doubled": {2},
	"three": {3}, "triple": {3}, "tripled": {3}, "four": {4}, "five": {5}, "six": {6}, "seven": {7}, "eight": {8}, "nine": {9}, "ten": {10},
	"eleven": {11}, "twelve": {12}, "dozen": {12}, "thirteen": {13}, "fourteen": {14}, "fifteen": {15}, "sixteen": {16},
	"seventeen": {17}, "eighteen": {18}, "nineteen": {19}, "twenty": {20}, "thirty": {30}, "forty": {40}, "fourty": {40}, "fifty": {50},
	"sixty": {60}, "seventy": {70}, "eighty": {80}, "ninety": {90}, "hundred": {100}, "thousand": {1e3}, "million": {1e6},
	"half": {50}, "halved": {50}, "third": {33}, "quarter": {25, 15}, "fifth": {20}, "tenth": {10, 90},
}

// shares are those of the amounts that are figures by themselves.
var shares = set("half halved third quarter fifth tenth twice double doubled triple tripled")
