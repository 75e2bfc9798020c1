package view

import (
	"strings"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

// Guidance is how to answer a question. The strong and the weak answer stay
// folded unless example is set.
func Guidance(q bank.Question, example bool) slack.ModalViewRequest {
	blocks := []slack.Block{rich(line(bold(packed(q.Ask, longestAsk))))}
	blocks = append(blocks, passage("Why it's asked", q.Why, longestText)...)
	blocks = append(blocks, passage("What they listen for", q.Judges, longestText)...)
	blocks = append(blocks, structure(q, 12)...)
	blocks = append(blocks, keyPoints(q, 12)...)
	blocks = append(blocks, list("What backs it up", q.Evidence, 12, 400)...)
	switch {
	case q.Example == "" && q.Weak.Text == "": // a team's own question may have none
	case example:
		blocks = append(blocks, examples(q, longestText, 12)...)
	default:
		blocks = append(blocks, buttons(button(ActExample, "Show an example", q.ID)), small("Try your own first: examples stick."))
	}
	blocks = append(blocks, list("Good signs", q.Signals, 12, 400)...)
	blocks = append(blocks, list("Warning signs", q.RedFlags, 12, 400)...)
	blocks = append(blocks, anchors(q.Anchors, 600)...)
	v := modal("Guidance", "", append(blocks, small(onlyYou))...)
	v.PrivateMetadata = q.ID
	return v
}

// FollowUps is what an interviewer would ask next.
func FollowUps(q bank.Question) slack.ModalViewRequest {
	blocks := []slack.Block{rich(line(bold(packed(q.Ask, longestAsk)))), own("After your answer an interviewer could ask:")}
	return modal("Follow-ups", "", append(append(blocks, followUps(q, 12)...), small(onlyYou))...)
}

// GuidanceNote is the guidance in short, as a message.
func GuidanceNote(q bank.Question) Message {
	blocks := []slack.Block{rich(line(bold(packed(q.Ask, 300))))}
	blocks = append(blocks, passage("Why it's asked", q.Why, 600)...)
	blocks = append(blocks, structure(q, 6)...)
	blocks = append(blocks, list("What backs it up", q.Evidence, 4, 200)...)
	blocks = append(blocks, list("Good signs", q.Signals, 3, 200)...)
	return message(append(blocks, small("Ask me for an `example`, a `follow-up` or `why` the same way.", onlyYou))...)
}

// FollowUpsNote is what an interviewer would ask next, as a message.
func FollowUpsNote(q bank.Question) Message {
	blocks := []slack.Block{rich(line(bold(packed(q.Ask, 300)))), own("After your answer an interviewer could ask:")}
	return message(append(append(blocks, followUps(q, 6)...), small(onlyYou))...)
}

// WhyNote says why a question is asked.
func WhyNote(q bank.Question) Message {
	blocks := []slack.Block{rich(line(bold(packed(q.Ask, 300))))}
	if q.Why == "" && q.Judges == "" {
		return message(append(blocks, own("Nobody has written down why this one is asked. `guide` shows how to build an answer."), small(onlyYou))...)
	}
	blocks = append(blocks, passage("Why it's asked", q.Why, longestText)...)
	blocks = append(blocks, passage("What they listen for", q.Judges, longestText)...)
	return message(append(blocks, small(onlyYou))...)
}

// ExampleNote is a strong and a weak answer, as a message.
func ExampleNote(q bank.Question) Message {
	blocks := []slack.Block{rich(line(bold(packed(q.Ask, 300))))}
	if q.Example == "" && q.Weak.Text == "" {
		return message(append(blocks, own("There's no example for this one yet. `guide` shows how to build an answer."), small(onlyYou))...)
	}
	blocks = append(blocks, examples(q, longestText, 4)...)
	return message(append(blocks, small("It's one way of many. Yours needs your own story.", onlyYou))...)
}

// NoQuestion answers somebody who asks about a question where there is none.
func NoQuestion() Message {
	return message(own("I don't see a question here. Ask me in the thread under one, or in our DM."))
}

// structure shows the parts of an answer with their prompts.
func structure(q bank.Question, most int) []slack.Block {
	var lines []slack.RichTextElement
	for _, p := range q.Structure.Parts[:min(most, len(q.Structure.Parts))] {
		lines = append(lines, line(bold(first(packed(p.Name, 75))), text(": "+packed(p.Prompt, 300))))
	}
	if len(lines) == 0 {
		return nil
	}
	return []slack.Block{rich(line(bold("How to build it"), text(" · "+packed(q.Structure.Name, 75))), bullets(lines...))}
}

func keyPoints(q bank.Question, most int) []slack.Block {
	var points []string
	for _, p := range q.KeyPoints {
		points = append(points, p.Point)
	}
	return list("What a full answer touches", points, most, 300)
}

// examples shows the strong and the weak answer.
func examples(q bank.Question, longest, flaws int) []slack.Block {
	blocks := passage("A strong answer", q.Example, longest)
	blocks = append(blocks, passage("A weak answer", q.Weak.Text, longest)...)
	return append(blocks, list("What it lacks", q.Weak.Flaws, flaws, 300)...)
}

func followUps(q bank.Question, most int) []slack.Block {
	var lines []slack.RichTextElement
	asks := q.FollowUps
	if len(asks) == 0 {
		asks = feedback.GeneralFollowUps(q.Style)
	}
	for _, f := range asks[:min(most, len(asks))] {
		lines = append(lines, line(text(packed(f.Ask, longestAsk)), italic("\n"+checks(f.Checks, 300))))
	}
	if len(lines) == 0 {
		return []slack.Block{own("There are no follow-ups to this one.")}
	}
	return []slack.Block{rich(bullets(lines...))}
}

// checks returns what a follow-up checks, as a sentence.
func checks(what string, most int) string {
	what = first(packed(what, most))
	if !strings.HasSuffix(what, ".") && !strings.HasSuffix(what, "…") && !strings.HasSuffix(what, "?") {
		what += "."
	}
	return "It checks: " + what
}

// anchors show what a 1, a 3 and a 5 look like.
func anchors(a bank.Anchors, longest int) []slack.Block {
	if a == (bank.Anchors{}) {
		return nil
	}
	return []slack.Block{rich(line(bold("Rate yourself")), anchorList(a, longest))}
}

func anchorList(a bank.Anchors, longest int) slack.RichTextElement {
	return bullets(
		line(bold("1"), text(": "+packed(a.One, longest))),
		line(bold("3"), text(": "+packed(a.Three, longest))),
		line(bold("5"), text(": "+packed(a.Five, longest))),
	)
}
