package cli

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"greenroom/ops"
	"greenroom/playground"
	"greenroom/storage"
)

// A patient is a team's settings and workspace for the doctor to look at.
type patient struct {
	t      *testing.T
	ws     *playground.Workspace
	config string // its text
	env    map[string]string
	path   string // of the settings file
	date   func(now time.Time) time.Time
}

// newPatient is well, unless options make it ill.
func newPatient(t *testing.T, o playground.Options) *patient {
	t.Helper()
	if o.App.Scopes == nil {
		o.App = appOf()
	}
	ws, err := playground.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ws.Close() })
	p := &patient{t: t, ws: ws, path: filepath.Join(t.TempDir(), "config.yaml")}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p.date != nil {
			w.Header().Set("Date", p.date(time.Now()).UTC().Format(http.TimeFormat))
		}
		ws.Handler().ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	app, bot := ws.Tokens()
	p.env = map[string]string{"SLACK_APP_TOKEN": app, "SLACK_BOT_TOKEN": bot, "SLACK_API_URL": server.URL + "/api/"}
	p.config = fmt.Sprintf("admins: [%s]\nschedules:\n  - {name: weekdays, channel: %s, timezone: Europe/Berlin}\n",
		ws.PersonID("ana"), ws.ChannelID("interview-practice"))
	return p
}

// change replaces a part of the settings.
func (p *patient) change(old, new string) {
	p.t.Helper()
	if !strings.Contains(p.config, old) {
		p.t.Fatalf("the settings have no %q", old)
	}
	p.config = strings.ReplaceAll(p.config, old, new)
}

// run runs a command on the patient's settings.
func (p *patient) run(args ...string) (code int, out, errs string) {
	p.t.Helper()
	if err := os.WriteFile(p.path, []byte(p.config), 0o600); err != nil {
		p.t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	code = Run(p.t.Context(), append(args, "-c", p.path), strings.NewReader(""), &stdout, &stderr, func(key string) string { return p.env[key] })
	for _, key := range []string{"SLACK_APP_TOKEN", "SLACK_BOT_TOKEN"} {
		if token := p.env[key]; token != "" && strings.Contains(stdout.String()+stderr.String(), token) {
			p.t.Errorf("the token %s is printed", key)
		}
	}
	return code, stdout.String(), stderr.String()
}

// diagnosed runs the doctor and checks how it comes out, and that each of the
// texts is said.
func (p *patient) diagnosed(code int, said ...string) string {
	p.t.Helper()
	got, out, errs := p.run("doctor")
	if got != code {
		p.t.Errorf("exit %d, want %d: %s", got, code, errs)
	}
	for _, text := range said {
		if !strings.Contains(out, text) {
			p.t.Errorf("not said: %s", text)
		}
	}
	if p.t.Failed() {
		p.t.Logf("it said:\n%s", out)
	}
	return out
}

func TestDoctorFindsNothingWrong(t *testing.T) {
	p := newPatient(t, playground.Options{})
	out := p.diagnosed(0,
		"bot token: @greenroom in", "scopes: all 13", "app-level token: Slack lets it open connections", "clock: it agrees",
		"the bot is in #interview-practice ("+p.ws.ChannelID("interview-practice")+")", "("+p.ws.PersonID("ana")+")",
		"at 09:00 on Monday to Friday, Europe/Berlin; the next:", "will be made at the first start",
		"All is well.", "greenroom run -c "+p.path, "/interview post",
	)
	if strings.Contains(out, "WRONG") {
		t.Error("something is called wrong")
	}
	if strings.Count(out, " 09:00 CE") != nextShown {
		t.Errorf("not %d occurrences are named", nextShown)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(p.path), "*")); len(left) != 1 {
		t.Errorf("it left files: %v", left)
	}
	if n := p.ws.Connections(); n != 0 {
		t.Errorf("%d connections were made", n)
	}
}

func TestDoctorNamesWhatIsWrong(t *testing.T) {
	without := func(scope string) playground.Options {
		o := playground.Options{App: appOf()}
		o.App.Scopes = slices.DeleteFunc(o.App.Scopes, func(s string) bool { return s == scope })
		return o
	}
	for _, test := range []struct {
		name    string
		options playground.Options
		ill     func(p *patient)
		code    int
		said    []string
	}{
		{
			name: "a scope is missing", options: without("files:write"), code: 1,
			said: []string{"the bot token lacks scopes: files:write (for sending an export as a file, and a digest's picture)", "greenroom manifest", "install the app again"},
		},
		{
			name: "people cannot be looked up", options: without("users:read"), code: 1,
			said: []string{"lacks scopes: users:read", "admins are not checked, for want of a scope"},
		},
		{
			name: "the bot is not in the channel", ill: func(p *patient) { _ = p.ws.Kick("interview-practice") }, code: 1,
			said: []string{"the bot is not in #interview-practice", "-> type in #interview-practice: /invite @greenroom"},
		},
		{
			name: "the bot is not in the channel that is named", code: 1,
			ill:  func(p *patient) { p.change(p.ws.ChannelID("interview-practice"), `"#general"`) },
			said: []string{"channel #general: the bot is not in #general (C", "-> type in #general: /invite @greenroom"},
		},
		{
			name: "the channel is archived", ill: func(p *patient) { _ = p.ws.Archive("interview-practice") }, code: 1,
			said: []string{"is archived", "-> unarchive it"},
		},
		{
			name: "there is no such channel", code: 1,
			ill:  func(p *patient) { p.change(p.ws.ChannelID("interview-practice"), "C0NOWHERE0") },
			said: []string{"channel C0NOWHERE0: there is none, or it is private", "/invite @greenroom"},
		},
		{
			name: "the channel's name is misspelt", code: 1,
			ill:  func(p *patient) { p.change(p.ws.ChannelID("interview-practice"), `"#interview-practise"`) },
			said: []string{"there is none of that name", "did you mean #interview-practice?"},
		},
		{
			name: "the example's placeholders are left", code: 2,
			ill: func(p *patient) {
				p.change(p.ws.ChannelID("interview-practice"), "C0123ABCD")
				p.change(p.ws.PersonID("ana"), "U0123ABCD")
			},
			said: []string{"U0123ABCD is the example's placeholder", "Copy member ID", " is U", "C0123ABCD is the example's placeholder", "#interview-practice is C"},
		},
		{
			name: "an admin is nobody", ill: func(p *patient) { p.change(p.ws.PersonID("ana"), "U0NOBODY00") }, code: 1,
			said: []string{"admins: there is no U0NOBODY00 in this workspace", "-> put your own member id under admins"},
		},
		{
			name: "an admin is the bot", ill: func(p *patient) { p.change(p.ws.PersonID("ana"), p.ws.BotUser()) }, code: 1,
			said: []string{"is a bot"},
		},
		{
			name: "there are no tokens", ill: func(p *patient) { p.env = nil }, code: 2,
			said: []string{"SLACK_APP_TOKEN is not set", "SLACK_BOT_TOKEN is not set", "channels and admins are not checked", "schedule weekdays: at 09:00", "will be made at the first start"},
		},
		{
			name: "the tokens are swapped", code: 2,
			ill: func(p *patient) {
				p.env["SLACK_APP_TOKEN"], p.env["SLACK_BOT_TOKEN"] = p.env["SLACK_BOT_TOKEN"], p.env["SLACK_APP_TOKEN"]
			},
			said: []string{"SLACK_APP_TOKEN and SLACK_BOT_TOKEN are swapped"},
		},
		{
			name: "the bot token is not Slack's", ill: func(p *patient) { p.env["SLACK_BOT_TOKEN"] = "xoxb-1-2-3" }, code: 2,
			said: []string{"Slack refuses the bot token: invalid_auth", "-> copy the bot token anew into SLACK_BOT_TOKEN", "app-level token: Slack lets it open connections"},
		},
		{
			name: "the app-level token is not Slack's", ill: func(p *patient) { p.env["SLACK_APP_TOKEN"] = "xapp-1-2-3" }, code: 2,
			said: []string{"Slack refuses with invalid_auth", "connections:write", "-> then put it into SLACK_APP_TOKEN"},
		},
		{
			name: "the tokens are of two apps", ill: func(p *patient) { p.env["SLACK_APP_TOKEN"] = "xapp-1-A0ANOTHER-5-abc" }, code: 2,
			said: []string{"the tokens are of two apps", "A0ANOTHER", "-> take both tokens from one app"},
		},
		{
			name: "Slack cannot be reached", ill: func(p *patient) { p.env["SLACK_API_URL"] = "http://127.0.0.1:1/api/" }, code: 1,
			said: []string{"Slack cannot be reached: ", "-> check that this machine reaches Slack", "tokens, channels and admins are not checked", "One thing is"},
		},
		{
			name: "the clock is wrong", ill: func(p *patient) { p.date = func(now time.Time) time.Time { return now.Add(-10 * time.Minute) } }, code: 1,
			said: []string{"clock is ", " ahead of Slack's", "timedatectl"},
		},
		{
			name: "nothing is ever asked", ill: func(p *patient) { p.change("timezone", `skip: ["2020-01-01..2099-12-31"], timezone`) }, code: 2,
			said: []string{"never posts: each of its"},
		},
		{
			name: "no question is selected", code: 1,
			ill:  func(p *patient) { p.change("timezone", `questions: {rounds: [technical], areas: [people]}, timezone`) },
			said: []string{"schedule weekdays: there is no question that it selects"},
		},
		{
			name: "the database's directory is missing", ill: func(p *patient) { p.config += "storage: nowhere/at/all.db\n" }, code: 1,
			said: []string{"cannot be made", "-> mkdir -p"},
		},
		{
			name: "the file is no database", code: 1,
			ill: func(p *patient) {
				if err := os.WriteFile(filepath.Join(filepath.Dir(p.path), "greenroom.db"), bytes.Repeat([]byte("x"), 1<<16), 0o600); err != nil {
					p.t.Fatal(err)
				}
			},
			said: []string{"-> move the file away and put the last backup in its place"},
		},
		{
			name: "others can read the database", code: 1,
			ill: func(p *patient) {
				path := filepath.Join(filepath.Dir(p.path), "greenroom.db")
				s, err := storage.Open(p.t.Context(), path, "")
				if err == nil {
					err = s.Close()
				}
				if err == nil {
					err = os.Chmod(path, 0o644)
				}
				if err != nil {
					p.t.Fatal(err)
				}
			},
			said: []string{"others on this machine can read", "-> chmod 600", "checked and whole"},
		},
		{
			name: "another workspace's database", code: 1,
			ill: func(p *patient) {
				s, err := storage.Open(p.t.Context(), filepath.Join(filepath.Dir(p.path), "greenroom.db"), "T0ANOTHER")
				if err != nil {
					p.t.Fatal(err)
				}
				if err := s.Close(); err != nil {
					p.t.Fatal(err)
				}
			},
			said: []string{"belongs to another workspace", "-> give this workspace a file of its own"},
		},
		{
			name: "somebody has the database and does not answer", code: 1,
			ill: func(p *patient) {
				s, err := storage.Open(p.t.Context(), filepath.Join(filepath.Dir(p.path), "greenroom.db"), "")
				if err != nil {
					p.t.Fatal(err)
				}
				p.t.Cleanup(func() { _ = s.Close() })
			},
			said: []string{"another greenroom has the file open", fmt.Sprintf("process %d", os.Getpid())},
		},
		{
			name: "the address for health is taken", code: 1,
			ill: func(p *patient) {
				p.config += "http: " + strings.TrimSuffix(strings.TrimPrefix(p.env["SLACK_API_URL"], "http://"), "/api/") + "\n"
			},
			said: []string{"is in use by another process"},
		},
		{
			name: "the settings have mistakes, and the tokens too", code: 2,
			ill:  func(p *patient) { p.config += "conections: 3\n"; p.env["SLACK_APP_TOKEN"] = "" },
			said: []string{`did you mean "connections"?`, "SLACK_APP_TOKEN is not set"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newPatient(t, test.options)
			if test.ill != nil {
				test.ill(p)
			}
			p.diagnosed(test.code, append(test.said, "wrong. Do what the arrows say")...)
		})
	}
}

func TestDoctorIsPatientWithSlack(t *testing.T) {
	p := newPatient(t, playground.Options{})
	p.ws.Fault(playground.Fault{Kind: playground.RateLimit, Method: "auth.test", Count: 1, RetryAfter: 1})
	p.diagnosed(0, "bot token: @greenroom")
}

func TestDoctorTellsHowTheRunningBotStands(t *testing.T) {
	for _, test := range []struct {
		name   string
		status ops.Status
		code   int
		said   string
	}{
		{"connected", ops.Status{Connections: 2, Wanted: 2}, 0, "ok     the running bot is connected to Slack (2 connections)"},
		{"connected by half", ops.Status{Connections: 1, Wanted: 2, LastError: "it closed"}, 0, "note   the running bot has 1 of its 2 connections to Slack: it closed"},
		{"not connected", ops.Status{Wanted: 2, LastError: "no route"}, 1, "WRONG  the running bot is not connected to Slack: no route"},
		{"not alone", ops.Status{Connections: 2, Wanted: 2, Others: 1}, 1, "WRONG  another process uses this app (connections: 1)"},
		{"a little behind", ops.Status{Connections: 2, Wanted: 2, Waiting: 1}, 0, "note   1 message waits to be delivered"},
		{"behind", ops.Status{Connections: 2, Wanted: 2, Waiting: 9}, 0, "note   9 messages wait to be delivered"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := newPatient(t, playground.Options{})
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan error, 1)
			go func() {
				done <- ops.ServeControl(ctx, p.database()+".sock", ops.Control{
					Status: func(context.Context) (ops.Status, error) { return test.status, nil },
					Check:  func(context.Context, func(int, int)) error { return nil },
				}, slog.New(slog.DiscardHandler))
			}()
			for {
				if client, err := ops.Dial(p.database() + ".sock"); err == nil {
					client.Close()
					break
				}
			}
			p.diagnosed(test.code, test.said)
			cancel()
			if err := <-done; err != nil {
				t.Error(err)
			}
		})
	}
}

func TestDoctorNamesEachScheduleToTry(t *testing.T) {
	p := newPatient(t, playground.Options{})
	p.config += fmt.Sprintf("  - {name: leads, channel: %s, timezone: Asia/Tokyo}\n", p.ws.ChannelID("interview-practice"))
	p.diagnosed(0, "/interview post weekdays, /interview post leads")
	p.config = fmt.Sprintf("admins: [%s]\n", p.ws.PersonID("ana"))
	p.diagnosed(0, "There are no schedules, so type /interview in Slack")
}

func TestAllMistakesOfSettingsAndPacksAreToldAtOnce(t *testing.T) {
	p := newPatient(t, playground.Options{})
	pack := filepath.Join(filepath.Dir(p.path), "ours")
	if err := os.Mkdir(pack, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(pack, "q.yaml"), []byte("- id: Not An Id\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.config += "packs: [ours]\nconnections: 99\nretention: 1h\n"
	code, out, errs := p.run("export", "--user", "U0ANA0000")
	if code != 2 || out != "" {
		t.Errorf("exit %d, output %q", code, out)
	}
	for _, text := range []string{"config.yaml:5:", "config.yaml:6:", filepath.Join("ours", "q.yaml") + ":1:"} {
		if !strings.Contains(errs, text) {
			t.Errorf("%s is missing in\n%s", text, errs)
		}
	}
}

func TestNothingFromSlackCommandsTheTerminal(t *testing.T) {
	var out bytes.Buffer
	f := &findings{out: &out}
	f.ok("admin %s", "Eve \x1b[2J\r\u202e")
	if got := out.String(); got != "ok     admin Eve ?[2J??\n" {
		t.Errorf("printed %q", got)
	}
}

func TestDoctorDoesNotCallSettingsWellThatHavePlaceholders(t *testing.T) {
	p := newPatient(t, playground.Options{})
	p.change(p.ws.ChannelID("interview-practice"), "C0123ABCD")
	out := p.diagnosed(2, "note   settings: "+p.path+" is well formed, and still has placeholders of the example", "C0123ABCD is the example's placeholder")
	if strings.Contains(out, "ok     settings") {
		t.Errorf("it said\n%s", out)
	}
}

func TestDoctorNamesTheComingDaysOff(t *testing.T) {
	p := newPatient(t, playground.Options{})
	p.change("timezone", `holidays: [DE], timezone`)
	p.diagnosed(0, ": off (Karfreitag)", ": off (Ostermontag)")
}
