package view

import (
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// PairValue names two tries that are compared.
func PairValue(first, second practice.ID) string { return first.String() + "." + second.String() }

// ParsePair reads a [PairValue]; ok is false for anything else.
func ParsePair(s string) (first, second practice.ID, ok bool) {
	a, b, _ := strings.Cut(s, ".")
	first, err := practice.ParseID(a)
	second, bad := practice.ParseID(b)
	return first, second, err == nil && bad == nil
}

// compareRow offers to compare any two of somebody's tries.
func compareRow(a practice.Answer, tries []Try) []slack.Block {
	if len(tries) < 2 {
		return nil
	}
	first, other := tries[0].Answer.ID, a.ID
	if other == first {
		other = tries[len(tries)-1].Answer.ID
	}
	label := "See both whole"
	if len(tries) > 2 {
		label = "Compare any two"
	}
	return rowOf([]slack.BlockElement{button(ActCompare, label, PairValue(first, other))})
}

// mostTries is how many tries can be chosen from: Slack takes 100 options.
const mostTries = 100

// Compare shows two of somebody's tries at a question; tries are all of them,
// oldest first, and first and second which of them, with their reports.
func Compare(q bank.Question, tries []Try, first, second int) slack.ModalViewRequest {
	one, two := tries[first], tries[second]
	blocks := []slack.Block{
		rich(line(bold(packed(q.Ask, longestAsk)))),
		slack.NewActionBlock("pair", trySelect(ActCompareFirst, tries, first), trySelect(ActCompareSecond, tries, second)),
	}
	blocks = append(blocks, comparedBlocks(q, tries, first, second)...)
	if first != second {
		for _, i := range []int{first, second} {
			a := tries[i].Answer
			blocks = append(blocks, slack.NewDividerBlock(), small("*"+tryName(i)+"* · "+date(a.CreatedAt, dayAndAge)))
			for _, piece := range pieces(said(a.Text(), 3*longestText), longestText, 3*longestText) {
				blocks = append(blocks, rich(line(text(piece))))
			}
			if size(readable(a.Text())) > 3*longestText {
				blocks = append(blocks, small("This is its beginning. All of it is in your export."))
			}
		}
	}
	v := modal("Compare 2 tries", "", append(blocks, small(onlyYou))...)
	v.PrivateMetadata = PairValue(one.Answer.ID, two.Answer.ID)
	return v
}

// CompareNote shows in a message what changed from one try to another.
func CompareNote(q bank.Question, tries []Try, first, second int) Message {
	blocks := []slack.Block{rich(line(bold(packed(q.Ask, longestAsk))))}
	blocks = append(blocks, comparedBlocks(q, tries, first, second)...)
	blocks = append(blocks,
		buttons(button(ActCompare, "See both whole", PairValue(tries[first].Answer.ID, tries[second].Answer.ID)), button(ActTryAgain, "Try again", tries[second].Answer.ID.String())),
	)
	if n := len(tries); n > 2 {
		blocks = append(blocks, small(fmt.Sprintf("You have %d tries at it: `compare %d %d` sets any two against each other.", n, n-1, n)))
	}
	return message(blocks...)
}

// comparedBlocks say what changed from one try to another.
func comparedBlocks(q bank.Question, tries []Try, first, second int) []slack.Block {
	if first == second {
		return []slack.Block{own("That's the same try twice. Choose 2 different ones.")}
	}
	one, two := tries[first], tries[second]
	d := feedback.Compare(q, one.Report, two.Report)
	blocks := []slack.Block{rich(bullets(tryLine(tryName(first), one.Report), tryLine(tryName(second), two.Report)))}
	changed := changedLines(d)
	if len(changed) == 0 {
		return append(blocks, own("Nothing that I could tell for certain is new or gone."))
	}
	return append(blocks, rich(changed...))
}

func tryName(i int) string { return fmt.Sprintf("Try %d", i+1) }

// trySelect is a select of the newest tries, set to one of them, which is among
// them however old it is.
func trySelect(action string, tries []Try, at int) slack.BlockElement {
	from := max(len(tries)-mostTries, 0)
	var options []*slack.OptionBlockObject
	var initial *slack.OptionBlockObject
	for i, t := range slices.All(tries) {
		if i < from && i != at || i == from && at < from {
			continue
		}
		o := option(t.Answer.ID.String(), tryName(i)+" · "+t.Answer.CreatedAt.UTC().Format("2 Jan 2006"), "")
		if i == at {
			initial = o
		}
		options = append(options, o)
	}
	s := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Choose a try"), action, options...)
	s.InitialOption = initial
	return s
}

// NotTriedAgain says that there are no two tries to compare.
func NotTriedAgain() Message {
	return message(own("There's nothing to compare yet: you've answered no question twice. *Try again* below any of your answers begins a second try."),
		buttons(button(ActReview, "My answers", "")))
}

// NoSuchTry says which tries there are.
func NoSuchTry(tries int) Message {
	return message(own(fmt.Sprintf("You have %d tries at the question that you last tried again. Name two of them, as in `compare 1 %d`.", tries, tries)))
}
