package bot

import (
	"context"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"greenroom/practice"
)

// What the bot reads in Slack's own record of what was said: threads for what was
// missed, and messages of its own whose sending was not answered. The second goes
// first.

// A recorded is what is used of a message in Slack's record.
type recorded struct {
	message
	ReplyCount  int    // of a thread's parent
	LatestReply string // its timestamp
}

// threadPage is how many messages of a thread are asked for at once. Slack may
// give fewer.
const threadPage = 200

// readPace is the least time between two calls that read threads for what was
// missed: 40 a minute of the 50 or more that Slack allows leave room for looking
// for the bot's own messages.
const readPace = 1500 * time.Millisecond

// A reads keeps the calls that read Slack's record apart, and rests them all
// while Slack asks for it. The zero reads is ready to use.
type reads struct {
	mu   sync.Mutex
	free time.Time // from when on the next thread may be read
	over time.Time // when Slack's wish for rest is over
}

// turn waits until a thread may be read.
func (r *reads) turn(ctx context.Context) error {
	for {
		r.mu.Lock()
		now := time.Now()
		wait := max(r.free.Sub(now), r.over.Sub(now))
		if wait <= 0 {
			r.free = now.Add(readPace)
		}
		r.mu.Unlock()
		if wait <= 0 {
			return nil
		}
		if err := rest(ctx, wait); err != nil {
			return err
		}
	}
}

// atOnce takes a turn before whoever waits. Where Slack wants rest it returns the
// error that Slack would.
func (r *reads) atOnce() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := time.Now()
	if wait := r.over.Sub(now); wait > 0 {
		return &slack.RateLimitedError{RetryAfter: wait}
	}
	r.free = now.Add(readPace)
	return nil
}

// after takes note of a call's outcome.
func (r *reads) after(err error) {
	if o, wait, code := judge(err); o == later && code == "ratelimited" {
		r.mu.Lock()
		defer r.mu.Unlock()
		if over := time.Now().Add(wait); over.After(r.over) {
			r.over = over
		}
	}
}

// replies returns a page of a thread, its parent among them, and where the next
// begins; "" after the last.
func (w *web) replies(ctx context.Context, channel, thread, cursor string) ([]recorded, string, error) {
	return w.thread(ctx, &slack.GetConversationRepliesParameters{ChannelID: channel, Timestamp: thread, Cursor: cursor, Limit: threadPage})
}

// shown reports whether a thread has that message.
func (w *web) shown(ctx context.Context, channel, thread, at string) (bool, error) {
	// Room for more than one, since Slack lists the parent too.
	messages, _, err := w.thread(ctx, &slack.GetConversationRepliesParameters{
		ChannelID: channel, Timestamp: thread, Oldest: at, Latest: at, Inclusive: true, Limit: pageOf,
	})
	for _, m := range messages {
		if m.TS == at {
			return true, err
		}
	}
	return false, err
}

func (w *web) thread(ctx context.Context, params *slack.GetConversationRepliesParameters) ([]recorded, string, error) {
	if err := w.reads.turn(ctx); err != nil {
		return nil, "", errNotSent
	}
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	messages, more, next, err := w.api.GetConversationRepliesContext(ctx, params)
	w.reads.after(err)
	if err != nil {
		return nil, "", err
	}
	if !more {
		next = ""
	}
	out := make([]recorded, len(messages))
	for i, m := range messages {
		out[i] = recorded{message: messageOf(m, params.ChannelID), ReplyCount: m.ReplyCount, LatestReply: m.LatestReply}
	}
	return out, next, nil
}

// messageOf reads a message of a history as an event tells of it.
func messageOf(m slack.Message, channel string) message {
	out := message{
		Type: m.Type, Subtype: m.SubType, User: m.User, BotID: m.BotID, Text: m.Text, TS: m.Timestamp, ThreadTS: m.ThreadTimestamp,
		Channel: channel, ChannelType: "channel",
	}
	if m.Edited != nil {
		out.Edited = &edited{m.Edited.Timestamp}
	}
	for _, f := range m.Files {
		out.Files = append(out.Files, attachedOf(f))
	}
	return out
}

// pageOf is how many messages one look asks for: Slack gives some apps no more
// in a call.
const pageOf = 15

// clocksApart is by how much this machine's clock may differ from Slack's, or may
// have been set back since a send, for its message still to be found.
const clocksApart = 24 * time.Hour

// mostPages is how many pages one look reads at the most.
const mostPages = 40

// find looks for the message of a posting, said since then, and returns its
// stamp, or 0 where it is not there.
func (w *web) find(ctx context.Context, channel, thread, key string, since time.Time) (practice.Stamp, error) {
	var at practice.Stamp
	err := w.read(ctx, channel, thread, since.Add(-clocksApart), func(m slack.Message) bool {
		if w.carries(m, key) {
			at = stamp(m.Timestamp)
		}
		return at == 0
	})
	return at, err
}

// carries reports whether a message is the bot's own, of that posting.
func (w *web) carries(m slack.Message, key string) bool {
	ours := m.User == w.self.user || m.BotID == w.self.botID
	said := m.Metadata.EventType == metadataType && m.Metadata.EventPayload["key"] == key
	return ours && (said || pictured(m, key))
}

// read visits what was said since then in a conversation, or in a thread of it,
// until visit returns false; mostPages of it at the most.
func (w *web) read(ctx context.Context, channel, thread string, since time.Time, visit func(slack.Message) bool) error {
	oldest, cursor := timestamp(practice.Stamp(since.UnixMicro())), ""
	for range mostPages {
		messages, next, err := w.page(ctx, channel, thread, oldest, cursor)
		if err != nil {
			return err
		}
		for _, m := range messages {
			if !visit(m) {
				return nil
			}
		}
		if next == "" {
			return nil
		}
		cursor = next
	}
	return nil
}

func (w *web) page(ctx context.Context, channel, thread, oldest, cursor string) (_ []slack.Message, _ string, err error) {
	method := "conversations.history"
	if thread != "" {
		method = "conversations.replies"
	}
	if w.may[method].turn(ctx) != nil {
		return nil, "", errNotSent
	}
	if err := w.reads.atOnce(); err != nil {
		return nil, "", err
	}
	defer func() { w.reads.after(err) }()
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	params := slack.GetConversationHistoryParameters{ChannelID: channel, Oldest: oldest, Cursor: cursor, Limit: pageOf, IncludeAllMetadata: true}
	if thread == "" {
		h, err := w.api.GetConversationHistoryContext(ctx, &params)
		if err != nil {
			return nil, "", err
		}
		return h.Messages, h.ResponseMetaData.NextCursor, nil
	}
	messages, _, next, err := w.api.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
		ChannelID: channel, Timestamp: thread, Oldest: oldest, Cursor: cursor, Limit: pageOf, IncludeAllMetadata: true,
	})
	return messages, next, err
}

// usable returns what keeps the bot from a channel, "" for nothing. Its error
// means that Slack did not say.
func (w *web) usable(ctx context.Context, channel string) (cause string, err error) {
	ask, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	c, err := w.api.GetConversationInfoContext(ask, &slack.GetConversationInfoInput{ChannelID: channel})
	switch {
	case err != nil:
	case c.IsArchived:
		return "is_archived", nil
	case !c.IsMember:
		return "not_in_channel", nil
	default:
		if err := w.reads.turn(ctx); err != nil {
			return "", errNotSent
		}
		ask, cancel := context.WithTimeout(ctx, callWithin)
		defer cancel()
		_, err = w.api.GetConversationHistoryContext(ask, &slack.GetConversationHistoryParameters{ChannelID: channel, Limit: 1})
		w.reads.after(err)
	}
	if _, _, code := judge(err); channelTrouble[code] {
		return code, nil
	}
	return "", err
}
