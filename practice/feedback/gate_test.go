package feedback_test

import (
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

func TestWhatIsNoAnswerIsNotAssessed(t *testing.T) {
	q := bank.Question{Style: bank.Approach, Ask: "How would you describe the way you lead, and how does it change from one kind of team to another?"}
	for name, c := range map[string]struct {
		text string
		why  feedback.Obstacle
	}{
		"Hindi in Latin letters with English words of the trade": {
			"Dekhiye, us din server subah se down tha aur log gussa the. Maine pehle boss ko bola ki data safe hai, phir team ke saath baitha.", feedback.NotEnglish},
		"a pasted log with a few words under it": {
			"```\nFeb 11 03:14:07 ns1 named: error network unreachable resolving portal\nFeb 11 03:14:09 ns1 named: query failed for portal at query\n```\nthat was it, both were dead", feedback.TooShort},
		"the question with its words in another order": {
			"The way I lead changes from one kind of team to another kind of team, and I would describe it as the way I lead, it changes from one kind to another.", feedback.AsksAgain},
	} {
		t.Run(name, func(t *testing.T) {
			r := feedback.Read(q, c.text)
			if r.Assessed || r.Why() != c.why {
				t.Errorf("assessed %v, %q; want %q", r.Assessed, r.Why(), c.why)
			}
		})
	}
	for name, text := range map[string]string{
		"second-language English":     "In my team in Hyderabad we had one fellow, very sincere boy, and I shifted him to other project and he was fine, so the reason was the architect only.",
		"a pasted log with its story": "```\nERROR rollback failed\n```\nThat line came at three each night. I put the two jobs an hour apart and rang the author of the second one, and it has been quiet since.",
	} {
		t.Run(name, func(t *testing.T) {
			if r := feedback.Read(q, text); !r.Assessed {
				t.Errorf("not assessed: %s", r.Reason)
			}
		})
	}
}
