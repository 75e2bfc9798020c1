package bot

import (
	"context"
	"errors"
	"slices"
	"strings"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
)

// askCommand asks the person one question in their DM.
func askCommand(ctx context.Context, b *Bot, from origin, rest []string) (reply, error) {
	w, ok := b.parseWish(rest)
	if !ok {
		return from.whisper(view.NoSuchTopic(strings.Join(rest, " "), b.nearTopic(rest))), nil
	}
	return b.ask(ctx, from, w, from.trigger)
}

// ask asks what was wished. once names what was done to be asked.
func (b *Bot) ask(ctx context.Context, from origin, w practice.Wish, once string) (reply, error) {
	if _, err := b.coach.Ask(ctx, from.person, w, once); err != nil {
		return reply{}, err
	}
	if dm, ok := b.web.knownDM(from.person); ok && dm == from.channel {
		return reply{}, nil // it is seen there
	}
	return from.whisper(view.AskedInDM(b.dmLink(from.person))), nil
}

// askClick is a button that asks a question.
func askClick(ctx context.Context, b *Bot, c click) (reply, error) {
	r, err := b.ask(ctx, c.from, view.ParseWish(c.value), c.from.trigger)
	if err == nil && c.view != nil {
		v := view.Told(view.AskedInDM(b.dmLink(c.from.person)))
		if c.view.home {
			return reply{opens: &v}, nil
		}
		return reply{shows: &v}, nil
	}
	return r, err
}

// parseWish reads what somebody wants to be asked: a question's id, an area, a
// competency or a round, and nothing for any question.
func (b *Bot) parseWish(words []string) (practice.Wish, bool) {
	topic := strings.Join(words, "-")
	switch {
	case topic == "" || topic == "any":
		return practice.Wish{}, true
	case slices.Contains(bank.Areas(), bank.Area(topic)):
		return practice.Wish{Area: bank.Area(topic)}, true
	case slices.Contains(bank.Competencies(), bank.Competency(topic)):
		return practice.Wish{Competency: bank.Competency(topic)}, true
	case slices.Contains(bank.Rounds(), bank.Round(topic)):
		return practice.Wish{Round: bank.Round(topic)}, true
	}
	q, ok := b.coach.Questions().Find(topic)
	return practice.Wish{ID: q.ID}, ok && !q.Disabled
}

// nearTopic returns the command that was probably meant, or "".
func (b *Bot) nearTopic(words []string) string {
	var topics []string
	for _, a := range bank.Areas() {
		topics = append(topics, string(a))
	}
	for _, c := range bank.Competencies() {
		topics = append(topics, string(c))
	}
	for _, q := range b.coach.Questions().All() {
		topics = append(topics, q.ID)
	}
	if near, ok := bank.Nearest(strings.Join(words, "-"), topics); ok {
		return "/interview question " + near
	}
	return ""
}

// askWord is the word "question" in the DM with what follows it, or "another";
// ok is false where the words are none that ask for one.
func (b *Bot) askWord(in saidInDM, words []string) (do func(context.Context, *Bot, origin) (reply, error), ok bool) {
	if len(words) == 0 {
		return nil, false
	}
	if anotherWords[strings.Join(words, " ")] {
		return func(ctx context.Context, b *Bot, _ origin) (reply, error) { return another(ctx, b, in) }, true
	}
	if words[0] != "question" && words[0] != "ask" {
		return nil, false
	}
	rest := words[1:]
	if len(rest) > 0 && rest[0] == "me" {
		rest = rest[1:]
	}
	w, ok := b.parseWish(rest)
	if !ok {
		if words[0] != "question" || len(words) > mostWord {
			return nil, false
		}
		return func(_ context.Context, b *Bot, from origin) (reply, error) {
			return from.whisper(view.NoSuchTopic(strings.Join(rest, " "), b.nearTopic(rest))), nil
		}, true
	}
	return func(ctx context.Context, b *Bot, from origin) (reply, error) { return b.ask(ctx, from, w, in.ts) }, true
}

var anotherWords = map[string]bool{"another": true, "another one": true, "next": true, "next question": true}

// another asks for another question like the one in hand.
func another(ctx context.Context, b *Bot, in saidInDM) (reply, error) {
	var w practice.Wish
	post, err := b.coach.InHand(ctx, in.said.By)
	switch {
	case err == nil && post.Wish.ID == "":
		w = post.Wish
	case err != nil && !errors.Is(err, practice.ErrNotFound):
		return reply{}, err
	}
	return b.ask(ctx, in.where(), w, in.ts)
}

// underQuestion is a message in the thread of a question that was asked in the
// DM: a word that the bot knows there, or part of the answer. ok is false where
// the thread is none.
func (b *Bot) underQuestion(ctx context.Context, in saidInDM) (r reply, ok bool, err error) {
	if in.said.Place.Thread == 0 {
		return reply{}, false, nil
	}
	_, _, err = b.coach.PostIn(ctx, in.said.Place)
	if errors.Is(err, practice.ErrNotFound) {
		return reply{}, false, nil
	}
	if err != nil && !errors.Is(err, practice.ErrNoQuestion) {
		return reply{}, true, err
	}
	word := spoken(in.said.Text)
	if alias, is := threadAliases[word]; is {
		word = alias
	}
	if word == "done" {
		word = "feedback"
	}
	do, is := b.askWord(in, strings.Fields(word))
	if say, known := threadWords[word]; known {
		is = true
		do = func(ctx context.Context, b *Bot, from origin) (reply, error) {
			words, err := say(ctx, b, from)
			return from.whisper(words), err
		}
	}
	if !is || in.said.Edited != 0 {
		_, err := b.coach.Hear(ctx, in.said)
		return reply{}, true, err
	}
	if b.seen.again(in.once(), b.coach.Now()) {
		return reply{}, true, nil
	}
	if r, err = do(ctx, b, in.where()); err != nil {
		if refusalIn(err) == nil {
			b.seen.forget(in.once())
		}
		return reply{}, true, err
	}
	return r, true, nil
}
