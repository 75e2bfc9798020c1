package practice

import (
	"errors"
	"strings"
	"time"
)

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
	case PostHome, PostClip, PostUnheard:
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
