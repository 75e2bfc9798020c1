package storage

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

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
