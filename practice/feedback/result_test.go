package feedback

import (
	"slices"
	"testing"

	"greenroom/bank"
)

// ruledResult reports whether the rules find a result in the last sentence of an answer.
func ruledResult(text string) bool {
	a := parse(bank.Question{Style: bank.Behavioural, Ask: "Tell me about a hard project."}, text)
	return slices.ContainsFunc(a.result(), func(f finding) bool { return f.sentence == len(a.sentences)-1 })
}

func TestTheRulesTellWhatCameOfItFromWhatDidNot(t *testing.T) {
	const step = "At the dairy in Lienz I moved the order line into the heating duct. "
	for said, want := range map[string]bool{
		"The drivers stopped ringing at five.":                            true,
		"A storm took two days then and takes an hour now.":               true,
		"Nine thousand euros a month became 3,400.":                       true,
		"A round used to take a day and takes an hour now.":               true,
		"It has never failed again since.":                                true,
		"The scanners are no longer my business, I only sign.":            false,
		"I've not shown a slide to a director since.":                     false,
		"The duct is now a thing I draw first.":                           false,
		"As a result the organisation was transformed.":                   false,
		"It led to a very positive atmosphere and real synergies.":        false,
		"They asked for a plan, so I drew one on the wall of the bakery.": false,
	} {
		if got := ruledResult(step + said); got != want {
			t.Errorf("%q: got %v", said, got)
		}
	}
}
