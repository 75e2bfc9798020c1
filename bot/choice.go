package bot

import (
	"greenroom/bank"
	"greenroom/practice"
)

// choiceWords are the words that [parseChoice] knows.
var choiceWords = []string{
	"screening", "technical", "strategy", "leadership", "loop", "friendly", "neutral", "pressing", "full", "express", "practice", "live",
	"new-manager", "manager", "senior", "new", "round", "interview", "interviewer", "mock", "and",
}

// parseChoice reads the words by which a round is chosen without the form, such
// as "strategy express". Any order will do; what is not named stays open.
func parseChoice(words []string) (practice.Choice, bool) {
	if len(words) > 0 && words[0] == "/interview" {
		words = words[1:]
	}
	var c practice.Choice
	for i, w := range words {
		switch w {
		case "screening", "technical", "strategy":
			c.Kind = practice.Kind(w)
		case "leadership":
			c.Kind = practice.Strategy
		case "loop":
			c.Kind = practice.Loop
		case "full", "express":
			c.Length = practice.Length(w)
		case "practice", "live":
			c.Mode = practice.Mode(w)
		case "new-manager", "senior":
			c.Level = bank.Level(w)
		case "new":
			if i+1 == len(words) || words[i+1] != "manager" {
				return c, false
			}
			c.Level = bank.NewManager
		case "manager":
			if i == 0 || words[i-1] != "new" {
				c.Level = bank.Manager
			}
		case "friendly", "neutral", "pressing":
			c.Manner = practice.Manner(w)
		case "round", "interview", "interviewer", "mock", "and":
		default:
			return c, false
		}
	}
	return c, c != (practice.Choice{})
}
