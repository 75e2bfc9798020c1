package bank

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// own writes a team's pack of one file and returns its directory.
func own(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "ours.yaml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

const small = `
- ask: How do you decide which of our shops gets the new tills first?
  style: approach
  round: technical
  area: projects
`

func TestATeamsQuestionNeedsLittle(t *testing.T) {
	b, err := Load([]string{own(t, small)})
	if err != nil {
		t.Fatal(err)
	}
	const id = "how-do-you-decide-which-of-our-shops-gets-new-tills-first"
	q, ok := b.Find(id)
	if !ok {
		t.Fatalf("the last is %q", b.All()[b.Len()-1].ID)
	}
	if q.Level != Manager || q.Minutes != 2 || len(q.Structure.Parts) != 4 || q.Structure.Parts[0].Name != "principle" {
		t.Errorf("defaults: %+v", q)
	}
	if q.Also == nil || q.Competencies == nil || q.FollowUps == nil || q.Covers == nil {
		t.Errorf("a list is nil: %+v", q)
	}
}

func TestWhatATeamsQuestionDoesNeedIsNamed(t *testing.T) {
	_, err := Load([]string{own(t, "- why: because\n")})
	if err == nil || !strings.Contains(err.Error(), "the question lacks ask (the question as said aloud), style (one of ") || !strings.Contains(err.Error(), "and area (one of its round's areas): add them") {
		t.Errorf("got %v", err)
	}
}

func TestAWordingInAnotherAlphabetHasAnIDToo(t *testing.T) {
	if id := idFrom("Как вы готовите бюджет?"); id != "question-ad8eb856" {
		t.Errorf("got %q", id)
	}
}

func TestAnOverridingQuestionReplacesWhatItGives(t *testing.T) {
	b, err := Load([]string{own(t, `
- id: why-this-employer
  overrides: true
  ask: Why the harbour, of all places?
  minutes: 1
`)})
	if err != nil {
		t.Fatal(err)
	}
	was, err := builtInBank()
	if err != nil {
		t.Fatal(err)
	}
	before, _ := was.Find("why-this-employer")
	q, _ := b.Find("why-this-employer")
	if q.Ask != "Why the harbour, of all places?" || q.Minutes != 1 {
		t.Errorf("what was given: %q, %g", q.Ask, q.Minutes)
	}
	if q.Why != before.Why || q.Area != before.Area || len(q.FollowUps) != len(before.FollowUps) || q.Also[0] != before.Also[0] {
		t.Error("what was left out is not that of the question it replaces")
	}
	if b.Len() != was.Len() {
		t.Errorf("%d questions of %d", b.Len(), was.Len())
	}
}

func TestAQuestionThatIsSwitchedOffIsKnownAndNotAsked(t *testing.T) {
	b, err := Load([]string{own(t, "- {id: why-this-employer, overrides: true, enabled: false}\n")})
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := b.Find("why-this-employer"); !ok {
		t.Error("answers given to it don't find it")
	}
	for _, q := range b.Select(Selection{Areas: []Area{"motivation"}}) {
		if q.ID == "why-this-employer" {
			t.Error("it can still be asked")
		}
	}
}

func TestMistakesInOverriding(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"an id of the built-in pack without overrides", "- id: why-this-employer\n  ask: Why us, then?\n  style: motivation\n  round: screening\n  area: motivation\n",
			`ours.yaml:1:7: why-this-employer: id "why-this-employer" is used at itmanager/motivation.yaml:`},
		{"an id that is nearly one", "- id: why-this-employr\n  overrides: true\n  minutes: 1\n",
			`ours.yaml:2:3: why-this-employr: no question of a pack before this one has the id "why-this-employr": did you mean "why-this-employer"?`},
		{"an id that is none", "- id: zebra\n  overrides: true\n  minutes: 1\n",
			`ours.yaml:2:3: zebra: no question of a pack before this one has the id "zebra": take out overrides to make it a question of its own`},
		{"no id", "- overrides: true\n  minutes: 1\n", "the question has no id: add a short name"},
		{"another round's area", "- id: why-this-employer\n  overrides: true\n  area: budget\n",
			`ours.yaml:3:3: why-this-employer: area "budget" belongs to round "strategy", and the question that this overrides is of round "screening": give both`},
		{"no yes or no", "- id: why-this-employer\n  overrides: perhaps\n", "overrides is a text: write true or false"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := Load([]string{own(t, test.text)}); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v\nwant %s", err, test.want)
			}
		})
	}
}
