package view

import (
	"fmt"
	"strconv"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
)

// turnOf returns a turn of a round, the zero one where there is none.
func turnOf(r practice.Round, turn int) practice.Turn {
	if turn < 0 || turn >= len(r.Turns) {
		return practice.Turn{}
	}
	return r.Turns[turn]
}

// numbered returns "Question 2 of 7".
func numbered(r practice.Round, turn int) string {
	n, m := r.Counted(turn)
	if n == 0 {
		return "Your own questions"
	}
	return fmt.Sprintf("Question %d of %d", n, m)
}

func numberedInside(r practice.Round, turn int) string {
	n, _ := r.Counted(turn)
	if n == 0 {
		return "your own questions"
	}
	return "question " + strconv.Itoa(n)
}

// whenDone and whenUnclear stand small below what is asked.
const (
	whenDone    = "When you're through: *Done* or `done`."
	whenUnclear = "Unclear? `clarify`."
)

// Turn puts the question of a turn. again says that it was put before, and is
// put once more after a pause.
func Turn(r practice.Round, turn int, again bool) Message {
	t := turnOf(r, turn)
	blocks := []slack.Block{smallPlain(fmt.Sprintf("%s · %s", numbered(r, turn), minutes(float64(t.Minutes))))}
	if lead := leadIn(r, turn); lead != "" && !again {
		blocks = append(blocks, own(lead))
	}
	blocks = append(blocks, rich(line(bold(packed(t.Ask, longestAsk)))))
	if !again {
		blocks = appendAdvice(blocks, r.PutWith(turn))
	}
	at := practice.Step{Turn: turn, Stage: practice.Asking}
	if t.More {
		at.Stage = practice.Elaborating // put again after a pause
	}
	return message(append(blocks, turnButtons(r, at), small(howTo(t, t.Answer != 0, t.Clarified)))...)
}

// howTo says how what is in hand is answered. answered tells whether something
// was said to it already.
func howTo(t practice.Turn, answered, clarified bool) string {
	switch {
	case t.Reverse && !answered:
		return "Now you ask. Write what you'd want to know from them. " + whenDone
	case answered:
		return "What you wrote before is kept. Go on from there. " + whenDone
	case clarified:
		return "Answer in this thread. " + whenDone
	}
	return "Answer in this thread. " + whenDone + " " + whenUnclear
}

// Asked puts a follow-up of a turn; probe counts from 1. again is as in [Turn].
func Asked(r practice.Round, turn, probe int, again bool) Message {
	probe = max(probe, 1) // what an earlier version planned does not say which
	p := probeOf(r, turn, probe)
	blocks := []slack.Block{smallPlain(numbered(r, turn) + " · follow-up")}
	if lead := followLead(r, turn, probe); lead != "" && !again {
		blocks = append(blocks, own(lead))
	}
	blocks = append(blocks, rich(line(bold(packed(p.Ask, longestAsk)))))
	if !again {
		blocks = appendAdvice(blocks, adviceAtFollowUp(turnOf(r, turn), probe))
	}
	how := "A few sentences will do. " + whenDone
	switch {
	case p.Answer != 0:
		how = howTo(turnOf(r, turn), true, true)
	case !p.Clarified:
		how += " " + whenUnclear
	}
	return message(append(blocks, turnButtons(r, practice.Step{Turn: turn, Stage: practice.Following, Probe: probe}), small(how))...)
}

// probeOf returns a follow-up of a round, the zero one where there is none. What
// an earlier version planned does not say which, and means the first.
func probeOf(r practice.Round, turn, probe int) practice.Probe {
	t := turnOf(r, turn)
	if probe = max(probe, 1); probe > len(t.Probes) {
		return practice.Probe{}
	}
	return t.Probes[probe-1]
}

func turnButtons(r practice.Round, at practice.Step) slack.Block {
	v := PressValue(r.ID, at)
	row := []slack.BlockElement{button(ActRoundDone, "Done", v).WithStyle(slack.StylePrimary)}
	if at.Stage != practice.Following && r.Choice.Mode != practice.LiveMode {
		row = append(row, button(ActRoundHint, "Hint", v))
	}
	return buttons(append(row,
		button(ActRoundSkip, "Skip", v),
		button(ActRoundPause, "Pause", v),
		button(ActRoundEnd, "End round", v).WithConfirm(confirm("End this round?", "What you've answered is kept, and you get the debrief.", "End it", "Keep it")),
	)...)
}

// Hint helps with the question of a turn, and has the piece of advice that fits.
func Hint(r practice.Round, turn int, q bank.Question, with practice.Advice) Message {
	blocks := []slack.Block{smallPlain("A hint for " + numberedInside(r, turn))}
	blocks = append(blocks, structure(q, 6)...)
	blocks = append(blocks, list("What could back it up", q.Evidence, 3, 200)...)
	if len(blocks) == 1 {
		blocks = append(blocks, own("Say what was going on, what you did, and what came of it."))
	}
	blocks = appendAdvice(blocks, with)
	if t := turnOf(r, turn); !t.Clarified && !t.Reverse {
		blocks = append(blocks, small("Unsure what's asked? Type `clarify`, and I'll put it in other words."))
	}
	return message(blocks...)
}

// HintAbove says that the one hint of a question was given already.
func HintAbove() Message { return message(own("The hint for this question is above.")) }
