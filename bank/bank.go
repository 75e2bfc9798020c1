package bank

import "slices"

// A Bank is the questions and employers of one or more packs. It does not
// change once made and is safe for concurrent use.
type Bank struct {
	questions []Question // those that can be asked
	byID      map[string]Question
	employers []Employer
}

// New returns a bank of the given questions, in their order. Of two with one
// id the first counts; the loader refuses such packs before they get here.
func New(questions []Question) *Bank {
	b := &Bank{byID: make(map[string]Question, len(questions))}
	for _, q := range questions {
		if _, ok := b.byID[q.ID]; ok {
			continue
		}
		b.byID[q.ID] = q
		if !q.Disabled {
			b.questions = append(b.questions, q)
		}
	}
	return b
}

// With returns the bank with those employers in place of its own.
func (b *Bank) With(employers []Employer) *Bank {
	with := *b
	with.employers = slices.Clone(employers)
	return &with
}

// Employers returns the invented employers, in the order of the packs; none
// where no pack has any. The caller owns the slice.
func (b *Bank) Employers() []Employer { return slices.Clone(b.employers) }

// Employer returns the employer with that id. ok is false where there is none.
func (b *Bank) Employer(id string) (e Employer, ok bool) {
	for _, e := range b.employers {
		if e.ID == id {
			return e, true
		}
	}
	return Employer{}, false
}

// Find returns the question with that id, be it disabled or not: answers given
// to it have to find it. ok is false where there is none.
func (b *Bank) Find(id string) (q Question, ok bool) {
	q, ok = b.byID[id]
	return q, ok
}

// All returns every question that can be asked, in the order of the packs. The
// caller owns the slice.
func (b *Bank) All() []Question { return slices.Clone(b.questions) }

// Len returns how many questions can be asked.
func (b *Bank) Len() int { return len(b.questions) }

// A Selection narrows a bank. An empty list selects everything.
type Selection struct {
	Rounds       []Round
	Areas        []Area
	Competencies []Competency
	Levels       []Level
	Styles       []Style
}

// Only returns the selection of one round, area and competency; what is empty
// selects everything.
func Only(r Round, a Area, c Competency) Selection {
	return Selection{Rounds: one(r), Areas: one(a), Competencies: one(c)}
}

func one[T ~string](v T) []T {
	if v == "" {
		return nil
	}
	return []T{v}
}

// Has reports whether the selection takes the question.
func (s Selection) Has(q Question) bool {
	return in(s.Rounds, q.Round) && in(s.Areas, q.Area) && in(s.Levels, q.Level) && in(s.Styles, q.Style) &&
		(len(s.Competencies) == 0 || slices.ContainsFunc(q.Competencies, func(c Competency) bool {
			return slices.Contains(s.Competencies, c)
		}))
}

func in[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }

// Select returns the questions that the selection takes, in the bank's order.
func (b *Bank) Select(s Selection) []Question {
	var out []Question
	for _, q := range b.questions {
		if s.Has(q) {
			out = append(out, q)
		}
	}
	return out
}
