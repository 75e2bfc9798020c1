package bot

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"greenroom/bot/view"
	"greenroom/practice"
)

// press makes a button of a round. What it carries says which question it was
// meant for, so that an old one can be told.
func press(do verb) clickDeed {
	return func(ctx context.Context, b *Bot, c click) (reply, error) {
		round, at, ok := view.ParsePress(c.value)
		if !ok {
			return reply{}, practice.ErrStale
		}
		r, err := do(b.coach, ctx, practice.Press{By: c.from.person, Round: round, Step: at})
		if words, ok := b.explained(r, err, ""); ok {
			return c.from.whisper(words), nil
		}
		return reply{}, err
	}
}

// explained returns what is said to a refusal of a round's verb where the round
// says more than the refusal does. typed is the word, which is always meant for the
// question in hand, "" for a button.
func (b *Bot) explained(r practice.Round, refused error, typed string) (view.Message, bool) {
	is := func(err error) bool { return errors.Is(refused, err) }
	switch {
	case r.ID == "":
	case r.Stage == practice.Rating && (is(practice.ErrEnded) || is(practice.ErrNotPaused)):
		return view.RateFirst(r, b.roundLink(r), false), true
	case is(practice.ErrAlready) && !r.PausedAt.IsZero():
		return view.PausedAlready(), true
	case is(practice.ErrAlready) && typed == "clarify":
		return view.ClarifiedAlready(r), true
	case is(practice.ErrAlready):
		return view.HintAbove(), true
	case is(practice.ErrStale) && typed != "":
		return view.NoDebriefYet(), true // no other word can come too early
	}
	return view.Message{}, false
}

// rate keeps a rating: the option carries its number, the block its turn.
func rate(ctx context.Context, b *Bot, c click) (reply, error) {
	value, n, ok := cutLast(c.value, "/")
	round, at, parsed := view.ParsePress(value)
	rating, err := strconv.Atoi(n)
	if !ok || !parsed || err != nil {
		return reply{}, practice.ErrStale
	}
	_, err = b.coach.Rate(ctx, practice.Press{By: c.from.person, Round: round, Step: at}, rating)
	return reply{}, err
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// chooseRound opens the form, with the person's last choices.
func chooseRound(ctx context.Context, b *Bot, c click) (reply, error) {
	r, err := b.roundForm(ctx, c.from, view.ParseChoice(c.value))
	if c.view != nil && !c.view.home {
		r.pushes, r.opens = r.opens, nil
	}
	return r, err
}

// endAndChoose ends the running round and opens the form for another.
func endAndChoose(ctx context.Context, b *Bot, c click) (reply, error) {
	_, err := b.coach.CloseRound(ctx, practice.Press{By: c.from.person})
	if err != nil && !errors.Is(err, practice.ErrNoRound) {
		return reply{}, err
	}
	return b.roundForm(ctx, c.from, view.ParseChoice(c.value))
}

// roundForm opens the form of a round, set to what was chosen in words and to the
// last choices beyond it, or offers the round that is running.
func (b *Bot) roundForm(ctx context.Context, from origin, chosen practice.Choice) (reply, error) {
	running, err := b.coach.Running(ctx, from.person)
	if err == nil {
		return from.whisper(view.RunningAlready(running, b.roundLink(running), chosen)), nil
	}
	if !errors.Is(err, practice.ErrNoRound) {
		return reply{}, err
	}
	profile, err := b.coach.Profile(ctx, from.person)
	if err != nil {
		return reply{}, err
	}
	v := view.RoundForm(chosen.Or(profile.Choice).Or(practice.DefaultChoice))
	return reply{opens: &v}, nil
}

// submitRound starts the round that was chosen in the form.
func submitRound(ctx context.Context, b *Bot, s submission) (reply, error) {
	chosen := view.ParseRoundForm(s.view.values)
	r, err := b.coach.BeginRound(ctx, s.from.person, chosen)
	if errors.Is(err, practice.ErrRunning) {
		return replaces(view.Told(view.RunningAlready(r, b.roundLink(r), chosen))), nil
	}
	if err != nil {
		return reply{}, err
	}
	return replaces(view.Told(view.RoundStarted(r, b.roundLink(r)))), nil
}

// begin starts a round that was chosen in words.
func (b *Bot) begin(ctx context.Context, from origin, c practice.Choice) (reply, error) {
	r, err := b.coach.BeginRound(ctx, from.person, c)
	if errors.Is(err, practice.ErrRunning) {
		return from.whisper(view.RunningAlready(r, b.roundLink(r), c)), nil
	}
	if err != nil || from.inDM() {
		return reply{}, err // in the DM it is seen
	}
	return from.whisper(view.RoundStarted(r, b.roundLink(r))), nil
}

// roundLink returns the address of a round's thread, or of the DM while the
// round has not arrived there, or "" where neither is known.
func (b *Bot) roundLink(r practice.Round) string {
	if r.Channel != "" {
		return b.Link(practice.Place{Channel: r.Channel, Thread: r.Thread}, r.Thread)
	}
	return b.dmLink(r.Person)
}

// dmLink returns the address of the DM with a person, or "" where it is not known.
func (b *Bot) dmLink(p practice.Person) string {
	if dm, ok := b.web.knownDM(p); ok {
		return b.Link(practice.Place{Channel: dm}, 0)
	}
	if app := b.socket.Status().AppID; app != "" {
		return b.self.url + "app_redirect?app=" + app // Slack finds the DM
	}
	return ""
}

// Link returns the address of a message, or of a conversation.
func (b *Bot) Link(in practice.Place, at practice.Stamp) string {
	s := b.self.url + "archives/" + in.Channel
	if at == 0 {
		return s
	}
	s += "/p" + strings.Replace(timestamp(at), ".", "", 1)
	if in.Thread != 0 {
		s += "?thread_ts=" + timestamp(in.Thread) + "&cid=" + in.Channel
	}
	return s
}
