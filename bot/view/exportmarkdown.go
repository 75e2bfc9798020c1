package view

import (
	"bytes"
	"fmt"
	"strings"
	"time"

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
