package bank

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// teamPack writes a pack of the given files and returns its directory.
func teamPack(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// check checks a pack of the given files by itself and returns its mistakes,
// one a line, without the pack's name.
func check(t *testing.T, files map[string]string) string {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	p, entries, mistakes := readPack(fsys, "team")
	entries, wrong := merge(entries)
	c := hold(entries, append(mistakes, wrong...))
	c.employ(p.openings)
	c.add(c.ofPack(fsys, p))
	return found(t, c, "team")
}

// checkBeside does so beside the built-in pack.
func checkBeside(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := teamPack(t, files)
	return found(t, Check([]string{dir}), dir)
}

func found(t *testing.T, c *Checked, dir string) string {
	t.Helper()
	err := c.Err()
	if err == nil {
		return ""
	}
	var mistakes Mistakes
	if !errors.As(err, &mistakes) {
		t.Fatalf("no mistakes, but %v", err)
	}
	var lines []string
	for _, m := range mistakes {
		lines = append(lines, m.String())
	}
	return strings.ReplaceAll(strings.Join(lines, "\n"), filepath.ToSlash(dir)+"/", "")
}

// asking is a team's question with that id and wording.
func asking(id, ask string) string {
	return fmt.Sprintf("- id: %s\n  ask: %q\n  style: approach\n  round: technical\n  area: projects\n", id, ask)
}

func TestTheBuiltInPackHasNoMistakes(t *testing.T) {
	c := Check(nil)
	if err := c.Err(); err != nil {
		t.Error(err)
	}
	b, err := builtInBank()
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Questions) != b.Len() {
		t.Errorf("%d questions were checked of %d", len(c.Questions), b.Len())
	}
}

func TestWhatOnlyCheckHoldsKeepsNoBotFromStarting(t *testing.T) {
	dir := teamPack(t, map[string]string{
		"a.yaml":  asking("tills-first", "Please: how would you keep IT projects on budget and on time, and which agile practices do you borrow?"),
		"ids.txt": "long-gone\n",
	})
	if _, err := Load([]string{dir}); err != nil {
		t.Errorf("Load: %v", err)
	}
	if Check([]string{dir}).Err() == nil {
		t.Error("Check finds nothing")
	}
}

func TestCheckTellsEverythingAtOnceInTheOrderOfTheFiles(t *testing.T) {
	got := check(t, map[string]string{
		"a.yaml": asking("tills", "In what order do our shops get the new tills?") + "  level: boss\n" +
			asking("tills-again", "In which order would our shops get their new tills, please?") +
			"  structure: {name: STAR, parts: [{name: situation, prompt: Where?}, {name: action, prompt: What?}]}\n",
		"ids.txt": "gone\ntills\n",
	})
	var at []string
	for line := range strings.SplitSeq(got, "\n") {
		at = append(at, line[:strings.Index(line, ": ")])
	}
	if want := "a.yaml:6:10 a.yaml:7:7 a.yaml:8:8 a.yaml:12:3 ids.txt:1:1"; strings.Join(at, " ") != want {
		t.Errorf("at %v, want %s:\n%s", at, want, got)
	}
}

func TestAMistakeFoundElsewhereStandsAtItsField(t *testing.T) {
	dir := teamPack(t, map[string]string{"a.yaml": asking("tills", "In what order do our shops get the new tills?") + "  example: By size.\n"})
	c := Check([]string{dir})
	c.Wrong("tills", "weak", "it has none")
	c.Wrong("tills", "example", "say more")
	want := "a.yaml:1:7: tills: it has none\na.yaml:6:3: tills: say more"
	if got := found(t, c, dir); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestADirectoryThatIsNoPackIsOneMistake(t *testing.T) {
	for _, dir := range []string{"testdata/none", team + "/cloud.yaml", "testdata"} {
		var mistakes Mistakes
		if errors.As(Check([]string{dir}).Err(), &mistakes); len(mistakes) != 1 {
			t.Errorf("%s: %v", dir, mistakes)
		}
	}
}
