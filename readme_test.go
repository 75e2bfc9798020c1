package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"greenroom/bank"
	"greenroom/config"
)

// yamlIn returns the blocks of YAML in a document.
func yamlIn(t *testing.T, document string) []string {
	t.Helper()
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, block := range regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllSubmatch(text, -1) {
		out = append(out, string(block[1]))
	}
	return out
}

// The questions and employers in the documents are there to be copied: each is a
// pack.
func TestTheQuestionsInTheDocumentsWork(t *testing.T) {
	n := 0
	for _, document := range []string{"README.md", "docs/question-packs.md"} {
		for _, block := range yamlIn(t, document) {
			if !strings.HasPrefix(block, "- ") {
				continue
			}
			n++
			dir := t.TempDir()
			file := "questions.yaml"
			if strings.Contains(block, "\n  facts:") {
				file = "employers.yaml"
			}
			if err := os.WriteFile(filepath.Join(dir, file), []byte(block), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := bank.Check([]string{dir}).Err(); err != nil {
				t.Errorf("%s: %v\n%s", document, err, block)
			}
		}
	}
	if n != 5 {
		t.Errorf("%d questions and employers were found", n)
	}
}

func TestTheSettingsInTheReadmeWork(t *testing.T) {
	for _, block := range yamlIn(t, "README.md") {
		if strings.HasPrefix(block, "- ") {
			continue
		}
		path := filepath.Join(t.TempDir(), "config.yaml")
		if err := os.WriteFile(path, []byte(block), 0o600); err != nil {
			t.Fatal(err)
		}
		cfg, err := config.Load(path, config.Checks{})
		if err != nil {
			t.Fatalf("the settings: %v", err)
		}
		if err := cfg.Placeholders(); err != nil {
			t.Errorf("the settings: %v", err)
		}
	}
}

// Links to files of this repository lead somewhere.
func TestDocumentLinksLeadSomewhere(t *testing.T) {
	pages, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range append(pages, "README.md", "CHANGELOG.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, link := range regexp.MustCompile(`\]\(([^)]+)\)`).FindAllSubmatch(text, -1) {
			target, _, _ := strings.Cut(string(link[1]), "#")
			if target == "" || strings.Contains(target, "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), target)); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		}
	}
}
