package storage

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"greenroom/practice"
)

// ErrOlder is wrapped by Rewrite for a copy in an older format.
var ErrOlder = errors.New("the copy is in an older format")

// A Copy is a file that may hold what the store holds or once held.
type Copy struct {
	Path string
	Ours bool // made by this program as a backup
}

// EachCopy calls f for each copy of the store that is known: the backups that were
// written from it, wherever they are, those that also names, and databases that
// lie beside it under a name that begins with its own. What a backup that was
// broken off has left is removed. No backup is made meanwhile. Where f fails it
// goes on with the others, and returns the errors.
func (s *Store) EachCopy(ctx context.Context, also []string, f func(Copy) error) error {
	s.backups.Lock()
	defer s.backups.Unlock()
	var written []string
	err := s.View(ctx, func(tx practice.Tx) (err error) {
		written, err = tx.(*transaction).copies()
		return err
	})
	if err != nil {
		return fmt.Errorf("find copies of %s: %w", s.path, err)
	}
	var errs []error
	var gone []string
	for _, path := range written {
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			gone = append(gone, path)
		}
	}
	older, err := Copies(s.path)
	if err != nil {
		return err
	}
	copies, err := s.copies(slices.Concat(written, older, also))
	if err != nil {
		return fmt.Errorf("find copies of %s: %w", s.path, err)
	}
	for _, c := range copies {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := f(c); err != nil {
			errs = append(errs, err)
		}
	}
	if len(gone) > 0 {
		errs = append(errs, s.Update(ctx, func(tx practice.Tx) error {
			for _, path := range gone {
				if err := tx.(*transaction).drop(bucketCopies, []byte(path)); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	return errors.Join(errs...)
}

// copies returns those of the files that are there, with what lies beside the
// store and beside them.
func (s *Store) copies(ours []string) ([]Copy, error) {
	own, err := filepath.Abs(s.path)
	if err != nil {
		return nil, err
	}
	var out []Copy
	seen := map[string]bool{own: true}
	dirs := []string{filepath.Dir(own)}
	for _, path := range ours {
		if path, err = filepath.Abs(path); err != nil {
			return nil, err
		}
		if dir := filepath.Dir(path); !slices.Contains(dirs, dir) {
			dirs = append(dirs, dir)
		}
		if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() || seen[path] {
			continue
		}
		seen[path] = true
		out = append(out, Copy{Path: path, Ours: true})
	}
	stem := strings.TrimSuffix(filepath.Base(own), filepath.Ext(own))
	for _, dir := range dirs {
		entries, err := os.ReadDir(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		for _, e := range entries {
			path := filepath.Join(dir, e.Name())
			switch {
			case !e.Type().IsRegular() || seen[path]:
			case unfinished(path, stem, seen):
				if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
					return nil, err
				}
			case strings.HasPrefix(e.Name(), stem+"-") || strings.HasPrefix(e.Name(), stem+"."):
				out = append(out, Copy{Path: path})
			}
		}
	}
	return out, nil
}

// unfinished reports whether a file is what was left of a copy, or of a database,
// that was being made.
func unfinished(path, stem string, of map[string]bool) bool {
	whole, part := strings.CutSuffix(path, partSuffix)
	if !part {
		whole, part = strings.CutSuffix(path, ".new")
	}
	return part && (of[whole] || strings.HasPrefix(filepath.Base(path), stem+"-"))
}

// ErrUnchanged is returned by a function given to Rewrite that changed nothing, so
// that the copy need not be looked through.
var ErrUnchanged = errors.New("nothing was changed")

// Rewrite has f change a copy of a workspace's store where it lies, and leaves
// nothing in it of what f drops. The error of f is among those it returns, but for
// ErrSync, which is of the copy alone. The copy is whole at any time, and was checked
// when Rewrite returns nil. One that cannot be changed returns an error that
// wraps ErrOlder, or one of those of Open.
func Rewrite(ctx context.Context, path, workspace string, f func(practice.Store) error) (err error) {
	defer func() {
		switch {
		case errors.Is(err, ErrSync): // of the copy's disk: the store itself is none the worse
			err = errors.New("rewrite " + path + ": " + err.Error())
		case err != nil:
			err = fmt.Errorf("rewrite %s: %w", path, err)
		}
	}()
	if err := checkTree(path); err != nil {
		return err
	}
	if err := current(path, workspace); err != nil {
		return err
	}
	s, err := OpenWith(ctx, path, workspace, Options{there: true})
	if errors.Is(err, ErrHeld) {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(path+".lock")) }()
	if err != nil {
		return err
	}
	err = f(s)
	if err == nil {
		err = s.Scrub(ctx)
	}
	if !errors.Is(err, ErrUnchanged) { // after another error, too, since it may come of damage
		err = errors.Join(err, s.Check(ctx))
	}
	return errors.Join(err, s.Close())
}

// current returns an error unless a file is a database of a workspace in the
// format that is written now. It changes nothing.
func current(path, workspace string) (err error) {
	db, err := openBolt(path, &bbolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.View(func(tx *bbolt.Tx) error {
		if err := checkMeta(tx, workspace); err != nil {
			return err
		}
		if v := binary.BigEndian.Uint32(tx.Bucket(bucketMeta).Get(metaVersion)); v != Format {
			return fmt.Errorf("%w (format %d)", ErrOlder, v)
		}
		return nil
	})
}
