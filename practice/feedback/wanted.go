package feedback

import (
	"slices"

	"greenroom/bank"
)

// Wanted returns what a question wants to hear, the most helpful first: a story
// wants other things than a piece of knowledge. Each is named by the gap that its
// absence leaves.
func Wanted(q bank.Question) []bank.Gap {
	return slices.DeleteFunc(slices.Clone(wanted[q.Style]), func(g bank.Gap) bool {
		return g == bank.GapKeyPoints && len(q.KeyPoints) == 0
	})
}

// Missing returns what of that the report did not find: all of it where the
// answer was not assessed.
func (r Report) Missing(q bank.Question) []bank.Gap {
	if !r.Assessed {
		return Wanted(q)
	}
	return r.Lacks()
}

// Quote returns the answer's words by which a gap counts as filled, "" where it
// is none, or no one sentence fills it. A report that was read back from JSON
// has no words for what its Parts do not hold.
func (r Report) Quote(g bank.Gap) string {
	switch g {
	case bank.GapOwnPart, bank.GapDepth:
		return r.Parts.Action.Quote
	case bank.GapTradeOff:
		return r.TradeOff.Quote
	case bank.GapAlignment:
		return r.involved
	}
	return r.Parts.of(filling[g]).Quote
}

// filling names the part that fills a gap, for those gaps that one part fills.
var filling = map[bank.Gap]PartName{
	bank.GapContext: PartContext, bank.GapEvidence: PartEvidence, bank.GapResult: PartResult, bank.GapReflection: PartLearning,
}

// involving returns the sentence that names a group that the answer works with.
// Whom one only informs has no say in the matter.
func (a *answer) involving() string {
	return a.firstQuote(func(s sentence) bool {
		for i := range s.tokens {
			h, ok := cues("stakeholders").at(s.tokens, i)
			if ok && h.name != noTopic && !informs[s.tokens[i].w] && !(i > 0 && informs[s.tokens[i-1].w]) {
				return true
			}
		}
		return false
	})
}

var informs = set("inform informs informed informing update updates updated updating")

// firstQuote returns the first sentence of a kind, as it was written.
func (a *answer) firstQuote(is func(sentence) bool) string {
	i := slices.IndexFunc(a.sentences, is)
	if i < 0 {
		return ""
	}
	return a.quote(i)
}
