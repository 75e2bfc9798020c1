package practice_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A table is the outcomes at one point of a round.
type table struct {
	cells    []cell
	variants []string
}

func (t *table) add(verb, form, variant, outcome string) {
	if outcome == "" {
		return
	}
	if !slices.Contains(t.variants, variant) {
		t.variants = append(t.variants, variant)
	}
	t.cells = append(t.cells, cell{verb, form, variant, outcome})
}

// print writes a line for each verb and outcome, with the forms that have it.
func (t *table) print(b *strings.Builder) {
	var done []cell
	for _, c := range t.cells {
		c.form = ""
		if c.variant != t.variants[0] || slices.Contains(done, c) {
			continue
		}
		done = append(done, c)
		var forms, unlike []string
		for _, d := range t.cells {
			if d.verb == c.verb && d.variant == c.variant && d.outcome == c.outcome && d.form != "" {
				forms = append(forms, d.form)
			}
		}
		for _, d := range t.cells {
			if d.verb == c.verb && d.variant != c.variant && d.outcome != c.outcome && (d.form == "" || slices.Contains(forms, d.form)) {
				if line := fmt.Sprintf("%46s %s\n", d.variant+":", d.outcome); !slices.Contains(unlike, line) {
					unlike = append(unlike, line)
				}
			}
		}
		name := c.verb
		if len(forms) > 0 {
			name += ": " + strings.Join(forms, ", ")
		}
		fmt.Fprintf(b, "%-46s %s\n%s", name, c.outcome, strings.Join(unlike, ""))
	}
}

// printShort writes a line for each outcome.
func (t *table) printShort(b *strings.Builder) {
	var done []string
	for _, c := range t.cells {
		if slices.Contains(done, c.outcome) {
			continue
		}
		done = append(done, c.outcome)
		var who []string
		for _, d := range t.cells {
			name := d.verb
			if d.form != "" && d.form != "word" {
				name = "buttons"
			}
			if d.outcome == c.outcome && !slices.Contains(who, name) {
				who = append(who, name)
			}
		}
		fmt.Fprintf(b, "%-46s %s\n", c.outcome, strings.Join(who, ", "))
	}
}

// golden compares a text with the file that holds how it should read.
func golden(t *testing.T, file, text string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got, want := strings.Split(text, "\n"), strings.Split(string(b), "\n")
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Fatalf("line %d of %s:\n got %s\nwant %s", i+1, file, got[i], want[i])
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%s has %d lines, want %d", file, len(want), len(got))
	}
}
