package ops

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// A saver is Backups of a store that is made of words, with what they told.
type saver struct {
	*Backups
	t     *testing.T
	fault error    // what Write fails with
	told  []string // what Failed was given
	made  int      // how often Made was called
}

// nightly are backups at a quarter past three, in a directory that is not there.
func nightly(t *testing.T) *saver {
	s := &saver{t: t}
	s.Backups = &Backups{
		Dir: filepath.Join(t.TempDir(), "not", "there"), Name: "greenroom", Keep: 3, Meter: NewMeter(nil, nil), Log: quiet(),
		Due: func(after, until time.Time) bool {
			at := time.Date(after.Year(), after.Month(), after.Day(), 3, 15, 0, 0, time.UTC)
			if !at.After(after) {
				at = at.AddDate(0, 0, 1)
			}
			return !at.After(until)
		},
		Size: func() int64 { return 4 },
		Write: func(_ context.Context, path string) error {
			if s.fault != nil {
				return s.fault
			}
			return os.WriteFile(path, []byte("copy"), 0o600)
		},
		Made: func(context.Context) error { s.made++; return nil },
		Failed: func(_ context.Context, why string) error {
			s.told = append(s.told, why)
			return nil
		},
	}
	return s
}

// passes lets time pass with a Tick each minute, as the scheduler has it.
func (s *saver) passes(d time.Duration) {
	s.t.Helper()
	for end := time.Now().Add(d); ; time.Sleep(time.Minute) {
		if err := s.Tick(context.Background()); err != nil {
			s.t.Error(err)
		}
		if !time.Now().Before(end) {
			return
		}
	}
}

// files returns what lies in the directory.
func (s *saver) files() (names []string) {
	entries, err := os.ReadDir(s.Dir)
	if err != nil {
		s.t.Error(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func (s *saver) lie(want ...string) {
	s.t.Helper()
	if got := s.files(); !slices.Equal(got, want) {
		s.t.Errorf("there are %q, want %q", got, want)
	}
}

// backups runs a test from midnight, 1 January 2000, on.
func backups(t *testing.T, test func(s *saver)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { test(nightly(t)) })
}

const (
	first  = "greenroom-20000101T000000Z.db"
	second = "greenroom-20000101T031500Z.db"
	third  = "greenroom-20000102T031500Z.db"
	fourth = "greenroom-20000103T031500Z.db"
)

func TestABackupIsMadeAtTheStartAndThenWhenItIsDueAndTheNewestAreKept(t *testing.T) {
	backups(t, func(s *saver) {
		s.passes(time.Hour)
		s.lie(first)
		s.passes(24 * time.Hour)
		s.lie(first, second)
		s.passes(48 * time.Hour)
		s.lie(second, third, fourth)
		info, err := os.Stat(s.Dir)
		if err != nil || info.Mode().Perm() != 0o700 {
			s.t.Errorf("the directory has %v, %v", info.Mode(), err)
		}
		got := s.Status()
		if got.Kept != 3 || got.Bytes != 4 || !got.Newest.Equal(time.Date(2000, 1, 3, 3, 15, 0, 0, time.UTC)) || got.Why != "" {
			s.t.Errorf("status %+v", got)
		}
	})
}

func TestABackupMissedWhileNothingRanIsMadeAtTheStart(t *testing.T) {
	backups(t, func(s *saver) {
		s.passes(time.Minute)
		time.Sleep(3 * time.Hour) // before it is due
		again := nightly(s.t).Backups
		again.Dir = s.Dir
		if err := again.Tick(s.t.Context()); err != nil {
			s.t.Error(err)
		}
		s.lie(first)
		time.Sleep(50 * time.Hour)
		if err := again.Tick(s.t.Context()); err != nil {
			s.t.Error(err)
		}
		s.lie(first, "greenroom-20000103T050100Z.db")
	})
}

func TestAFailedBackupRemovesNothingIsToldOnceForEachAndTriedAgain(t *testing.T) {
	backups(t, func(s *saver) {
		s.passes(72 * time.Hour)
		s.lie(second, third, fourth)
		s.fault = fmt.Errorf("back up: %w", syscall.ENOSPC)
		s.passes(48 * time.Hour)
		s.lie(second, third, fourth)
		if n := len(s.told); n < 24 || n > 60 {
			s.t.Errorf("it was tried %d times in two days", n)
		}
		slices.Sort(s.told)
		if told := slices.Compact(s.told); len(told) != 1 || told[0] != "back up: no space left on device" {
			s.t.Errorf("told %q", told)
		}
		got := s.Status()
		if !strings.Contains(got.Why, "no space") || !got.Failed.Equal(time.Date(2000, 1, 4, 3, 15, 0, 0, time.UTC)) || got.Kept != 3 {
			s.t.Errorf("status %+v", got)
		}
		s.fault = nil
		s.passes(time.Hour)
		if files := s.files(); len(files) != 3 || files[0] != third {
			s.t.Errorf("there are %q", files)
		}
		if got := s.Status(); got.Why != "" || !got.Failed.IsZero() {
			s.t.Errorf("status %+v", got)
		}
		if n := counted(t, s.Meter)["greenroom_backups_total{outcome=made}"]; n != 5 || s.made != 5 {
			s.t.Errorf("%v were made, %d told", n, s.made)
		}
	})
}

func TestFilesThatAreNoneOfOursAreLeftAlone(t *testing.T) {
	backups(t, func(s *saver) {
		s.Keep = 1
		if err := os.MkdirAll(s.Dir, 0o700); err != nil {
			s.t.Fatal(err)
		}
		others := []string{
			"greenroom-2000.db", "greenroom-20000101T000000Z.db.gz", "greenroom.db", "notes.txt", "other-19990101T000000Z.db",
			"other-19990101T000000Z.db.part",
			"greenroom-20300101T000000Z.db", // of a time to come: a clock was wrong
		}
		for _, name := range append(others, "greenroom-19990101T000000Z.db.part") { // the last a crash has left
			if err := os.WriteFile(filepath.Join(s.Dir, name), nil, 0o600); err != nil {
				s.t.Fatal(err)
			}
		}
		if err := os.Mkdir(filepath.Join(s.Dir, "greenroom-19990102T000000Z.db"), 0o700); err != nil {
			s.t.Fatal(err)
		}
		s.passes(24 * time.Hour)
		want := append(others, second, "greenroom-19990102T000000Z.db")
		slices.Sort(want)
		s.lie(want...)
	})
}

func TestABackupForWhichThereIsNoRoomIsNotBegun(t *testing.T) {
	backups(t, func(s *saver) {
		s.Size = func() int64 { return 1 << 60 }
		s.passes(0)
		s.lie()
		if len(s.told) != 1 || !strings.HasPrefix(s.told[0], "back up to ") || !strings.Contains(s.told[0], "no space left on device: ") {
			s.t.Errorf("told %q", s.told)
		}
	})
}

func TestWhatCannotBeADirectoryIsAFailureLikeOthers(t *testing.T) {
	backups(t, func(s *saver) {
		s.Dir = filepath.Join(s.t.TempDir(), "file")
		if err := os.WriteFile(s.Dir, nil, 0o600); err != nil {
			s.t.Fatal(err)
		}
		s.passes(time.Minute)
		if len(s.told) == 0 || s.Status().Why == "" || s.Status().Dir != s.Dir {
			s.t.Errorf("told %q, status %+v", s.told, s.Status())
		}
	})
}

func TestABackupBrokenOffByTheEndIsNoFailure(t *testing.T) {
	backups(t, func(s *saver) {
		ctx, cancel := context.WithCancel(s.t.Context())
		s.Write = func(ctx context.Context, _ string) error {
			cancel()
			return ctx.Err()
		}
		if err := s.Tick(ctx); !errors.Is(err, context.Canceled) || len(s.told) != 0 || s.Status().Why != "" {
			s.t.Errorf("%v, told %q, %+v", err, s.told, s.Status())
		}
	})
}

func TestAllBackupsAreListedThoseOfATimeToComeToo(t *testing.T) {
	b := Backups{Dir: filepath.Join(t.TempDir(), "none"), Name: "greenroom"}
	if files, err := b.Files(); err != nil || len(files) != 0 {
		t.Errorf("without a directory: %q, %v", files, err)
	}
	b.Dir = t.TempDir()
	for _, name := range []string{"greenroom-20260301T031500Z.db", "greenroom-20990301T031500Z.db", "greenroom-20260301T031500Z.db.part", "greenroom.db", "other-20260301T031500Z.db"} {
		if err := os.WriteFile(filepath.Join(b.Dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	files, err := b.Files()
	for i := range files {
		files[i] = filepath.Base(files[i])
	}
	if want := []string{"greenroom-20990301T031500Z.db", "greenroom-20260301T031500Z.db"}; err != nil || !slices.Equal(files, want) {
		t.Errorf("there are %q, %v", files, err)
	}
}
