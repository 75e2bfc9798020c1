package cli

import (
	"path/filepath"
	"strings"
	"time"

	"greenroom/bot"
	"greenroom/bot/view"
	"greenroom/config"
	"greenroom/ops"
	"greenroom/scheduler"
)

// lookForBackup is how often it is looked whether a backup is due.
const lookForBackup = time.Minute

// backups returns the backups that the settings ask for, or nil where they ask
// for none.
func (a *assembly) backups() (*ops.Backups, error) {
	if a.cfg.Backup.Cron == "" {
		return nil, nil
	}
	b, err := backupsOf(a.cfg)
	if err != nil {
		return nil, err
	}
	b.Write, b.Size, b.Meter, b.Log = a.store.Backup, a.store.Size, a.meter, a.log
	b.Made, b.Failed = a.coach.BackupMade, a.coach.BackupFailed
	return b, nil
}

// backupsOf returns what of the backups the settings tell.
func backupsOf(cfg config.Config) (*ops.Backups, error) {
	spec, err := scheduler.Parse(cfg.Backup.Cron, config.BackupZone)
	if err != nil {
		return nil, err
	}
	return &ops.Backups{
		Dir: cfg.Backup.Dir, Keep: cfg.Backup.Keep, Name: strings.TrimSuffix(filepath.Base(cfg.Storage), filepath.Ext(cfg.Storage)),
		Due: func(after, until time.Time) bool {
			o, ok := spec.Next(after)
			return ok && !o.At.After(until)
		},
	}, nil
}

// backupStatus returns how the backups stand, or nil where none are made.
func (a *assembly) backupStatus() *ops.BackupStatus {
	if a.saved == nil {
		return nil
	}
	s := a.saved.Status()
	return &s
}

// tellBackups gives the bot what it says of the backups.
func tellBackups(o *bot.Options, b *ops.Backups) {
	if b == nil {
		return
	}
	o.Backup = func() view.Backup {
		s := b.Status()
		return view.Backup{Newest: s.Newest, Kept: s.Kept, Why: s.Why}
	}
}
