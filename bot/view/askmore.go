package view

import (
	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/practice"
	"greenroom/practice/feedback"
)

// moreBecause asks to hear more, by why what was said could not be assessed. The
// first three are followed by what is wanted, in moreOf, and having none by what comes
// closest.
var moreBecause = map[feedback.Obstacle]lines{
	feedback.TooShort: {
		practice.Friendly: {"I'd love to hear more of that.", "I'd like to hear more, if you have it."},
		practice.Neutral:  {"I'd like to hear more of that.", "Could I hear more of it?"},
		practice.Pressing: {"That's brief. I'd like to hear more.", "I need to hear more than that."},
	},
	feedback.SaysItTwice: {
		practice.Friendly: {"That part I have, thank you. I'd like to hear more.", "I think I've got that bit. I'd like to hear more."},
		practice.Neutral:  {"I have that part. I'd like to hear more.", "That I've noted. What else is there?"},
		practice.Pressing: {"That I have. I'd like to hear more.", "I've heard that part. What else?"},
	},
	feedback.AsksAgain: {
		practice.Friendly: {"I hear my question in that. I'd like to hear more of your own answer.", "So far it's mostly the question. I'd like to hear your side of it."},
		practice.Neutral:  {"That's mostly the question. I'd like to hear more of your answer.", "So far it's mostly the question. What's your answer?"},
		practice.Pressing: {"That's my question. What's your answer?", "The question I know. Your answer, please."},
	},
	feedback.HasNone: {
		practice.Friendly: {"That's fine, thank you for saying so.", "No harm in that, and thank you for being open."},
		practice.Neutral:  {"That's fine to say.", "Fair enough."},
		practice.Pressing: {"All right, then another way.", "Then another way."},
	},
	feedback.NotEnglish: {
		practice.Friendly: {"I can only follow English here, sorry. Could you tell me that again in English? Simple words are fine.", "I'm lost in other languages, sorry. Would you say it in English? Simple words are fine."},
		practice.Neutral:  {"I can only follow English here. Could you say that again in English? Simple words will do.", "In English, please, since I follow nothing else. Simple words will do."},
		practice.Pressing: {"English, please: I can't follow anything else here. Simple words will do.", "Once more in English, please. Simple words will do."},
	},
	feedback.NotText: {
		practice.Friendly: {"I can't make that out, sorry. Could you write it in plain words?", "That came out garbled, sorry. Could you type it once more?"},
		practice.Neutral:  {"I can't read that as text. Could you write it in plain words?", "That's no text that I can read. Could you type it once more?"},
		practice.Pressing: {"I can't read that. Plain words, please.", "Unreadable, I'm afraid. Type it once more, please."},
	},
}

// moreOf says what more is wanted of, by the style of the question.
var moreOf = map[bank.Style]string{
	bank.Behavioural: "One case of yours: what was going on, what you did, and what came of it.",
	bank.Situational: "What would you do first, who would you speak to, and what then?",
	bank.Approach:    "How do you go about it, step by step, and when did you last do it?",
	bank.Knowledge:   "What is it in your own words, and where does it matter?",
	bank.Motivation:  "What's behind it: something you've seen or done yourself?",
}

// More asks to hear more of the answer to a turn's question. why is what keeps
// it from being assessed, "" where that is not known.
func More(r practice.Round, turn int, style bank.Style, why feedback.Obstacle) Message {
	because, ok := moreBecause[why]
	if !ok {
		because = moreBecause[feedback.TooShort]
	}
	words := because.nth(r, before(r, turn, func(t practice.Turn) bool { return t.More }))
	if why == feedback.HasNone {
		words += " " + feedback.Closest(style)
	} else if want := moreOf[style]; why != feedback.NotEnglish && why != feedback.NotText {
		words += " " + either(want, moreOf[bank.Behavioural])
	}
	blocks := []slack.Block{smallPlain(numbered(r, turn)), own(words)}
	if advice := adviceAtMore(turnOf(r, turn)); why != feedback.HasNone || advice != practice.BeHonest {
		blocks = appendAdvice(blocks, advice) // else the interviewer has said it
	}
	return message(append(blocks,
		turnButtons(r, practice.Step{Turn: turn, Stage: practice.Elaborating}),
		small("Add to what you've written, then *Done* or `done`."),
	)...)
}
