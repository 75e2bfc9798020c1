package bot

import (
	"context"
	"errors"

	"greenroom/practice"
)

// roundWords are the buttons of a round as words.
var roundWords = map[string]verb{
	"done": (*practice.Coach).Done, "skip": (*practice.Coach).Skip, "hint": (*practice.Coach).Hint,
	"pause": (*practice.Coach).Pause, "resume": (*practice.Coach).Resume, "end round": (*practice.Coach).EndRound,
	"end": (*practice.Coach).EndRound, "debrief": (*practice.Coach).Debrief,
	"clarify": (*practice.Coach).Clarify, "continue": (*practice.Coach).Continue,
}

// saidFor are other ways in which people say the words of a round: none of them
// is ever all of an answer.
var saidFor = map[string]string{
	"i'm done": "done", "im done": "done", "i am done": "done", "i'm finished": "done", "finished": "done", "i'm through": "done",
	"that's my answer": "done", "thats my answer": "done", "that is my answer": "done",
	"next": "done", "next question": "done", "next one": "done", "the next question": "done",
	"skip it": "skip", "skip this": "skip", "skip that": "skip", "skip this one": "skip", "skip question": "skip",
	"skip this question": "skip", "skip the question": "skip", "pass": "skip",
	"let's skip": "skip", "lets skip": "skip", "let's skip it": "skip", "let's skip this": "skip", "let's skip this one": "skip", "lets skip this one": "skip",
	"can we skip this": "skip", "can we skip this one": "skip", "can i skip this": "skip", "can i skip this one": "skip",
	"move on": "done", "let's move on": "done", "lets move on": "done", "can we move on": "done",
	"a hint": "hint", "hints": "hint", "give me a hint": "hint", "can i have a hint": "hint", "can i get a hint": "hint",
	"pause the round": "pause", "pause it": "pause", "let's pause": "pause", "lets pause": "pause", "take a break": "pause",
	"i need a break": "pause", "i need a pause": "pause", "can we pause": "pause", "can we take a break": "pause", "can i take a break": "pause",
	"unpause": "resume", "resume the round": "resume", "resume it": "resume",
	"continue the round": "continue", "go on": "continue", "carry on": "continue", "let's go on": "continue", "lets go on": "continue",
	"let's continue": "continue", "lets continue": "continue", "next round": "continue", "the next round": "continue",
	"start the next round": "continue", "start next round": "continue",
	"end the round": "end", "end this round": "end", "end it": "end", "end here": "end", "stop the round": "end", "end interview": "end",
	"end the interview": "end", "stop the interview": "end", "stop": "end", "stop it": "end", "quit": "end", "exit": "end",
	"show the debrief": "debrief", "show debrief": "debrief", "show me the debrief": "debrief", "the debrief": "debrief",
	"rephrase": "clarify", "reword": "clarify", "clarification": "clarify", "clarify it": "clarify", "clarify that": "clarify",
	"clarify the question": "clarify", "in other words": "clarify",
}

// whileWaiting are words that begin something new elsewhere, and mean the round
// while it waits in a pause or in a break.
var whileWaiting = map[string]string{"start": "continue", "begin": "continue", "go": "continue", "i'm ready": "continue", "im ready": "continue", "ready": "continue", "i'm back": "continue", "im back": "continue"}

// roundWord returns the word of a round that is meant by what was typed, or "".
func (b *Bot) roundWord(ctx context.Context, in saidInDM, word string) (string, error) {
	if _, is := roundWords[word]; is {
		return word, nil
	}
	verb, waiting := saidFor[word], whileWaiting[word]
	if verb == "" && waiting == "" {
		asks, err := b.clarifyWish(ctx, in)
		if asks {
			verb = "clarify"
		}
		return verb, err
	}
	r, err := b.coach.Running(ctx, in.said.By)
	switch {
	case errors.Is(err, practice.ErrNoRound) && anotherWords[word]:
		return "", nil
	case errors.Is(err, practice.ErrNoRound):
		return verb, nil // to be told that there is none
	case err == nil && verb == "" && (r.Stage == practice.Break || !r.PausedAt.IsZero()):
		return waiting, nil
	}
	return verb, err
}
