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
	_, q, err := b.posted(ctx, c.value)
	if err != nil {
		return reply{}, err
	}
	v := view.Guidance(q, false)
	return reply{opens: &v}, nil
}

// followUps opens what an interviewer would ask next.
func followUps(ctx context.Context, b *Bot, c click) (reply, error) {
	_, q, err := b.posted(ctx, c.value)
	if err != nil {
		return reply{}, err
	}
	v := view.FollowUps(q)
	return reply{opens: &v}, nil
}

// example unfolds the example in an open guidance.
func example(_ context.Context, b *Bot, c click) (reply, error) {
	q, ok := b.coach.Bank.Find(c.value)
	if !ok {
		return reply{}, practice.ErrNoQuestion
	}
	v := view.Guidance(q, true)
	return reply{shows: &v}, nil
}

// posted returns a post and its question, as it was asked. Where the bank has
// lost the question it returns ErrNoQuestion, with the wording alone.
func (b *Bot) posted(ctx context.Context, key string) (practice.Post, bank.Question, error) {
	var post practice.Post
	err := b.coach.Store.View(ctx, func(tx practice.Tx) (err error) {
		post, err = tx.Post(key)
		return err
	})
	if errors.Is(err, practice.ErrNotFound) {
		err = practice.ErrStale
	}
	if err != nil {
		return post, bank.Question{}, err
	}
	q, ok := b.coach.Bank.Find(post.Question)
	q.ID, q.Ask = post.Question, post.Ask
	if !ok {
		return post, q, practice.ErrNoQuestion
	}
	return post, q, nil
}
