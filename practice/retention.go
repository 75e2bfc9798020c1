package practice

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// AgeBook finds what is old.
type AgeBook interface {
	// RoundsAfter visits everybody's rounds whose id is greater than after, in the
	// order of their ids, until visit returns false.
	RoundsAfter(after string, visit func(Round) bool) error
	// Strays visits every stray until visit returns false, in no set order.
	Strays(visit func(Said) bool) error
	// DropStray drops a stray. Dropping what is not there does nothing.
	DropStray(s Said) error
}

// An Expiry is how far the erasing of what is too old has come. It is no record:
// one that was broken off begins anew, and finds what is left.
type Expiry struct {
	Before  time.Time // what is older goes
	Quiet   bool      // nothing is taken away from the chat: it works on a copy of the store
	Answers int       // erased so far
	Rounds  int
	Strays  int
	Over    bool // nothing that is too old is left

	answer ID     // the last that was looked at
	round  string // likewise
	turn   int    // of the messages that are taken away
	all    bool   // answers were all looked at
}

// Erased returns how many records were erased.
func (x Expiry) Erased() int { return x.Answers + x.Rounds + x.Strays }

// expireStep is how many records a step of erasing looks at: others wait for it no
// longer than for one another.
const expireStep = 200

// afterwards is by how much what people wrote is older than what the bot wrote to
// them when both go: that comes a little later, and quotes it.
const afterwards = time.Hour

// Expire erases the next of what is older than x.Before: answers with all that
// hangs on them, rounds that are over, and replies that found no question. What the
// bot has put into threads, and what it wrote in a person's DM in that time, is
// taken away. Call it with what it returned until that is Over. After an error it
// may be called again.
func (c *Coach) Expire(ctx context.Context, x Expiry) (Expiry, error) {
	var out Expiry
	err := c.update(ctx, func(tx Tx) (err error) {
		out = x
		if !out.all {
			err = c.expireAnswers(tx, &out)
		} else {
			err = errors.Join(c.expireRounds(tx, &out), expireStrays(tx, &out))
		}
		if err == nil && out.Erased() > x.Erased() {
			err = tx.Erased()
		}
		return err
	})
	if err != nil {
		return x, fmt.Errorf("erase what is too old: %w", err)
	}
	return out, nil
}

// expireAnswers erases answers by when they were begun. Ids begin with that time,
// or that of a message that was heard earlier: one that says more of its age than
// its id goes when that is old, too.
func (c *Coach) expireAnswers(tx Tx, x *Expiry) error {
	end := x.Before.Add(-afterwards)
	var old []Answer
	looked := 0
	x.all = true
	err := tx.AnswersAfter(x.answer, func(a Answer) bool {
		if !a.ID.Time().Before(end) {
			return false
		}
		if looked == expireStep {
			x.all = false
			return false
		}
		looked, x.answer = looked+1, a.ID
		if a.CreatedAt.Before(end) {
			old = append(old, a)
		}
		return true
	})
	if err != nil {
		return err
	}
	for _, a := range old {
		if a.Published != 0 && !x.Quiet {
			if err := c.remove(tx, a.Place.Channel, a.Published, x.turn); err != nil {
				return err
			}
			x.turn++
		}
		if err := tx.EraseAnswer(a.ID); err != nil {
			return err
		}
		// Its messages that are younger would be taken in again as another answer.
		for _, m := range a.Messages {
			if m.Stamp == 0 || m.Stamp.Time().Before(end) {
				continue
			}
			if err := tx.PutGone(a.Place.Channel, m.Stamp); err != nil {
				return err
			}
		}
		if err := c.sweepOld(tx, a.Person, a.CreatedAt, x); err != nil {
			return err
		}
		x.Answers++
	}
	return nil
}

// expireRounds erases rounds by when they ended: one that runs is not old.
func (c *Coach) expireRounds(tx Tx, x *Expiry) error {
	end := x.Before.Add(-afterwards)
	var old []Round
	looked := 0
	x.Over = true
	err := tx.RoundsAfter(x.round, func(r Round) bool {
		if !r.StartedAt.Before(end) {
			return false
		}
		if looked == expireStep {
			x.Over = false
			return false
		}
		looked, x.round = looked+1, r.ID
		if !r.Running() && r.EndedAt.Before(end) {
			old = append(old, r)
		}
		return true
	})
	if err != nil {
		return err
	}
	for _, r := range old {
		if err := tx.DropRound(r.ID); err != nil {
			return err
		}
		if err := c.sweepOld(tx, r.Person, r.StartedAt, x); err != nil {
			return err
		}
		x.Rounds++
	}
	return nil
}

func expireStrays(tx Tx, x *Expiry) error {
	var old []Said
	err := tx.Strays(func(s Said) bool {
		if s.Stamp.Time().Before(x.Before) {
			old = append(old, s)
		}
		return len(old) < expireStep
	})
	for _, s := range old {
		err = errors.Join(err, tx.DropStray(s))
		x.Strays++
	}
	x.Over = x.Over && len(old) < expireStep
	return err
}

// tooOld reports whether something was said so long ago that it was erased, or
// will be soon.
func (c *Coach) tooOld(at Stamp) bool {
	now := c.Now
	if c.Past != nil {
		now = c.Past
	}
	return c.Keep > 0 && at.Time().Before(now().Add(-c.Keep-afterwards))
}

// sweepOld has what the bot wrote in a person's DM taken away, as far as it is too
// old too: from when it was last done, at first from when the oldest that is erased
// was said.
func (c *Coach) sweepOld(tx Tx, of Person, oldest time.Time, x *Expiry) error {
	if x.Quiet {
		return nil
	}
	p, err := tx.Profile(of)
	if err != nil {
		return err
	}
	upto := Stamp(x.Before.UnixMicro())
	if p.Swept >= upto {
		return nil
	}
	// What was said later in a thread is found by how that began, which may be as
	// long ago as a round can be paused.
	from := Stamp(oldest.Add(-afterwards).UnixMicro())
	if p.Swept != 0 {
		from = Stamp(p.Swept.Time().Add(-lapseAfter).UnixMicro())
	}
	p.Swept = upto
	wait := min(time.Duration(x.turn)*removeEvery, waitsAtMost/2)
	x.turn++
	return errors.Join(tx.PutProfile(p), plan(tx, Posting{
		Key: fmt.Sprintf("sweep/%s/%d", of, upto), Kind: PostSweep, To: of, At: upto, Ref: "0",
		N: int(from.Time().Unix()), Sub: int(upto.Time().Unix()), NotBefore: c.Now().Add(wait),
	}))
}
