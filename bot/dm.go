package bot

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"greenroom/bot/view"
	"greenroom/practice"
)

// saidInDM is a message in the DM with the bot: a word that asks for something,
// or else part of a running round.
type saidInDM struct {
	said practice.Said
	ts   string
}

func (in saidInDM) name() string        { return "dm" }
func (in saidInDM) by() practice.Person { return in.said.By }
func (in saidInDM) where() origin {
	return origin{person: in.said.By, channel: in.said.Place.Channel, thread: timestamp(in.said.Place.Thread)}
}

func (in saidInDM) act(ctx context.Context, b *Bot) (reply, error) {
	b.post.settle(ctx, in.said.By)
	word := spoken(in.said.Text)
	if in.said.Edited != 0 && b.isWord(in, word) {
		// An answer that was edited into a word reads so; none begins with one.
		known, err := b.coach.Knows(ctx, in.said.Place.Channel, in.said.Stamp)
		if err != nil || !known {
			return reply{}, err
		}
	}
	if r, ok, err := b.underQuestion(ctx, in, word); ok || err != nil {
		return in.inPlace(r), err
	}
	if in.said.Edited == 0 {
		if r, ok, err := b.dmWord(ctx, in, word); ok || err != nil {
			return in.inPlace(r), err
		}
	}
	h, err := b.coach.HearRound(ctx, in.said)
	switch {
	case errors.Is(err, practice.ErrNoRound), errors.Is(err, practice.ErrEnded), errors.Is(err, practice.ErrBreak):
		if in.said.Place.Thread == 0 || in.said.Place.Thread != h.Round.Thread {
			if kept, err := b.below(ctx, in, word); kept || err != nil {
				return reply{}, err
			}
		}
		if in.said.Edited != 0 || in.said.Text == "" || b.seen.again(in.once(), b.coach.Now()) {
			return reply{}, nil
		}
		switch {
		case errors.Is(err, practice.ErrEnded):
			return in.inPlace(in.where().whisper(view.RateFirst(h.Round, b.roundLink(h.Round), true))), nil
		case errors.Is(err, practice.ErrBreak):
			return in.inPlace(in.where().whisper(view.SaidInBreak(h.Round))), nil
		}
		words, err := b.unknown(ctx, in, word)
		return in.inPlace(in.where().whisper(words)), err
	case err != nil:
		return reply{}, err
	case h.Round.ID != "" && !h.Round.PausedAt.IsZero():
		return in.inPlace(in.where().whisper(view.Kept(h.Round))), nil
	}
	return reply{}, nil
}

// once names the message, which Slack may deliver again.
func (in saidInDM) once() string { return "dm/" + string(in.said.By) + "/" + in.ts }

// mostWord is how many words may still be meant as a word to the bot; more read
// like an answer.
const mostWord = practice.FewWords

// unknown answers what means nothing to the bot while no round is running.
func (b *Bot) unknown(ctx context.Context, in saidInDM, word string) (view.Message, error) {
	words := strings.Fields(word)
	near := meant(words)
	switch {
	case len(words) > mostWord:
		return view.NoRoundForThat(in.said.Text), nil
	case len(words) == 2 && words[0] == "export":
		return view.UnknownFormat(words[1]), nil
	case near == "" && !onlyEmoji(in.said.Text):
		if post, err := b.askedAlone(ctx, in.said.By); post.Key != "" || err != nil {
			return view.ShortHere(in.said.Text), err
		}
	}
	return view.Unknown(in.said.Text, near), nil
}

// meant returns the words to the bot that were most likely meant, or "".
func meant(words []string) string {
	return nearest(words, slices.Concat(choiceWords, slices.Collect(maps.Keys(dmWords)), slices.Collect(maps.Keys(roundWords)), slices.Collect(maps.Keys(settingWords))))
}

// inPlace turns whispers into messages: in the DM nobody else reads.
func (in saidInDM) inPlace(r reply) reply {
	for i := range r.notes {
		r.notes[i].plain, r.notes[i].thread = true, timestamp(in.said.Place.Thread)
	}
	return r
}
