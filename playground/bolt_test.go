package playground

import (
	"bytes"
	"context"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"testing"
	"time"
)

// boltPatience is how long Slack's client may take for each step: it is a
// process of its own, so real time passes here.
const boltPatience = 30 * time.Second

// Slack's own framework, of which no line is ours, connects to the workspace
// and does what a bot does. It needs Node.js and npm, which `.ci/tools`
// installs; a machine without them fails.
func TestOfficialClientWorksAgainstTheWorkspace(t *testing.T) {
	if testing.Short() {
		t.Skip("starts Node.js")
	}
	ws, err := New(Options{App: App{Commands: []Command{{Name: "/coffee"}}}, Alone: true, RateLimits: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := ws.Close(); err != nil {
			t.Error(err)
		}
	})
	server := httptest.NewServer(ws.Handler())
	t.Cleanup(server.Close)
	startBolt(t, ws, server.URL+"/api/")
	ana := ws.As("ana")
	eventually(t, "the app connects", func() bool { return ws.Connections() > 0 })

	// A message, and an answer in its thread.
	ts, err := ana.Say(practice, "I need coffee")
	if err != nil {
		t.Fatal(err)
	}
	var answer Message
	eventually(t, "the app answers in the thread", func() bool {
		thread := ana.Thread(practice, ts)
		if len(thread) == 2 {
			answer = thread[1]
		}
		return len(thread) == 2
	})
	if want := "How do you take it, <@" + ana.ID() + ">?"; answer.Text != want || answer.BotID == "" {
		t.Errorf("the answer is %q by the bot %q, want %q", answer.Text, answer.BotID, want)
	}

	// A button opens a modal; a wrong value comes back as the field's error.
	if err := ana.Click(practice, answer.TS, "Order"); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the button opens a modal", func() bool { return len(ana.Views()) == 1 })
	fields, err := ana.Submit("", map[string]string{"Cups": "12"})
	if err != nil {
		t.Fatal(err)
	}
	if fields["cups"] != "One to three, please." || len(ana.Views()) != 1 {
		t.Errorf("after a wrong value the fields' errors are %v and %d modals are open", fields, len(ana.Views()))
	}
	if fields, err = ana.Submit("", map[string]string{"Cups": "2"}); err != nil || len(fields) > 0 {
		t.Fatalf("a right value is refused: %v %v", fields, err)
	}
	if len(ana.Views()) != 0 {
		t.Error("the modal stayed open")
	}
	eventually(t, "what was entered arrives in the thread", func() bool {
		return slices.ContainsFunc(ana.Thread(practice, ts), func(m Message) bool { return m.Text == "2 for <@"+ana.ID()+">" })
	})

	// A slash command: a private ack, and a message through the response URL.
	if err := ana.Command(practice, "/coffee black"); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the command is answered privately and in the channel", func() bool {
		private := slices.ContainsFunc(ana.Ephemerals(practice), func(m Message) bool { return m.Text == "Heard: black" })
		public := slices.ContainsFunc(ana.Messages(practice), func(m Message) bool { return m.Text == "Coffee for <@"+ana.ID()+">: black" })
		return private && public
	})
	eventually(t, "every event is acknowledged", func() bool { return ws.Pending() == 0 })
}

// startBolt installs the framework at its pinned version beside a copy of
// testdata/bolt and starts the app there until the test ends. What the app
// printed is shown when the test fails.
func startBolt(t *testing.T, ws *Workspace, api string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/bolt")); err != nil {
		t.Fatal(err)
	}
	installing, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	install := exec.CommandContext(installing, "npm", "ci", "--no-audit", "--no-fund")
	install.Dir = dir
	if out, err := install.CombinedOutput(); err != nil {
		t.Fatalf("npm ci: %v (`make tools` installs what is missing)\n%s", err, out)
	}
	app, bot := ws.Tokens()
	var printed bytes.Buffer
	node := exec.Command("node", "app.mjs")
	node.Dir = dir
	node.Env = append(os.Environ(), "SLACK_API_URL="+api, "SLACK_APP_TOKEN="+app, "SLACK_BOT_TOKEN="+bot)
	node.Stdout, node.Stderr = &printed, &printed
	if err := node.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		node.Process.Kill()
		node.Wait()
		if t.Failed() {
			t.Logf("the app printed:\n%s", &printed)
		}
	})
}

// eventually waits for what another process does.
func eventually(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(boltPatience); !done(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("in %v it did not happen that %s", boltPatience, what)
		}
	}
}
