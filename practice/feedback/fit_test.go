package feedback

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// fit returns the weights and the bias of a linear support vector machine for column
// c, with squared hinge loss, by descent along one lesson's share at a time (Hsieh and
// others, "A Dual Coordinate Descent Method for Large-scale Linear SVM", 2008).
// strictness is how much a mistake counts beside large weights.
func (co *course) fit(c int, strictness float64, takes func(lesson) bool) ([]float64, float64) {
	return co.fitIn(rounds, c, strictness, takes)
}

// fitIn is fit with a given number of passes over the lessons.
func (co *course) fitIn(passes, c int, strictness float64, takes func(lesson) bool) ([]float64, float64) {
	type example struct {
		lesson
		sign, slack, size float64
		share             float64
	}
	var all []example
	for _, l := range co.lessons {
		if l.shows[c] == 0 || !takes(l) {
			continue
		}
		x := example{lesson: l, sign: -1, slack: 1 / (2 * strictness * l.weight), size: 1}
		for i := range l.features {
			x.size += l.value(i) * l.value(i)
		}
		if l.shows[c] == yes {
			x.sign = 1
		}
		all = append(all, x)
	}
	weights, bias := make([]float64, len(co.names)), 0.0
	chance := rand.New(rand.NewPCG(1, uint64(c)))
	for range passes {
		chance.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for i := range all {
			x := &all[i]
			slope := x.sign*(bias+x.sum(weights)) - 1 + x.slack*x.share
			share := max(0, x.share-slope/(x.size+x.slack))
			step := (share - x.share) * x.sign
			x.share = share
			for i, f := range x.features {
				weights[f] += step * x.value(i)
			}
			bias += step
		}
	}
	return weights, bias
}

// settle says of the answers of which it is only known that a sentence shows column c
// that it is the one which a fit on the others takes for it most.
func (co *course) settle(c int, strictness float64) {
	weights, _ := co.fit(c, strictness, func(lesson) bool { return true })
	best := map[int]int{} // by answer, the lesson
	for i, l := range co.lessons {
		if k, ok := best[l.answer]; l.taught[c] && (!ok || l.sum(weights) > co.lessons[k].sum(weights)) {
			best[l.answer] = i
		}
	}
	for _, i := range best {
		co.lessons[i].shows[c] = yes
	}
}

// value returns how much of its feature i a lesson has.
func (l lesson) value(i int) float64 {
	if l.values == nil {
		return 1
	}
	return l.values[i]
}

// sum returns what a lesson's features come to.
func (l lesson) sum(weights []float64) float64 {
	s := 0.0
	for i, f := range l.features {
		s += weights[f] * l.value(i)
	}
	return s
}

// sources returns the writers of a course's answers.
func (co *course) sources() (out []string) {
	for _, l := range co.lessons {
		if l.source != "" && !slices.Contains(out, l.source) {
			out = append(out, l.source)
		}
	}
	return out
}

// unseen returns what column c comes to for each lesson, by a fit that has seen nothing
// of its writer; NaN where nobody knows the writer.
func (co *course) unseen(c int, strictness float64) []float64 {
	out := slices.Repeat([]float64{math.NaN()}, len(co.lessons))
	for _, source := range co.sources() {
		weights, bias := co.fit(c, strictness, func(l lesson) bool { return l.source != source })
		for i, l := range co.lessons {
			if l.source == source {
				out[i] = bias + l.sum(weights)
			}
		}
	}
	return out
}

// A scored lesson is what a model that has not seen its writer makes of it, and what
// is true.
type scored struct {
	score  float64
	shows  bool
	weight float64
}

// scored returns the lessons of known writers of which it is known whether they show
// column c.
func (co *course) scored(c int, strictness float64) []scored {
	var out []scored
	for i, score := range co.unseen(c, strictness) {
		if l := co.lessons[i]; l.shows[c] != 0 && !math.IsNaN(score) {
			out = append(out, scored{score + float64(l.lift[c]), l.shows[c] == yes, l.weight})
		}
	}
	return out
}

// choose returns the score from which on it serves best to believe a model, and what
// is reached with it: the middle of those that serve nearly as well as the best, which
// hangs on fewer answers than the best itself.
func choose(all []scored, beta float64) (threshold, precision, recall float64) {
	slices.SortStableFunc(all, func(x, y scored) int { return cmp.Compare(y.score, x.score) })
	there := 0.0
	for _, x := range all {
		if x.shows {
			there += x.weight
		}
	}
	type point struct{ score, precision, recall, f float64 }
	var points []point
	right, found, best := 0.0, 0.0, 0.0
	for _, x := range all {
		found += x.weight
		if x.shows {
			right += x.weight
		}
		p := point{score: x.score, precision: right / found, recall: right / there}
		p.f = (1 + beta*beta) * p.precision * p.recall / max(1e-9, beta*beta*p.precision+p.recall)
		best = max(best, p.f)
		points = append(points, p)
	}
	points = slices.DeleteFunc(points, func(p point) bool { return p.f < best-nearly })
	middle := points[len(points)/2]
	return middle.score - 1e-6, middle.precision, middle.recall
}
