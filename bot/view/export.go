package view

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

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
	numbers := map[string]int{} // of the answers, by which the rounds name them
	for i, a := range e.Answers {
		numbers[a.ID] = i + 1
		fmt.Fprintf(&b, "\n### %d. %s\n\n%s\n\n", i+1, literal(oneLine(packed(a.Ask, mostShown))), strings.Join(exportMarks(a), " · "))
		for l := range strings.Lines(said(a.Text, 1<<30)) {
			fmt.Fprintf(&b, "> %s  \n", literal(strings.TrimRight(l, "\n")))
		}
		if a.FollowUp != "" {
			fmt.Fprintf(&b, "\nAsked next: %s\n", literal(oneLine(packed(a.FollowUp, mostShown))))
		}
		if clean(a.SelfNote) != "" {
			fmt.Fprintf(&b, "\nYour note to self: %s\n", literal(oneLine(said(a.SelfNote, mostShown))))
		}
		for _, v := range a.Earlier {
			fmt.Fprintf(&b, "\nFrom %s it read: %s\n", stamp(v.Since), literal(oneLine(said(v.Text, 1<<30))))
		}
		if linkable(a.Permalink) {
			fmt.Fprintf(&b, "\n<%s>\n", a.Permalink)
		}
	}
	if len(e.Rounds) > 0 {
		b.WriteString("\n## Rounds\n")
	}
	for _, r := range e.Rounds {
		writeRound(&b, r, numbers)
	}
	if len(e.Suggestions) > 0 {
		b.WriteString("\n## Questions you suggested\n\n")
	}
	for _, s := range e.Suggestions {
		writeSuggestion(&b, s)
	}
	if e.Preparation != nil {
		writePreparation(&b, *e.Preparation)
	}
	return b.Bytes()
}

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
	if a.Starred {
		out = append(out, "starred")
	}
	return out
}

func writeRound(b *bytes.Buffer, r practice.ExportedRound, numbers map[string]int) {
	fmt.Fprintf(b, "\n### %s, %s\n\n", literal(human(r.Kind)), stamp(r.StartedAt))
	state := "still open"
	if r.EndedAt != nil {
		state = fmt.Sprintf("%s on %s", literal(clean(string(r.Ending))), stamp(*r.EndedAt))
	}
	manner := ""
	if r.Manner != "" {
		manner = literal(clean(string(r.Manner))) + " interviewer, "
	}
	fmt.Fprintf(b, "%s mode, %s%s.\n\n", first(modeName(r.Mode)), manner, state)
	for i, t := range r.Turns {
		leg := ""
		if t.Round != "" {
			leg = literal(roundName(t.Round)) + ": "
		}
		fmt.Fprintf(b, "%d. %s%s  \n   %s", i+1, leg, literal(oneLine(packed(t.Ask, mostShown))), first(spent(time.Duration(t.Seconds)*time.Second)))
		b.WriteString(answerNumber(t.Answer, numbers))
		if t.Rating != nil {
			fmt.Fprintf(b, ", your rating %d of 5", *t.Rating)
		}
		followUps := t.MoreFollowUps
		if t.FollowUp != "" {
			followUps = append([]practice.ExportedFollowUp{{Ask: t.FollowUp, Answer: t.FollowUpAnswer}}, followUps...)
		}
		for _, f := range followUps {
			fmt.Fprintf(b, "  \n   Follow-up: %s", literal(oneLine(packed(f.Ask, mostShown))))
			b.WriteString(strings.Replace(answerNumber(f.Answer, numbers), ", ", " · ", 1))
		}
		b.WriteByte('\n')
	}
}

// answerNumber says under which number an answer stands above.
func answerNumber(id *string, numbers map[string]int) string {
	if id == nil || numbers[*id] == 0 {
		return ", no answer"
	}
	return fmt.Sprintf(", answer %d", numbers[*id])
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
	for _, c := range "\\`*_[]<>&|~$" {
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

// UnknownFormat says in which formats an export can be had.
func UnknownFormat(format string) Message {
	return message(
		rich(line(text("I can't write "+quoted(format)+"."))),
		own("I have md, json and csv. Try `/interview export csv`."),
	)
}

// ExportReady goes with the file of an export. url leads to the DM that the file
// goes to; empty where it is said there.
func ExportReady(format string, n int, url string) Message {
	words := "Here's all that I keep of you: " + count(n, "answer", "answers") + ", with your rounds, settings and suggested questions."
	if format == "csv" {
		words = "Here are your answers as a table: " + count(n, "answer", "answers") + "."
	}
	where := "The file is in " + either(formatNames[format], code(format)) + "."
	if url != "" {
		words = strings.Replace(words, "Here's", "I've put together", 1)
		words = strings.Replace(words, "Here are", "I've put together", 1)
		where += " It's in your DM with me."
	}
	blocks := append([]slack.Block{own(words, where)}, rowOf(link(ActOpenDM, "Open our DM", url))...)
	return message(append(blocks,
		small("Nobody else gets it. For another format use `/interview export json`, `csv` or `md`."),
	)...)
}
