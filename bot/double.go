package bot

import (
	"context"
	"errors"
	"slices"

	"github.com/slack-go/slack"

	"greenroom/practice"
)

// composeDouble looks whether a posting stands in Slack twice, and takes away
// what is too much.
func composeDouble(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	sent, err := b.coach.Sent(ctx, p.Ref)
	if err != nil {
		return outgoing{}, err
	}
	where, err := b.compose(ctx, sent)
	if sent.Kind == practice.PostAnswer && (errors.Is(err, errNothingToSay) || errors.Is(err, practice.ErrNotFound)) {
		// It was taken back, and so must be what stands there beside it.
		where, err = outgoing{thread: timestamp(sent.Place.Thread)}, nil
	}
	return outgoing{channel: sent.Channel, does: func(ctx context.Context) error {
		return b.single(ctx, sent, where.thread)
	}}, err
}

// single leaves one message of a posting. Of a question it is the first, whoever
// posted it: two processes that both look agree on that. Of anything else it is
// the one that is known. Where that one was deleted, the question stays as the
// other, and a person's answer goes with all that shows it.
func (b *Bot) single(ctx context.Context, p practice.Posting, thread string) error {
	var all []practice.Stamp
	err := b.web.read(ctx, p.Channel, thread, p.Stamp.Time().Add(-clocksApart), func(m slack.Message) bool {
		if b.web.carries(m, p.Key) {
			all = append(all, stamp(m.Timestamp))
		}
		return true
	})
	if err != nil || len(all) == 0 {
		return err
	}
	switch known := slices.Contains(all, p.Stamp); {
	case known && len(all) == 1:
		return nil
	case known, p.Kind == practice.PostAnswer:
	case p.Kind == practice.PostQuestion:
		post, _, err := b.coach.Posted(ctx, p.Key)
		if err != nil && !errors.Is(err, practice.ErrNoQuestion) || !post.Gone {
			return err
		}
	default:
		return nil
	}
	slices.Sort(all)
	keep := p.Stamp
	if p.Kind == practice.PostQuestion {
		keep = all[0]
	}
	others := slices.DeleteFunc(slices.Clone(all), func(at practice.Stamp) bool { return at == keep })
	if keep != p.Stamp && !slices.Contains(others, p.Stamp) {
		others = append(others, p.Stamp) // what was said below it stays an answer
	}
	b.log.Warn("posting stands there twice", "posting", p.Key, "removed", len(others))
	if p.Kind == practice.PostQuestion {
		if err := b.coach.Doubled(ctx, p.Key, keep, others); err != nil {
			return err
		}
		for _, at := range all {
			if at == p.Stamp {
				continue // what is said there was heard all along
			}
			if err := b.hearThread(ctx, p.Channel, at); err != nil {
				return err
			}
		}
	}
	for _, at := range others {
		if err := b.web.remove(ctx, p.Channel, at); err != nil {
			return err
		}
	}
	return nil
}

// hearThread takes in what was said in a thread while nobody knew of it.
func (b *Bot) hearThread(ctx context.Context, channel string, at practice.Stamp) error {
	var said []message
	err := b.web.read(ctx, channel, timestamp(at), at.Time(), func(m slack.Message) bool {
		said = append(said, messageOf(m, channel))
		return true
	})
	for _, m := range said {
		if err != nil {
			return err
		}
		in, none := b.parseMessage(m)
		if none == nil {
			_, err = in.act(ctx, b)
		}
	}
	return err
}
