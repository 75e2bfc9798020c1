package feedback_test

import (
	"slices"
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/practice/feedback"
)

func noteOf(r feedback.Report, kind feedback.NoteKind) (feedback.Note, bool) {
	i := slices.IndexFunc(r.Notes, func(n feedback.Note) bool { return n.Kind == kind })
	if i < 0 {
		return feedback.Note{}, false
	}
	return r.Notes[i], true
}

const runUp = "The dairy in Lienz has two halls and a long yard between them, and in winter the yard is under snow for weeks. " +
	"The order line came in over a cable that somebody had hung from the lamps in the nineties. Every storm made it swing, every swing lost orders, and " +
	"the drivers stood there with empty vans before dawn. The director was furious, the drivers were angry, and the shops rang from five in the morning on. "

func TestALongRunUpIsNamed(t *testing.T) {
	r := feedback.Read(story, runUp+"I laid a new cable in the heating duct with the caretaker. Since then the line has not failed once in nine months.")
	n, ok := noteOf(r, feedback.NoteRunUp)
	if !r.RunUp.Long || !ok || n.Quote != r.RunUp.Quote || !strings.HasPrefix(n.Quote, "I laid a new cable") {
		t.Errorf("%+v, %+v", r.RunUp, r.Notes)
	}
	for name, answer := range map[string]string{
		"a balanced one":         bakery,
		"with an early action":   "I was new, so I walked the yard first. " + runUp + "I laid a new cable in the heating duct. Since then the line has not failed.",
		"with an elided action":  "Walked the yard first. " + runUp + "I laid a new cable in the heating duct. Since then the line has not failed.",
		"a story without action": runUp,
		"in the present tense":   "So I walk the yard first. " + runUp + "I laid a new cable in the heating duct. Since then the line has not failed.",
	} {
		if r := feedback.Read(story, answer); r.RunUp.Long {
			t.Errorf("%s: %+v", name, r.RunUp)
		}
	}
	q := story
	q.Style = bank.Situational
	if r := feedback.Read(q, runUp+"I laid a new cable in the heating duct."); r.RunUp != (feedback.RunUp{}) {
		t.Errorf("only a story has a run-up: %+v", r.RunUp)
	}
}

func TestLengthIsHeldAgainstTheQuestionsMinutes(t *testing.T) {
	words := func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString([]string{"I moved the till to hall nine and ", "they counted boxes there, so ", "we left it open. Then "}[i%3])
		}
		return strings.Join(strings.Fields(b.String())[:n], " ")
	}
	for _, test := range []struct {
		words   int
		minutes float64
		want    feedback.Length
	}{{93, 2, feedback.Short}, {94, 2, ""}, {280, 2, ""}, {448, 2, ""}, {449, 2, feedback.Long}, {449, 0, ""}, {449, 4, ""}} {
		q := story
		q.Minutes = test.minutes
		if r := feedback.Read(q, words(test.words)); r.Words != test.words || r.Assessed && r.Length != test.want {
			t.Errorf("%d words for %v min: %d words, %q, want %q; %s", test.words, test.minutes, r.Words, r.Length, test.want, r.Reason)
		}
	}
	q := story
	q.Minutes = 0.5
	r := feedback.Read(q, bakery+" "+strings.NewReplacer("Lienz", "Spittal", "March", "April", "oven", "mixer", "nine", "ten", "bakery", "dairy").Replace(bakery)+" The dairy and the bakery share a yard, so the drivers of both told the story to each other.")
	if n, ok := noteOf(r, feedback.NoteLength); r.Length != feedback.Long || !ok || !strings.Contains(n.Reason, "Spoken") {
		t.Errorf("%d words, %q, %+v", r.Words, r.Length, r.Notes)
	}
	q.Minutes = 3
	r = feedback.Read(q, bakery)
	if _, ok := noteOf(r, feedback.NoteLength); r.Length != feedback.Short || ok && len(r.Notes) > 1 {
		t.Errorf("%q, %+v", r.Length, r.Notes)
	}
}

func TestAWordUsedStrikinglyOftenIsCounted(t *testing.T) {
	pet := strings.NewReplacer("I traced", "Obviously I traced", "moved it", "obviously moved it", "Since then", "Obviously since then", "I've learned", "I've obviously learned").Replace(bakery)
	r := feedback.Read(story, pet)
	n, ok := noteOf(r, feedback.NoteOften)
	if len(r.Often) != 1 || !r.Often[0].Pet || r.Often[0].Count != 4 || !ok || n.Quote != "Obviously" {
		t.Errorf("%+v, %+v", r.Often, r.Notes)
	}
	for name, answer := range map[string]string{
		"nothing":                    bakery,
		"fillers":                    strings.ReplaceAll(bakery, ", ", ", um, you know, "),
		"which kind it was":          bakery + " What kind of oven, what kind of door, which kind of room: each kind of thing has its kind of heat, and that kind of heat kills this kind of switch and every kind of cable.",
		"its three times three vans": strings.ReplaceAll(bakery, "the line", "the line"),
	} {
		if r := feedback.Read(story, answer); name != "which kind it was" && len(r.Often) > 0 || slices.ContainsFunc(r.Often, func(x feedback.Repeated) bool { return x.Word == "kind" }) {
			t.Errorf("%s: %+v", name, r.Often)
		}
	}
	if r := feedback.Read(story, strings.Replace(bakery, "I traced", "Um, uh, I traced", 1)); r.Fillers < 2 {
		t.Errorf("fillers: %d", r.Fillers)
	}
}

func TestWhatWasChosenOverWhatIsQuotedWithItsReason(t *testing.T) {
	for _, test := range []struct{ said, reason string }{
		{"I bought a scanner instead of new tablets, because the gloves don't work on glass.", "because"},
		{"I gave up the summer release for it.", ""},
		{"I chose the slow rollout over the big bang. The reason was the harvest.", "The reason was the harvest."},
		{"The trade-off is work against say.", ""},
	} {
		r := feedback.Read(story, plant(test.said))
		if !r.TradeOff.Present || !strings.Contains(test.said, r.TradeOff.Quote) || r.Because.Present != (test.reason != "") || !strings.Contains(r.Because.Quote, test.reason) {
			t.Errorf("%q: %+v because %+v", test.said, r.TradeOff, r.Because)
		}
	}
	for _, said := range []string{
		"We sold eleven seats instead of 24.", "I decided to call them.", "You just can't give up.", "Users come with solutions rather than problems.",
		"They gave up in the end.", "Some compromise was found.",
	} {
		if r := feedback.Read(story, plant(said)); r.TradeOff.Present {
			t.Errorf("%q: %+v", said, r.TradeOff)
		}
	}
}

func TestBlameIsNotedInAFriendsVoice(t *testing.T) {
	r := feedback.Read(story, strings.Replace(bakery, "I traced", "The carrier's people never listened. I traced", 1))
	if n, ok := noteOf(r, feedback.NoteBlame); !ok || n.Quote != "people never listened" {
		t.Errorf("%q, %+v", r.Blame, r.Notes)
	}
}

// An honest story of an incident is full of words that a keyword list calls
// weak. None of them is a signal.
func TestAnHonestStoryOfAnIncidentDrawsNothingForItsWords(t *testing.T) {
	r := feedback.Read(story, "It was a terrible failure: in March the mail of our clinic in Linz was down for nine hours, and the problem was a mistake of mine, an error in a rule. "+
		"I failed to test it. I rolled the rule back, rang the head nurse about the problem every hour and wrote down what went wrong. "+
		"The failure cost us 40 appointments. Since then I test each rule on a copy, and no such problem has come back in two years. I've learned to say early that I have failed.")
	if len(r.Blame)+len(r.Often)+len(r.Confidential) > 0 || len(r.Notes) > 0 {
		t.Errorf("%+v", r)
	}
}

func TestHedgesAreCountedAsTheyAreSpoken(t *testing.T) {
	for text, want := range map[string]bool{
		"I moved the till to the other line, basically, and I don't think that anybody saw it happen on that day at all.":      true,
		"We had like forty calls in the first hour, and ummm, I wrote the answer on the page and they stopped ringing us.":     true,
		"I'd hope to keep both of them, and I looked at what kind of work each of the two would like to do in the new year.":   false,
		"I did something like it at an insurer once, and the people there told me that it was like a castle with one gate.":    false,
		"We had three tickets more or less on that day, you see, and I closed all three before I went to lunch with the team.": false,
	} {
		if got := feedback.Read(story, text).Hedged; got != want {
			t.Errorf("%q: hedged %v, want %v", text, got, want)
		}
	}
}
