package cli

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/slack-go/slack"

	"greenroom/bot"
	"greenroom/bot/socket"
	"greenroom/ops"
)

// A slackDoctor looks at what Slack says of the bot.
type slackDoctor struct {
	doctor
	web    *slack.Client
	opener *socket.Opener
	app    string // app-level token

	handle string // what people type after @, once Slack has said it
}

func newSlackDoctor(d doctor, api, app, token string) *slackDoctor {
	client := newClient()
	return &slackDoctor{
		doctor: d, app: app, handle: bot.UserName,
		web:    slack.New(token, slack.OptionAPIURL(api), slack.OptionHTTPClient(client)),
		opener: &socket.Opener{API: api, Token: app, HTTP: client},
	}
}

// examine looks at all of it and returns the workspace's id, if Slack said it.
func (d *slackDoctor) examine(ctx context.Context, running *ops.Status) (team string) {
	who, reached := d.signIn(ctx)
	if reached || running != nil {
		d.connection(ctx, running)
	}
	if who == nil {
		if reached {
			d.note("channels and admins are not checked: Slack did not let the bot in")
		} else {
			d.note("tokens, channels and admins are not checked")
		}
		d.placeholders()
		return ""
	}
	d.sameApp(ctx, who.BotID)
	granted := d.scopes(who.Header)
	if !granted("channels:read") && !granted("groups:read") {
		d.note("channels are not checked, for want of a scope")
	} else {
		d.channels(ctx)
	}
	if granted("users:read") {
		d.admins(ctx)
	} else {
		d.note("admins are not checked, for want of a scope")
	}
	return who.TeamID
}

// callWithin is how long one call of the doctor's may take, and mostPatience how
// long it waits where Slack asks for that.
const (
	callWithin   = 15 * time.Second
	mostPatience = 30 * time.Second
)

// patiently makes a call, again where Slack asks to wait a little.
func patiently(ctx context.Context, call func(context.Context) error) error {
	for range 3 {
		within, cancel := context.WithTimeout(ctx, callWithin)
		err := call(within)
		cancel()
		var limited *slack.RateLimitedError
		if !errors.As(err, &limited) || limited.RetryAfter > mostPatience {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(limited.RetryAfter):
		}
	}
	return errors.New("Slack was asked too often")
}

// code returns Slack's own word for what went wrong, or "".
func code(err error) string {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) {
		return refused.Err
	}
	return ""
}

// plainly words an error of a call without the address, which says nothing.
func plainly(err error) string {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) && refused.Needed != "" {
		return fmt.Sprintf("%s (needed: %s)", refused.Err, refused.Needed)
	}
	if about := (*url.Error)(nil); errors.As(err, &about) {
		return about.Err.Error()
	}
	return err.Error()
}
