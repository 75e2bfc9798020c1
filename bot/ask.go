package bot

import (
	"cmp"
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
	_, err := b.coach.Ask(ctx, from.person, w, once)
	if topic := w.Topic(); errors.Is(err, practice.ErrNoQuestion) && topic != "" {
		return from.whisper(view.NoSuchTopic(topic, "")), nil
	}
	if err != nil || from.inDM() {
		return reply{}, err // in the DM it is seen
	}
	return from.whisper(view.AskedInDM(b.dmLink(from.person))), nil
}

// askClick is a button that asks a question.
func askClick(ctx context.Context, b *Bot, c click) (reply, error) {
	return b.pressed.once(c.press("ask"), b.coach.Now(), func() (reply, error) {
		r, err := b.ask(ctx, c.from, view.ParseWish(c.value), c.from.trigger)
		return c.told(r), err
	})
}

// leadIn are words between "question" or "ask" and what it is to be about.
var leadIn = []string{"me", "a", "question", "about", "on"}

// parseWish reads what somebody wants to be asked: a question's id, an area, a
// competency or a round, and nothing for any question.
func (b *Bot) parseWish(words []string) (practice.Wish, bool) {
	for len(words) > 0 && slices.Contains(leadIn, words[0]) {
		words = words[1:]
	}
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
	for _, r := range bank.Rounds() {
		topics = append(topics, string(r))
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
// post is the question that is in hand. ok is false where the words are none that
// ask for one.
func (b *Bot) askWord(in saidInDM, words []string, post practice.Post) (do deed, ok bool) {
	if len(words) == 0 {
		return nil, false
	}
	if anotherWords[strings.Join(words, " ")] {
		q, _ := b.coach.Find(post.Question)
		return b.asks(in, post.Another(q)), true
	}
	if words[0] != "question" && words[0] != "ask" {
		return nil, false
	}
	w, ok := b.parseWish(words[1:])
	if ok {
		return b.asks(in, w), true
	}
	if words[0] != "question" || len(words) > mostWord {
		return nil, false
	}
	return func(_ context.Context, b *Bot, from origin) (reply, error) {
		return from.whisper(view.NoSuchTopic(strings.Join(words[1:], " "), b.nearTopic(words[1:]))), nil
	}, true
}

func (b *Bot) asks(in saidInDM, w practice.Wish) deed {
	return func(ctx context.Context, b *Bot, from origin) (reply, error) { return b.ask(ctx, from, w, in.ts) }
}

var anotherWords = map[string]bool{
	"another": true, "another one": true, "next": true, "next question": true, "another question": true, "a different question": true, "different question": true,
	"next one": true, "the next question": true, "move on": true, "let's move on": true, "lets move on": true, "can we move on": true,
}

// aloneWords are words of a round that are understood where one question is
// asked alone, and what is said there instead.
var aloneWords = map[string]string{"done": "feedback", "hint": "guide", "skip": "another", "clarify": otherWords}

// otherWords is the word that puts a question that was asked alone in other words.
const otherWords = "other words"

// aloneWord returns what is meant by a word of a round, however it is said, where
// one question was asked alone.
func aloneWord(said practice.Said, word string) string {
	verb := cmp.Or(saidFor[word], word)
	switch {
	case anotherWords[word]:
		return "another"
	case !said.Clip && asksToClarify(said.Text):
		verb = "clarify"
	}
	return cmp.Or(aloneWords[verb], word)
}

// inOtherWords makes a deed that puts a question that was asked alone in other words.
func inOtherWords(post practice.Post) deed {
	return whispering(func(_ context.Context, b *Bot, _ origin) (view.Message, error) {
		q, ok := b.coach.Find(post.Question)
		if !ok {
			return view.Message{}, practice.ErrNoQuestion
		}
		return view.Reworded(q, post.Ask), nil
	})
}

// underQuestion is a message in the thread of a question that was asked in the
// DM: a word that the bot knows there, or part of the answer. ok is false where
// the thread is none.
func (b *Bot) underQuestion(ctx context.Context, in saidInDM, word string) (r reply, ok bool, err error) {
	if in.said.Place.Thread == 0 {
		return reply{}, false, nil
	}
	post, _, err := b.coach.PostIn(ctx, in.said.Place)
	if errors.Is(err, practice.ErrNotFound) {
		return reply{}, false, nil
	}
	if err != nil && !errors.Is(err, practice.ErrNoQuestion) {
		return reply{}, true, err
	}
	word = dmAlias(aloneWord(in.said, word))
	do, is := b.askWord(in, strings.Fields(word), post)
	if say, known := threadWords[word]; known {
		do, is = whispering(say), true
	} else if !is {
		if do, is, err = b.wordAnywhere(ctx, in, word, post); err != nil {
			return reply{}, true, err
		}
	}
	if !is || in.said.Edited != 0 {
		_, err := b.coach.Hear(ctx, in.said)
		return reply{}, true, err
	}
	r, err = b.onceDone(ctx, in, do)
	return r, true, err
}

// below takes in a message as said to the question in hand, outside its thread.
// It reports whether it was kept: a few words that were most likely meant for
// the bot are not.
func (b *Bot) below(ctx context.Context, in saidInDM, word string) (kept bool, err error) {
	words := strings.Fields(word)
	brief := len(words) <= mostWord && !in.said.Clip
	if onlyEmoji(in.said.Text) || brief && meant(words) != "" {
		return false, nil
	}
	_, err = b.coach.HearBelow(ctx, in.said, brief)
	if errors.Is(err, practice.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// askedAlone returns the question that is in hand, the zero Post where there is
// none.
func (b *Bot) askedAlone(ctx context.Context, by practice.Person) (practice.Post, error) {
	post, err := b.coach.InHand(ctx, by)
	if errors.Is(err, practice.ErrNotFound) {
		return practice.Post{}, nil
	}
	return post, err
}

// whispering makes a deed of a word in a thread.
func whispering(say func(context.Context, *Bot, origin) (view.Message, error)) deed {
	return func(ctx context.Context, b *Bot, from origin) (reply, error) {
		words, err := say(ctx, b, from)
		return from.whisper(words), err
	}
}
