package bot

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"greenroom/bot/view"
	"greenroom/practice"
)

// web is the part of Slack's Web API that the bot uses. Its errors hold neither
// tokens nor response urls.
type web struct {
	api  *slack.Client
	http *http.Client // for response urls
	self *self
	dms  sync.Map // practice.Person to the id of their DM
	may  map[string]*allowance

	people  people
	members members
	charts  charts

	mu   sync.Mutex
	free map[string]time.Time // when a conversation may get its next message

	reads reads
}

// turn waits until a conversation may get another message.
func (w *web) turn(ctx context.Context, channel string) error {
	w.mu.Lock()
	now := time.Now()
	for c, at := range w.free {
		if !at.After(now) {
			delete(w.free, c)
		}
	}
	at := now
	if next := w.free[channel]; next.After(now) {
		at = next
	}
	if w.free == nil {
		w.free = map[string]time.Time{}
	}
	w.free[channel] = at.Add(pace)
	w.mu.Unlock()
	return rest(ctx, at.Sub(now))
}

// rest waits for a while, or until ctx ends, which is an error.
func rest(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// callWithin is how long one call may take.
const callWithin = 10 * time.Second

// An outcome is what is known of a call that may have failed.
type outcome int

const (
	arrived   outcome = iota
	refused           // for good
	later             // it did not arrive, and may be tried again
	uncertain         // it may have arrived
)

// errNotSent means that a call was given up before it was made.
var errNotSent = errors.New("not sent")

// judge tells what a call's error means for whether it arrived. wait is how long
// Slack asked for.
func judge(err error) (o outcome, wait time.Duration, code string) {
	var limited *slack.RateLimitedError
	var said slack.SlackErrorResponse
	var status slack.StatusCodeError
	var network *net.OpError
	switch {
	case err == nil:
		return arrived, 0, ""
	case errors.Is(err, errNotSent):
		return later, time.Second, "not sent"
	case errors.As(err, &limited):
		return later, max(limited.RetryAfter, time.Second), "ratelimited"
	case errors.As(err, &status) && status.Code == http.StatusTooManyRequests:
		return later, time.Second, "ratelimited"
	case errors.As(err, &network) && network.Op == "dial":
		return later, time.Second, "not connected"
	case errors.As(err, &said):
		switch said.Err {
		case "ratelimited", "rate_limited", "message_limit_exceeded", "accesslimited", "team_added_to_org":
			return later, time.Second, said.Err
		case "internal_error", "fatal_error", "request_timeout", "service_unavailable":
			// Slack says of these that part of the call may have been carried out.
			return uncertain, 0, said.Err
		case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "missing_scope", "unknown_method", "org_login_required":
			// An operator can mend these; until then nothing is lost.
			return later, time.Minute, said.Err
		}
		return refused, 0, said.Err
	}
	return uncertain, 0, "no answer"
}

// A callError is an error of a call to Slack, as against one of the store.
type callError struct{ err error }

func (e *callError) Error() string { return "call to Slack: " + safe(e.err) }
func (e *callError) Unwrap() error { return e.err }

// safe returns an error's text without what must not be logged: errors of the
// transport quote the address, which may be a secret.
func safe(err error) string {
	_, _, code := judge(err)
	return code
}

// metadataType is the event type of the metadata by which a posting is found again.
const metadataType = "greenroom_posting"

func options(words view.Message, thread, key string) []slack.MsgOption {
	// An empty list of blocks would still be sent, and takes old ones away.
	opts := []slack.MsgOption{
		slack.MsgOptionText(words.Text, false), slack.MsgOptionBlocks(words.Blocks...),
		slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
	}
	if thread != "" {
		opts = append(opts, slack.MsgOptionTS(thread))
	}
	if key != "" {
		opts = append(opts, slack.MsgOptionMetadata(slack.SlackMetadata{EventType: metadataType, EventPayload: map[string]any{"key": key}}))
	}
	return opts
}

// errUnthreaded means that the thread's parent is gone: Slack put the reply into
// the channel instead, and it was taken away again.
var errUnthreaded = slack.SlackErrorResponse{Err: "thread_not_found"}

// send posts a message and returns where it stands.
func (w *web) send(ctx context.Context, channel, thread, key string, words view.Message) (string, practice.Stamp, error) {
	if err := w.turn(ctx, channel); err != nil {
		return "", 0, errNotSent
	}
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	in, ts, m, err := w.api.PostMessageWithResponseContext(ctx, channel, options(words, thread, key)...)
	if err != nil {
		return "", 0, err
	}
	if thread != "" && m.ThreadTimestamp != thread {
		_ = w.remove(ctx, in, stamp(ts))
		return "", 0, errUnthreaded
	}
	return in, stamp(ts), nil
}

func (w *web) update(ctx context.Context, channel string, at practice.Stamp, words view.Message) error {
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	_, _, _, err := w.api.UpdateMessageContext(ctx, channel, timestamp(at), slack.MsgOptionText(words.Text, false), slack.MsgOptionBlocks(words.Blocks...))
	return err
}

// remove deletes one of the bot's own messages; one that is gone already is no error.
func (w *web) remove(ctx context.Context, channel string, at practice.Stamp) error {
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	_, _, err := w.api.DeleteMessageContext(ctx, channel, timestamp(at))
	if _, _, code := judge(err); code == "message_not_found" {
		return nil
	}
	return err
}

func (w *web) whisper(ctx context.Context, channel, thread string, to practice.Person, words view.Message) error {
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	_, err := w.api.PostEphemeralContext(ctx, channel, string(to), options(words, thread, "")...)
	return err
}

// hook answers by a response url. Its errors name no address.
func (w *web) hook(ctx context.Context, url, thread string, words view.Message) error {
	return w.respond(ctx, url, words, slack.WebhookMessage{ThreadTimestamp: thread})
}

// redraw has words take the place of the message that a response url belongs to,
// be it an ephemeral one, which nothing else can change.
func (w *web) redraw(ctx context.Context, url string, words view.Message) error {
	return w.respond(ctx, url, words, slack.WebhookMessage{ReplaceOriginal: true})
}

func (w *web) respond(ctx context.Context, url string, words view.Message, m slack.WebhookMessage) error {
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	m.Text, m.Blocks, m.ResponseType = words.Text, &slack.Blocks{BlockSet: words.Blocks}, slack.ResponseTypeEphemeral
	if err := slack.PostWebhookCustomHTTPContext(ctx, url, w.http, &m); err != nil {
		return fmt.Errorf("answer by response url: %s", safe(err))
	}
	return nil
}

// dm returns the DM with a person, opening it if need be.
func (w *web) dm(ctx context.Context, p practice.Person) (string, error) {
	if id, ok := w.knownDM(p); ok {
		return id, nil
	}
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	c, _, _, err := w.api.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{string(p)}})
	if err != nil {
		return "", &callError{err}
	}
	w.dms.Store(p, c.ID)
	return c.ID, nil
}

func (w *web) knownDM(p practice.Person) (string, bool) {
	id, ok := w.dms.Load(p)
	if !ok {
		return "", false
	}
	return id.(string), true
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

// upload sends a file to a person's DM.
func (w *web) upload(ctx context.Context, f file) error {
	dm, err := w.dm(ctx, f.to)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 3*callWithin)
	defer cancel()
	_, err = w.api.UploadFileContext(ctx, slack.UploadFileParameters{
		Filename: f.name, Title: f.title, Content: string(f.content), FileSize: len(f.content), Channel: dm,
	})
	return err
}

// publish draws a person's Home tab in the place of the one whose hash is given,
// whichever stands there for none, and returns its hash.
func (w *web) publish(ctx context.Context, p practice.Person, v slack.HomeTabViewRequest, hash string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	req := slack.PublishViewContextRequest{UserID: string(p), View: v}
	if hash != "" {
		req.Hash = &hash
	}
	drawn, err := w.api.PublishViewContext(ctx, req)
	if err != nil {
		return "", err
	}
	return drawn.Hash, nil
}
