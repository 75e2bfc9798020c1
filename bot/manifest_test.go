package bot

import (
	"bytes"
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"greenroom/bot/view"
)

// TestManifestKeepsSlacksLimits holds the manifest against the limits of Slack's
// manifest schema.
func TestManifestKeepsSlacksLimits(t *testing.T) {
	m := newManifest()
	length := func(what, text string, least, most int) {
		t.Helper()
		if n := utf8.RuneCountInString(text); n < least || n > most {
			t.Errorf("%s has %d characters; %d to %d are allowed", what, n, least, most)
		}
	}
	matches := func(what, text, pattern string) {
		t.Helper()
		if !regexp.MustCompile(pattern).MatchString(text) {
			t.Errorf("%s is %q, which is not %s", what, text, pattern)
		}
	}
	length("the name", m.Display.Name, 1, 35)
	length("the description", m.Display.Description, 1, 140)
	length("the long description", m.Display.LongDescription, 174, 4000)
	matches("the background", m.Display.Background, `^#([0-9a-f]{3}){1,2}$`)
	length("the bot's name", m.Features.User.Name, 1, 80)
	matches("the bot's name", m.Features.User.Name, `^[a-z0-9._-]+$`)
	if n := len(m.Features.Shortcuts); n == 0 || n > 10 {
		t.Errorf("%d shortcuts", n)
	}
	for _, s := range m.Features.Shortcuts {
		length("shortcut "+s.Name, s.Name, 1, 24)
		length("the description of "+s.Name, s.Description, 1, 150)
		length("the callback of "+s.Name, s.Callback, 1, 255)
		matches("the type of "+s.Name, s.Type, `^(message|global)$`)
	}
	if n := len(m.Features.Commands); n == 0 || n > 50 {
		t.Errorf("%d commands", n)
	}
	for _, c := range m.Features.Commands {
		length("command "+c.Command, c.Command, 2, 32)
		matches("command "+c.Command, c.Command, `^/[a-z0-9_-]+$`)
		length("the description of "+c.Command, c.Description, 1, 2000)
		length("the usage of "+c.Command, c.Usage, 1, 1000)
	}
	if n := len(m.Settings.Events.Bot); n == 0 || n > 100 {
		t.Errorf("%d events", n)
	}
	if n := len(m.Permissions.Scopes.Bot); n == 0 || n > 255 {
		t.Errorf("%d scopes", n)
	}
	for _, list := range [][]string{m.Settings.Events.Bot, m.Permissions.Scopes.Bot} {
		sorted := slices.Sorted(slices.Values(list))
		if len(slices.Compact(sorted)) != len(list) {
			t.Errorf("something stands twice in %v", list)
		}
	}
}

// TestEveryEventHasItsScope: Slack refuses a manifest that subscribes to what no
// scope allows.
func TestEveryEventHasItsScope(t *testing.T) {
	needs := map[string][]string{
		"app_home_opened": {}, "app_mention": {"app_mentions:read"}, "message.channels": {"channels:history"},
		"message.groups": {"groups:history"}, "message.im": {"im:history"}, "member_joined_channel": {"channels:read", "groups:read"},
	}
	scopes := newManifest().Permissions.Scopes.Bot
	for _, e := range Events() {
		needed, known := needs[e]
		if !known {
			t.Errorf("the scope of event %s is not known to this test", e)
		}
		for _, s := range needed {
			if !slices.Contains(scopes, s) {
				t.Errorf("event %s needs the scope %s", e, s)
			}
		}
	}
	if len(Commands()) > 0 && !slices.Contains(scopes, "commands") {
		t.Error("slash commands and shortcuts need the scope commands")
	}
}

// TestManifestIsWhatSlackReads decodes the manifest into slack-go's own type,
// which must know every key of it.
func TestManifestIsWhatSlackReads(t *testing.T) {
	content, err := Manifest()
	if err != nil {
		t.Fatal(err)
	}
	var m slack.Manifest
	d := json.NewDecoder(bytes.NewReader(content))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		t.Fatalf("slack-go cannot read it: %v", err)
	}
	if m.Features.BotUser.DisplayName != "greenroom" || !m.Features.AppHome.HomeTabEnabled || !m.Features.AppHome.MessagesTabEnabled || m.Features.AppHome.MessagesTabReadOnlyEnabled {
		t.Errorf("features %+v", m.Features)
	}
	if !m.Settings.SocketModeEnabled || !m.Settings.Interactivity.IsEnabled || m.Settings.OrgDeployEnabled {
		t.Errorf("settings %+v", m.Settings)
	}
	if len(m.Features.Shortcuts) != 1 || m.Features.Shortcuts[0].CallbackID != view.CallMessageFeedback {
		t.Errorf("shortcuts %+v", m.Features.Shortcuts)
	}
	if len(m.OAuthConfig.Scopes.Bot) != len(Scopes()) || len(m.Settings.EventSubscriptions.BotEvents) != len(Events()) {
		t.Errorf("%d scopes, %d events", len(m.OAuthConfig.Scopes.Bot), len(m.Settings.EventSubscriptions.BotEvents))
	}
	for _, url := range []string{`"url"`, `"request_url"`} {
		if strings.Contains(string(content), url) {
			t.Errorf("it has %s, though everything comes by Socket Mode", url)
		}
	}
}

func TestManifestURLCarriesTheManifest(t *testing.T) {
	address, err := ManifestURL()
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.Host != "api.slack.com" || u.Path != "/apps" || u.Query().Get("new_app") != "1" {
		t.Fatalf("%s: %v", address, err)
	}
	content, err := Manifest()
	if err != nil {
		t.Fatal(err)
	}
	var short bytes.Buffer
	if err := json.Compact(&short, content); err != nil || short.String() != u.Query().Get("manifest_json") {
		t.Errorf("it carries %s: %v", u.Query().Get("manifest_json"), err)
	}
	// Servers and browsers take addresses of some 8,000 characters.
	if len(address) > 6000 {
		t.Errorf("the address has %d characters", len(address))
	}
	if strings.Contains(address, "+") {
		t.Error("a space is written as +, which some readers take for a plus")
	}
}
