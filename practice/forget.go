package practice

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// A Forgetting is the erasing of all that is kept of a person, from their word
// until nothing of it is left. It is a record, so that a crash only interrupts it.
type Forgetting struct {
	Person Person
	At     time.Time // when they said so
	Upto   Stamp     // what they said up to here is erased, and never taken in again
	DM     string    // their conversation with the bot; empty: not known
	Word   Stamp     // the message in it that they pressed the button of, which says the last word; zero: none
	Step   int       // which of the erasers is at work
	From   string    // where that goes on
	Erased bool      // every record is gone; what is left are bytes and messages
	Count  int       // answers erased
}

// ForgetBook is what it takes to forget somebody.
type ForgetBook interface {
	// Tombstone returns the stamp up to which nothing that a person said may be
	// taken in; zero for somebody who was never forgotten. It is kept under a hash
	// of the person's id with a key that is the store's own.
	Tombstone(p Person) (Stamp, error)
	PutTombstone(p Person, upto Stamp) error
	// Alias returns that hash as what stands for a forgotten person where it has to
	// be kept that somebody did something. It needs a tombstone.
	Alias(p Person) (Person, error)

	// Forgettings returns those under way.
	Forgettings() ([]Forgetting, error)
	PutForgetting(f Forgetting) error
	DropForgetting(p Person) error
	// Erased has the store remember that bytes of what was dropped are to be
	// overwritten, even after a crash.
	Erased() error

	// EraseAnswer is DropAnswer that leaves no mark of the messages: they are kept
	// out by their person's tombstone, or by their age.
	EraseAnswer(id ID) error
	DropRound(id string) error
	DropProfile(p Person) error
	// DropPost takes a post away with how far its thread was read.
	DropPost(key string) error
	DropPosting(key string) error
	DropSuggestion(id ID) error
	DropAsked(channel string) error
	// DropStrays drops the strays that a person said up to then.
	DropStrays(by Person, upto Stamp) error
	// DropOnce forgets a key that was given to Once.
	DropOnce(key string) error
	// RenameActor has another stand for a person in what admins did.
	RenameActor(p, alias Person) error

	// PostsUnder visits the posts whose key begins with prefix until visit returns
	// false, PostingsFrom all postings and OncesFrom all keys given to Once from
	// a key on: each in the order of their keys.
	PostsUnder(prefix string, visit func(Post) bool) error
	PostingsFrom(key string, visit func(Posting) bool) error
	OncesFrom(key string, visit func(key, ref string) bool) error
}

// Kept counts what is kept of a person, for them to know before they have it
// erased.
type Kept struct {
	Answers, Rounds, Suggestions int

	Approved int      // of the suggestions, those that are asked
	Shared   int      // of the answers given in a form, those that stand in a thread
	Said     []Answer // the newest of those said in messages in a channel
	Messages int      // how many messages of all those there are
}

// mostSaid is how many answers Kept names.
const mostSaid = 5

// Kept returns what is kept of a person.
func (c *Coach) Kept(ctx context.Context, by Person) (Kept, error) {
	var k Kept
	err := c.Store.View(ctx, func(tx Tx) error {
		k = Kept{}
		err := tx.AnswersBy(by, 0, func(a Answer) bool {
			k.Answers++
			if a.Published != 0 {
				k.Shared++
			}
			if a.Origin == InThread && !a.Alone && len(a.Messages) > 0 {
				k.Messages += len(a.Messages)
				if len(k.Said) < mostSaid {
					k.Said = append(k.Said, a)
				}
			}
			return true
		})
		if err != nil {
			return err
		}
		err = tx.RoundsBy(by, func(Round) bool { k.Rounds++; return true })
		if err != nil {
			return err
		}
		return tx.Suggestions(0, func(s Suggestion) bool {
			if s.By == by {
				k.Suggestions++
				if s.State == SuggestionApproved {
					k.Approved++
				}
			}
			return true
		})
	})
	return k, err
}

// forgetWithin is how long the button that has all of a person's erased may be
// pressed: what it said may be different later.
const forgetWithin = time.Hour

// Forget begins to forget a person, who was asked whether they mean it at a time:
// longer ago it returns ErrStale, and ErrAlready where they were forgotten since.
// From now on what they said up to f.Upto is not taken in again, whoever repeats
// it, and their running round is over; all else goes with [Coach.Erase].
func (c *Coach) Forget(ctx context.Context, f Forgetting, asked time.Time) error {
	return c.update(ctx, func(tx Tx) error {
		f := f
		now := c.Now()
		f.At, f.Upto = now, max(f.Upto, Stamp(now.UnixMicro()))
		last, err := tx.Tombstone(f.Person)
		switch {
		case err != nil:
			return err
		case last != 0 && !last.Time().Before(asked):
			return ErrAlready
		case now.Sub(asked) > forgetWithin, asked.Sub(now) > skew:
			return ErrStale
		}
		if err := tx.PutTombstone(f.Person, f.Upto); err != nil {
			return err
		}
		alias, err := tx.Alias(f.Person)
		if err != nil {
			return err
		}
		// What they begin from now on must not be mixed with what was.
		round, err := tx.RunningRound(f.Person)
		if err == nil {
			err = tx.DropRound(round.ID)
		} else if errors.Is(err, ErrNotFound) {
			err = nil
		}
		if err != nil {
			return err
		}
		return errors.Join(
			tx.DropProfile(f.Person), tx.DropPreparation(f.Person),
			tx.PutAct(Act{At: now, By: alias, What: "forget-me"}),
			tx.PutForgetting(f),
			tx.Erased(),
		)
	})
}

// Forgettings returns the forgettings under way.
func (c *Coach) Forgettings(ctx context.Context) ([]Forgetting, error) {
	var out []Forgetting
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		out, err = tx.Forgettings()
		return err
	})
	return out, err
}

// Erase erases the records of a person who is being forgotten, in steps, and
// returns how that stands: ErrNotFound where nobody is. It may be called again
// after any error.
func (c *Coach) Erase(ctx context.Context, of Person) (Forgetting, error) {
	for {
		var f Forgetting
		err := c.update(ctx, func(tx Tx) (err error) {
			if f, err = forgettingOf(tx, of); err != nil || f.Erased {
				return err
			}
			if f.Step >= len(erasers) {
				f.Erased = true
				return tx.PutForgetting(f)
			}
			more, err := erasers[f.Step](c, tx, &f)
			if err != nil {
				return fmt.Errorf("eraser %d: %w", f.Step, err)
			}
			if !more {
				f.Step, f.From = f.Step+1, ""
			}
			return errors.Join(tx.PutForgetting(f), tx.Erased())
		})
		if err != nil {
			return f, err
		}
		if f.Erased {
			return f, c.LoadSuggestions(ctx)
		}
	}
}

// EraseAll erases a person at once, in a copy of the store: nothing of it is said
// to anybody.
func (c *Coach) EraseAll(ctx context.Context, f Forgetting) error {
	err := c.update(ctx, func(tx Tx) error {
		f := f
		f.Step, f.From, f.Erased, f.DM, f.Word = 0, "", false, "", 0
		return errors.Join(tx.PutTombstone(f.Person, f.Upto), tx.DropProfile(f.Person), tx.PutForgetting(f))
	})
	if err != nil {
		return err
	}
	if _, err := c.Erase(ctx, f.Person); err != nil {
		return err
	}
	return c.Forgotten(ctx, f.Person, "", 0)
}

// Forgotten ends the forgetting of a person, who was told. What the bot has said in
// their conversation with it is taken away, but for the message at keep; an empty
// dm is none. Who asked again meanwhile is still to be forgotten.
func (c *Coach) Forgotten(ctx context.Context, p Person, dm string, keep Stamp) error {
	return c.update(ctx, func(tx Tx) error {
		f, err := forgettingOf(tx, p)
		if err == nil && f.Erased {
			err = errors.Join(tx.DropForgetting(p), tx.Erased())
		}
		if found(err) != nil || dm == "" {
			return found(err)
		}
		now := Stamp(c.Now().UnixMicro())
		return tx.PutPosting(Posting{
			Key: fmt.Sprintf("sweep/%s/%d", dm, now), Kind: PostSweep, Place: Place{Channel: dm}, At: now, Ref: fmt.Sprint(int64(keep)),
		})
	})
}

func forgettingOf(tx Tx, of Person) (Forgetting, error) {
	all, err := tx.Forgettings()
	for _, f := range all {
		if f.Person == of {
			return f, err
		}
	}
	return Forgetting{}, errors.Join(err, ErrNotFound)
}

// said reports whether something of a time belongs to what is forgotten.
func (f Forgetting) said(at time.Time) bool { return !at.After(f.Upto.Time()) }

// forgotten reports whether a message was said by somebody who has had forgotten
// what they said up to then.
func forgotten(tx Tx, s Said) (bool, error) {
	upto, err := tx.Tombstone(s.By)
	return s.Stamp <= upto, err
}

// stillKept returns ErrNotFound for an answer that is about to be erased: what is
// said from now on does not go with it.
func stillKept(tx Tx, a Answer) error {
	upto, err := tx.Tombstone(a.Person)
	if err == nil && a.ID.Time().UnixMicro() <= int64(upto) {
		err = ErrNotFound
	}
	return err
}

// keptFrom returns the least id of a person's answers that are not about to be
// erased: until they are gone nothing is reckoned from them.
func keptFrom(tx Tx, p Person) (ID, error) {
	upto, err := tx.Tombstone(p)
	if err != nil || upto == 0 {
		return 0, err
	}
	return FirstID(upto.Time().Add(time.Microsecond)), nil
}

// removeEvery is the least time between two messages that are taken away: others
// want something of the chat, too.
const removeEvery = 1500 * time.Millisecond

// remove plans to take a message of the bot's away. Nothing in it names anybody.
func (c *Coach) remove(tx Tx, channel string, at Stamp, turn int) error {
	wait := min(time.Duration(turn)*removeEvery, waitsAtMost/2)
	return plan(tx, Posting{
		Key: fmt.Sprintf("remove/%s/%d", channel, at), Kind: PostRemoval, Place: Place{Channel: channel}, At: at, NotBefore: c.Now().Add(wait),
	})
}

// CameLate has a message taken away that arrived when its person was forgotten
// already; zero is none.
func (c *Coach) CameLate(ctx context.Context, channel string, at Stamp) error {
	if at == 0 {
		return nil
	}
	return c.update(ctx, func(tx Tx) error { return c.remove(tx, channel, at, 0) })
}

// SweptTo records that a DM was swept down to a message; the rest comes later.
func (c *Coach) SweptTo(ctx context.Context, key string, at Stamp) error {
	return c.change(ctx, key, func(_ Tx, p *Posting) error {
		p.State, p.At, p.NotBefore = Planned, at, c.Now().Add(sweepEvery)
		return nil
	})
}

// sweepEvery is how long a sweep rests between two pages.
const sweepEvery = 5 * time.Second

// passing reports whether a posting of the kind is forgotten when it is done: it
// would only tell that there was something.
func (k PostingKind) passing() bool { return k == PostRemoval || k == PostSweep }
