package view

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/slack-go/slack"

	"greenroom/practice"
)

// Markdown writes an export to be read: attempts at one question stand together,
// in the order in which the questions were first answered.
func Markdown(e practice.Export) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Interview practice\n\nExported on %s. %s, %s.\n", stamp(e.ExportedAt),
		count(len(e.Answers), "answer", "answers"), count(len(e.Rounds), "round", "rounds"))
	numbers := map[string]int{} // of the answers, by which the rounds name them
	if len(e.Answers) > 0 {
		b.WriteString("\n## Answers\n")
	}
	for _, attempts := range together(e.Answers) {
		fmt.Fprintf(&b, "\n### %s\n", literal(oneLine(packed(attempts[0].Ask, mostShown))))
		for _, a := range attempts {
			numbers[a.ID] = len(numbers) + 1
			writeAnswer(&b, a, numbers[a.ID])
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
	if len(e.Stories) > 0 {
		b.WriteString("\n## Your stories\n\n")
	}
	for _, x := range e.Stories {
		fmt.Fprintf(&b, "- %s%s, kept on %s\n", literal(oneLine(packed(x.Title, mostShown))), answerNumber(&x.Answer, numbers), stamp(x.KeptAt))
	}
	if e.Preparation != nil {
		writePreparation(&b, *e.Preparation)
	}
	writeBeside(&b, e)
	return b.Bytes()
}

// together returns the answers by what they answer, each with its attempts in
// their order.
func together(answers []practice.ExportedAnswer) (out [][]practice.ExportedAnswer) {
	at := map[[2]string]int{}
	for _, a := range answers {
		key := [2]string{a.Question}
		if a.Origin == practice.ToFollowUp || a.Question == "" {
			key[1] = a.Ask
		}
		i, known := at[key]
		if !known {
			i = len(out)
			at[key] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], a)
	}
	return out
}

func writeAnswer(b *bytes.Buffer, a practice.ExportedAnswer, number int) {
	fmt.Fprintf(b, "\n**Answer %d** · %s\n\n", number, strings.Join(exportMarks(a), " · "))
	for l := range strings.Lines(said(a.Text, 1<<30)) {
		fmt.Fprintf(b, "> %s  \n", literal(strings.TrimRight(l, "\n")))
	}
	if found := partsFound(a); found != "" {
		fmt.Fprintf(b, "\nFound in it: %s\n", found)
	}
	if a.FollowUp != "" {
		fmt.Fprintf(b, "\nAsked next: %s\n", literal(oneLine(packed(a.FollowUp, mostShown))))
	}
	if clean(a.SelfNote) != "" {
		fmt.Fprintf(b, "\nYour note to self: %s\n", literal(oneLine(said(a.SelfNote, 1<<30))))
	}
	for _, v := range a.Earlier {
		fmt.Fprintf(b, "\nFrom %s it read: %s\n", stamp(v.Since), literal(oneLine(said(v.Text, 1<<30))))
	}
	if linkable(a.Permalink) {
		fmt.Fprintf(b, "\n<%s>\n", a.Permalink)
	}
}

// partsFound names the parts that were found in an answer, "" for none.
func partsFound(a practice.ExportedAnswer) string {
	var out []string
	for _, p := range []struct {
		name  string
		found bool
	}{
		{"context", a.Parts.Context.Present}, {"action", a.Parts.Action.Present}, {"evidence", a.Parts.Evidence.Present},
		{"result", a.Parts.Result.Present}, {"learning", a.Parts.Learning.Present},
	} {
		if p.found {
			out = append(out, p.name)
		}
	}
	return strings.Join(out, ", ")
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
		out = append(out, fmt.Sprintf("try %d", a.Attempt))
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

// csvHead names the columns of the table. A suggestion has its question in ask, and
// what was written beside it in text.
var csvHead = []string{
	"record", "id", "question", "ask", "origin", "created_at", "edited_at", "late", "comment", "attempt", "rating", "text", "follow_up",
	"permalink", "parts", "votes", "round", "shared", "state", "reason", "starred", "self_note",
}

// byteOrder tells Excel that a table is in UTF-8.
const byteOrder = "\ufeff"

// CSV writes an export's answers and suggestions as a table, one a row, as RFC 4180
// has it. What else there is has no rows: it is in the JSON.
func CSV(e practice.Export) ([]byte, error) {
	b := bytes.NewBufferString(byteOrder)
	w := csv.NewWriter(b)
	w.UseCRLF = true
	rows := []map[string]string{}
	for _, a := range e.Answers {
		rows = append(rows, answerRow(a))
	}
	for _, s := range e.Suggestions {
		rows = append(rows, suggestionRow(s))
	}
	err := w.Write(csvHead)
	for _, row := range rows {
		cells := make([]string, len(csvHead))
		for i, name := range csvHead {
			cells[i] = harmless(row[name])
		}
		err = errors.Join(err, w.Write(cells))
	}
	w.Flush()
	if err = errors.Join(err, w.Error()); err != nil {
		return nil, fmt.Errorf("write answers as CSV: %w", err)
	}
	return b.Bytes(), nil
}

func answerRow(a practice.ExportedAnswer) map[string]string {
	row := map[string]string{
		"record": "answer", "id": a.ID, "question": a.Question, "ask": clean(a.Ask), "origin": string(a.Origin),
		"created_at": a.CreatedAt.UTC().Format(time.RFC3339), "late": strconv.FormatBool(a.Late), "comment": strconv.FormatBool(a.Comment),
		"attempt": strconv.Itoa(a.Attempt), "text": readable(a.Text), "follow_up": clean(a.FollowUp), "permalink": a.Permalink,
		"starred": strconv.FormatBool(a.Starred), "self_note": readable(a.SelfNote), "parts": partsFound(a), "round": a.Round, "shared": strconv.FormatBool(a.Shared),
	}
	if a.EditedAt != nil {
		row["edited_at"] = a.EditedAt.UTC().Format(time.RFC3339)
	}
	if a.Rating != nil {
		row["rating"] = strconv.Itoa(*a.Rating)
	}
	var votes []string
	for _, v := range a.Votes {
		votes = append(votes, string(v.Note)+" "+string(v.Verdict))
	}
	row["votes"] = strings.Join(votes, ", ")
	return row
}

func suggestionRow(s practice.ExportedSuggestion) map[string]string {
	return map[string]string{
		"record": "suggestion", "id": s.ID, "question": s.Question, "ask": clean(s.Ask), "text": readable(s.Note),
		"created_at": s.CreatedAt.UTC().Format(time.RFC3339), "state": string(s.State), "reason": clean(s.Reason),
	}
}

// harmless keeps a spreadsheet from taking a cell for a formula, whatever blanks
// and marks that nobody sees it begins with.
func harmless(cell string) string {
	begins := strings.TrimLeftFunc(cell, func(r rune) bool { return unicode.IsSpace(r) || hidden(r) })
	if cell != "" && strings.ContainsAny(firstRune(cell), "'\t\r\n") || strings.ContainsAny(firstRune(begins), "=+-@＝＋－＠") {
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
		words = "Here are your answers as a table: " + count(n, "answer", "answers") + ", and the questions you suggested."
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
