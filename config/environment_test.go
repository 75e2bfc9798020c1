package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTokens(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	const app, bot = "xapp-1-SECRET", "xoxb-2-SECRET"
	type env map[string]string
	for _, tc := range []struct {
		name string
		env  env
		want []string // nil: both tokens are there
	}{
		{"both in variables", env{"SLACK_APP_TOKEN": app, "SLACK_BOT_TOKEN": bot}, nil},
		{"with a line end from a shell", env{"SLACK_APP_TOKEN": app + "\n", "SLACK_BOT_TOKEN": " " + bot}, nil},
		{"both in files", env{"SLACK_APP_TOKEN_FILE": file("app", app+"\r\n"), "SLACK_BOT_TOKEN_FILE": file("bot", bot+"\n")}, nil},
		{"neither", env{}, []string{"SLACK_APP_TOKEN is not set", "SLACK_BOT_TOKEN is not set"}},
		{"one missing, one file not there", env{"SLACK_BOT_TOKEN_FILE": filepath.Join(dir, "none")}, []string{"SLACK_APP_TOKEN is not set", "SLACK_BOT_TOKEN_FILE: there is no file " + filepath.Join(dir, "none") + ": make it, with the bot token"}},
		{"a directory for a file", env{"SLACK_APP_TOKEN_FILE": dir, "SLACK_BOT_TOKEN": bot}, []string{"SLACK_APP_TOKEN_FILE: " + dir + " is a directory: name the file in it"}},
		{"both ways at once", env{"SLACK_APP_TOKEN": app, "SLACK_APP_TOKEN_FILE": "x", "SLACK_BOT_TOKEN": bot}, []string{"SLACK_APP_TOKEN and SLACK_APP_TOKEN_FILE are both set"}},
		{"an empty file", env{"SLACK_APP_TOKEN_FILE": file("empty", "\n"), "SLACK_BOT_TOKEN": bot}, []string{"SLACK_APP_TOKEN_FILE", "is empty"}},
		{"swapped", env{"SLACK_APP_TOKEN": bot, "SLACK_BOT_TOKEN": app}, []string{"are swapped"}},
		{"the bot token twice", env{"SLACK_APP_TOKEN": bot, "SLACK_BOT_TOKEN": bot}, []string{"SLACK_APP_TOKEN holds a bot token", "begins with xapp-"}},
		{"a user token", env{"SLACK_APP_TOKEN": app, "SLACK_BOT_TOKEN": "xoxp-SECRET"}, []string{"SLACK_BOT_TOKEN holds a user token"}},
		{"no token at all", env{"SLACK_APP_TOKEN": "SECRET", "SLACK_BOT_TOKEN": "xoxb-"}, []string{"SLACK_APP_TOKEN holds no such token", "SLACK_BOT_TOKEN holds no such token"}},
		{"a whole file in one variable", env{"SLACK_APP_TOKEN": app + "\n" + bot, "SLACK_BOT_TOKEN": bot}, []string{"SLACK_APP_TOKEN holds more than a token"}},
		{"quotes from a curly editor", env{"SLACK_APP_TOKEN": "“" + app + "”", "SLACK_BOT_TOKEN": bot}, []string{"SLACK_APP_TOKEN holds more than a token"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			gotApp, gotBot, err := Tokens(func(key string) string { return tc.env[key] })
			if tc.want == nil {
				if err != nil || gotApp != app || gotBot != bot {
					t.Errorf("got %q, %q, %v", gotApp, gotBot, err)
				}
				return
			}
			if err == nil {
				t.Fatalf("taken: %q, %q", gotApp, gotBot)
			}
			for _, want := range tc.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q lacks %q", err, want)
				}
			}
			if strings.Contains(err.Error(), "SECRET") || gotApp+gotBot != "" {
				t.Errorf("a token gets out: %q, %q, %v", gotApp, gotBot, err)
			}
		})
	}
}

func TestAPIURL(t *testing.T) {
	for _, tc := range []struct{ value, want, wrong string }{
		{value: "", want: "https://slack.com/api/"},
		{value: "https://slack.com/api", want: "https://slack.com/api/"},
		{value: "https://slack-gov.com/api/", want: "https://slack-gov.com/api/"},
		{value: "https://slack.example", want: "https://slack.example/"},
		{value: "http://127.0.0.1:8910/api", want: "http://127.0.0.1:8910/api/"},
		{value: "http://localhost:8910/api/", want: "http://localhost:8910/api/"},
		{value: "http://[::1]:8910/api/", want: "http://[::1]:8910/api/"},
		{value: "http://slack.com/api/", wrong: "must begin with https://"},
		{value: "http://127.0.0.1.evil.example/", wrong: "must begin with https://"},
		{value: "ftp://127.0.0.1/", wrong: "must begin with https://"},
		{value: "slack.com/api", wrong: "is not an address"},
		{value: "https://", wrong: "is not an address"},
		{value: "https://x y/", wrong: "is not an address"},
		{value: "https://me:SECRET@slack.com/api/", wrong: "more than host and path"},
		{value: "https://slack.com/api/?token=SECRET", wrong: "more than host and path"},
	} {
		got, err := APIURL(func(string) string { return tc.value })
		switch {
		case tc.wrong == "" && (err != nil || got != tc.want):
			t.Errorf("%q: %q, %v; want %q", tc.value, got, err, tc.want)
		case tc.wrong != "" && (err == nil || !strings.Contains(err.Error(), tc.wrong) || !strings.Contains(err.Error(), "SLACK_API_URL")):
			t.Errorf("%q: %q, %v; want an error with %q", tc.value, got, err, tc.wrong)
		case err != nil && strings.Contains(err.Error(), "SECRET"):
			t.Errorf("%q: a password gets out: %v", tc.value, err)
		}
	}
}
