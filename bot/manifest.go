package bot

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
)

// manifest is the Slack app manifest, as far as it is used here. A typed one
// cannot have a key that Slack does not know, which it would refuse.
type manifest struct {
	Metadata    manifestMetadata    `json:"_metadata"`
	Display     manifestDisplay     `json:"display_information"`
	Features    manifestFeatures    `json:"features"`
	Permissions manifestPermissions `json:"oauth_config"`
	Settings    manifestSettings    `json:"settings"`
}

type manifestMetadata struct {
	Major int `json:"major_version"`
	Minor int `json:"minor_version"`
}

type manifestDisplay struct {
	Name            string `json:"name"`
	Description     string `json:"description"`
	LongDescription string `json:"long_description"`
	Background      string `json:"background_color"`
}

type manifestFeatures struct {
	Home      manifestHome       `json:"app_home"`
	User      manifestUser       `json:"bot_user"`
	Shortcuts []manifestShortcut `json:"shortcuts"`
	Commands  []manifestCommand  `json:"slash_commands"`
}

type manifestHome struct {
	HomeTab          bool `json:"home_tab_enabled"`
	MessagesTab      bool `json:"messages_tab_enabled"`
	MessagesReadOnly bool `json:"messages_tab_read_only_enabled"`
}

type manifestUser struct {
	Name         string `json:"display_name"`
	AlwaysOnline bool   `json:"always_online"`
}

type manifestShortcut struct {
	Name        string `json:"name"`
	Type        string `json:"type"` // message or global
	Callback    string `json:"callback_id"`
	Description string `json:"description"`
}

type manifestCommand struct {
	Command     string `json:"command"`
	Description string `json:"description"`
	Usage       string `json:"usage_hint"`
	Escape      bool   `json:"should_escape"` // people and channels come as ids
}

type manifestPermissions struct {
	Scopes struct {
		Bot []string `json:"bot"`
	} `json:"scopes"`
}

type manifestSettings struct {
	Events struct {
		Bot []string `json:"bot_events"`
	} `json:"event_subscriptions"`
	Interactivity struct {
		Enabled bool `json:"is_enabled"`
	} `json:"interactivity"`
	OrgDeploy     bool `json:"org_deploy_enabled"`
	SocketMode    bool `json:"socket_mode_enabled"`
	TokenRotation bool `json:"token_rotation_enabled"`
}

// UserName is the handle of the bot, as one types it after the @.
const UserName = "greenroom"

func newManifest() manifest {
	m := manifest{
		Metadata: manifestMetadata{Major: 2, Minor: 1},
		Display: manifestDisplay{
			Name:        "Greenroom",
			Description: "Interview practice for IT managers: a daily question, guidance, mock rounds and private feedback.",
			LongDescription: "Greenroom posts an interview question in your channel every working day. Answer in its thread, or privately. " +
				"Ask for guidance and for the questions that an interviewer would ask next, run a mock round in your DM with /interview, " +
				"and read your own answers again whenever you like.\n\n" +
				"What you ask for, only you see. There are no scores and no rankings, and nobody in Slack can read your private answers.",
			Background: "#1f4d3a",
		},
		Features: manifestFeatures{
			Home: manifestHome{HomeTab: true, MessagesTab: true},
			User: manifestUser{Name: UserName, AlwaysOnline: true},
		},
	}
	for _, s := range Shortcuts() {
		m.Features.Shortcuts = append(m.Features.Shortcuts, manifestShortcut{Name: s.Name, Type: "message", Callback: s.Callback, Description: s.Description})
	}
	for _, c := range Commands() {
		m.Features.Commands = append(m.Features.Commands, manifestCommand{Command: c.Name, Description: c.Description, Usage: c.Usage, Escape: true})
	}
	for _, s := range Scopes() {
		m.Permissions.Scopes.Bot = append(m.Permissions.Scopes.Bot, s.Name)
	}
	m.Settings.Events.Bot = Events()
	m.Settings.Interactivity.Enabled = true
	m.Settings.SocketMode = true
	return m
}

// Manifest returns the Slack app manifest, from which Slack makes the app with
// all that the bot needs. The app-level token alone has to be made by hand.
func Manifest() ([]byte, error) {
	out, err := json.MarshalIndent(newManifest(), "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the manifest: %w", err)
	}
	return append(out, '\n'), nil
}

// ManifestURL returns the address of the page on which Slack offers to create
// the app from the manifest.
func ManifestURL() (string, error) {
	out, err := json.Marshal(newManifest())
	if err != nil {
		return "", fmt.Errorf("write the manifest: %w", err)
	}
	// Not every reader of an address takes + for a space.
	escaped := strings.ReplaceAll(url.QueryEscape(string(out)), "+", "%20")
	return "https://api.slack.com/apps?new_app=1&manifest_json=" + escaped, nil
}
