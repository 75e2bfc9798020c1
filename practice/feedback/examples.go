package feedback

import (
	"fmt"
	"slices"
	"strings"

	"greenroom/bank"
)

// A Disagreement is where the feedback does not find in one of a question's
// own examples what the example is there to show.
type Disagreement struct {
	Field string // "example" or "weak"
	Text  string // what is wrong and what to do, one line
}

// CheckExamples reads a question's examples as answers are read. A strong
// example has what the question's structure teaches and every key point, and
// draws no note; a weak one lacks what its author says it lacks. An example
// that a question does without is not checked, nor is one of a question whose
// style is not known.
func CheckExamples(q bank.Question) []Disagreement {
	if q.Style == "" {
		return nil
	}
	var out []Disagreement
	add := func(field, format string, args ...any) {
		out = append(out, Disagreement{field, fmt.Sprintf(format, args...)})
	}
	if q.Example != "" {
		checkStrong(q, func(format string, args ...any) { add("example", format, args...) })
	}
	if q.Weak.Text != "" {
		checkWeak(q, func(format string, args ...any) { add("weak", format, args...) })
	}
	return out
}

func checkStrong(q bank.Question, add func(format string, args ...any)) {
	r := Read(q, q.Example)
	if !r.Assessed {
		add("the feedback can't assess the example: %s", r.Reason)
		return
	}
	for _, part := range taught(q) {
		if !r.Parts.of(PartName(part)).Present {
			add("the feedback finds no %s in the example, which the question teaches: say it plainly", part)
		}
	}
	for _, k := range r.KeyPoints {
		if !k.Present {
			add("the example doesn't touch the key point %q, or in words that its terms don't have: add either", k.Point)
		}
	}
	if r.Ownership == OwnWe {
		add("the example says only what \"we\" did: say what the speaker did")
	}
	if r.Ownership == OwnNone && q.Style != bank.Knowledge && q.Style != bank.Reverse {
		add("nobody does anything in the example: say what the speaker did")
	}
	for _, n := range r.Notes {
		add("the example draws the note %q (%s): mend what it speaks of", n.Reason, n.Kind)
	}
}

func checkWeak(q bank.Question, add func(format string, args ...any)) {
	r := Read(q, q.Weak.Text)
	if !r.Assessed {
		add("the feedback can't assess the weak answer: %s", r.Reason)
		return
	}
	for _, g := range q.Weak.Lacks {
		if !slices.Contains(r.lacks, g) {
			add("the weak answer does not lack %s in the feedback's eyes, only %s: take it out of lacks, or out of the text", g, strings.Join(names(r.lacks), ", "))
		}
	}
	if len(r.lacks) == 0 {
		add("the feedback finds nothing that the weak answer lacks: make it weaker")
	}
}

// lessons names the parts of a structure in which an answer says what was
// learned.
var lessons = []string{"learning", "learned", "lesson", "today", "hindsight", "guard-rail"}

// taught returns the parts that a strong answer to the question has.
func taught(q bank.Question) []string {
	var want []string
	switch q.Style {
	case bank.Behavioural:
		want = []string{"context", "action", "evidence", "result"}
	case bank.Approach, bank.Situational:
		want = []string{"action"}
	case bank.Motivation:
		want = []string{"context", "action", "evidence"}
	case bank.Knowledge, bank.Reverse: // the key points, and no more
	}
	for _, p := range q.Structure.Parts {
		switch name := strings.ToLower(p.Name); {
		case slices.Contains(lessons, name):
			want = append(want, "learning")
		case name == "example":
			want = append(want, "context")
		case name == "how i know it works":
			want = append(want, "evidence")
		}
	}
	return want
}

func names(gaps []bank.Gap) []string {
	out := make([]string, len(gaps))
	for i, g := range gaps {
		out[i] = string(g)
	}
	return out
}
