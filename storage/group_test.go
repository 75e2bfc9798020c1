package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"greenroom/practice"
)

func inside(t *testing.T) *Store {
	t.Helper()
	s, err := OpenWith(context.Background(), filepath.Join(t.TempDir(), "greenroom.db"), "T1", Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

// commits returns how many transactions were ever committed.
func commits(t *testing.T, s *Store) int {
	t.Helper()
	tx, err := s.db.Begin(false)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	return tx.ID()
}

// crowd begins n updates that all wait for one that is under way, and lets go.
// It returns what each of them returned.
func crowd(s *Store, n int, f func(i int) func(practice.Tx) error) []error {
	begun, goOn := make(chan bool, 1), make(chan bool)
	errs := make([]error, n)
	var wg sync.WaitGroup
	wg.Go(func() {
		_ = s.Update(context.Background(), func(tx practice.Tx) error {
			begun <- true
			<-goOn
			return tx.PutAsked("C1", "first", 1)
		})
	})
	<-begun
	for i := range n {
		wg.Go(func() { errs[i] = s.Update(context.Background(), f(i)) })
	}
	for waiting := 0; waiting < n; {
		s.group.mu.Lock()
		waiting = len(s.group.queue)
		s.group.mu.Unlock()
	}
	close(goOn)
	wg.Wait()
	return errs
}

func TestUpdatesThatWaitAreCommittedTogether(t *testing.T) {
	s := inside(t)
	before := commits(t, s)
	errs := crowd(s, 100, func(i int) func(practice.Tx) error {
		return func(tx practice.Tx) error { return tx.PutAsked("C1", fmt.Sprint("q", i), i) }
	})
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	if n := commits(t, s) - before; n != 2 {
		t.Errorf("%d commits for one update and the hundred that waited for it; want 2", n)
	}
}

func TestAnUpdateThatFailsAfterWritingIsTakenOutOfItsGroup(t *testing.T) {
	s := inside(t)
	onPurpose := errors.New("on purpose")
	runs := make([]int, 4)
	errs := crowd(s, 4, func(i int) func(practice.Tx) error {
		return func(tx practice.Tx) error {
			runs[i]++
			if i == 3 { // fails before it writes anything: nobody need run again for it
				return onPurpose
			}
			if err := tx.PutAsked("C1", fmt.Sprint("q", i), 1); err != nil || i != 1 {
				return err
			}
			return onPurpose
		}
	})
	if errs[0] != nil || errs[1] != onPurpose || errs[2] != nil || errs[3] != onPurpose {
		t.Errorf("errors: %v", errs)
	}
	if runs[1] != 1 || runs[0] > 2 || runs[2] > 2 {
		t.Errorf("runs: %v", runs)
	}
	got := map[string]int{}
	_ = s.View(context.Background(), func(tx practice.Tx) (err error) {
		got, err = tx.Asked("C1")
		return err
	})
	if len(got) != 3 || got["q1"] != 0 {
		t.Errorf("kept: %v", got)
	}
}

func TestAnUpdateThatPanicsHarmsOnlyItself(t *testing.T) {
	s := inside(t)
	errs := crowd(s, 3, func(i int) func(practice.Tx) error {
		return func(tx practice.Tx) error {
			if i == 1 {
				panic("on purpose")
			}
			return tx.PutAsked("C1", fmt.Sprint("q", i), 1)
		}
	})
	if errs[0] != nil || errs[1] == nil || errs[2] != nil {
		t.Errorf("errors: %v", errs)
	}
}

func TestAnUpdateThatWroteNothingCostsNoCommit(t *testing.T) {
	s := inside(t)
	before := commits(t, s)
	for range 5 {
		if err := s.Update(context.Background(), func(tx practice.Tx) error { _, err := tx.Asked("C1"); return err }); err != nil {
			t.Fatal(err)
		}
	}
	if n := commits(t, s) - before; n != 0 {
		t.Errorf("%d commits", n)
	}
}

func TestUpdatesThatWaitWhenTheStoreClosesAreKeptOrRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "greenroom.db")
	s, err := OpenWith(context.Background(), path, "T1", Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	const writers = 50
	var acked [writers]int
	var wg sync.WaitGroup
	half := make(chan bool)
	for w := range writers {
		wg.Go(func() {
			for i := 1; ; i++ {
				err := s.Update(context.Background(), func(tx practice.Tx) error { return tx.PutAsked("C1", fmt.Sprint(w), i) })
				if err != nil {
					if !errors.Is(err, ErrClosed) {
						t.Errorf("writer %d: %v", w, err)
					}
					return
				}
				acked[w] = i
				if w == 0 && i == 5 {
					close(half)
				}
			}
		})
	}
	<-half
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	wg.Wait()
	if s, err = OpenWith(context.Background(), path, "T1", Options{NoSync: true}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var got map[string]int
	_ = s.View(context.Background(), func(tx practice.Tx) (err error) {
		got, err = tx.Asked("C1")
		return err
	})
	for w, n := range acked {
		if got[fmt.Sprint(w)] != n {
			t.Errorf("writer %d: %d acknowledged, %d kept", w, n, got[fmt.Sprint(w)])
		}
	}
}

// panicking is an update whose commit panics, once it is durable.
func panicking(tx practice.Tx) error {
	tx.(*transaction).tx.OnCommit(func() { panic("page 7 is free already: secret") })
	return tx.PutAsked("C1", "q", 1)
}

func TestAPanicOfTheDatabaseEndsTheStoreAndNobodyWaitsForEver(t *testing.T) {
	s := inside(t)
	errs := crowd(s, 3, func(i int) func(practice.Tx) error {
		if i == 1 {
			return panicking
		}
		return func(tx practice.Tx) error { return tx.PutAsked("C1", fmt.Sprint("q", i), 1) }
	})
	for i, err := range errs {
		if !errors.Is(err, ErrSync) {
			t.Errorf("update %d: %v", i, err)
		} else if strings.Contains(err.Error(), "secret") {
			t.Errorf("update %d tells what the panic said: %v", i, err)
		}
	}
	<-s.Failed()
	if err := s.Update(context.Background(), func(tx practice.Tx) error { return tx.PutAsked("C1", "q", 2) }); !errors.Is(err, ErrSync) {
		t.Errorf("a later update: %v", err)
	}
}

func TestAPanicWhileATransactionBeginsEndsTheStore(t *testing.T) {
	s := inside(t)
	bolt := s.db
	s.db = nil // what begins now panics
	err := s.Update(context.Background(), func(tx practice.Tx) error { return nil })
	s.db = bolt
	if !errors.Is(err, ErrSync) {
		t.Errorf("the update: %v", err)
	}
	<-s.Failed()
	if err := s.Update(context.Background(), func(tx practice.Tx) error { return nil }); !errors.Is(err, ErrSync) {
		t.Errorf("a later update: %v", err)
	}
	s.stuck.Store(false) // nothing holds the file here: the test ends in order
}

func TestWhereNothingIsKeptNoRefusalStands(t *testing.T) {
	s := inside(t)
	already := errors.New("that is so already")
	errs := crowd(s, 3, func(i int) func(practice.Tx) error {
		if i == 2 {
			return panicking
		}
		return func(tx practice.Tx) error {
			if asked, err := tx.Asked("C1"); err != nil || asked["once"] != 0 {
				return errors.Join(err, already)
			}
			return tx.PutAsked("C1", "once", 1)
		}
	})
	for i, err := range errs {
		if !errors.Is(err, ErrSync) || errors.Is(err, already) {
			t.Errorf("update %d: %v", i, err)
		}
	}
}

func TestAPageThatTheDiskDoesNotGiveIsAnError(t *testing.T) {
	s := inside(t)
	nowhere := func(practice.Tx) error {
		page, err := syscall.Mmap(-1, 0, os.Getpagesize(), syscall.PROT_NONE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
		if err != nil {
			return err
		}
		defer func() { _ = syscall.Munmap(page) }()
		return fmt.Errorf("read %d", page[0])
	}
	if err := s.View(context.Background(), nowhere); !errors.Is(err, ErrDamaged) {
		t.Errorf("a view: %v", err)
	}
	if err := s.Update(context.Background(), nowhere); err == nil || !strings.Contains(err.Error(), "panic in a transaction") {
		t.Errorf("an update: %v", err)
	}
	if err := s.Update(context.Background(), func(tx practice.Tx) error { return tx.PutAsked("C1", "q", 1) }); err != nil {
		t.Errorf("the store does not go on: %v", err)
	}
}

func TestADeadlineThatCannotBeReadKeepsNoOtherFromBeingDue(t *testing.T) {
	s := inside(t)
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	err := s.Update(context.Background(), func(tx practice.Tx) error {
		return errors.Join(
			tx.(*transaction).put(bucketDeadlines, key(nil).number(0), nil),
			tx.PutDeadline(practice.Deadline{At: now, Kind: practice.LapseDue, Ref: "r"}),
		)
	})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	err = s.View(context.Background(), func(tx practice.Tx) error {
		return tx.DueDeadlines(now, func(practice.Deadline) bool { n++; return true })
	})
	if n != 1 || !errors.Is(err, ErrDamaged) {
		t.Errorf("%d due, %v", n, err)
	}
}

func TestAFailedSyncIsToldFromAFailedWrite(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		sync bool
	}{
		{"fdatasync", syscall.EIO, true},
		{"fdatasync on a full disk", syscall.ENOSPC, true},
		{"the sync of a grown file", errors.New("file sync error: sync greenroom.db: input/output error"), true},
		{"a write", &fs.PathError{Op: "write", Path: "greenroom.db", Err: syscall.ENOSPC}, false},
		{"growing the file", errors.New("file resize error: truncate greenroom.db: file too large"), false},
		{"mapping the file", errors.New("mmap allocate error: cannot allocate memory"), false},
	} {
		if got := failedSync(c.err); got != c.sync {
			t.Errorf("%s: failedSync = %v", c.name, got)
		}
	}
}

func TestAfterAFailedSyncNothingIsTrusted(t *testing.T) {
	s := inside(t)
	select {
	case <-s.Failed():
		t.Fatal("failed before anything happened")
	default:
	}
	if err := s.unsaved(syscall.EIO); !errors.Is(err, ErrSync) || errors.Is(err, practice.ErrNotSaved) {
		t.Errorf("the update itself: %v", err)
	}
	<-s.Failed()
	err := s.Update(context.Background(), func(tx practice.Tx) error { return tx.PutAsked("C1", "q", 1) })
	if !errors.Is(err, ErrSync) {
		t.Errorf("a later update: %v", err)
	}
	before := commits(t, s)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	again, err := OpenWith(context.Background(), s.path, "T1", Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if n := commits(t, again); n != before {
		t.Errorf("Close wrote to the file: transaction %d, was %d", n, before)
	}
}

func TestAPostingThatCannotBeReadKeepsNoOtherFromBeingSent(t *testing.T) {
	s := inside(t)
	err := s.Update(context.Background(), func(tx practice.Tx) error {
		return errors.Join(
			tx.PutPosting(practice.Posting{Key: "first", Kind: practice.PostLow}), tx.PutPosting(practice.Posting{Key: "second", Kind: practice.PostLow}),
			tx.PutPosting(practice.Posting{Key: "third", Kind: practice.PostLow}), tx.PutPosting(practice.Posting{Key: "fourth", Kind: practice.PostLow}),
			tx.(*transaction).put(bucketPostings, []byte("first"), []byte("no record")), tx.(*transaction).drop(bucketPostings, []byte("third")),
		)
	})
	if err != nil {
		t.Fatal(err)
	}
	var sent []string
	err = s.View(context.Background(), func(tx practice.Tx) error {
		return tx.OpenPostings(func(p practice.Posting) bool { sent = append(sent, p.Key); return true })
	})
	unread, other := practice.PassedOver(err)
	if fmt.Sprint(sent) != "[second fourth]" || !errors.Is(err, ErrDamaged) || unread != 2 || other != nil {
		t.Errorf("%v are to be sent, %v", sent, err)
	}
}
