package bank

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

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
