package cli

import (
	"cmp"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
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
	memory    *ops.Memory // nil: nobody looks after it
}

// An assembly is a bot with all that belongs to it, ready to run.
type assembly struct {
	parts
	store   *storage.Store
	coach   *practice.Coach
	team    string // the workspace
	bot     *bot.Bot
	web     *slack.Client
	chat    chatClock
	http    net.Listener // for health and metrics; nil for none
	meter   *ops.Meter
	saved   *ops.Backups // nil where none are made
	started time.Time
}

// tickEvery is how often the assembly looks for what has become due.
const tickEvery = 5 * time.Second

// remindEvery is how often it looks for reminders and digests.
const remindEvery = 30 * time.Second

// forgetAfter is how long it remembers which forms were sent and which messages
// delivered: longer than Slack repeats anything.
const forgetAfter = 30 * 24 * time.Hour

// newClient returns the HTTP client for Slack. Its own deadline is the last
// resort: each call has a shorter one.
func newClient() *http.Client { return &http.Client{Timeout: time.Minute} }

// assemble connects to Slack, finds the channels and opens the store. What is
// wrong is said before anything is started or changed.
func assemble(ctx context.Context, p parts) (*assembly, error) {
	meter := ops.NewMeter(bot.EnvelopeKinds(), bot.EnvelopeOutcomes())
	p.client = meter.Client(p.client, p.api)
	web := slack.New(p.bot, slack.OptionAPIURL(p.api), slack.OptionHTTPClient(p.client))
	who, err := signIn(ctx, web, p.log)
	if err != nil {
		return nil, err
	}
	opener := &socket.Opener{API: p.api, Token: p.app, HTTP: p.client}
	open, err := firstOpen(ctx, opener.Open)
	if err != nil {
		return nil, err
	}
	err = insist(ctx, p.log, func() error {
		return bot.FindChannels(ctx, web, p.schedules, foundBefore(ctx, p, who.TeamID))
	})
	if err != nil {
		return nil, err
	}
	var health net.Listener
	if p.cfg.HTTP != "" {
		if health, err = ops.Listen(ctx, p.cfg.HTTP); err != nil {
			return nil, cmp.Or(held(ctx, p.cfg, who.TeamID), err)
		}
	}
	a, err := build(ctx, p, meter, web, who, open)
	if err != nil {
		if health != nil {
			_ = health.Close()
		}
		return nil, err
	}
	a.http = health
	return a, nil
}

// held says which bot has the database, where one runs on it: that it has the address
// for health too is the lesser thing. It is nil where none does.
func held(ctx context.Context, cfg config.Config, team string) error {
	client, err := ops.Dial(controlSocket(cfg))
	if err != nil {
		return nil
	}
	client.Close()
	store, err := storage.Open(ctx, cfg.Storage, team)
	if err == nil { // it has ended since
		return store.Close()
	}
	return err
}

// build opens the store and makes the bot on it; open asks for the address of a
// Socket Mode connection.
func build(ctx context.Context, p parts, meter *ops.Meter, web *slack.Client, who *slack.AuthTestResponse, open func(context.Context) (string, error)) (*assembly, error) {
	store, err := takeStore(ctx, p, who.TeamID, storage.Options{Committed: meter.Committed})
	if err != nil {
		return nil, err
	}
	tellMigrated(p.log, store)
	coach := &practice.Coach{
		Store: store, Bank: p.questions, Now: time.Now, FollowUps: p.cfg.Feedback.FollowUp, After: p.cfg.Feedback.After,
		Keep: p.cfg.Retention,
	}
	for _, s := range p.schedules[:min(1, len(p.schedules))] { // whoever has no zone has that of the first
		coach.Zone = s.Zone
	}
	for _, id := range p.cfg.Admins {
		coach.Admins = append(coach.Admins, practice.Person(id))
	}
	if err := coach.LoadSuggestions(ctx); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	a := &assembly{parts: p, store: store, coach: coach, web: web, team: who.TeamID, meter: meter, started: time.Now()}
	a.chat.hear(who.Header)
	coach.Past = a.past
	if a.saved, err = a.backups(); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	if err := coach.Found(ctx, plainSchedules(p.schedules)); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	o := bot.Options{
		Coach: coach, Self: who, Schedules: p.schedules, Web: web, HTTP: p.client, Log: p.log, Version: shortVersion(), Size: store.Size,
		Socket: socket.Options{Open: open, Connections: p.cfg.Connections, Dial: p.dial},
		Fatal:  func(err error) bool { return errors.Is(err, storage.ErrSync) },
		Meter:  meter, Scrub: a.scrub, EraseCopies: a.eraseCopies, Keeping: keeps(p.cfg),
	}
	tellBackups(&o, a.saved)
	a.bot = bot.New(o)
	return a, nil
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
	g.Go(func() error { return ops.ServeControl(ctx, controlSocket(a.cfg), a.control(), a.log) })
	if a.http != nil {
		g.Go(func() error { return ops.Serve(ctx, a.http, a.health(), a.log) })
	}
	return g.Wait()
}

// work is the bot and its jobs, without what an operator reaches it by.
func (a *assembly) work(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return a.bot.Run(ctx) })
	jobs := []scheduler.Job{
		{Name: "due", Every: tickEvery, Do: a.bot.Tick},
		{Name: "remind", Every: remindEvery, Do: a.bot.Remind},
		{Name: "prune", Every: 24 * time.Hour, Do: func(ctx context.Context) error {
			return a.store.Prune(ctx, time.Now().Add(-forgetAfter))
		}},
	}
	if a.cfg.Retention != 0 {
		jobs = append(jobs, scheduler.Job{Name: "retention", Every: 24 * time.Hour, Do: a.expire})
	}
	if a.memory != nil {
		jobs = append(jobs, scheduler.Job{Name: "memory", Every: ops.Rest, Do: a.memory.Tick})
	}
	if a.saved != nil {
		jobs = append(jobs, scheduler.Job{Name: "backup", Every: lookForBackup, Do: a.saved.Tick})
	}
	g.Go(func() error { return scheduler.Run(ctx, a.log, jobs...) })
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
