package practice

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"time"

	"greenroom/bank"
)

// An express round has this many questions, each of so many minutes on average.
const (
	expressTurns   = 3
	expressMinutes = 8
)

// What a question takes with its follow-up, in minutes.
const (
	leastMinutes = 4
	mostMinutes  = 12 // where there are too few questions the round is shorter
)

// Needs are what the plan of a round takes from what its person did before. The
// zero value is that of somebody new.
type Needs struct {
	Recent map[string]bool             // answered in the last 30 days: avoided as long as others are left
	Taken  map[string]bool             // in this interview already: avoided as long as any other is left
	Weak   map[bank.Competency]float64 // 0 strong or unknown, 1 weak
	Due    map[string]bool             // answered weakly longer ago: worth another try
	Last   map[string]time.Time        // when a question was answered last
	Met    map[string][]string         // the wordings in which a question was answered
	Wanted map[string]float64          // areas and competencies that the person's advert asks for, up to 1; see wantedBy
}

// Plan draws the turns of one round: questions of its areas and competencies by
// their weights, in mixed styles, of the chosen level first, none that was
// answered lately as long as others are left, and rather those that the person
// needs. It begins with one that is easy to answer, has the hardest in the
// middle and, in a technical or strategy round of the whole length, a curveball
// in its second half. The candidate's own questions close a round of the whole
// length, and the minutes make up its time. The same bank, choice, needs and
// chance make the same plan. It is empty where the bank has nothing for the
// round. Of the choice only the length and the level count.
func Plan(b *bank.Bank, round bank.Round, c Choice, n Needs, chance *rand.Rand) []Turn {
	var questions, reverse []*bank.Question
	all := b.All()
	for i := range all {
		switch q := &all[i]; {
		case q.Style == bank.Reverse:
			reverse = append(reverse, q)
		case q.Round == round:
			questions = append(questions, q)
		}
	}
	questions = untaken(questions, n)
	if len(questions) == 0 {
		return nil
	}
	d := newDraw(shapes[round], c, n, chance)
	picks := d.picks(questions)
	minutes := minutesOf(round, c.Length)
	closes := c.Length != Express && len(reverse) > 0
	if closes {
		minutes -= d.shape.own
	}
	var turns []Turn
	each := shareOut(minutes, picks)
	for i, p := range picks {
		turns = append(turns, Turn{Question: p.ID, Ask: n.wording(p.Question, chance), Minutes: each[i], Curveball: p.curveball})
	}
	if closes {
		closing := closingOf(reverse, round, n, chance)
		turns = append(turns, Turn{Question: closing.ID, Ask: n.wording(closing, chance), Minutes: d.shape.own, Reverse: true})
	}
	return turns
}

// untaken leaves out what was asked in this interview, unless that is all.
func untaken(questions []*bank.Question, n Needs) []*bank.Question {
	left := slices.DeleteFunc(slices.Clone(questions), func(q *bank.Question) bool { return n.Taken[q.ID] })
	if len(left) == 0 {
		return questions
	}
	return left
}

// closingOf draws the question that hands over to the candidate: best one of
// this round that was not met lately.
func closingOf(reverse []*bank.Question, round bank.Round, n Needs, chance *rand.Rand) *bank.Question {
	reverse = untaken(reverse, n)
	shuffle(reverse, chance)
	return slices.MinFunc(reverse, func(x, y *bank.Question) int {
		return cmp.Or(
			falseFirst(x.Round != round, y.Round != round),
			falseFirst(n.Recent[x.ID], n.Recent[y.ID]),
			n.Last[x.ID].Compare(n.Last[y.ID]),
		)
	})
}

// wording draws one of the question's wordings, rather one that its person has
// not met.
func (n Needs) wording(q *bank.Question, chance *rand.Rand) string {
	all := append([]string{q.Ask}, q.Also...)
	fresh := slices.DeleteFunc(slices.Clone(all), func(w string) bool { return slices.Contains(n.Met[q.ID], w) })
	if len(fresh) == 0 {
		fresh = all
	}
	return fresh[chance.IntN(len(fresh))]
}

// takes returns how many minutes a question takes with its follow-up: the answer
// itself, another for the follow-up, and the asking and thinking.
func takes(q *bank.Question) float64 { return 2*max(q.Minutes, 1) + 2.5 }

// shareOut gives each question its share of the minutes, by what it usually
// takes, so that the shares make up the whole.
func shareOut(minutes int, picks []pick) []int {
	out := make([]int, len(picks))
	whole := 0.0
	for _, p := range picks {
		whole += takes(p.Question)
	}
	left := min(minutes, mostMinutes*len(picks))
	for i, p := range picks {
		out[i] = min(max(int(float64(minutes)*takes(p.Question)/whole), leastMinutes), mostMinutes)
		left -= out[i]
	}
	for ; left > 0; left-- { // to those that are shortest of what they usually take
		most := -1
		for i, p := range picks {
			if out[i] < mostMinutes && (most < 0 || float64(out[i])/takes(p.Question) < float64(out[most])/takes(picks[most].Question)) {
				most = i
			}
		}
		out[most]++
	}
	return out
}

func shuffle(qs []*bank.Question, chance *rand.Rand) {
	chance.Shuffle(len(qs), func(i, j int) { qs[i], qs[j] = qs[j], qs[i] })
}

func falseFirst(x, y bool) int {
	switch {
	case x == y:
		return 0
	case y:
		return -1
	}
	return 1
}
