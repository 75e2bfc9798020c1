package storage

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"time"

	"go.etcd.io/bbolt"
)

// Format is the format of the files that this program writes. A file of an older
// one is brought up to it when it is opened, one of a newer refused. It rises with
// each release whose records or buckets an earlier one would not understand; then
// a file of the release is frozen in testdata.
const Format = 2

// A migration is one step from a format to the next. Formats may take several
// steps, which run in their order.
type migration struct {
	from int
	name string // what it does, for whoever reads that it failed
	run  func(*bbolt.Tx) error
}

// migrations is the way from each format that ever was to the one of today.
var migrations = []migration{
	{1, "add the buckets that are missing", makeBuckets},
	{1, "write posts and postings as lists", listPosts},
	{1, "write the follow-ups of rounds as lists", listFollowUps},
	{1, "find every answer by its person and its place", findAnswers},
}

// A Migration is what was done to a file of an older format when it was opened.
type Migration struct {
	From, To int    // formats; From is zero where nothing was to be done
	Copy     string // the file as it was before
}

// Migrated returns what was done to the file when it was opened.
func (s *Store) Migrated() Migration { return s.migrated }

// Format returns the format of the file.
func (s *Store) Format() (n int, err error) {
	err = s.db.View(func(tx *bbolt.Tx) error {
		n = formatOf(tx)
		return nil
	})
	return n, closed(err)
}

// formatOf returns the format of a file, zero for what is no store.
func formatOf(tx *bbolt.Tx) int {
	b := tx.Bucket(bucketMeta)
	if b == nil {
		return 0
	}
	v := b.Get(metaVersion)
	if len(v) != 4 {
		return 0
	}
	return int(binary.BigEndian.Uint32(v))
}

// look reads the format of a file without changing anything of it, and refuses
// one that is not ours to open.
func look(path, workspace string) (found int, err error) {
	db, err := openBolt(path, &bbolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %s", ErrDamaged, panicked(p))
		}
	}()
	err = db.View(func(tx *bbolt.Tx) error {
		found = formatOf(tx)
		return checkMeta(tx, workspace)
	})
	return found, err
}

// migrate brings a file of an older format up to this one: first a copy of it
// beside it, then all steps in one transaction. Where anything fails the file is
// as it was.
func migrate(ctx context.Context, path string, from int, steps []migration, o Options) (Migration, error) {
	m := Migration{From: from, To: Format}
	about := func(err error) error {
		return fmt.Errorf("bring it from format %d to %d: %w; the file is as it was", from, Format, err)
	}
	db, err := openBolt(path, boltOptions(o))
	if err != nil {
		return Migration{}, about(err)
	}
	s := &Store{db: db, path: path, failed: make(chan struct{})}
	fresh := false
	if m.Copy, fresh, err = s.keep(ctx, from); err != nil {
		return Migration{}, errors.Join(about(fmt.Errorf("copy it first: %w", err)), db.Close())
	}
	if err := climb(ctx, db, from, steps); err != nil {
		err = errors.Join(about(err), db.Close())
		if fresh { // it says no more than the file does, and holds what people wrote
			err = errors.Join(err, os.Remove(m.Copy))
		}
		return Migration{}, err
	}
	return m, closeDB(db)
}

// climb takes all steps from a format in one transaction.
func climb(ctx context.Context, db *bbolt.DB, from int, steps []migration) error {
	// A page that makes no sense must not end the process.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	return db.Update(func(tx *bbolt.Tx) error {
		for _, step := range steps {
			if step.from < from {
				continue
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := tried(step, tx); err != nil {
				return fmt.Errorf("%s: %w", step.name, err)
			}
		}
		return tx.Bucket(bucketMeta).Put(metaVersion, binary.BigEndian.AppendUint32(nil, Format))
	})
}

// tried takes one step.
func tried(step migration, tx *bbolt.Tx) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %s", ErrDamaged, panicked(p))
		}
	}()
	return step.run(tx)
}
