package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"greenroom/ops"
	"greenroom/practice"
	"greenroom/storage"
)

// scrub leaves nothing in the database's file of what was erased.
func (a *assembly) scrub(ctx context.Context) error {
	left, err := a.store.Unscrubbed(ctx)
	if err != nil || !left {
		return err
	}
	began := time.Now()
	if err := a.store.Scrub(ctx); err != nil {
		return err
	}
	a.log.Info("free pages scrubbed", "ms", time.Since(began).Milliseconds())
	return nil
}

// eraseCopies erases a person in every copy of the database that is known. A backup
// of the bot's own that cannot be changed is removed: it is of an older format, or
// damaged.
func (a *assembly) eraseCopies(ctx context.Context, f practice.Forgetting) error {
	also, err := a.ownBackups()
	if err != nil {
		return err
	}
	return a.store.EachCopy(ctx, also, func(c storage.Copy) error {
		err := storage.Rewrite(ctx, c.Path, a.team, func(s practice.Store) error {
			coach := &practice.Coach{Store: s, Bank: a.questions, Now: a.coach.Now}
			return coach.EraseAll(ctx, f)
		})
		switch {
		case err == nil:
			a.log.Info("somebody was erased from a copy", "file", c.Path)
			return nil
		case errors.Is(err, fs.ErrNotExist):
			return nil // let go meanwhile, as the older ones are
		case !c.Ours && (errors.Is(err, storage.ErrNotAStore) || errors.Is(err, storage.ErrForeign)):
			return nil // it only has a like name
		case c.Ours && unusable(err):
			a.log.Warn("a backup cannot be rewritten and is removed", "file", c.Path, "err", err)
			if err := os.Remove(c.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			return nil
		case unusable(err):
			a.log.Warn("a copy beside the database cannot be rewritten: remove it", "file", c.Path, "err", err)
			return nil
		}
		return err
	})
}

// ownBackups returns the backups that the bot has made by itself.
func (a *assembly) ownBackups() ([]string, error) {
	made := ops.Backups{
		Dir: a.cfg.Backup.Dir, Name: strings.TrimSuffix(filepath.Base(a.cfg.Storage), filepath.Ext(a.cfg.Storage)),
	}
	return made.Files()
}

// unusable reports whether a copy is of no use to anybody as it is.
func unusable(err error) bool {
	for _, is := range []error{storage.ErrOlder, storage.ErrNewer, storage.ErrDamaged, storage.ErrNotAStore, storage.ErrForeign} {
		if errors.Is(err, is) {
			return true
		}
	}
	return false
}
