package storage

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
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

// keep makes a checked copy of the file beside it, named after its format and the
// time, or finds one of the same records, made by a start that was cut off. Half
// a copy that such a start has left is removed.
func (s *Store) keep(ctx context.Context, from int) (path string, fresh bool, err error) {
	copies, err := Copies(s.path)
	if err != nil {
		return "", false, err
	}
	for _, path := range copies {
		if strings.HasSuffix(path, partSuffix) {
			if err := os.Remove(path); err != nil {
				return "", false, err
			}
			continue
		}
		if strings.HasPrefix(path, copyName(s.path, from)) && strings.HasSuffix(path, copySuffix) && s.same(path) {
			return path, false, nil
		}
	}
	path = copyName(s.path, from) + time.Now().UTC().Format("-20060102T150405Z") + copySuffix
	return path, true, s.backup(ctx, path)
}

const (
	copySuffix = ".db"
	partSuffix = ".part" // of a file that is being copied
)

// copyName is what the names of copies of a format begin with:
// greenroom-format-1 for greenroom.db.
func copyName(path string, from int) string {
	return fmt.Sprintf("%s-format-%d", strings.TrimSuffix(path, copySuffix), from)
}

// Copies returns the copies that were made of a file beside it before it was
// brought to a newer format, unfinished ones included. They hold what people
// wrote, as the file did then.
func Copies(path string) ([]string, error) {
	files, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil, fmt.Errorf("look for copies of %s: %w", path, err)
	}
	begin := strings.TrimSuffix(filepath.Base(path), copySuffix) + "-format-"
	var out []string
	for _, f := range files {
		whole := strings.TrimSuffix(f.Name(), partSuffix)
		if strings.HasPrefix(whole, begin) && strings.HasSuffix(whole, copySuffix) && f.Type().IsRegular() {
			out = append(out, filepath.Join(filepath.Dir(path), f.Name()))
		}
	}
	return out, nil
}

// same reports whether a copy has the records that the file has now. Their pages
// need not be alike: what a killed process wrote into free ones does not count.
func (s *Store) same(path string) bool {
	if checkTree(path) != nil {
		return false
	}
	db, err := openBolt(path, &bbolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		return false
	}
	defer func() { _ = db.Close() }()
	alike := false
	err = db.View(func(copied *bbolt.Tx) error {
		return s.db.View(func(tx *bbolt.Tx) error {
			alike = alikeRows(tx.Cursor(), copied.Cursor(), func(name []byte) bool {
				a, b := tx.Bucket(name), copied.Bucket(name)
				return b != nil && a.Sequence() == b.Sequence() && alikeRows(a.Cursor(), b.Cursor(), func([]byte) bool { return false })
			})
			return nil
		})
	})
	return err == nil && alike
}

// alikeRows reports whether two cursors come by the same rows. Those that are
// buckets are compared by within.
func alikeRows(a, b *bbolt.Cursor, within func(name []byte) bool) bool {
	k, v := a.First()
	l, w := b.First()
	for k != nil && bytes.Equal(k, l) && (v == nil) == (w == nil) {
		if v == nil && !within(k) || !bytes.Equal(v, w) {
			return false
		}
		k, v = a.Next()
		l, w = b.Next()
	}
	return k == nil && l == nil
}

// makeBuckets makes the buckets that a file does not have yet.
func makeBuckets(tx *bbolt.Tx) error {
	for _, name := range buckets {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return fmt.Errorf("add %s: %w", name, err)
		}
	}
	return nil
}

// rewrite replaces the values of a bucket by what change makes of them; nil leaves
// one as it is.
func rewrite(tx *bbolt.Tx, bucket []byte, change func(v []byte) ([]byte, error)) error {
	const atOnce = 1000
	b := tx.Bucket(bucket)
	type row struct{ k, v []byte }
	for from, more := []byte(nil), true; more; {
		var changed []row
		c := b.Cursor()
		k, v := seek(c, from)
		for n := 0; k != nil && n < atOnce; n++ {
			now, err := change(v)
			if err != nil {
				return err
			}
			if now != nil {
				changed = append(changed, row{bytes.Clone(k), now})
			}
			k, v = c.Next()
		}
		// A cursor does not outlive a change of its bucket.
		from, more = bytes.Clone(k), k != nil
		for _, r := range changed {
			if err := b.Put(r.k, r.v); err != nil {
				return err
			}
		}
	}
	return nil
}

// postOfNames and postingOfNames are how posts and postings were written at
// first: by names, which took more room than what they named.
type postOfNames struct {
	Key        string `msgpack:"k"`
	Schedule   string `msgpack:"s"`
	Occurrence string `msgpack:"o"`
	Channel    string `msgpack:"c"`
	Question   string `msgpack:"q"`
	Ask        string `msgpack:"a"`
	At         int64  `msgpack:"t"`
	OpenUntil  int64  `msgpack:"u"`
	Stamp      int64  `msgpack:"m"`
}

type postingOfNames struct {
	Key       string `msgpack:"k"`
	Kind      string `msgpack:"d"`
	Channel   string `msgpack:"c"`
	Thread    int64  `msgpack:"t"`
	To        string `msgpack:"p"`
	Ref       string `msgpack:"r"`
	N         int    `msgpack:"n"`
	At        int64  `msgpack:"a"`
	Why       string `msgpack:"w"`
	NotBefore int64  `msgpack:"b"`
	Seq       uint64 `msgpack:"q"`
	State     int    `msgpack:"s"`
	Tries     int    `msgpack:"y"`
	Looks     int    `msgpack:"l"`
	SentAt    int64  `msgpack:"e"`
	Stamp     int64  `msgpack:"m"`
	Went      string `msgpack:"g"`
}

// byNames reports whether a record was written by names.
func byNames(v []byte) bool {
	return len(v) > 0 && (v[0]&0xf0 == 0x80 || v[0] == 0xde || v[0] == 0xdf)
}

// listPosts writes the posts and postings that were written by names as lists.
func listPosts(tx *bbolt.Tx) error {
	err := rewrite(tx, bucketPosts, func(v []byte) ([]byte, error) {
		var r postOfNames
		if !byNames(v) {
			return nil, nil
		}
		if err := decode(v, &r); err != nil {
			return nil, err
		}
		return encode(postRecord{
			Key: r.Key, Schedule: r.Schedule, Occurrence: r.Occurrence, Channel: r.Channel, Question: r.Question, Ask: r.Ask,
			At: r.At, OpenUntil: r.OpenUntil, Stamp: r.Stamp,
		})
	})
	if err != nil {
		return err
	}
	return rewrite(tx, bucketPostings, func(v []byte) ([]byte, error) {
		var r postingOfNames
		if !byNames(v) {
			return nil, nil
		}
		if err := decode(v, &r); err != nil {
			return nil, err
		}
		return encode(postingRecord{
			Key: r.Key, Kind: r.Kind, Channel: r.Channel, Thread: r.Thread, To: r.To, Ref: r.Ref, N: r.N, At: r.At, Why: r.Why,
			NotBefore: r.NotBefore, Seq: r.Seq, State: r.State, Tries: r.Tries, Looks: r.Looks, SentAt: r.SentAt, Stamp: r.Stamp, Went: r.Went,
		})
	})
}

// listFollowUps writes rounds anew whose turns knew one follow-up each.
func listFollowUps(tx *bbolt.Tx) error {
	return rewrite(tx, bucketRounds, func(v []byte) ([]byte, error) {
		var r roundRecord
		if err := decode(v, &r); err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(r.Turns, func(t turnRecord) bool { return t.FollowUp != "" || t.Round == "" }) {
			return nil, nil
		}
		return encode(newRoundRecord(r.round()))
	})
}

// findAnswers writes the rows that find answers by their person and place, as far
// as they are missing, and those that find the private ones put into a thread,
// which came later. In a file from before there was a tail nothing says that all
// answers have their rows, so that each would be found twice.
func findAnswers(tx *bbolt.Tx) error {
	t := &transaction{tx: tx, writable: true}
	indexed := t.indexed()
	c := tx.Bucket(bucketAnswers).Cursor()
	last := indexed
	for k, v := c.First(); k != nil; k, v = c.Next() {
		var r answerRecord
		if err := decode(v, &r); err != nil {
			return err
		}
		id := answerID(k)
		a, err := r.answer(id)
		if err != nil {
			return err
		}
		if _, found := t.get(bucketMine, mineKey(a.Person, id)); !found {
			if err := t.putRows(a); err != nil {
				return err
			}
		}
		if a.Published != 0 {
			if err := t.put(bucketShared, sharedKey(a.Place).number(uint64(id)), nil); err != nil {
				return err
			}
		}
		last = max(last, id)
	}
	if last == 0 {
		return nil
	}
	return t.put(bucketMeta, metaIndexed, idKey(last))
}
