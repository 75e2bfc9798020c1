package storage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
)

// Backup writes a copy of the store, as it is at this moment, to a file that
// must not be there yet, while the store goes on. The copy has its name only
// once it was synced, opened and checked; where that fails or ctx ends nothing
// is left of it. It takes some seconds for each million answers.
func (s *Store) Backup(ctx context.Context, path string) error {
	s.backups.Lock()
	defer s.backups.Unlock()
	if err := s.backup(ctx, path); err != nil {
		return fmt.Errorf("back up %s to %s: %w", s.path, path, err)
	}
	return nil
}

func (s *Store) backup(ctx context.Context, path string) error {
	if err := absent(path); err != nil {
		return err
	}
	temp := path + ".part"
	if err := os.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	answers, err := s.copyTo(ctx, temp)
	if err == nil {
		err = verify(ctx, temp, answers)
	}
	if err == nil {
		err = absent(path)
	}
	if err == nil {
		err = os.Rename(temp, path)
	}
	if err != nil {
		if gone := os.Remove(temp); !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, gone)
		}
		return err
	}
	return syncDir(filepath.Dir(path))
}

// absent refuses a path where something is already.
func absent(path string) error {
	switch _, err := os.Lstat(path); {
	case err == nil:
		return fs.ErrExist
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	return nil
}

// copyTo writes the state of one transaction to a new file, synced, and returns
// how many answers it has.
func (s *Store) copyTo(ctx context.Context, path string) (answers int, err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return 0, err
	}
	tx, err := s.db.Begin(false)
	if err != nil {
		return 0, errors.Join(closed(err), f.Close())
	}
	_, err = tx.WriteTo(untilDone{ctx, f})
	if err != nil && ctx.Err() != nil {
		err = ctx.Err() // bbolt tells its writer's error in words only
	}
	if err == nil {
		answers = tx.Bucket(bucketAnswers).Stats().KeyN
	}
	err = errors.Join(err, tx.Rollback())
	if err == nil {
		err = f.Sync()
	}
	return answers, errors.Join(err, f.Close())
}

// untilDone is a writer that fails once its context has ended.
type untilDone struct {
	ctx context.Context
	w   io.Writer
}

func (u untilDone) Write(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.w.Write(p)
}

// verify opens a copy and checks that it is whole and has that many answers.
func verify(ctx context.Context, path string, answers int) (err error) {
	db, err := openBolt(path, &bbolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.View(func(tx *bbolt.Tx) error {
		n, err := check(ctx, tx)
		if err == nil && n != answers {
			err = fmt.Errorf("%w: the copy has %d answers of %d", ErrDamaged, n, answers)
		}
		return err
	})
}
