// Package storage turns records into bytes: it keeps what package practice
// hands it in one embedded database file. It knows no rules.
package storage

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"greenroom/practice"
)

// Errors that Open and a Store's methods wrap.
var (
	ErrHeld      = errors.New("another greenroom has the file open")
	ErrNewer     = errors.New("the file was written by a newer greenroom")
	ErrForeign   = errors.New("the file belongs to another workspace")
	ErrNotAStore = errors.New("the file is no greenroom database")
	ErrDamaged   = errors.New("the file is damaged")
	ErrClosed    = errors.New("the store is closed")

	// ErrSync means that the disk did not confirm a write, so that nothing is
	// certain any more. Every later Update returns it; the process should end
	// and open the file anew.
	ErrSync = errors.New("the disk did not confirm a write")
)

// A Store is a practice.Store in one bbolt file.
type Store struct {
	db   *bbolt.DB
	lock *lock
	path string

	migrated  Migration
	group     group
	reserve   reserve
	committed func(took time.Duration, answers int)
	backups   sync.Mutex // one backup at a time
	scrubs    sync.Mutex // one scrub at a time
	readers   readers
	lately    atomic.Pointer[lately] // nil until somebody looked at the tail

	unsure bool                 // an earlier process did not come to the end of a scrub; held with scrubs
	sync   func(*os.File) error // of a scrub; (*os.File).Sync but in tests

	failed chan struct{} // closed with the first failed sync
	fail   sync.Once
	unkept atomic.Bool // the last commit was not kept
	stuck  atomic.Bool // bbolt panicked, and may hold its locks for ever
}

// Options are what a store may be opened with; the zero value will do.
type Options struct {
	NoSync bool // for tests: does not wait for the disk, so that what was written may be lost in a crash of the machine
	// Committed, if not nil, is called after each commit that is on disk, with
	// the time from its begin and how many new answers it kept. It must not block.
	Committed func(took time.Duration, answers int)
	// AsIs opens a file that is there already to be read alone, in the format
	// that it has: Backup, Check and Format will do, and nothing of it is changed.
	AsIs bool
	// there opens no file that is not there already.
	there bool
}

// Open opens the database file of a workspace, making it if it is not there. A
// file of an older format is first copied beside itself, then brought up to date;
// one of a newer format is refused untouched, with an error that wraps ErrNewer.
// An empty workspace opens the file of any. The file is held until Close; where
// another process holds it Open returns an error that wraps ErrHeld and names
// the holder. It does not wait.
func Open(ctx context.Context, path, workspace string) (*Store, error) {
	return OpenWith(ctx, path, workspace, Options{})
}

// OpenWith is Open with options.
func OpenWith(ctx context.Context, path, workspace string, o Options) (*Store, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("open store %s: %w", path, ErrNotAStore)
	}
	held, err := acquire(path + ".lock")
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	s, err := open(ctx, path, workspace, o)
	if err != nil {
		held.release()
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	s.lock = held
	return s, nil
}

func open(ctx context.Context, path, workspace string, o Options) (*Store, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) && !o.AsIs && !o.there {
		if err := create(path, workspace, o); err != nil {
			return nil, err
		}
	} else if err != nil {
		return nil, err
	}
	found, err := look(path, workspace)
	if err != nil {
		return nil, err
	}
	if o.AsIs {
		db, err := openBolt(path, &bbolt.Options{ReadOnly: true, Timeout: time.Second})
		return &Store{db: db, path: path, failed: make(chan struct{})}, err
	}
	var migrated Migration
	if found < Format {
		if migrated, err = migrate(ctx, path, found, migrations, o); err != nil {
			return nil, err
		}
	}
	db, err := openBolt(path, boltOptions(o))
	if err != nil {
		return nil, err
	}
	if err := addBuckets(db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	s := &Store{db: db, path: path, migrated: migrated, failed: make(chan struct{}), committed: o.Committed, sync: (*os.File).Sync}
	if s.unsure, err = s.Unscrubbed(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if !o.NoSync {
		if s.reserve, err = openReserve(path); err != nil {
			return nil, errors.Join(err, db.Close())
		}
	}
	return s, nil
}

// openBolt opens a file that is there already. bbolt would make an empty one
// its own, and read past the end of one that was cut off.
func openBolt(path string, o *bbolt.Options) (db *bbolt.DB, err error) {
	listed, err := checkWhole(path)
	switch {
	case err != nil || o.ReadOnly:
	case listed:
		err = checkList(path)
	default:
		err = checkTree(path) // for its free pages bbolt looks through all others
	}
	if err != nil {
		return nil, err
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	o.OpenFile = func(path string, flag int, mode os.FileMode) (*os.File, error) {
		return os.OpenFile(path, flag&^os.O_CREATE, mode) // it may have been removed since
	}
	db, err = bbolt.Open(path, 0o600, o)
	if errors.Is(err, berrors.ErrTimeout) {
		err = ErrHeld
	}
	return db, err
}

func boltOptions(o Options) *bbolt.Options {
	return &bbolt.Options{
		Timeout:      time.Second,
		FreelistType: bbolt.FreelistMapType,
		// A long free list would be written with every commit; it is written at a
		// clean close instead, and found again by reading the file after a crash.
		NoFreelistSync: true,
		NoSync:         o.NoSync,
	}
}

// create makes the file under a temporary name and moves it into place, so that
// a crash leaves either nothing or a whole file.
func create(path, workspace string, o Options) error {
	temp := path + ".new"
	if err := os.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	db, err := bbolt.Open(temp, 0o600, boltOptions(o))
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, name := range buckets {
			if _, err := tx.CreateBucket(name); err != nil {
				return err
			}
		}
		return writeMeta(tx, workspace)
	})
	err = errors.Join(err, closeDB(db))
	if err == nil {
		err = os.Rename(temp, path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp))
	}
	return syncDir(filepath.Dir(path))
}

// addBuckets makes the buckets that a file of an earlier time does not have yet.
func addBuckets(db *bbolt.DB) (err error) {
	// A page that makes no sense must not end the process.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %s", ErrDamaged, panicked(p))
		}
	}()
	lacks := false
	err = db.View(func(tx *bbolt.Tx) error {
		lacks = slices.ContainsFunc(buckets, func(name []byte) bool { return tx.Bucket(name) == nil })
		return nil
	})
	if err != nil || !lacks {
		return err
	}
	return db.Update(makeBuckets)
}

// syncDir makes a rename in a directory durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// closeDB closes the file with its free list in it, so that the next start need
// not read the whole of it. Where there is no room for the list it goes without:
// no record depends on it.
func closeDB(db *bbolt.DB) error {
	db.NoFreelistSync = false
	_ = db.Update(func(*bbolt.Tx) error { return nil })
	return db.Close()
}

// Close waits for transactions under way and closes the file. After a failed
// sync nothing more is written to it. After a panic of the database the file is
// only let go when the process ends. Closing again does nothing.
func (s *Store) Close() error {
	if !s.group.close() {
		return nil
	}
	var err error
	switch {
	case s.stuck.Load():
	case s.usable() != nil, s.db.IsReadOnly():
		err = s.db.Close()
	default:
		err = closeDB(s.db)
	}
	err = errors.Join(err, s.reserve.close())
	s.lock.release()
	return err
}

// Failed is closed once a sync has failed; see ErrSync.
func (s *Store) Failed() <-chan struct{} { return s.failed }

// View runs f on a state that does not change under it. A panic in f is an error.
func (s *Store) View(ctx context.Context, f func(practice.Tx) error) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = broke(p)
		}
	}()
	reading := s.readers.enter()
	defer s.readers.leave(reading)
	tx, err := s.db.Begin(false)
	if err != nil {
		return closed(err)
	}
	// A view that panics must end too: left open it would stop every writer.
	defer func() { _ = tx.Rollback() }()
	t := &transaction{tx: tx, lately: s.lately.Load().asOf(tx.ID())}
	commit, known := tx.ID(), t.lately
	err = f(t)
	if t.lately != known {
		s.remember(commit, *t.lately)
	}
	return err
}

// broke returns an error for a panic of a view. A fault at a page of the mapped
// file, which the disk does not give or which was cut off, is damage for certain;
// what else panics may be bbolt, at a page of no sense, or the caller.
func broke(p any) error {
	if fault, ok := p.(interface {
		error
		Addr() uintptr
	}); ok {
		return fmt.Errorf("read the file: %w: %s", ErrDamaged, fault.Error())
	}
	return fmt.Errorf("panic in a view: %s\n%s", panicked(p), debug.Stack())
}

func closed(err error) error {
	if errors.Is(err, berrors.ErrDatabaseNotOpen) {
		return ErrClosed
	}
	return err
}

// Keys of the meta bucket.
var (
	metaVersion   = []byte("version")
	metaWorkspace = []byte("workspace")
)

func writeMeta(tx *bbolt.Tx, workspace string) error {
	b := tx.Bucket(bucketMeta)
	return errors.Join(
		b.Put(metaVersion, binary.BigEndian.AppendUint32(nil, Format)),
		b.Put(metaWorkspace, []byte(workspace)),
	)
}

// checkMeta refuses a file that is not ours to read.
func checkMeta(tx *bbolt.Tx, workspace string) error {
	switch found := formatOf(tx); {
	case found < 1:
		return ErrNotAStore
	case found > Format:
		return fmt.Errorf("%w: it has format %d, and this one knows formats up to %d. It was left as it is: "+
			"run the newer greenroom, or put a copy from before that one in its place", ErrNewer, found, Format)
	}
	if owner := string(tx.Bucket(bucketMeta).Get(metaWorkspace)); workspace != "" && owner != "" && owner != workspace {
		return fmt.Errorf("%w (%s, not %s)", ErrForeign, owner, workspace)
	}
	return nil
}
