package bank

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

func TestBothReadersReadTheSame(t *testing.T) {
	for name, text := range map[string]string{
		"a whole question": wholeQuestion(t),
		"numbers, yes and no, and nothing": "- [1, 2.5, .nan, -.inf, 0x1F, true, False, yes, ~, null, 2026-03-01, \"1\", '']\n" +
			"- a:\n  b: ~\n  1: {c: [], d: {}, \"e\": f}\n",
		"texts in many lines": "- a: >-\n    one\n    two\n\n    three\n  b: |\n    one\n     two\n  c: >\n    one\n  d: one\n    two\n  e: \"one\n    two\\tthree\"\n",
		"two documents":       "- a\n---\nb: c\n",
	} {
		t.Run(name, func(t *testing.T) {
			first, err := documents([]byte(text))
			if err != nil {
				t.Fatal(err.text)
			}
			second, err := readAgain([]byte(text))
			if err != nil {
				t.Fatal(err.text)
			}
			if diff := cmp.Diff(seen(first), seen(second)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A sight is what our reading sees of a node.
type sight struct {
	Kind         kind
	Value        string
	Line, Column int
	Content      []sight
}

func seen(nodes []*yaml.Node) []sight {
	var out []sight
	for _, n := range nodes {
		s := sight{Kind: kindOf(n), Line: n.Line, Column: n.Column, Content: seen(n.Content)}
		if len(n.Content) == 0 && s.Kind != empty && s.Kind != aList && s.Kind != aMapping {
			s.Value = n.Value
		}
		out = append(out, s)
	}
	return out
}

func TestAQuestionMarkMayEndATextInBrackets(t *testing.T) {
	const also = "  also:\n    - Which groundwork do you want to see before anything moves to the cloud?\n"
	text := strings.Replace(wholeQuestion(t), also, "  also: [Which groundwork comes first?, Why?]\n", 1)
	p, mistakes := read(t, map[string]string{"a.yaml": text})
	if mistakes != "" {
		t.Fatal(mistakes)
	}
	if diff := cmp.Diff([]string{"Which groundwork comes first?", "Why?"}, p.Questions[0].Also); diff != "" {
		t.Error(diff)
	}
}

func TestATabInATextIsABlank(t *testing.T) {
	for name, why := range map[string]string{"plain": "Moving\tfirst", "in quotes": "\"Moving\tfirst\"", "escaped": `"Moving\tfirst"`, "in a block": ">-\n    Moving\tfirst"} {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(wholeQuestion(t), "  why: Moving first", "  why: "+why+"\n  #", 1)
			p, mistakes := read(t, map[string]string{"a.yaml": text})
			if mistakes != "" {
				t.Fatal(mistakes)
			}
			if got := p.Questions[0].Why; got != "Moving first" {
				t.Errorf("got %q", got)
			}
		})
	}
}
