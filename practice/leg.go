package practice

import (
	"slices"
	"time"

	"greenroom/bank"
)

// Leg returns which round the turn in hand belongs to.
func (r Round) Leg() bank.Round { return r.Now().Round }

// Legs returns the rounds that were begun, in their order.
func (r Round) Legs() []bank.Round { return roundsOf(r.Begun()) }

// Planned returns all rounds of the interview, in their order: those of its kind of
// which there are questions.
func (r Round) Planned() []bank.Round { return roundsOf(r.Turns) }

func roundsOf(turns []Turn) []bank.Round {
	var out []bank.Round
	for _, t := range turns {
		if len(out) == 0 || out[len(out)-1] != t.Round {
			out = append(out, t.Round)
		}
	}
	return out
}

// NextLeg returns the round that follows the one in hand; ok is false where it is
// the last.
func (r Round) NextLeg() (next bank.Round, ok bool) {
	end := r.legEnd()
	if end == len(r.Turns) {
		return "", false
	}
	return r.Turns[end].Round, true
}

// legStart and legEnd delimit the turns of the leg in hand.
func (r Round) legStart() int {
	return slices.IndexFunc(r.Turns, func(t Turn) bool { return t.Round == r.Leg() })
}

func (r Round) legEnd() int {
	end := r.Turn + 1
	for end < len(r.Turns) && r.Turns[end].Round == r.Leg() {
		end++
	}
	return end
}

// legAnswered reports whether any question of the leg in hand has an answer.
func (r Round) legAnswered() bool {
	return slices.ContainsFunc(r.Turns[r.legStart():r.legEnd()], func(t Turn) bool { return t.Answer != 0 })
}

// Minutes returns how long the leg in hand takes to the clock.
func (r Round) Minutes() int {
	sum := 0
	for _, t := range r.Turns[r.legStart():r.legEnd()] {
		sum += t.Minutes
	}
	return sum
}

// Counted returns n and m of "question n of m" for a turn, in its leg. n is zero
// for the candidate's own questions, which are not counted.
func (r Round) Counted(turn int) (n, m int) {
	if turn < 0 || turn >= len(r.Turns) {
		return 0, 0
	}
	for i, t := range r.Turns {
		if t.Reverse || t.Round != r.Turns[turn].Round {
			continue
		}
		m++
		if i == turn {
			n = m
		}
	}
	return n, m
}

// Continue ends a break: the next round of the loop begins.
func (r Round) Continue(now time.Time) (Round, error) {
	switch r.Stage {
	case Ended, Rating:
		return r, ErrEnded
	case Break:
		r.Noted = 0
		return r.put(r.legEnd(), now), nil
	}
	return r, ErrNoBreak
}

// closeLeg ends the leg in hand: a break comes before the next one, or the round
// is over.
func (r Round) closeLeg(now time.Time) Round {
	if _, more := r.NextLeg(); more && r.Ending == "" {
		r.Stage, r.TouchedAt = Break, now
		return r
	}
	return r.over(now)
}
