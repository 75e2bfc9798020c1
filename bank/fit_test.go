package bank

import (
	"strings"
	"testing"
)

func TestAStructureFitsItsStyle(t *testing.T) {
	for _, test := range []struct {
		name        string
		style, area string
		structure   string // name: parts, with prompts after =
		want        string // how the mistake begins; "" for none
	}{
		{"a story for a story", "behavioural", "people", "STAR: situation, task, action, result", ""},
		{"a story for an approach", "approach", "people", "Four steps: Situation, Task, Action, Result, learning", "the structure tells a story from the past (STAR), and a question of style approach asks for none"},
		{"a story by name", "situational", "people", "The STAR method: first, second", "the structure tells a story"},
		{"a star that is none", "approach", "strategy", "North star: aim, star chart", ""},
		{"starting is no star", "approach", "strategy", "START: aim, steps", ""},
		{"a story for knowledge", "knowledge", "cloud", "Told: situation, task, action, result, definition", "the structure tells a story"},
		{"a story's parts by half", "approach", "people", "Mine: situation, action, result", ""},
		{"a case not yet lived for a story", "behavioural", "people", "Case: clarify, options, choice, check", "the structure is for a case not yet lived or for a way of working"},
		{"a way of working for a story", "behavioural", "people", "Way: principle, steps, example", "the structure is for a case not yet lived or for a way of working"},
		{"a measure in measuring", "behavioural", "measuring", "Measure - review - improve: measure, review, improve", ""},
		{"a measure in measuring, for knowledge", "knowledge", "measuring", "Measure - review - improve: Measure, Review, Improve", ""},
		{"knowledge with a definition", "knowledge", "cloud", "D: definition, use", ""},
		{"knowledge that asks what it is", "knowledge", "cloud", "D: line=What does the provider always carry?, use", ""},
		{"knowledge without", "knowledge", "cloud", "D: history=Where did you use it?, use=Who paid?", "no part of the structure says what the thing is"},
		{"a reverse one with a story's part", "reverse", "closing", "Mine: situation, question", `the structure has a part "situation", and in a question of style reverse the candidate asks`},
		{"a reverse one of its own", "reverse", "closing", "Mine: the work, the people", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			name, parts, _ := strings.Cut(test.structure, ": ")
			e := entry{Question: Question{ID: "q", Style: Style(test.style), Area: Area(test.area), Structure: Structure{Name: name}},
				at: place{"a.yaml", 1, 3}, given: map[string]place{"structure": {"a.yaml", 9, 3}}}
			for part := range strings.SplitSeq(parts, ", ") {
				name, prompt, _ := strings.Cut(part, "=")
				e.Structure.Parts = append(e.Structure.Parts, Part{name, prompt})
			}
			got := misfits([]entry{e})
			switch {
			case test.want == "" && len(got) > 0:
				t.Errorf("got %v", got)
			case test.want != "" && (len(got) != 1 || got[0].Line != 9 || got[0].ID != "q" || !strings.HasPrefix(got[0].Text, test.want) || !strings.Contains(got[0].Text, ": ")):
				t.Errorf("got %v, want %s", got, test.want)
			}
		})
	}
}

func TestTheDefaultStructuresFitTheirStyles(t *testing.T) {
	for _, style := range Styles() {
		if text := (entry{Question: Question{Style: style}.WithDefaults()}).misfit(); text != "" {
			t.Errorf("%s: %s", style, text)
		}
	}
}
