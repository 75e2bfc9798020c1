package view

import (
	"github.com/slack-go/slack"

	"greenroom/practice"
)

// unknownToThem are what an interviewer says of whom nobody told what is asked.
var unknownToThem = map[practice.Manner]string{
	practice.Friendly: "That's a fair question, and I don't know the answer. I'd have to find out and write to you.",
	practice.Neutral:  "I don't know that. I'd have to find out.",
	practice.Pressing: "I can't answer that now. I'd have to find out.",
}

// Replies is what the interviewer says to the candidate's own questions in a
// message.
func Replies(r practice.Round, replies []practice.Reply) Message {
	var lines []slack.RichTextElement
	for _, reply := range replies {
		var parts []slack.RichTextSectionElement
		if len(replies) > 1 {
			parts = append(parts, italic(oneLine(said(reply.Asked, 100))), text("\n"))
		}
		switch {
		case !reply.Known:
			parts = append(parts, text(either(unknownToThem[r.Choice.Manner], unknownToThem[practice.Neutral])))
		case reply.Told:
			parts = append(parts, text("As I said: "+packed(reply.Says, longestAsk)))
		default:
			parts = append(parts, text(packed(reply.Says, longestAsk)))
		}
		lines = append(lines, line(parts...))
	}
	blocks := []slack.Block{rich(lines...)}
	if n := len(replies); n > 0 && replies[n-1].Left > 0 {
		blocks = append(blocks, own("I'll stop there. Ask the others one by one, what matters most to you first."))
	}
	return message(blocks...)
}
