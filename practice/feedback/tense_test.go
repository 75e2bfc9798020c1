package feedback_test

import (
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// "Cut", "put" and "read" may be of today or of the past: the story tells.
func TestAVerbLikeItsPastIsReadByItsStory(t *testing.T) {
	for _, c := range []struct{ style, ask, answer, step string }{
		{"behavioural", "Tell me about a time you had to act without full information.",
			"On a Sunday the monitoring at our gas distributor showed logins from a country where we have nobody. I cut the VPN for everybody without knowing whether it was real, and called the security lead and the CEO in that order. It was a technician on holiday.",
			"I cut the VPN"},
		{"approach", "How do you set goals with your team?",
			"At my last place nobody had any. I take last month's tickets with each of them, and next to every one I put what it cost and who waited. Then I read the list aloud to the whole desk and we set two goals that all can see.",
			""},
	} {
		q := bank.Question{Style: bank.Style(c.style), Ask: c.ask}
		r := feedback.Read(q, c.answer)
		if !r.Parts.Action.Present || !strings.Contains(r.Parts.Action.Quote, c.step) {
			t.Errorf("%q: the step is %q, want %q", c.answer, r.Parts.Action.Quote, c.step)
		}
	}
}

// A step that may be there is not asked for as if there were none.
func TestNobodyIsAskedForAStepThatTheyMayHaveTold(t *testing.T) {
	q := bank.Question{Style: bank.Behavioural, Ask: "Tell me about a time you had to tell bad news."}
	r := feedback.Read(q, "The backup of the design department was empty, as it turned out on the day when the disk died. I went to the head of design myself, said what was lost "+
		"and since when, and that I'd signed the report without opening it. Eleven weeks of drawings couldn't be recovered. She thanked me for coming in person, and she moved her files to another provider in the autumn. I restore one folder by my own hand each month since then.")
	if strings.Contains(r.FollowUp, "what did you do first") {
		t.Errorf("asked %q", r.FollowUp)
	}
}
