package view

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"time"

	"greenroom/practice"
)

// Markdown writes an export to be read.
func Markdown(e practice.Export) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Interview practice\n\nExported on %s. %s, %s.\n", stamp(e.ExportedAt),
		count(len(e.Answers), "answer", "answers"), count(len(e.Rounds), "round", "rounds"))
	if len(e.Answers) > 0 {
		b.WriteString("\n## Answers\n")
	}
	for _, a := range e.Answers {
		fmt.Fprintf(&b, "\n### %s\n\n%s\n\n", literal(oneLine(packed(a.Ask, mostShown))), strings.Join(exportMarks(a), " · "))
		for l := range strings.Lines(said(a.Text, 1<<30)) {
			fmt.Fprintf(&b, "> %s  \n", literal(strings.TrimRight(l, "\n")))
		}
		if a.FollowUp != "" {
			fmt.Fprintf(&b, "\nAsked next: %s\n", literal(oneLine(packed(a.FollowUp, mostShown))))
		}
		if linkable(a.Permalink) {
			fmt.Fprintf(&b, "\n<%s>\n", a.Permalink)
		}
	}
	if len(e.Rounds) > 0 {
		b.WriteString("\n## Rounds\n")
	}
	for _, r := range e.Rounds {
		writeRound(&b, r)
	}
	return b.Bytes()
}

func exportMarks(a practice.ExportedAnswer) []string {
	out := []string{stamp(a.CreatedAt), either(originNames[a.Origin], literal(clean(string(a.Origin))))}
	if a.Comment {
		out = append(out, "a comment")
	}
	if a.Attempt > 1 {
		out = append(out, fmt.Sprintf("attempt %d", a.Attempt))
	}
	if a.Rating != nil {
		out = append(out, fmt.Sprintf("your rating %d of 5", *a.Rating))
	}
	if a.Late {
		out = append(out, "late")
	}
	if a.EditedAt != nil {
		out = append(out, "edited on "+stamp(*a.EditedAt))
	}
	return append(out, "`"+code(a.ID)+"`")
}

func writeRound(b *bytes.Buffer, r practice.ExportedRound) {
	fmt.Fprintf(b, "\n### %s, %s\n\n", literal(human(r.Kind)), stamp(r.StartedAt))
	state := "still open"
	if r.EndedAt != nil {
		state = fmt.Sprintf("%s on %s", literal(clean(string(r.Ending))), stamp(*r.EndedAt))
	}
	fmt.Fprintf(b, "%s mode, %s.\n\n", first(modeName(r.Mode)), state)
	for i, t := range r.Turns {
		fmt.Fprintf(b, "%d. `%s`, %s", i+1, code(t.Question), spent(time.Duration(t.Seconds)*time.Second))
		if t.Answer != nil {
			fmt.Fprintf(b, ", answer `%s`", code(*t.Answer))
		}
		if t.Rating != nil {
			fmt.Fprintf(b, ", your rating %d of 5", *t.Rating)
		}
		b.WriteByte('\n')
		if t.FollowUp != "" {
			fmt.Fprintf(b, "   Follow-up: %s", literal(oneLine(packed(t.FollowUp, mostShown))))
			if t.FollowUpAnswer != nil {
				fmt.Fprintf(b, ", answer `%s`", code(*t.FollowUpAnswer))
			}
			b.WriteByte('\n')
		}
	}
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }

// literal writes a line so that Markdown shows it as it is.
func literal(s string) string {
	s = markdownEscaper.Replace(s)
	trimmed := strings.TrimLeft(s, " ")
	digits := strings.TrimLeft(trimmed, "0123456789")
	switch {
	case trimmed == "":
	case strings.ContainsRune("#+-=", rune(trimmed[0])):
		return `\` + trimmed
	case len(digits) < len(trimmed) && (strings.HasPrefix(digits, ".") || strings.HasPrefix(digits, ")")):
		return trimmed[:len(trimmed)-len(digits)] + `\` + digits
	}
	return trimmed
}

var markdownEscaper = func() *strings.Replacer {
	var pairs []string
	for _, c := range "\\`*_[]<>&|~!$" {
		pairs = append(pairs, string(c), `\`+string(c))
	}
	return strings.NewReplacer(pairs...)
}()

// CSV writes an export's answers as a table, one a row.
func CSV(e practice.Export) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{{
		"id", "question", "ask", "origin", "created_at", "edited_at", "late", "comment", "attempt", "rating", "text", "follow_up", "permalink",
	}}
	for _, a := range e.Answers {
		edited, rating := "", ""
		if a.EditedAt != nil {
			edited = a.EditedAt.UTC().Format(time.RFC3339)
		}
		if a.Rating != nil {
			rating = strconv.Itoa(*a.Rating)
		}
		rows = append(rows, []string{
			a.ID, a.Question, clean(a.Ask), string(a.Origin), a.CreatedAt.UTC().Format(time.RFC3339), edited,
			strconv.FormatBool(a.Late), strconv.FormatBool(a.Comment), strconv.Itoa(a.Attempt), rating,
			readable(a.Text), clean(a.FollowUp), a.Permalink,
		})
	}
	for _, row := range rows {
		for i := range row {
			row[i] = harmless(row[i])
		}
	}
	if err := w.WriteAll(rows); err != nil {
		return nil, fmt.Errorf("write answers as CSV: %w", err)
	}
	return b.Bytes(), nil
}

// harmless keeps a spreadsheet from taking a cell for a formula.
func harmless(cell string) string {
	if strings.HasPrefix(cell, "'") || cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") ||
		strings.ContainsAny(firstRune(cell), "＝＋－＠") {
		return "'" + cell
	}
	return cell
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

// formatNames are what the formats of an export are called.
var formatNames = map[string]string{"md": "Markdown", "json": "JSON", "csv": "CSV"}

// FileNotSent says that the file of an export did not arrive.
func FileNotSent() Message {
	return message(own("I couldn't send you the file. Please ask for it again in a few minutes; nothing of yours is lost."))
}

// ExportReady goes with the file of an export.
func ExportReady(format string, n int) Message {
	words := "Here's all that I keep of you: " + count(n, "answer", "answers") + ", with your rounds and settings."
	if format == "csv" {
		words = "Here are your answers as a table: " + count(n, "answer", "answers") + "."
	}
	return message(
		own(words, "The file is in "+either(formatNames[format], code(format))+"."),
		small("Nobody else gets it. For another format use `/interview export json`, `csv` or `md`."),
	)
}
