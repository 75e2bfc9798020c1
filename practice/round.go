package practice

import (
	"slices"
	"time"
)

// A Stage is what a round waits for.
type Stage string

// The stages.
const (
	Asking      Stage = "asking"      // for the answer to the turn's question
	Elaborating Stage = "elaborating" // for more of it: too little was said
	Following   Stage = "following"   // for the answer to its latest follow-up
	Rating      Stage = "rating"      // for the person's own ratings
	Break       Stage = "break"       // for the next round of a full loop
	Ended       Stage = "ended"
)

// Stages returns every stage.
func Stages() []Stage { return []Stage{Asking, Elaborating, Following, Rating, Break, Ended} }

// A Round is a mock interview of one person: one round, or a full loop of them,
// which are its legs. Its verbs return the round as it is afterwards, or a
// refusal and the round as it was.
type Round struct {
	ID        string
	Person    Person
	Choice    Choice
	Employer  string // id of the invented one; empty: none
	Turns     []Turn
	Turn      int // the one in hand, from 0; in a break the last of the leg before it
	Stage     Stage
	StartedAt time.Time
	TouchedAt time.Time // when its person last did anything
	EndedAt   time.Time // zero: not yet
	Ending    Ending
	PausedAt  time.Time // zero: it runs
	Pauses    int       // how often it was paused: names the notes about it
	Since     time.Time // from when on the turn's clock runs; zero: what is in hand was not delivered yet; outside of questions, when the last one was left
	Noted     int       // the share of the leg's time, in percent, of which a note was last given
	Thread    Stamp     // of its briefing; zero until that is delivered
	Channel   string    // the DM in which it is held; empty until then
	Pointed   bool      // the way to the thread was pointed out
}

// Begin returns a round that waits for the answer to its first turn.
func Begin(id string, p Person, c Choice, employer string, turns []Turn, now time.Time) (Round, error) {
	if len(turns) == 0 {
		return Round{}, ErrNoQuestions
	}
	r := Round{
		ID: id, Person: p, Choice: c, Employer: employer, Turns: turns, Stage: Asking,
		StartedAt: now, TouchedAt: now,
	}
	return r.with(now, func(t *Turn) { t.AskedAt = now }), nil
}

// Begun returns the turns whose question was put: those before the one in hand,
// and that one.
func (r Round) Begun() []Turn { return r.Turns[:min(r.Turn+1, len(r.Turns))] }

// Now returns the turn in hand.
func (r Round) Now() Turn { return r.Turns[min(r.Turn, len(r.Turns)-1)] }

// InHand returns the slot that the next message belongs to. There is none once
// the round is rated.
func (r Round) InHand() Slot {
	in := Slot{Turn: r.Turn}
	if r.Stage == Following {
		in.Probe = len(r.Now().Probes)
	}
	return in
}

// Step returns what the round waits for.
func (r Round) Step() Step { return Step{Turn: r.Turn, Stage: r.Stage, Probe: r.InHand().Probe} }

// SlotAt returns the slot that was in hand when a message was said, however late
// it comes. Where none was, as in the ratings or later, it is refused.
func (r Round) SlotAt(said time.Time) (Slot, error) {
	if err := r.waits(); err != nil && !said.Before(r.Since) {
		return Slot{}, err
	}
	turn := r.Turn
	for turn > 0 && said.Add(skew).Before(r.Turns[turn].AskedAt) {
		turn--
	}
	in := Slot{Turn: turn}
	for _, p := range r.Turns[turn].Probes {
		if !said.Add(skew).Before(p.AskedAt) {
			in.Probe++
		}
	}
	return in, nil
}

// precededBy reports whether a message was said before the round began. Once the
// briefing is there that is told by the chat's own clock, as far as the briefing
// came soon.
func (r Round) precededBy(at Stamp) bool {
	if r.Thread != 0 {
		return at < r.Thread && at.Time().Before(r.StartedAt.Add(skew))
	}
	return at.Time().Add(skew).Before(r.StartedAt)
}

// Answer returns the answer in a slot, zero where there is none, and the origin
// that answers have there.
func (r Round) Answer(in Slot) (ID, Origin) {
	if in.Probe > 0 {
		return r.Turns[in.Turn].Probes[in.Probe-1].Answer, ToFollowUp
	}
	return r.Turns[in.Turn].Answer, InRound
}

// Answered reports whether any question of the round has an answer.
func (r Round) Answered() bool {
	return slices.ContainsFunc(r.Turns, func(t Turn) bool { return t.Answer != 0 })
}

// Running reports whether the round has not ended.
func (r Round) Running() bool { return r.Stage != Ended }

// waits refuses what needs a question in hand.
func (r Round) waits() error {
	switch r.Stage {
	case Ended, Rating:
		return ErrEnded
	case Break:
		return ErrBreak
	}
	return nil
}

// at refuses what was meant for another step than the one in hand, or comes in a
// pause.
func (r Round) at(s Step) error {
	if err := r.waits(); err != nil {
		return err
	}
	if s.Turn >= 0 && s != r.Step() {
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
