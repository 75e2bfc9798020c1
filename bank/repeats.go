package bank

import (
	"fmt"
	"strings"
	"unicode"
)

// repeats returns the wordings that ask the same twice, each at the second
// place with the first one named.
func repeats(entries []entry) Mistakes {
	var out Mistakes
	type asked struct {
		at place
		id string
	}
	asks := map[string]asked{}
	for _, e := range entries {
		if e.Disabled {
			continue
		}
		note := func(at place, format string, args ...any) {
			out = append(out, Mistake{at.file, at.line, at.column, e.ID, fmt.Sprintf(format, args...)})
		}
		for i, wording := range e.asked() {
			bare := bare(wording)
			if bare == "" {
				continue
			}
			if first, ok := asks[bare]; ok {
				note(e.wordings[i], "this asks the same as %s at %s: ask something else or in other words", first.id, first.at)
				continue
			}
			asks[bare] = asked{e.wordings[i], e.ID}
		}
	}
	return out
}

// bare returns a wording without what does not change the question: case,
// punctuation, articles and politeness.
func bare(wording string) string {
	wording = strings.Map(func(r rune) rune {
		if r == '\'' || r == '’' {
			return -1
		}
		return unicode.ToLower(r)
	}, wording)
	var kept []string
	for _, w := range strings.FieldsFunc(wording, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		switch w {
		case "a", "an", "the", "please":
		default:
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}
