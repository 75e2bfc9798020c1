package view

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"greenroom/practice"
	"greenroom/practice/feedback"
)

// DebriefFile writes a debrief to be kept: in Markdown, with all that was said,
// whose text shows as it is and can neither link nor format.
func DebriefFile(d practice.Debrief, at time.Time) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Debrief: %s\n\n", debriefName(d))
	fmt.Fprintf(&b, "This file is yours: the bot sent it to you alone and keeps no copy. Made on %s.\n\n", stamp(at))
	fmt.Fprintf(&b, "Begun on %s, %s mode, %s level, interviewer %s.\n\n%s\n", stamp(d.Round.StartedAt), modeName(d.Round.Choice.Mode),
		lower(d.Round.Choice.Level), either(string(d.Round.Choice.Manner), string(practice.Neutral)), summary(d))
	for i, l := range d.Legs {
		fmt.Fprintf(&b, "%s- %s: %s\n", either(map[bool]string{true: "\n"}[i == 0], ""), roundName(l.Round), legWords(l))
	}
	writeWell(&b, d)
	writeWork(&b, d)
	writeCompetences(&b, d)
	b.WriteString("\n## Question by question\n")
	for _, t := range d.Turns {
		writeTurn(&b, d, t)
	}
	b.WriteString("\n---\n\nThe bot reads words and can be wrong: you decide what helps.\n")
	return b.Bytes()
}

func writeWell(b *bytes.Buffer, d practice.Debrief) {
	if len(d.Well) > 0 {
		b.WriteString("\n## What went well\n\n")
	}
	for _, g := range d.Well {
		t := d.Turns[g.Turn]
		fmt.Fprintf(b, "- %s: %s.%s\n", label(d, t), goodWords(g, t), quotedAfter(g.Quote))
	}
}

func writeWork(b *bytes.Buffer, d practice.Debrief) {
	if len(d.Work) > 0 {
		b.WriteString("\n## What to work on next\n\n")
	}
	for i, w := range d.Work {
		t := d.Turns[w.Turn]
		fmt.Fprintf(b, "%d. %s: %s  \n", i+1, label(d, t), literal(oneLine(packed(t.Ask, mostShown))))
		if w.Kind == practice.Noted {
			fmt.Fprintf(b, "   %s\n", noteLine(w.Note))
			continue
		}
		fmt.Fprintf(b, "   %s\n", literal(oneLine(workWords(w, t))))
	}
}

// noteLine writes a note: the words that it is about, why, and what to try.
func noteLine(n feedback.Note) string {
	s := literal(oneLine(packed(n.Reason, mostShown))) + " Try: " + literal(oneLine(packed(n.Try, mostShown)))
	return strings.TrimSpace(quotedAfter(n.Quote) + " " + s)
}

// quotedAfter quotes somebody's words to follow others; nothing where there are none.
func quotedAfter(words string) string {
	if clean(words) == "" {
		return ""
	}
	return " “" + literal(oneLine(said(words, mostShown))) + "”"
}

func writeCompetences(b *bytes.Buffer, d practice.Debrief) {
	all := shownCompetences(d)
	if len(all) > 0 {
		b.WriteString("\n## By competency\n\n")
	}
	for _, c := range all {
		fmt.Fprintf(b, "- %s: %s\n", literal(human(c.Competency)), competenceWords(c))
	}
}

func writeTurn(b *bytes.Buffer, d practice.Debrief, t practice.Debriefed) {
	head := numbered(d.Round, t.Index)
	if d.Legs != nil {
		head = label(d, t)
	}
	fmt.Fprintf(b, "\n### %s\n\n%s\n\n%s\n", head, literal(oneLine(packed(t.Ask, mostShown))),
		strings.Join(append([]string{timeOf(t)}, turnMarks(t)...), " · "))
	if t.Said.ID == 0 {
		fmt.Fprintf(b, "\n%s\n", unanswered(t))
	} else {
		writeSaid(b, t.Said.Text())
	}
	switch {
	case t.Said.ID == 0 || t.Reverse:
	case !t.Whole.Assessed:
		fmt.Fprintf(b, "\nNot assessed: %s\n", literal(oneLine(packed(unassessed(t.Whole, t.Q.Style), mostShown))))
	default:
		writeParts(b, t)
	}
	for _, p := range t.Probed {
		fmt.Fprintf(b, "\nFollow-up: %s\n", literal(oneLine(packed(p.Ask, mostShown))))
		if p.Said.ID != 0 {
			writeSaid(b, p.Said.Text())
		}
		fmt.Fprintf(b, "\n%s\n", literal(oneLine(outcome(p, mostShown))))
	}
	if t.Rating > 0 && t.Said.ID != 0 {
		fmt.Fprintf(b, "\nYour rating: %d of 5.\n", t.Rating)
	}
	writeAnchors(b, t)
}

// writeSaid quotes all that somebody said, line by line.
func writeSaid(b *bytes.Buffer, text string) {
	b.WriteByte('\n')
	for l := range strings.Lines(said(text, 1<<30)) {
		if l = literal(strings.TrimRight(l, "\n")); l == "" {
			b.WriteString(">\n")
			continue
		}
		fmt.Fprintf(b, "> %s  \n", l)
	}
}

// writeParts lists what was found in an answer with its follow-ups, what is
// missing, and every note.
func writeParts(b *bytes.Buffer, t practice.Debriefed) {
	b.WriteByte('\n')
	for _, p := range partNames(t.Whole.Parts) {
		if p.part.Present {
			fmt.Fprintf(b, "- %s:%s\n", p.name, either(quotedAfter(p.part.Quote), " found"))
		}
	}
	for _, k := range t.Whole.KeyPoints {
		if k.Present {
			fmt.Fprintf(b, "- %s:%s\n", literal(oneLine(packed(k.Point, mostShown))), either(quotedAfter(k.Quote), " found"))
		}
	}
	if missing := missing(t.Whole); missing != "" {
		fmt.Fprintf(b, "- Not heard yet: %s\n", literal(missing))
	}
	for _, n := range t.Whole.Notes {
		fmt.Fprintf(b, "- Note: %s\n", noteLine(n))
	}
}

func writeAnchors(b *bytes.Buffer, t practice.Debriefed) {
	if t.Reverse || clean(t.Q.Anchors.One+t.Q.Anchors.Three+t.Q.Anchors.Five) == "" {
		return
	}
	b.WriteString("\nTo rate it by:\n\n")
	for _, a := range []struct {
		of    int
		words string
	}{{1, t.Q.Anchors.One}, {3, t.Q.Anchors.Three}, {5, t.Q.Anchors.Five}} {
		fmt.Fprintf(b, "- %d: %s\n", a.of, literal(oneLine(packed(a.words, mostShown))))
	}
}
