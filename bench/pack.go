package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"greenroom/bank"
)

// packQuestions is how many questions a bank of a company that writes its own
// has in all.
const packQuestions = 300

// pack loads a bank of packQuestions, the built-in ones and copies of them.
func (b *bench) pack() error {
	dir := filepath.Join(b.dir, "pack")
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	all := b.questions.All()
	files := map[bank.Area]string{}
	for i := range packQuestions - len(all) {
		q := all[i%len(all)]
		files[q.Area] += packed(q, i)
	}
	for area, text := range files {
		if err := os.WriteFile(filepath.Join(dir, string(area)+".yaml"), []byte(text), 0o600); err != nil {
			return err
		}
	}
	var took []time.Duration
	for i := range 12 {
		began := time.Now()
		loaded, err := bank.Load([]string{dir})
		if err != nil {
			return err
		}
		if loaded.Len() != packQuestions {
			return fmt.Errorf("%d questions were loaded of %d", loaded.Len(), packQuestions)
		}
		if i > 0 { // the first is to warm up
			took = append(took, time.Since(began))
		}
	}
	slices.Sort(took)
	typical := quantile(took, 0.5)
	b.table.add(row{
		what: fmt.Sprintf("load of %d questions, p50", packQuestions), got: millis(typical), reach: "under 100 ms", ok: typical < 100*time.Millisecond,
		note: "worst " + millis(took[len(took)-1]),
	})
	return nil
}

// packed writes the n-th copy of a question as people write packs: long texts
// folded, short ones in quotes. It has an id and wordings of its own.
func packed(q bank.Question, n int) string {
	var s strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&s, format+"\n", args...) }
	list := func(indent, key string, texts []string) {
		line("%s%s:", indent, key)
		for _, t := range texts {
			line("%s  - %s", indent, quoted(t))
		}
	}
	line("- id: %s-%d", q.ID, n)
	line("  ask: %s", folded("    ", fmt.Sprintf("%s (%d)", q.Ask, n)))
	also := slices.Clone(q.Also)
	for i := range also {
		also[i] = fmt.Sprintf("%s (%d)", also[i], n)
	}
	list("  ", "also", also)
	competencies := make([]string, len(q.Competencies))
	for i, c := range q.Competencies {
		competencies[i] = string(c)
	}
	line("  style: %s\n  round: %s\n  area: %s\n  competencies: [%s]\n  level: %s\n  minutes: %g",
		q.Style, q.Round, q.Area, strings.Join(competencies, ", "), q.Level, q.Minutes)
	if q.Curveball {
		line("  curveball: true")
	}
	line("  why: %s", folded("    ", q.Why))
	line("  judges: %s", folded("    ", q.Judges))
	line("  structure:\n    name: %s\n    parts:", quoted(q.Structure.Name))
	for _, p := range q.Structure.Parts {
		line("      - name: %s\n        prompt: %s", quoted(p.Name), quoted(p.Prompt))
	}
	list("  ", "evidence", q.Evidence)
	line("  example: %s", folded("    ", q.Example))
	line("  weak:\n    text: %s", folded("      ", q.Weak.Text))
	list("    ", "flaws", q.Weak.Flaws)
	line("  follow_ups:")
	for _, f := range q.FollowUps {
		line("    - ask: %s\n      checks: %s\n      kind: %s", quoted(f.Ask), quoted(f.Checks), f.Kind)
	}
	list("  ", "signals", q.Signals)
	list("  ", "red_flags", q.RedFlags)
	line("  anchors:\n    \"1\": %s\n    \"3\": %s\n    \"5\": %s", quoted(q.Anchors.One), quoted(q.Anchors.Three), quoted(q.Anchors.Five))
	if len(q.KeyPoints) > 0 {
		line("  key_points:")
		for _, k := range q.KeyPoints {
			line("    - point: %s", quoted(k.Point))
			list("      ", "terms", k.Terms)
		}
	}
	line("  covers: [%s]\n", strings.Join(q.Covers, ", "))
	return s.String()
}

// quoted writes a text in quotes; what JSON writes YAML reads.
func quoted(text string) string {
	b, _ := json.Marshal(text) // of a string it has no error
	return string(b)
}

// folded writes a text as a folded block of lines of some eighty characters.
func folded(indent, text string) string {
	out, column := ">-", 80
	for _, w := range strings.Fields(text) {
		if column+len(w) >= 80 {
			out, column = out+"\n"+indent+w, len(w)
		} else {
			out, column = out+" "+w, column+1+len(w)
		}
	}
	return out
}
