package cli

import (
	"context"
	"errors"
	"os"
	"time"

	"greenroom/bot"
	"greenroom/ops"
	"greenroom/practice"
)

// control is what another greenroom command may ask of this process.
func (a *assembly) control() ops.Control {
	return ops.Control{Backup: a.store.Backup, Check: a.store.CheckWith, Export: a.export, Status: a.status, Ready: a.ready}
}

// health is what is told over HTTP.
func (a *assembly) health() ops.Health {
	return ops.Health{Ready: a.ready, Status: a.status, Collectors: a.meter.Collectors()}
}

func (a *assembly) export(ctx context.Context, user, format string) ([]byte, error) {
	e, err := a.coach.Export(ctx, practice.Person(user), a.bot.Link)
	if err != nil {
		return nil, err
	}
	if e.Empty() {
		return nil, ops.ErrNothing
	}
	return bot.ExportFile(e, format)
}

func (a *assembly) status(ctx context.Context) (ops.Status, error) {
	waiting, err := a.coach.StillToSay(ctx)
	unreadable, err := practice.PassedOver(err)
	links := a.bot.Status()
	var oldest time.Duration
	for _, p := range waiting {
		if !p.Since.IsZero() {
			oldest = max(oldest, time.Since(p.Since))
		}
	}
	return ops.Status{
		Version: shortVersion(), PID: os.Getpid(), Started: a.started,
		Connections: links.Links, Wanted: links.Wanted, Others: links.Others, LastError: links.LastError,
		Envelopes: links.Received, Retried: links.Retried, Malformed: links.Malformed,
		Waiting: len(waiting), Oldest: oldest.Seconds(), Unreadable: unreadable, StoreBytes: a.store.Size(), Backup: a.backupStatus(),
	}, err
}

func (a *assembly) ready(ctx context.Context) error {
	if err := a.store.Writable(ctx); err != nil {
		return err
	}
	if links := a.bot.Status(); links.Links == 0 {
		return errors.New("not connected to Slack")
	}
	_, err := a.coach.StillToSay(ctx)
	_, err = practice.PassedOver(err) // what one cannot read keeps no other from being said
	return err
}
