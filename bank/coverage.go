package bank

import (
	"fmt"
	"slices"
)

// rows are the topics that the built-in pack is to cover: G01 to G29 of a
// candidate's guide, R01 to R27 of an interviewer's, and P01 about one question.
var rows = func() []string {
	var out []string
	for _, group := range []struct {
		letter string
		last   int
	}{{"G", 29}, {"R", 27}, {"P", 1}} {
		for i := range group.last {
			out = append(out, fmt.Sprintf("%s%02d", group.letter, i+1))
		}
	}
	return out
}()

// Topics lists the rows that covers may name.
func Topics() []string { return slices.Clone(rows) }

// A Count says how many questions there are of something.
type Count struct {
	Name      string        `json:"name"`
	Questions int           `json:"questions"`
	Rounds    []Round       `json:"rounds"`   // in which they are asked, first to last
	ByRound   map[Round]int `json:"by_round"` // those that are asked in each round; none without any
	ByStyle   map[Style]int `json:"by_style"` // those of each style; none without any
}

// Counts is what a list of questions covers. Each list is whole: what no
// question covers stands in it with 0.
type Counts struct {
	Rows         []Count `json:"rows"`
	Competencies []Count `json:"competencies"`
	Rounds       []Count `json:"rounds"`
	Areas        []Count `json:"areas"`
	Styles       []Count `json:"styles"`
	Levels       []Count `json:"levels"`
	Curveballs   Count   `json:"curveballs"`
}

// Coverage counts what the questions cover.
func Coverage(questions []Question) Counts {
	return Counts{
		Rows:         count(questions, rows, func(q Question) []string { return q.Covers }),
		Competencies: count(questions, competencies, func(q Question) []Competency { return q.Competencies }),
		Rounds:       count(questions, Rounds(), func(q Question) []Round { return []Round{q.Round} }),
		Areas:        count(questions, Areas(), func(q Question) []Area { return []Area{q.Area} }),
		Styles:       count(questions, Styles(), func(q Question) []Style { return []Style{q.Style} }),
		Levels:       count(questions, Levels(), func(q Question) []Level { return []Level{q.Level} }),
		Curveballs:   curveballs(questions),
	}
}

// curveballs counts the questions that are one.
func curveballs(questions []Question) Count {
	const name = "curveballs"
	return count(questions, []string{name}, func(q Question) []string {
		if !q.Curveball {
			return nil
		}
		return []string{name}
	})[0]
}

func count[T ~string](questions []Question, names []T, of func(Question) []T) []Count {
	out := make([]Count, len(names))
	for i, name := range names {
		c := Count{Name: string(name), Rounds: []Round{}, ByRound: map[Round]int{}, ByStyle: map[Style]int{}}
		for _, q := range questions {
			if slices.Contains(of(q), name) {
				c.Questions++
				c.ByRound[q.Round]++
				c.ByStyle[q.Style]++
			}
		}
		for _, r := range Rounds() {
			if c.ByRound[r] > 0 {
				c.Rounds = append(c.Rounds, r)
			}
		}
		out[i] = c
	}
	return out
}
