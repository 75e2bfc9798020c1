package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"
	"golang.org/x/sync/errgroup"

	"greenroom/bank"
	"greenroom/bot"
	"greenroom/bot/socket"
	"greenroom/config"
	"greenroom/ops"
	"greenroom/practice"
	"greenroom/scheduler"
	"greenroom/storage"
)

// exitRestart tells a supervisor to start the program again: the disk did not
// confirm a write, so nothing in memory can be trusted any more (EX_TEMPFAIL).
const exitRestart = 75

// parts are what a running bot is assembled from.
type parts struct {
	cfg       config.Config
	questions *bank.Bank
	schedules []bot.Schedule
	app, bot  string // tokens
	api       string // the Web API's address, with a trailing slash
	client    *http.Client
	dial      func(ctx context.Context, network, addr string) (net.Conn, error) // of Socket Mode; nil: the usual
	log       *slog.Logger
}

// An assembly is a bot with all that belongs to it, ready to run.
type assembly struct {
	parts
	store   *storage.Store
	coach   *practice.Coach
	bot     *bot.Bot
	http    net.Listener // for health and metrics; nil for none
	started time.Time
}

// tickEvery is how often the assembly looks for what has become due.
const tickEvery = 5 * time.Second

// forgetAfter is how long it remembers which forms were sent and which messages
// delivered: longer than Slack repeats anything.
const forgetAfter = 30 * 24 * time.Hour

// newClient returns the HTTP client for Slack. Its own deadline is the last
// resort: each call has a shorter one.
func newClient() *http.Client { return &http.Client{Timeout: time.Minute} }

// assemble connects to Slack, finds the channels and opens the store. What is
// wrong is said before anything is started or changed.
func assemble(ctx context.Context, p parts) (*assembly, error) {
	web := slack.New(p.bot, slack.OptionAPIURL(p.api), slack.OptionHTTPClient(p.client))
	team, err := signIn(ctx, web, p.log)
	if err != nil {
		return nil, err
	}
	opener := &socket.Opener{API: p.api, Token: p.app, HTTP: p.client}
	open, err := firstOpen(ctx, opener.Open)
	if err != nil {
		return nil, err
	}
	if err := bot.FindChannels(ctx, web, p.schedules); err != nil {
		return nil, err
	}
	var health net.Listener
	if p.cfg.HTTP != "" {
		if health, err = ops.Listen(ctx, p.cfg.HTTP); err != nil {
			return nil, err
		}
	}
	a, err := build(ctx, p, web, team, open)
	if err != nil {
		if health != nil {
			_ = health.Close()
		}
		return nil, err
	}
	a.http = health
	return a, nil
}

// build opens the store and makes the bot on it; open asks for the address of a
// Socket Mode connection.
func build(ctx context.Context, p parts, web *slack.Client, team string, open func(context.Context) (string, error)) (*assembly, error) {
	store, err := storage.Open(ctx, p.cfg.Storage, team)
	if err != nil {
		return nil, err
	}
	coach := &practice.Coach{
		Store: store, Bank: p.questions, Now: time.Now, FollowUps: p.cfg.Feedback.FollowUp, After: p.cfg.Feedback.After,
	}
	for _, id := range p.cfg.Admins {
		coach.Admins = append(coach.Admins, practice.Person(id))
	}
	b, err := bot.New(ctx, bot.Options{
		Coach: coach, Schedules: p.schedules, Web: web, HTTP: p.client, Log: p.log, Version: shortVersion(), Size: store.Size,
		Socket: socket.Options{Open: open, Connections: p.cfg.Connections, Dial: p.dial},
		Fatal:  func(err error) bool { return errors.Is(err, storage.ErrSync) },
	})
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return &assembly{parts: p, store: store, coach: coach, bot: b, started: time.Now()}, nil
}

// passing are Slack's errors that pass by themselves.
var passing = map[string]bool{
	"internal_error": true, "fatal_error": true, "request_timeout": true, "service_unavailable": true, "ratelimited": true, "team_added_to_org": true,
}

// signIn waits until Slack can be reached and returns the workspace's id. A
// token that Slack refuses is an error at once.
func signIn(ctx context.Context, web *slack.Client, log *slog.Logger) (string, error) {
	for wait := time.Second; ; wait = min(2*wait, time.Minute) {
		who, err := web.AuthTestContext(ctx)
		var refused slack.SlackErrorResponse
		switch {
		case err == nil:
			return who.TeamID, nil
		case errors.As(err, &refused) && !passing[refused.Err]:
			return "", fmt.Errorf("Slack refuses the bot token (%s): check SLACK_BOT_TOKEN, then see: greenroom doctor", refused.Err)
		}
		log.Warn("Slack cannot be reached yet", "again_in", wait)
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case <-time.After(wait):
		}
	}
}

// ticketLife is how long Slack keeps the address of a connection open, and then
// some to spare.
const ticketLife = 15 * time.Second

// firstOpen asks for the address of a connection, so that a wrong app token is
// an error before anything is made, and returns a function that hands it out
// first and then asks for more.
func firstOpen(ctx context.Context, open func(context.Context) (string, error)) (func(context.Context) (string, error), error) {
	address, err := open(ctx)
	if err != nil && socket.Fatal(err) {
		return nil, fmt.Errorf("Slack refuses the app token: check SLACK_APP_TOKEN: %w", err)
	}
	made := time.Now()
	var taken atomic.Bool
	return func(ctx context.Context) (string, error) {
		if err == nil && time.Since(made) < ticketLife && !taken.Swap(true) {
			return address, nil
		}
		return open(ctx)
	}, nil
}

// run serves until ctx ends, then drains and closes the store.
func (a *assembly) run(ctx context.Context) error { return a.close(a.serve(ctx)) }

// close closes the store after the bot has ended with err.
func (a *assembly) close(err error) error {
	err = errors.Join(err, a.store.Close())
	if errors.Is(err, storage.ErrSync) {
		return &exitError{exitRestart, err}
	}
	return err
}

func (a *assembly) serve(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return a.work(ctx) })
	g.Go(func() error { return ops.ServeControl(ctx, a.cfg.Storage+".sock", a.control(), a.log) })
	if a.http != nil {
		g.Go(func() error { return ops.Serve(ctx, a.http, a.health(), a.log) })
	}
	return g.Wait()
}

// work is the bot and its jobs, without what an operator reaches it by.
func (a *assembly) work(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return a.bot.Run(ctx) })
	g.Go(func() error {
		return scheduler.Run(ctx, a.log,
			scheduler.Job{Name: "due", Every: tickEvery, Do: a.bot.Tick},
			scheduler.Job{Name: "forget", Every: 24 * time.Hour, Do: func(ctx context.Context) error {
				return a.store.Prune(ctx, time.Now().Add(-forgetAfter))
			}},
		)
	})
	return g.Wait()
}

// newLog returns the log that the settings ask for.
func newLog(c config.Log, w io.Writer) *slog.Logger {
	o := &slog.HandlerOptions{Level: c.Level}
	if c.Format == "json" {
		return slog.New(slog.NewJSONHandler(w, o))
	}
	return slog.New(slog.NewTextHandler(w, o))
}
