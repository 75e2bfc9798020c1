package view

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"greenroom/practice"
	"greenroom/practice/feedback"
)

// AnyOption is the value of a filter's option that lets everything through.
const AnyOption = "any"

// How much a line of a list shows of a question and of an answer, in characters.
const longestListed = 140

// A Trail is how somebody came to a page of their answers: below which answer
// each page after the newest began, the one that is shown last. The newest page
// has none.
type Trail []practice.ID

// Before returns below which answer the page begins that is shown.
func (t Trail) Before() practice.ID {
	if len(t) == 0 {
		return 0
	}
	return t[len(t)-1]
}

// Back returns the trail of the page that was shown before.
func (t Trail) Back() Trail { return t[:max(len(t)-1, 0)] }

// mostTrail is how many pages back are remembered: Slack keeps 3,000 characters.
const mostTrail = 100

// On returns the trail of the page that begins below an answer.
func (t Trail) On(before practice.ID) Trail {
	t = append(slices.Clone(t), before)
	return t[max(len(t)-mostTrail, 0):]
}

// ReviewList is a page of one's own answers, with the trail that led to it.
func ReviewList(p practice.Page, f practice.Filter, trail Trail, now time.Time) slack.ModalViewRequest {
	return reviewPage(p, f, trail, now, longestListed)
}

// ReviewFound is the newest page of what a [ReviewFilter] was sent for. Its JSON
// stays below what an acknowledgement can hold.
func ReviewFound(p practice.Page, f practice.Filter, now time.Time) slack.ModalViewRequest {
	var v slack.ModalViewRequest
	for _, longest := range []int{longestListed, 60, 20} {
		v = reviewPage(p, f, nil, now, longest)
		if j, err := json.Marshal(v); err == nil && len(j) < mostAck {
			break
		}
	}
	return v
}

func reviewPage(p practice.Page, f practice.Filter, trail Trail, now time.Time, longest int) slack.ModalViewRequest {
	before := trail.Before()
	// Before the first answer there is nothing to filter or to export.
	var blocks []slack.Block
	if len(p.Answers) > 0 || f != (practice.Filter{}) || before != 0 {
		blocks = append(blocks, filterHead(f)...)
	}
	for _, rv := range p.Answers[:min(20, len(p.Answers))] {
		blocks = append(blocks, listedIn(rv, now, longest)...)
	}
	if len(p.Answers) == 0 && p.Looked == 0 {
		words := "You haven't answered anything yet. Reply to a question in its thread, or type `/interview` for a mock round."
		switch {
		case before != 0:
			words = "No older answer of yours fits that."
		case f != (practice.Filter{}):
			words = "No answer of yours fits that. Try other filters."
		}
		blocks = append(blocks, own(words))
	}
	var row []slack.BlockElement
	if before != 0 {
		row = append(row, button(ActReviewNewest, "Newest", "newest"))
	}
	if len(trail) > 1 {
		row = append(row, button(ActReviewNewer, "Newer", "newer"))
	}
	switch {
	case p.Looked > 0:
		blocks = append(blocks, lookedSoFar(p))
		row = append(row, button(ActReviewOlder, "Look further", p.Next.String()))
	case p.Next != 0:
		row = append(row, button(ActReviewOlder, "Older", p.Next.String()))
	}
	foot := []string{onlyYou}
	if len(p.Answers) > 0 {
		row = append(row, button(ActExport, "Export", "md"))
		foot = append(foot, "The export comes as a file in your DM with me.")
	}
	blocks = append(blocks, rowOf(row)...)
	blocks = append(blocks, small(foot...))
	v := modal("My answers", "", blocks...)
	v.PrivateMetadata = EncodeFilter(f, trail)
	return v
}

// lookedSoFar says where a search stopped.
func lookedSoFar(p practice.Page) slack.Block {
	found := "found none of these"
	if n := len(p.Answers); n > 0 {
		found = "found " + strconv.Itoa(n)
	}
	return own(fmt.Sprintf("I've looked through %s, back to %s, and %s. There are older ones.",
		count(p.Looked, "answer", "answers"), date(p.Back, day), found))
}

// filter returns a select that lets through what it names.
func filter[T ~string](action, all, chosen string, values []T, name func(T) string) slack.BlockElement {
	options := []*slack.OptionBlockObject{option(AnyOption, all, "")}
	initial := options[0]
	for _, v := range values {
		o := option(string(v), name(v), "")
		if string(v) == chosen {
			initial = o
		}
		options = append(options, o)
	}
	s := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain(all), action, options...)
	s.InitialOption = initial
	return s
}

// listed shows one answer of a list, with a button that opens it.
func listed(rv practice.Reviewed, now time.Time) []slack.Block {
	return listedIn(rv, now, longestListed)
}

func listedIn(rv practice.Reviewed, now time.Time, longest int) []slack.Block {
	words := slack.NewSectionBlock(plain(glimpse(rv.Answer.Text(), longest)), nil,
		slack.NewAccessory(button(ActReviewOpen, "Open", rv.Answer.ID.String())))
	return []slack.Block{
		rich(line(bold(oneLine(packed(rv.Question.Ask, longest))))), words, smallPlain(strings.Join(append(marks(rv, now), followed(rv, longest)...), " · ")),
	}
}

// followed names the question that came before a follow-up, which says little alone.
func followed(rv practice.Reviewed, longest int) []string {
	if rv.After == "" {
		return nil
	}
	return []string{"after: " + oneLine(packed(rv.After, longest))}
}

// marks are what a line tells about an answer.
func marks(rv practice.Reviewed, now time.Time) []string {
	a := rv.Answer
	out := []string{ago(a.CreatedAt, now)}
	if rv.Question.Area != "" {
		out = append(out, human(rv.Question.Area))
	}
	switch o := originNames[a.Origin]; {
	case a.Alone:
		out = append(out, originNames[practice.InPrivate])
	case a.Sharing && a.Origin == practice.AsRetry:
		out = append(out, "posted in the thread", "tried again")
	case a.Sharing:
		out = append(out, "posted in the thread")
	case o != "":
		out = append(out, o)
	}
	if a.Attempt > 1 {
		out = append(out, fmt.Sprintf("try %d", a.Attempt))
	}
	if a.Rating > 0 {
		out = append(out, fmt.Sprintf("rated %d of 5", a.Rating))
	}
	if a.Late {
		out = append(out, "late")
	}
	if !a.EditedAt.IsZero() {
		out = append(out, "edited")
	}
	if a.Starred {
		out = append(out, "★ starred")
	}
	if a.SelfNote != "" {
		out = append(out, "your note")
	}
	return out
}

var originNames = map[practice.Origin]string{
	practice.InThread:   "in a thread",
	practice.InPrivate:  "private",
	practice.InRound:    "in a round",
	practice.ToFollowUp: "to a follow-up",
	practice.AsRetry:    "private · tried again",
}

// mostNoted is how many answers the DM shows.
const mostNoted = 5

// ReviewNote shows the newest of one's own answers that a filter lets through, as
// a message.
func ReviewNote(p practice.Page, f practice.Filter, now time.Time) Message {
	all, head := f == (practice.Filter{}), "*Your newest answers*"
	if all && len(p.Answers) == 0 {
		return message(
			own("You haven't answered anything yet. Reply to a question in its thread, or start a mock round."),
			buttons(button(ActRoundForm, "Start a round", "")),
		)
	}
	var blocks []slack.Block
	if !all {
		head = "*Your answers*"
		blocks = append(blocks, smallPlain("Showing: "+filterWords(f)))
	}
	blocks = append([]slack.Block{own(head)}, blocks...)
	shown := p.Answers[:min(mostNoted, len(p.Answers))]
	for _, rv := range shown {
		blocks = append(blocks, listed(rv, now)...)
	}
	label, at := "See all", Trail(nil)
	switch {
	case p.Looked > 0 && len(shown) == len(p.Answers):
		blocks = append(blocks, lookedSoFar(p))
		label, at = "Look further", Trail{p.Next}
	case len(p.Answers) == 0:
		blocks = append(blocks, own("No answer of yours fits that."))
		label, f = "All my answers", practice.Filter{}
	}
	return message(append(blocks, buttons(button(ActReview, label, EncodeFilter(f, at)), button(ActExport, "Export", "md")))...)
}

// mostShown is how much of one answer a page shows; all of it is in the export.
const mostShown = 20_000

// ReviewOne is one answer with its question and feedback. link leads to it in
// Slack, where it stands there; tries are as for [Feedback]; earlier is how many
// earlier texts of it there are.
func ReviewOne(rv practice.Reviewed, r feedback.Report, tries []Try, link string, earlier int) slack.ModalViewRequest {
	a := rv.Answer
	id := a.ID.String()
	when := date(a.CreatedAt, dayAndAge)
	if linkable(link) {
		when += " · <" + escape(link) + "|see it in Slack>"
	}
	head := []slack.MixedElement{mrkdwn(when)}
	told := rv // what stands below is not said here, too
	told.Answer.Rating, told.Answer.SelfNote = 0, ""
	if rest := append(marks(told, a.CreatedAt)[1:], followed(rv, longestListed)...); len(rest) > 0 {
		head = append(head, plain(strings.Join(rest, " · ")))
	}
	blocks := []slack.Block{
		rich(line(bold(packed(rv.Question.Ask, longestAsk)))),
		slack.NewContextBlock("", head...),
	}
	for _, piece := range pieces(said(a.Text(), mostShown), longestText, mostShown) {
		blocks = append(blocks, rich(line(text(piece))))
	}
	if size(readable(a.Text())) > mostShown {
		blocks = append(blocks, small("This is its beginning. All of it is in your export."))
	}
	blocks = append(blocks, markBlocks(a, earlier)...)
	if rv.AsStory != "" {
		blocks = append(blocks, rich(line(text("Your story: "), bold(oneLine(packed(rv.AsStory, practice.MostTitle))))))
	}
	blocks = append(blocks, slack.NewDividerBlock(), own("*Feedback*"))
	blocks = append(blocks, feedbackBlocks(rv.Question, a, r, nil, 400, InReview)[1:]...)
	blocks = append(blocks, rateBlocks(rv)...)
	blocks = append(blocks, triesBlocks(rv.Question, a, tries)...)
	blocks = append(blocks, compareRow(a, tries)...)
	if a.FollowUp != "" && a.FollowUp != r.FollowUp { // which the feedback says
		blocks = append(blocks, rich(line(bold("I asked you next")), line(text(packed(a.FollowUp, longestAsk)))))
	}
	var row []slack.BlockElement
	if rv.Known {
		row = append(row, button(ActTryAgain, "Try again", id))
	}
	row = append(row, storyButtons(rv.Question, a, r, rv.AsStory != "")...)
	if len(a.Messages) > 0 && a.Messages[0].Stamp == 0 {
		row = append(row, button(ActEdit, "Edit", id))
		switch {
		case a.Sharing:
			row = append(row, button(ActUnpublish, "Take it out of the thread", id))
		case a.Place.Thread != 0:
			row = append(row, button(ActPublish, "Post it in the thread", id))
		}
	}
	// In rows of their own, so that a phone has no heap of buttons in which one
	// deletes.
	blocks = append(blocks, rowOf(row)...)
	blocks = append(blocks, buttons(button(ActReviewBack, "Back", id), button(ActDelete, "Delete", id).WithStyle(slack.StyleDanger).WithConfirm(
		confirm("Delete this answer?", "I'll forget it for good, and take it out of the thread if I posted it there. What you wrote in Slack yourself stays; that's yours to delete.", "Delete", "Keep it").WithStyle(slack.StyleDanger))),
		small(onlyYou))
	return modal("Your answer", "", blocks...)
}

// Deleted says that an answer is gone.
func Deleted() Message {
	return message(own("Deleted: I've forgotten that answer. What you wrote in Slack yourself stays there until you delete it."))
}
