package cli

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"greenroom/bank"
)

// team is a pack of one question, the one that the bank's tests use.
const (
	team     = "../bank/testdata/team"
	question = "landing-zone-first"
)

func TestBankListAsJSONIsTheBuiltInPackWhole(t *testing.T) {
	code, out, errs := greenroom(t, "bank", "list", "--json")
	if code != 0 || errs != "" {
		t.Fatalf("code %d, errors %q", code, errs)
	}
	var got []bank.Question
	d := json.NewDecoder(strings.NewReader(out))
	d.DisallowUnknownFields()
	if err := d.Decode(&got); err != nil || d.More() {
		t.Fatalf("not one array: %v", err)
	}
	p, err := bank.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(p.Questions, got); diff != "" {
		t.Error(diff)
	}
}

func TestBankListAsJSONHasTheFieldsOfThePackFormat(t *testing.T) {
	_, out, _ := greenroom(t, "bank", "list", "--json", "--pack", team)
	var all []map[string]any
	if err := json.Unmarshal([]byte(out), &all); err != nil {
		t.Fatal(err)
	}
	q := all[len(all)-1]
	for _, key := range []string{
		"id", "ask", "also", "style", "round", "area", "competencies", "level", "minutes", "why", "judges", "structure", "evidence",
		"example", "weak", "follow_ups", "signals", "red_flags", "anchors", "key_points", "covers",
	} {
		if q[key] == nil {
			t.Errorf("no %s in %v", key, q)
		}
		delete(q, key)
	}
	if len(q) > 0 {
		t.Errorf("more than the pack has: %v", q)
	}
}

func TestBankListNamesEveryQuestion(t *testing.T) {
	code, out, errs := greenroom(t, "bank", "list", "--pack", team)
	if code != 0 || errs != "" {
		t.Fatalf("code %d, errors %q", code, errs)
	}
	b, err := bank.Load([]string{team})
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range b.All() {
		if !strings.Contains(out, "\n  "+q.ID+" · ") {
			t.Errorf("%s is not listed", q.ID)
		}
	}
}

func TestBankShowTellsTheWholeQuestion(t *testing.T) {
	code, out, errs := greenroom(t, "bank", "show", question, "--pack", team)
	if code != 0 || errs != "" {
		t.Fatalf("code %d, errors %q", code, errs)
	}
	flat := strings.Join(strings.Fields(out), " ")
	b, err := bank.Load([]string{team})
	if err != nil {
		t.Fatal(err)
	}
	q, _ := b.Find(question)
	data, err := json.Marshal(q)
	if err != nil {
		t.Fatal(err)
	}
	var fields any
	if err := json.Unmarshal(data, &fields); err != nil {
		t.Fatal(err)
	}
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			if !strings.Contains(flat, v) {
				t.Errorf("nothing of %q", v)
			}
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			for _, x := range v {
				walk(x)
			}
		}
	}
	walk(fields)
	for line := range strings.Lines(out) {
		if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > width {
			t.Errorf("%d characters in %q", n, line)
		}
	}
}

func TestBankShowAsJSONIsThatQuestion(t *testing.T) {
	_, out, _ := greenroom(t, "bank", "show", question, "--json", "--pack", team)
	var q bank.Question
	if err := json.Unmarshal([]byte(out), &q); err != nil || q.ID != question || q.Anchors.Five == "" {
		t.Errorf("got %v, %+v", err, q)
	}
}

func TestBankShowSuggestsTheIDThatWasMeant(t *testing.T) {
	for id, want := range map[string]string{
		"landing-zone-frist": `greenroom: no question has the id "landing-zone-frist": did you mean "landing-zone-first"?` + "\n",
		"zone":               `greenroom: no question has the id "zone": did you mean landing-zone-first?` + "\n",
		"zzz":                `greenroom: no question has the id "zzz": see greenroom bank list` + "\n",
	} {
		code, out, errs := greenroom(t, "bank", "show", id, "--pack", team)
		if code != 2 || out != "" || errs != want {
			t.Errorf("%s: code %d, output %q, errors %q", id, code, out, errs)
		}
	}
}

func TestBankCheckPrintsWhatIsCovered(t *testing.T) {
	code, out, errs := greenroom(t, "bank", "check", "--pack", team)
	if code != 0 || errs != "" {
		t.Fatalf("code %d, errors %q", code, errs)
	}
	for _, want := range []string{"questions and 10 employers, no mistakes\n", "Competency", "cybersecurity", "Topics covered: ", "R14×"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

func TestBankCheckPrintsTheSpreadIn80Columns(t *testing.T) {
	code, out, _ := greenroom(t, "bank", "check", "--pack", team)
	if code != 0 {
		t.Fatal(out)
	}
	b, err := bank.Load([]string{team})
	if err != nil {
		t.Fatal(err)
	}
	row := func(head string) (cells []string) {
		t.Helper()
		for line := range strings.Lines(out) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > width {
				t.Errorf("%d characters in %q", n, line)
			}
			if name, ok := strings.CutPrefix(line, head+" "); ok && cells == nil {
				cells = strings.Fields(name)
			}
		}
		return cells
	}
	cell := func(n int) string {
		if n == 0 {
			return "."
		}
		return strconv.Itoa(n)
	}
	for _, area := range bank.Areas() {
		questions := b.Select(bank.Selection{Areas: []bank.Area{area}})
		var want []string
		for _, style := range bank.Styles() {
			n := 0
			for _, q := range questions {
				if q.Style == style {
					n++
				}
			}
			want = append(want, cell(n))
		}
		if got := row("  " + string(area)); !slices.Equal(got, append(want, strconv.Itoa(len(questions)))) {
			t.Errorf("%s: %v, want %v and %d", area, got, want, len(questions))
		}
	}
	for _, c := range bank.Competencies() {
		var want []string
		for _, r := range bank.Rounds() {
			want = append(want, cell(len(b.Select(bank.Selection{Rounds: []bank.Round{r}, Competencies: []bank.Competency{c}}))))
		}
		if got := row(string(c)); len(got) != 4 || !slices.Equal(got[:3], want) {
			t.Errorf("%s: %v, want %v and their sum", c, got, want)
		}
	}
	if got := row("all"); len(got) != 7 || got[6] != strconv.Itoa(b.Len()) {
		t.Errorf("all: %v, want %d", got, b.Len())
	}
	if got := row("manager"); len(got) != 4 {
		t.Errorf("manager: %v", got)
	}
	var curveballs []string
	for _, r := range bank.Rounds() {
		n := 0
		for _, q := range b.Select(bank.Selection{Rounds: []bank.Round{r}}) {
			if q.Curveball {
				n++
			}
		}
		curveballs = append(curveballs, cell(n))
	}
	if got := row("curveballs"); len(got) != 4 || !slices.Equal(got[:3], curveballs) {
		t.Errorf("curveballs: %v, want %v and their sum", got, curveballs)
	}
}

func TestBankCheckFindsWhatOnlyItHolds(t *testing.T) {
	dir := t.TempDir()
	const pack = `- ask: Which agile practices do you borrow, and how do you keep IT projects on budget and on time?
  style: approach
  round: technical
  area: projects
- id: cold-store
  ask: Who switches off the cold store on Sundays?
  style: behavioural
  round: technical
  area: continuity
  structure: {name: Way, parts: [{name: principle, prompt: Which?}, {name: steps, prompt: What first?}]}
  example: It is switched off by somebody every Sunday, and nobody has ever complained about it to the management of our company.
`
	if err := os.WriteFile(filepath.Join(dir, "ours.yaml"), []byte(pack), 0o600); err != nil {
		t.Fatal(err)
	}
	at := filepath.ToSlash(dir) + "/ours.yaml:"
	code, out, errs := greenroom(t, "bank", "check", "--pack", dir)
	for _, want := range []string{
		at + "1:8: which-agile-practices-do-you-borrow-and-how-do-you-keep-it: this asks nearly the same as project-time-and-money at itmanager/projects.yaml:",
		at + "10:3: cold-store: the structure is for a case not yet lived or for a way of working",
		at + "11:3: cold-store: the feedback finds no action in the example, which the question teaches: say it plainly\n",
		at + "11:3: cold-store: nobody does anything in the example: say what the speaker did\n",
	} {
		if !strings.Contains(errs, want) {
			t.Errorf("no %q in\n%s", want, errs)
		}
	}
	if code != 2 || out != "" {
		t.Errorf("code %d, output %q", code, out)
	}
	code, out, _ = greenroom(t, "bank", "check", "--json", "--pack", dir)
	var got checked
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != 2 || len(got.Mistakes) < 4 || got.Mistakes[0].Line != 1 || got.Questions < 3 {
		t.Errorf("code %d, %v, %+v", code, err, got.Mistakes)
	}
	if code, _, errs = greenroom(t, "bank", "list", "--pack", dir); code != 0 {
		t.Errorf("list: code %d, %s", code, errs)
	}
}

func TestBankShowLeavesOutWhatATeamsQuestionDoesNotSay(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "ours.yaml"), []byte("- id: tills\n  ask: In what order do our shops get the new tills?\n  style: approach\n  round: technical\n  area: projects\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errs := greenroom(t, "bank", "show", "tills", "--pack", dir)
	if code != 0 {
		t.Fatal(errs)
	}
	for _, none := range []string{"Also", "Why", "judged", "Evidence", "answer", "wrong", "Follow-ups", "Signals", "Red flags", "Rate", "Key points", "Covers", "\n\n\n"} {
		if strings.Contains(out, none) {
			t.Errorf("%q is there:\n%s", none, out)
		}
	}
}

func TestBankCheckAsJSON(t *testing.T) {
	code, out, _ := greenroom(t, "bank", "check", "--json", "--pack", team)
	var got checked
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != 0 {
		t.Fatalf("code %d, %v", code, err)
	}
	if got.Questions < 2 || len(got.Mistakes) != 0 || len(got.Coverage.Rows) != 57 {
		t.Errorf("got %+v", got)
	}
}

func TestABadPackIsRefusedByEveryCommandWithAllItsMistakes(t *testing.T) {
	data, err := os.ReadFile(team + "/cloud.yaml")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	bad := strings.NewReplacer("minutes: 2", "minutes: 20", "area: cloud", "area: clowd").Replace(string(data))
	if err := os.WriteFile(filepath.Join(dir, "cloud.yaml"), []byte(bad), 0o600); err != nil {
		t.Fatal(err)
	}
	file := filepath.ToSlash(filepath.Join(dir, "cloud.yaml"))
	want := []string{
		file + `:9:9: landing-zone-first: unknown area "clowd": did you mean "cloud"?`,
		file + ":12:12: landing-zone-first: minutes is 20: write a number from 0.5 to 10",
	}
	for _, args := range [][]string{{"check"}, {"check", "--json"}, {"list"}, {"show", question}} {
		code, out, errs := greenroom(t, append(append([]string{"bank"}, args...), "--pack", dir)...)
		if code != 2 {
			t.Errorf("%v: exit %d", args, code)
		}
		for _, w := range want {
			if !strings.Contains(errs, w+"\n") {
				t.Errorf("%v: no %q in %q", args, w, errs)
			}
		}
		if len(args) == 1 || args[1] != "--json" {
			continue
		}
		var got checked
		if err := json.Unmarshal([]byte(out), &got); err != nil {
			t.Fatal(err)
		}
		if m := got.Mistakes; len(m) < 2 || m[0].Line == 0 || m[0].Column == 0 || m[0].File == "" {
			t.Errorf("mistakes as JSON: %+v", m)
		}
	}
}

// full is a disk that is full, or a reader that went away.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestAnOutputThatFailsIsAFailure(t *testing.T) {
	for _, args := range [][]string{{"bank", "list"}, {"bank", "list", "--json"}, {"bank", "check"}, {"version"}} {
		var errs strings.Builder
		if code := Run(t.Context(), args, strings.NewReader(""), full{}, &errs, func(string) string { return "" }); code != 1 {
			t.Errorf("%v: exit %d, %q", args, code, errs.String())
		}
	}
}

func TestBankListAndShowMarkACurveball(t *testing.T) {
	for id, want := range map[string]bool{"ninety-seconds-to-everybody": true, "incident-vs-problem": false} {
		_, listed, _ := greenroom(t, "bank", "list", "--area", "service-management")
		if got := strings.Contains(lineOf(listed, id), " min · curveball"); got != want {
			t.Errorf("%s is listed as a curveball: %t, want %t", id, got, want)
		}
		_, shown, _ := greenroom(t, "bank", "show", id)
		if got := strings.Contains(lineOf(shown, id), " min · curveball"); got != want {
			t.Errorf("%s is shown as a curveball: %t, want %t", id, got, want)
		}
		_, data, _ := greenroom(t, "bank", "show", id, "--json")
		if got := strings.Contains(data, `"curveball": true`); got != want || !want && strings.Contains(data, `"curveball"`) {
			t.Errorf("%s has the mark in JSON: %t, want %t, and nothing where it is none", id, got, want)
		}
	}
}

// lineOf returns the first line of the text that has the word.
func lineOf(text, word string) string {
	for line := range strings.Lines(text) {
		if strings.Contains(line, word) {
			return line
		}
	}
	return ""
}
