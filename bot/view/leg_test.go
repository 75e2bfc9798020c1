package view

import (
	"strings"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

// A team's own packs may have no question for one of the rounds.
func TestALoopCountsTheRoundsThatItHas(t *testing.T) {
	r := practice.Round{
		ID: "r1", Choice: practice.Choice{Kind: practice.Loop}, Turn: 1, Stage: practice.Asking,
		Turns: []practice.Turn{{Ask: "A?", Round: bank.Screening, Minutes: 8}, {Ask: "B?", Round: bank.Strategy, Minutes: 8}},
	}
	if got := Briefing(r, bank.Employer{}, time.Now()).Text; !strings.Contains(got, "round 2 of 2: strategy") {
		t.Errorf("the briefing says %q", got)
	}
	if got := debriefName(practice.Debrief{Round: r, Leg: 2}); !strings.HasPrefix(got, "strategy and leadership round, 2 of 2") {
		t.Errorf("the debrief is one of %q", got)
	}
}
