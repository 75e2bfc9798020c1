package socket

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrDisabled ends Run: the app's owner switched Socket Mode off.
var ErrDisabled = errors.New("Socket Mode is switched off for this app: switch it on in the app's settings, under Socket Mode, and start again")

// errTooMany is what Slack says to the eleventh connection of an app.
var errTooMany = errors.New("Slack allows an app ten connections and all are taken: stop other processes that use this app's token, or lower the number of connections")

// An APIError is a refusal by Slack.
type APIError struct {
	Code     string // such as invalid_auth
	Needed   string // the scope that was missing, or empty
	Provided string // the scopes the token has, or empty
}

// Error names the code and, where it is known, what to do about it.
func (e *APIError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "apps.connections.open: Slack refuses with %s", e.Code)
	if e.Needed != "" {
		fmt.Fprintf(&b, " (needed: %s; the token has: %s)", e.Needed, e.Provided)
	}
	if advice := remedies[e.Code]; advice != "" {
		b.WriteString(": " + advice)
	}
	return b.String()
}

const newToken = "make an app-level token with the scope connections:write in the app's settings, under Basic Information, App-Level Tokens, and use it in place of the present one"

// remedies holds every refusal after which trying again is useless, with what
// to do about it.
var remedies = map[string]string{
	"access_denied":            "the token may not open connections: " + newToken,
	"account_inactive":         "the token belongs to an app or a workspace that was removed: install the app again, then " + newToken,
	"ekm_access_denied":        "an admin of the organization has suspended access: ask them to restore it",
	"enterprise_is_restricted": "an admin of the organization does not allow this: ask them",
	"forbidden_team":           "the app may not connect in this workspace: ask an admin of the workspace to allow it",
	"invalid_auth":             "the token is wrong or was revoked: " + newToken,
	"missing_scope":            newToken,
	"no_permission":            "the token may not open connections: " + newToken,
	"not_allowed_token_type":   "the token is no app-level token, which begins with xapp-: " + newToken,
	"not_authed":               "no token was sent: " + newToken,
	"org_login_required":       "the workspace is moving to an organization: try again when an admin has finished that",
	"team_access_not_granted":  "the app was not given this workspace: ask an admin of the organization to grant it",
	"token_expired":            "the token has expired: " + newToken,
	"token_revoked":            "the token was revoked: " + newToken,
}

// Fatal reports whether trying again after the error is useless until a person
// has done something.
func Fatal(err error) bool {
	if errors.Is(err, ErrDisabled) {
		return true
	}
	var refusal *APIError
	if !errors.As(err, &refusal) {
		return false
	}
	_, ok := remedies[refusal.Code]
	return ok
}

// RateLimited says that Slack was asked too often.
type RateLimited struct {
	After time.Duration // how long to leave Slack alone
}

func (e *RateLimited) Error() string {
	return fmt.Sprintf("apps.connections.open: Slack was asked too often, and again in %v", e.After)
}
