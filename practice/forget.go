package practice

import (
	"context"
	"errors"
	"fmt"
	"strings"
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

// eraseStep is how many records a step of forgetting looks at: others wait for it
// no longer than for one another.
const eraseStep = 500

// An eraser drops some of what is kept of a person, eraseStep of it at the most,
// and reports whether there may be more; f.From is its own to remember where.
type eraser func(c *Coach, tx Tx, f *Forgetting) (more bool, err error)

// erasers are all of them, in their order: postings are found by answers and
// suggestions. Whatever names a person, or holds what they wrote, has its line
// here, and TestNothingIsLeftOfAForgottenPerson fails for what has not.
var erasers = []eraser{
	erasePostings,
	eraseSuggestions,
	eraseAnswers,
	eraseRounds,
	erasePosts,
	eraseDeadlines,
	eraseOnces,
	inOneGo(func(tx Tx, f *Forgetting) error { return tx.DropStrays(f.Person, f.Upto) }),
	inOneGo(func(tx Tx, f *Forgetting) error { return tx.DropAsked(bookOf(f.Person)) }),
	inOneGo(erasePreparation),
	inOneGo(func(tx Tx, f *Forgetting) error { return tx.DropRetrying(f.Person) }),
	inOneGo(renameActor),
	erasePostings, // those about what is gone that were planned while it went
}

func inOneGo(f func(Tx, *Forgetting) error) eraser {
	return func(_ *Coach, tx Tx, x *Forgetting) (bool, error) { return false, f(tx, x) }
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

func erasePostings(c *Coach, tx Tx, f *Forgetting) (more bool, err error) {
	var found []Posting
	n, next := 0, ""
	err = tx.PostingsFrom(f.From, func(p Posting) bool {
		if n++; n > eraseStep {
			next = p.Key
			return false
		}
		found = append(found, p)
		return true
	})
	if err != nil {
		return false, err
	}
	f.From = next
	gone := 0
	for _, p := range found {
		about, err := f.concerns(tx, p)
		if err != nil {
			return false, err
		}
		if !about {
			continue
		}
		if p.Kind == PostSuggestion && p.Stamp != 0 {
			// An admin has their words in front of them.
			if err := c.remove(tx, p.Channel, p.Stamp, gone); err != nil {
				return false, err
			}
			gone++
		}
		if err := tx.DropPosting(p.Key); err != nil {
			return false, err
		}
	}
	return next != "", nil
}

// concerns reports whether a posting is to go: it is for the person, or about
// what they said. One that may have put their answer into a thread, or what they
// suggested before an admin, stays until that is known, and is taken back then; so
// does what takes a message away.
func (f Forgetting) concerns(tx Tx, p Posting) (bool, error) {
	switch {
	case p.Kind.passing() && p.To == "" || p.Kind == PostAnswerGone && p.Open():
		return false, nil
	case p.To == f.Person && (p.Since.IsZero() || f.said(p.Since)):
		return true, nil
	case p.To == f.Person:
		return f.orphaned(tx, p)
	case names(p.Key, f.Person):
		return true, nil
	}
	id, err := ParseID(p.Ref)
	if err != nil {
		return false, nil
	}
	switch p.Kind {
	case PostSuggestion, PostSuggestionNow:
		if p.Kind == PostSuggestion && p.Open() && p.Tries > 0 {
			return false, nil
		}
		s, err := tx.Suggestion(id)
		return s.By == "" || s.By == f.Person && f.said(s.At), found(err)
	case PostAnswer:
		if p.Open() && p.Tries > 0 {
			return false, nil
		}
		fallthrough
	case PostAnswerEdit, PostAnswerGone:
		a, err := tx.Answer(id)
		return err == nil && a.Person == f.Person && f.said(a.ID.Time()), found(err)
	}
	return false, nil
}

// orphaned reports whether a posting for the person, which was due after they were
// forgotten, is about something that they had forgotten.
func (f Forgetting) orphaned(tx Tx, p Posting) (bool, error) {
	switch p.Kind {
	case PostHome, PostClip:
		return f.said(p.At.Time()), nil
	case PostFollowUp, PostSeen, PostNotShared, PostRetry:
		id, err := ParseID(p.Ref)
		if err != nil {
			return p.Kind == PostRetry, nil // it says that no more are offered
		}
		a, err := tx.Answer(id)
		return f.said(a.ID.Time()), found(err)
	case PostDecision:
		id, err := ParseID(p.Ref)
		if err != nil {
			return false, nil
		}
		s, err := tx.Suggestion(id)
		return s.By != f.Person || f.said(s.At), found(err)
	case PostAlone:
		post, err := tx.Post(p.Ref)
		return f.said(post.At), found(err)
	case PostHowItWent:
		profile, err := tx.Profile(f.Person)
		return profile.Interview != p.Ref, err
	case PostDouble:
		_, err := tx.Posting(p.Ref)
		return errors.Is(err, ErrNotFound), found(err)
	case PostBriefing, PostTurn, PostMore, PostAsked, PostClarified, PostReply, PostTurnTime, PostLegTime, PostClock, PostRate, PostBreak,
		PostHint, PostPaused, PostPointer, PostDebrief, PostLoopOver, PostBars, PostLapsed:
		r, err := tx.Round(p.Ref)
		return f.said(r.StartedAt), found(err)
	}
	return false, nil
}

// names reports whether a key has a person among its parts.
func names(key string, p Person) bool {
	return strings.Contains("/"+key+"/", "/"+string(p)+"/")
}

// found returns an error of a look-up unless it only says that there is nothing.
func found(err error) error {
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// eraseSuggestions takes suggestions away. Of one that is asked the question
// stays, as admins let it in; who suggested it, and what they wrote beside it, goes.
func eraseSuggestions(_ *Coach, tx Tx, f *Forgetting) (bool, error) {
	alias, err := tx.Alias(f.Person)
	if err != nil {
		return false, err
	}
	var theirs, decided []Suggestion
	err = tx.Suggestions(0, func(s Suggestion) bool {
		switch {
		case s.By == f.Person && f.said(s.At):
			theirs = append(theirs, s)
		case s.Decider == f.Person:
			decided = append(decided, s)
		}
		return true
	})
	for _, s := range theirs {
		if err != nil {
			break
		}
		if s.State != SuggestionApproved {
			err = tx.DropSuggestion(s.ID)
			continue
		}
		s.By, s.Note, s.Reason, s.Asked = "", "", "", s.Taken
		if s.Decider == f.Person {
			s.Decider = alias
		}
		err = tx.PutSuggestion(s)
	}
	for _, s := range decided {
		if err == nil {
			s.Decider = alias
			err = tx.PutSuggestion(s)
		}
	}
	return false, err
}

// eraseAnswers takes answers away; what was put into a thread by the bot goes
// from there.
func eraseAnswers(c *Coach, tx Tx, f *Forgetting) (more bool, err error) {
	const atATime = eraseStep / 4
	var theirs []Answer
	err = tx.AnswersBy(f.Person, FirstID(f.Upto.Time().Add(time.Microsecond)), func(a Answer) bool {
		theirs = append(theirs, a)
		return len(theirs) < atATime
	})
	if err != nil {
		return false, err
	}
	for _, a := range theirs {
		if a.Published != 0 {
			if err := c.remove(tx, a.Place.Channel, a.Published, f.Count); err != nil {
				return false, err
			}
		}
		if err := tx.EraseAnswer(a.ID); err != nil {
			return false, err
		}
		f.Count++
		if a.Origin == InThread && !a.Comment || a.Published != 0 {
			if err := c.recount(tx, a.Place); err != nil {
				return false, err
			}
		}
	}
	return len(theirs) == atATime, nil
}

func eraseRounds(_ *Coach, tx Tx, f *Forgetting) (more bool, err error) {
	var theirs []string
	err = tx.RoundsBy(f.Person, func(r Round) bool {
		if f.said(r.StartedAt) {
			theirs = append(theirs, r.ID)
		}
		return len(theirs) < eraseStep
	})
	for _, id := range theirs {
		if err == nil {
			err = tx.DropRound(id)
		}
	}
	return len(theirs) == eraseStep, err
}

// erasePosts takes away what they were asked alone.
func erasePosts(_ *Coach, tx Tx, f *Forgetting) (more bool, err error) {
	var theirs []string
	err = tx.PostsUnder("alone/"+string(f.Person)+"/", func(p Post) bool {
		if f.said(p.At) {
			theirs = append(theirs, p.Key)
		}
		return len(theirs) < eraseStep
	})
	for _, key := range theirs {
		if err == nil {
			err = tx.DropPost(key)
		}
	}
	return len(theirs) == eraseStep, err
}

// eraseDeadlines drops what was to be done about what is gone.
func eraseDeadlines(_ *Coach, tx Tx, f *Forgetting) (bool, error) {
	var all, gone []Deadline
	// Their profile went at once: what is in it now is new.
	profile, err := tx.Profile(f.Person)
	if err != nil {
		return false, err
	}
	err = tx.DueDeadlines(time.UnixMicro(1<<62), func(d Deadline) bool {
		all = append(all, d)
		return true
	})
	if err != nil {
		return false, err
	}
	for _, d := range all {
		var err error
		switch d.Kind {
		case InterviewDue:
			if d.Ref == profile.Interview+"/"+string(f.Person) {
				continue
			}
		case FollowUpDue:
			id, bad := ParseID(d.Ref)
			if bad != nil {
				continue // it is told of when it is due
			}
			_, err = tx.Answer(id)
		case LapseDue, NoteDue, ClockDue:
			_, err = tx.Round(d.Ref)
		}
		if errors.Is(err, ErrNotFound) || names(d.Ref, f.Person) {
			gone = append(gone, d)
		} else if err != nil {
			return false, err
		}
	}
	for _, d := range gone {
		if err := tx.DropDeadline(d); err != nil {
			return false, err
		}
	}
	return false, nil
}

// erasePreparation drops what they prepared for, if that was before.
func erasePreparation(tx Tx, f *Forgetting) error {
	p, err := tx.Preparation(f.Person)
	if err != nil || !f.said(p.At) {
		return err
	}
	return tx.DropPreparation(f.Person)
}

// eraseOnces forgets the keys that name the person. Others stay, and keep a form
// that is delivered again from being taken for a new one.
func eraseOnces(_ *Coach, tx Tx, f *Forgetting) (more bool, err error) {
	var theirs []string
	n, next := 0, ""
	err = tx.OncesFrom(f.From, func(key, ref string) bool {
		if n++; n > eraseStep {
			next = key
			return false
		}
		if names(key, f.Person) || names(ref, f.Person) {
			theirs = append(theirs, key)
		}
		return true
	})
	for _, key := range theirs {
		if err == nil {
			err = tx.DropOnce(key)
		}
	}
	f.From = next
	return next != "", err
}

// renameActor keeps what an admin did, and when, under a hash.
func renameActor(tx Tx, f *Forgetting) error {
	alias, err := tx.Alias(f.Person)
	if err != nil {
		return err
	}
	return tx.RenameActor(f.Person, alias)
}
