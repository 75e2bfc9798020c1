package storage_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"greenroom/storage"
	"greenroom/storage/storagetest"
)

func TestStoreKeepsTheContract(t *testing.T) {
	storage.ShortenTail(t, 256)
	storagetest.Run(t, func(t testing.TB, dir string) storagetest.Store {
		return open(t, filepath.Join(dir, "greenroom.db"))
	})
}

// A checked store looks, once it is closed, whether the file holds together.
type checked struct {
	*storage.Store
	t    testing.TB
	path string
}

func (c checked) Close() error {
	err := c.Store.Close()
	consistent(c.t, c.path)
	return err
}

func open(t testing.TB, path string) checked {
	t.Helper()
	s, err := storage.OpenWith(context.Background(), path, "T1", storage.Options{NoSync: true})
	if err != nil {
		t.Fatalf("OpenWith: %v", err)
	}
	return checked{s, t, path}
}

// opened is open for a test that leaves the closing to its end.
func opened(t testing.TB, path string) *storage.Store {
	t.Helper()
	c := open(t, path)
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return c.Store
}

// consistent has bbolt look through a file that nobody has open.
func consistent(t testing.TB, path string) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		t.Errorf("open %s to check it: %v", path, err)
		return
	}
	defer db.Close()
	_ = db.View(func(tx *bbolt.Tx) error {
		for err := range tx.Check() {
			t.Errorf("%s does not hold together: %v", path, err)
		}
		return nil
	})
}
