package bot

import (
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/slack-go/slack"
)

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
