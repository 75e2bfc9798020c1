package view_test

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"greenroom/bot/view"
)

func TestTheDebriefsFileIsAsItWas(t *testing.T) {
	got := view.DebriefFile((sample{}).debrief(), now)
	const golden = "testdata/debrief.md"
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("it has changed; look at it and run the tests with -update\n%s", firstDifference(want, got))
	}
}

func TestWhatIsInADebriefsFileStaysWords(t *testing.T) {
	plain := strings.Count(string(view.DebriefFile((sample{}).debrief(), now)), "\n## ")
	for name := range hostile {
		s := hostileSample(name)
		d := s.debrief()
		md := string(view.DebriefFile(d, now))
		if !utf8.ValidString(md) {
			t.Errorf("%s is not UTF-8", name)
		}
		for l := range strings.Lines(md) {
			if i := strings.IndexFunc(l, unseen); i >= 0 {
				t.Errorf("%s: %.40q in the file", name, l[i:])
			}
			bare := strings.NewReplacer(`\\`, "", `\<`, "", `\]`, "").Replace(l) // without what is escaped
			if strings.Contains(bare, "](") || strings.Contains(bare, "<http") || strings.HasPrefix(l, "```") || strings.HasPrefix(l, "    ") {
				t.Errorf("%s links or formats: %.80q", name, l)
			}
		}
		if n := strings.Count(md, "\n## "); n != plain || strings.Count(md, "\n### ") != len(d.Turns) || strings.Count(md, "\n# ") != 0 {
			t.Errorf("%s makes headings", name)
		}
	}
}

func TestTheDebriefsFileHoldsAllOfALongAnswer(t *testing.T) {
	d := (sample{}).debrief()
	d.Turns[0].Said.Messages[0].Text = strings.Repeat("word ", 20_000) + "the very end"
	if md := string(view.DebriefFile(d, now)); strings.Count(md, "word") < 20_000 || !strings.Contains(md, "the very end") {
		t.Error("the file cuts an answer")
	}
}
