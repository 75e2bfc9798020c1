package practice

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"greenroom/bank"
)

// avoidFor is how long a question stays out of a person's rounds after they
// answered it, as long as others are left.
const avoidFor = 30 * 24 * time.Hour

// expressTurns is how many questions an express round has.
const expressTurns = 3

// perQuestion is about how long a question with its follow-up takes, in minutes:
// it makes four in a screening and seven in an hour.
const perQuestion = 7.5

// Plan draws the turns of a round: questions of its kind, spread over areas and
// styles, those of its level and those not answered lately first; in a full
// round the candidate's own questions close. The same chance makes the same
// plan. It is empty where the bank has nothing for the round.
func Plan(b *bank.Bank, round bank.Round, c Choice, answered map[string]bool, chance *rand.Rand) []Turn {
	var pool, reverse []bank.Question
	for _, q := range b.Select(bank.Selection{Rounds: []bank.Round{round}}) {
		if q.Style != bank.Reverse {
			pool = append(pool, q)
		}
	}
	for _, q := range b.All() {
		if q.Style == bank.Reverse {
			reverse = append(reverse, q)
		}
	}
	n, closing, whole := expressTurns, 0, minutesOf(round, c.Length)
	if c.Length == Full {
		// The last minutes are the candidate's.
		closing = max(2, whole/15)
		n = int(math.Round(float64(whole-closing) / perQuestion))
	}
	shuffle(pool, chance)
	slices.SortStableFunc(pool, func(x, y bank.Question) int {
		return cmp.Compare(apart(x, c), apart(y, c))
	})
	var fresh, known []bank.Question
	for _, q := range pool {
		if answered[q.ID] {
			known = append(known, q)
		} else {
			fresh = append(fresh, q)
		}
	}
	var turns []Turn
	for _, q := range spread(n, fresh, known) {
		minutes := int(math.Round(perQuestion))
		if c.Length == Full {
			minutes = (whole - closing) / n
		}
		turns = append(turns, Turn{Question: q.ID, Ask: q.Wording(chance.IntN(len(q.Also) + 1)), Minutes: minutes})
	}
	if closing > 0 && len(turns) > 0 && len(reverse) > 0 {
		shuffle(reverse, chance)
		slices.SortStableFunc(reverse, func(x, y bank.Question) int {
			return cmp.Compare(otherRound(x, round), otherRound(y, round))
		})
		q := reverse[0]
		turns = append(turns, Turn{Question: q.ID, Ask: q.Ask, Minutes: closing, Reverse: true})
	}
	return turns
}

// apart returns how many levels a question is away from the chosen one.
func apart(q bank.Question, c Choice) int {
	levels := bank.Levels()
	n := slices.Index(levels, q.Level) - slices.Index(levels, c.Level)
	return max(n, -n)
}

func otherRound(q bank.Question, round bank.Round) int {
	if q.Round == round {
		return 0
	}
	return 1
}

// spread takes n questions from ordered pools so that areas and styles are as
// mixed as the pools allow; among equals the earlier is taken. A pool is only
// drawn from once the one before it is used up.
func spread(n int, pools ...[]bank.Question) []bank.Question {
	var out []bank.Question
	areas, styles := map[bank.Area]int{}, map[bank.Style]int{}
	for _, pool := range pools {
		for len(out) < n && len(pool) > 0 {
			best := 0
			for i, q := range pool {
				if 2*areas[q.Area]+styles[q.Style] < 2*areas[pool[best].Area]+styles[pool[best].Style] {
					best = i
				}
			}
			q := pool[best]
			out = append(out, q)
			areas[q.Area]++
			styles[q.Style]++
			pool = slices.Delete(slices.Clone(pool), best, best+1)
		}
	}
	return out
}

func shuffle(qs []bank.Question, chance *rand.Rand) {
	chance.Shuffle(len(qs), func(i, j int) { qs[i], qs[j] = qs[j], qs[i] })
}
