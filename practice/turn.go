package practice

import (
	"time"

	"greenroom/bank"
)

// A Turn is one question of a round.
type Turn struct {
	Round     bank.Round // that it belongs to, one of several in a full loop
	Question  string
	Ask       string
	AskedAt   time.Time // when it was put first; zero: not yet
	Minutes   int       // for question and follow-ups together
	Reverse   bool      // the candidate asks; not counted in n of m
	Curveball bool      // nobody has an answer to it prepared
	Answer    ID
	More      bool          // the interviewer asked to hear more
	Clarified bool          // it was put in other words
	Probes    []Probe       // the follow-ups, in the order in which they were asked
	Spent     time.Duration // pauses left out
	Noted     int           // the share of its time, in percent, of which a note was last given
	Advice    Advice        // given with the interviewer's next words; empty: none
	Hints     int
	Skipped   bool
	Rating    int // own, 1 to 5; zero: none
}

// A Probe is a follow-up that was asked.
type Probe struct {
	Ask       string
	Checks    string
	Kind      bank.FollowUpKind
	Twist     bool // it carries the answer over to the employer of the round
	AskedAt   time.Time
	Answer    ID // zero: none
	Clarified bool
}

// A Slot is a place in a round for an answer: to the question of a turn, or to
// one of its follow-ups.
type Slot struct {
	Turn  int
	Probe int // 1 for the first follow-up; 0 for the question itself
}

// A Step is what a round waits for, so that a button can say what it was meant
// for.
type Step struct {
	Turn  int // negative: whatever is in hand, as typed words mean
	Stage Stage
	Probe int // as in Slot
}

// InHand is the Step of a word, which is meant for whatever is in hand.
var InHand = Step{Turn: -1}

// FollowUp returns the first follow-up, the zero one where none was asked.
func (t Turn) FollowUp() Probe {
	if len(t.Probes) == 0 {
		return Probe{}
	}
	return t.Probes[0]
}
