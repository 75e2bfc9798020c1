package feedback

import (
	"strings"

	"greenroom/bank"
)

// longRunUp is from how many words on an answer can have a run-up that is too
// long.
const longRunUp = 80

// runOn is how many tokens of one sentence may stand before an action. Where
// more do the text has no full stops, and what is said in it first is doubtful.
const runOn = 40

// A RunUp is what a story tells before its speaker does something.
type RunUp struct {
	Words int    `json:"words"` // before the speaker's first own action, 0 where none was found or none is wanted
	Long  bool   `json:"long"`  // they are more than half of a long enough answer
	Quote string `json:"quote"` // the sentence with that action, where the run-up is long
}

// runUp measures a story's run-up. Where it is doubtful what the first own
// action is, the earliest that may be one counts, and nothing is called long
// unless the action that was found stands there or later.
func (a *answer) runUp(action Part) RunUp {
	if a.style != bank.Behavioural || !action.Present {
		return RunUp{}
	}
	for _, x := range a.acts {
		if x.by == byYou || x.denied || x.reported || x.suffered || x.mental && !a.acted(x) {
			continue
		}
		s := a.sentences[x.sentence]
		words := 0
		for _, earlier := range a.sentences[:x.sentence] {
			words += wordsIn(earlier.tokens)
		}
		words += wordsIn(s.tokens[:x.verb])
		if a.own < longRunUp || words*2 <= a.own || x.verb > runOn || a.elidedBefore(x.sentence) || strings.Index(a.raw, action.Quote) < a.from(s.start) {
			return RunUp{Words: words}
		}
		return RunUp{words, true, a.quote(x.sentence)}
	}
	return RunUp{}
}

// elidedBefore reports whether a sentence before that one begins with a verb,
// and so may tell an action whose subject is left out.
func (a *answer) elidedBefore(sentence int) bool {
	for _, s := range a.sentences[:sentence] {
		for k, t := range s.tokens {
			if k > 3 {
				break
			}
			if t.is(tagPast|tagParticiple) && !t.is(tagFunction) && (k == 0 || s.tokens[k-1].is(tagPunct) || skipped(s.tokens[k-1])) {
				return true
			}
		}
	}
	return false
}

// from returns where a byte of the plain text came from.
func (a *answer) from(plain int) int { return int(a.plain.from[plain]) }

// acted reports whether what was taken for a verb of thinking may have been a
// deed: "I decided to call them".
func (a *answer) acted(x act) bool {
	return !empty[a.sentences[x.sentence].tokens[x.verb].w] && a.sentences[x.sentence].tokens[x.verb].is(tagPast) && decisions[a.sentences[x.sentence].tokens[x.verb].w]
}

// decisions are verbs of thinking that are a deed for others to see.
var decisions = set("decided agreed chose refused insisted offered noticed found realised realized suggested proposed")

func wordsIn(t []token) int {
	n := 0
	for _, x := range t {
		if !x.is(tagPunct) && x.w[0] != '\'' && x.w != "n't" {
			n++
		}
	}
	return n
}
