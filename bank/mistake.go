package bank

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Mistake is something in a pack that must be put right, with its place and
// what to do about it.
type Mistake struct {
	File   string `json:"file"`
	Line   int    `json:"line"`         // from 1; 0 where the mistake is of the whole file
	Column int    `json:"column"`       // in characters, from 1; 0 like Line
	ID     string `json:"id,omitempty"` // of the question, where it is known
	Text   string `json:"text"`         // what is wrong and what to do, one line
}

// String returns the mistake as editors and terminals link it: file:line:column: text.
func (m Mistake) String() string {
	at := m.File
	if m.Line > 0 {
		at = fmt.Sprintf("%s:%d:%d", m.File, m.Line, m.Column)
	}
	if m.ID != "" {
		return at + ": " + m.ID + ": " + m.Text
	}
	return at + ": " + m.Text
}

// Mistakes are all the mistakes of the packs that were read, as one error.
type Mistakes []Mistake

// Error returns every mistake, one a line, under a line that counts them.
func (ms Mistakes) Error() string {
	var b strings.Builder
	if len(ms) == 1 {
		b.WriteString("1 mistake in the questions:")
	} else {
		fmt.Fprintf(&b, "%d mistakes in the questions:", len(ms))
	}
	for _, m := range ms {
		b.WriteString("\n" + m.String())
	}
	return b.String()
}

// err returns the mistakes by file and place, or nil if there are none.
func (ms Mistakes) err() error {
	if len(ms) == 0 {
		return nil
	}
	slices.SortStableFunc(ms, func(a, b Mistake) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return ms
}
