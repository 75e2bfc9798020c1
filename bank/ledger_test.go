package bank

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
)

func TestNoIDThatWasReleasedIsLost(t *testing.T) {
	const comment = "# Ids that were released.\n"
	two := asking("tills", "In what order do our shops get the new tills?") + asking("cold-store", "Who switches off the cold store on Sundays?")
	for _, test := range []struct{ name, text, ids, want string }{
		{"all there", two, comment + "cold-store\ntills\n", ""},
		{"with other line ends and blank lines", two, "\ufeff" + comment + "\r\ncold-store\r\n\r\ntills\r\n", ""},
		{"one that no question has any more", two, comment + "car-park\ncold-store\ntills\n",
			"ids.txt:2:1: no question has the id car-park any more, and answers given to it would lose their question: bring it back, with enabled: false if it is not to be asked"},
		{"one that is switched off is still there", two + "  enabled: false\n", comment + "cold-store\ntills\n", ""},
		{"a new one", two, comment + "tills\n",
			"a.yaml:6:7: cold-store: the id is not in ids.txt: add the line cold-store, and never change it from then on"},
		{"out of order", two, comment + "tills\ncold-store\n",
			"ids.txt:3:1: cold-store stands after tills: sort the lines, so that each id is found and added in one place"},
		{"twice", two, comment + "cold-store\ntills\ntills\n", "ids.txt:4:1: tills is there twice: keep one line"},
		{"no id", two, comment + "cold-store\ntills # ours\n",
			"a.yaml:1:7: tills: the id is not in ids.txt: add the line tills, and never change it from then on\n" +
				`ids.txt:3:1: "tills # ours" is no id: write one id a line, and comments after #`},
		{"a question that can't be read is not gone", two + "- id: [broken\n", comment + "car-park\ncold-store\ntills\n", "a.yaml:11:7: not valid YAML: the list that opens here is not closed with ]: close it"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := check(t, map[string]string{"a.yaml": test.text, "ids.txt": test.ids})
			if got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestTheLedgerKnowsTheOtherPacks(t *testing.T) {
	got := checkBeside(t, map[string]string{
		"a.yaml":  asking("tills", "In what order do our shops get the new tills?") + "- id: why-this-employer\n  overrides: true\n  level: senior\n",
		"ids.txt": "leaving-and-next-step\ntills\n",
	})
	if got != "" {
		t.Error(got)
	}
}

func TestEveryBuiltInIDIsInTheLedger(t *testing.T) {
	files, err := builtInFiles()
	if err != nil {
		t.Fatal(err)
	}
	data, err := fs.ReadFile(files, ledger)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	if !strings.HasPrefix(lines[0], "# ") || !slices.IsSorted(lines[1:]) {
		t.Errorf("it begins with %q, or is not sorted", lines[0])
	}
	p, err := BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	if len(lines)-1 != len(p.Questions) {
		t.Errorf("%d ids of %d questions", len(lines)-1, len(p.Questions))
	}
}
