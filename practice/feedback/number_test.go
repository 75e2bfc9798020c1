package feedback

import "testing"

func TestNumbersInARowSizeNothingUnlessTheyAreGroupsOfOne(t *testing.T) {
	for said, sizes := range map[string]bool{
		"we saved 1 200 000 euros":       true,
		"it cost 12 500 300 in all":      true,
		"call me on 0171 555 1234 then":  false,
		"the account is 4711 0815 22 33": false,
		"my number is 030 123 456 still": false,
	} {
		figure := false
		for _, x := range tokenize(said, 0, len(said)) {
			figure = figure || x.is(tagFigure)
		}
		if figure != sizes {
			t.Errorf("%q: a figure: %v", said, figure)
		}
	}
}
