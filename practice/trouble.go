package practice

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// A Trouble is what keeps the bot from a channel until somebody mends it.
type Trouble struct {
	Channel  string
	Schedule string    // one that posts there
	Cause    string    // as the chat names it
	Told     []string  // causes that admins were told of
	Since    time.Time // when it was noticed
	Retry    time.Time // when to see whether it is mended
	Posting  bool      // it keeps the bot from posting; what is said there may still be read
}

// tryAgainAfter is how long a channel in trouble is left alone.
const tryAgainAfter = time.Hour

// Troubled records what keeps the bot from a channel. Admins are told of each
// cause once, until it is mended.
func (c *Coach) Troubled(ctx context.Context, t Trouble) error {
	return c.update(ctx, func(tx Tx) error { return c.trouble(tx, t) })
}

func (c *Coach) trouble(tx Tx, t Trouble) error {
	now, kind := c.Now(), PostUnread
	if t.Posting {
		kind = PostBroken
	}
	t.Since, t.Told = now, nil
	old, err := tx.Trouble(t.Channel)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	if err == nil {
		t.Since, t.Told, t.Posting = old.Since, old.Told, t.Posting && old.Posting
		if t.Schedule == "" {
			t.Schedule = old.Schedule
		}
	}
	t.Retry = now.Add(tryAgainAfter)
	news := !slices.Contains(t.Told, t.Cause) && t.Schedule != ""
	if news {
		t.Told = append(slices.Clone(t.Told), t.Cause)
	}
	if err := tx.PutTrouble(t); err != nil || !news {
		return err
	}
	return c.tellAdmins(tx, Posting{
		Key: fmt.Sprintf("trouble/%s/%s/%d", t.Channel, t.Cause, t.Since.UnixMicro()), Kind: kind, Ref: t.Schedule, Why: t.Cause,
	})
}

// Troubles returns the channels that are in trouble and may be tried again.
func (c *Coach) Troubles(ctx context.Context) ([]Trouble, error) {
	var due []Trouble
	err := c.Store.View(ctx, func(tx Tx) error {
		due = nil
		all, err := tx.Troubles()
		for _, t := range all {
			// One that is due far ahead was noted by a clock that has been set back since.
			if wait := t.Retry.Sub(c.Now()); wait <= 0 || wait > tryAgainAfter {
				due = append(due, t)
			}
		}
		return err
	})
	return due, err
}

// Mended records that nothing keeps the bot from a channel any more. Admins are
// told if they were told of the trouble, what was said there meanwhile is read,
// and a question that was refused is posted after all while its schedule would
// still catch up on it.
func (c *Coach) Mended(ctx context.Context, channel string, schedules []Schedule) error {
	return c.update(ctx, func(tx Tx) error {
		if err := c.mended(tx, channel); err != nil {
			return err
		}
		for _, s := range schedules {
			if s.Channel != channel {
				continue
			}
			if err := c.makeUp(tx, s); err != nil {
				return err
			}
		}
		return nil
	})
}

// reached ends the trouble with posting to a channel: a question has arrived there.
func (c *Coach) reached(tx Tx, channel string) error {
	t, err := tx.Trouble(channel)
	switch {
	case errors.Is(err, ErrNotFound):
		return nil
	case err != nil:
		return err
	case t.Posting:
		return c.mended(tx, channel)
	}
	t.Retry = c.Now()
	return tx.PutTrouble(t)
}

func (c *Coach) mended(tx Tx, channel string) error {
	t, err := tx.Trouble(channel)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := tx.DropTrouble(channel); err != nil {
		return err
	}
	if err := c.readAgain(tx, channel); err != nil || len(t.Told) == 0 {
		return err
	}
	return c.tellAdmins(tx, Posting{
		Key: fmt.Sprintf("mended/%s/%d", channel, t.Since.UnixMicro()), Kind: PostMended, Ref: t.Schedule,
	})
}

// readAgain has the threads of a channel read whole, and brings the counts of its
// open posts up to date.
func (c *Coach) readAgain(tx Tx, channel string) error {
	now := c.Now()
	var posts []Post
	err := tx.PostsSince(Stamp(now.Add(-mostBack).UnixMicro()), func(p Post) bool {
		if p.Channel == channel && p.To == "" {
			posts = append(posts, p)
		}
		return true
	})
	for _, p := range posts {
		var r Reading
		if err == nil {
			r, err = tx.Reading(p.Key)
		}
		if err != nil {
			return err
		}
		if r.Over {
			continue
		}
		r.Post, r.Again, r.Begun = p.Key, true, time.Time{}
		if err = tx.PutReading(r); err == nil && p.OpenUntil.After(now) {
			err = c.recount(tx, p.Place())
		}
	}
	return err
}

// makeUp posts the newest question of a schedule after all, if it was refused and
// is not too late.
func (c *Coach) makeUp(tx Tx, s Schedule) error {
	last, err := tx.PostsOf(s.Name, 1)
	if err != nil || len(last) == 0 {
		return err
	}
	post, now := last[0], c.Now()
	if late := now.Sub(post.dueAt(s.Zone)); !post.Refused || post.Channel != s.Channel || late < 0 || late > s.CatchUp {
		return nil
	}
	p, err := tx.Posting(post.Key)
	if errors.Is(err, ErrNotFound) || err == nil && p.State != Refused {
		return nil
	}
	if err != nil {
		return err
	}
	asked, err := tx.Asked(post.Channel)
	if err != nil {
		return err
	}
	post.Refused, post.OpenUntil = false, now.Add(s.OpenFor)
	p.State, p.Why, p.NotBefore, p.Fails, p.Looks = Planned, "", now, 0, 0
	if p.Unseen {
		p.State = Uncertain // it may have arrived before the trouble came
	} else {
		p.Tries = 0
	}
	for _, step := range []func() error{
		func() error { return tx.PutPost(post) },
		func() error { return tx.PutFate(s.Name, post.Occurrence, Posted) },
		func() error { return tx.PutAsked(post.Channel, post.Question, asked[post.Question]+1) },
		func() error { return tx.PutPosting(p) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// dueAt returns when the post's occurrence was due, by its name; where that says
// nothing, when it was decided.
func (p Post) dueAt(zone *time.Location) time.Time {
	at, err := time.ParseInLocation("2006-01-02T15:04", p.Occurrence, zone)
	if err != nil || zone == nil {
		return p.At
	}
	return at
}

// ShutOut gives a posting up that the channel does not take from the bot: admins
// are told once of what is wrong with the channel, not of each posting.
func (c *Coach) ShutOut(ctx context.Context, key, why string) error {
	return c.change(ctx, key, func(tx Tx, p *Posting) error {
		p.Unseen = p.Unseen || p.State == Uncertain
		p.State, p.Why = Refused, why
		switch p.Kind {
		case PostQuestion:
			if err := tx.PutPosting(*p); err != nil {
				return err
			}
			post, err := c.giveUp(tx, p.Ref)
			if err != nil || post.Key == "" {
				return err
			}
			return c.trouble(tx, Trouble{Channel: post.Channel, Schedule: post.Schedule, Cause: why, Posting: true})
		case PostAnswer:
			return notShared(tx, *p)
		}
		return nil
	})
}

// Found records which channel each schedule posts to, so that it is known even
// where the chat does not find it by its name any more.
func (c *Coach) Found(ctx context.Context, schedules []Schedule) error {
	return c.update(ctx, func(tx Tx) error {
		for _, s := range schedules {
			st, err := tx.Standing(s.Name)
			if err != nil {
				return err
			}
			if st.Named == s.Named && st.Channel == s.Channel {
				continue
			}
			st.Named, st.Channel = s.Named, s.Channel
			if err := tx.PutStanding(st); err != nil {
				return err
			}
		}
		return nil
	})
}

// FoundBefore returns the channel that was found for a schedule when it was
// configured by the same name or id; "" for none.
func FoundBefore(ctx context.Context, store Store, schedule, named string) (string, error) {
	var channel string
	err := store.View(ctx, func(tx Tx) error {
		st, err := tx.Standing(schedule)
		if channel = ""; st.Named == named {
			channel = st.Channel
		}
		return err
	})
	return channel, err
}
