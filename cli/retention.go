package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"greenroom/bot/view"
	"greenroom/config"
	"greenroom/practice"
	"greenroom/storage"
)

// erases says what the settings have erased for its age, "" for nothing: nobody
// should lose anything unawares.
func erases(cfg config.Config) string {
	if cfg.Retention == 0 {
		return ""
	}
	return "retention: answers and rounds are erased when they are " + age(cfg.Retention) + " old"
}

func age(d time.Duration) string {
	if days := d / (24 * time.Hour); d%(24*time.Hour) == 0 {
		return counted(int(days), "day")
	}
	return d.String()
}

// keeps is what people are told of how long things are kept.
func keeps(cfg config.Config) view.Keeping {
	day := 24 * time.Hour
	k := view.Keeping{Days: int((cfg.Retention + day - 1) / day)}
	if cfg.Backup.Cron != "" {
		k.Backups = cfg.Backup.Keep
	}
	return k
}

// expirePause is how long the erasing of what is too old rests between two steps,
// so that others come first.
const expirePause = 20 * time.Millisecond

// expire erases what is older than the settings allow, by this machine's clock and
// by Slack's: its records, what is left of them in the file, and the same in the
// copies. Broken off anywhere, it is done by the next run, of which there is one at
// each start.
func (a *assembly) expire(ctx context.Context) error {
	now, err := a.surelyPast(ctx)
	if err != nil {
		return err
	}
	x, err := expireAll(ctx, a.coach, practice.Expiry{Before: now.Add(-a.cfg.Retention)})
	if n := x.Erased(); n > 0 {
		a.log.Info("erased for their age", "answers", x.Answers, "rounds", x.Rounds, "replies", x.Strays)
	}
	if err != nil {
		return err
	}
	return errors.Join(a.scrub(ctx), a.expireCopies(ctx, x.Before))
}

// expireAll erases what is too old, step by step.
func expireAll(ctx context.Context, c *practice.Coach, x practice.Expiry) (practice.Expiry, error) {
	for {
		var err error
		if x, err = c.Expire(ctx, x); err != nil || x.Over {
			return x, err
		}
		pause := time.NewTimer(expirePause)
		select {
		case <-ctx.Done():
			pause.Stop()
			return x, ctx.Err()
		case <-pause.C:
		}
	}
}

// expireCopies erases what is too old in the copies of the database that are known.
// One that cannot be changed is left, and told of: it may hold more than that.
func (a *assembly) expireCopies(ctx context.Context, before time.Time) error {
	also, err := a.ownBackups()
	if err != nil {
		return err
	}
	return a.store.EachCopy(ctx, also, func(c storage.Copy) error {
		err := storage.Rewrite(ctx, c.Path, a.team, func(s practice.Store) error {
			coach := &practice.Coach{Store: s, Bank: a.questions, Now: a.coach.Now}
			x, err := expireAll(ctx, coach, practice.Expiry{Before: before, Quiet: true})
			if err != nil || x.Erased() > 0 {
				return err
			}
			// An earlier run may have been broken off before it was scrubbed.
			if left, err := s.(*storage.Store).Unscrubbed(ctx); err != nil || left {
				return err
			}
			return storage.ErrUnchanged
		})
		switch {
		case err == nil:
			a.log.Info("what is too old was erased from a copy", "file", c.Path)
			return nil
		case errors.Is(err, storage.ErrUnchanged), errors.Is(err, fs.ErrNotExist):
			return nil
		case !c.Ours && (errors.Is(err, storage.ErrNotAStore) || errors.Is(err, storage.ErrForeign)):
			return nil // it only has a like name
		case unusable(err):
			a.log.Warn("a copy of the database cannot be rewritten and keeps what is too old: remove it", "file", c.Path, "err", err)
			return nil
		}
		return fmt.Errorf("erase what is too old from %s: %w", c.Path, err)
	})
}
