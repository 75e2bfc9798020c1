package storage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"go.etcd.io/bbolt"

	"greenroom/practice"
)

// Backup writes a copy of the store, as it is at this moment, to a file that
// must not be there yet, while the store goes on. The copy has its name only
// once it was synced, opened, checked and found to have as many records as the
// store; where that fails or ctx ends nothing is left of it. It takes some
// seconds for each million answers.
func (s *Store) Backup(ctx context.Context, path string) error {
	done := make(chan error, 1)
	go func() {
		s.backups.Lock()
		defer s.backups.Unlock()
		done <- s.backup(ctx, path)
	}()
	var err error
	select {
	case err = <-done:
	case <-ctx.Done():
		// A disk that syncs, or a check half-way through, cannot be called back:
		// whoever stops does not wait for them to notice.
		late := time.NewTimer(backupGrace)
		defer late.Stop()
		select {
		case err = <-done:
		case <-late.C:
			err = ctx.Err()
		}
	}
	if err != nil {
		return fmt.Errorf("back up %s to %s: %w", s.path, path, err)
	}
	return nil
}

// backupGrace is how long a backup that is broken off may take to clean up
// before it is left to do so alone.
const backupGrace = time.Second

func (s *Store) backup(ctx context.Context, path string) (err error) {
	// A page of the mapped file that the disk does not give, or that makes no
	// sense, must not end the process.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %s", ErrDamaged, panicked(p))
		}
	}()
	if err := errors.Join(ctx.Err(), absent(path)); err != nil {
		return err
	}
	temp := path + partSuffix
	if err := os.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	s.note(ctx, path)
	records, err := s.copyTo(ctx, temp)
	if err == nil {
		err = verify(ctx, temp, records)
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

// note remembers where a backup is about to be, for whoever is forgotten later.
// One that cannot be noted, since the disk is full, is a backup all the same:
// what lies beside the others is found, too.
func (s *Store) note(ctx context.Context, path string) {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	_ = s.Update(ctx, func(tx practice.Tx) error { return tx.(*transaction).noteCopy(path, time.Now()) })
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
// what it holds.
func (s *Store) copyTo(ctx context.Context, path string) (records census, err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	reading := s.readers.enter()
	defer s.readers.leave(reading)
	tx, err := s.db.Begin(false)
	if err != nil {
		return nil, errors.Join(closed(err), f.Close())
	}
	defer func() { _ = tx.Rollback() }() // after a panic, too: left open it would keep pages for ever
	_, err = tx.WriteTo(untilDone{ctx, f})
	if err != nil && ctx.Err() != nil {
		err = ctx.Err() // bbolt tells its writer's error in words only
	}
	if err == nil {
		records, err = count(ctx, tx)
	}
	err = errors.Join(err, tx.Rollback())
	if err == nil {
		err = f.Sync()
	}
	return records, errors.Join(err, f.Close())
}

// A census is how many records each bucket has.
type census map[string]int

// count takes the census of a transaction's state.
func count(ctx context.Context, tx *bbolt.Tx) (census, error) {
	records := census{}
	err := tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
		records[string(name)] = b.Stats().KeyN
		return ctx.Err()
	})
	return records, err
}

// compare says where a copy has not as many records as its original.
func (c census) compare(original census) error {
	var wrong []error
	for name, n := range original {
		if c[name] != n {
			wrong = append(wrong, fmt.Errorf("%w: the copy has %d of %d records in %s", ErrDamaged, c[name], n, name))
		}
	}
	return errors.Join(wrong...)
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

// verify opens a copy and checks that it is whole and has all those records.
func verify(ctx context.Context, path string, records census) (err error) {
	if err := checkTree(path); err != nil {
		return err
	}
	db, err := openBolt(path, &bbolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.View(func(tx *bbolt.Tx) error {
		if err := check(ctx, tx); err != nil {
			return err
		}
		found, err := count(ctx, tx)
		if err != nil {
			return err
		}
		return found.compare(records)
	})
}
