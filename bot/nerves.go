package bot

import (
	"context"
	"errors"
	"regexp"

	"greenroom/bot/view"
	"greenroom/practice"
)

// nerves is somebody who says nothing but that they are nervous.
var nerves = regexp.MustCompile(`^(?:i'm|im|i am)(?: (?:so|very|really|a bit|a little|quite|too|pretty))? (?:nervous|anxious|scared|afraid|stressed)(?: now| about this| about it| about the interview)?$`)

// calm answers it.
func calm(ctx context.Context, b *Bot, from origin) (reply, error) {
	round, err := b.coach.Running(ctx, from.person)
	switch {
	case err == nil:
		return from.whisper(view.CalmInRound(round)), nil
	case !errors.Is(err, practice.ErrNoRound):
		return reply{}, err
	}
	post, err := b.askedAlone(ctx, from.person)
	switch {
	case err != nil:
		return reply{}, err
	case post.Key != "":
		return from.whisper(view.CalmUnderQuestion()), nil
	}
	return from.whisper(view.Calm()), nil
}
