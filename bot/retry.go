package bot

import (
	"context"
	"errors"
	"strings"
	"time"

	"greenroom/bot/view"
	"greenroom/practice"
)

// composeRetry offers a question again in somebody's DM, or says that no more are
// offered. There is nothing to say any more where its hour has passed, or to
// whoever can no longer be written to.
func composeRetry(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	to, err := b.web.who(ctx, p.To)
	switch o, _, _ := judge(err); {
	case err == nil && to.gone:
		if err := b.coach.CannotOffer(ctx, p); err != nil {
			return outgoing{}, err
		}
		return outgoing{}, errNothingToSay
	case err == nil:
		err = b.coach.SawZone(ctx, p.To, to.zone)
	case o == refused:
		err = nil // Slack does not let the bot ask; the schedule's zone has to do
	}
	if err != nil {
		return outgoing{}, err
	}
	kept, err := b.coach.Retries(ctx, p.To)
	if err != nil {
		return outgoing{}, err
	}
	words := view.RetryStopped()
	switch {
	case p.Ref != "":
		due, err := b.coach.Offers(ctx, p, p.State == practice.Uncertain)
		if err != nil {
			return outgoing{}, err
		}
		words = view.RetryOffer(due, p.N == 1, kept.Time())
	case !kept.Stopped:
		return outgoing{}, errNothingToSay
	}
	dm, err := b.web.dm(ctx, p.To)
	return outgoing{channel: dm, words: words}, err
}

// retrySettings are how questions return to a person, as they are shown.
func retrySettings(r practice.Retrying) view.RetrySettings {
	return view.RetrySettings{Off: r.Off, Stopped: r.Stopped, At: r.Time(), Rest: len(r.Rest)}
}

// inItsPlace returns a reply that takes the place of the message whose button was
// pressed.
func (in click) inItsPlace(words view.Message) reply {
	n := note{to: in.from.person, channel: in.from.channel, hook: in.from.hook, replaces: true, words: words}
	return reply{notes: []note{n}, home: in.from.person}
}

// asking makes a button that asks a question again in the DM; done answers the
// press once it is asked.
func asking(done func(*Bot, click, practice.Reviewed) reply) clickDeed {
	return func(ctx context.Context, b *Bot, c click) (reply, error) {
		rv, err := b.ownAnswer(ctx, c)
		if err != nil {
			return reply{}, err
		}
		again := b.pressed.again("retry/"+string(c.from.person)+"/"+c.value, b.coach.Now())
		post, asked, err := b.coach.AskAgain(ctx, c.from.person, rv.Answer.ID, c.from.trigger)
		switch {
		case errors.Is(err, practice.ErrStale):
			return c.told(c.from.whisper(view.RetryAnswered(practice.Wish{ID: rv.Answer.Question}))), nil
		case err != nil:
			return reply{}, err
		case !asked && again:
			return reply{}, nil
		case !asked:
			return c.told(c.from.whisper(view.RetryAskedBefore(b.postLink(post)))), nil
		}
		return done(b, c, rv), nil
	}
}

var (
	// tryOffered asks what was offered.
	tryOffered = asking(func(_ *Bot, c click, rv practice.Reviewed) reply {
		return c.inItsPlace(view.RetryAsked(rv.Question.Ask))
	})
	// askListed asks a question of a list or of Home.
	askListed = asking(func(b *Bot, c click, _ practice.Reviewed) reply {
		if c.view == nil && c.from.inDM() {
			return reply{} // it is seen
		}
		return c.told(c.from.whisper(view.AskedInDM(b.dmLink(c.from.person))))
	})
)

// postLink leads to a question that was asked in a DM; "" where it is not known
// yet where that is.
func (b *Bot) postLink(p practice.Post) string {
	if p.Stamp == 0 {
		return ""
	}
	return b.Link(practice.Place{Channel: p.Channel}, p.Stamp)
}

// offered makes a button of an offer, whose message then says what was done.
func offered(do func(*practice.Coach, context.Context, practice.Person, practice.ID) error, words func(practice.Reviewed) view.Message) clickDeed {
	return func(ctx context.Context, b *Bot, c click) (reply, error) {
		rv, err := b.ownAnswer(ctx, c)
		if err == nil {
			err = do(b.coach, ctx, c.from.person, rv.Answer.ID)
		}
		if err != nil {
			return reply{}, err
		}
		return c.inItsPlace(words(rv)), nil
	}
}

var (
	notToday  = offered((*practice.Coach).NotToday, func(rv practice.Reviewed) view.Message { return view.RetryPutOff(rv.Question.Ask) })
	letRest   = offered((*practice.Coach).LetRest, func(rv practice.Reviewed) view.Message { return view.RetryRests(rv.Question.Ask, rv.Answer.ID) })
	bringBack = offered((*practice.Coach).BringBack, func(rv practice.Reviewed) view.Message { return view.RetryBack(rv.Question.Ask) })
)

// dropListed lets a question of a list rest and draws the list anew.
func dropListed(ctx context.Context, b *Bot, c click) (reply, error) {
	rv, err := b.ownAnswer(ctx, c)
	if err == nil {
		err = b.coach.LetRest(ctx, c.from.person, rv.Answer.ID)
	}
	return b.relisted(ctx, c, err)
}

func bringAllBack(ctx context.Context, b *Bot, c click) (reply, error) {
	return b.relisted(ctx, c, b.coach.BringAllBack(ctx, c.from.person))
}

func (b *Bot) relisted(ctx context.Context, c click, err error) (reply, error) {
	if err != nil {
		return reply{}, err
	}
	words, err := b.retryWords(ctx, c.from.person)
	return c.inItsPlace(words), err
}

func setRetries(ctx context.Context, b *Bot, c click) (reply, error) {
	if c.value != view.RetriesOn && c.value != view.RetriesOff {
		return reply{}, practice.ErrStale
	}
	if err := b.coach.SetRetries(ctx, c.from.person, c.value == view.RetriesOn); err != nil {
		return reply{}, err
	}
	return b.changed(ctx, c.from, c.atHome())
}

func setRetryTime(ctx context.Context, b *Bot, c click) (reply, error) {
	if err := b.coach.SetRetryTime(ctx, c.from.person, c.value); err != nil {
		return c.refused(reply{}, err)
	}
	return b.changed(ctx, c.from, c.atHome())
}

// retryWord is the word "retry" with what follows it: alone it lists what is due,
// otherwise it says whether and when that is offered.
func retryWord(ctx context.Context, b *Bot, from origin, rest []string) (reply, error) {
	switch {
	case len(rest) == 0:
		return retryList(ctx, b, from)
	case onOrOff(rest):
		if err := b.coach.SetRetries(ctx, from.person, rest[0] == view.RetriesOn); err != nil {
			return reply{}, err
		}
	default:
		if rest[0] == "at" {
			rest = rest[1:]
		}
		if err := b.coach.SetRetryTime(ctx, from.person, clockTime(strings.Join(rest, ""))); err != nil {
			return reply{}, err
		}
	}
	s, err := b.kept(ctx, from.person)
	r := from.whisper(view.RetrySet(s))
	r.home = from.person
	return r, err
}

// plainRetry reports whether the words after "retry" can hardly mean anything but
// the setting.
func plainRetry(rest []string) bool {
	if len(rest) > 1 && rest[0] == "at" {
		rest = rest[1:]
	}
	return len(rest) == 0 || onOrOff(rest) || len(rest) < 3 && '0' <= rest[0][0] && rest[0][0] <= '9'
}

// clockTime returns what was typed of a time of the day, such as "8", "8.30" or
// "5pm", as 15:04; what it cannot read as it is.
func clockTime(typed string) string {
	s := strings.ReplaceAll(typed, ".", ":")
	for _, layout := range []string{"15:04", "15", "3:04pm", "3pm"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format("15:04")
		}
	}
	return typed
}

// retryList says what is due.
func retryList(ctx context.Context, b *Bot, from origin) (reply, error) {
	words, err := b.retryWords(ctx, from.person)
	return from.whisper(words), err
}

func (b *Bot) retryWords(ctx context.Context, p practice.Person) (view.Message, error) {
	due, err := b.coach.Due(ctx, p)
	if err != nil {
		return view.Message{}, err
	}
	r, err := b.coach.Retries(ctx, p)
	return view.RetryList(due, retrySettings(r)), err
}
