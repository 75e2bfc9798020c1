package view

import (
	"strconv"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
)

// mostRated is how many turns fit into the message with the ratings.
const mostRated = 14

// Rate asks for the person's own rating of each question that was answered.
func Rate(r practice.Round, qs map[string]bank.Question) Message {
	blocks := []slack.Block{own("*That was the last question.* Before I say anything: how did each answer go? 1 is low, 5 is high.")}
	if r.Ending == practice.Stopped {
		blocks[0] = own("*The round is over.* Before I say anything: how did each answer go? 1 is low, 5 is high.")
	}
	answered := 0
	for _, t := range r.Turns {
		if t.Answer != 0 && t.Round == r.Leg() {
			answered++
		}
	}
	// What a message can hold is shared out: the question and 3 anchors each.
	longest := min(300, (messageBudget-1800)/(4*max(1, min(answered, mostRated))))
	shown := 0
	for i, t := range r.Turns {
		if t.Answer == 0 || t.Round != r.Leg() || shown == mostRated {
			continue
		}
		shown++
		elements := []slack.RichTextElement{line(bold(numbered(r, i))), line(text(packed(t.Ask, longest)))}
		if q, ok := qs[t.Question]; ok && q.Anchors != (bank.Anchors{}) {
			elements = append(elements, anchorList(q.Anchors, longest))
		}
		blocks = append(blocks, rich(elements...), rateSelect(r, i, t.Rating))
	}
	return message(append(blocks,
		buttons(button(ActRoundDebrief, "Show the debrief", PressValue(r.ID, practice.Step{Turn: r.Turn, Stage: practice.Rating})).WithStyle(slack.StylePrimary)),
		small("Only you see your ratings. You can leave any out; `done` works too."),
	)...)
}

// rateSelect is a turn's 1 to 5. An option's value is a [PressValue], "/" and
// the rating.
func rateSelect(r practice.Round, turn, rating int) slack.Block {
	labels := []string{"1 · not yet", "2", "3 · solid", "4", "5 · strong"}
	var options []*slack.OptionBlockObject
	for i, label := range labels {
		options = append(options, option(PressValue(r.ID, practice.Step{Turn: turn, Stage: practice.Rating})+"/"+strconv.Itoa(i+1), label, ""))
	}
	s := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Rate it"), ActRoundRate, options...)
	if rating >= 1 && rating <= len(options) {
		s.InitialOption = options[rating-1]
	}
	return slack.NewActionBlock("rate/"+strconv.Itoa(turn), s)
}
