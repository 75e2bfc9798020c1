package view

import (
	"strconv"
	"time"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
)

// SuggestionCard shows a suggestion to an admin, to decide on while it waits.
// filled is what it would be approved as.
func SuggestionCard(s practice.Suggestion, filled practice.Proposal) Message {
	blocks := []slack.Block{own(mention(s.By) + " suggests a question.")}
	if s.State != practice.SuggestionWaits {
		blocks = []slack.Block{own(decided(s))}
	}
	about := filled
	if s.Taken.Ask != "" {
		about = s.Taken
	}
	blocks = append(blocks, rich(line(bold(oneLine(packed(s.Shown(), longestAsk))))), smallPlain(proposed(about)))
	if s.Taken.Ask != "" && s.Taken.Ask != s.Asked.Ask {
		blocks = append(blocks, smallPlain("As it was suggested: "+oneLine(packed(s.Asked.Ask, longestAsk))))
	}
	if clean(s.Note) != "" {
		blocks = append(blocks, rich(quote(packed(s.Note, practice.MostNoted))))
	}
	if s.State != practice.SuggestionWaits {
		if clean(s.Reason) != "" {
			blocks = append(blocks, rich(line(text("Passed on: "+packed(s.Reason, practice.MostNoted)))))
		}
		return message(blocks...)
	}
	return message(append(blocks, judging(s.ID),
		small("Only admins see this. Approved, it's asked like the others, without the name; *Edit* lets you change it first. `/interview suggestions` lists all."))...)
}

// judging is the row of buttons by which an admin decides.
func judging(id practice.ID) slack.Block {
	v := id.String()
	return buttons(
		button(ActSuggestApprove, "Approve", v).WithStyle(slack.StylePrimary),
		button(ActSuggestEdit, "Edit", v), button(ActSuggestDecline, "Decline", v),
	)
}

// decided says what was decided on a suggestion, by whom and when.
func decided(s practice.Suggestion) string {
	verbs := map[practice.SuggestionState]string{
		practice.SuggestionApproved: "approved", practice.SuggestionDeclined: "declined", practice.SuggestionWithdrawn: "withdrawn",
	}
	return mention(s.By) + "'s question was *" + either(verbs[s.State], "decided on") + "* by " + mention(s.Decider) + ", " + date(s.DecidedAt, dayAndAge) + "."
}

// DecidedAlready answers a decision that comes too late.
func DecidedAlready(s practice.Suggestion) Message {
	if s.State == practice.SuggestionWaits {
		return message(own("That one still waits to be decided on, so nothing has changed."))
	}
	return message(own(decided(s), "Nothing has changed."))
}

// DecidedNow says what an admin just decided.
func DecidedNow(s practice.Suggestion) Message {
	words := "*Approved.* It's asked like the others from now on."
	switch s.State {
	case practice.SuggestionDeclined:
		words = "*Declined.* I tell them, with your reason if you gave one."
	case practice.SuggestionWithdrawn:
		words = "*Withdrawn.* It isn't asked any more; what was answered is kept."
	}
	return message(own(words), rich(quote(oneLine(packed(s.Shown(), longestAsk)))))
}

// ApproveForm is the form in which an admin changes a suggestion and approves it.
// missing is what keeps it from being approved as it is, if anything does.
func ApproveForm(s practice.Suggestion, p practice.Proposal, missing string) slack.ModalViewRequest {
	var blocks []slack.Block
	if missing != "" {
		blocks = append(blocks, rich(line(text(missing))))
	}
	var levels, lengths []*slack.OptionBlockObject
	for _, l := range bank.Levels() {
		levels = append(levels, option(string(l), human(l), ""))
	}
	level := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Choose one"), actChoice, levels...)
	for _, o := range levels {
		if o.Value == string(p.Level) {
			level.InitialOption = o
		}
	}
	length := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Choose one"), actChoice)
	for n := 1; n <= practice.MostMinutes; n++ {
		o := option(strconv.Itoa(n), minutes(float64(n)), "")
		if n == p.Minutes {
			length.InitialOption = o
		}
		lengths = append(lengths, o)
	}
	length.Options = lengths
	blocks = append(blocks,
		wording(blockAsk, "The question", "As an interviewer would say it.", p.Ask, false),
		wording(blockAlso, "Another wording", "I use it the next time round.", p.Also, true),
		areaMenu(p.Area), styleMenu(p.Style),
		optional(competencyMenu(p.Competencies)),
		slack.NewInputBlock(blockLevel, plain("Level"), nil, level),
		slack.NewInputBlock(blockMinutes, plain("Spoken answer"), nil, length),
		small("They're told the final wording."),
	)
	v := modal("Edit and approve", "Approve", blocks...)
	v.CallbackID, v.PrivateMetadata = CallSuggestEdit, s.ID.String()
	return v
}

// competencyMenu lets one choose up to three competencies.
func competencyMenu(chosen []bank.Competency) *slack.InputBlock {
	e := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, plain("Up to 3"), actChoice)
	most := practice.MostAbilities
	e.MaxSelectedItems = &most
	for _, c := range bank.Competencies() {
		o := option(string(c), human(c), "")
		for _, x := range chosen {
			if x == c {
				e.InitialOptions = append(e.InitialOptions, o)
			}
		}
		e.Options = append(e.Options, o)
	}
	return slack.NewInputBlock(blockCompetencies, plain("Competencies"), nil, e)
}

// ParseApproveForm reads an [ApproveForm]. What is no choice of the form stays open.
func ParseApproveForm(values map[string]map[string]slack.BlockAction) practice.Proposal {
	return parseProposal(values)
}

// DeclineForm asks an admin for a reason to pass on.
func DeclineForm(s practice.Suggestion) slack.ModalViewRequest {
	v := modal("Decline", "Decline",
		rich(quote(oneLine(packed(s.Asked.Ask, longestAsk)))),
		typedBox(blockReason, "Why", "They read it as you write it. Leave it empty to say only that it won't be added.", "", practice.MostNoted, true),
	)
	v.CallbackID, v.PrivateMetadata = CallSuggestDecline, s.ID.String()
	return v
}

// ParseDeclineForm reads a [DeclineForm].
func ParseDeclineForm(values map[string]map[string]slack.BlockAction) (reason string) {
	return values[blockReason][actText].Value
}

// Suggestions lists for an admin what waits and what was approved. below is where
// the approved ones begin; zero: at the newest.
func Suggestions(p practice.SuggestionPage, below practice.ID) slack.ModalViewRequest {
	var blocks []slack.Block
	if len(p.Waiting) == 0 {
		blocks = append(blocks, own("Nothing waits to be decided on."))
	} else {
		blocks = append(blocks, own("*"+count(len(p.Waiting)+p.More, "question waits", "questions wait")+"*"))
	}
	for _, s := range p.Waiting {
		blocks = append(blocks, suggestedLine(s, s.Asked, s.By, "suggested by ", s.At)...)
		blocks = append(blocks, judging(s.ID))
	}
	if p.More > 0 {
		blocks = append(blocks, small("And "+count(p.More, "more", "more")+", once you've decided on some of these."))
	}
	blocks = append(blocks, slack.NewDividerBlock())
	if len(p.Approved) == 0 && below == 0 {
		blocks = append(blocks, own("No suggestion was approved yet."))
	} else {
		blocks = append(blocks, own("*Approved, and asked like the others*"))
	}
	for _, s := range p.Approved {
		withdraw := button(ActSuggestWithdraw, "Withdraw", s.ID.String()).
			WithConfirm(confirm("Withdraw this question?", "It isn't asked any more. What was answered is kept.", "Withdraw", "Keep it"))
		blocks = append(blocks, suggestedLine(s, s.Taken, s.Decider, "approved by ", s.DecidedAt)...)
		blocks = append(blocks, buttons(withdraw))
	}
	var row []slack.BlockElement
	if below != 0 {
		row = append(row, button(ActSuggestList, "Newest", ""))
	}
	if p.Next != 0 {
		row = append(row, button(ActSuggestOlder, "Older", p.Next.String()))
	}
	blocks = append(blocks, rowOf(row)...)
	v := modal("Suggestions", "", blocks...)
	if below != 0 {
		v.PrivateMetadata = below.String()
	}
	return v
}

// suggestedLine shows a suggestion in the list.
func suggestedLine(s practice.Suggestion, p practice.Proposal, who practice.Person, did string, when time.Time) []slack.Block {
	return []slack.Block{
		rich(line(bold(oneLine(packed(s.Shown(), longestAsk))))),
		slack.NewContextBlock("", plain(proposed(p)), mrkdwn(did+mention(who)+", "+date(when, day))),
	}
}

// SuggestionsNote offers the list in the DM, where typed words cannot open it.
func SuggestionsNote(waiting int) Message {
	words := "Nothing waits to be decided on."
	if waiting > 0 {
		words = count(waiting, "suggested question waits", "suggested questions wait") + " to be decided on."
	}
	return message(own(words), buttons(button(ActSuggestList, "Open the list", "")))
}
