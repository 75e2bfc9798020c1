package storage_test

import (
	"context"
	"encoding/binary"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"greenroom/practice"
	"greenroom/storage"
)

func TestEachCopyIsFoundWhereverItWasMade(t *testing.T) {
	dir, elsewhere, night := t.TempDir(), t.TempDir(), t.TempDir()
	path := filepath.Join(dir, "greenroom.db")
	s := opened(t, path)
	ctx := context.Background()
	for _, to := range []string{filepath.Join(elsewhere, "copy.db"), filepath.Join(elsewhere, "moved.db"), filepath.Join(dir, "greenroom-before.db")} {
		if err := s.Backup(ctx, to); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Rename(filepath.Join(elsewhere, "moved.db"), filepath.Join(elsewhere, "away.db")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		filepath.Join(night, "greenroom-20260301T031500Z.db"), filepath.Join(dir, "greenroom.db.format-1"), filepath.Join(dir, "greenroom2.db"), filepath.Join(dir, "notes.txt"),
		filepath.Join(elsewhere, "copy.db.part"), filepath.Join(night, "greenroom-20260302T031500Z.db.part"), filepath.Join(elsewhere, "other.db.part"),
	} {
		if err := os.WriteFile(name, []byte("?"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var ours, others []string
	also := []string{filepath.Join(night, "greenroom-20260301T031500Z.db")}
	err := s.EachCopy(ctx, also, func(c storage.Copy) error {
		if c.Ours {
			ours = append(ours, filepath.Base(c.Path))
		} else {
			others = append(others, filepath.Base(c.Path))
		}
		return nil
	})
	slices.Sort(ours)
	slices.Sort(others)
	if want := []string{"copy.db", "greenroom-20260301T031500Z.db", "greenroom-before.db"}; err != nil || !slices.Equal(ours, want) {
		t.Errorf("ours are %q, %v", ours, err)
	}
	if want := []string{"greenroom.db.format-1", "greenroom.db.lock"}; !slices.Equal(others, want) {
		t.Errorf("beside it are %q", others)
	}
	for path, left := range map[string]bool{
		filepath.Join(elsewhere, "copy.db.part"): false, filepath.Join(night, "greenroom-20260302T031500Z.db.part"): false, filepath.Join(elsewhere, "other.db.part"): true,
	} {
		if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) == left {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestACopyIsRewrittenWhereItLies(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, filepath.Join(dir, "greenroom.db"))
	ctx := context.Background()
	for _, a := range []practice.Answer{told(1000, "UGONE", "xylophone"), told(1001, "UOTHER", "periwinkle")} {
		if err := s.Update(ctx, func(tx practice.Tx) error { return tx.PutAnswer(a) }); err != nil {
			t.Fatal(err)
		}
	}
	copies := t.TempDir()
	path := filepath.Join(copies, "copy.db")
	if err := s.Backup(ctx, path); err != nil {
		t.Fatal(err)
	}
	rewrite := func() error {
		return storage.Rewrite(ctx, path, "T1", func(c practice.Store) error { return erase(c, 1000) })
	}
	if err := errors.Join(rewrite(), rewrite()); err != nil {
		t.Fatal(err)
	}
	if holds(t, copies, "xylophone") || !holds(t, copies, "periwinkle") {
		t.Error("the copy holds what it held")
	}
	entries, err := os.ReadDir(copies)
	if err != nil || len(entries) != 1 {
		t.Errorf("there are %v, %v", entries, err)
	}
	consistent(t, path)

	// What cannot be rewritten says why, and stays as it is.
	foreign := func() error {
		return storage.Rewrite(ctx, path, "T2", func(practice.Store) error { return errors.New("must not be called") })
	}
	if err := foreign(); !errors.Is(err, storage.ErrForeign) {
		t.Errorf("of another workspace: %v", err)
	}
	edit(t, path, func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("meta")).Put([]byte("version"), binary.BigEndian.AppendUint32(nil, 1))
	})
	if err := rewrite(); !errors.Is(err, storage.ErrOlder) {
		t.Errorf("of an older format: %v", err)
	}
	if err := os.WriteFile(path, []byte("no database"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := rewrite(); !errors.Is(err, storage.ErrNotAStore) {
		t.Errorf("no database: %v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := rewrite(); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("gone: %v", err)
	}
}

// The oldest backup may be let go at any moment by whoever made a newer one.
func TestACopyThatIsRemovedMeanwhileIsNotMadeAnew(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, filepath.Join(dir, "greenroom.db"))
	backup := filepath.Join(dir, "backup.db")
	if err := s.Backup(context.Background(), backup); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	for range 300 {
		if err := os.WriteFile(backup, whole, 0o600); err != nil {
			t.Fatal(err)
		}
		var both sync.WaitGroup
		both.Go(func() {
			err := storage.Rewrite(context.Background(), backup, "T1", func(practice.Store) error { return nil })
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("Rewrite: %v", err)
			}
		})
		both.Go(func() {
			time.Sleep(rand.N(400 * time.Microsecond))
			if err := os.Remove(backup); err != nil {
				t.Error(err)
			}
		})
		both.Wait()
		for _, left := range []string{backup, backup + ".lock"} {
			if _, err := os.Stat(left); !errors.Is(err, fs.ErrNotExist) {
				t.Fatalf("%s is there after its removal (%v)", left, err)
			}
		}
	}
}
