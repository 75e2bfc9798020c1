package bot

import (
	"context"
	"errors"

	"github.com/slack-go/slack"

	"greenroom/bot/view"
	"greenroom/practice"
)

// composeSuggestion shows a suggestion to an admin.
func composeSuggestion(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	s, err := b.toJudge(ctx, p)
	if err != nil {
		return outgoing{}, err
	}
	dm, err := b.web.dm(ctx, p.To)
	return outgoing{channel: dm, words: view.SuggestionCard(s, b.coach.Filled(s))}, err
}

// composeSuggestionNow draws that message anew with what was decided.
func composeSuggestionNow(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	s, err := b.toJudge(ctx, p)
	if err != nil {
		return outgoing{}, err
	}
	card, err := b.coach.Card(ctx, s.ID, p.To)
	return outgoing{channel: card.Channel, updates: card.Stamp, words: view.SuggestionCard(s, b.coach.Filled(s))}, err
}

// toJudge reads the suggestion that a posting shows to an admin; somebody who is
// none any more is shown nothing.
func (b *Bot) toJudge(ctx context.Context, p practice.Posting) (practice.Suggestion, error) {
	if !b.coach.Admin(p.To) {
		return practice.Suggestion{}, errNothingToSay
	}
	return b.suggestion(ctx, p.Ref)
}

// suggestionsCommand opens an admin's list.
func suggestionsCommand(ctx context.Context, b *Bot, from origin, _ []string) (reply, error) {
	v, err := b.suggestions(ctx, from.person, 0)
	return reply{opens: &v}, err
}

// suggestionsWord offers it in the DM.
func suggestionsWord(ctx context.Context, b *Bot, from origin) (reply, error) {
	page, err := b.coach.SuggestionsFor(ctx, from.person, 0)
	if err != nil {
		return reply{}, err
	}
	return from.whisper(view.SuggestionsNote(len(page.Waiting) + page.More)), nil
}

// suggestions draws the list; below is where the approved ones begin.
func (b *Bot) suggestions(ctx context.Context, by practice.Person, below practice.ID) (slack.ModalViewRequest, error) {
	page, err := b.coach.SuggestionsFor(ctx, by, below)
	if err != nil {
		return slack.ModalViewRequest{}, err
	}
	return view.Suggestions(page, below), nil
}

// listSuggestions opens the list, or shows another page of it.
func listSuggestions(ctx context.Context, b *Bot, c click) (reply, error) {
	below, err := practice.ParseID(c.value)
	if err != nil {
		below = 0 // at the newest
	}
	v, err := b.suggestions(ctx, c.from.person, below)
	if err != nil {
		return reply{}, err
	}
	if c.view != nil && !c.view.home {
		return reply{shows: &v}, nil
	}
	return reply{opens: &v}, nil
}

// approve takes a suggestion as it is; where something keeps it from being taken
// so, it opens the form in which that can be changed.
func approve(ctx context.Context, b *Bot, c click) (reply, error) {
	id, err := practice.ParseID(c.value)
	if err != nil {
		return reply{}, err
	}
	s, err := b.coach.Approve(ctx, id, c.from.person)
	var o practice.Objection
	if errors.As(err, &o) {
		return c.onTop(view.ApproveForm(s, b.coach.Filled(s), view.ObjectionWords(o))), nil
	}
	return b.judged(ctx, c, s, err)
}

func withdraw(ctx context.Context, b *Bot, c click) (reply, error) {
	id, err := practice.ParseID(c.value)
	if err != nil {
		return reply{}, err
	}
	s, err := b.coach.Withdraw(ctx, id, c.from.person)
	return b.judged(ctx, c, s, err)
}

// judged shows what a decision came to: in the list that the click was in, or,
// where it came too late, to the admin who clicked. In a message the card itself
// shows it.
func (b *Bot) judged(ctx context.Context, c click, s practice.Suggestion, err error) (reply, error) {
	late := errors.Is(err, practice.ErrAlready)
	switch {
	case err != nil && !late:
		return reply{}, err
	case c.view != nil && !c.view.home:
		below, err := practice.ParseID(c.view.meta)
		if err != nil {
			below = 0
		}
		v, err := b.suggestions(ctx, c.from.person, below)
		return reply{shows: &v}, err
	case late:
		return c.from.whisper(view.DecidedAlready(s)), nil
	}
	return reply{}, nil
}

// editSuggestion opens the form in which an admin changes a suggestion and takes it.
func editSuggestion(ctx context.Context, b *Bot, c click) (reply, error) {
	s, r, err := b.waiting(ctx, c)
	if s.State != practice.SuggestionWaits || err != nil {
		return r, err
	}
	return c.onTop(view.ApproveForm(s, b.coach.Filled(s), "")), nil
}

// declineSuggestion asks for a reason.
func declineSuggestion(ctx context.Context, b *Bot, c click) (reply, error) {
	s, r, err := b.waiting(ctx, c)
	if s.State != practice.SuggestionWaits || err != nil {
		return r, err
	}
	return c.onTop(view.DeclineForm(s)), nil
}

// waiting returns the suggestion that an admin's button is about. Where it does
// not wait any more the reply says so.
func (b *Bot) waiting(ctx context.Context, c click) (practice.Suggestion, reply, error) {
	id, err := practice.ParseID(c.value)
	if err != nil {
		return practice.Suggestion{}, reply{}, err
	}
	s, err := b.coach.Judge(ctx, id, c.from.person)
	if err != nil || s.State == practice.SuggestionWaits {
		return s, reply{}, err
	}
	r, err := b.judged(ctx, c, s, practice.ErrAlready)
	return s, r, err
}

// submitApproval takes a suggestion as an admin changed it.
func submitApproval(ctx context.Context, b *Bot, s submission) (reply, error) {
	return b.submitJudgement(s, func(id practice.ID) (practice.Suggestion, error) {
		return b.coach.ApproveAs(ctx, id, s.from.person, view.ParseApproveForm(s.view.values))
	})
}

// submitDecline says no to a suggestion.
func submitDecline(ctx context.Context, b *Bot, s submission) (reply, error) {
	return b.submitJudgement(s, func(id practice.ID) (practice.Suggestion, error) {
		return b.coach.Decline(ctx, id, s.from.person, view.ParseDeclineForm(s.view.values))
	})
}

// submitJudgement decides on the suggestion that a form is about and says in the
// form's place what came of it.
func (b *Bot) submitJudgement(s submission, decide func(practice.ID) (practice.Suggestion, error)) (reply, error) {
	id, err := practice.ParseID(s.view.meta)
	if err != nil {
		return reply{}, err
	}
	out, err := decide(id)
	switch r, is := objected(err); {
	case is:
		return r, nil
	case errors.Is(err, practice.ErrAlready):
		return replaces(view.Told(view.DecidedAlready(out))), nil
	case err != nil:
		return reply{}, err
	}
	return replaces(view.Told(view.DecidedNow(out))), nil
}
