// Package view makes the words and blocks that people see, and names the
// actions that their buttons and forms send back. Its functions are pure.
//
// The rules of the page:
//
//   - The reader is nervous and holds a phone: friendly, plain, short. One idea
//     a line, contractions, no jargon, no exclamation marks, numbers in digits.
//   - Say what to do next, and who can see what, wherever it isn't plain.
//   - Say what was found before what's missing. No scores, no praise that
//     nothing backs.
//   - An emoji never stands alone, colour and bold never carry a meaning alone:
//     the fallback text says everything that the blocks say.
//   - mrkdwn holds our own words only. What people, packs or the config wrote
//     goes into plain_text or into rich_text's text elements, which can't ping,
//     link or format, through said (people) or packed (packs).
//   - Every text has a length, cut with "…" where it doesn't fit; a message has
//     at most messageBudget characters. Nothing is ever empty.
//   - Buttons and forms carry ids, never state. They prove nothing.
package view

import (
	"strings"

	"github.com/slack-go/slack"
)

// A Message is what is said in a conversation. Text says all of it for
// notifications and screen readers and is never empty.
type Message struct {
	Text   string
	Blocks []slack.Block
}

// Slack's limits, or what stays safely below those that it does not document.
const (
	longestText   = 2900  // of one text element or text object
	longestAsk    = 600   // of a question
	messageBudget = 10000 // of all texts in a message's blocks
	longestPlain  = 3900  // of a message's fallback text: an update takes 4000
	longestInput  = 3000  // of what is typed into one box
)

// message returns a message of these blocks, with the text that says the same.
func message(blocks ...slack.Block) Message {
	return Message{Text: fallback(blocks), Blocks: blocks}
}

// modal returns a form or a page. Without submit it has nothing to send.
func modal(title, submit string, blocks ...slack.Block) slack.ModalViewRequest {
	v := slack.ModalViewRequest{Type: slack.VTModal, Title: plain(title), Close: plain("Close"), Blocks: slack.Blocks{BlockSet: blocks}}
	if submit != "" {
		v.Submit, v.Close = plain(submit), plain("Cancel")
	}
	return v
}

// Told returns a page that says what a message says, in place of a form.
func Told(m Message) slack.ModalViewRequest {
	return modal("Greenroom", "", m.Blocks...)
}

// own returns a paragraph of our own words, in mrkdwn.
func own(words ...string) slack.Block {
	return slack.NewSectionBlock(mrkdwn(strings.Join(words, " ")), nil, nil)
}

// small returns a line of our own words, in mrkdwn, set small.
func small(words ...string) slack.Block {
	return slack.NewContextBlock("", mrkdwn(strings.Join(words, " ")))
}

// smallPlain is small for words that may not be ours.
func smallPlain(words string) slack.Block { return slack.NewContextBlock("", plain(words)) }

func mrkdwn(s string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.MarkdownType, s, false, true)
}

// plain returns a text in which nothing is special, emoji names neither.
func plain(s string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, s, false, false)
}

// rich returns a block in which each element begins a line of its own.
func rich(elements ...slack.RichTextElement) slack.Block {
	return slack.NewRichTextBlock("", elements...)
}

func line(elements ...slack.RichTextSectionElement) slack.RichTextElement {
	return slack.NewRichTextSection(elements...)
}

func text(s string) slack.RichTextSectionElement {
	return slack.NewRichTextSectionTextElement(s, nil)
}

func bold(s string) slack.RichTextSectionElement {
	return slack.NewRichTextSectionTextElement(s, &slack.RichTextSectionTextStyle{Bold: true})
}

func italic(s string) slack.RichTextSectionElement {
	return slack.NewRichTextSectionTextElement(s, &slack.RichTextSectionTextStyle{Italic: true})
}

func quote(s string) slack.RichTextElement {
	return &slack.RichTextQuote{Type: slack.RTEQuote, Elements: []slack.RichTextSectionElement{text(s)}}
}

func bullets(items ...slack.RichTextElement) slack.RichTextElement {
	return slack.NewRichTextList(slack.RTEListBullet, 0, items...)
}

// list returns a heading and a bullet for each of the first most items of a pack.
func list(heading string, items []string, most, longest int) []slack.Block {
	var lines []slack.RichTextElement
	for _, item := range items[:min(most, len(items))] {
		lines = append(lines, line(text(packed(item, longest))))
	}
	if len(lines) == 0 {
		return nil
	}
	return []slack.Block{rich(line(bold(heading)), bullets(lines...))}
}

// passage returns a heading and a text of a pack under it, if it has one.
func passage(heading, words string, longest int) []slack.Block {
	if clean(words) == "" {
		return nil
	}
	return []slack.Block{rich(line(bold(heading)), line(text(packed(words, longest))))}
}

// buttons returns a row of buttons.
func buttons(elements ...slack.BlockElement) slack.Block {
	return slack.NewActionBlock("", elements...)
}

func button(action, label, value string) *slack.ButtonBlockElement {
	return slack.NewButtonBlockElement(action, value, plain(label))
}

// link returns a button that leads to a URL, or none where there is no usable one.
func link(action, label, url string) []slack.BlockElement {
	if !linkable(url) {
		return nil
	}
	return []slack.BlockElement{button(action, label, "").WithURL(url)}
}

// linkable reports whether a URL can stand in a button and in mrkdwn.
func linkable(url string) bool {
	return (strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://")) &&
		len(url) <= 2000 && !strings.ContainsAny(url, "<>| \n")
}

func confirm(title, words, yes, no string) *slack.ConfirmationBlockObject {
	return slack.NewConfirmationBlockObject(plain(title), plain(words), plain(yes), plain(no))
}

// option returns an entry of a select; about may be empty.
func option(value, label, about string) *slack.OptionBlockObject {
	o := slack.NewOptionBlockObject(value, plain(label), nil)
	if about != "" {
		o.Description = plain(about)
	}
	return o
}
