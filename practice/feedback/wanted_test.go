package feedback_test

import (
	"slices"
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

func TestWhatAQuestionWantsDependsOnItsStyle(t *testing.T) {
	story := bank.Question{Ask: "Tell me about an outage that you led.", Style: bank.Behavioural}
	fact := bank.Question{Ask: "What is a DMZ?", Style: bank.Knowledge}
	if want := feedback.Wanted(story); !slices.Contains(want, bank.GapResult) || slices.Contains(want, bank.GapKeyPoints) {
		t.Errorf("a story wants %v", want)
	}
	if want := feedback.Wanted(fact); slices.Contains(want, bank.GapResult) || slices.Contains(want, bank.GapKeyPoints) {
		t.Errorf("a fact without key points wants %v", want)
	}
	fact.KeyPoints = []bank.KeyPoint{{Point: "it lies between two networks"}}
	if want := feedback.Wanted(fact); !slices.Contains(want, bank.GapKeyPoints) {
		t.Errorf("a fact with key points wants %v", want)
	}
	if missing := feedback.Read(story, "We had one.").Missing(story); !slices.Equal(missing, feedback.Wanted(story)) {
		t.Errorf("a few words lack %v", missing)
	}
}

func TestWhatWasFoundIsQuoted(t *testing.T) {
	q := bank.Question{Ask: "Tell me about an outage that you led.", Style: bank.Behavioural}
	const said = "In May our mail was down. I told the service desk what to say every 20 minutes. " +
		"I chose to restore the old server rather than to repair the new one, although that cost us a day of mail. " +
		"Mail was back by noon, and complaints fell from 90 to 4."
	r := feedback.Read(q, said)
	for gap, words := range map[bank.Gap]string{
		bank.GapTradeOff:  "rather than to repair",
		bank.GapAlignment: "service desk",
		bank.GapEvidence:  "90 to 4",
	} {
		if got := r.Quote(gap); !strings.Contains(got, words) || !strings.Contains(said, got) {
			t.Errorf("%s is quoted as %q", gap, got)
		}
	}
	if got := r.Quote(bank.GapReflection); got != "" {
		t.Errorf("nothing was learned, and %q is quoted", got)
	}
}
