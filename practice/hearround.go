package practice

import (
	"context"
	"errors"
	"time"
)

// HearRound takes in a message of the DM: it belongs to the round that was
// running when it was said, and there to what was in hand. Without a round, or
// where the message is older than that, or where it is said below a question that
// was asked in the round's pause, it returns ErrNoRound, unless it was heard
// before. One in the thread of what may be a question waits until that is known.
func (c *Coach) HearRound(ctx context.Context, s Said) (Heard, error) {
	var h Heard
	err := c.update(ctx, func(tx Tx) (err error) {
		h, err = c.hearInDM(tx, s)
		return err
	})
	return h, err
}

// hearInDM is HearRound in a transaction.
func (c *Coach) hearInDM(tx Tx, s Said) (Heard, error) {
	id, known, err := c.known(tx, s)
	if known || err != nil {
		return Heard{Answer: id}, err
	}
	maybe, err := c.mayBeReply(tx, s)
	switch {
	case err != nil:
		return Heard{}, err
	case maybe:
		return Heard{}, tx.PutStray(s)
	}
	return c.joinRound(tx, s)
}

// joinRound takes in a message that was not heard before.
func (c *Coach) joinRound(tx Tx, s Said) (Heard, error) {
	r, err := c.roundOf(tx, s)
	if err != nil {
		return Heard{}, err
	}
	if s.Place.Thread == 0 {
		aside, err := c.aside(tx, r, s.By)
		if aside {
			err = ErrNoRound
		}
		if err != nil {
			return Heard{}, err
		}
	}
	in, err := r.SlotAt(s.Stamp.Time())
	if err != nil {
		return Heard{Round: r}, err
	}
	a, err := answerIn(tx, r, in, s)
	if err != nil {
		return Heard{Round: r}, err
	}
	next := r.Heard(in, a.ID, c.Now())
	below := s.Place.Thread == 0 || r.Thread != 0 && s.Place.Thread != r.Thread
	if below && !r.Pointed && r.Thread != 0 && r.Running() {
		next.Pointed = true
		if err := next.say(tx, PostPointer, "pointer", Step{}); err != nil {
			return Heard{Round: r}, err
		}
	}
	heard, _ := a.Hear(s)
	if err := c.await(tx, s); err != nil {
		return Heard{Round: r}, err
	}
	if err := tx.PutAnswer(heard); err != nil {
		return Heard{Round: r}, err
	}
	if r.repliesTo(in, s) {
		if err := next.reply(tx, in.Turn, s.Stamp); err != nil {
			return Heard{Round: r}, err
		}
	}
	return Heard{Answer: a.ID, Round: next}, c.moved(tx, r, next)
}

// lateFor is how long after the end of a round what was said in it may come: the
// chat delivers a message again for about an hour.
const lateFor = time.Hour

// roundOf returns the round that a message was said in: the running one, or one
// that ended just now, before the message came.
func (c *Coach) roundOf(tx Tx, s Said) (Round, error) {
	r, err := tx.RunningRound(s.By)
	if err == nil && !r.precededBy(s.Stamp) {
		return r, nil
	}
	if err != nil && !errors.Is(err, ErrNotFound) {
		return Round{}, err
	}
	out, none := Round{}, ErrNoRound
	err = tx.RoundsBy(s.By, func(r Round) bool {
		switch {
		case r.Running(), c.Now().Sub(r.EndedAt) <= lateFor && r.precededBy(s.Stamp):
			return true
		case c.Now().Sub(r.EndedAt) <= lateFor && s.Stamp.Time().Before(r.Since):
			out, none = r, nil
		}
		return false
	})
	return out, errors.Join(err, none)
}

// answerIn returns the answer that a message in a round adds to, or begins it.
func answerIn(tx Tx, r Round, in Slot, s Said) (Answer, error) {
	id, origin := r.Answer(in)
	if id != 0 {
		a, err := tx.Answer(id)
		if !errors.Is(err, ErrNotFound) {
			return a, err
		}
	}
	id, err := freshID(tx, s.Stamp.Time())
	t := r.Turns[in.Turn]
	ask := t.Ask
	if in.Probe > 0 {
		ask = t.Probes[in.Probe-1].Ask
	}
	return Answer{
		ID: id, Person: s.By, Origin: origin, Question: t.Question, Ask: ask, Probed: in.Probe > 0,
		Place: s.Place, Attempt: 1, CreatedAt: s.Stamp.Time(), Round: r.ID,
	}, err
}
