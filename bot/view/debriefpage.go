package view

import (
	"github.com/slack-go/slack"

	"greenroom/practice"
)

// mostPaged is how many blocks of a debrief a page of it takes; Slack lets a view
// have a hundred.
const mostPaged = 60

// DebriefPage is a page of a debrief, from 0. One beyond the last is the last. The
// rounds of a full loop are on the pages of the whole.
func DebriefPage(d practice.Debrief, page int) slack.ModalViewRequest {
	pages := debriefPages(d)
	page = min(max(page, 0), len(pages)-1)
	blocks := pages[page]
	var row []slack.BlockElement
	if page > 0 {
		row = append(row, button(ActDebriefBack, "Previous", DebriefValue(d.Round.ID, d.Leg, page-1)))
	}
	if page < len(pages)-1 {
		row = append(row, button(ActDebriefOn, "Next: the questions", DebriefValue(d.Round.ID, d.Leg, page+1)))
	}
	row = append(row, button(ActDebriefFile, "As a file", DebriefValue(d.Round.ID, d.Leg, page)))
	return modal("Debrief", "", append(blocks, buttons(row...), small("I read words and can be wrong: you decide what helps. "+onlyYou))...)
}

// debriefPages are the blocks of each page: what matters most, then the questions.
func debriefPages(d practice.Debrief) [][]slack.Block {
	if !d.Round.Answered() {
		return [][]slack.Block{{own("You didn't answer anything in that round, so there's nothing to debrief.")}}
	}
	pages := [][]slack.Block{append([]slack.Block{smallDate(d.Round)}, debriefHead(d)...)}
	for i, blocks := range debriefTurns(d) {
		if last := len(pages) - 1; i > 0 && len(pages[last])+len(blocks) < mostPaged {
			pages[last] = append(append(pages[last], slack.NewDividerBlock()), blocks...)
			continue
		}
		pages = append(pages, blocks)
	}
	return pages
}

// smallDate says when a round began.
func smallDate(r practice.Round) slack.Block { return small(date(r.StartedAt, dayAndAge)) }

// FileOnItsWay says that a debrief comes as a file. url leads to the DM that it
// goes to; empty where it is said there.
func FileOnItsWay(url string) Message {
	blocks := []slack.Block{own("The debrief is in our DM as a file, in Markdown, with your answers in it.")}
	return message(append(append(blocks, rowOf(link(ActOpenDM, "Open our DM", url))...), small("Nobody else gets it."))...)
}

// LastDebrief is a debrief that was asked for again: what matters most of it, with
// buttons for the rest.
func LastDebrief(d practice.Debrief) Message {
	if !d.Round.Answered() {
		return message(
			own("You didn't answer anything in your last round, so there's nothing to debrief."),
			buttons(button(ActRoundForm, "Another round", "")),
		)
	}
	blocks := append([]slack.Block{smallDate(d.Round)}, debriefHead(d)...)
	return message(append(blocks,
		buttons(
			button(ActDebrief, "Question by question", DebriefValue(d.Round.ID, d.Leg, 1)),
			button(ActDebriefFile, "As a file", DebriefValue(d.Round.ID, d.Leg, 0)),
		),
		small("I read words and can be wrong: you decide what helps. "+onlyYou))...)
}
