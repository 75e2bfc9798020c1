package practice

import "greenroom/bank"

// A Kind says what a mock interview is made of: one round, or all of them.
type Kind string

// The kinds. Each but the full loop is the round of its name.
const (
	Screening = Kind(bank.Screening)
	Technical = Kind(bank.Technical)
	Strategy  = Kind(bank.Strategy)
	Loop      = Kind("loop") // all three, with a break between them
)

// Kinds returns every kind, in the order in which they are offered.
func Kinds() []Kind { return []Kind{Screening, Technical, Strategy, Loop} }

// Rounds returns the rounds that an interview of the kind has, in their order.
func (k Kind) Rounds() []bank.Round {
	if k == Loop {
		return bank.Rounds()
	}
	return []bank.Round{bank.Round(k)}
}

// A Mode says how much help a round gives.
type Mode string

// The modes.
const (
	PracticeMode Mode = "practice" // hints at hand
	LiveMode     Mode = "live"     // timed, no hints before the debrief
)

// A Length says how long a round is.
type Length string

// The lengths.
const (
	Full    Length = "full"    // to the clock
	Express Length = "express" // three questions
)

// A Manner is how the interviewer speaks and how far they probe. It changes
// nothing about what is read off an answer.
type Manner string

// The manners.
const (
	Friendly Manner = "friendly"
	Neutral  Manner = "neutral"
	Pressing Manner = "pressing"
)

// Manners returns every manner, the mildest first.
func Manners() []Manner { return []Manner{Friendly, Neutral, Pressing} }

// FollowUps returns how many follow-ups to a question the interviewer asks at
// the most.
func (m Manner) FollowUps() int {
	if m == Pressing {
		return 3
	}
	return 1
}

// A Choice is what a person asks for in the form of a round.
type Choice struct {
	Kind   Kind
	Length Length
	Mode   Mode
	Level  bank.Level
	Manner Manner
}

// DefaultChoice is what the form shows the first time.
var DefaultChoice = Choice{Kind: Screening, Length: Full, Mode: PracticeMode, Level: bank.Manager, Manner: Neutral}

// Or returns the choice with what it leaves open taken from d.
func (c Choice) Or(d Choice) Choice {
	if c.Kind == "" {
		c.Kind = d.Kind
	}
	if c.Length == "" {
		c.Length = d.Length
	}
	if c.Mode == "" {
		c.Mode = d.Mode
	}
	if c.Level == "" {
		c.Level = d.Level
	}
	if c.Manner == "" {
		c.Manner = d.Manner
	}
	return c
}

// Minutes returns how long the chosen interview takes to the clock, breaks left
// out.
func (c Choice) Minutes() int {
	sum := 0
	for _, round := range c.Kind.Rounds() {
		sum += minutesOf(round, c.Length)
	}
	return sum
}
