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
		buttons(button(ActShare, "Share it anyway", id), button(ActEditFirst, "Edit first", id)),
		small("I go by the look of the words and can be wrong: you decide."))...)
}

// SeenByOthers is the one private word to somebody whose reply in a thread holds
// what others should perhaps not read.
func SeenByOthers(found []feedback.Disclosure) Message {
	blocks := []slack.Block{own("Others can see this; you may want to edit it:")}
	return message(append(append(blocks, disclosed(found)...), small(onlyYou, "I go by the look of the words and can be wrong."))...)
}

// anywayBox lets the author of an answer that stands in the thread say beforehand
// that a change goes there with whatever is in it.
func anywayBox() slack.Block {
	o := option("anyway", "Change it in the thread even then", "")
	b := slack.NewInputBlock(blockAnyway, plain("If what is new looks confidential"), nil, slack.NewCheckboxGroupsBlockElement(actChoice, o))
	b.Optional = true
	return b
}

// Anyway reports whether that was ticked in an [AnswerForm].
func Anyway(values map[string]map[string]slack.BlockAction) bool {
	return len(values[blockAnyway][actChoice].SelectedOptions) > 0
}

// BeforeChanging is the word below a form whose text would put confidential
// matter into the thread, and the block of the form that it belongs to. A form
// that was opened before the answer was shared has no box to tick.
func BeforeChanging(d feedback.Disclosure, values map[string]map[string]slack.BlockAction) (block, words string) {
	words = fmt.Sprintf("Nothing is changed yet. Everyone in the channel would see “%s”: %s. Take it out", oneLine(said(d.Quote, longestDisclosed)), d.Kind.What())
	if _, ok := values[blockAnyway]; !ok {
		return "", words + "."
	}
	return blockAnyway, words + ", or tick this."
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
