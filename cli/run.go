package cli

import (
	"context"
	"errors"
	"os"
	"runtime/debug"

	"greenroom/config"
	"greenroom/ops"
)

// runCmd serves a team in Slack until it is stopped.
type runCmd struct {
	Config string `short:"c" default:"config.yaml" help:"The settings file." placeholder:"FILE"`
}

// Run blocks until ctx ends.
func (c runCmd) Run(ctx context.Context, std Streams) error {
	cfg, questions, err := loadConfig(c.Config)
	if err != nil {
		return err
	}
	app, bot, tokenErr := config.Tokens(std.Getenv)
	api, apiErr := config.APIURL(std.Getenv)
	if err := errors.Join(cfg.Placeholders(), tokenErr, apiErr); err != nil {
		return usage(err)
	}
	due, err := schedules(cfg)
	if err != nil {
		return usage(err)
	}
	log := newLog(cfg.Log, std.Err)
	if what := erases(cfg); what != "" {
		log.Info(what)
	}
	a, err := assemble(ctx, parts{
		cfg: cfg, questions: questions, schedules: due, app: app, bot: bot, api: api, client: newClient(), log: log, memory: &ops.Memory{},
	})
	if err != nil {
		if errors.Is(err, context.Canceled) && ctx.Err() != nil {
			return nil
		}
		return err
	}
	// After a crash bbolt has read the whole file for its free pages, and most of
	// what that took is garbage by now.
	debug.FreeOSMemory()
	log.Info("greenroom is up", "version", shortVersion(), "pid", os.Getpid(), "questions", questions.Len(), "schedules", len(due))
	return a.run(ctx)
}
