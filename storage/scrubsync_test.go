package storage

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"greenroom/practice"
)

// erased returns a store in which something was erased and not scrubbed.
func erased(t *testing.T) *Store {
	t.Helper()
	s, err := OpenWith(context.Background(), filepath.Join(t.TempDir(), "greenroom.db"), "T1", Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []func(practice.Tx) error{
		func(tx practice.Tx) error { return tx.PutAnswer(practice.Answer{ID: 1, Person: "U1"}) },
		func(tx practice.Tx) error { return errors.Join(tx.EraseAnswer(1), tx.Erased()) },
	} {
		if err := s.Update(context.Background(), f); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// fills makes a file longer by a hole, has it scrubbed, and reports whether that
// wrote zeros where there were some already.
func fills(t *testing.T, s *Store) bool {
	t.Helper()
	const hole = 4 << 20
	before, err := os.Stat(s.path)
	if err == nil {
		err = os.Truncate(s.path, before.Size()+hole)
	}
	if err == nil {
		err = s.Scrub(context.Background())
	}
	after, err2 := os.Stat(s.path)
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	blocks := func(f os.FileInfo) int64 { return f.Sys().(*syscall.Stat_t).Blocks * 512 }
	return blocks(after)-blocks(before) >= hole
}

// The kernel may have dropped what a failed sync did not write, and show it all
// the same to whoever reads the file, be it the next process.
func TestAScrubOfWhichTheDiskDidNotConfirmTheEndIsDoneOverAgain(t *testing.T) {
	ctx := context.Background()
	s := erased(t)
	s.sync = func(*os.File) error { return &os.PathError{Op: "sync", Path: s.path, Err: syscall.EIO} }
	if err := s.Scrub(ctx); !errors.Is(err, ErrSync) || !errors.Is(err, syscall.EIO) {
		t.Errorf("Scrub: %v", err)
	}
	select {
	case <-s.Failed():
	default:
		t.Error("the store is trusted all the same")
	}
	if err := s.Update(ctx, func(tx practice.Tx) error { return tx.PutAsked("C1", "q", 1) }); !errors.Is(err, ErrSync) {
		t.Errorf("a later update: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	s, err := OpenWith(ctx, s.path, "T1", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if left, err := s.Unscrubbed(ctx); err != nil || !left {
		t.Errorf("in the next process it counts as done: %v, %v", left, err)
	}
	if !fills(t, s) {
		t.Error("in the next process zeros that may not be on the disk are left as they are")
	}
	if left, err := s.Unscrubbed(ctx); err != nil || left {
		t.Errorf("in the end it is not done: %v, %v", left, err)
	}
	if fills(t, s) {
		t.Error("what is on the disk for certain is written over again")
	}
}

func TestACopyWhoseDiskFailsIsNoReasonToDistrustTheStore(t *testing.T) {
	s := erased(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	err := Rewrite(context.Background(), s.path, "T1", func(copied practice.Store) error {
		copied.(*Store).sync = func(*os.File) error { return syscall.EIO }
		return nil
	})
	if err == nil || errors.Is(err, ErrSync) {
		t.Errorf("Rewrite: %v", err)
	}
}
