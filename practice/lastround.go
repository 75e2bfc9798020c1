package practice

import (
	"context"
	"time"
)

// A LastRound is a round that is over, in few figures.
type LastRound struct {
	Round    Round
	Asked    int // questions; the candidate's own are not counted
	Answered int // of them, and not deleted since
	Spent    time.Duration
	Rated    int // answers with a rating of their person's own
	Ratings  int // the sum of these
}

// LastRounds returns a person's newest n rounds that are over, the newest first.
func (c *Coach) LastRounds(ctx context.Context, by Person, n int) ([]LastRound, error) {
	var out []LastRound
	err := c.Store.View(ctx, func(tx Tx) error {
		out = nil
		err := tx.RoundsBy(by, func(r Round) bool {
			if !r.Running() {
				out = append(out, LastRound{Round: r})
			}
			return len(out) < n
		})
		for i := range out {
			if err == nil {
				err = out[i].count(tx)
			}
		}
		return err
	})
	return out, err
}

// count fills in the figures.
func (l *LastRound) count(tx Tx) error {
	for _, t := range l.Round.Begun() {
		l.Spent += t.Spent
		if t.Reverse {
			continue
		}
		l.Asked++
		a, err := answerIf(tx, t.Answer)
		if err != nil {
			return err
		}
		if a.ID == 0 {
			continue
		}
		l.Answered++
		if t.Rating > 0 {
			l.Rated++
			l.Ratings += t.Rating
		}
	}
	return nil
}

// NewestDebrief returns which debrief of a person's is the newest: that of a leg
// of the running loop, else of the last round. It is refused where there is none.
func (c *Coach) NewestDebrief(ctx context.Context, by Person) (round string, leg int, err error) {
	err = c.Store.View(ctx, func(tx Tx) error {
		round, leg = "", 0
		return tx.RoundsBy(by, func(r Round) bool {
			n, ok := r.Debriefs()
			if ok {
				round, leg = r.ID, n
			}
			return !ok
		})
	})
	if err == nil && round == "" {
		err = ErrNoDebrief
	}
	return round, leg, err
}
