package practice

import (
	"context"
	"errors"
	"slices"
	"time"
)

// looks is how often, lookEvery apart, an uncertain posting is looked for before
// it is sent again: the chat shows a message in its history a little late.
const (
	looks     = 2
	lookEvery = 30 * time.Second
	firstLook = 3 * time.Second
)

// waitsAtMost is longer than any posting is made to wait, by us or by the other
// side.
const waitsAtMost = 4 * time.Hour

// An UnreadableError says that records were passed over, since they cannot be
// read. The others are there all the same.
type UnreadableError struct {
	Records int // how many
	Err     error
}

func (e *UnreadableError) Error() string { return e.Err.Error() }
func (e *UnreadableError) Unwrap() error { return e.Err }

// PassedOver returns how many records were passed over by an error that says only
// that, else the error.
func PassedOver(err error) (records int, other error) {
	if some := (*UnreadableError)(nil); errors.As(err, &some) {
		return some.Records, nil
	}
	return 0, err
}

// Waiting returns every posting that is not delivered yet, in order. One that has
// to wait by a clock that was set back since need not wait for it. With an
// UnreadableError it returns those that could be read.
func (c *Coach) Waiting(ctx context.Context) ([]Posting, error) {
	var out []Posting
	now := c.Now()
	err := c.Store.View(ctx, func(tx Tx) error {
		out = nil
		return tx.OpenPostings(func(p Posting) bool {
			setBack := p.SentAt.After(now) && p.NotBefore.After(p.SentAt)
			if setBack || p.NotBefore.Sub(now) > waitsAtMost {
				p.NotBefore = now
			}
			out = append(out, p)
			return true
		})
	})
	return out, err
}

// StillToSay returns every posting that has something to say and is not delivered
// yet, in order; with an UnreadableError those that could be read.
func (c *Coach) StillToSay(ctx context.Context) ([]Posting, error) {
	waiting, err := c.Waiting(ctx)
	return slices.DeleteFunc(waiting, func(p Posting) bool { return !p.Kind.Says() }), err
}

// Send records that a posting is about to be sent, so that a crash from here on
// leaves it uncertain. It returns ErrAlready where the posting must not be sent:
// it is delivered or refused, it is uncertain and must be looked for first, or a
// send was begun and forgotten, which makes it uncertain, or lost if it may be
// said once at most.
func (c *Coach) Send(ctx context.Context, key string) (Posting, error) {
	var out Posting
	begun := false
	err := c.change(ctx, key, func(_ Tx, p *Posting) error {
		begun = false
		switch crashed := p.State == Sending; {
		case p.State == Uncertain:
		case crashed && p.Kind.Policy() == AtMostOnce:
			p.State, p.Why = Refused, "it is not known whether it arrived"
		case crashed && p.Kind.Policy() == Reconcile:
			p.State, p.NotBefore = Uncertain, c.Now().Add(firstLook)
		default:
			begun = true
			p.State, p.SentAt, p.Looks = Sending, c.Now(), 0
			p.Tries++
		}
		out = *p
		return nil
	})
	if err == nil && !begun {
		err = ErrAlready
	}
	return out, err
}

// Arrived records where a posting stands, with what follows from that: a post's
// thread is known, and so is that of a round.
func (c *Coach) Arrived(ctx context.Context, key, channel string, at Stamp) error {
	return c.change(ctx, key, func(tx Tx, p *Posting) error {
		if p.State == Planned && p.Kind.Policy() == Repeat {
			// What arrived is out of date: it was planned anew while it was on its way.
			return nil
		}
		p.State, p.Channel = Delivered, channel
		if at != 0 {
			p.Stamp = at
		}
		if err := c.watch(tx, *p); err != nil {
			return err
		}
		switch p.Kind {
		case PostQuestion, PostAlone:
			return c.postArrived(tx, p.Ref, channel, at)
		case PostSuggestion:
			id, err := ParseID(p.Ref)
			if err != nil {
				return err
			}
			s, err := tx.Suggestion(id)
			if found(err) != nil || s.By != "" {
				return found(err)
			}
			return c.remove(tx, channel, at, 0) // its person was forgotten meanwhile
		case PostBriefing:
			r, err := tx.Round(p.Ref)
			if err != nil {
				return err
			}
			r.Channel, r.Thread = channel, at
			return tx.PutRound(r)
		case PostTurn, PostMore, PostAsked:
			return c.shown(tx, *p, at)
		case PostAnswer:
			id, err := ParseID(p.Ref)
			if err != nil {
				return err
			}
			a, err := tx.Answer(id)
			if errors.Is(err, ErrNotFound) || err == nil && !a.Sharing {
				// It was taken back while it was on its way.
				return takeBack(tx, id, Place{Channel: channel}, at)
			}
			if err != nil {
				return err
			}
			if a.Published != 0 && a.Published != at {
				// It was taken back and shared anew before the first message arrived.
				if err := takeBack(tx, id, a.Place, a.Published); err != nil {
					return err
				}
			}
			a.Published = at
			if err := tx.PutAnswer(a); err != nil {
				return err
			}
			return c.recount(tx, a.Place)
		}
		return nil
	})
}

func (c *Coach) postArrived(tx Tx, key, channel string, at Stamp) error {
	post, err := tx.Post(key)
	if err != nil {
		return err
	}
	post.Channel, post.Stamp = channel, at
	if err := tx.PutPost(post); err != nil {
		return err
	}
	if err := c.reached(tx, channel); err != nil {
		return err
	}
	return c.adopt(tx, post)
}

// Doubtful records that it is not known whether a posting arrived. What may be
// repeated is planned again, what may be said once at most is let go.
func (c *Coach) Doubtful(ctx context.Context, key, why string) error {
	return c.change(ctx, key, func(_ Tx, p *Posting) error {
		switch p.Kind.Policy() {
		case Repeat:
			p.State, p.NotBefore = Planned, c.Now().Add(backOff(p.Tries))
		case AtMostOnce:
			p.State, p.Why = Refused, why
		default:
			p.State, p.NotBefore = Uncertain, c.Now().Add(firstLook)
		}
		return nil
	})
}

// NotSeen records that an uncertain posting was looked for and is not there.
// After two looks it is planned again.
func (c *Coach) NotSeen(ctx context.Context, key string) error {
	return c.change(ctx, key, func(_ Tx, p *Posting) error {
		p.Looks++
		p.NotBefore = c.Now().Add(lookEvery)
		if p.Looks >= looks {
			p.State, p.NotBefore, p.Unseen = Planned, c.Now(), true
		}
		return nil
	})
}

// Postpone plans a posting that did certainly not arrive for a later time,
// at most waitsAtMost from now.
func (c *Coach) Postpone(ctx context.Context, key string, wait time.Duration) error {
	return c.change(ctx, key, func(_ Tx, p *Posting) error {
		if p.State == Sending {
			p.State = Planned
		}
		p.Fails++
		p.NotBefore = c.Now().Add(min(max(wait, backOff(p.Fails)), waitsAtMost))
		return nil
	})
}

// Refuse gives a posting up: the other side refused it for good, or there is
// nothing left to say. Of a question that cannot be posted admins are told.
func (c *Coach) Refuse(ctx context.Context, key, why string) error {
	return c.change(ctx, key, func(tx Tx, p *Posting) error {
		p.State, p.Why = Refused, why
		if p.Kind == PostQuestion || p.Kind == PostAlone {
			// It is refused before the strays are looked at: they wait for it no more.
			if err := tx.PutPosting(*p); err != nil {
				return err
			}
		}
		switch p.Kind {
		case PostQuestion:
			return c.postRefused(tx, p.Ref, why)
		case PostAlone:
			return c.unasked(tx, p.Ref)
		case PostAnswer:
			return notShared(tx, *p)
		case PostRetry:
			return c.unoffered(tx, *p)
		}
		return nil
	})
}

// notShared records that an answer could not be put into its thread, and tells
// its author.
func notShared(tx Tx, p Posting) error {
	id, err := ParseID(p.Ref)
	if err != nil {
		return err
	}
	a, err := tx.Answer(id)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if !a.Sharing {
		return nil
	}
	a.Sharing = false
	if err := tx.PutAnswer(a); err != nil {
		return err
	}
	return plan(tx, Posting{Key: "not-shared/" + p.Key, Kind: PostNotShared, To: a.Person, Ref: p.Ref, Why: p.Why})
}

// ThreadGone records that the thread of a posting's round is no longer there:
// the round goes on below, in the DM itself, with this posting first.
func (c *Coach) ThreadGone(ctx context.Context, key string) error {
	return c.change(ctx, key, func(tx Tx, p *Posting) error {
		r, err := tx.Round(p.Ref)
		if errors.Is(err, ErrNotFound) || err == nil && r.Thread == 0 {
			p.State, p.Why = Refused, "its thread is gone"
			return nil
		}
		if err != nil {
			return err
		}
		r.Thread = 0
		p.State, p.NotBefore = Planned, c.Now()
		return tx.PutRound(r)
	})
}

// change applies f to an open posting; one that is delivered or gone is left.
func (c *Coach) change(ctx context.Context, key string, f func(Tx, *Posting) error) error {
	return c.update(ctx, func(tx Tx) error {
		p, err := tx.Posting(key)
		if err != nil || !p.Open() {
			return err
		}
		if err := f(tx, &p); err != nil {
			return err
		}
		if p.Kind.passing() && !p.Open() {
			return tx.DropPosting(key)
		}
		return tx.PutPosting(p)
	})
}

// backOff returns how long to wait after that many sends: a second, doubled each
// time, five minutes at the most.
func backOff(tries int) time.Duration {
	return min(time.Second<<min(max(tries-1, 0), 10), 5*time.Minute)
}
