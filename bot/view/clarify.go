package view

import (
	"strings"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
)

// What comes before a question in other words, in place of them where it has
// none, and where it was put in other words already.
var (
	otherWords = lines{
		practice.Friendly: {"Of course. Let me put it another way.", "Good that you ask. In other words:"},
		practice.Neutral:  {"Let me put it another way.", "In other words:"},
		practice.Pressing: {"Put differently:", "In other words:"},
	}
	noOtherWords = lines{
		practice.Friendly: {"Sorry, I only have those words for it. Tell me how you take it, and answer that; that's fine with me."},
		practice.Neutral:  {"I only have those words for it. Say how you understand it, and answer that."},
		practice.Pressing: {"Those are the only words I have for it. Say how you read it, and answer that."},
	}
	saidAnother = lines{
		practice.Friendly: {"I've no third way to put it, sorry. Trust your own reading: say how you take it, and go from there."},
		practice.Neutral:  {"I've put it in all the words I have. Say how you take it, and go from there."},
		practice.Pressing: {"No third version. Say how you take it, and go from there."},
	}
	iMean = lines{
		practice.Friendly: {"Sure. ", "Of course. "},
		practice.Neutral:  {"", ""},
		practice.Pressing: {"", ""},
	}
)

// after says in plain words what a follow-up of each kind is after.
var after = map[bank.FollowUpKind]string{
	bank.OwnPart:      "I'd like to know what you do or did yourself, apart from everybody else.",
	bank.EvidenceKind: "I'd like something to measure it by: a figure, a before and after, or what changed.",
	bank.Reflection:   "I'd like to know what you've taken from it, and what you'd do otherwise.",
	bank.Alignment:    "I'd like to know who else has a part or a say in it, and how you work with them.",
	bank.TradeOff:     "I'd like to know what speaks against it or what it costs, and why you'd still choose it.",
	bank.Depth:        "I'd like more detail: what's behind it, with an example if you have one.",
}

// moment is what a follow-up into the depth of a story is after.
const moment = "I'd like more detail: one real moment of it, step by step."

// Clarified puts a question in other words, the first that were not used; of a
// follow-up, counted from 1, it says what that is after. q is the question as the
// bank has it.
func Clarified(r practice.Round, turn, probe int, q bank.Question) Message {
	at := practice.Step{Turn: turn, Stage: practice.Asking, Probe: probe}
	t := turnOf(r, turn)
	switch {
	case probe > 0:
		at.Stage = practice.Following
	case t.More:
		at.Stage = practice.Elaborating
	}
	var blocks []slack.Block
	if probe > 0 {
		blocks = clarifiedProbe(r, turn, probe, q.Style)
	} else if other := otherWording(q, t.Ask); other != "" {
		said := before(r, turn, func(t practice.Turn) bool { return t.Clarified })
		blocks = []slack.Block{own(otherWords.nth(r, said)), rich(line(bold(packed(other, longestAsk))))}
	} else {
		return message(own(noOtherWords.in(r)), turnButtons(r, at))
	}
	return message(append(blocks, turnButtons(r, at), small("If it can be read in two ways, say which one you take."))...)
}

// Reworded puts a question that was asked alone as ask in other words; where it
// has none it says what is listened for.
func Reworded(q bank.Question, ask string) Message {
	other := otherWording(q, ask)
	if other == "" {
		return WhyNote(q)
	}
	return message(own("In other words:"), rich(line(bold(packed(other, longestAsk)))), small("If it can be read in two ways, say which one you take."))
}

// otherWording returns a wording of a question that is not the one that was used,
// "" where there is none.
func otherWording(q bank.Question, used string) string {
	for _, ask := range append([]string{q.Ask}, q.Also...) {
		if clean(ask) != "" && !strings.EqualFold(oneLine(ask), oneLine(used)) {
			return ask
		}
	}
	return ""
}

func clarifiedProbe(r practice.Round, turn, probe int, style bank.Style) []slack.Block {
	p := probeOf(r, turn, probe)
	means := either(after[p.Kind], after[bank.Depth])
	switch {
	case p.Twist:
		means = "I'd like to know how that would go with us, where you'd be working."
	case p.Kind == bank.Depth && style == bank.Behavioural:
		means = moment
	}
	blocks := []slack.Block{own(iMean.nth(r, turn) + means)}
	if clean(p.Checks) != "" {
		blocks = append(blocks, rich(line(text("What I'm listening for: "), text(packed(p.Checks, 200)))))
	}
	return blocks
}

// ClarifiedAlready says that what is in hand was put in other words before.
func ClarifiedAlready(r practice.Round) Message { return message(own(saidAnother.in(r))) }
