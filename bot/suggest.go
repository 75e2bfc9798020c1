package bot

import (
	"context"
	"errors"
	"strings"

	"greenroom/bot/view"
	"greenroom/practice"
)

// suggestCommand opens the form for a suggestion.
func suggestCommand(_ context.Context, _ *Bot, _ origin, _ []string) (reply, error) {
	return suggestForm(""), nil
}

// suggestForm opens the form with what was typed of the question already.
func suggestForm(ask string) reply {
	v := view.SuggestForm(ask)
	return reply{opens: &v}
}

// suggesting reports whether a command suggests a question at once, and returns
// what was typed of it.
func suggesting(typed string) (ask string, ok bool) {
	word, ask, ok := strings.Cut(strings.TrimSpace(typed), " ")
	return strings.TrimSpace(ask), ok && strings.EqualFold(word, "suggest")
}

// suggestWord makes the word that offers the form in the DM, with what was typed
// of the question already.
func suggestWord(ask string) deed {
	return func(_ context.Context, _ *Bot, from origin) (reply, error) {
		return from.whisper(view.SuggestNote(ask)), nil
	}
}

func suggest(_ context.Context, _ *Bot, c click) (reply, error) {
	return c.onTop(view.SuggestForm(c.value)), nil
}

// submitSuggestion keeps what the form holds, or says at its input why not.
func submitSuggestion(ctx context.Context, b *Bot, s submission) (reply, error) {
	p, note := view.ParseSuggestForm(s.view.values)
	kept, err := b.coach.Suggest(ctx, s.from.person, p, note, s.view.id)
	if r, is := objected(err); is {
		return r, nil
	}
	if err != nil {
		return reply{}, err
	}
	return replaces(view.Told(view.Suggested(kept, len(b.coach.Admins)))), nil
}

// objected returns the error at the input of a form that an objection is about;
// is is false for any other error, and for none.
func objected(err error) (r reply, is bool) {
	var o practice.Objection
	if !errors.As(err, &o) {
		return reply{}, false
	}
	return fieldError(view.SuggestField(o), view.ObjectionWords(o)), true
}

// composeDecision tells a person what became of their suggestion.
func composeDecision(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	s, err := b.suggestion(ctx, p.Ref)
	if err == nil && s.State != practice.SuggestionApproved && s.State != practice.SuggestionDeclined {
		err = errNothingToSay // it was withdrawn before it was said
	}
	if err != nil {
		return outgoing{}, err
	}
	dm, err := b.web.dm(ctx, p.To)
	return outgoing{channel: dm, words: view.Decision(s)}, err
}

// suggestion reads a suggestion for a posting about it.
func (b *Bot) suggestion(ctx context.Context, ref string) (practice.Suggestion, error) {
	id, err := practice.ParseID(ref)
	if err != nil {
		return practice.Suggestion{}, err
	}
	return b.coach.Suggestion(ctx, id)
}
