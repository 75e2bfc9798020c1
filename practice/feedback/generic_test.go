package feedback_test

import (
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

func TestAnAnswerIsGenericWhereHardlyAWordIsItsOwn(t *testing.T) {
	approach := bank.Question{Style: bank.Approach, Ask: "How do you lead a team?"}
	for _, text := range []string{
		"I empower people and lead by example. In the end it is about trust, and if there is trust then performance follows. My door is always open for everybody in the team.",
		"Quality is everyone's responsibility. Do it right the first time. If the quality is there, the users feel it, and good communication helps to make it a success.",
	} {
		if !feedback.Read(approach, text).Generic {
			t.Errorf("not generic: %q", text)
		}
	}
	for _, text := range []string{
		"Service desk, twelve people, half of them in their first job: I sit with them ten minutes a day and listen to calls. My network people get a goal and a budget instead.",
		"I read the ten longest chats of the week, every Friday after lunch. From each I take one question in the caller's own words, and one of the agents writes the answer in five lines.",
	} {
		if feedback.Read(approach, text).Generic {
			t.Errorf("generic: %q", text)
		}
	}
	known := bank.Question{Style: bank.Knowledge, Ask: "What does an SLA promise?"}
	if text := "It is a promise with a price on it. It says nothing on whether the hour in which it is dark is the one in which you pay your people, and credits are a small slice of the fee."; feedback.Read(known, text).Generic {
		t.Errorf("what is explained in plain words is generic: %q", text)
	}
}
