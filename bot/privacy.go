package bot

import (
	"context"

	"greenroom/bot/view"
)

// privacyWord says what is kept of people, and what they can do about it.
func privacyWord(_ context.Context, b *Bot, from origin) (reply, error) {
	return from.whisper(view.Privacy(b.keeping)), nil
}

// privacyClick says it in a form, which covers nothing for long.
func privacyClick(_ context.Context, b *Bot, c click) (reply, error) {
	return c.onTop(view.Told(view.Privacy(b.keeping))), nil
}

// helpCommand is help, or help on privacy.
func helpCommand(ctx context.Context, b *Bot, from origin, rest []string) (reply, error) {
	if len(rest) == 1 && rest[0] == "privacy" {
		return privacyWord(ctx, b, from)
	}
	return help(ctx, b, from)
}
