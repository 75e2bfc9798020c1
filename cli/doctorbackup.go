package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"greenroom/config"
	"greenroom/ops"
	"greenroom/scheduler"
)

// backups looks at the backups that the bot makes by itself.
func (d doctor) backups(now time.Time, running *ops.Status) {
	cfg := d.cfg.Backup
	if cfg.Cron == "" {
		d.note("backups: none are made by themselves; set backup in the settings, or run greenroom backup yourself")
		return
	}
	spec, err := scheduler.Parse(cfg.Cron, config.BackupZone)
	if err != nil {
		d.mistake("put right cron under backup", "backups: %v", err)
		return
	}
	next := "never"
	if o, ok := spec.Next(now); ok {
		next = o.At.UTC().Format("Mon 2 Jan 2006 15:04 MST")
	}
	d.ok("backups: %s, into %s, the newest %d are kept; the next: %s", spec, cfg.Dir, cfg.Keep, next)
	if running != nil {
		d.saved(running.Backup)
		return
	}
	d.backupDir(cfg.Dir)
}

// saved tells what the running bot says of its backups.
func (d doctor) saved(s *ops.BackupStatus) {
	const again = "start the bot again, so that it takes up the settings as they are now"
	switch {
	case s == nil:
		d.wrong(again, "backups: the running bot makes none")
	case s.Why != "":
		do := "put right what it names; the bot tries again by itself within an hour, or at once when it is started again"
		d.wrong(do, "backups: they fail since %s: %s", s.Failed.UTC().Format("Mon 2 Jan 15:04 MST"), s.Why)
	case s.Newest.IsZero():
		d.note("backups: the bot has made none yet")
	default:
		d.ok("backups: the newest is of %s, %s, checked; %d kept", s.Newest.UTC().Format("Mon 2 Jan 15:04 MST"), size(s.Bytes), s.Kept)
	}
}

// backupDir checks that the directory can be written to, or made.
func (d doctor) backupDir(dir string) {
	for at := dir; ; at = filepath.Dir(at) {
		info, err := os.Stat(at)
		switch {
		case errors.Is(err, fs.ErrNotExist) && at != filepath.Dir(at):
			continue
		case err != nil:
			d.wrong("name a directory that the bot can write to under backup", "backups: %v", err)
			return
		case !info.IsDir():
			d.mistake("name a directory under backup", "backups: %s is no directory", at)
			return
		}
		f, err := os.CreateTemp(at, ".greenroom-doctor-*")
		if err == nil {
			err = errors.Join(f.Close(), os.Remove(f.Name()))
		}
		if err != nil {
			d.wrong("let the user that the bot runs as write there", "backups: %s cannot be written to: %s", at, strings.TrimSpace(err.Error()))
		}
		return
	}
}
