package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"

	"greenroom/bot/socket"
)

// signIn waits until Slack can be reached and returns who the bot is there. A
// token that Slack refuses is an error at once.
func signIn(ctx context.Context, web *slack.Client, log *slog.Logger) (who *slack.AuthTestResponse, err error) {
	err = insist(ctx, log, func() (err error) {
		who, err = web.AuthTestContext(ctx)
		return err
	})
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) {
		err = fmt.Errorf("Slack refuses the bot token (%s): check SLACK_BOT_TOKEN, then see: greenroom doctor", refused.Err)
	}
	return who, err
}

// insist calls Slack until it answers, waiting longer each time: a machine may be
// up before its network is.
func insist(ctx context.Context, log *slog.Logger, call func() error) error {
	for wait := time.Second; ; wait = min(2*wait, time.Minute) {
		err := call()
		if err == nil || !passes(err) {
			return err
		}
		log.Warn("Slack cannot be reached yet", "err", withoutAddress(err), "again_in", wait)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
}

// withoutAddress is an error of a call without the address that was called.
func withoutAddress(err error) error {
	if about := (*url.Error)(nil); errors.As(err, &about) {
		return about.Err
	}
	return err
}

// passes reports whether an error of a call to Slack may be gone in a while.
func passes(err error) bool {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) {
		switch refused.Err {
		case "internal_error", "fatal_error", "request_timeout", "service_unavailable", "ratelimited", "team_added_to_org":
			return true
		}
		return false
	}
	var transport *url.Error
	var status slack.StatusCodeError
	var limited *slack.RateLimitedError
	var garbled *json.SyntaxError
	return errors.As(err, &transport) || errors.As(err, &status) || errors.As(err, &limited) || errors.As(err, &garbled)
}

// ticketLife is how long Slack keeps the address of a connection open, and then
// some to spare.
const ticketLife = 15 * time.Second

// firstOpen asks for the address of a connection, so that a wrong app token is
// an error before anything is made, and returns a function that hands it out
// first and then asks for more.
func firstOpen(ctx context.Context, open func(context.Context) (string, error)) (func(context.Context) (string, error), error) {
	address, err := open(ctx)
	if err != nil && socket.Fatal(err) {
		return nil, fmt.Errorf("Slack refuses the app token: check SLACK_APP_TOKEN: %w", err)
	}
	made := time.Now()
	var taken atomic.Bool
	return func(ctx context.Context) (string, error) {
		if err == nil && time.Since(made) < ticketLife && !taken.Swap(true) {
			return address, nil
		}
		return open(ctx)
	}, nil
}
