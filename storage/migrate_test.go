package storage

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"greenroom/practice"
)

// untouched runs f and checks that a file has the same bytes and the same time
// of its last change afterwards, and that nothing but it and its lock lies there.
func untouched(t *testing.T, path string, f func()) {
	t.Helper()
	long := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := os.Chtimes(path, long, long); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f()
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was changed (%v)", err)
	}
	if info, err := os.Stat(path); err != nil || !info.ModTime().Equal(long) {
		t.Errorf("the file was written to at %v (%v)", info.ModTime(), err)
	}
	if left := besides(t, path); len(left) != 0 {
		t.Errorf("there are %v", left)
	}
}

// besides returns what lies beside a file, but for its lock.
func besides(t *testing.T, path string) (names []string) {
	t.Helper()
	files, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.Name() != filepath.Base(path) && f.Name() != filepath.Base(path)+".lock" {
			names = append(names, f.Name())
		}
	}
	return names
}

func TestAFileOfANewerFormatIsRefusedUntouchedByEveryWayToOpenIt(t *testing.T) {
	path, _ := thawed(t, "format-1")
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketMeta).Put(metaVersion, binary.BigEndian.AppendUint32(nil, 77))
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	for _, asIs := range []bool{false, true} {
		untouched(t, path, func() {
			_, err := OpenWith(context.Background(), path, "T1", Options{AsIs: asIs})
			if !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), "format 77") || !strings.Contains(err.Error(), "up to 2") || !strings.Contains(err.Error(), "run the newer greenroom") {
				t.Errorf("as it is: %t: %v", asIs, err)
			}
		})
	}
}

func TestAnOlderFileOfAnotherWorkspaceIsNotMigrated(t *testing.T) {
	path, _ := thawed(t, "format-1")
	untouched(t, path, func() {
		if _, err := Open(context.Background(), path, "T2"); !errors.Is(err, ErrForeign) {
			t.Errorf("got %v", err)
		}
	})
}

func TestAStepThatFailsLeavesTheFileAsItWas(t *testing.T) {
	for name, last := range map[string]func(*bbolt.Tx) error{
		"with an error": func(*bbolt.Tx) error { return errors.New("no way up") },
		"in a panic":    func(tx *bbolt.Tx) error { return tx.Bucket([]byte("none")).Put(nil, nil) },
	} {
		t.Run(name, func(t *testing.T) {
			path, _ := thawed(t, "format-1")
			untouched(t, path, func() {
				steps := append(append([]migration(nil), migrations...), migration{1, "climb the last yard", last})
				_, err := migrate(context.Background(), path, 1, steps, Options{})
				if err == nil || !strings.Contains(err.Error(), "from format 1 to 2: climb the last yard: ") || !strings.HasSuffix(err.Error(), "the file is as it was") {
					t.Errorf("got %v", err)
				}
			})
			s, err := Open(context.Background(), path, "T1")
			if err != nil {
				t.Fatalf("after that: %v", err)
			}
			if err := errors.Join(s.Check(context.Background()), s.Close()); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestWithoutRoomForACopyTheFileIsLeftAsItWas(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=80k"); err != nil {
		t.Skipf("no small disk to be had: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Errorf("unmount: %v", err)
		}
	})
	_, was := thawed(t, "format-1")
	path := filepath.Join(dir, "greenroom.db")
	if err := os.WriteFile(path, was, 0o600); err != nil {
		t.Fatal(err)
	}
	untouched(t, path, func() {
		if _, err := Open(context.Background(), path, "T1"); !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "copy it first") {
			t.Errorf("got %v", err)
		}
	})
}

// A start that was cut off after the copy must not fill the disk with copies.
func TestTheCopyOfAStartThatWasCutOffIsTaken(t *testing.T) {
	path, was := thawed(t, "format-1")
	s, err := Open(context.Background(), path, "T1")
	if err != nil {
		t.Fatal(err)
	}
	first := s.Migrated()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(filepath.Dir(path), "greenroom-format-1-20200101T000000Z.db") // of another time and state
	if err := errors.Join(os.Rename(first.Copy, other), os.WriteFile(path, was, 0o600)); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(context.Background(), path, "T1"); err != nil {
		t.Fatal(err)
	}
	if got := s.Migrated(); got != (Migration{From: 1, To: Format, Copy: other}) {
		t.Errorf("the same copy was not taken: %+v", got)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	// What is not the same state is left alone, and another made.
	db, err := bbolt.Open(other, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(bucketAsked).Put([]byte("one more"), nil) })
	if err := errors.Join(err, db.Close(), os.WriteFile(path, was, 0o600)); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(context.Background(), path, "T1"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	copies, err := Copies(path)
	if err != nil || len(copies) != 2 || len(besides(t, path)) != 2 || s.Migrated().Copy == other {
		t.Errorf("there are %v, %v, and %v", copies, err, besides(t, path))
	}
	// A store of today is opened without any.
	if s, err = Open(context.Background(), path, "T1"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil || s.Migrated() != (Migration{}) || len(besides(t, path)) != 2 {
		t.Errorf("opened again: %+v, %v, %v", s.Migrated(), err, besides(t, path))
	}
}

func TestAnOlderFileIsCheckedAndBackedUpAsItIs(t *testing.T) {
	path, was := thawed(t, "format-1")
	backup := filepath.Join(t.TempDir(), "backup.db")
	untouched(t, path, func() {
		s, err := OpenWith(context.Background(), path, "", Options{AsIs: true})
		if err != nil {
			t.Fatal(err)
		}
		if n, err := s.Format(); n != 1 || err != nil {
			t.Errorf("format %d, %v", n, err)
		}
		if err := s.Update(context.Background(), func(tx practice.Tx) error { return tx.PutAsked("C1", "q", 1) }); !errors.Is(err, practice.ErrNotSaved) {
			t.Errorf("a write: %v", err)
		}
		if err := errors.Join(s.Check(context.Background()), s.Backup(context.Background(), backup), s.Close()); err != nil {
			t.Error(err)
		}
	})
	sameRecords(t, backup, was)
}

func TestWhatIsNotThereIsNotMadeToBeLookedAt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "greenroom.db")
	if _, err := OpenWith(context.Background(), path, "", Options{AsIs: true}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if left := besides(t, path); len(left) != 0 {
		t.Errorf("there are %v", left)
	}
}
