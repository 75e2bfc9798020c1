package feedback

import "greenroom/bank"

// A Length says how long an answer is for its question.
type Length string

// The lengths. The zero value is neither, or a question that has no minutes.
const (
	Short Length = "short" // under a third of the words that its minutes hold
	Long  Length = "long"  // over 1.6 times as many
)

// length holds an answer's words against the question's minutes, at a calm
// speaking pace.
func (a *answer) length(q bank.Question) Length {
	switch usual := q.Minutes * wordsPerMinute; {
	case usual <= 0 || q.Style == bank.Reverse:
		return ""
	case float64(a.words)*3 < usual:
		return Short
	case float64(a.words) > usual*1.6:
		return Long
	}
	return ""
}
