package practice

import (
	"math"

	"greenroom/bank"
)

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

// A Choice is what a person asks for in the form of a round.
type Choice struct {
	Kind   bank.Round
	Length Length
	Mode   Mode
	Level  bank.Level
}

// DefaultChoice is what the form shows the first time.
var DefaultChoice = Choice{Kind: bank.Screening, Length: Full, Mode: PracticeMode, Level: bank.Manager}

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
	return c
}

// Minutes returns how long the chosen round takes to the clock.
func (c Choice) Minutes() int {
	switch {
	case c.Length == Express:
		return expressTurns * int(math.Round(perQuestion))
	case c.Kind == bank.Screening:
		return 30
	}
	return 60
}
