package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"greenroom/bank"
	"greenroom/config"
)

// The question and the settings in the README are there to be copied.
func TestReadmeExamplesWork(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var question, settings string
	for _, block := range regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllSubmatch(readme, -1) {
		if text := string(block[1]); strings.HasPrefix(text, "- id:") {
			question = text
		} else {
			settings = text
		}
	}
	pack, err := bank.LoadPack(fstest.MapFS{"ours.yaml": {Data: []byte(question)}}, "ours")
	if err != nil {
		t.Fatalf("the question: %v", err)
	}
	if len(pack.Questions) != 1 {
		t.Errorf("the example holds %d questions", len(pack.Questions))
	}

	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "ours"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "ours", "questions.yaml"), []byte(question), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := bank.Load([]string{filepath.Join(dir, "ours")}); err != nil {
		t.Errorf("the question beside the built-in ones: %v", err)
	}

	path := filepath.Join(dir, "config.yaml")
	if err := os.WriteFile(path, []byte(settings), 0o600); err != nil {
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
