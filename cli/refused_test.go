package cli

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"greenroom/playground"
)

// A refusal is one wrong thing in the setting of a bot that is otherwise right.
type refusal struct {
	config string            // in place of the right one
	env    map[string]string // over the right one; "-" takes a variable away
	args   []string          // over run -c config.yaml
	pack   string            // the text of the team's pack
	code   int
	says   []string
}

// What is wrong is one clear message, all of it at once, before anything is
// there: no database, no lock, no socket.
func TestWhatIsWrongIsSaidBeforeAnythingIsMade(t *testing.T) {
	ws, err := playground.New(playground.Options{App: appOf()})
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: ws.Handler()}
	go func() { _ = server.Serve(listener) }()
	defer func() { _ = server.Close(); _ = ws.Close() }()
	app, token := ws.Tokens()
	right := map[string]string{
		"SLACK_APP_TOKEN": app, "SLACK_BOT_TOKEN": token, "SLACK_API_URL": "http://" + listener.Addr().String() + "/api/",
	}
	schedule := `schedules: [{name: daily, channel: "#interview-practice", cron: "0 9 * * *", timezone: Europe/Berlin}]`
	settings := fmt.Sprintf("admins: [%s]\n%s\n", ws.PersonID("ana"), schedule)

	for name, r := range map[string]refusal{
		"no such config":         {args: []string{"run", "-c", "nowhere.yaml"}, code: 2, says: []string{"nowhere.yaml"}},
		"no YAML":                {config: "admins: [", code: 2, says: []string{"config.yaml:1"}},
		"a key that is not ours": {config: settings + "colour: red\n", code: 2, says: []string{"config.yaml:3:1", "colour"}},
		"a cron spec that never comes, and a zone that is none": {
			config: strings.NewReplacer("0 9 * * *", "0 9 31 2 *", "Europe/Berlin", "Europe/Berln").Replace(settings), code: 2, says: []string{"Europe/Berln"},
		},
		"several mistakes at once": {
			config: "admins: [1]\nconnections: 99\nretention: soon\nlog: {level: loud}\n" + schedule, code: 2, says: []string{"connections", "retention", "loud"},
		},
		"the example's placeholders": {config: strings.ReplaceAll(settings, ws.PersonID("ana"), "U0123ABCD"), code: 2, says: []string{"U0123ABCD"}},
		"no tokens": {
			env: map[string]string{"SLACK_APP_TOKEN": "-", "SLACK_BOT_TOKEN": "-"}, code: 2, says: []string{"SLACK_APP_TOKEN", "SLACK_BOT_TOKEN"},
		},
		"tokens that are swapped":        {env: map[string]string{"SLACK_APP_TOKEN": token, "SLACK_BOT_TOKEN": app}, code: 2, says: []string{"swapped"}},
		"a token file that is not there": {env: map[string]string{"SLACK_BOT_TOKEN": "-", "SLACK_BOT_TOKEN_FILE": "gone"}, code: 2, says: []string{"SLACK_BOT_TOKEN_FILE"}},
		"an API in the clear":            {env: map[string]string{"SLACK_API_URL": "http://slack.example/api/"}, code: 2, says: []string{"SLACK_API_URL"}},
		"a bot token that Slack refuses": {env: map[string]string{"SLACK_BOT_TOKEN": "xoxb-nothing"}, code: 1, says: []string{"SLACK_BOT_TOKEN", "invalid_auth"}},
		"an app token that Slack refuses": {
			env: map[string]string{"SLACK_APP_TOKEN": "xapp-nothing"}, code: 1, says: []string{"SLACK_APP_TOKEN", "invalid_auth"},
		},
		"a channel that the bot is not in": {
			config: strings.ReplaceAll(settings, "#interview-practice", "#general"), code: 1, says: []string{"#general", "/invite @greenroom"},
		},
		"a channel that is nowhere": {
			config: strings.ReplaceAll(settings, "#interview-practice", "C0NOWHERE"), code: 1, says: []string{"C0NOWHERE"},
		},
		"two channels that are wrong": {
			config: fmt.Sprintf("admins: [%s]\nschedules:\n  - {name: one, channel: \"#nowhere\", cron: \"0 9 * * *\", timezone: UTC}\n  - {name: two, channel: C0NOWHERE, cron: \"0 9 * * *\", timezone: UTC}\n", ws.PersonID("ana")),
			code:   1, says: []string{"#nowhere", "C0NOWHERE"},
		},
		"a pack that is not there": {config: settings + "packs: [gone]\n", code: 2, says: []string{"gone"}},
		"a pack with mistakes": {
			config: settings + "packs: [team]\n", pack: "- id: x\n  ask: What?\n  colour: red\n", code: 2, says: []string{"questions.yaml:3", "colour"},
		},
		"a flag that is not ours":     {args: []string{"run", "--loud"}, code: 2, says: []string{"--loud"}},
		"a command that is not ours":  {args: []string{"runn"}, code: 2, says: []string{"runn"}},
		"a playground for everybody":  {args: []string{"playground", "--listen", "0.0.0.0:0"}, code: 2, says: []string{"127.0.0.1"}},
		"an address that is none":     {config: settings + "http: 127.0.0.1:http-ish\n", code: 2, says: []string{"http"}},
		"a directory for the storage": {config: settings + "storage: .\n", code: 1, says: []string{"no greenroom database"}},
		"a storage in no directory":   {config: settings + "storage: nowhere/greenroom.db\n", code: 1, says: []string{"nowhere"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			t.Chdir(dir)
			if r.config == "" {
				r.config = settings
			}
			write := func(name, text string) {
				if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			write("config.yaml", r.config)
			if r.pack != "" {
				write("team/questions.yaml", r.pack)
			}
			if r.args == nil {
				r.args = []string{"run", "-c", "config.yaml"}
			}
			before := tree(t, dir)
			var out, errs bytes.Buffer
			code := Run(t.Context(), r.args, strings.NewReader(""), &out, &errs, func(name string) string {
				if v, ok := r.env[name]; ok {
					return strings.TrimPrefix(v, "-")
				}
				return right[name]
			})
			if code != r.code {
				t.Errorf("exit %d, want %d", code, r.code)
			}
			for _, words := range r.says {
				if !strings.Contains(errs.String(), words) {
					t.Errorf("it does not say %q:\n%s", words, &errs)
				}
			}
			for _, secret := range []string{app, token, "xoxb-nothing", "xapp-nothing"} {
				if strings.Contains(errs.String()+out.String(), secret) {
					t.Errorf("it says a token:\n%s", &errs)
				}
			}
			if n := strings.Count(errs.String(), "greenroom:"); n != 1 {
				t.Errorf("%d messages:\n%s", n, &errs)
			}
			if after := tree(t, dir); after != before {
				t.Errorf("it left something behind:\n%s", after)
			}
		})
	}
}

// tree lists all files below a directory.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		names = append(names, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(names, "\n")
}
