package practice

import (
	"context"
	"errors"
	"time"
)

// remindAfter is how long a question must have been there for anybody to be
// reminded of it.
const remindAfter = time.Hour

// errUnsure means that it is not known yet whether the newest question arrived.
var errUnsure = errors.New("the newest question may still arrive")

// Remind plans what has become due of a schedule's reminders: once for each
// question, to those who asked for reminders, are not away and have not answered
// it. Only the newest question counts, while it is open and its schedule neither
// paused nor off that day. A reminder that comes late is sent within the
// schedule's catch-up window. Whether somebody belongs to the channel is left to
// who delivers it.
func (c *Coach) Remind(ctx context.Context, s Schedule, cal Calendar) error {
	if cal.Due == nil {
		return nil
	}
	err := c.update(ctx, func(tx Tx) error {
		o, ok, err := c.newest(tx, s, "reminder", cal, s.CatchUp)
		if err != nil || !ok {
			return err
		}
		return c.remind(tx, s, o)
	})
	if errors.Is(err, errUnsure) {
		return nil // looked at again the next time
	}
	return err
}

func (c *Coach) remind(tx Tx, s Schedule, o Occurrence) error {
	post, err := newestPost(tx, s.Name)
	now := c.Now()
	if errors.Is(err, ErrNotFound) || err == nil && (post.closedAt(now) || o.At.Sub(post.At) < remindAfter) {
		return nil
	}
	if err != nil {
		return err
	}
	if post.Stamp == 0 {
		return errUnsure
	}
	// The fate of a reminder is kept beside that of its question.
	book := s.Name + "/reminder"
	if _, err := tx.Fate(book, post.Occurrence); !errors.Is(err, ErrNotFound) {
		return err
	}
	if err := tx.PutFate(book, post.Occurrence, Posted); err != nil {
		return err
	}
	var want []Person
	err = tx.Profiles(func(p Profile) bool {
		if p.wants(now, s.Zone) {
			want = append(want, p.Person)
		}
		return true
	})
	for _, p := range want {
		if err != nil {
			return err
		}
		var done bool
		if done, err = hasAnswered(tx, post, p); err == nil && !done {
			err = plan(tx, Posting{
				Key: "reminder/" + post.Key + "/" + string(p), Kind: PostReminder, To: p, Ref: post.Key, At: Stamp(o.At.UnixMicro()),
			})
		}
	}
	return err
}

// mostRefused is how many of a schedule's newest questions may have been refused
// before none of them counts as the newest.
const mostRefused = 10

// newestPost returns the newest post of a schedule that was neither refused nor
// deleted since, or ErrNotFound.
func newestPost(tx Tx, schedule string) (Post, error) {
	posts, err := tx.PostsOf(schedule, mostRefused)
	if err != nil {
		return Post{}, err
	}
	for _, p := range posts {
		if !p.Refused && !p.Gone {
			return p, nil
		}
	}
	return Post{}, ErrNotFound
}

// hasAnswered reports whether a person has answered a post's question since it
// was asked: in a thread in enough words, or in a form.
func hasAnswered(tx Tx, post Post, by Person) (bool, error) {
	found := false
	err := tx.AnswersBy(by, 0, func(a Answer) bool {
		if a.ID.Time().Add(skew).Before(post.At) {
			return false
		}
		here := a.Question == post.Question && (a.Origin == InThread || a.inForm()) && !a.Alone
		found = here && len(a.Messages) > 0 && (a.inForm() || !a.Comment)
		return !found
	})
	return found, err
}

// Reminds reports whether a reminder still makes sense: its person wants it and
// has not answered, the question is open and the newest, and the day's time for
// it is not long past.
func (c *Coach) Reminds(ctx context.Context, s Schedule, p Posting) (bool, error) {
	var out bool
	err := c.Store.View(ctx, func(tx Tx) error {
		out = false
		now := c.Now()
		post, err := newestPost(tx, s.Name)
		if errors.Is(err, ErrNotFound) || err == nil && (post.Key != p.Ref || post.closedAt(now) || now.Sub(p.At.Time()) > s.CatchUp) {
			return nil
		}
		if err != nil {
			return err
		}
		profile, err := tx.Profile(p.To)
		if err != nil || !profile.wants(now, s.Zone) {
			return err
		}
		done, err := hasAnswered(tx, post, p.To)
		out = !done
		return err
	})
	return out, err
}
