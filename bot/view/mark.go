package view

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
)

// markBlocks show what an answer's author put to it, and offer to change that;
// earlier is how many earlier texts there are.
func markBlocks(a practice.Answer, earlier int) []slack.Block {
	id := a.ID.String()
	var blocks []slack.Block
	if a.SelfNote != "" {
		blocks = append(blocks, rich(line(bold("Your note to self")), quote(said(a.SelfNote, longestText))))
	}
	star, note := button(ActStar, "☆ Star", id), "Note to self"
	if a.Starred {
		star = button(ActUnstar, "★ Unstar", id)
	}
	if a.SelfNote != "" {
		note = "Change my note"
	}
	row := []slack.BlockElement{star, button(ActSelfNote, note, id)}
	if earlier > 0 {
		row = append(row, button(ActEarlier, fmt.Sprintf("Earlier texts (%d)", earlier), id))
	}
	return append(blocks, buttons(row...))
}

// blockSelfNote is the box of the form for a note to oneself.
const blockSelfNote = "self-note"

// SelfNoteForm is the form for a note to oneself about an answer.
func SelfNoteForm(rv practice.Reviewed) slack.ModalViewRequest {
	input := box(blockSelfNote, "Your note to self", "What you want to remember about this answer. Leave it empty to take the note away.", cut(clean(rv.Answer.SelfNote), longestInput), true)
	v := modal("Note to self", "Keep it",
		rich(line(bold(packed(rv.Question.Ask, longestAsk)))), input, small(onlyYou),
	)
	v.CallbackID, v.PrivateMetadata = CallSelfNote, rv.Answer.ID.String()
	return v
}

// SelfNoteText returns what was written in a [SelfNoteForm].
func SelfNoteText(values map[string]map[string]slack.BlockAction) string {
	return strings.TrimSpace(values[blockSelfNote][actText].Value)
}

// rateBlocks show the anchors of a question and the author's own rating of an
// answer to it, to choose beside them.
func rateBlocks(rv practice.Reviewed) []slack.Block {
	var elements []slack.RichTextElement
	lead := "*How would you rate it?* 1 is low, 5 is high. Only you see it."
	if rv.Answer.Rating > 0 {
		lead = fmt.Sprintf("*You gave it %d of 5.*", rv.Answer.Rating)
	}
	if rv.Question.Anchors != (bank.Anchors{}) {
		elements = append(elements, anchorList(rv.Question.Anchors, 300))
	}
	blocks := []slack.Block{slack.NewDividerBlock(), own(lead)}
	if len(elements) > 0 {
		blocks = append(blocks, rich(elements...))
	}
	return append(blocks, ownRating(rv.Answer))
}

// ownRating is a select with the ratings, set to an answer's.
func ownRating(a practice.Answer) slack.Block {
	labels := []string{"1 · not yet", "2", "3 · solid", "4", "5 · strong"}
	var options []*slack.OptionBlockObject
	for i, label := range labels {
		options = append(options, option(RatingValue(a.ID, i+1), label, ""))
	}
	if a.Rating > 0 {
		options = append(options, option(RatingValue(a.ID, 0), "No rating", ""))
	}
	s := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Rate it"), ActRate, options...)
	if a.Rating > 0 && a.Rating <= len(labels) {
		s.InitialOption = options[a.Rating-1]
	}
	return slack.NewActionBlock("", s)
}

// RatingValue is the value of an option that rates an answer; 0 is no rating.
func RatingValue(id practice.ID, rating int) string { return id.String() + "/" + strconv.Itoa(rating) }

// ParseRating reads a [RatingValue]; ok is false for anything else.
func ParseRating(s string) (id practice.ID, rating int, ok bool) {
	name, number, _ := strings.Cut(s, "/")
	id, err := practice.ParseID(name)
	rating, bad := strconv.Atoi(number)
	return id, rating, err == nil && bad == nil
}

// marked says what was done to an answer, which it names.
func marked(rv practice.Reviewed, words string, row ...slack.BlockElement) Message {
	row = append([]slack.BlockElement{button(ActReviewOpen, "Open it", rv.Answer.ID.String())}, row...)
	return message(own(words), rich(quote(oneLine(packed(rv.Question.Ask, 140)))), buttons(row...), small(onlyYou))
}

// Starred says that an answer has a star now, or has none any more.
func Starred(rv practice.Reviewed) Message {
	if !rv.Answer.Starred {
		return marked(rv, "The star is off your answer to:")
	}
	return marked(rv, "Starred, your answer to the question below. `review starred` shows all that you starred.", button(ActUnstar, "Unstar", rv.Answer.ID.String()))
}

// Noted says that a note to oneself is kept, or was taken away.
func Noted(rv practice.Reviewed) Message {
	if rv.Answer.SelfNote == "" {
		return marked(rv, "Your note is gone from your answer to:")
	}
	return marked(rv, "Noted on your newest answer:", button(ActSelfNote, "Change my note", rv.Answer.ID.String()))
}

// Rated says how an answer is rated now.
func Rated(rv practice.Reviewed) Message {
	words := "You took the rating off your answer to:"
	if rv.Answer.Rating > 0 {
		words = fmt.Sprintf("You gave %d of 5 to your answer to:", rv.Answer.Rating)
	}
	return marked(rv, words)
}

// RateNote asks for one's own rating of an answer, as a message.
func RateNote(rv practice.Reviewed) Message {
	blocks := rateBlocks(rv)[1:]
	return message(append([]slack.Block{rich(quote(oneLine(packed(rv.Question.Ask, 300))))}, blocks...)...)
}

// EarlierTexts shows how an answer read before its edits, the newest first.
func EarlierTexts(rv practice.Reviewed, versions []practice.Version) slack.ModalViewRequest {
	blocks := []slack.Block{rich(line(bold(packed(rv.Question.Ask, longestAsk))))}
	if len(versions) == 0 {
		return modal("Earlier texts", "", append(blocks, own("There's no earlier text of it any more."))...)
	}
	for _, v := range slices.Backward(versions) {
		blocks = append(blocks, slack.NewDividerBlock(), small("As you wrote it on "+date(v.At, dayAndAge)))
		blocks = append(blocks, rich(line(text(said(v.Text, longestText)))))
	}
	return modal("Earlier texts", "", append(blocks,
		slack.NewDividerBlock(),
		buttons(button(ActForgetEarlier, "Forget these", rv.Answer.ID.String()).WithStyle(slack.StyleDanger).WithConfirm(
			confirm("Forget the earlier texts?", "Your answer stays as it reads now.", "Forget them", "Keep them").WithStyle(slack.StyleDanger))),
		small("What you edit is kept as it read before, the last 10 texts, for you alone. Deleting a message or the answer takes them along."),
	)...)
}

// EarlierNote says how many earlier texts an answer has, as a message.
func EarlierNote(rv practice.Reviewed, versions int) Message {
	if versions == 0 {
		return marked(rv, "I have no earlier text of your newest answer: you haven't edited it.")
	}
	return marked(rv, "You edited your newest answer. "+first(count(versions, "earlier text is", "earlier texts are"))+" kept:",
		button(ActEarlier, "Show me", rv.Answer.ID.String()))
}

// NoAnswerYet says that there is no answer of one's own to do something with.
func NoAnswerYet() Message {
	return message(own("You haven't answered anything yet. Reply to a question in its thread, or type `question` in our DM."))
}

// NoSuchFilter answers a word after "review" that narrows nothing. near is what
// may have been meant, empty where nothing comes near.
func NoSuchFilter(typed, near string) Message {
	words := "I can't narrow your answers by " + quoted(typed) + "."
	if near != "" {
		words += " Did you mean “" + oneLine(packed(near, 60)) + "”?"
	}
	return message(
		rich(line(text(words))),
		own("After `review` I know `starred`, `needs work`, an area, a competency, a round or a style, and `search` with any words of yours, as in `review search backup`."),
		buttons(button(ActReview, "All my answers", "")),
	)
}

// ReviewGone says in the place of a page of the review why something was not done;
// meta is what that page carried.
func ReviewGone(words Message, meta string) slack.ModalViewRequest {
	v := modal("My answers", "", append(slices.Clone(words.Blocks), buttons(button(ActReviewBack, "Back to the list", "list")))...)
	v.PrivateMetadata = meta
	return v
}
