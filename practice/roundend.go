package practice

import (
	"slices"
	"time"
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

func (r Round) over(now time.Time) Round {
	r.Stage, r.EndedAt, r.TouchedAt, r.PausedAt = Ended, now, now, time.Time{}
	return r
}
