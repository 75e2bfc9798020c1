package practice

import (
	"cmp"
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

// Heard returns the round after a message of its person in a slot that SlotAt
// returned; id is the answer that now holds it.
func (r Round) Heard(in Slot, id ID, now time.Time) Round {
	r = r.withTurn(in.Turn, now, func(t *Turn) {
		if in.Probe > 0 {
			t.Probes = slices.Clone(t.Probes)
			t.Probes[in.Probe-1].Answer = id
		} else {
			t.Answer, t.Skipped = id, false
		}
	})
	if id != 0 && r.Since.IsZero() && r.waits() == nil && in == r.InHand() {
		r.Since = now // whoever answers has seen the question, whatever we know of it
	}
	return r
}

// A Next is what an interviewer says after an answer. The zero Next is nothing:
// the next question comes.
type Next struct {
	More     bool // too little was said to follow up on: asks for more, once
	FollowUp Probe
	Advice   Advice // that goes with it
}

// Done ends the answer in hand. What next holds is asked, as far as the
// interviewer's manner has room for it; else the next question comes.
func (r Round) Done(at Step, next Next, now time.Time) (Round, error) {
	if err := r.at(at); err != nil {
		return r, err
	}
	if id, _ := r.Answer(r.InHand()); id == 0 {
		return r, ErrEmpty
	}
	t := r.Now()
	switch {
	case next.More && r.Stage == Asking && !t.Reverse:
		r = r.clocked(now).with(now, func(t *Turn) { t.More, t.Advice = true, next.Advice })
		r.Stage, r.Since = Elaborating, time.Time{}
		return r, nil
	case next.FollowUp.Ask != "" && r.MayProbe():
		next.FollowUp.AskedAt = now
		r = r.clocked(now).with(now, func(t *Turn) {
			t.Probes = append(slices.Clone(t.Probes), next.FollowUp)
			t.Advice = cmp.Or(t.Advice, next.Advice)
		})
		r.Stage, r.Since = Following, time.Time{}
		return r, nil
	}
	return r.onward(now), nil
}

// MayProbe reports whether the interviewer may ask another follow-up to the
// question in hand.
func (r Round) MayProbe() bool {
	t := r.Now()
	return !t.Reverse && len(t.Probes) < r.Choice.Manner.FollowUps()
}

// Skip leaves the question or the follow-up in hand unanswered; what was said
// to it is kept.
func (r Round) Skip(at Step, now time.Time) (Round, error) {
	if err := r.at(at); err != nil {
		return r, err
	}
	if r.Stage == Asking {
		r = r.with(now, func(t *Turn) { t.Skipped = t.Answer == 0 })
	}
	return r.onward(now), nil
}

// Hint counts a hint for the question in hand.
func (r Round) Hint(at Step, now time.Time) (Round, error) {
	if err := r.at(at); err != nil {
		return r, err
	}
	if r.Choice.Mode == LiveMode {
		return r, ErrLive
	}
	return r.with(now, func(t *Turn) { t.Hints++ }), nil
}

// Clarify asks for what is in hand in other words, which is done once for each
// question and follow-up.
func (r Round) Clarify(at Step, now time.Time) (Round, error) {
	if err := r.at(at); err != nil {
		return r, err
	}
	t := r.Now()
	in := r.InHand()
	if in.Probe > 0 && t.Probes[in.Probe-1].Clarified || in.Probe == 0 && t.Clarified {
		return r, ErrAlready
	}
	return r.with(now, func(t *Turn) {
		if in.Probe == 0 {
			t.Clarified = true
			return
		}
		t.Probes = slices.Clone(t.Probes)
		t.Probes[in.Probe-1].Clarified = true
	}), nil
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
	r.PausedAt, r.TouchedAt = now, now
	r.Pauses++
	return r, nil
}

// Resume lets the clock run on.
func (r Round) Resume(now time.Time) (Round, error) {
	switch {
	case r.Stage == Ended:
		return r, ErrEnded
	case r.Stage == Break:
		return r, ErrBreak
	case r.PausedAt.IsZero():
		return r, ErrNotPaused
	}
	r.PausedAt, r.Since, r.TouchedAt = time.Time{}, time.Time{}, now
	return r, nil
}

// End stops the round before its last question. What was answered can still be
// rated, or the round is over where nothing was, as it is in a break.
func (r Round) End(now time.Time) (Round, error) {
	if r.Stage == Break {
		r.Ending = Stopped
		return r.over(now), nil
	}
	if err := r.waits(); err != nil {
		return r, err
	}
	r = r.left(now)
	r.Ending = Stopped
	if !r.legAnswered() {
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
	case Asking, Elaborating, Following:
		r = r.left(now)
	}
	if r.Ending == "" {
		r.Ending = Stopped
	}
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
	case r.waits() == nil && turn >= r.legStart():
		return r, ErrStale
	}
	r.Turns = slices.Clone(r.Turns)
	r.Turns[turn].Rating = rating
	if r.Running() {
		r.TouchedAt = now
	}
	return r, nil
}

// Debrief ends the ratings, and with them the round, or the leg of it.
func (r Round) Debrief(now time.Time) (Round, error) {
	switch r.Stage {
	case Ended:
		return r, ErrEnded
	case Rating:
		return r.closeLeg(now), nil
	case Break:
		return r, ErrBreak
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
	if r.waits() == nil {
		r.Since = now // whatever was said to its question until now belongs there
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

// onward goes to the next question, or after the last of its leg to the ratings.
func (r Round) onward(now time.Time) Round {
	r = r.left(now)
	if r.Turn+1 < r.legEnd() {
		return r.put(r.Turn+1, now)
	}
	if r.legEnd() == len(r.Turns) {
		r.Ending = Finished
	}
	if !r.legAnswered() {
		return r.closeLeg(now)
	}
	r.Stage = Rating
	return r
}

// left leaves what is in hand: its clock stands from now on.
func (r Round) left(now time.Time) Round {
	r = r.clocked(now)
	r.PausedAt, r.Since, r.TouchedAt = time.Time{}, now, now
	return r
}

// put puts the question of a turn. Its clock runs once it is delivered.
func (r Round) put(turn int, now time.Time) Round {
	r.Turn, r.Stage, r.Since = turn, Asking, time.Time{}
	return r.with(now, func(t *Turn) { t.AskedAt = now })
}

func (r Round) over(now time.Time) Round {
	r.Stage, r.EndedAt, r.TouchedAt, r.PausedAt = Ended, now, now, time.Time{}
	return r
}
