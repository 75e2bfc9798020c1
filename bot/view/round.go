package view

import (
	"github.com/slack-go/slack"

	"greenroom/practice"
)

// Paused says that the clock of a round stands.
func Paused(r practice.Round) Message {
	return message(
		own("*Paused.* The clock stands still at "+numberedInside(r, r.Turn)+", and nothing is lost."),
		buttons(button(ActRoundResume, "Resume", PressValue(r.ID, r.Step())).WithStyle(slack.StylePrimary)),
		small("Or type `resume`. I keep it for you until "+date(r.LapsesAt(), day)+"."),
	)
}

// Kept says that something said in a pause was kept.
func Kept(r practice.Round) Message {
	return message(
		own("I've kept that. The round is still paused: press *Resume* or type `resume` to go on."),
		buttons(button(ActRoundResume, "Resume", PressValue(r.ID, r.Step()))),
	)
}

// Pointer says, once, where the thread of a round is.
func Pointer(r practice.Round, url string) Message {
	blocks := []slack.Block{own("I've put that into your answer to " + numberedInside(r, r.Turn) + ". The round goes on in its thread, and here works too.")}
	return message(append(blocks, rowOf(link(ActRoundGo, "Open the thread", url))...)...)
}

// rowOf returns a row of buttons, or none where there are no buttons.
func rowOf(elements []slack.BlockElement) []slack.Block {
	if len(elements) == 0 {
		return nil
	}
	return []slack.Block{buttons(elements...)}
}

// RoundStarted tells whoever started a round in a channel where it is.
func RoundStarted(r practice.Round, url string) Message {
	words := "Your " + interviewName(r.Choice.Kind) + " is ready in your DM with me."
	if !linkable(url) {
		words += " You find me under *Apps*."
	}
	return message(append([]slack.Block{own(words)}, append(rowOf(link(ActRoundGo, "Open the round", url)), small(onlyYou))...)...)
}

// RoundMoved tells whoever did something to their round outside of it where it
// goes on.
func RoundMoved(r practice.Round, url string) Message {
	words := "Done. Your round is at " + numberedInside(r, r.Turn) + "."
	switch {
	case r.Stage == practice.Ended:
		words = "Done. Your round is over: the debrief is in its thread."
	case r.Stage == practice.Rating:
		words = "Your round has ended. Rate your answers, then comes the debrief."
	case r.Stage == practice.Break:
		words = "Done. Your full loop is in a break: `continue` starts the next round."
	case !r.PausedAt.IsZero():
		words = "Done. Your round is paused at " + numberedInside(r, r.Turn) + "."
	}
	blocks := append([]slack.Block{own(words)}, rowOf(link(ActRoundGo, "Open the round", url))...)
	return message(append(blocks, small(onlyYou))...)
}

// MovedBelow says, below the thread of a round, where in it a word that was typed
// there has acted.
func MovedBelow(r practice.Round, word, url string) Message {
	what := first(numberedInside(r, r.Turn))
	if n, _ := r.Counted(r.Turn); n == 0 {
		what = "Your turn to ask"
	}
	switch {
	case r.Stage == practice.Ended:
		what = "The debrief"
	case r.Stage == practice.Break:
		return pointing("The break is in the thread. Type `continue` when you're ready.", url)
	case r.Stage == practice.Rating:
		return pointing("Rate your answers in the thread, then comes the debrief.", url)
	case !r.PausedAt.IsZero():
		return pointing("Paused at "+numberedInside(r, r.Turn)+". Type `resume` to go on.", url)
	case word == "hint":
		what = "The hint"
	case word == "clarify" && r.Stage == practice.Following:
		what = "What the follow-up is after"
	case word == "clarify":
		what += " in other words"
	case r.Stage == practice.Following:
		what = "The follow-up to " + numberedInside(r, r.Turn)
	}
	return pointing(what+" is in the thread.", url)
}

// pointing says a line, with a button that leads to the round's thread.
func pointing(words, url string) Message {
	return message(append([]slack.Block{own(words)}, rowOf(link(ActRoundGo, "Open", url))...)...)
}

// RateFirst says what can be done while only the ratings of a round are open;
// heard tells that something was typed that could have been an answer.
func RateFirst(r practice.Round, url string, heard bool) Message {
	words := "Your round has ended. Rate your answers if you like, then type `done` for the debrief."
	if heard {
		words = "Rate above if you like, then type `done` for the debrief. I've kept nothing of that."
	}
	row := append(link(ActRoundGo, "Open", url), button(ActRoundDebrief, "Show the debrief", PressValue(r.ID, r.Step())))
	return message(own(words), buttons(row...))
}

// PausedAlready says that a round stands already.
func PausedAlready() Message {
	return message(own("It's paused already. Type `resume` to go on."))
}

// NoDebriefYet says that a round must end before its debrief.
func NoDebriefYet() Message {
	return message(own("The debrief comes when the round is over. Type `end` to end it now: what you've answered is kept."))
}

// RunningAlready says that a round is running and offers to go on or to end it
// for another, the chosen one.
func RunningAlready(r practice.Round, url string, chosen practice.Choice) Message {
	v := PressValue(r.ID, r.Step())
	row := link(ActRoundGo, "Open it", url)
	state := "running: " + numberedInside(r, r.Turn)
	switch {
	case r.Stage == practice.Break:
		state = "in a break"
		row = append(row, button(ActRoundNext, "Start the next round", v).WithStyle(slack.StylePrimary))
	case r.Stage == practice.Rating:
		state = "open: only your ratings are missing"
		row = append(row, button(ActRoundDebrief, "Show the debrief", v).WithStyle(slack.StylePrimary))
	case !r.PausedAt.IsZero():
		state = "paused at " + numberedInside(r, r.Turn)
		row = append(row, button(ActRoundResume, "Resume", v).WithStyle(slack.StylePrimary))
	}
	row = append(row, button(ActRoundNew, "End it and start another", ChoiceValue(chosen)).
		WithConfirm(confirm("End this round?", "What you've answered is kept. Then you choose the next one.", "End it", "Keep it")))
	return message(own("You have a "+interviewName(r.Choice.Kind)+" "+state+"."), buttons(row...), small("One at a time: it waits in your DM with me."))
}

// Lapsed says that a round was forgotten and has ended.
func Lapsed(r practice.Round) Message {
	return message(
		own("Your "+interviewName(r.Choice.Kind)+" of "+date(r.StartedAt, day)+" waited for 7 days, so I've closed it. What you answered is kept: type `review` to see it."),
		buttons(button(ActRoundForm, "Start a round", "")),
	)
}
