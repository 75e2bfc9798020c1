package practice

import (
	"slices"
	"time"

	"greenroom/bank"
)

// A Stage is what a round waits for.
type Stage string

// The stages.
const (
	Asking    Stage = "asking"    // for the answer to the turn's question
	Following Stage = "following" // for the answer to its follow-up
	Rating    Stage = "rating"    // for the person's own ratings
	Ended     Stage = "ended"
)

// An Ending says how a round ended.
type Ending string

// The endings.
const (
	Finished Ending = "finished" // every question was put
	Stopped  Ending = "stopped"  // by End round
	Lapsed   Ending = "lapsed"   // forgotten for lapseAfter
)

// lapseAfter is how long a round waits for its person.
const lapseAfter = 7 * 24 * time.Hour

// A Round is a mock interview of one person. Its verbs return the round as it
// is afterwards, or a refusal and the round as it was.
type Round struct {
	ID        string
	Person    Person
	Choice    Choice
	Turns     []Turn
	Turn      int // the one in hand, from 0
	Stage     Stage
	StartedAt time.Time
	TouchedAt time.Time // when its person last did anything
	EndedAt   time.Time // zero: not yet
	Ending    Ending
	PausedAt  time.Time // zero: it runs
	Pauses    int       // how often it was paused: names the notes about it
	Since     time.Time // from when on the turn's clock runs
	Thread    Stamp     // of its briefing; zero until that is delivered
	Channel   string    // the DM in which it is held; empty until then
	Pointed   bool      // the way to the thread was pointed out
}

// A Turn is one question of a round.
type Turn struct {
	Question       string
	Ask            string
	AskedAt        time.Time // when it was put first; zero: not yet
	Minutes        int       // for question and follow-up together
	Reverse        bool      // the candidate asks; not counted in n of m
	Answer         ID
	FollowUp       string // as asked; empty: none
	FollowUpChecks string
	FollowUpAnswer ID
	FollowedAt     time.Time     // when the follow-up was put; zero: none was
	Spent          time.Duration // pauses left out
	Hints          int
	Skipped        bool
	Rating         int // own, 1 to 5; zero: none
}

// Begin returns a round that waits for the answer to its first turn.
func Begin(id string, p Person, c Choice, turns []Turn, now time.Time) (Round, error) {
	if len(turns) == 0 {
		return Round{}, ErrNoQuestions
	}
	r := Round{
		ID: id, Person: p, Choice: c, Turns: turns, Stage: Asking,
		StartedAt: now, TouchedAt: now, Since: now,
	}
	return r.with(now, func(t *Turn) { t.AskedAt = now }), nil
}

// Minutes returns how long the round takes to the clock.
func (r Round) Minutes() int {
	sum := 0
	for _, t := range r.Turns {
		sum += t.Minutes
	}
	return sum
}

// Begun returns the turns whose question was put: those before the one in hand,
// and that one.
func (r Round) Begun() []Turn { return r.Turns[:min(r.Turn+1, len(r.Turns))] }

// Now returns the turn in hand.
func (r Round) Now() Turn { return r.Turns[min(r.Turn, len(r.Turns)-1)] }

// Counted returns n and m of "question n of m" for a turn. n is zero for the
// candidate's own questions, which are not counted.
func (r Round) Counted(turn int) (n, m int) {
	for i, t := range r.Turns {
		if t.Reverse {
			continue
		}
		m++
		if i == turn {
			n = m
		}
	}
	return n, m
}

// A Slot is a place in a round for an answer: to the question of a turn, or to
// its follow-up.
type Slot struct {
	Turn      int
	Following bool
}

// InHand returns the slot that the next message belongs to. There is none once
// the round is rated.
func (r Round) InHand() Slot { return Slot{Turn: r.Turn, Following: r.Stage == Following} }

// SlotAt returns the slot that was in hand when a message was said, however late
// it comes. Where that was in the ratings or later it is refused.
func (r Round) SlotAt(said time.Time) (Slot, error) {
	if err := r.waits(); err != nil && !(r.Stage == Rating && said.Before(r.Since)) {
		return Slot{}, err
	}
	turn := r.Turn
	for turn > 0 && said.Add(skew).Before(r.Turns[turn].AskedAt) {
		turn--
	}
	followed := r.Turns[turn].FollowedAt
	return Slot{Turn: turn, Following: !followed.IsZero() && !said.Add(skew).Before(followed)}, nil
}

// precededBy reports whether a message was said before the round began. Once the
// briefing is there that is told by the chat's own clock.
func (r Round) precededBy(at Stamp) bool {
	if r.Thread != 0 {
		return at < r.Thread
	}
	return at.Time().Add(skew).Before(r.StartedAt)
}

// Answer returns the answer in a slot, zero where there is none, and the origin
// that answers have there.
func (r Round) Answer(in Slot) (ID, Origin) {
	if in.Following {
		return r.Turns[in.Turn].FollowUpAnswer, ToFollowUp
	}
	return r.Turns[in.Turn].Answer, InRound
}

// Heard returns the round after a message of its person in a slot that SlotAt
// returned; id is the answer that now holds it.
func (r Round) Heard(in Slot, id ID, now time.Time) Round {
	return r.withTurn(in.Turn, now, func(t *Turn) {
		if in.Following {
			t.FollowUpAnswer = id
		} else {
			t.Answer, t.Skipped = id, false
		}
	})
}

// Done ends the answer in hand. After the answer to a question that has words,
// next is the follow-up to ask, if any; else the next question comes.
func (r Round) Done(turn int, stage Stage, next bank.FollowUp, now time.Time) (Round, error) {
	if err := r.at(turn, stage); err != nil {
		return r, err
	}
	t := r.Now()
	switch {
	case r.Stage == Asking && t.Answer == 0, r.Stage == Following && t.FollowUpAnswer == 0:
		return r, ErrEmpty
	case r.Stage == Asking && !t.Reverse && next.Ask != "":
		r = r.with(now, func(t *Turn) { t.FollowUp, t.FollowUpChecks, t.FollowedAt = next.Ask, next.Checks, now })
		r.Stage = Following
		return r, nil
	}
	return r.onward(now), nil
}

// Skip leaves the question or the follow-up in hand unanswered; what was said
// to it is kept.
func (r Round) Skip(turn int, stage Stage, now time.Time) (Round, error) {
	if err := r.at(turn, stage); err != nil {
		return r, err
	}
	if r.Stage == Asking {
		r = r.with(now, func(t *Turn) { t.Skipped = t.Answer == 0 })
	}
	return r.onward(now), nil
}

// Hint counts a hint for the question in hand.
func (r Round) Hint(turn int, stage Stage, now time.Time) (Round, error) {
	if err := r.at(turn, stage); err != nil {
		return r, err
	}
	if r.Choice.Mode == LiveMode {
		return r, ErrLive
	}
	return r.with(now, func(t *Turn) { t.Hints++ }), nil
}

// Pause stops the clock.
func (r Round) Pause(now time.Time) (Round, error) {
	if err := r.waits(); err != nil {
		return r, err
	}
	if !r.PausedAt.IsZero() {
		return r, ErrAlready
	}
	r = r.clocked(now)
	r.PausedAt = now
	r.Pauses++
	return r, nil
}

// Resume lets the clock run on.
func (r Round) Resume(now time.Time) (Round, error) {
	switch {
	case r.Stage == Ended:
		return r, ErrEnded
	case r.PausedAt.IsZero():
		return r, ErrNotPaused
	}
	r.PausedAt, r.Since, r.TouchedAt = time.Time{}, now, now
	return r, nil
}

// End stops the round before its last question. What was answered can still be
// rated, or the round is over where nothing was.
func (r Round) End(now time.Time) (Round, error) {
	if err := r.waits(); err != nil {
		return r, err
	}
	r = r.clocked(now)
	r.PausedAt = time.Time{}
	r.Ending = Stopped
	if !r.Answered() {
		return r.over(now), nil
	}
	r.Stage = Rating
	return r, nil
}

// Close ends the round from any stage, without the ratings.
func (r Round) Close(now time.Time) (Round, error) {
	switch r.Stage {
	case Ended:
		return r, ErrEnded
	case Rating:
		return r.over(now), nil
	}
	r = r.clocked(now)
	r.Ending = Stopped
	return r.over(now), nil
}

// Rate keeps the person's own rating of a turn, 1 to 5; a later one replaces it.
// It may come after the debrief, too.
func (r Round) Rate(turn, rating int, now time.Time) (Round, error) {
	switch {
	case rating < 1 || rating > 5:
		return r, ErrRating
	case turn < 0 || turn >= len(r.Turns) || r.Turns[turn].Answer == 0:
		return r, ErrEmpty
	case r.Stage != Rating && r.Stage != Ended:
		return r, ErrStale
	}
	r.Turns = slices.Clone(r.Turns)
	r.Turns[turn].Rating = rating
	if r.Running() {
		r.TouchedAt = now
	}
	return r, nil
}

// Debrief ends the ratings, and with them the round.
func (r Round) Debrief(now time.Time) (Round, error) {
	switch r.Stage {
	case Ended:
		return r, ErrEnded
	case Rating:
		return r.over(now), nil
	}
	return r, ErrStale
}

// Lapse ends a round whose person has not come back; one that was touched
// within lapseAfter is refused.
func (r Round) Lapse(now time.Time) (Round, error) {
	switch {
	case r.Stage == Ended:
		return r, ErrEnded
	case now.Before(r.LapsesAt()):
		return r, ErrRunning
	}
	r.Ending = Lapsed
	return r.over(now), nil
}

// LapsesAt returns when the round counts as forgotten if nothing happens.
func (r Round) LapsesAt() time.Time { return r.TouchedAt.Add(lapseAfter) }

// Answered reports whether any question of the round has an answer.
func (r Round) Answered() bool {
	return slices.ContainsFunc(r.Turns, func(t Turn) bool { return t.Answer != 0 })
}

// Running reports whether the round has not ended.
func (r Round) Running() bool { return r.Stage != Ended }

// waits refuses what needs a question in hand.
func (r Round) waits() error {
	if r.Stage == Ended || r.Stage == Rating {
		return ErrEnded
	}
	return nil
}

// at refuses what was meant for another question than the one in hand, or comes
// in a pause. A negative turn means the one in hand, as a typed word does.
func (r Round) at(turn int, stage Stage) error {
	if err := r.waits(); err != nil {
		return err
	}
	if turn >= 0 && (turn != r.Turn || stage != r.Stage) {
		return ErrStale
	}
	if !r.PausedAt.IsZero() {
		return ErrPaused
	}
	return nil
}

// with returns the round with the turn in hand changed; the slice of turns is
// copied, since rounds are values.
func (r Round) with(now time.Time, change func(*Turn)) Round { return r.withTurn(r.Turn, now, change) }

func (r Round) withTurn(turn int, now time.Time, change func(*Turn)) Round {
	r.Turns = slices.Clone(r.Turns)
	change(&r.Turns[turn])
	r.TouchedAt = now
	return r
}

// clocked adds the time since the clock was last read to the turn in hand.
func (r Round) clocked(now time.Time) Round {
	if r.PausedAt.IsZero() {
		r = r.with(now, func(t *Turn) { t.Spent += max(now.Sub(r.Since), 0) })
	}
	r.Since = now
	return r
}

// onward goes to the next question, or after the last to the ratings.
func (r Round) onward(now time.Time) Round {
	r = r.clocked(now)
	if r.Turn+1 < len(r.Turns) {
		r.Turn++
		r.Stage = Asking
		return r.with(now, func(t *Turn) { t.AskedAt = now })
	}
	r.Ending = Finished
	if !r.Answered() {
		return r.over(now)
	}
	r.Stage = Rating
	return r
}

func (r Round) over(now time.Time) Round {
	r.Stage, r.EndedAt, r.TouchedAt, r.PausedAt = Ended, now, now, time.Time{}
	return r
}
