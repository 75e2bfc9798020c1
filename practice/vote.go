package practice

import (
	"context"
	"errors"
	"slices"

	"greenroom/practice/feedback"
)

// A Verdict is what a person thinks of a note in their feedback; the zero value
// is nothing yet.
type Verdict string

// The verdicts.
const (
	Helpful Verdict = "helpful"
	Off     Verdict = "off"
)

// A NoteKind says what a note is about, for stores, which know no feedback.
type NoteKind = feedback.NoteKind

// A Vote is the verdict of an answer's author on a kind of note to it. It is kept
// with the answer and goes with it.
type Vote struct {
	Note    NoteKind `json:"note"`
	Verdict Verdict  `json:"verdict"`
}

// A Tally counts the verdicts on a kind of note. Whose they were and on which
// words nobody can tell from it, so it stays when answers go.
type Tally struct {
	Note    NoteKind
	Helpful int
	Off     int
}

// add returns the tally with n more of a verdict.
func (t Tally) add(v Verdict, n int) Tally {
	switch v {
	case Helpful:
		t.Helpful = max(t.Helpful+n, 0)
	case Off:
		t.Off = max(t.Off+n, 0)
	}
	return t
}

// Verdict returns what the answer's author thinks of a kind of note to it.
func (a Answer) Verdict(on NoteKind) Verdict {
	for _, v := range a.Votes {
		if v.Note == on {
			return v.Verdict
		}
	}
	return ""
}

// voted returns the answer with that vote in the place of an earlier one.
func (a Answer) voted(v Vote) Answer {
	a.Votes = slices.DeleteFunc(slices.Clone(a.Votes), func(x Vote) bool { return x.Note == v.Note })
	a.Votes = append(a.Votes, v)
	return a
}

// Vote keeps what the author of an answer thinks of a note to it, once: a second
// vote takes the place of the first, and is counted in its place. On a note that
// the answer does not draw, or no longer does, it is ErrNoNote.
func (c *Coach) Vote(ctx context.Context, id ID, by Person, v Vote) (Answer, error) {
	if v.Verdict != Helpful && v.Verdict != Off {
		return Answer{}, ErrStale
	}
	return c.own(ctx, id, by, func(tx Tx, a Answer) (Answer, error) {
		was := a.Verdict(v.Note)
		if was == v.Verdict {
			return a, nil
		}
		if was == "" {
			q, err := c.asked(tx, a)
			if err != nil {
				return a, err
			}
			if !noted(feedback.Read(q, a.Text()), v.Note) {
				return a, ErrNoNote
			}
		}
		a = a.voted(v)
		t, err := tx.Tally(v.Note)
		if err != nil {
			return a, err
		}
		return a, errors.Join(tx.PutTally(t.add(was, -1).add(v.Verdict, 1)), tx.PutAnswer(a))
	})
}

func noted(r feedback.Report, kind NoteKind) bool {
	return slices.ContainsFunc(r.Notes, func(n feedback.Note) bool { return n.Kind == kind })
}

// Tallies returns what people think of each kind of note that anybody has an
// opinion of, in the order of their names.
func (c *Coach) Tallies(ctx context.Context) ([]Tally, error) {
	var out []Tally
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		out, err = tx.Tallies()
		return err
	})
	return slices.DeleteFunc(out, func(t Tally) bool { return t.Helpful+t.Off == 0 }), err
}
