package bot

import (
	"strings"
	"testing"
)

func TestWhatAMentionAsksFor(t *testing.T) {
	b := &Bot{self: self{user: "UBOT"}}
	for _, c := range []struct {
		text, word string
		ok         bool
	}{
		{"<@UBOT> guide", "guide", true},
		{"<@UBOT> Example please!", "example", true},
		{"<@UBOT>, please feedback?", "feedback", true},
		{"<@UBOT> thank you :)", "thanks", true},
		{"<@UBOT>", "help", true},
		{"<@UBOT> what should I say", "", true},
		{"<@UBOT> you there?", "", true},
		{"<@UBOT> here's my answer: we moved the whole clinic in one weekend", "", false},
		{"an answer, <@UBOT> guide", "", false},
		{"guide", "", false},
		{"<@UBEN> guide", "", false},
	} {
		word, _, ok := b.asked(c.text)
		if word != c.word || ok != c.ok {
			t.Errorf("%q asks for %q, %v", c.text, word, ok)
		}
	}
}

func TestABareWordIsNothingBesideIt(t *testing.T) {
	for text, want := range map[string]string{
		"guide": "guide", "Guidance!": "guide", " *Follow-up*? ": "follow-up", "WHY": "why", "`why`": "why", "`example`.": "example",
		"Why?": "", "why ?!": "", "Example?": "", "“Feedback?”": "feedback",
		"feedback": "feedback", "Try  again …": "try again",
		"": "", "?": "", "help": "", "thanks": "", "again": "", "why not": "", "please guide": "", "guide\nme": "", "<@UBEN> why": "", "whyy": "",
	} {
		if got := bareWord(text); got != want {
			t.Errorf("%q asks for %q, not %q", text, got, want)
		}
	}
}

func TestSlipsOfTheFingersAreSeen(t *testing.T) {
	known := []string{"technical", "express", "export", "live"}
	for typed, want := range map[string]string{
		"technicl": "technical", "technical espresso": "technical express", "exprot": "export", "frobnicate": "", "life now": "",
	} {
		if got := nearest(strings.Fields(typed), known); got != want {
			t.Errorf("%q is taken for %q, not %q", typed, got, want)
		}
	}
}
