package cli

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"greenroom/bank"
	"greenroom/practice"
)

var update = flag.Bool("update", false, "write the golden files anew")

// kitOf returns the kit of a technical round of these questions alone.
func kitOf(questions ...bank.Question) string {
	var text bytes.Buffer
	newKit(bank.New(questions), practice.Choice{Kind: practice.Technical}, 1).write(&text)
	return text.String()
}

// small is a question of a team that says as little as it may.
var small = bank.Question{
	ID: "tills", Ask: "In what order do our shops get the new tills?", Style: bank.Approach, Round: bank.Technical, Area: "projects",
}.WithDefaults()

func TestTheKitOfARound(t *testing.T) {
	p, err := bank.LoadPack(os.DirFS(team), team)
	if err != nil {
		t.Fatal(err)
	}
	reverse := bank.Question{
		ID: "your-turn", Ask: "What would you like to ask us?", Style: bank.Reverse, Round: bank.Screening, Area: "closing",
		Signals: []string{"asks about the team"},
	}.WithDefaults()
	got := kitOf(append(p.Questions, small, reverse)...)
	const golden = "testdata/kit.md"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("go test ./cli -run Kit -update writes it anew:\n%s", diff)
	}
}

func TestTheKitHoldsTheRoundThatACandidateMeets(t *testing.T) {
	b, err := bank.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, round := range bank.Rounds() {
		k := newKit(b, practice.Choice{Kind: practice.Kind(round), Level: bank.Senior}, 7)
		code, out, errs := greenroom(t, "bank", "kit", "--round", string(round), "--level", "senior", "--seed", "7")
		if code != 0 || errs != "" {
			t.Fatalf("code %d, errors %q", code, errs)
		}
		for i, turn := range k.turns {
			if !strings.Contains(out, "\n## "+string(rune('1'+i))+". "+markdown(turn.Ask)+"\n") {
				t.Errorf("%s: question %d, %q, is not there", round, i+1, turn.Ask)
			}
			for _, text := range append(append([]string{turn.q.Why, turn.q.Judges, turn.q.Anchors.One, turn.q.Anchors.Three, turn.q.Anchors.Five}, turn.q.Signals...), turn.q.RedFlags...) {
				if !strings.Contains(out, markdown(text)) {
					t.Errorf("%s: nothing of %q", round, text)
				}
			}
			for _, f := range turn.q.FollowUps {
				if !strings.Contains(out, "- "+markdown(f.Ask)+"  \n  Checks: "+markdown(f.Checks)+"\n") {
					t.Errorf("%s: no follow-up %q", round, f.Ask)
				}
			}
			for _, c := range turn.q.Competencies {
				if !strings.Contains(out, "\n| "+plain(string(c))+" | ") {
					t.Errorf("%s: no row for %s", round, c)
				}
			}
		}
		if len(k.turns) < 5 || !k.turns[len(k.turns)-1].Reverse {
			t.Errorf("%s: %d turns", round, len(k.turns))
		}
	}
}

func TestAKitIsTheSameForEveryCandidate(t *testing.T) {
	kits := map[string]string{}
	for _, seed := range []string{"1", "2"} {
		_, kits[seed], _ = greenroom(t, "bank", "kit", "--round", "technical", "--seed", seed)
	}
	_, again, _ := greenroom(t, "bank", "kit", "--round=technical")
	if again != kits["1"] {
		t.Error("without a seed it is another than with seed 1")
	}
	if kits["1"] == kits["2"] {
		t.Error("two seeds drew the same")
	}
}

func TestWhatATeamsQuestionDoesNotSayIsLeftOut(t *testing.T) {
	out := kitOf(small)
	for _, none := range []string{"Why it is asked", "What it shows", "Follow-ups", "Listen for", "Red flags", "Scale", "Score sheet", "looks for", "full answer"} {
		if strings.Contains(out, "**"+none) || strings.Contains(out, "## "+none) || strings.Contains(out, "· "+none) {
			t.Errorf("%s is there:\n%s", none, out)
		}
	}
	for _, want := range []string{"## 1. In what order do our shops get the new tills?", "**Score** (1 to 5): 1 ☐", "**Notes**", "## Fairness"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

func TestNothingOfAPackIsMarkupInAKit(t *testing.T) {
	hostile := []string{
		"# heading", "## 2. heading ##", "- item", "+ item", "1. item", "12) item", "=====", "---", "***", "> quote", "| a | b |", `\| c`, `trailing \`,
		"```\ncode", "`code`", "*b* **b** _i_ __i__ ~~s~~", "[x](http://evil.example)", "![x](https://evil.example/i.png)", "<script>alert(1)</script>", "<!-- x", "&lt;b&gt;",
		"http://evil.example www.evil.example a@evil.example <http://evil.example>", "first\n\n# heading\n| row |\n\n    code\n- [ ] task", "$x$", "[^1]: note", "~~~",
	}
	markup := regexp.MustCompile("[`*_{}\\[\\]<>#|~&$@]")
	for _, text := range hostile {
		q := bank.Question{
			ID: "q", Ask: text, Style: bank.Knowledge, Round: bank.Technical, Area: "cloud", Why: text, Judges: text,
			FollowUps: []bank.FollowUp{{Ask: text, Checks: text, Kind: bank.Depth}}, Signals: []string{text}, RedFlags: []string{text},
			Anchors: bank.Anchors{One: text, Three: text, Five: text}, KeyPoints: []bank.KeyPoint{{Point: text, Terms: []string{"x"}}},
		}.WithDefaults()
		escaped := markdown(text)
		bare := regexp.MustCompile(`\\(\\|[^\\])`).ReplaceAllString(escaped, "")
		if markup.MatchString(bare) || strings.ContainsAny(escaped, "\n\r") || strings.Contains(bare, "://") || strings.Contains(bare, "www.") ||
			regexp.MustCompile(`^(\d*[.)]|[-+=])`).MatchString(escaped) {
			t.Errorf("%q became %q", text, escaped)
		}
		if read := regexp.MustCompile(`\\([[:punct:]])`).ReplaceAllString(escaped, "$1"); read != strings.Join(strings.Fields(text), " ") {
			t.Errorf("%q is read as %q", text, read)
		}
		// Lines and columns are those of a kit of harmless texts.
		harmless := q
		harmless.Ask = "word"
		got, want := kitOf(q), kitOf(harmless)
		if n, m := strings.Count(got, "\n"), strings.Count(want, "\n"); n != m {
			t.Errorf("%q makes %d lines of %d", text, n, m)
		}
		for line := range strings.Lines(got) {
			if cells := strings.Count(regexp.MustCompile(`\\.`).ReplaceAllString(line, ""), "|"); cells != 0 && cells != 4 {
				t.Errorf("%q makes %d bars in %q", text, cells, line)
			}
		}
	}
}

func TestAKitGoesIntoANewFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "kit.md")
	code, out, errs := greenroom(t, "bank", "kit", "--round", "screening", "-o", path)
	if code != 0 || errs != "" || out != "Wrote a kit of 5 questions to "+path+".\n" {
		t.Fatalf("code %d, output %q, errors %q", code, out, errs)
	}
	_, printed, _ := greenroom(t, "bank", "kit", "--round", "screening", "-o", "-")
	if data, err := os.ReadFile(path); err != nil || string(data) != printed {
		t.Errorf("the file is another than what is printed: %v", err)
	}
	// Somebody may have written notes into it.
	code, _, errs = greenroom(t, "bank", "kit", "--round", "technical", "-o", path)
	if code != 1 || errs != "greenroom: write the kit: "+path+" is there already: name another file, or remove it first\n" {
		t.Errorf("code %d, errors %q", code, errs)
	}
	if data, _ := os.ReadFile(path); string(data) != printed {
		t.Error("the file was changed")
	}
	code, _, errs = greenroom(t, "bank", "kit", "--round", "technical", "-o", filepath.Join(dir, "none", "kit.md"))
	if code != 1 || !strings.Contains(errs, "there is no directory") {
		t.Errorf("code %d, errors %q", code, errs)
	}
}

func TestAKitOfAnUnknownRoundIsRefused(t *testing.T) {
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"--round", "tecnical", "--level", "boss"}, "greenroom: --round \"tecnical\": did you mean \"technical\"?\n--level \"boss\": take one of new-manager, manager, senior\n"},
		{nil, "greenroom: missing flags: --round=ROUND\nTry: greenroom bank kit --help\n"},
		{[]string{"--round", "technical", "--pack", "testdata/none"}, "greenroom: 1 mistake in the questions:\ntestdata/none: no such file or directory: a pack is a directory of YAML files\n"},
	} {
		code, out, errs := greenroom(t, append([]string{"bank", "kit"}, test.args...)...)
		if code != 2 || out != "" || errs != test.want {
			t.Errorf("%v: code %d, output %q, errors %q", test.args, code, out, errs)
		}
	}
}
