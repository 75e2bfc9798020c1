package feedback

import (
	"slices"
	"testing"

	"greenroom/bank"
)

func TestRulesFindWhatWouldBeDoneOtherwiseInManyWords(t *testing.T) {
	const story = "The till software at the bakery chain failed on a Saturday. I drove to the shop and swapped the disk. "
	for _, test := range []struct {
		said string
		want bool
	}{
		{"I read the minimum before the price these days.", true},
		{"I put a second source in every hardware order since.", true},
		{"I don't start with a ticket tool any longer.", true},
		{"Were I to move a shop again I'd start with the ovens.", true},
		{"I'd ask for the drawings first, should it ever come back.", true},
		{"I won't wait eleven days for anybody again.", true},
		{"I've stopped believing labels on disks.", true},
		{"I wish I'd asked the bakers in the spring.", true},
		{"From that night on the spare lives in my car.", true},
		{"What I've kept from that is to weigh the box.", true},
		{"Since then no change of mine goes in on a Saturday.", true},
		{"A spare disk has been mandatory since then.", true},
		{"Should of asked the bakers first probably.", true},
		{"What that morning showed is that people forgive a fault and no silence.", true},
		{"I've signed nothing over a year since.", true},
		{"What I would do differently is that I told the bakers only at noon.", true},
		{"I put the old disk into a drawer.", false},
		{"Since then no till has failed.", false},
		{"What the screen showed was a date of 1970.", false},
		{"I read the log since the lamp was red.", false},
		{"The bakers were at work by four.", false},
		{"I'd like to build something like it again.", false},
	} {
		a := parse(bank.Question{Style: bank.Behavioural, Ask: "Tell me about an outage."}, story+test.said)
		last := len(a.sentences) - 1
		got := slices.ContainsFunc(a.learning(), func(f finding) bool { return f.sentence == last })
		if got != test.want {
			t.Errorf("%q: found %v, want %v", test.said, got, test.want)
		}
	}
}

func TestSentencesAreToldInAMood(t *testing.T) {
	for said, want := range map[string]string{
		"I read the contract first now.":             "present own",
		"I walked to the depot.":                     "past own",
		"The news goes on paper on the door.":        "present other",
		"I'd asked nobody.":                          "past own",
		"I'd ask the electrician.":                   "would own",
		"There were lists until a baker hid a cake.": "past other",
		"The room was cold and it is warm.":          "mixed other",
		"Hence the porter.":                          "none other",
	} {
		a := parse(bank.Question{Style: bank.Behavioural, Ask: "Tell me about an outage."}, said)
		if m := a.mood(0); m.tense+" "+m.who != want {
			t.Errorf("%q is told as %v, want %v", said, m, want)
		}
	}
}

func TestFeaturesSetTodayAgainstTheStory(t *testing.T) {
	a := parse(bank.Question{Style: bank.Behavioural, Ask: "Tell me about an outage."},
		"I drove to the shop and swapped the disk. The bakers clapped. I carry a spare disk these days.")
	var got []string
	a.turns(2, &sink{with: "behavioural", take: func(name []byte) { got = append(got, string(name)) }})
	for _, want := range []string{"turn:now present by own", "mood:present own past last"} {
		if !slices.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
}
