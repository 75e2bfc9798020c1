package feedback

import (
	"sync"
	"sync/atomic"
)

// mostBankTexts is how many texts of questions are kept as tokens: some times what the
// built-in bank has. Beyond them a text is divided anew each time.
const mostBankTexts = 20_000

var bankTexts struct {
	sync.Map // string to []token
	n        atomic.Int64
}

// tokensOfBank returns the tokens of a text of a question, which each answer to that
// needs again. They are shared: nobody may change them.
func tokensOfBank(text string) []token {
	if t, ok := bankTexts.Load(text); ok {
		return t.([]token)
	}
	t := tokenize(text, 0, len(text))
	if bankTexts.n.Load() < mostBankTexts {
		if _, there := bankTexts.LoadOrStore(text, t); !there {
			bankTexts.n.Add(1)
		}
	}
	return t
}
