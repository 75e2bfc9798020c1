package bot

import (
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice"
)

func TestARoundIsChosenInWords(t *testing.T) {
	for typed, want := range map[string]practice.Choice{
		"technical":                       {Kind: practice.Technical},
		"strategy express":                {Kind: practice.Strategy, Length: practice.Express},
		"strategy and leadership":         {Kind: practice.Strategy},
		"full loop":                       {Kind: practice.Loop, Length: practice.Full},
		"loop live pressing":              {Kind: practice.Loop, Mode: practice.LiveMode, Manner: practice.Pressing},
		"screening senior friendly":       {Kind: practice.Screening, Level: bank.Senior, Manner: practice.Friendly},
		"friendly interviewer screening":  {Kind: practice.Screening, Manner: practice.Friendly},
		"new manager screening round":     {Kind: practice.Screening, Level: bank.NewManager},
		"new-manager express":             {Level: bank.NewManager, Length: practice.Express},
		"manager technical practice":      {Kind: practice.Technical, Level: bank.Manager, Mode: practice.PracticeMode},
		"mock interview technical live":   {Kind: practice.Technical, Mode: practice.LiveMode},
		"/interview technical":            {Kind: practice.Technical},
		"interview leadership neutral":    {Kind: practice.Strategy, Manner: practice.Neutral},
		"full screening live new manager": {Kind: practice.Screening, Length: practice.Full, Mode: practice.LiveMode, Level: bank.NewManager},
	} {
		if got, ok := parseChoice(strings.Fields(typed)); !ok || got != want {
			t.Errorf("%q: %+v, %v; want %+v", typed, got, ok, want)
		}
	}
	for _, typed := range []string{"", "interview", "mock round", "technical espresso", "a technical manager", "new technical", "new"} {
		if got, ok := parseChoice(strings.Fields(typed)); ok {
			t.Errorf("%q is taken for %+v", typed, got)
		}
	}
}
