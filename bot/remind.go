package bot

import (
	"context"
	"errors"

	"greenroom/bot/view"
	"greenroom/practice"
)

// composeReminder is a reminder of a question in somebody's DM. It is not sent to
// whoever is not in the question's channel, or can no longer be written to.
func composeReminder(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	post, q, err := b.coach.Posted(ctx, p.Ref)
	if err != nil && !errors.Is(err, practice.ErrNoQuestion) {
		return outgoing{}, err
	}
	s, err := b.schedule(post.Schedule)
	if err != nil {
		return outgoing{}, errNothingToSay // it was taken out of the config
	}
	to, err := b.web.who(ctx, p.To)
	if err != nil {
		return outgoing{}, b.unreminded(p, err)
	}
	if to.gone {
		return outgoing{}, errNothingToSay
	}
	if err := b.coach.SawZone(ctx, p.To, to.zone); err != nil {
		return outgoing{}, err
	}
	wanted, err := b.coach.Reminds(ctx, s.Schedule, p)
	if err != nil {
		return outgoing{}, err
	}
	if !wanted {
		return outgoing{}, errNothingToSay
	}
	in, err := b.web.member(ctx, post.Channel, p.To)
	if err != nil {
		return outgoing{}, b.unreminded(p, err)
	}
	if !in {
		return outgoing{}, errNothingToSay
	}
	dm, err := b.web.dm(ctx, p.To)
	if err != nil {
		return outgoing{}, b.unreminded(p, err)
	}
	return outgoing{channel: dm, words: view.Reminder(post, q, b.Link(practice.Place{Channel: post.Channel}, post.Stamp))}, nil
}

// unreminded judges a call without which nobody can be reminded: where it will
// not do better soon the reminder is dropped, so that nothing else that its
// person is told waits for it.
func (b *Bot) unreminded(p practice.Posting, err error) error {
	o, _, code := judge(err)
	switch {
	case o == refused && absent[code]:
		return errNothingToSay
	case o == refused, code == "missing_scope":
		b.log.Warn("nobody reminded", "posting", p.Key, "err", code)
		return errNothingToSay
	}
	return err
}
