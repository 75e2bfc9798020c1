package cli

import (
	"context"
	"encoding/base64"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// screenshots is where the browser tests leave pictures of what they saw.
var screenshots = flag.String("screenshots", os.Getenv("GREENROOM_SCREENSHOTS"), "a directory for pictures of the playground, which the browser tests write")

// browserPatience is how long a person waits for something to appear before
// the test gives up. It is long for slow machines: nothing waits for its end.
const browserPatience = 15 * time.Second

// TestBrowser plays people at the playground's page, in a real browser and
// with the bot that the playground command runs.
func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("the browser tests take some seconds each")
	}
	browser := startBrowser(t)
	for _, c := range []struct {
		name string
		play func(*testing.T, context.Context)
	}{
		{"a newcomer finds the first question, hints and a name", playNewcomer},
		{"an answer in the thread is counted, and its author alone gets a follow-up", playThread},
		{"guidance unfolds its example, and follow-ups say what they check", playGuidance},
		{"a private answer is kept, posted in the thread on request, and taken out again", playPrivately},
		{"a round goes from its form to the debrief", playRound},
		{"a full loop is debriefed round by round, ends in a break, and shows pictures where there are no charts", playLoop},
		{"a question from the bank is asked in the DM and answered there", playAsked},
		{"one's own answers are filtered, opened, marked, tried again, compared and deleted", playReview},
		{"reminders are turned on, snoozed and moved to another time zone in the Home tab", playSettings},
		{"Home shows how far somebody has come, on two devices", playHome},
		{"a job advert is read, corrected, and becomes a plan in Home", playPrepare},
		{"an answer is kept as a story, and found again", playStory},
		{"a question that went badly is due in Home and tried again", playAgain},
		{"somebody is forgotten, and told what goes and what stays", playForget},
		{"files, commands as they are typed, and the Home tab", playCorners},
		{"figures show as a chart or a picture, with their words", playChart},
		{"on a phone everything is reached with a thumb", playPhone},
		{"what was said is there after a restart with --data", playRestart},
	} {
		t.Run(c.name, func(t *testing.T) { c.play(t, browser) })
	}
}

// startBrowser starts Chromium for all of a test's pages.
func startBrowser(t *testing.T) context.Context {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Fatal("the browser tests need Chromium: no chromium, chromium-browser or google-chrome is in PATH; install it (apt-get install chromium), or leave these tests out with -short")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("hide-scrollbars", true),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	browser, closeBrowser := chromedp.NewContext(allocator)
	t.Cleanup(closeBrowser)
	if err := chromedp.Do(browser); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	return browser
}

// A served is a running playground command.
type served struct {
	url  string
	stop func() // ends it and waits; more than once is fine
}

// browserConfig asks nothing by itself while a test runs, and follows up soon.
const browserConfig = `
admins: [U0123ABCD]
schedules:
  - {name: weekdays, channel: "#interview-practice", cron: "0 3 1 1 *", reminder: "0 4 1 1 *", timezone: Europe/Berlin, questions: {rounds: [technical, strategy]}}
feedback: {after: 1s}
log: {level: warn}
`

// serve runs the playground command until the test ends. A warning in
// its log fails the test.
func serve(t *testing.T, flags ...string) *served {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(file, []byte(browserConfig), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	out := &output{changed: make(chan struct{}, 1)}
	var log output
	code := make(chan int, 1)
	args := append([]string{"playground", "--listen", "127.0.0.1:0", "-c", file}, flags...)
	go func() {
		code <- Run(ctx, args, strings.NewReader(""), out, &log, func(string) string { return "" })
	}()
	g := &served{stop: sync.OnceFunc(func() {
		cancel()
		select {
		case c := <-code:
			if c != exitOK || log.String() != "" {
				t.Errorf("the playground ended with code %d and said:\n%s", c, log.String())
			}
		case <-time.After(browserPatience):
			t.Error("the playground does not end")
		}
	})}
	t.Cleanup(g.stop)
	for {
		if _, after, ok := strings.Cut(out.String(), "Open "); ok && strings.HasSuffix(after, "\n") {
			g.url = strings.TrimSpace(after)
			return g
		}
		select {
		case <-out.changed:
		case c := <-code:
			code <- c
			t.Fatalf("the playground ended with code %d at once:\n%s", c, log.String())
		case <-time.After(browserPatience):
			t.Fatalf("the playground names no address:\n%s%s", out.String(), log.String())
		}
	}
}

// output is what a command wrote so far.
type output struct {
	mu      sync.Mutex
	text    strings.Builder
	changed chan struct{}
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.text.Write(p)
	select {
	case o.changed <- struct{}{}:
	default:
	}
	return len(p), nil
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// picture writes what the page shows into the directory of -screenshots, if
// that is given.
func (p *page) picture(name string) {
	p.t.Helper()
	if *screenshots == "" {
		return
	}
	// The pointer's hover and the caret's blinking are no part of a picture.
	p.do(chromedp.MouseEvent("mouseMoved", 1, 1))
	p.settled()
	data := run(p, chromedp.CaptureScreenshot())
	if err := os.MkdirAll(*screenshots, 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*screenshots, name+".png"), data, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// onePixel is a picture to upload.
func onePixel(t *testing.T) []byte {
	data, err := base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")
	if err != nil {
		t.Fatal(err)
	}
	return data
}
