package view

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// The blocks of the form for an answer. A text that is too long for one box goes
// on in others.
const (
	blockAnswer = "answer"
	blockMore   = "more/" // and a number
	blockPart   = "part/" // and a number
	blockAnyway = "share-anyway"
	actText     = "text"
)

// mostParts is for how many parts a form has boxes.
const mostParts = 9

// A Draft is an answer that is being written in a form.
type Draft struct {
	Question bank.Question
	Meta     string // what the form is about
	Text     string // what is written already
	ByParts  bool   // a box for each part of the question's structure, not one large one
	Callback string // what the form is for
	Shared   bool   // the answer stands in its thread, where everyone sees the change
	Bare     bool   // without hints, until they are asked for
}

// AnswerForm is the form for an answer.
func AnswerForm(d Draft) slack.ModalViewRequest {
	q := d.Question
	blocks := []slack.Block{rich(line(bold(packed(q.Ask, longestAsk))))}
	parts := q.Structure.Parts[:min(len(q.Structure.Parts), mostParts)]
	switch {
	case d.Bare && len(parts) > 0:
		blocks = append(blocks, buttons(button(ActHints, "Hints", d.Meta)))
		blocks = append(blocks, oneBox(nil, d.Text, d.Callback)...)
	case d.ByParts && len(parts) > 0:
		blocks = append(blocks, buttons(button(ActByParts, "One box", d.Meta)))
		blocks = append(blocks, partBoxes(parts, d.Text)...)
	case len(parts) > 0:
		blocks = append(blocks, buttons(button(ActByParts, "By parts", d.Meta)))
		fallthrough
	default:
		blocks = append(blocks, oneBox(parts, d.Text, d.Callback)...)
	}
	who := "Kept on the bot's disk: nobody in Slack sees it; whoever runs the bot could read the file."
	if d.Shared {
		who = "This is in the thread: everyone in the channel sees your change."
		blocks = append(blocks, anywayBox())
	}
	blocks = append(blocks, small(who))
	title, submit := "Answer privately", "Keep my answer"
	switch d.Callback {
	case CallEdit:
		title, submit = "Edit your answer", "Save"
	case CallRetry:
		title = "Try again"
	}
	v := modal(title, submit, blocks...)
	v.PrivateMetadata, v.CallbackID = d.Meta, d.Callback
	return v
}

// mostWords says how much one box holds: Slack takes 3,000 characters. What is
// longer can be said in the thread of a posted question.
func mostWords(callback string) string {
	if callback == CallAnswer {
		return "Up to about 500 words here; longer ones fit in the thread."
	}
	return "Up to about 500 words."
}

// oneBox returns the large box, and further ones for what it cannot hold.
func oneBox(parts []bank.Part, text, callback string) []slack.Block {
	hint := "In your own words, as if you said it aloud. " + mostWords(callback)
	if len(parts) > 0 {
		var names []string
		for _, p := range parts {
			names = append(names, oneLine(packed(p.Name, 75)))
		}
		hint = first(strings.Join(names, " → ")) + ". " + hint
	}
	blocks := []slack.Block{box(blockAnswer, "Your answer", hint, "", false)}
	for i, piece := range typed(text) {
		if i == 0 {
			blocks[0] = box(blockAnswer, "Your answer", hint, piece, false)
			continue
		}
		blocks = append(blocks, box(blockMore+strconv.Itoa(i), "Your answer, continued", "", piece, true))
	}
	return blocks
}

// partBoxes returns a box for each part. What is written already is spread over
// them where it has as many paragraphs, else it stands in the first.
func partBoxes(parts []bank.Part, text string) []slack.Block {
	written := strings.Split(strings.TrimSpace(text), "\n\n")
	if len(written) != len(parts) {
		written = []string{text}
	}
	var blocks []slack.Block
	for i, p := range parts {
		var pieces []string
		if i < len(written) {
			pieces = typed(written[i])
		}
		label, hint := first(oneLine(packed(p.Name, 75))), oneLine(packed(p.Prompt, 150))
		if len(pieces) == 0 {
			pieces = []string{""}
		}
		blocks = append(blocks, box(blockPart+strconv.Itoa(i), label, hint, pieces[0], true))
		for k, piece := range pieces[1:] {
			blocks = append(blocks, box(fmt.Sprintf("%s%d/%d", blockPart, i, k+1), label+", continued", "", piece, true))
		}
	}
	return blocks
}

// mostTyped is how long a text may be that goes into boxes. It is more than the
// form can send, and the view with it stays within Slack's 250 KB however much
// of it has to be escaped.
const mostTyped = 30_000

// typed cuts a text into what boxes hold. Only what cannot be seen is taken out
// of it: it is its author's, and is saved again.
func typed(text string) []string {
	text = clean(text)
	if text == "" {
		return nil
	}
	return pieces(text, longestInput, mostTyped)
}

func box(block, label, hint, text string, optional bool) slack.Block {
	e := slack.NewPlainTextInputBlockElement(nil, actText)
	e.Multiline, e.MaxLength, e.InitialValue = true, longestInput, text
	b := slack.NewInputBlock(block, plain(label), nil, e)
	if hint != "" {
		b.Hint = plain(cut(hint, 1500))
	}
	b.Optional = optional
	return b
}

// AnswerText returns what was written in an [AnswerForm]: the boxes in their
// order, each on a paragraph of its own.
func AnswerText(values map[string]map[string]slack.BlockAction) string {
	var blocks []string
	for block := range values {
		if block == blockAnswer || strings.HasPrefix(block, blockMore) || strings.HasPrefix(block, blockPart) {
			blocks = append(blocks, block)
		}
	}
	slices.SortFunc(blocks, byNumbers)
	var out []string
	for _, block := range blocks {
		if text := strings.TrimSpace(values[block][actText].Value); text != "" {
			out = append(out, text)
		}
	}
	return strings.Join(out, "\n\n")
}

// byNumbers compares names of blocks such as part/10 and part/9/1.
func byNumbers(a, b string) int {
	x, y := strings.Split(a, "/"), strings.Split(b, "/")
	return slices.CompareFunc(x, y, func(a, b string) int {
		m, errA := strconv.Atoi(a)
		n, errB := strconv.Atoi(b)
		if errA != nil || errB != nil {
			return strings.Compare(a, b)
		}
		return m - n
	})
}

// mostAck is how many bytes may go back with an acknowledgement: Slack drops
// those of 20 KB without a word.
const mostAck = 19_000

// AnswerKept takes the place of the form: the answer is kept, and this is the
// feedback. Its JSON stays below what an acknowledgement can hold.
func AnswerKept(q bank.Question, a practice.Answer, r feedback.Report, tries []Try, canPublish bool) slack.ModalViewRequest {
	var v slack.ModalViewRequest
	for _, longest := range []int{400, 150, 60, 20} {
		v = kept(a, canPublish, feedbackBlocks(q, a, r, tries, longest, InKept), storyButtons(q, a, r, false)...)
		if j, err := json.Marshal(v); err == nil && len(j) < mostAck {
			break
		}
	}
	return v
}

// AnswerKeptQuietly is [AnswerKept] for somebody who wants no feedback unless
// they ask: with a button that does.
func AnswerKeptQuietly(a practice.Answer, canPublish bool) slack.ModalViewRequest {
	return kept(a, canPublish, nil, button(ActFeedback, "Feedback", a.ID.String()))
}

func kept(a practice.Answer, canPublish bool, told []slack.Block, further ...slack.BlockElement) slack.ModalViewRequest {
	title, words := "Your answer is kept", "*Kept.*"
	if a.Comment {
		title = "Too short so far"
		words = "*Kept, but too short to count as an answer:* under 15 words it is not in *My answers*. Press *Edit* and tell a little more."
	}
	where := "Nobody else in Slack sees it."
	if a.Sharing {
		where = "It's in the thread, where everyone sees it."
	}
	blocks := []slack.Block{own(words + " " + where)}
	blocks = append(blocks, told...)
	var row []slack.BlockElement
	if canPublish {
		row = append(row, button(ActPublish, "Post it in the thread", a.ID.String()))
	}
	row = append(row, button(ActEdit, "Edit", a.ID.String()), button(ActTryAgain, "Try again", a.ID.String()))
	blocks = append(blocks, buttons(append(row, further...)...))
	if canPublish {
		blocks = append(blocks, small("If you post it, everyone in the channel sees it under your name. You can take it back."))
	}
	return modal(title, "", blocks...)
}

// Published is a private answer in its post's thread, under its author's name.
func Published(a practice.Answer) Message {
	blocks := []slack.Block{own(mention(a.Person) + " answered:")}
	for _, piece := range pieces(said(a.Text(), messageBudget), longestText, messageBudget-200) {
		blocks = append(blocks, rich(line(text(piece))))
	}
	id := a.ID.String()
	return message(append(blocks, buttons(button(ActEdit, "Edit", id), button(ActUnpublish, "Remove", id)))...)
}

// Publishing says that an answer is on its way into the thread.
func Publishing() Message {
	return message(own("It's going into the thread, under your name. *Edit* and *Remove* stand below it there, and work for you alone."))
}

// NotPublished says that an answer could not be put into its thread; why is
// Slack's code for it.
func NotPublished(why string) Message {
	words := "Slack said `" + escape(code(why)) + "`."
	switch why {
	case "thread_not_found":
		words = "The question's message is gone from the channel."
	case "not_in_channel", "channel_not_found":
		words = "I'm not in the channel any more: `/invite @greenroom` there puts that right."
	case "is_archived":
		words = "The channel is archived."
	}
	return message(own("I couldn't post your answer in the thread.", words, "It's still yours: you find it under *My answers*."))
}

// Unpublished says that an answer was taken out of the thread.
func Unpublished() Message {
	return message(own("I've taken it out of the thread. It's still yours: you find it under *My answers*."))
}

// NewAttempt says that what follows in the thread is another answer.
func NewAttempt() Message {
	return message(own("Fresh start: what you reply from now on is a new answer. Your earlier one is kept. When you're through, ask me for `feedback`: it tells what's new."), small(onlyYou))
}

// mention names a person so that they are told; anything that is no id is nobody.
func mention(p practice.Person) string {
	if !isID(string(p)) {
		return "Someone"
	}
	return "<@" + string(p) + ">"
}

// isID reports whether a text is an id as Slack makes them.
func isID(s string) bool {
	for _, r := range s {
		if (r < 'A' || r > 'Z') && (r < '0' || r > '9') {
			return false
		}
	}
	return s != "" && len(s) <= 30
}
