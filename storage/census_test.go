package storage

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"greenroom/practice"
)

// filled returns a store with some records, and a copy of it.
func filled(t *testing.T, dir string) (s *Store, path string) {
	t.Helper()
	s, err := Open(context.Background(), filepath.Join(dir, "greenroom.db"), "T1")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	for i := range 30 {
		err := s.Update(context.Background(), func(tx practice.Tx) error {
			return errors.Join(
				tx.PutAnswer(practice.Answer{ID: practice.ID(i + 1), Person: "U1", Origin: practice.InPrivate, Messages: []practice.Message{{Text: strings.Repeat("x", 10_000)}}}),
				tx.PutAct(practice.Act{At: time.UnixMicro(int64(i + 1)), By: "U1", What: "pause"}),
			)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	path = filepath.Join(dir, "copy.db")
	if err := s.Backup(context.Background(), path); err != nil {
		t.Fatal(err)
	}
	return s, path
}

func TestACopyThatLacksARecordIsNoBackup(t *testing.T) {
	s, path := filled(t, t.TempDir())
	tx, err := s.db.Begin(false)
	if err != nil {
		t.Fatal(err)
	}
	records, err := count(context.Background(), tx)
	if err := errors.Join(err, tx.Rollback()); err != nil {
		t.Fatal(err)
	}
	if records["acts"] != 30 || records["answers"] != 30 || len(records) != len(buckets) {
		t.Errorf("counted %v", records)
	}
	if err := verify(context.Background(), path, records); err != nil {
		t.Fatalf("the whole copy: %v", err)
	}
	// A copy that is sound in itself, of an earlier state.
	db, err := openBolt(path, boltOptions(Options{}))
	if err != nil {
		t.Fatal(err)
	}
	cut, err := db.Begin(true)
	if err != nil {
		t.Fatal(err)
	}
	k, _ := cut.Bucket(bucketActs).Cursor().Last()
	if err := errors.Join(cut.Bucket(bucketActs).Delete(k), cut.Commit(), db.Close()); err != nil {
		t.Fatal(err)
	}
	if err := verify(context.Background(), path, records); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "29 of 30 records in acts") {
		t.Errorf("with an act too few: %v", err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, whole[:len(whole)-8192], 0o600); err != nil {
		t.Fatal(err)
	}
	if err := verify(context.Background(), path, records); !errors.Is(err, ErrDamaged) {
		t.Errorf("cut short: %v", err)
	}
}

func TestABackupOntoAFullDiskLeavesNothingAndTheOlderOneStands(t *testing.T) {
	dir, small := t.TempDir(), t.TempDir()
	if err := syscall.Mount("tmpfs", small, "tmpfs", 0, "size=128k"); err != nil {
		t.Skipf("no small disk to be had: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(small, 0); err != nil {
			t.Errorf("unmount: %v", err)
		}
	})
	s, _ := filled(t, dir)
	older := filepath.Join(small, "older.db")
	if err := os.WriteFile(older, []byte("the one before"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(context.Background(), filepath.Join(small, "newer.db")); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("got %v", err)
	}
	entries, err := os.ReadDir(small)
	if err != nil || len(entries) != 1 || entries[0].Name() != "older.db" {
		t.Errorf("there are %v, %v", entries, err)
	}
	if err := s.Update(context.Background(), func(tx practice.Tx) error { return tx.PutAsked("C1", "q", 1) }); err != nil {
		t.Errorf("the store does not go on: %v", err)
	}
}

// A disk that does not answer must not keep the process from ending.
func TestABackupIsNotWaitedForAfterTheEnd(t *testing.T) {
	s, _ := filled(t, t.TempDir())
	s.backups.Lock() // another backup hangs
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	path, began := filepath.Join(t.TempDir(), "copy.db"), time.Now()
	if err := s.Backup(ctx, path); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if took := time.Since(began); took > 5*backupGrace {
		t.Errorf("it took %v", took)
	}
	s.backups.Unlock()
	s.backups.Lock() // after the one that was given up
	defer s.backups.Unlock()
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it was made all the same: %v", err)
	}
}
