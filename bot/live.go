package bot

import (
	"context"
	"errors"

	"greenroom/practice"
)

// mayTell refuses to say what an answer has or lacks while it belongs to a live
// round that was not debriefed.
func (b *Bot) mayTell(ctx context.Context, a practice.Answer) error {
	if a.Round == "" {
		return nil
	}
	told, err := b.telling(ctx, a.Person)
	if err == nil && !told(a) {
		err = practice.ErrLive
	}
	return err
}

// telling returns which of a person's answers may be told about now.
func (b *Bot) telling(ctx context.Context, p practice.Person) (func(practice.Answer) bool, error) {
	round, err := b.coach.Running(ctx, p)
	if errors.Is(err, practice.ErrNoRound) {
		return func(practice.Answer) bool { return true }, nil
	}
	return func(a practice.Answer) bool { return a.Round == "" || a.Round != round.ID || round.Tells(a.ID) }, err
}

// mayGuide refuses guidance on a question while it is in hand in a live round of
// the person's, wherever they ask for it.
func (b *Bot) mayGuide(ctx context.Context, by practice.Person, question string) error {
	round, err := b.coach.Running(ctx, by)
	if errors.Is(err, practice.ErrNoRound) {
		return nil
	}
	if err == nil && round.Choice.Mode == practice.LiveMode && round.Stage != practice.Break && round.Now().Question == question {
		return practice.ErrLive
	}
	return err
}
