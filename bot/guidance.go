package bot

import (
	"context"
	"errors"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
)

// questionWords are what can be asked about any question.
var questionWords = map[string]func(bank.Question) view.Message{
	"guide": view.GuidanceNote, "follow-up": view.FollowUpsNote, "why": view.WhyNote, "example": view.ExampleNote,
}

// guidance opens the guidance on a post's question.
func guidance(ctx context.Context, b *Bot, c click) (reply, error) {
	post, q, err := b.posted(ctx, c.from.person, c.value)
	if err == nil {
		err = b.mayGuide(ctx, c.from.person, q.ID)
	}
	if err != nil {
		return reply{}, err
	}
	v := view.Guidance(q, false)
	s, err := b.coach.StoryFor(ctx, post, c.from.person)
	switch {
	case err == nil:
		v = view.GuidanceWithStory(v, s)
	case !errors.Is(err, practice.ErrNotFound):
		return reply{}, err
	}
	return reply{opens: &v}, nil
}

// followUps opens what an interviewer would ask next.
func followUps(ctx context.Context, b *Bot, c click) (reply, error) {
	_, q, err := b.posted(ctx, c.from.person, c.value)
	if err == nil {
		err = b.mayGuide(ctx, c.from.person, q.ID)
	}
	if err != nil {
		return reply{}, err
	}
	v := view.FollowUps(q)
	return reply{opens: &v}, nil
}

// example unfolds the example in an open guidance.
func example(ctx context.Context, b *Bot, c click) (reply, error) {
	q, ok := b.coach.Find(c.value)
	if !ok {
		return reply{}, practice.ErrNoQuestion
	}
	if err := b.mayGuide(ctx, c.from.person, q.ID); err != nil {
		return reply{}, err
	}
	v := view.Guidance(q, true)
	if c.view == nil {
		return reply{shows: &v}, nil
	}
	if id := view.GuidedStory(c.view.meta); id != 0 {
		s, err := b.coach.StoryOf(ctx, id, c.from.person)
		switch {
		case err == nil:
			v = view.GuidanceWithStory(v, s)
		case !errors.Is(err, practice.ErrNotFound):
			return reply{}, err
		}
	}
	return reply{shows: &v}, nil
}

// posted returns a post and its question, as it was asked; what somebody else was
// asked alone it does not. Where the bank has lost the question it returns
// ErrNoQuestion, with the wording alone.
func (b *Bot) posted(ctx context.Context, by practice.Person, key string) (practice.Post, bank.Question, error) {
	post, q, err := b.coach.Posted(ctx, key)
	switch {
	case errors.Is(err, practice.ErrNotFound):
		err = practice.ErrStale
	case post.To != "" && post.To != by:
		return practice.Post{}, bank.Question{}, practice.ErrNotYours
	}
	return post, q, err
}
