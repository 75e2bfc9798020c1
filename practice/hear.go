package practice

import (
	"context"
	"errors"
	"time"
)

// A Heard says what became of a message.
type Heard struct {
	Answer ID    // that holds it; zero: it belongs to no answer
	Round  Round // the running round that it belongs to, if Round.ID is set
}

// Hear takes in a reply in a thread, new or edited, in whatever order they
// arrive. What is said elsewhere than under a post is not kept.
func (c *Coach) Hear(ctx context.Context, s Said) (Heard, error) {
	var h Heard
	// All transactions wait for one another, and reading is a third of the work.
	harmless := c.harmless(s)
	err := c.update(ctx, func(tx Tx) (err error) {
		h = Heard{}
		if h.Answer, err = c.hear(tx, s); err != nil || harmless {
			return err
		}
		return warn(tx, h.Answer, s)
	})
	return h, err
}

// hear returns the answer that a reply in a thread belongs to, if any.
func (c *Coach) hear(tx Tx, s Said) (ID, error) {
	id, known, err := c.known(tx, s)
	if known || err != nil {
		return id, err
	}
	post, err := tx.PostAt(s.Place)
	if errors.Is(err, ErrNotFound) {
		return 0, stray(tx, s)
	}
	if err != nil {
		return 0, err
	}
	return c.reply(tx, post, s)
}

// known handles a message that was heard before, or is gone, or that its person
// has had forgotten, or that is too old to be kept.
func (c *Coach) known(tx Tx, s Said) (ID, bool, error) {
	if gone, err := forgotten(tx, s); gone || err != nil {
		return 0, gone, err
	}
	if c.tooOld(s.Stamp) {
		return 0, true, nil
	}
	id, gone, err := tx.Heard(s.Place.Channel, s.Stamp)
	if err != nil || gone || id == 0 {
		return 0, gone, err
	}
	a, err := tx.Answer(id)
	if err != nil {
		return 0, false, err
	}
	heard, changed := a.Hear(s)
	if !changed || a.Person != s.By {
		return id, true, nil
	}
	if err := c.await(tx, s); err != nil {
		return 0, false, err
	}
	if err := c.keep(tx, a, heard); err != nil {
		return id, true, err
	}
	if !s.Spoken {
		return id, true, nil
	}
	return id, true, replyToSpoken(tx, heard, s)
}

// skew is how far the clocks of the chat and of this machine may be apart where
// a message's stamp is held against what was done here.
const skew = 5 * time.Second

// reply adds a message to the answer of its person that was in hand under a post
// when it was said, or begins one.
func (c *Coach) reply(tx Tx, post Post, s Said) (ID, error) {
	a, err := attemptAt(tx, post.Place(), s)
	if err == nil {
		err = stillKept(tx, a)
	}
	if errors.Is(err, ErrNotFound) {
		var id ID
		if id, err = freshID(tx, s.Stamp.Time()); err == nil {
			a = Answer{
				ID: id, Person: s.By, Origin: InThread, Question: post.Question, Place: post.Place(), Attempt: 1,
				Comment: true, CreatedAt: s.Stamp.Time(), Alone: post.To != "",
			}
		}
	}
	if err != nil {
		return 0, err
	}
	heard, _ := a.Hear(s)
	heard.Late = post.closedAt(heard.CreatedAt)
	heard.Below = a.Alone && s.Place.Thread != post.Stamp
	if err := c.await(tx, s); err != nil {
		return 0, err
	}
	return a.ID, c.keep(tx, a, heard)
}

// attemptAt returns the attempt in a post's thread that a message belongs to: the
// latest that was begun when it was said, however late it comes.
func attemptAt(tx Tx, in Place, s Said) (Answer, error) {
	a, err := tx.LatestAnswer(in, s.By)
	for err == nil && a.Attempt > 1 && s.Stamp.Time().Add(skew).Before(a.ID.Time()) {
		before, err := attemptBefore(tx, a)
		if errors.Is(err, ErrNotFound) {
			return a, nil // deleted since
		}
		if err != nil {
			return Answer{}, err
		}
		a = before
	}
	return a, err
}

// keep writes an answer as it is after a change, with what follows from it: how
// it read before, the post's count, and the time for the private follow-up.
func (c *Coach) keep(tx Tx, before, after Answer) error {
	if err := tx.PutAnswer(after); err != nil {
		return err
	}
	if err := keepEarlier(tx, before, after); err != nil {
		return err
	}
	if before.Comment == after.Comment || after.Origin != InThread {
		return nil
	}
	if err := c.recount(tx, after.Place); err != nil {
		return err
	}
	if err := c.answered(tx, after); err != nil {
		return err
	}
	return c.coachable(tx, after)
}

// coachable sets the time for the private follow-up to an answer that is one
// since just now, if passAnswers has gone by already.
func (c *Coach) coachable(tx Tx, a Answer) error {
	if !c.FollowUps || !a.drawsFollowUp() {
		return nil
	}
	passed, err := tx.Passed()
	if err != nil || a.ID > passed {
		return err
	}
	return tx.PutDeadline(Deadline{At: c.Now().Add(c.After), Kind: FollowUpDue, Ref: a.ID.String()})
}

// recountEvery is the least time between two updates of a post's count, so that
// a busy thread stays within the chat's limits.
const recountEvery = time.Minute

// recount plans the update of a post's count of answers.
func (c *Coach) recount(tx Tx, in Place) error {
	post, err := tx.PostAt(in)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil || post.To != "" || post.Gone {
		return err
	}
	return planAgain(tx, Posting{
		Key: "count/" + post.Key, Kind: PostCount, Place: Place{Channel: post.Channel}, Ref: post.Key,
	}, c.Now(), recountEvery)
}

// An Unsaid is the deletion of a message.
type Unsaid struct {
	Place   Place // where it had been said; Thread may be zero where that is not known
	Stamp   Stamp
	Private bool // in the conversation of a person with the bot
}

// Unsay follows the deletion of a message, whether or not it was heard.
func (c *Coach) Unsay(ctx context.Context, u Unsaid) error {
	return c.update(ctx, func(tx Tx) error { return c.unsay(tx, u) })
}

func (c *Coach) unsay(tx Tx, u Unsaid) error {
	id, gone, err := tx.Heard(u.Place.Channel, u.Stamp)
	if err != nil || gone {
		return err
	}
	if id == 0 {
		ours, err := concerns(tx, u)
		if err != nil || !ours {
			return err
		}
		return tx.PutGone(u.Place.Channel, u.Stamp)
	}
	a, err := tx.Answer(id)
	if err != nil {
		return err
	}
	if err := tx.PutGone(u.Place.Channel, u.Stamp); err != nil {
		return err
	}
	rest := a.Unsay(u.Stamp)
	// An attempt that was begun by Try again stays begun.
	if len(rest.Messages) == 0 && a.Attempt == 1 {
		if err := tx.DropAnswer(id); err != nil || a.Comment || a.Origin != InThread {
			return err
		}
		return c.recount(tx, a.Place)
	}
	if a.Origin == InThread {
		post, err := tx.PostAt(a.Place)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		rest.Late = err == nil && post.closedAt(rest.CreatedAt)
	}
	return c.keep(tx, a, rest)
}

// concerns reports whether a deletion may be that of an answer which is still
// on its way: all that is said to the bot alone may be one, and in a channel what
// is said in a post's thread.
func concerns(tx Tx, u Unsaid) (bool, error) {
	if u.Private || u.Place.Thread == 0 {
		return u.Private, nil
	}
	_, err := tx.PostAt(u.Place)
	if !errors.Is(err, ErrNotFound) {
		return err == nil, err
	}
	return underWay(tx, u.Place.Channel)
}

// TryAgain begins another attempt in a post's thread: what its person says from
// now on is a new answer.
func (c *Coach) TryAgain(ctx context.Context, in Place, by Person) error {
	return c.update(ctx, func(tx Tx) error {
		in, err := placeOf(tx, in)
		if err != nil {
			return err
		}
		a, err := tx.LatestAnswer(in, by)
		if err != nil {
			return err
		}
		if len(a.Messages) == 0 {
			return nil
		}
		// Also where this machine's clock is behind the chat's it comes after what
		// was said before.
		begun := maxTime(c.Now(), a.Last()).Add(time.Microsecond)
		id, err := freshID(tx, begun)
		if err != nil {
			return err
		}
		return tx.PutAnswer(Answer{
			ID: id, Person: by, Origin: InThread, Question: a.Question, Place: in,
			Attempt: a.Attempt + 1, Comment: true, CreatedAt: begun, Alone: a.Alone,
		})
	})
}
