package view

import "greenroom/practice"

// How a question is led in, by what it comes after.
var (
	opening = lines{
		practice.Friendly: {"Thanks for taking the time. We'll ease into it.", "Good to meet you. Let's start gently.", "Nice to have you here. Make yourself comfortable."},
		practice.Neutral:  {"Thank you for coming. Let's begin.", "Let's start.", "Here's the first question."},
		practice.Pressing: {"We have a lot to cover, so let's go.", "Right, let's get going.", "Straight to the first question."},
	}
	returning = lines{ // after a break
		practice.Friendly: {"Welcome back. A fresh start.", "Good to see you again. I hope you had some air."},
		practice.Neutral:  {"Welcome back. Let's begin this round.", "Then let's start the next round."},
		practice.Pressing: {"Back to it.", "Next round. Let's go."},
	}
	onward = lines{ // after an answer
		practice.Friendly: {"Thank you. Let's look at something else.", "Thanks for telling me that. Here's the next one.", "Okay, thank you. Let's move on.", "Thanks. A different subject now."},
		practice.Neutral:  {"Thank you. Next question.", "All right. Let's move on.", "Noted. Something else now.", "Okay. Another subject."},
		practice.Pressing: {"Okay. Next.", "Noted. Moving on.", "Next one.", "Let's keep going."},
	}
	passing = lines{ // after a question that was left out
		practice.Friendly: {"That's fine, we'll leave that one. Here's another.", "No problem. Let's try a different one."},
		practice.Neutral:  {"We'll leave that one. Next question.", "All right, without that one. Let's go on."},
		practice.Pressing: {"Then without that one. Next.", "We'll skip it. Next one."},
	}
	surprising = lines{ // before a curveball
		practice.Friendly: {"Something out of the blue now. Just think aloud.", "Here's an unusual one, and there's no trick to it."},
		practice.Neutral:  {"This one is a little unusual.", "Now one that you won't have prepared for."},
		practice.Pressing: {"Let's see how you think.", "Now one that nobody rehearses."},
	}
	yours = lines{ // before the candidate's own questions
		practice.Friendly: {"That's everything from my side. Now it's your turn.", "I've asked enough. Over to you."},
		practice.Neutral:  {"Those were my questions. Now yours.", "That's all from me. Over to you."},
		practice.Pressing: {"That's it from me. Your turn.", "I'm through. Your questions, please."},
	}
)

// A way is one of the ways in which a question is led in.
type way int

const (
	opens way = iota
	returns
	goesOn
	passesOn
	surprises
	handsOver
)

var leads = map[way]lines{
	opens: opening, returns: returning, goesOn: onward, passesOn: passing, surprises: surprising, handsOver: yours,
}

// wayTo returns how the question of a turn is led in.
func wayTo(r practice.Round, turn int) way {
	t := r.Turns[turn]
	switch {
	case t.Reverse:
		return handsOver
	case turn == 0:
		return opens
	case r.Turns[turn-1].Round != t.Round:
		return returns
	case t.Curveball:
		return surprises
	case r.Turns[turn-1].Answer == 0:
		return passesOn
	}
	return goesOn
}

// leadIn returns the words before the question of a turn, or "" where there is
// no such turn.
func leadIn(r practice.Round, turn int) string {
	if turn < 0 || turn >= len(r.Turns) {
		return ""
	}
	way, before := wayTo(r, turn), 0
	for i := range turn {
		if wayTo(r, i) == way {
			before++
		}
	}
	return leads[way].nth(r, before)
}
