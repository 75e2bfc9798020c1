package bank

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestACurveballIsReadAndOverridden(t *testing.T) {
	b, err := Load([]string{own(t, `
- id: singing-server
  ask: The server room has begun to sing. What do you do?
  style: situational
  round: technical
  area: infrastructure
  curveball: true
- id: why-this-employer
  overrides: true
  curveball: true
- {id: ninety-seconds-to-everybody, overrides: true, minutes: 1}
- {id: call-from-the-losing-bidder, overrides: true, curveball: false}
`)})
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]bool{
		"singing-server":              true,
		"why-this-employer":           true, // said by the pack that overrides it
		"ninety-seconds-to-everybody": true, // left as it was
		"call-from-the-losing-bidder": false,
		"first-hundred-days":          false,
	} {
		if q, ok := b.Find(id); !ok || q.Curveball != want {
			t.Errorf("%s: curveball is %t, want %t (there: %t)", id, q.Curveball, want, ok)
		}
	}
}

func TestJSONSaysOnlyOfCurveballsThatTheyAre(t *testing.T) {
	for curveball, want := range map[bool]bool{true: true, false: false} {
		data, err := json.Marshal(Question{ID: "q", Curveball: curveball})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(string(data), `"curveball":true`); got != want || strings.Contains(string(data), `"curveball":false`) {
			t.Errorf("curveball %t: %s", curveball, data)
		}
	}
}

func TestMistakesAboutCurveballs(t *testing.T) {
	const question = "- id: q\n  ask: Who sings in there?\n  style: %s\n  round: technical\n  area: infrastructure\n  curveball: %s\n"
	for _, test := range []struct{ name, style, says, want string }{
		{"no yes or no", "situational", "sometimes", "ours.yaml:6:14: q: curveball is a text: write true or false"},
		{"the candidate's own question", "reverse", "true", "ours.yaml:6:3: q: in a question of style reverse the candidate asks, so it comes as no surprise: take out curveball, or change the style"},
		{"the candidate's own question, which is none", "reverse", "false", ""},
		{"one that is thought out aloud", "situational", "true", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := own(t, strings.NewReplacer("style: %s", "style: "+test.style, "curveball: %s", "curveball: "+test.says).Replace(question))
			got := ""
			if err := Check([]string{dir}).Err(); err != nil {
				got = err.Error()
			}
			if (test.want == "") != (got == "") || !strings.Contains(got, test.want) {
				t.Errorf("got %q\nwant %q", got, test.want)
			}
		})
	}
}

// A round must not begin and end with the same few surprises.
func TestTheBuiltInCurveballsAreManyAndMixed(t *testing.T) {
	b, err := builtInBank()
	if err != nil {
		t.Fatal(err)
	}
	for _, round := range []Round{Technical, Strategy} {
		areas, styles, levels := map[Area]int{}, map[Style]int{}, map[Level]int{}
		n := 0
		for _, q := range b.Select(Selection{Rounds: []Round{round}}) {
			if q.Curveball {
				n++
				areas[q.Area]++
				styles[q.Style]++
				levels[q.Level]++
			}
		}
		if n < 8 || len(areas) < 5 || len(styles) < 4 || len(levels) != 3 {
			t.Errorf("%s: %d curveballs of the areas %v, styles %v and levels %v", round, n, areas, styles, levels)
		}
	}
}

func TestTheFirstQuestionOfAllIsNoCurveball(t *testing.T) {
	odd, plain := Question{ID: "odd", Curveball: true}, Question{ID: "plain"}
	for seed := range uint64(20) {
		chance := rand.New(rand.NewPCG(seed, 0))
		if q, _, _ := Next(New([]Question{odd, plain}), Selection{}, nil, nil, chance); q.ID != "plain" {
			t.Fatalf("seed %d: %s came first", seed, q.ID)
		}
		if q, _, ok := Next(New([]Question{odd}), Selection{}, nil, nil, chance); !ok || q.ID != "odd" {
			t.Fatalf("seed %d: where there is nothing else %q comes, %v", seed, q.ID, ok)
		}
		if q, _, _ := Next(New([]Question{odd, plain}), Selection{}, map[string]int{"plain": 1}, nil, chance); q.ID != "odd" {
			t.Fatalf("seed %d: %s came second", seed, q.ID)
		}
	}
}
