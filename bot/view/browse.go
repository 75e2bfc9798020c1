package view

import (
	"net/url"
	"strconv"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
)

// A Shelf is a part of the bank that somebody looks through: the questions of an
// area, of a competency or of both, from one on.
type Shelf struct {
	Area       bank.Area
	Competency bank.Competency
	From       int // how many questions come before those that are shown
}

// perShelf is how many questions a page of the bank shows.
const perShelf = 8

// Browse shows a page of those questions of the bank that a shelf holds.
func Browse(questions []bank.Question, s Shelf) slack.ModalViewRequest {
	s.From = min(max(s.From, 0), max(len(questions)-1, 0)/perShelf*perShelf)
	blocks := []slack.Block{
		slack.NewActionBlock("shelf",
			filter(ActBrowseArea, "All areas", string(s.Area), bank.Areas(), human),
			filter(ActBrowseCompetency, "All competencies", string(s.Competency), bank.Competencies(), human),
		),
	}
	until := min(s.From+perShelf, len(questions))
	if len(questions) == 0 {
		blocks = append(blocks, own("No question is about both. Try one of them alone."))
	} else {
		blocks = append(blocks, smallPlain(strconv.Itoa(s.From+1)+" to "+strconv.Itoa(until)+" of "+count(len(questions), "question", "questions")))
	}
	for _, q := range questions[min(s.From, len(questions)):until] {
		about := human(q.Area) + " · " + roundName(q.Round) + " · " + minutes(q.Minutes)
		if len(q.Competencies) > 0 {
			about += " · " + humans(q.Competencies, 3)
		}
		blocks = append(blocks,
			rich(line(bold(packed(q.Ask, longestAsk)))),
			smallPlain(about),
			buttons(button(ActAskThis, "Ask me this", WishValue(practice.Wish{ID: q.ID})), button(ActGuide, "Guidance", q.ID)),
		)
	}
	var row []slack.BlockElement
	if s.From > 0 {
		row = append(row, button(ActBrowseBack, "Previous", strconv.Itoa(max(s.From-perShelf, 0))))
	}
	if until < len(questions) {
		row = append(row, button(ActBrowseOn, "Next", strconv.Itoa(until)))
	}
	blocks = append(blocks, rowOf(row)...)
	v := modal("Questions", "", blocks...)
	v.PrivateMetadata = encodeShelf(s)
	return v
}

// BrowseNote offers the bank in the DM.
func BrowseNote(questions int) Message {
	return message(
		own("I have "+count(questions, "question", "questions")+". Look through them by area or competency, or let me choose one for you."),
		buttons(button(ActBrowse, "Browse questions", ""), button(ActAsk, "Ask me any", WishValue(practice.Wish{}))),
		small("`question cloud`, with any area or competency, asks you one of those at once."),
	)
}

func encodeShelf(s Shelf) string {
	return url.Values{"area": {string(s.Area)}, "competency": {string(s.Competency)}}.Encode()
}

// DecodeShelf reads which shelf an open [Browse] shows, from its first question on.
func DecodeShelf(meta string) Shelf {
	v, err := url.ParseQuery(meta)
	if err != nil {
		return Shelf{}
	}
	return Shelf{Area: known(v.Get("area"), bank.Areas()), Competency: known(v.Get("competency"), bank.Competencies())}
}
