package view

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"greenroom/practice"
)

func writePreparation(b *bytes.Buffer, p practice.ExportedPreparation) {
	b.WriteString("\n## What you prepare for\n\n")
	if p.Interview != "" {
		fmt.Fprintf(b, "Interview: %s\n\n", literal(clean(p.Interview)))
	}
	if p.Level != "" {
		fmt.Fprintf(b, "- Level: %s, by “%s”\n", lower(p.Level), literal(oneLine(packed(p.LevelWords, mostShown))))
	}
	for _, list := range [][]practice.ExportedTrace{p.Competencies, p.Areas} {
		for _, t := range list {
			fmt.Fprintf(b, "- %s", human(t.Topic))
			for i, w := range t.Words {
				if i == 0 {
					b.WriteString(": ")
				} else {
					b.WriteString(", ")
				}
				fmt.Fprintf(b, "“%s”", literal(oneLine(packed(w, mostShown))))
			}
			b.WriteByte('\n')
		}
	}
}

func writeSuggestion(b *bytes.Buffer, s practice.ExportedSuggestion) {
	fmt.Fprintf(b, "- %s  \n  %s, %s", literal(oneLine(packed(s.Ask, mostShown))), stamp(s.CreatedAt), literal(clean(string(s.State))))
	for _, t := range []struct{ name, text string }{{"Your note", s.Note}, {"The admins' reason", s.Reason}, {"Asked as", s.Taken}} {
		if clean(t.text) != "" {
			fmt.Fprintf(b, "  \n  %s: %s", t.name, literal(oneLine(packed(t.text, mostShown))))
		}
	}
	b.WriteByte('\n')
}

// writeBeside writes what is kept of a person beside their answers, shortly: the
// JSON has all of it.
func writeBeside(b *bytes.Buffer, e practice.Export) {
	var lines []string
	add := func(name, value string) {
		if value != "" {
			lines = append(lines, name+": "+literal(clean(value)))
		}
	}
	s := e.Settings
	add("Last round chosen", strings.Join(slices.DeleteFunc([]string{s.Round, s.Length, s.Mode, s.Level, s.Manner}, func(w string) bool { return w == "" }), ", "))
	add("Reminders", string(s.Reminders))
	add("Snoozed until", s.SnoozedUntil)
	add("Time zone", s.TimeZone)
	add("Feedback", s.Feedback)
	if r := e.Retries; r != nil {
		add("Questions that return", either(r.Offers, "offered")+ledBy(" at ", r.At))
		add("Those that return no more", strings.Join(r.Resting, ", "))
	}
	for _, a := range e.AskedAlone {
		add("Asked alone on "+stamp(a.AskedAt), oneLine(packed(a.Ask, mostShown)))
	}
	for _, r := range e.Unplaced {
		add("Said on "+stamp(r.SaidAt)+", to a question that is not known yet", oneLine(said(r.Text, 1<<30)))
	}
	for _, d := range e.Decisions {
		at := ""
		if d.DecidedAt != nil {
			at = " on " + stamp(*d.DecidedAt)
		}
		add("Decided as an admin"+at, string(d.State)+" suggestion "+d.Suggestion+ledBy(": ", d.Reason))
	}
	for _, a := range e.Acts {
		add("Done as an admin on "+stamp(a.At), a.What)
	}
	if n := len(e.BotMessages); n > 0 {
		add("Messages to you that I remember, without their words", strconv.Itoa(n))
	}
	if len(lines) > 0 {
		b.WriteString("\n## What else is kept\n\n")
	}
	for _, l := range lines {
		fmt.Fprintf(b, "- %s\n", l)
	}
}

// ledBy returns words after what leads to them, "" for none.
func ledBy(lead, words string) string {
	if words == "" {
		return ""
	}
	return lead + words
}
