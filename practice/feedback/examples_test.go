package feedback_test

import (
	"slices"
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// bakery is an answer to story that has all that a story needs.
const bakery = "Our bakery in Lienz lost its order line three times in March, each time before dawn. I traced it to a switch behind the oven that overheated, " +
	"moved it to the office next door myself and put a thermometer where it had been. Since then the line has not failed once in nine months, " +
	"and the drivers leave forty minutes earlier. I've learned to look at the room before I look at the log."

func TestExamplesAreHeldAgainstWhatIsReadInThem(t *testing.T) {
	const weak = "It was a very busy time and there were a lot of problems, but in the end everything was solved and everybody was happy."
	for _, test := range []struct {
		name  string
		spoil func(*bank.Question)
		want  string // field: how what is wrong begins; "" for nothing
	}{
		{"both as they should be", func(*bank.Question) {}, ""},
		{"without examples", func(q *bank.Question) { q.Example, q.Weak = "", bank.Weak{} }, ""},
		{"of a style that is not known", func(q *bank.Question) { q.Style, q.Example = "", weak }, ""},
		{"a strong one of a few words", func(q *bank.Question) { q.Example = "I fixed it." }, "example: the feedback can't assess the example: "},
		{"a strong one without a result", func(q *bank.Question) {
			q.Example = strings.Replace(bakery, "Since then the line has not failed once in nine months, and the drivers leave forty minutes earlier. ", "", 1)
		}, "example: the feedback finds no result in the example, which the question teaches: say it plainly"},
		{"a strong one without what was learned, where that is taught", func(q *bank.Question) {
			q.Structure.Parts = []bank.Part{{Name: "case"}, {Name: "Learning"}}
			q.Example = strings.Replace(bakery, " I've learned to look at the room before I look at the log.", "", 1)
		}, "example: the feedback finds no learning in the example"},
		{"a strong one that leaves a key point out", func(q *bank.Question) {
			q.KeyPoints = []bank.KeyPoint{{Point: "who was told", Terms: []string{"told the board"}}}
		}, `example: the example doesn't touch the key point "who was told", or in words that its terms don't have: add either`},
		{"a weak one that has what it is said to lack", func(q *bank.Question) { q.Weak = bank.Weak{Text: bakery, Lacks: []bank.Gap{bank.GapResult}} },
			"weak: the weak answer does not lack result in the feedback's eyes"},
		{"a weak one too short", func(q *bank.Question) { q.Weak.Text = "Fine." }, "weak: the feedback can't assess the weak answer: "},
	} {
		t.Run(test.name, func(t *testing.T) {
			q := story
			q.Example, q.Weak = bakery, bank.Weak{Text: weak, Lacks: []bank.Gap{bank.GapEvidence}}
			test.spoil(&q)
			var got []string
			for _, d := range feedback.CheckExamples(q) {
				got = append(got, d.Field+": "+d.Text)
			}
			begins := func(text string) bool { return strings.HasPrefix(text, test.want) }
			if test.want == "" && len(got) > 0 || test.want != "" && !slices.ContainsFunc(got, begins) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
