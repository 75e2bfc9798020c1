package bot

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/slack-go/slack"

	"greenroom/bank"
	"greenroom/bot/socket"
	"greenroom/bot/view"
	"greenroom/playground"
	"greenroom/practice"
	"greenroom/storage"
)

// ratings are figures to show.
var ratings = view.Bars{
	Title: "How you rated your answers", Unit: "from 1 to 5", Categories: []string{"Service management", "People"},
	Series: []view.BarSeries{{Name: "Now", Values: []float64{4, 2}}, {Name: "Before", Values: []float64{3, 2.5}}},
}

// ratingsSaid is a line of theirs in words.
const ratingsSaid = "Service management: Now 4, Before 3"

// A studio is a bot in a workspace, in a bubble, whose notices of a schedule that
// runs low show bars.
type studio struct {
	t      *testing.T
	ws     *playground.Workspace
	client *http.Client
	dial   func() socket.Options
	store  *storage.Store
	api    *slack.Client
	who    *slack.AuthTestResponse

	bot     *Bot
	stop    func()
	thread  string // below which they are said; empty for none
	planned int
}

func inStudio(t *testing.T, play func(*studio)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &studio{t: t}
		app := playground.App{Events: Events()}
		for _, scope := range Scopes() {
			app.Scopes = append(app.Scopes, scope.Name)
		}
		var err error
		if s.ws, err = playground.New(playground.Options{App: app, RateLimits: true}); err != nil {
			t.Fatal(err)
		}
		pipe := s.ws.Pipe()
		s.client = pipe.Client()
		appToken, botToken := s.ws.Tokens()
		api := playground.PipeURL + "api/"
		s.api = slack.New(botToken, slack.OptionAPIURL(api), slack.OptionHTTPClient(s.client))
		opener := &socket.Opener{API: api, Token: appToken, HTTP: s.client}
		s.dial = func() socket.Options {
			return socket.Options{Open: opener.Open, Connections: 1, Dial: pipe.DialContext}
		}
		if s.who, err = s.api.AuthTestContext(context.Background()); err != nil {
			t.Fatal(err)
		}
		if s.store, err = storage.Open(context.Background(), filepath.Join(t.TempDir(), "greenroom.db"), s.who.TeamID); err != nil {
			t.Fatal(err)
		}
		usual := composers[practice.PostLow]
		composers[practice.PostLow] = s.compose
		defer func() { composers[practice.PostLow] = usual }()
		s.start()
		play(s)
		s.stop()
		if err := s.store.Close(); err != nil {
			t.Error(err)
		}
		s.client.CloseIdleConnections()
		if err := s.ws.Close(); err != nil {
			t.Error(err)
		}
	})
}

func (s *studio) compose(ctx context.Context, b *Bot, p practice.Posting) (outgoing, error) {
	dm, err := b.web.dm(ctx, p.To)
	return outgoing{channel: dm, thread: s.thread, words: view.Low(p.Ref, p.N), bars: &ratings}, err
}

// start starts the bot, which knows nothing but what is stored.
func (s *studio) start() {
	coach := &practice.Coach{Store: s.store, Bank: bank.New(nil), Now: time.Now}
	s.bot = New(Options{
		Coach: coach, Self: s.who, Web: s.api, HTTP: s.client, Socket: s.dial(), Log: slog.New(slog.DiscardHandler), Fatal: func(error) bool { return false },
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.bot.Run(ctx) }()
	s.stop = func() {
		cancel()
		if err := <-ended; err != nil {
			s.t.Errorf("the bot ended with %v", err)
		}
	}
	time.Sleep(time.Second)
}

// plan has the next notice sent, and returns it as it is stored.
func (s *studio) plan() practice.Posting {
	s.t.Helper()
	s.planned++
	p := practice.Posting{Key: fmt.Sprintf("low/weekdays/%d", s.planned), Kind: practice.PostLow, To: practice.Person(s.ws.PersonID("ana")), Ref: "weekdays", N: s.planned}
	s.put(p)
	s.bot.post.wake()
	return p
}

func (s *studio) put(p practice.Posting) {
	s.t.Helper()
	if err := s.store.Update(context.Background(), func(tx practice.Tx) error { return tx.PutPosting(p) }); err != nil {
		s.t.Fatal(err)
	}
}

// parent says something in the DM below which the rest goes.
func (s *studio) parent() {
	s.t.Helper()
	dm, err := s.bot.web.dm(context.Background(), practice.Person(s.ws.PersonID("ana")))
	if err != nil {
		s.t.Fatal(err)
	}
	_, at, err := s.bot.web.send(context.Background(), dm, "", "", view.WelcomeHere())
	if err != nil {
		s.t.Fatal(err)
	}
	s.thread = timestamp(at)
	time.Sleep(2 * time.Second)
}

// shown returns what the notices look like that stand in Slack, in order: as a
// chart, a picture or words, with their figures in words.
func (s *studio) shown() (out []string) {
	ana := s.ws.As("ana")
	messages := ana.Messages("dm")
	if s.thread != "" {
		messages = ana.Thread("dm", s.thread)
	}
	for _, m := range messages {
		if !strings.Contains(m.Text, ratingsSaid) {
			continue
		}
		form := "words"
		switch {
		case len(m.Files) == 1 && len(m.Blocks) == 0 && strings.Contains(m.Files[0].AltTxt, ratingsSaid):
			form = "picture"
		case len(m.Files) > 0:
			form = "broken"
		case strings.Contains(string(m.Blocks), `"data_visualization"`):
			form = "chart"
		}
		out = append(out, form)
	}
	return out
}

// expect compares what is shown, and checks that nothing is left to say.
func (s *studio) expect(want ...string) {
	s.t.Helper()
	if got := s.shown(); strings.Join(got, " ") != strings.Join(want, " ") {
		s.t.Errorf("Slack shows %v, want %v", got, want)
	}
	if waiting, err := s.bot.coach.StillToSay(context.Background()); err != nil || len(waiting) > 0 {
		s.t.Errorf("still waiting: %+v, %v", waiting, err)
	}
}

// noCharts makes the workspace one that has no charts.
var noCharts = playground.Fault{Kind: playground.NoCharts, Count: 1 << 30}

// Each fault comes at the notice; whatever it is, there is one.
func TestBarsAreShownOnceWhateverGoesWrong(t *testing.T) {
	const post, upload, share = "chat.postMessage", "files.getUploadURLExternal", "files.completeUploadExternal"
	fault := func(kind playground.FaultKind, method string) playground.Fault {
		return playground.Fault{Kind: kind, Method: method, RetryAfter: 5 * time.Second}
	}
	refusal := func(method, code string) playground.Fault {
		return playground.Fault{Kind: playground.APIError, Method: method, Error: code, Count: 100}
	}
	for _, c := range []struct {
		name   string
		faults []playground.Fault
		want   string
	}{
		{"nothing goes wrong", nil, "chart"},
		{"the chart breaks", []playground.Fault{fault(playground.ServerError, post)}, "chart"},
		{"the chart's answer is lost", []playground.Fault{fault(playground.LostResponse, post)}, "chart"},
		{"the chart hangs", []playground.Fault{fault(playground.Hang, post)}, "chart"},
		{"the chart hangs when it is done", []playground.Fault{fault(playground.HangAfter, post)}, "chart"},
		{"the chart shows late, and its answer is lost", []playground.Fault{fault(playground.LostResponse, post), {Kind: playground.LateHistory}}, "chart"},
		{"Slack asks to wait", []playground.Fault{fault(playground.RateLimit, post)}, "chart"},
		{"part of the chart's call may have been done", []playground.Fault{{Kind: playground.APIError, Method: post}}, "chart"},
		{"the workspace has no charts", []playground.Fault{noCharts}, "picture"},
		{"the workspace takes its charts back", []playground.Fault{fault(playground.ServerError, post), noCharts}, "picture"},
		{"no charts, and the upload breaks", []playground.Fault{noCharts, fault(playground.ServerError, upload)}, "picture"},
		{"no charts, and the upload's answer is lost", []playground.Fault{noCharts, fault(playground.LostResponse, upload)}, "picture"},
		{"no charts, and the upload hangs", []playground.Fault{noCharts, fault(playground.Hang, upload)}, "picture"},
		{"no charts, and uploads must wait", []playground.Fault{noCharts, fault(playground.RateLimit, upload)}, "picture"},
		{"no charts, and the share breaks", []playground.Fault{noCharts, fault(playground.ServerError, share)}, "picture"},
		{"no charts, and the share's answer is lost", []playground.Fault{noCharts, fault(playground.LostResponse, share)}, "picture"},
		{"no charts, and the share hangs", []playground.Fault{noCharts, fault(playground.Hang, share)}, "picture"},
		{"no charts, and the share hangs when it is done", []playground.Fault{noCharts, fault(playground.HangAfter, share)}, "picture"},
		{"no charts, and the share must wait", []playground.Fault{noCharts, fault(playground.RateLimit, share)}, "picture"},
		{"no charts, and the share's look at the thread breaks", []playground.Fault{noCharts, fault(playground.ServerError, "conversations.replies")}, "picture"},
		{"no charts, and no uploads", []playground.Fault{noCharts, refusal(upload, "missing_scope")}, "words"},
		{"no charts, and no room for files", []playground.Fault{noCharts, refusal(upload, "storage_limit_reached")}, "words"},
		{"no charts, and no sharing", []playground.Fault{noCharts, refusal(share, "file_sharing_disabled")}, "words"},
		{"no charts, and uploads never work", []playground.Fault{noCharts, {Kind: playground.ServerError, Method: upload, Count: 100}}, "words"},
	} {
		for _, way := range []string{", in a thread", ", restarted"} {
			t.Run(c.name+way, func(t *testing.T) {
				inStudio(t, func(s *studio) {
					if strings.Contains(way, "thread") {
						s.parent()
					}
					for _, f := range c.faults {
						s.ws.Fault(f)
					}
					s.plan()
					if strings.Contains(way, "restarted") {
						time.Sleep(500 * time.Millisecond)
						s.stop()
						s.start()
					}
					time.Sleep(10 * time.Minute)
					s.expect(c.want)
					time.Sleep(2 * time.Hour) // until it was looked for a second one
					s.expect(c.want)
				})
			})
		}
	}
}

// A crash leaves a send of which nobody knows how far it came.
func TestBarsAreShownOnceAfterACrash(t *testing.T) {
	for _, c := range []struct {
		name   string
		charts bool
		sent   bool // before the crash
		want   string
	}{
		{"before the chart was posted", true, false, "chart"},
		{"after the chart was posted", true, true, "chart"},
		{"after the chart was refused", false, false, "picture"},
		{"after the picture was shared", false, true, "picture"},
	} {
		for _, threaded := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, threaded %t", c.name, threaded), func(t *testing.T) {
				inStudio(t, func(s *studio) {
					if !c.charts {
						s.ws.Fault(noCharts)
					}
					if threaded {
						s.parent()
					}
					p := practice.Posting{
						Key: "low/weekdays/crashed", Kind: practice.PostLow, To: practice.Person(s.ws.PersonID("ana")), Ref: "weekdays", N: 4,
						State: practice.Sending, Tries: 1, SentAt: time.Now(),
					}
					if c.sent {
						out, err := s.bot.compose(context.Background(), p)
						if err != nil {
							t.Fatal(err)
						}
						if _, _, err := out.send(context.Background(), s.bot.web, p); err != nil {
							t.Fatal(err)
						}
					}
					s.stop()
					s.put(p)
					s.start()
					time.Sleep(10 * time.Minute)
					s.expect(c.want)
				})
			})
		}
	}
}

func TestAWorkspaceWithoutChartsIsAskedAgainOnceADay(t *testing.T) {
	inStudio(t, func(s *studio) {
		s.ws.Fault(playground.Fault{Kind: playground.NoCharts}) // the first alone
		s.plan()
		time.Sleep(time.Minute)
		s.plan()
		time.Sleep(23 * time.Hour)
		s.plan()
		time.Sleep(time.Minute)
		s.expect("picture", "picture", "picture")
		time.Sleep(time.Hour)
		s.plan()
		time.Sleep(time.Minute)
		s.expect("picture", "picture", "picture", "chart")
	})
}

// Slack puts what is said in a thread whose parent is gone below it, where it
// belongs to nothing.
func TestBarsOfAThreadThatIsGoneAreNotLeftBelowIt(t *testing.T) {
	for _, charts := range []bool{true, false} {
		for _, answered := range []bool{true, false} { // then a tombstone is left
			t.Run(fmt.Sprintf("charts %t, answered %t", charts, answered), func(t *testing.T) {
				inStudio(t, func(s *studio) {
					if !charts {
						s.ws.Fault(noCharts)
					}
					s.parent()
					if answered {
						if _, err := s.ws.As("ana").Reply("dm", s.thread, "So it is."); err != nil {
							t.Fatal(err)
						}
					}
					dm := s.ws.As("ana").DMChannel()
					if err := s.bot.web.remove(context.Background(), dm, stamp(s.thread)); err != nil {
						t.Fatal(err)
					}
					p := practice.Posting{Key: "low/weekdays/gone", Kind: practice.PostLow, To: practice.Person(s.ws.PersonID("ana")), Ref: "weekdays"}
					out, err := s.bot.compose(context.Background(), p)
					if err != nil {
						t.Fatal(err)
					}
					if _, _, err = out.send(context.Background(), s.bot.web, p); err == nil || safe(err) != errUnthreaded.Err {
						t.Errorf("the send ends with %v", err)
					}
					s.thread = ""
					if got := s.shown(); len(got) > 0 {
						t.Errorf("below the thread stand %v", got)
					}
				})
			})
		}
	}
}
