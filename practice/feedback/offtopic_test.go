package feedback_test

import (
	"slices"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// strayed reports whether a person is told that their answer may be to another
// question.
func strayed(r feedback.Report) bool {
	return slices.ContainsFunc(r.Notes, func(n feedback.Note) bool { return n.Kind == feedback.NoteTopic })
}

func TestNobodyIsToldThatAnAnswerOfThePackIsToAnotherQuestion(t *testing.T) {
	for _, q := range builtIn(t) {
		if strayed(feedback.Read(q, q.Example)) {
			t.Errorf("%s: its example is taken for an answer to something else", q.ID)
		}
		if strayed(feedback.Read(q, q.Weak.Text)) {
			t.Errorf("%s: its weak answer is taken for an answer to something else", q.ID)
		}
	}
}

// TestAnswersToAnotherQuestionAreDoubted gives each example to each question of
// another area and style. Words alone cannot tell all of them; those that they
// tell are counted, and doubt is dearer where the answer is the question's own.
func TestAnswersToAnotherQuestionAreDoubted(t *testing.T) {
	var told, doubted, all, wrongly, own int
	list := builtIn(t)
	for i, q := range list {
		own++
		if feedback.Read(q, q.Example).Doubtful() {
			wrongly++
		}
		other := list[(i*37+11)%len(list)]
		if other.Area == q.Area || other.Style == bank.Reverse {
			continue
		}
		r := feedback.Read(other, q.Example)
		all++
		if r.Doubtful() {
			doubted++
		}
		if strayed(r) {
			told++
		}
	}
	t.Logf("of %d answers to another question %d are doubted, and %d are told so; of %d own ones %d are doubted", all, doubted, told, own, wrongly)
	if doubted*5 < all || wrongly*20 > own {
		t.Errorf("too few answers to another question are doubted, or too many own ones")
	}
}
