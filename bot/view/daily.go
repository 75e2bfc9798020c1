package view

import (
	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
)

// Question is a post in a channel. known is false where the bank has lost the
// question since; answered is how many people have answered.
func Question(post practice.Post, q bank.Question, known bool, answered int) Message {
	blocks, row := card("Interview practice", post, q, known)
	row = append(row, button(ActAnswer, "Answer privately", post.Key))
	return message(append(blocks,
		buttons(row...),
		small("Reply in this thread: everyone here sees it. *Answer privately*: only you."),
		small(answeredBy(answered)),
	)...)
}

// card is what the message of a question holds wherever it is asked, and the first
// of its buttons.
func card(lead string, post practice.Post, q bank.Question, known bool) (blocks []slack.Block, row []slack.BlockElement) {
	blocks = []slack.Block{smallPlain(lead + topic(q)), rich(line(bold(packed(either(post.Ask, q.Ask), longestAsk))))}
	if !known {
		return blocks, nil
	}
	about := "About " + minutes(q.Minutes) + " spoken"
	if len(q.Competencies) > 0 {
		about = humans(q.Competencies, 3) + " · about " + minutes(q.Minutes) + " spoken"
	}
	row = append(row, button(ActGuidance, "Guidance", post.Key), button(ActFollowUps, "Follow-ups", post.Key))
	return append(blocks, smallPlain(about)), row
}

func answeredBy(n int) string {
	switch {
	case n <= 0:
		return "Nobody has answered yet."
	case n == 1:
		return "1 person has answered."
	}
	return count(n, "", "people") + " have answered."
}

// topic returns the area and round of a question, to follow other words.
func topic(q bank.Question) string {
	s := ""
	if q.Area != "" {
		s += " · " + human(q.Area)
	}
	if q.Round != "" {
		s += " · " + roundName(q.Round)
	}
	return s
}
