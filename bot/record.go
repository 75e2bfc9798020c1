package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/slack-go/slack"
)

// What the bot reads in Slack's own record of what was said: threads for what was
// missed, and messages of its own whose sending was not answered. The second goes
// first.

// A recorded is what is used of a message in Slack's record.
type recorded struct {
	message
	ReplyCount  int    `json:"reply_count"` // of a thread's parent
	LatestReply string `json:"latest_reply"`
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
		if out[i], err = asRecorded(m); err != nil {
			return nil, "", err
		}
	}
	return out, next, nil
}

// asRecorded turns a message of Slack's record into what an event would have
// told of it.
func asRecorded(m slack.Message) (recorded, error) {
	var r recorded
	m.Blocks, m.Attachments = slack.Blocks{}, nil // nothing is read off them
	j, err := json.Marshal(m.Msg)
	if err == nil {
		err = json.Unmarshal(j, &r)
	}
	if err != nil {
		return r, fmt.Errorf("read a recorded message: %T", err) // its text may quote the message
	}
	return r, nil
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
