package bank

import (
	"strings"
	"testing"
)

func TestProseThatWasCopiedIsFound(t *testing.T) {
	asks := []string{"In what order do our shops get the new tills?", "Who switches off the cold store on Sundays?", "How long do we keep pictures from the car park?"}
	const eight = "somebody has to stand up in the morning"
	for _, test := range []struct {
		name string
		add  [3]string // to each question
		want string
	}{
		{"eight words in three questions, in other fields, case and punctuation",
			[3]string{"  why: Because somebody has to stand up in the morning.\n", "  signals: [\"Somebody has to stand up, in the morning!\"]\n", "  anchors: {\"1\": x, \"3\": y, \"5\": \"Knows (somebody has to stand up in the Morning) why.\"}\n"},
			`a.yaml:18:3: q3: anchors has 8 words in a row ("somebody has to stand up in the morning") that stand in why of q1 at a.yaml:6:3 and signals of q2 at a.yaml:12:3 too: say it in words of its own`},
		{"more than eight words are one run",
			[3]string{"  why: It's that somebody has to stand up in the morning.\n", "  judges: Its that somebody has to stand up in the morning then.\n", "  example: So it’s that somebody has to stand up in the morning.\n"},
			`a.yaml:18:3: q3: example has 10 words in a row ("its that somebody has to stand up in the morning") that stand in why of q1 at a.yaml:6:3 and judges of q2 at a.yaml:12:3 too: say it in words of its own`},
		{"in two questions", [3]string{"  why: " + eight + "\n", "  why: " + eight + "\n", "  why: Another reason.\n"}, ""},
		{"three times in two questions", [3]string{"  why: " + eight + "\n  judges: " + eight + "\n", "  why: " + eight + "\n", ""}, ""},
		{"seven words", [3]string{"  why: Somebody has to stand up in the night.\n", "  why: somebody has to stand up in the evening\n", "  why: Somebody has to stand up in the dark.\n"}, ""},
		{"across two texts", [3]string{"  signals: [somebody has to stand, up in the morning]\n", "  why: " + eight + "\n", "  why: " + eight + "\n"}, ""},
		{"in every prose field", [3]string{
			"  structure: {name: N, parts: [{name: a, prompt: " + eight + "}, {name: b, prompt: x}]}\n",
			"  weak: {text: Nothing., flaws: [" + eight + "]}\n",
			"  follow_ups: [{ask: Why?, checks: " + eight + ", kind: depth}]\n"},
			"a.yaml:18:3: q3: follow_ups has 8 words in a row"},
		{"in the others", [3]string{
			"  evidence: [" + eight + "]\n", "  red_flags: [" + eight + "]\n", "  key_points: [{point: " + eight + ", terms: [x]}]\n"},
			"a.yaml:18:3: q3: key_points has 8 words in a row"},
		{"names of structures and parts do not count", [3]string{
			"  structure: {name: " + eight + ", parts: [{name: " + eight + ", prompt: x}, {name: b, prompt: z}]}\n",
			"  structure: {name: " + eight + ", parts: [{name: " + eight + ", prompt: y}, {name: b, prompt: w}]}\n",
			"  why: " + eight + "\n"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := ""
			for i, ask := range asks {
				text += asking([]string{"q1", "q2", "q3"}[i], ask) + test.add[i]
			}
			got := check(t, map[string]string{"a.yaml": text})
			if strings.Contains(got, "\n") || got != test.want && (test.want == "" || !strings.HasPrefix(got, test.want)) {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestQuestionsMayBeginAlikeAndHaveTheDefaults(t *testing.T) {
	got := check(t, map[string]string{"a.yaml": strings.ReplaceAll(
		asking("q1", "Tell me about a time when you had to close a shop.")+
			asking("q2", "Tell me about a time when you had to read a meter.")+
			asking("q3", "Tell me about a time when you had to feed the gulls."), "approach", "behavioural")})
	if got != "" {
		t.Error(got)
	}
}

func TestOfManyPlacesSomeAreNamed(t *testing.T) {
	var entries []entry
	for i := range 9 {
		entries = append(entries, entry{at: place{"a.yaml", i + 1, 1}, Question: Question{ID: "q", Why: "one two three four five six seven eight"}})
	}
	got := cloned(entries)
	if len(got) != 1 || got[0].Line != 9 || strings.Count(got[0].Text, "a.yaml:") != mostPlaces || !strings.Contains(got[0].Text, " and 3 more too") {
		t.Errorf("got %v", got)
	}
}
