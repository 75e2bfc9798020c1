package storage

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// A migration writes in this order: the copy, the pages that the steps changed,
// the record that they are done, and the list of free pages with one of its own.
// A process that is killed leaves what it had written until then.
func TestAMigrationThatIsKilledAtAnyWriteComesUpWhole(t *testing.T) {
	for _, name := range frozen[:len(frozen)-1] {
		t.Run(name, func(t *testing.T) {
			want, err := os.ReadFile(filepath.Join("testdata", name+".golden"))
			if err != nil {
				t.Fatal(err)
			}
			copied, states := eachWrite(t, name)
			for i, state := range states {
				path := filepath.Join(t.TempDir(), "greenroom.db")
				before := filepath.Join(filepath.Dir(path), "greenroom-format-1-20260101T000000Z.db")
				if err := errors.Join(os.WriteFile(path, state, 0o600), os.WriteFile(before, copied, 0o600)); err != nil {
					t.Fatal(err)
				}
				s, err := OpenWith(context.Background(), path, "T1", Options{NoSync: true})
				if err != nil {
					t.Fatalf("after write %d of %d: %v", i, len(states), err)
				}
				if err := s.Check(context.Background()); err != nil {
					t.Errorf("after write %d of %d: %v", i, len(states), err)
				}
				differ(t, written(t, s), string(want))
				if err := s.Close(); err != nil {
					t.Error(err)
				}
				if copies, err := Copies(path); err != nil || !slices.Equal(copies, []string{before}) {
					t.Errorf("after write %d of %d there are copies %v, %v", i, len(states), copies, err)
				}
				if t.Failed() {
					t.FailNow()
				}
			}
		})
	}
}

// eachWrite migrates a frozen file and returns the copy that was made of it, and
// what the file was after each write from then on.
func eachWrite(t *testing.T, name string) (copied []byte, states [][]byte) {
	t.Helper()
	path, _ := thawed(t, name)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	now := func() []byte {
		b, err := os.ReadFile(path)
		must(err)
		return b
	}
	db, err := openBolt(path, boltOptions(Options{NoSync: true}))
	must(err)
	s := &Store{db: db, path: path, failed: make(chan struct{})}
	before, _, err := s.keep(context.Background(), 1)
	must(err)
	copied, err = os.ReadFile(before)
	must(err)
	begun := now()
	must(climb(context.Background(), db, 1, migrations))
	climbed := now()
	must(closeDB(db))
	return copied, append(writes(begun, climbed), writes(climbed, now())...)
}

// writes returns what a file is after each write of the transaction that made one
// state of it into another: first it grows, then come the changed pages in their
// order, and last the page that says that they count.
func writes(from, to []byte) (states [][]byte) {
	size := os.Getpagesize()
	b := append(slices.Clone(from), make([]byte, max(0, len(to)-len(from)))...)
	states = append(states, from, slices.Clone(b))
	for _, pages := range [][2]int{{2, len(to) / size}, {0, 2}} {
		for page := pages[0]; page < pages[1]; page++ {
			was, is := b[page*size:(page+1)*size], to[page*size:(page+1)*size]
			if bytes.Equal(was, is) {
				continue
			}
			copy(was, is)
			states = append(states, slices.Clone(b))
		}
	}
	return states
}

// What a killed process had written of a copy is of no use, and must not gather.
func TestHalfACopyIsRemovedWhenTheNextIsMade(t *testing.T) {
	path, was := thawed(t, "format-1")
	half := filepath.Join(filepath.Dir(path), "greenroom-format-1-20260101T000000Z.db.part")
	if err := os.WriteFile(half, was[:len(was)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := OpenWith(context.Background(), path, "T1", Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := os.Stat(half); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("half a copy is still there: %v", err)
	}
	sameRecords(t, s.Migrated().Copy, was)
}
