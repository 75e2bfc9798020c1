package storage

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
)

var update = flag.Bool("update", false, "freeze the file of the present format anew, and write down what is read off it")

// frozen are the files of the past in testdata, each beside what is read off it.
// format-1.db was written by the first program that kept anything, before posts
// were lists and answers had a tail; what it read off it then is what is read
// today, but for the follow-ups of a round's turns, which were fields of the turn.
// format-1-late.db is the last of that format. The newest is written by freeze.
var frozen = func() []string {
	names := []string{"format-1", "format-1-late"}
	for n := 2; n <= Format; n++ {
		names = append(names, fmt.Sprintf("format-%d", n))
	}
	return names
}()

// TestEveryFrozenFileIsReadAsItWasWritten opens the files of every format that
// there ever was.
func TestEveryFrozenFileIsReadAsItWasWritten(t *testing.T) {
	if *update {
		freeze(t, filepath.Join("testdata", frozen[len(frozen)-1]))
	}
	for _, name := range frozen {
		t.Run(name, func(t *testing.T) {
			path, was := thawed(t, name)
			s, err := OpenWith(context.Background(), path, "T1", Options{NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if err := s.Check(context.Background()); err != nil {
				t.Error(err)
			}
			want, err := os.ReadFile(filepath.Join("testdata", name+".golden"))
			if err != nil {
				t.Fatal(err)
			}
			differ(t, written(t, s), string(want))
			copied := s.Migrated().Copy
			if old := name != frozen[len(frozen)-1]; old != (copied != "") {
				t.Fatalf("it was migrated as %+v", s.Migrated())
			} else if old {
				sameRecords(t, copied, was)
			}
		})
	}
}

// TestWhateverIsKeptIsFrozen fails for a bucket, or a field of a record, that came
// after the newest file was frozen.
func TestWhateverIsKeptIsFrozen(t *testing.T) {
	newest := filepath.Join("testdata", frozen[len(frozen)-1])
	want, err := os.ReadFile(newest + ".golden")
	if err != nil {
		t.Fatal(err)
	}
	if differ(t, written(t, broken(t, func(*bbolt.Tx) error { return nil })), string(want)); t.Failed() {
		t.Errorf("%s is not what everything puts now: freeze it anew with -update, or, where its format was released, another one beside it", newest)
	}
	path, _ := thawed(t, filepath.Base(newest))
	held := map[string]bool{}
	for k := range rows(t, path) {
		held[strings.SplitN(k, "\x00", 2)[0]] = true
	}
	for _, bucket := range buckets {
		if !held[string(bucket)] {
			t.Errorf("nothing is put into %s: have everything put a record there", bucket)
			continue
		}
		without := broken(t, func(tx *bbolt.Tx) error {
			return errors.Join(tx.DeleteBucket(bucket), makeBuckets(tx))
		})
		if written(deaf{t}, without) == string(want) {
			t.Errorf("nothing is read off %s: have written read the record that everything puts there", bucket)
		}
	}
}

// A deaf test hears of no errors.
type deaf struct{ testing.TB }

func (deaf) Error(...any) {}

// thawed returns a copy of a frozen file that may be changed, and its bytes.
func thawed(t *testing.T, name string) (path string, was []byte) {
	t.Helper()
	was, err := os.ReadFile(filepath.Join("testdata", name+".db"))
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "greenroom.db")
	if err := os.WriteFile(path, was, 0o600); err != nil {
		t.Fatal(err)
	}
	return path, was
}

// sameRecords checks that a copy holds what the file held, in its format.
func sameRecords(t *testing.T, copied string, was []byte) {
	t.Helper()
	before := filepath.Join(t.TempDir(), "before.db")
	if err := os.WriteFile(before, was, 0o600); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(copied); err != nil || info.Mode() != 0o600 {
		t.Errorf("the copy has mode %v, %v", info.Mode(), err)
	}
	if a, b := rows(t, copied), rows(t, before); !maps.Equal(a, b) {
		t.Errorf("the copy %s has %d rows, the file had %d, or they differ", copied, len(a), len(b))
	}
}

// differ compares what is read line by line.
func differ(t *testing.T, got, want string) {
	t.Helper()
	count := map[string]int{}
	for line := range strings.Lines(got) {
		count[line]++
	}
	for line := range strings.Lines(want) {
		count[line]--
	}
	for line, n := range count {
		if n > 0 {
			t.Errorf("read, and not written down: %s", line)
		} else if n < 0 {
			t.Errorf("written down, and not read: %s", line)
		}
	}
}

// freeze writes a file that holds each kind of record, and what is read off it.
func freeze(t *testing.T, name string) {
	t.Helper()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "greenroom.db")
	s, err := OpenWith(ctx, path, "T1", Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Update(ctx, everything); err != nil {
		t.Fatal(err)
	}
	golden := written(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(name+".db", b, 0o600), os.WriteFile(name+".golden", []byte(golden), 0o600)); err != nil {
		t.Fatal(err)
	}
}
