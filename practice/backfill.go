package practice

import (
	"context"
	"errors"
	"slices"
	"time"
)

// A Reading is how far the thread of a post has been read in the chat's own
// record, for what was said, edited or deleted while nobody listened.
type Reading struct {
	Post    string    // key
	AsOf    time.Time // when the last reading that came to its end was begun; zero: none did
	Replies int       // in the thread, as the chat counted them then
	Latest  Stamp     // the last of them

	// Of the reading under way.
	Begun  time.Time // zero: none is
	Whole  bool      // it goes to the end even where the thread looks as it did
	Cursor string    // where the chat says that it goes on; empty: at the start
	Upto   Stamp     // messages up to here are dealt with
	Count  int       // what will be Replies
	Last   Stamp     // what will be Latest

	Again bool // the channel could not be heard for a while: read it whole, whatever AsOf says
	Over  bool // the chat has no such thread any more
}

// A Gap is what is known of the times in which nobody listened.
type Gap struct {
	End  time.Time // of the last one: a thread that was not read since then is to be read
	Owed time.Time // end of the earliest one that was not made up for; zero: none
}

// Readings is how far threads were read, and what keeps them from being read.
type Readings interface {
	// PostsSince visits the posts whose message is not older than since, newest
	// first, until visit returns false.
	PostsSince(since Stamp, visit func(Post) bool) error
	// Reading returns how far a post's thread was read; the zero Reading, but for
	// its post, for one that never was.
	Reading(post string) (Reading, error)
	PutReading(r Reading) error
	// Gap returns the zero Gap where there was none yet.
	Gap() (Gap, error)
	PutGap(g Gap) error

	// Trouble returns what keeps the bot from a channel.
	Trouble(channel string) (Trouble, error)
	PutTrouble(t Trouble) error
	DropTrouble(channel string) error
	// Troubles returns those of all channels.
	Troubles() ([]Trouble, error)
}

const (
	// readBack is how long the thread of a post that is closed is still read.
	readBack = 30 * 24 * time.Hour
	// mostBack is how old a post may be of which anything is read at all: some
	// plans hide what is older.
	mostBack = 90 * 24 * time.Hour
	// readEvery is how often the thread of an open post is read where nothing was
	// missed that anybody knows of.
	readEvery = time.Hour
)

// Away records that until now nobody listened for a while, so that every thread
// has to be read.
func (c *Coach) Away(ctx context.Context) error {
	return c.update(ctx, func(tx Tx) error {
		g, err := tx.Gap()
		if err != nil {
			return err
		}
		g.End = c.Now()
		if g.Owed.IsZero() || g.Owed.After(g.End) {
			g.Owed = g.End
		}
		return tx.PutGap(g)
	})
}

// NextReading returns the post whose thread is to be read next and how far that
// has come, leaving out those that skip names; ErrNotFound where none is due. A
// reading that was begun goes on first, then what was missed earlier comes
// before what was missed later, and newer posts come before older ones.
func (c *Coach) NextReading(ctx context.Context, skip func(Post) bool) (Post, Reading, error) {
	var post Post
	var reading Reading
	var gap Gap
	err := c.Store.View(ctx, func(tx Tx) (err error) {
		post, reading = Post{}, Reading{}
		gap, err = tx.Gap()
		if err != nil {
			return err
		}
		post, reading, err = c.nextReading(tx, gap, skip)
		return err
	})
	if err == nil && gap.End.Sub(c.Now()) > skew {
		// It was noted by a clock that has been set back since: left as it is, every
		// thread would be read again and again until that time has come.
		if err := c.Away(ctx); err != nil {
			return Post{}, Reading{}, err
		}
		return c.NextReading(ctx, skip)
	}
	if errors.Is(err, ErrNotFound) && !gap.Owed.IsZero() {
		err = c.madeUp(ctx, gap, err)
	}
	return post, reading, err
}

// madeUp records that all threads were read since the last gap.
func (c *Coach) madeUp(ctx context.Context, was Gap, none error) error {
	err := c.update(ctx, func(tx Tx) error {
		g, err := tx.Gap()
		if err != nil || g != was {
			return err // there was another one meanwhile
		}
		g.Owed = time.Time{}
		return tx.PutGap(g)
	})
	return errors.Join(err, none)
}

func (c *Coach) nextReading(tx Tx, gap Gap, skip func(Post) bool) (Post, Reading, error) {
	const none = 4
	now := c.Now()
	best, post, reading := none, Post{}, Reading{}
	closed := map[string]bool{} // channels that cannot be read now
	var broken error
	err := tx.PostsSince(Stamp(now.Add(-mostBack).UnixMicro()), func(p Post) bool {
		if p.To != "" || p.OpenUntil.Before(now) && p.Stamp.Time().Add(readBack).Before(now) || skip(p) {
			return true
		}
		shut, known := closed[p.Channel]
		if !known {
			t, err := tx.Trouble(p.Channel)
			if err != nil && !errors.Is(err, ErrNotFound) {
				broken = err
				return false
			}
			shut = err == nil && !t.Posting
			closed[p.Channel] = shut
		}
		if shut {
			return true
		}
		r, err := tx.Reading(p.Key)
		if err != nil {
			broken = err
			return false
		}
		if rank := r.rank(p, gap, now); rank < best {
			best, post, reading = rank, p, r.begun(p, gap, now)
		}
		return best > 0
	})
	if err := errors.Join(err, broken); err != nil {
		return Post{}, Reading{}, err
	}
	if best == none {
		return Post{}, Reading{}, ErrNotFound
	}
	return post, reading, nil
}

// rank says how soon the thread of a post is to be read: 0 is first, 4 not now.
func (r Reading) rank(p Post, gap Gap, now time.Time) int {
	asOf := r.AsOf
	if asOf.Sub(now) > skew {
		asOf = time.Time{} // by a clock that has been set back since
	}
	switch {
	case r.Over:
		return 4
	case !r.Begun.IsZero() && r.Begun.Sub(now) <= skew:
		return 0
	case r.Again, asOf.Before(gap.Owed):
		return 1
	case asOf.Before(gap.End):
		return 2
	case p.OpenUntil.After(now) && now.Sub(asOf) >= readEvery:
		return 3
	}
	return 4
}

// begun returns the reading as it goes on, or as it begins. One of a post that was
// open since it was read last is whole after a gap: edits show in no count.
func (r Reading) begun(p Post, gap Gap, now time.Time) Reading {
	if !r.Begun.IsZero() && r.Begun.Sub(now) <= skew {
		return r
	}
	r.Post, r.Begun, r.Cursor, r.Upto = p.Key, now, "", 0
	r.Whole = r.Again || r.AsOf.Before(gap.End) && p.OpenUntil.After(r.AsOf)
	return r
}

// Restart returns the reading as it begins anew.
func (r Reading) Restart() Reading {
	r.Cursor, r.Upto, r.Whole = "", 0, true
	return r
}

// Done reports whether the reading has come to its end.
func (r Reading) Done() bool { return r.Begun.IsZero() }

// An Excerpt is a page of a post's thread as the chat shows it.
type Excerpt struct {
	Listed  []Listed // what people said in it
	Unsaid  []Stamp  // messages that Held told of and that are there no more
	Last    Stamp    // of its messages, whoever's
	Next    string   // where the next page begins; empty: this is the last
	Replies int      // in the thread, as the chat counts them
	Latest  Stamp    // the last of them
	Gone    bool     // the post itself was deleted
}

// A Listed is a message in an excerpt.
type Listed struct {
	Said
	OnlyIfKnown bool // it reads like no answer: it is followed where it was one, and begins none
}

// Held returns the messages after one stamp up to and including another that are
// held of a post's thread, in no set order.
func (c *Coach) Held(ctx context.Context, post Post, after, upto Stamp) ([]Stamp, error) {
	var held []Stamp
	err := c.Store.View(ctx, func(tx Tx) error {
		held = nil
		var again []Answer
		note := func(a Answer) {
			for _, m := range a.Messages {
				if after < m.Stamp && m.Stamp <= upto {
					held = append(held, m.Stamp)
				}
			}
		}
		err := tx.AnswersIn(post.Place(), func(a Answer) bool {
			note(a)
			if a.Attempt > 1 {
				again = append(again, a)
			}
			return true
		})
		for _, a := range again {
			for err == nil && a.Attempt > 1 {
				if a, err = attemptBefore(tx, a); err == nil {
					note(a)
				}
			}
			if errors.Is(err, ErrNotFound) {
				err = nil
			}
		}
		return err
	})
	return held, err
}

// TakeIn takes in a page of the thread that a reading is of, and returns how
// far the reading has come. What is known already changes nothing. was is the
// post as it was when the page was read: where another message stands for it
// since, the page tells nothing of what is missing, and the reading begins anew.
func (c *Coach) TakeIn(ctx context.Context, was Post, r Reading, p Excerpt) (Reading, error) {
	var out Reading
	err := c.update(ctx, func(tx Tx) error {
		post, err := tx.Post(r.Post)
		if err != nil {
			return err
		}
		for _, l := range p.Listed {
			if l.OnlyIfKnown {
				id, _, err := tx.Heard(l.Place.Channel, l.Stamp)
				if err != nil {
					return err
				}
				if id == 0 {
					continue
				}
			}
			id, err := c.hear(tx, l.Said)
			if err == nil && !c.harmless(l.Said) {
				err = warn(tx, id, l.Said)
			}
			if err != nil {
				return err
			}
		}
		if !slices.Equal(post.Doubles, was.Doubles) || post.Stamp != was.Stamp {
			out = Reading{Post: r.Post, Again: true}
			return tx.PutReading(out)
		}
		for _, at := range p.Unsaid {
			if err := c.unsay(tx, Unsaid{Place: post.Place(), Stamp: at}); err != nil {
				return err
			}
		}
		if p.Gone && !post.Gone {
			post.Gone = true
			if err := tx.PutPost(post); err != nil {
				return err
			}
		}
		stored, err := tx.Reading(r.Post)
		if err != nil {
			return err
		}
		out = r.turned(p)
		out.Again = out.Again || stored.Again && !r.Again // which came up meanwhile
		return tx.PutReading(out)
	})
	return out, err
}

// turned returns the reading after a page.
func (r Reading) turned(p Excerpt) Reading {
	if r.Cursor == "" {
		r.Count, r.Last = p.Replies, p.Latest
		if p.Replies != r.Replies || p.Latest != r.Latest || r.AsOf.IsZero() {
			r.Whole = true
		}
	}
	r.Cursor, r.Upto = p.Next, max(r.Upto, p.Last)
	if p.Next != "" && r.Whole {
		return r
	}
	return Reading{Post: r.Post, AsOf: r.Begun, Replies: r.Count, Latest: r.Last}
}

// Vanished records that the chat has no thread of a post any more. What was
// answered there stays its authors'. Nothing is recorded where another message
// stands for the post since was.
func (c *Coach) Vanished(ctx context.Context, was Post) error {
	return c.update(ctx, func(tx Tx) error {
		post, err := tx.Post(was.Key)
		if err != nil || post.Stamp != was.Stamp {
			return err
		}
		r, err := tx.Reading(was.Key)
		if err != nil {
			return err
		}
		r.Over, r.Begun, r.Cursor, r.Upto = true, time.Time{}, "", 0
		if err := tx.PutReading(r); err != nil || post.Gone {
			return err
		}
		post.Gone = true
		return tx.PutPost(post)
	})
}

// Deleted records that a post was deleted in the chat: it is neither repeated nor
// brought up to date any more. key names its posting, where the message told;
// so a post is known whose sending has not been answered yet.
func (c *Coach) Deleted(ctx context.Context, in Place, key string) error {
	return c.update(ctx, func(tx Tx) error {
		post, err := tx.PostAt(in)
		if errors.Is(err, ErrNotFound) && key != "" {
			post, err = c.deletedEarly(tx, in, key)
		}
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		// A double of the post is found there too: it was taken away by us.
		if err != nil || post.Gone || post.Stamp != in.Thread {
			return err
		}
		post.Gone = true
		return tx.PutPost(post)
	})
}

// deletedEarly returns the post of a posting that arrived at a place before that
// was known, or ErrNotFound.
func (c *Coach) deletedEarly(tx Tx, in Place, key string) (Post, error) {
	p, err := tx.Posting(key)
	if err != nil {
		return Post{}, err
	}
	if p.Kind != PostQuestion || !p.Open() || p.Tries == 0 || p.Place.Channel != in.Channel {
		return Post{}, ErrNotFound
	}
	p.State, p.Channel, p.Stamp = Delivered, in.Channel, in.Thread
	if err := tx.PutPosting(p); err != nil {
		return Post{}, err
	}
	if err := c.postArrived(tx, p.Ref, in.Channel, in.Thread); err != nil {
		return Post{}, err
	}
	return tx.Post(p.Ref)
}
