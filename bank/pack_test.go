package bank

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// team is the pack in testdata with its one question.
const team = "testdata/team"

func wholeQuestion(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(team + "/cloud.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// builtInBank is the bank of the built-in pack alone, read once for all tests.
var builtInBank = sync.OnceValues(func() (*Bank, error) { return Load(nil) })

// read loads a pack of the given files and returns its mistakes, one a line.
func read(t *testing.T, files map[string]string) (*Pack, string) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	p, err := LoadPack(fsys, "team")
	if err == nil {
		return p, ""
	}
	var lines []string
	for _, m := range err.(Mistakes) {
		lines = append(lines, m.String())
	}
	return nil, strings.Join(lines, "\n")
}

func TestAWholePackIsReadWithEveryField(t *testing.T) {
	p, err := LoadPack(os.DirFS(team), team)
	if err != nil {
		t.Fatal(err)
	}
	if p.Title != "Questions of the platform team" || p.Role != "IT manager" ||
		p.Source != "written for the tests" || p.Licence != "MIT" || p.Name != team {
		t.Errorf("pack.yaml was read as %+v", p)
	}
	// A decoder that knows nothing of our reader must come to the same.
	var want []Question
	if err := yaml.Unmarshal([]byte(wholeQuestion(t)), &want); err != nil {
		t.Fatal(err)
	}
	// It leaves out what has a number for a key.
	want[0].Anchors = Anchors{
		One:   "Names a provider and nothing else.",
		Three: "Names some of the groundwork without an order.",
		Five:  "Names the groundwork, its order and its price.",
	}
	if diff := cmp.Diff(want, p.Questions); diff != "" {
		t.Error(diff)
	}
}

func TestTheBuiltInPack(t *testing.T) {
	p, err := BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	if p.Title == "" || p.Role != "IT manager" || p.Source == "" || p.Licence == "" {
		t.Errorf("pack.yaml says %q, %q, %q, %q", p.Title, p.Role, p.Source, p.Licence)
	}
	b, err := builtInBank()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(p.Questions, b.All()); diff != "" {
		t.Errorf("the bank without team packs is another: %s", diff)
	}
	data, err := json.Marshal(p.Questions)
	if err != nil {
		t.Fatal(err)
	}
	var again []Question
	if err := json.Unmarshal(data, &again); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(p.Questions, again); diff != "" {
		t.Errorf("JSON and back: %s", diff)
	}
}

// TestFollowUpsAskWhoeverAnswered finds follow-ups that only fit the example's
// own story: people are asked them after a story of their own.
func TestFollowUpsAskWhoeverAnswered(t *testing.T) {
	p, err := BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	figure := regexp.MustCompile(`\d[\d,]+`)
	claim := regexp.MustCompile(`^You (?:say|let|fell|gave|spent|got|took|made|chose|\w+ed)\b|^You've \w+ed\b|, you say\.`)
	for _, q := range p.Questions {
		for _, f := range q.FollowUps {
			if claim.MatchString(f.Ask) {
				t.Errorf("%s: %q speaks of what may not have been said", q.ID, f.Ask)
			}
			for _, n := range figure.FindAllString(f.Ask, -1) {
				if strings.Contains(q.Example, n) && !strings.Contains(q.Ask, n) {
					t.Errorf("%s: %q speaks of the example's own figure %s", q.ID, f.Ask, n)
				}
			}
		}
	}
}

func TestATeamPackComesAfterTheBuiltInOne(t *testing.T) {
	b, err := Load([]string{team})
	if err != nil {
		t.Fatal(err)
	}
	all := b.All()
	if last := all[len(all)-1].ID; last != "landing-zone-first" || len(all) < 2 {
		t.Errorf("the last of %d questions is %q", len(all), last)
	}
}

func TestFilesThatAreNoneOfThePackDoNotCount(t *testing.T) {
	p, mistakes := read(t, map[string]string{
		"cloud.yaml": wholeQuestion(t), "README.md": "# hello", ".hidden.yaml": "{{{", "drafts/new.yaml": "{{{", "notes.txt": "x",
	})
	if mistakes != "" {
		t.Fatal(mistakes)
	}
	if len(p.Questions) != 1 {
		t.Errorf("%d questions", len(p.Questions))
	}
}

func TestWindowsLineEndsAndAByteOrderMarkChangeNothing(t *testing.T) {
	text := wholeQuestion(t)
	want, mistakes := read(t, map[string]string{"cloud.yaml": text})
	if mistakes != "" {
		t.Fatal(mistakes)
	}
	got, mistakes := read(t, map[string]string{"cloud.yaml": "\ufeff" + strings.ReplaceAll(text, "\n", "\r\n")})
	if mistakes != "" {
		t.Fatal(mistakes)
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Pack{})); diff != "" {
		t.Error(diff)
	}
}

func TestADirectoryThatIsNoPack(t *testing.T) {
	for _, test := range []struct {
		name, want string
		dirs       []string
	}{
		{"is not there", "testdata/none: no such file or directory: a pack is a directory of YAML files", []string{"testdata/none"}},
		{"is a file", "cloud.yaml: not a directory: a pack is a directory of YAML files", []string{team + "/cloud.yaml"}},
		{"has no YAML", "no questions in this directory: put them into files that end in .yaml", []string{"testdata"}},
		{"is named twice", "testdata/team/: this pack is named twice: name it once", []string{team, team + "/"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Load(test.dirs)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

func TestTwoPacksMustNotShareIDs(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(dir+"/mine.yaml", []byte(wholeQuestion(t)), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Load([]string{team, dir})
	mistakes, ok := err.(Mistakes)
	if !ok {
		t.Fatalf("got %v", err)
	}
	var of []string
	for _, m := range mistakes {
		if !strings.HasPrefix(m.File, dir) && !strings.HasPrefix(m.File, team) {
			t.Errorf("a mistake elsewhere: %v", m)
		}
		of = append(of, m.Text)
	}
	if !slices.ContainsFunc(of, func(s string) bool { return strings.Contains(s, `id "landing-zone-first" is used at `) }) {
		t.Errorf("the shared id is not named: %q", of)
	}
	if len(of) != 1 { // that it also asks the same goes without saying
		t.Errorf("%d mistakes: %q", len(of), of)
	}
}
