package storage_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"greenroom/practice"
	"greenroom/storage"
)

func putAsked(s practice.Store, question string, times int) error {
	return s.Update(context.Background(), func(tx practice.Tx) error { return tx.PutAsked("C1", question, times) })
}

func asked(t testing.TB, s practice.Store) (out map[string]int) {
	t.Helper()
	err := s.View(context.Background(), func(tx practice.Tx) (err error) {
		out, err = tx.Asked("C1")
		return err
	})
	if err != nil {
		t.Fatalf("View: %v", err)
	}
	return out
}

func TestASecondOpenIsRefusedAndNamesTheHolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "greenroom.db")
	first := open(t, path)
	_, err := storage.Open(context.Background(), path, "T1")
	if !errors.Is(err, storage.ErrHeld) || !strings.Contains(err.Error(), fmt.Sprint("process ", os.Getpid())) {
		t.Fatalf("got %v, want ErrHeld that names this process", err)
	}
	if err := putAsked(first, "q", 1); err != nil {
		t.Errorf("the holder after that: %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if got := asked(t, opened(t, path)); got["q"] != 1 {
		t.Errorf("after the holder left: %v", got)
	}
}

// refused opens a file that must be refused, and left as it is.
func refused(t *testing.T, path, workspace string, want error) {
	t.Helper()
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := storage.Open(context.Background(), path, workspace)
	if err == nil {
		_ = s.Close()
	}
	if !errors.Is(err, want) || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v, want %v with the path", err, want)
	}
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was changed (%v)", err)
	}
}

// edit changes a closed file behind the store's back.
func edit(t *testing.T, path string, f func(*bbolt.Tx) error) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(f), db.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestAFileThatIsNotOursToOpenIsRefusedUntouched(t *testing.T) {
	made := func(t *testing.T) string {
		path := filepath.Join(t.TempDir(), "greenroom.db")
		s := open(t, path)
		if err := errors.Join(putAsked(s, "q", 1), s.Close()); err != nil {
			t.Fatal(err)
		}
		return path
	}
	t.Run("of a newer version", func(t *testing.T) {
		path := made(t)
		edit(t, path, func(tx *bbolt.Tx) error {
			return tx.Bucket([]byte("meta")).Put([]byte("version"), binary.BigEndian.AppendUint32(nil, 99))
		})
		refused(t, path, "T1", storage.ErrNewer)
	})
	t.Run("of another workspace", func(t *testing.T) { refused(t, made(t), "T2", storage.ErrForeign) })
	t.Run("a database of somebody else's", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "other.db")
		edit(t, path, func(tx *bbolt.Tx) error { _, err := tx.CreateBucket([]byte("theirs")); return err })
		refused(t, path, "T1", storage.ErrNotAStore)
	})
	for name, content := range map[string][]byte{
		"empty": {}, "one line of text": []byte("storage: greenroom.db\n"), "much of nothing": make([]byte, 1<<20),
		"much of anything": bytes.Repeat([]byte("SQLite format 3\x00"), 1<<16),
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "greenroom.db")
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			refused(t, path, "T1", storage.ErrNotAStore)
		})
	}
	t.Run("a directory", func(t *testing.T) {
		if _, err := storage.Open(context.Background(), t.TempDir(), "T1"); !errors.Is(err, storage.ErrNotAStore) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("cut off anywhere", func(t *testing.T) {
		path := made(t)
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for size := 0; size < len(whole)/2; size += 4096 - 512 {
			if err := os.WriteFile(path, whole[:size], 0o600); err != nil {
				t.Fatal(err)
			}
			s, err := storage.Open(context.Background(), path, "T1")
			if err == nil {
				_ = s.Close()
			}
			if !errors.Is(err, storage.ErrDamaged) && !errors.Is(err, storage.ErrNotAStore) {
				t.Errorf("cut to %d of %d bytes: %v", size, len(whole), err)
			}
		}
	})
	t.Run("but any workspace's where none is named", func(t *testing.T) {
		s, err := storage.Open(context.Background(), made(t), "")
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
}

func TestADirectoryThatIsNotThereIsAnError(t *testing.T) {
	_, err := storage.Open(context.Background(), filepath.Join(t.TempDir(), "none", "greenroom.db"), "T1")
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestOnlyTheOwnerCanReadTheFiles(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, filepath.Join(dir, "greenroom.db"))
	if err := s.Backup(context.Background(), filepath.Join(dir, "backup.db")); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name())
		info, err := f.Info()
		if err != nil || info.Mode() != 0o600 {
			t.Errorf("%s has mode %v (%v)", f.Name(), info.Mode(), err)
		}
	}
	if got := strings.Join(names, " "); got != "backup.db greenroom.db greenroom.db.lock" {
		t.Errorf("files: %s", got)
	}
}

func TestWhatACrashLeftOfMakingTheFileDoesNotMatter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "greenroom.db")
	// Half a file under the temporary name, and a lock that names a process long gone.
	for name, content := range map[string]string{path + ".new": strings.Repeat("half", 2000), path + ".lock": "process 1 on elsewhere\n"} {
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := opened(t, path)
	if err := putAsked(s, "q", 1); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(path + ".new"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the half file is still there: %v", err)
	}
}

func TestTheFreeListIsInTheFileAfterACleanEnd(t *testing.T) {
	path := filepath.Join(t.TempDir(), "greenroom.db")
	for round := range 2 { // the second time begins with a list in the file
		s := open(t, path)
		for i := range 20 {
			if err := putAsked(s, fmt.Sprint("q", i), i); err != nil {
				t.Fatal(err)
			}
		}
		if listed(t, path) {
			t.Errorf("round %d: a commit wrote the free list", round)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if !listed(t, path) {
			t.Errorf("round %d: no free list after Close", round)
		}
	}
}

// listed reports whether the file's latest state names a page for the free list.
func listed(t *testing.T, path string) bool {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var tx, list uint64
	for _, at := range []int{0, os.Getpagesize()} {
		if meta := b[at+16:]; binary.NativeEndian.Uint64(meta[48:]) >= tx {
			tx, list = binary.NativeEndian.Uint64(meta[48:]), binary.NativeEndian.Uint64(meta[32:])
		}
	}
	return list != ^uint64(0)
}

func TestAfterCloseTheStoreSaysSo(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "greenroom.db"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := putAsked(s, "q", 1); !errors.Is(err, storage.ErrClosed) {
		t.Errorf("Update: %v", err)
	}
	if err := s.View(context.Background(), func(practice.Tx) error { return nil }); !errors.Is(err, storage.ErrClosed) {
		t.Errorf("View: %v", err)
	}
	if err := s.Store.Close(); err != nil {
		t.Errorf("Close again: %v", err)
	}
}
