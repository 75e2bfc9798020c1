package view

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"greenroom/practice"
)

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
