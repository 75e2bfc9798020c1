package bot

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"greenroom/bot/view"
	"greenroom/practice"
)

// star puts a star to one's own answer, or takes it off.
func star(ctx context.Context, b *Bot, c click) (reply, error) {
	id, err := practice.ParseID(c.value)
	if err != nil {
		return reply{}, err
	}
	if _, err := b.coach.Star(ctx, id, c.from.person, c.action == view.ActStar); err != nil {
		return reply{}, err
	}
	return b.markedNow(ctx, c, id, view.Starred)
}

// markedNow shows an answer anew in the page that a click was in, or says what was
// done to it.
func (b *Bot) markedNow(ctx context.Context, c click, id practice.ID, words func(practice.Reviewed) view.Message) (reply, error) {
	rv, err := b.coach.One(ctx, id, c.from.person)
	if err != nil {
		return reply{}, err
	}
	if c.view == nil || c.view.home {
		return c.from.whisper(words(rv)), nil
	}
	return b.openOne(ctx, c, rv)
}

// selfNote opens the form for a note to oneself.
func selfNote(ctx context.Context, b *Bot, c click) (reply, error) {
	rv, err := b.ownAnswer(ctx, c)
	if err != nil {
		return reply{}, err
	}
	return c.over(view.SelfNoteForm(rv)), nil
}

// submitSelfNote keeps a note to oneself, and shows it in the page below.
func submitSelfNote(ctx context.Context, b *Bot, s submission) (reply, error) {
	id, err := practice.ParseID(s.view.meta)
	if err != nil {
		return reply{}, err
	}
	if _, err := b.coach.NoteToSelf(ctx, id, s.from.person, view.SelfNoteText(s.view.values)); err != nil {
		return reply{}, err
	}
	rv, err := b.coach.One(ctx, id, s.from.person)
	if err != nil {
		return reply{}, err
	}
	if s.view.below == "" {
		return replaces(view.Told(view.Noted(rv))), nil
	}
	v, err := b.answerPage(ctx, rv)
	return reply{shows: &v}, err
}

// rateAnswer keeps one's own rating of an answer.
func rateAnswer(ctx context.Context, b *Bot, c click) (reply, error) {
	id, rating, ok := view.ParseRating(c.value)
	if !ok {
		return reply{}, practice.ErrStale
	}
	rv, err := b.coach.One(ctx, id, c.from.person)
	if err == nil {
		err = b.mayTell(ctx, rv.Answer) // what a good answer has stands beside the choice
	}
	if err == nil {
		_, err = b.coach.RateAnswer(ctx, id, c.from.person, rating)
	}
	if err != nil {
		return reply{}, err
	}
	return b.markedNow(ctx, c, id, view.Rated)
}

// showEarlier shows how one's own answer read before its edits.
func showEarlier(ctx context.Context, b *Bot, c click) (reply, error) {
	rv, err := b.ownAnswer(ctx, c)
	if err != nil {
		return reply{}, err
	}
	versions, err := b.coach.Earlier(ctx, rv.Answer.ID, c.from.person)
	if err != nil {
		return reply{}, err
	}
	return c.over(view.EarlierTexts(rv, versions)), nil
}

// forgetEarlier takes the earlier texts of one's own answer away.
func forgetEarlier(ctx context.Context, b *Bot, c click) (reply, error) {
	rv, err := b.ownAnswer(ctx, c)
	if err != nil {
		return reply{}, err
	}
	if err := b.coach.ForgetEarlier(ctx, rv.Answer.ID, c.from.person); err != nil {
		return reply{}, err
	}
	v := view.EarlierTexts(rv, nil)
	return reply{shows: &v}, nil
}

// onLatest makes a deed of what is done to one's own newest answer.
func onLatest(do func(context.Context, *Bot, practice.Reviewed) (view.Message, error)) deed {
	return func(ctx context.Context, b *Bot, from origin) (reply, error) {
		rv, err := b.coach.Latest(ctx, from.person)
		if errors.Is(err, practice.ErrNotFound) {
			return from.whisper(view.NoAnswerYet()), nil
		}
		if err != nil {
			return reply{}, err
		}
		words, err := do(ctx, b, rv)
		if err != nil {
			return reply{}, err
		}
		return from.whisper(words), nil
	}
}

func starWord(on bool) deed {
	return onLatest(func(ctx context.Context, b *Bot, rv practice.Reviewed) (view.Message, error) {
		a, err := b.coach.Star(ctx, rv.Answer.ID, rv.Answer.Person, on)
		rv.Answer = a
		return view.Starred(rv), err
	})
}

func keepSelfNote(text string) deed {
	return onLatest(func(ctx context.Context, b *Bot, rv practice.Reviewed) (view.Message, error) {
		a, err := b.coach.NoteToSelf(ctx, rv.Answer.ID, rv.Answer.Person, text)
		rv.Answer = a
		return view.Noted(rv), err
	})
}

// notingToSelf returns what follows "note to self" in what was typed.
func notingToSelf(typed string) (text string, ok bool) {
	const lead = "note to self"
	typed = strings.TrimSpace(typed)
	if len(typed) <= len(lead) || !strings.EqualFold(typed[:len(lead)], lead) || !strings.ContainsAny(typed[len(lead):len(lead)+1], ": \n") {
		return "", false
	}
	text = strings.TrimSpace(strings.TrimLeft(typed[len(lead):], ": \n"))
	return text, text != ""
}

// selfNoteCommand opens the form for a note on one's newest answer.
func selfNoteCommand(ctx context.Context, b *Bot, from origin, _ []string) (reply, error) {
	rv, err := b.coach.Latest(ctx, from.person)
	if errors.Is(err, practice.ErrNotFound) {
		return from.whisper(view.NoAnswerYet()), nil
	}
	if err != nil {
		return reply{}, err
	}
	v := view.SelfNoteForm(rv)
	return reply{opens: &v}, nil
}

// rateWord rates one's newest answer; without a number, which is 0, it shows what
// each would take.
func rateWord(rating int) deed {
	return onLatest(func(ctx context.Context, b *Bot, rv practice.Reviewed) (view.Message, error) {
		if err := b.mayTell(ctx, rv.Answer); err != nil || rating == 0 {
			return view.RateNote(rv), err
		}
		a, err := b.coach.RateAnswer(ctx, rv.Answer.ID, rv.Answer.Person, rating)
		rv.Answer = a
		return view.Rated(rv), err
	})
}

func rateCommand(ctx context.Context, b *Bot, from origin, rest []string) (reply, error) {
	rating := 0
	if len(rest) > 0 {
		n, err := strconv.Atoi(rest[0])
		if err != nil || n < 1 {
			return reply{}, practice.ErrRating
		}
		rating = n
	}
	return rateWord(rating)(ctx, b, from)
}

func earlierWord(ctx context.Context, b *Bot, from origin) (reply, error) {
	return onLatest(func(ctx context.Context, b *Bot, rv practice.Reviewed) (view.Message, error) {
		versions, err := b.coach.Earlier(ctx, rv.Answer.ID, rv.Answer.Person)
		return view.EarlierNote(rv, len(versions)), err
	})(ctx, b, from)
}
