package bot

import (
	"context"
	"fmt"
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
