package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"greenroom/bank"
	"greenroom/bot"
	"greenroom/config"
	"greenroom/playground"
	"greenroom/practice"
)

// playgroundCmd is a workspace in the browser with the bot in it.
type playgroundCmd struct {
	Listen string `help:"Where the page is served; only this machine can reach it. Without it, 127.0.0.1:8910, or a free port where that is taken." placeholder:"HOST:PORT"`
	Data   string `help:"A directory in which everything is kept, so that a restart continues." placeholder:"DIR"`
	Config string `short:"c" help:"Try a team's own settings and packs." placeholder:"FILE"`
	NoBot  bool   `help:"Serve the workspace alone and print the tokens with which any Slack client can connect."`
}

// hints are what a newcomer may try first.
var hints = []string{
	"Reply in the thread of today's question: a few sentences about something you did.",
	"Press *Guidance* to see how to build an answer, and what a strong one sounds like.",
	"Type `/interview` to run a mock round with the bot, in your own DM.",
	"Type `/interview review` to read your own answers again.",
}

// Run blocks until ctx ends.
func (c playgroundCmd) Run(ctx context.Context, std Streams) (err error) {
	cfg, questions, err := c.settings()
	if err != nil {
		return err
	}
	dir := c.Data
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return usage(fmt.Errorf("--data: %s is a file: name a directory", dir))
	}
	listener, err := c.listen()
	if err != nil {
		return err
	}
	defer listener.Close()
	if dir == "" {
		if dir, err = os.MkdirTemp("", "greenroom-playground-"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	} else if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("--data: %w", err)
	}
	log := newLog(cfg.Log, std.Err)
	ws, err := playground.New(playground.Options{
		Team: "Greenroom playground", App: appOf(), Channels: channelsFor(cfg), Hints: hints, Dir: dir, RateLimits: true, Alone: c.NoBot, Log: log,
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ws.Close()) }()

	g, working := errgroup.WithContext(ctx)
	// The workspace answers until the bot has ended, as Slack does.
	serving, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	g.Go(func() error { return ws.Serve(serving, listener) })
	url := "http://" + listener.Addr().String() + "/"
	if c.NoBot {
		app, bot := ws.Tokens()
		fmt.Fprintf(std.Out, "SLACK_API_URL=%sapi/\nSLACK_APP_TOKEN=%s\nSLACK_BOT_TOKEN=%s\n\nThe workspace is up, without a bot. Open %s\n", url, app, bot, url)
		context.AfterFunc(working, end)
		return g.Wait()
	}
	a, err := c.assemble(working, cfg, questions, ws, dir, url, std)
	if err != nil {
		return err
	}
	g.Go(func() error { defer end(); return a.run(working) })
	if err := firstQuestions(working, a); err != nil {
		a.log.Warn("no first question", "err", err)
	}
	fmt.Fprintf(std.Out, "Greenroom's playground is up. You are Ana, and nothing leaves this machine.\nOpen %s\n", url)
	return g.Wait()
}

// quiet is what is logged of a playground unless its settings ask for more: the
// terminal is for the address.
const quiet = slog.LevelWarn

// settings returns the team's own settings, or those of a playground.
func (c playgroundCmd) settings() (config.Config, *bank.Bank, error) {
	if c.Config != "" {
		cfg, questions, err := loadConfig(c.Config)
		if cfg.Log.Level == slog.LevelInfo {
			cfg.Log.Level = quiet
		}
		return cfg, questions, err
	}
	questions, err := bank.Load(nil)
	if err != nil {
		return config.Config{}, nil, usage(err)
	}
	cfg := config.Default()
	cfg.Log.Level = quiet
	weekdays := config.DefaultSchedule()
	weekdays.Name, weekdays.Channel, weekdays.Cron, weekdays.Timezone = "weekdays", "#interview-practice", "0 9 * * MON-FRI", "Europe/Berlin"
	weekdays.Reminder, weekdays.Digest = "0 15 * * MON-FRI", "0 16 * * FRI"
	cfg.Schedules = []config.Schedule{weekdays}
	return cfg, questions, nil
}

// appOf returns the bot as the workspace knows it, made from what the bot needs.
func appOf() playground.App {
	a := playground.App{Name: "Greenroom", BotName: "greenroom", Events: bot.Events()}
	for _, s := range bot.Scopes() {
		a.Scopes = append(a.Scopes, s.Name)
	}
	for _, c := range bot.Commands() {
		a.Commands = append(a.Commands, playground.Command{Name: c.Name, Description: c.Description, UsageHint: c.Usage})
	}
	for _, s := range bot.Shortcuts() {
		a.Shortcuts = append(a.Shortcuts, playground.Shortcut{Name: s.Name, CallbackID: s.Callback, Type: "message", Description: s.Description})
	}
	return a
}

// channelsFor returns the channels that the schedules post into, with the bot in
// them, and one for everything else.
func channelsFor(cfg config.Config) []playground.Channel {
	out := []playground.Channel{{Name: "general", Topic: "Everything else"}}
	seen := map[string]bool{}
	for _, s := range cfg.Schedules {
		if seen[s.Channel] {
			continue
		}
		seen[s.Channel] = true
		c := playground.Channel{Topic: "A question every working day", Bot: true}
		if name, ok := strings.CutPrefix(s.Channel, "#"); ok {
			c.Name = name
		} else {
			c.ID, c.Name = s.Channel, s.Name
		}
		out = append(out, c)
	}
	return out
}

func (c playgroundCmd) assemble(ctx context.Context, cfg config.Config, questions *bank.Bank, ws *playground.Workspace, dir, url string, std Streams) (*assembly, error) {
	due, err := schedules(cfg)
	if err != nil {
		return nil, usage(err)
	}
	cfg.Storage = filepath.Join(dir, "greenroom.db")
	cfg.Backup.Cron = ""                      // a team's backups are of the team's own database
	cfg.Admins = []string{ws.PersonID("ana")} // a team's own admins are not in this workspace
	app, token := ws.Tokens()
	return assemble(ctx, parts{
		cfg: cfg, questions: questions, schedules: due, app: app, bot: token, api: url + "api/", client: newClient(), log: newLog(cfg.Log, std.Err),
	})
}

// firstQuestions posts a question for each schedule that has none yet, so that
// there is something to answer when the page opens.
func firstQuestions(ctx context.Context, a *assembly) error {
	var errs []error
	posted := false
	for _, s := range a.schedules {
		st, err := a.coach.Status(ctx, s.Schedule)
		if err == nil && len(st.Last) == 0 {
			posted = true
			_, err = a.coach.PostNow(ctx, s.Schedule, a.coach.Admins[len(a.coach.Admins)-1])
		}
		errs = append(errs, err)
	}
	if err := errors.Join(errs...); err != nil || !posted {
		return err
	}
	return a.delivered(ctx)
}

// delivered waits until nothing is left to say, or for some seconds.
func (a *assembly) delivered(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	for {
		waiting, err := a.coach.StillToSay(ctx)
		if _, err = practice.PassedOver(err); err != nil || len(waiting) == 0 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// usualAddress is where the page is served unless another is asked for.
const usualAddress = "127.0.0.1:8910"

// listen listens on the address that was asked for, which must be this machine's
// alone; without one on the usual address, or on a free port where that is taken.
func (c playgroundCmd) listen() (net.Listener, error) {
	if c.Listen == "" {
		l, err := net.Listen("tcp", usualAddress)
		if errors.Is(err, syscall.EADDRINUSE) {
			l, err = net.Listen("tcp", "127.0.0.1:0")
		}
		if err != nil {
			return nil, fmt.Errorf("serve the page: %w", err)
		}
		return l, nil
	}
	host, port, err := net.SplitHostPort(c.Listen)
	if _, wrong := strconv.ParseUint(port, 10, 16); err != nil || wrong != nil {
		return nil, usage(fmt.Errorf("--listen %s: write HOST:PORT, such as %s; a port is a number up to 65535", c.Listen, usualAddress))
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, usage(fmt.Errorf("--listen %s: the playground has no passwords, so it is served on this machine only: use 127.0.0.1", c.Listen))
	}
	l, err := net.Listen("tcp", c.Listen)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("--listen %s: another program has this port: name another, or leave --listen out to have a free one", c.Listen)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("--listen %s: this user may not have that port: name one from 1024 up", c.Listen)
	case err != nil:
		return nil, fmt.Errorf("--listen %s: %w", c.Listen, err)
	}
	return l, nil
}
