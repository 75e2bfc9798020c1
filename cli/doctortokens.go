package cli

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"greenroom/bot"
	"greenroom/bot/socket"
	"greenroom/ops"
)

const (
	getBotToken = "copy the bot token anew into SLACK_BOT_TOKEN: in the app's settings, under OAuth & Permissions, after installing the app"
	reinstall   = "print the manifest with: greenroom manifest, put it in the place of the present one in the app's settings, under App Manifest, save it, and install the app again under OAuth & Permissions; the bot token may be another one then"
)

// signIn checks the bot token, and this machine's clock by Slack's. who is nil
// where Slack did not let the bot in.
func (d *slackDoctor) signIn(ctx context.Context) (who *slack.AuthTestResponse, reached bool) {
	var asked, answered time.Time
	err := patiently(ctx, func(ctx context.Context) (err error) {
		asked = time.Now()
		who, err = d.web.AuthTestContext(ctx)
		answered = time.Now()
		return err
	})
	var refused slack.SlackErrorResponse
	switch {
	case errors.As(err, &refused):
		do := getBotToken
		if refused.Err == "not_allowed_token_type" {
			do = "SLACK_BOT_TOKEN holds a token of another kind: " + getBotToken
		}
		d.mistake(do, "Slack refuses the bot token: %s", refused.Err)
		return nil, true
	case err != nil:
		d.wrong("check that this machine reaches Slack by https: its name service, a firewall, HTTPS_PROXY", "Slack cannot be reached: %s", plainly(err))
		return nil, false
	}
	if who.BotID == "" {
		d.mistake(getBotToken, "SLACK_BOT_TOKEN is not a bot's token: it belongs to the user %s", who.User)
		return nil, true
	}
	if who.User != "" {
		d.handle = who.User
	}
	d.ok("bot token: @%s in %s (%s)", d.handle, who.Team, who.TeamID)
	d.clock(who.Header, asked, answered)
	return who, true
}

// skewed is how far this machine's clock may be off.
const skewed = 30 * time.Second

// clock compares this machine's clock with the time in Slack's answer.
func (d *slackDoctor) clock(h http.Header, asked, answered time.Time) {
	off, told := ahead(h, asked, answered)
	if !told {
		return
	}
	if off.Abs() < skewed {
		d.ok("clock: it agrees with Slack's")
		return
	}
	direction := "ahead of"
	if off < 0 {
		direction = "behind"
	}
	d.wrong("have it set by the network: timedatectl set-ntp true", "this machine's clock is %v %s Slack's, and so are the questions", off.Abs().Round(time.Second), direction)
}

// scopes compares the scopes that the token has with those that the bot needs.
func (d *slackDoctor) scopes(h http.Header) (granted func(string) bool) {
	list, told := h[http.CanonicalHeaderKey("X-OAuth-Scopes")]
	if !told {
		d.note("Slack did not say which scopes the token has")
		return func(string) bool { return true }
	}
	has := map[string]bool{}
	for s := range strings.SplitSeq(strings.Join(list, ","), ",") {
		has[strings.TrimSpace(s)] = true
	}
	var missing []string
	for _, s := range bot.Scopes() {
		if !has[s.Name] {
			missing = append(missing, fmt.Sprintf("%s (for %s)", s.Name, s.For))
		}
	}
	if len(missing) > 0 {
		d.wrong(reinstall, "the bot token lacks scopes: %s", strings.Join(missing, ", "))
	} else {
		d.ok("scopes: all %d", len(bot.Scopes()))
	}
	return func(scope string) bool { return has[scope] }
}

// connection checks the app-level token: by the connections of the bot that is
// running, else by asking for one, which is never made.
func (d *slackDoctor) connection(ctx context.Context, running *ops.Status) {
	if running != nil {
		d.connected(*running)
		return
	}
	_, err := d.opener.Open(ctx)
	var limited *socket.RateLimited
	var refused *socket.APIError
	switch {
	case err == nil:
		d.ok("app-level token: Slack lets it open connections")
	case errors.As(err, &limited):
		d.note("app-level token: not checked, since Slack was asked too often; try again in %v", limited.After)
	case errors.As(err, &refused) && socket.Fatal(err):
		d.mistake("then put it into SLACK_APP_TOKEN", "app-level token: %v", err)
	case errors.As(err, &refused):
		d.wrong("try again in a minute; if it stays, look whether Socket Mode is switched on in the app's settings", "app-level token: %v", err)
	default:
		d.wrong("check that this machine reaches Slack by https: its name service, a firewall, HTTPS_PROXY", "app-level token: not checked: %s", plainly(err))
	}
}

// connected tells how the running bot is connected.
func (d *slackDoctor) connected(s ops.Status) {
	switch {
	case s.Connections == 0:
		d.wrong("look at the bot's log", "the running bot is not connected to Slack: %s", s.LastError)
	case s.Connections < s.Wanted:
		d.note("the running bot has %d of its %d connections to Slack: %s", s.Connections, s.Wanted, s.LastError)
	default:
		d.ok("the running bot is connected to Slack (%d connections)", s.Connections)
	}
	if s.Others > 0 {
		d.wrong("stop the other process, or make an app-level token of its own for it in another app", "another process uses this app (connections: %d), and takes part of the answers", s.Others)
	}
	switch {
	case s.Waiting == 1:
		d.note("1 message waits to be delivered")
	case s.Waiting > 1:
		d.note("%d messages wait to be delivered", s.Waiting)
	}
}

// sameApp checks that both tokens are of one app, as far as that can be told: an
// app-level token names its app.
func (d *slackDoctor) sameApp(ctx context.Context, botID string) {
	parts := strings.Split(d.app, "-")
	if len(parts) < 4 || !strings.HasPrefix(parts[2], "A") {
		return
	}
	var info *slack.Bot
	err := patiently(ctx, func(ctx context.Context) (err error) {
		info, err = d.web.GetBotInfoContext(ctx, slack.GetBotInfoParameters{Bot: botID})
		return err
	})
	if err == nil && info.AppID != "" && info.AppID != parts[2] {
		d.mistake("take both tokens from one app", "the tokens are of two apps: the bot token of %s, the app-level token of %s", info.AppID, parts[2])
	}
}
