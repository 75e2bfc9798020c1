package bot

import (
	"context"
	"errors"

	"greenroom/bot/view"
	"greenroom/practice"
)

// aboutToday makes a word that tells about the question in hand: one that was
// asked alone, that of the running round, else the newest that was posted.
func aboutToday(word string) deed {
	return func(ctx context.Context, b *Bot, from origin) (reply, error) {
		post, err := b.askedAlone(ctx, from.person)
		if err != nil {
			return reply{}, err
		}
		round, err := b.coach.Running(ctx, from.person)
		switch {
		case err != nil && !errors.Is(err, practice.ErrNoRound):
			return reply{}, err
		case post.Key != "":
		case err == nil && round.Choice.Mode == practice.LiveMode:
			return reply{}, practice.ErrLive
		case err == nil:
			q, ok := b.coach.Find(round.Now().Question)
			if !ok {
				return reply{}, practice.ErrNoQuestion
			}
			return from.whisper(questionWords[word](q)), nil
		default:
			if post, err = b.newestPost(ctx); err != nil {
				return reply{}, err
			}
		}
		words, err := threadWords[word](ctx, b, origin{person: from.person, channel: post.Channel, thread: timestamp(post.Stamp)})
		return from.whisper(words), err
	}
}

// feedbackOnLatest is feedback on one's own newest answer.
func feedbackOnLatest(ctx context.Context, b *Bot, from origin) (reply, error) {
	rv, err := b.newest(ctx, from.person)
	if err != nil {
		return reply{}, err
	}
	if err := b.mayTell(ctx, rv.Answer); err != nil {
		return reply{}, err
	}
	r, tries, err := b.read(ctx, rv)
	if err != nil {
		return reply{}, err
	}
	return from.whisper(view.FeedbackNote(rv.Question, rv.Answer, r, tries)), nil
}

// newest returns a person's newest answer, be it still a short one to the question
// in hand. It is none that was given before that was asked.
func (b *Bot) newest(ctx context.Context, by practice.Person) (practice.Reviewed, error) {
	rv, err := b.coach.Latest(ctx, by)
	if err != nil && !errors.Is(err, practice.ErrNotFound) {
		return practice.Reviewed{}, err
	}
	post, failed := b.askedAlone(ctx, by)
	if failed != nil {
		return practice.Reviewed{}, failed
	}
	switch here, none := b.coach.Here(ctx, post.Place(), by); {
	case none == nil && here.Answer.ID > rv.Answer.ID:
		rv, err = here, nil
	case none != nil && post.Key != "" && rv.Answer.CreatedAt.Before(post.At):
		return practice.Reviewed{}, practice.ErrEmpty
	}
	if errors.Is(err, practice.ErrNotFound) {
		err = practice.ErrEmpty
	}
	return rv, err
}

// newestPost returns the question posted last in any channel; without one there
// is nothing to tell about.
func (b *Bot) newestPost(ctx context.Context) (practice.Post, error) {
	var newest practice.Post
	for _, s := range b.schedules {
		st, err := b.coach.Status(ctx, s.Schedule)
		if err != nil {
			return practice.Post{}, err
		}
		for _, p := range st.Last {
			if p.Stamp != 0 && p.At.After(newest.At) {
				newest = p
			}
		}
	}
	return newest, nil
}
