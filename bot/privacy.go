package bot

import (
	"context"
	"regexp"

	"greenroom/bot/view"
)

// whoSees is somebody who says nothing but that they want to know who sees what
// they say.
var whoSees = regexp.MustCompile(`^(?:(?:so |and )?(?:who|who else|can anyone|can anybody|can anyone else|can anybody else|can others|can everyone|can everybody|(?:can|will|does) my (?:boss|manager|team|colleagues|company|employer))(?: can| will)? (?:see|sees|read|reads) (?:this|that|it|these|my answers?|what i (?:say|write|said|wrote)(?: here)?)|is (?:this|that|it|what i (?:say|write)) (?:private|confidential|anonymous|public))(?: here)?\??$`)

// seenBy answers it.
func seenBy(_ context.Context, _ *Bot, from origin) (reply, error) {
	return from.whisper(view.WhoSees()), nil
}

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
