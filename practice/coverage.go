package practice

import (
	"cmp"
	"slices"

	"greenroom/bank"
)

// A Coverage is how many of the questions that can be asked somebody has tried.
type Coverage struct {
	Tried, Of    int
	Rounds       []Covered[bank.Round]
	Competencies []Covered[bank.Competency]
}

// A Covered is how many of the questions of one kind were tried.
type Covered[T ~string] struct {
	Name      T
	Tried, Of int
}

// mostNeglected is how many competencies are named as the least practised.
const mostNeglected = 3

// coverageOf counts the questions that were tried, by id. Kinds without questions
// are left out.
func coverageOf(all []bank.Question, tried map[string]bool) Coverage {
	rounds, competencies := map[bank.Round]*Covered[bank.Round]{}, map[bank.Competency]*Covered[bank.Competency]{}
	var c Coverage
	for _, q := range all {
		covers(&c.Tried, &c.Of, tried[q.ID])
		tally := rounds[q.Round]
		if tally == nil {
			tally = &Covered[bank.Round]{Name: q.Round}
			rounds[q.Round] = tally
		}
		covers(&tally.Tried, &tally.Of, tried[q.ID])
		for _, k := range q.Competencies {
			tally := competencies[k]
			if tally == nil {
				tally = &Covered[bank.Competency]{Name: k}
				competencies[k] = tally
			}
			covers(&tally.Tried, &tally.Of, tried[q.ID])
		}
	}
	for _, k := range bank.Rounds() {
		if rounds[k] != nil {
			c.Rounds = append(c.Rounds, *rounds[k])
		}
	}
	for _, k := range bank.Competencies() {
		if competencies[k] != nil {
			c.Competencies = append(c.Competencies, *competencies[k])
		}
	}
	return c
}

func covers(tried, of *int, is bool) {
	*of++
	if is {
		*tried++
	}
}

// Least returns the competencies of whose questions the smallest shares were
// tried, the least first; those of which all were tried are left out.
func (c Coverage) Least() []bank.Competency {
	open := slices.DeleteFunc(slices.Clone(c.Competencies), func(k Covered[bank.Competency]) bool { return k.Tried == k.Of })
	slices.SortStableFunc(open, func(a, b Covered[bank.Competency]) int { return cmp.Compare(a.Tried*b.Of, b.Tried*a.Of) })
	var out []bank.Competency
	for _, k := range open[:min(len(open), mostNeglected)] {
		out = append(out, k.Name)
	}
	return out
}
