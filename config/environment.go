package config

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"os"
	"strings"
	"syscall"
)

// Tokens reads Slack's two tokens from the environment: SLACK_APP_TOKEN and
// SLACK_BOT_TOKEN, or the files that SLACK_APP_TOKEN_FILE and
// SLACK_BOT_TOKEN_FILE name. All that is wrong is reported at once, by the
// variable's name and without any token's text.
func Tokens(getenv func(string) string) (app, bot string, err error) {
	app, appErr := readToken(getenv, "SLACK_APP_TOKEN", "the app-level token (Basic Information, App-Level Tokens, with connections:write)")
	bot, botErr := readToken(getenv, "SLACK_BOT_TOKEN", "the bot token (OAuth & Permissions, after installing)")
	if err := errors.Join(appErr, botErr); err != nil {
		return "", "", err
	}
	if strings.HasPrefix(app, "xoxb-") && strings.HasPrefix(bot, "xapp-") {
		return "", "", errors.New("SLACK_APP_TOKEN and SLACK_BOT_TOKEN are swapped: the app token begins with xapp-, the bot token with xoxb-")
	}
	err = errors.Join(
		prefixed("SLACK_APP_TOKEN", app, "xapp-"),
		prefixed("SLACK_BOT_TOKEN", bot, "xoxb-"),
	)
	if err != nil {
		return "", "", err
	}
	return app, bot, nil
}

// readToken reads one token from its variable or from the file that its second
// variable names.
func readToken(getenv func(string) string, name, what string) (string, error) {
	value, path := strings.TrimSpace(getenv(name)), getenv(name+"_FILE")
	switch {
	case value != "" && path != "":
		return "", fmt.Errorf("%s and %s_FILE are both set: keep one", name, name)
	case path != "":
		content, err := os.ReadFile(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return "", fmt.Errorf("%s_FILE: there is no file %s: make it, with %s in it, or name the one that has it", name, path, what)
		case errors.Is(err, fs.ErrPermission):
			return "", fmt.Errorf("%s_FILE: %s cannot be read: let the user that runs this command read it", name, path)
		case errors.Is(err, syscall.EISDIR):
			return "", fmt.Errorf("%s_FILE: %s is a directory: name the file in it", name, path)
		case err != nil:
			return "", fmt.Errorf("%s_FILE: %w", name, err)
		}
		if value = strings.TrimSpace(string(content)); value == "" {
			return "", fmt.Errorf("%s_FILE: %s is empty: put %s into it", name, path, what)
		}
	case value == "":
		return "", fmt.Errorf("%s is not set: put %s there, or the path of a file with it in %s_FILE", name, what, name)
	}
	if strings.ContainsFunc(value, func(c rune) bool { return c <= ' ' || c > '~' }) {
		return "", fmt.Errorf("%s holds more than a token: put nothing beside it", name)
	}
	return value, nil
}

// prefixed checks how a token begins, by which Slack tells its kinds apart.
func prefixed(name, token, prefix string) error {
	if strings.HasPrefix(token, prefix) && len(token) > len(prefix) {
		return nil
	}
	for _, kind := range []struct{ prefix, name string }{
		{"xapp-", "an app-level token"}, {"xoxb-", "a bot token"}, {"xoxp-", "a user token"},
	} {
		if kind.prefix != prefix && strings.HasPrefix(token, kind.prefix) {
			return fmt.Errorf("%s holds %s: the one that belongs there begins with %s", name, kind.name, prefix)
		}
	}
	return fmt.Errorf("%s holds no such token: it begins with %s and is copied whole", name, prefix)
}

// slackAPI is where Slack's Web API is.
const slackAPI = "https://slack.com/api/"

// APIURL reads where the Web API is from SLACK_API_URL: Slack's own when it is
// empty. The address ends in a slash. Since tokens are sent to it, plain http
// is for this machine alone.
func APIURL(getenv func(string) string) (string, error) {
	raw := strings.TrimSpace(getenv("SLACK_API_URL"))
	if raw == "" {
		return slackAPI, nil
	}
	u, err := url.Parse(raw)
	// The address is kept out of the errors: it may hold a password.
	if err != nil || u.Host == "" || u.Opaque != "" {
		return "", fmt.Errorf("SLACK_API_URL is not an address: write it like %s", slackAPI)
	}
	if u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("SLACK_API_URL has more than host and path: write it like %s", slackAPI)
	}
	switch {
	case u.Scheme == "https":
	case u.Scheme == "http" && isLoopback(u.Hostname()):
	default:
		return "", errors.New("SLACK_API_URL must begin with https://, or with http:// and a loopback host such as 127.0.0.1: tokens are sent to it")
	}
	if !strings.HasSuffix(u.Path, "/") {
		u = u.JoinPath("/")
	}
	return u.String(), nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
