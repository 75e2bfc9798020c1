package practice

import (
	"slices"
	"time"

	"greenroom/bank"
)

// An ExportedSuggestion is a question that the person suggested. Question is its
// id in the bank once it was approved, Taken its wording then.
type ExportedSuggestion struct {
	ID        string          `json:"id"`
	Ask       string          `json:"ask"`
	Style     bank.Style      `json:"style,omitempty"`
	Area      bank.Area       `json:"area,omitempty"`
	Note      string          `json:"note,omitempty"`
	CreatedAt time.Time       `json:"created_at"`
	State     SuggestionState `json:"state"`
	DecidedAt *time.Time      `json:"decided_at"`
	Reason    string          `json:"reason,omitempty"`
	Question  string          `json:"question,omitempty"`
	Taken     string          `json:"taken,omitempty"`

	Also         string            `json:"also,omitempty"`
	Competencies []bank.Competency `json:"competencies,omitempty"`
	Level        bank.Level        `json:"level,omitempty"`
	Minutes      int               `json:"minutes,omitempty"`
}

func exportSuggestions(_ *Coach, tx Tx, out *exporting) error {
	err := tx.Suggestions(0, func(s Suggestion) bool {
		if s.By == out.Person {
			out.Suggestions = append(out.Suggestions, exportedSuggestion(s))
		}
		return true
	})
	slices.Reverse(out.Suggestions)
	return err
}

func exportedSuggestion(s Suggestion) ExportedSuggestion {
	return ExportedSuggestion{
		ID: s.ID.String(), Ask: s.Asked.Ask, Style: s.Asked.Style, Area: s.Asked.Area, Note: s.Note, CreatedAt: s.At.UTC(),
		State: s.State, DecidedAt: timeOrNil(s.DecidedAt), Reason: s.Reason, Question: s.Question, Taken: s.Taken.Ask,
		Also: s.Asked.Also, Competencies: s.Asked.Competencies, Level: s.Asked.Level, Minutes: s.Asked.Minutes,
	}
}
