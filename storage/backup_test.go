package storage_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"greenroom/practice"
	"greenroom/storage"
)

func TestABackupTakenWhileRunningIsAStateThatReallyWas(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, filepath.Join(dir, "greenroom.db"))
	var acked atomic.Int64
	stop := make(chan bool)
	var wg sync.WaitGroup
	wg.Go(func() {
		for i := 1; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			// Two counters that are always the same.
			err := s.Update(context.Background(), func(tx practice.Tx) error {
				return errors.Join(tx.PutAsked("C1", "one", i), tx.PutAsked("C1", "two", i))
			})
			if err != nil {
				t.Errorf("write %d: %v", i, err)
				return
			}
			acked.Store(int64(i))
		}
	})
	for n := range 5 {
		path := filepath.Join(dir, fmt.Sprintf("backup-%d.db", n))
		from := acked.Load()
		if err := s.Backup(context.Background(), path); err != nil {
			t.Fatalf("Backup: %v", err)
		}
		until := acked.Load() + 1
		got := asked(t, opened(t, path))
		if got["one"] != got["two"] || int64(got["one"]) < from || int64(got["one"]) > until {
			t.Errorf("backup %d has %v, taken between %d and %d", n, got, from, until)
		}
	}
	close(stop)
	wg.Wait()
	if left, _ := filepath.Glob(filepath.Join(dir, "*.part")); len(left) != 0 {
		t.Errorf("left over: %v", left)
	}
}

func TestABackupOverwritesNothing(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, filepath.Join(dir, "greenroom.db"))
	path := filepath.Join(dir, "precious")
	if err := os.WriteFile(path, []byte("precious"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(context.Background(), path); !errors.Is(err, fs.ErrExist) {
		t.Errorf("onto a file: %v", err)
	}
	if err := s.Backup(context.Background(), filepath.Join(dir, "greenroom.db")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("onto the store itself: %v", err)
	}
	if b, _ := os.ReadFile(path); !bytes.Equal(b, []byte("precious")) {
		t.Errorf("the file is now %q", b)
	}
}

func TestABackupThatFailsLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, filepath.Join(dir, "greenroom.db"))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := s.Backup(ctx, filepath.Join(dir, "backup.db")); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if err := s.Backup(context.Background(), filepath.Join(dir, "none", "backup.db")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("into no directory: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "backup*")); len(left) != 0 {
		t.Errorf("left over: %v", left)
	}
}

func TestCheckFindsAnAnswerThatItsPersonDoesNot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "greenroom.db")
	s := open(t, path)
	err := s.Update(context.Background(), func(tx practice.Tx) (err error) {
		for id := range 2100 { // more than stay without rows of their own
			err = errors.Join(err, tx.PutAnswer(bigAnswer(id+1)))
		}
		return err
	})
	if err := errors.Join(err, s.Check(context.Background()), s.Close()); err != nil {
		t.Fatal(err)
	}
	if n := s.Size(); n < 30_000 {
		t.Errorf("Size = %d", n)
	}
	edit(t, path, func(tx *bbolt.Tx) error {
		k, _ := tx.Bucket([]byte("mine")).Cursor().First()
		return tx.Bucket([]byte("mine")).Delete(k)
	})
	damaged := opened(t, path)
	if err := damaged.Check(context.Background()); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("got %v, want ErrDamaged", err)
	}
	if err := damaged.Backup(context.Background(), path+".backup"); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("Backup of it: %v", err)
	}
}

func TestPruneForgetsOnlyWhatIsOldAndDone(t *testing.T) {
	s := opened(t, filepath.Join(t.TempDir(), "greenroom.db"))
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	old, fresh := now.Add(-48*time.Hour), now.Add(-time.Hour)
	err := s.Update(context.Background(), func(tx practice.Tx) error {
		var errs []error
		for i := range 2500 { // more than one step of it
			_, _, err := tx.Once(fmt.Sprintf("form/%04d", i), "ref", old)
			errs = append(errs, err)
		}
		_, _, err := tx.Once("form/fresh", "", fresh)
		errs = append(errs, err)
		for _, p := range []practice.Posting{
			{Key: "old delivered", State: practice.Delivered, SentAt: old},
			{Key: "old refused", State: practice.Refused, SentAt: old},
			{Key: "old, delivered of late", State: practice.Delivered, SentAt: old, Stamp: practice.Stamp(fresh.UnixMicro())},
			{Key: "old but planned", SentAt: old},
			{Key: "old but uncertain", State: practice.Uncertain, SentAt: old},
			{Key: "fresh delivered", State: practice.Delivered, SentAt: fresh},
			{Key: "refused without a time", State: practice.Refused},
		} {
			errs = append(errs, tx.PutPosting(p))
		}
		return errors.Join(errs...)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Prune(context.Background(), now.Add(-24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	err = s.Update(context.Background(), func(tx practice.Tx) error {
		for key, want := range map[string]bool{"form/0000": true, "form/1234": true, "form/2499": true, "form/fresh": false} {
			if _, first, err := tx.Once(key, "", now); first != want || err != nil {
				t.Errorf("Once(%s) = %v, %v", key, first, err)
			}
		}
		for key, kept := range map[string]bool{
			"old delivered": false, "old refused": false, "old, delivered of late": true, "old but planned": true,
			"old but uncertain": true, "fresh delivered": true, "refused without a time": true,
		} {
			if _, err := tx.Posting(key); (err == nil) != kept {
				t.Errorf("posting %s: %v", key, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
