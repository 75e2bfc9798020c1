package bot

import (
	"context"

	"greenroom/bot/view"
	"greenroom/practice"
)

// composeDigest is the digest of a channel's week.
func composeDigest(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	s, err := b.schedule(p.Ref)
	if err != nil {
		return outgoing{}, errNothingToSay // it was taken out of the config
	}
	d, err := b.coach.Digested(ctx, s.Schedule, p)
	if err != nil {
		return outgoing{}, err
	}
	out := outgoing{channel: p.Place.Channel, words: view.Digest(d)}
	png, err := view.DigestChart(d)
	if err != nil {
		b.log.Error("digest without its picture", "posting", p.Key, "err", err)
		return out, nil
	}
	out.picture = &picture{title: view.DigestTitle, alt: view.DigestAlt(d), content: png}
	return out, nil
}
