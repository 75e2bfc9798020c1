package feedback_test

import (
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// On a phone an emoji stands where a full stop would.
func TestAnEmojiEndsASentence(t *testing.T) {
	story := "Two of my people in Brno hadn't talked for 5 weeks after a bad outage 🔥 I talked to each alone and read both reports 🗣️ " +
		"So I sat down with both of them and we rewrote it together :writing_hand: After that I gave them one task to share: the on-call handbook 📖📖 " +
		"Three months later they had no outage that stayed unclear 🍝 we learned to ask first"
	for _, said := range []string{story, strings.ToLower(story)} {
		e := feedback.Explain(bank.Question{Style: bank.Behavioural, Ask: "Tell me about two people who had stopped talking."}, said)
		var begin []string
		for _, s := range e.Sentences {
			begin = append(begin, strings.ToLower(strings.Join(strings.Fields(s.Sentence)[:2], " ")))
		}
		want := "two of, i talked, so i, after that, three months, we learned"
		if said != story {
			want = "two of, i talked, we learned" // without capitals only who does something begins one
		}
		if got := strings.Join(begin, ", "); got != want {
			t.Errorf("sentences begin with %q, want %q", got, want)
		}
	}
}

// Within a sentence it ends nothing.
func TestAnEmojiWithinASentenceEndsNothing(t *testing.T) {
	for _, said := range []string{
		"Two of my best people 😬 Tomas (network) and Lena (servers) hadn't talked for weeks after that outage in the plant.",
		"It was down 🔥 and 🔥 everybody rang the desk, so 😱 I went there with the spare switch from the store.",
		"It was down on Monday :fire:, I went to the plant with the spare switch from the store and put it in.",
		"We rolled out the key fobs and the 📱 Phone app to forty people in the plant in the same week.",
		"The line was down for an hour, we ☎️ Microsoft and they mended it before the shift in the plant began.",
		"I moved the 🚀 Oracle server into the second room in March and told the plant about it before I began.",
	} {
		if e := feedback.Explain(bank.Question{Style: bank.Behavioural}, said); len(e.Sentences) != 1 {
			t.Errorf("%q is read as %d sentences", said, len(e.Sentences))
		}
	}
}
