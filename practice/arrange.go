package practice

import (
	"cmp"
	"slices"

	"greenroom/bank"
)

// hardness says how hard a question is to answer, to put those of a round in
// order: by the level, by what its style asks of one on the spot, by the length
// of its answer.
func hardness(q *bank.Question) float64 {
	out := 1.5*float64(max(slices.Index(bank.Levels(), q.Level), 0)) + 2*(q.Minutes-1.5)
	switch q.Style {
	case bank.Situational:
		out += 2
	case bank.Knowledge:
		out += 1.5
	case bank.Behavioural:
		out += 0.5
	case bank.Approach, bank.Motivation, bank.Reverse:
	}
	return out
}

// arranged puts the questions in order: the opening one, then harder from one
// to the next until the middle and milder from there; the curveball in the second half,
// and last those that belong there.
func (d *draw) arranged(picks []pick) []pick {
	if len(picks) == 0 {
		return nil
	}
	picks = slices.Clone(picks)
	slices.SortStableFunc(picks, func(x, y pick) int { return cmp.Compare(hardness(x.Question), hardness(y.Question)) })
	opening := slices.IndexFunc(picks, func(p pick) bool { return p.opens })
	for _, good := range []func(pick) bool{
		func(p pick) bool { return d.canOpen(p.Question) },
		func(p pick) bool { return !p.curveball && d.shape.of(p.Area).place != comesEnd },
		func(pick) bool { return true },
	} {
		if opening < 0 {
			opening = slices.IndexFunc(picks, good)
		}
	}
	var curveball, ends, others []pick
	for i, p := range picks {
		switch {
		case i == opening:
		case p.curveball:
			curveball = append(curveball, p)
		case d.shape.of(p.Area).place == comesEnd:
			ends = append(ends, p)
		default:
			others = append(others, p)
		}
	}
	out := append([]pick{picks[opening]}, mountain(others)...)
	out = append(out, ends...)
	if len(curveball) > 0 {
		n := len(picks)
		from, to := (n+1)/2, max(n-2, (n+1)/2)
		at := min(from+d.chance.IntN(to-from+1), len(out))
		out = slices.Insert(out, at, curveball...)
	}
	return out
}

// mountain puts what is sorted from mild to hard in an order that rises to the
// middle and falls from there; the mildest is last.
func mountain(sorted []pick) []pick {
	out := make([]pick, len(sorted))
	low, high := 0, len(sorted)-1
	for i, p := range sorted {
		if i%2 == 0 {
			out[high] = p
			high--
		} else {
			out[low] = p
			low++
		}
	}
	return out
}
