package bot

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/slack-go/slack"

	"greenroom/practice"
)

// composeSweep takes away a page of what the bot said in the DM of somebody who
// was forgotten, or of whom something was erased for its age, newest first, with
// what it said in threads there.
func composeSweep(b *Bot, p practice.Posting) (outgoing, error) {
	keep, err := strconv.ParseInt(p.Ref, 10, 64)
	return outgoing{channel: p.Place.Channel, does: func(ctx context.Context) error {
		dm, goes := p.Place.Channel, func(m slack.Message) bool { return stamp(m.Timestamp) != practice.Stamp(keep) }
		if p.To != "" {
			var err error
			if dm, err = b.web.dm(ctx, p.To); err != nil {
				return err
			}
			from, upto := practice.Stamp(time.Unix(int64(p.N), 0).UnixMicro()), practice.Stamp(time.Unix(int64(p.Sub), 0).UnixMicro())
			goes = func(m slack.Message) bool { return from <= stamp(m.Timestamp) && stamp(m.Timestamp) <= upto }
		}
		round, err := b.coach.Running(ctx, p.To)
		if err != nil && !errors.Is(err, practice.ErrNoRound) {
			return err
		}
		page, more, err := b.web.before(ctx, dm, p.At)
		if err != nil {
			return err
		}
		at := p.At
		for _, m := range page {
			at = min(at, stamp(m.Timestamp))
			if round.Thread != 0 && stamp(m.Timestamp) == round.Thread {
				continue // it is still being held
			}
			if err := b.takeAway(ctx, dm, m, goes); err != nil {
				return err
			}
		}
		if !more || len(page) == 0 || p.To != "" && at.Time().Unix() < int64(p.N) {
			return nil
		}
		return b.coach.SweptTo(ctx, p.Key, at)
	}}, err
}

// takeAway takes a message away if it is the bot's own and goes says so, and what
// the bot said below it, likewise.
func (b *Bot) takeAway(ctx context.Context, channel string, m slack.Message, goes func(slack.Message) bool) error {
	own := func(m slack.Message) bool {
		return (m.User == b.self.user || m.BotID != "" && m.BotID == b.self.botID) && goes(m)
	}
	var doomed []slack.Message
	if m.ReplyCount > 0 {
		err := b.web.read(ctx, channel, m.Timestamp, time.UnixMicro(0), func(r slack.Message) bool {
			if own(r) && r.Timestamp != m.Timestamp {
				doomed = append(doomed, r)
			}
			return true
		})
		if err != nil {
			return err
		}
	}
	if own(m) && m.SubType != "tombstone" {
		doomed = append(doomed, m)
	}
	for _, d := range doomed {
		for _, f := range d.Files {
			if err := b.web.removeFile(ctx, f.ID); err != nil {
				return err
			}
		}
		if err := b.web.remove(ctx, channel, stamp(d.Timestamp)); err != nil {
			if o, _, _ := judge(err); o != refused {
				return err
			}
		}
		if rest(ctx, removePace) != nil {
			return errNotSent
		}
	}
	return nil
}

// removePace is the least time between two messages that are taken away, which
// leaves some of what Slack allows to others.
const removePace = 1500 * time.Millisecond

// removeFile deletes one of the bot's own files; one that is gone already, or that
// somebody else owns, is no error.
func (w *web) removeFile(ctx context.Context, id string) error {
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	err := w.api.DeleteFileContext(ctx, id)
	if o, _, _ := judge(err); o == refused {
		return nil
	}
	return err
}

// before returns a page of a conversation from a message on back, newest first,
// and whether there is more.
func (w *web) before(ctx context.Context, channel string, at practice.Stamp) ([]slack.Message, bool, error) {
	if w.may["conversations.history"].turn(ctx) != nil {
		return nil, false, errNotSent
	}
	if err := w.reads.atOnce(); err != nil {
		return nil, false, err
	}
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	h, err := w.api.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
		ChannelID: channel, Latest: timestamp(at), Limit: pageOf,
	})
	w.reads.after(err)
	if err != nil {
		return nil, false, err
	}
	return h.Messages, h.HasMore, nil
}
