package view

import (
	"fmt"

	"github.com/slack-go/slack"

	"greenroom/practice"
	"greenroom/practice/feedback"
)

const (
	// mostDisclosed is how many pieces of confidential matter are quoted.
	mostDisclosed = 5
	// longestDisclosed is how many characters of each are.
	longestDisclosed = 80
)

// BeforeSharing asks the author of a private answer, before it goes into the
// thread, whether it should as it is.
func BeforeSharing(a practice.Answer, found []feedback.Disclosure) slack.ModalViewRequest {
	id := a.ID.String()
	blocks := []slack.Block{own("*Nothing is posted yet.* Everyone in the channel would see this:")}
	blocks = append(blocks, disclosed(found)...)
	return modal("Before you share it", "", append(blocks,
		buttons(button(ActShare, "Share it anyway", id), button(ActEdit, "Edit first", id)),
		small("I go by the look of the words and can be wrong: you decide."))...)
}

// SeenByOthers is the one private word to somebody whose reply in a thread holds
// what others should perhaps not read.
func SeenByOthers(found []feedback.Disclosure) Message {
	blocks := []slack.Block{own("Others can see this; you may want to edit it:")}
	return message(append(append(blocks, disclosed(found)...), small(onlyYou, "I go by the look of the words and can be wrong."))...)
}

// disclosed lists what was found, each with its kind.
func disclosed(found []feedback.Disclosure) []slack.Block {
	var lines []slack.RichTextElement
	for _, d := range found[:min(len(found), mostDisclosed)] {
		lines = append(lines, line(bold("“"+oneLine(said(d.Quote, longestDisclosed))+"”"), text(": "+d.Kind.What())))
	}
	blocks := []slack.Block{rich(bullets(lines...))}
	if more := len(found) - mostDisclosed; more > 0 {
		blocks = append(blocks, small(fmt.Sprintf("And %d more.", more)))
	}
	return blocks
}
