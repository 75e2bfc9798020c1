package storage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"time"

	"go.etcd.io/bbolt"

	"greenroom/practice"
)

// What is dropped from the database leaves its bytes behind, in pages that are
// free to be used anew, until they are. Scrub writes zeros over them in the file
// itself: copying what is left into another file would take as long as there are
// answers of others, and hold everybody up when it is put in place.
//
// A free page may be overwritten while nobody writes and nobody reads a state of
// an earlier time, to which it may belong. Two things make sure of both: a
// transaction that may write is open meanwhile, and those who read when it began
// are waited for; who begins after them sees the last commit, to which no free
// page belongs. That commit is on disk, so neither does a crash bring one back.
// It is done in steps, so that updates wait for one no longer than for each other.
//
// What is zero already is left. Only where an earlier process did not come to the
// end its zeros are written again: after a failed sync the kernel may show what
// the disk does not hold.

const (
	scrubStep   = 512                    // pages that a step looks at
	scrubBehind = 1 << 20                // bytes that it zeroes at once behind the last page
	scrubWait   = 100 * time.Millisecond // how long it holds up updates for somebody who reads
)

// metaUnscrubbed is there from the time that something was erased until Scrub
// has come to its end.
var metaUnscrubbed = []byte("unscrubbed")

// Unscrubbed reports whether something was erased of which bytes may be left, so
// that Scrub has to be called.
func (s *Store) Unscrubbed(ctx context.Context) (bool, error) {
	var marked bool
	err := s.View(ctx, func(tx practice.Tx) error {
		_, marked = tx.(*transaction).get(bucketMeta, metaUnscrubbed)
		return nil
	})
	return marked, err
}

// Scrub writes zeros over all that the file holds beside the records, so that
// nothing is left of what was dropped. It takes some seconds for each million
// answers and holds up others only for moments; one that was broken off is simply
// done again, but after an error that wraps ErrSync by the next process. It waits
// for a backup that is being made.
func (s *Store) Scrub(ctx context.Context) error {
	s.scrubs.Lock()
	defer s.scrubs.Unlock()
	if err := s.scrub(ctx); err != nil {
		return fmt.Errorf("scrub %s: %w", s.path, err)
	}
	return nil
}

func (s *Store) scrub(ctx context.Context) (err error) {
	// The mark is taken away only if nothing was erased meanwhile.
	var mark []byte
	var size int
	err = s.View(ctx, func(tx practice.Tx) error {
		t := tx.(*transaction)
		v, _ := t.get(bucketMeta, metaUnscrubbed)
		mark = bytes.Clone(v)
		size = t.tx.DB().Info().PageSize // which looks at the mapping, held in a transaction only
		return nil
	})
	if err != nil {
		return err
	}
	f, err := os.OpenFile(s.path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	ahead := make([]byte, scrubStep*size)
	for page, more := 2, true; more; { // the first two are never free
		if err := errors.Join(ctx.Err(), s.usable()); err != nil {
			return err
		}
		// To look at a page of the mapped file takes a read of the disk of its own,
		// and updates would wait for each: what is read in one go lies in memory then.
		if _, err := f.ReadAt(ahead, int64(page)*int64(size)); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if err := s.readers.outlast(ctx); err != nil { // first without holding up anybody
			return err
		}
		if page, more, err = s.scrubFrom(ctx, f, page, size); err != nil {
			return err
		}
	}
	if !s.db.NoSync {
		if err := s.sync(f); err != nil {
			return s.unsynced(err)
		}
	}
	s.unsure = false
	return s.Update(ctx, func(tx practice.Tx) error {
		t := tx.(*transaction)
		if v, marked := t.get(bucketMeta, metaUnscrubbed); !marked || !bytes.Equal(v, mark) {
			return nil
		}
		return t.drop(bucketMeta, metaUnscrubbed)
	})
}

// scrubFrom scrubs the next pages, of size bytes each, and returns the one to go
// on from; more is false once it has come to the end of the file. Where somebody
// reads for long it gives up for now.
func (s *Store) scrubFrom(ctx context.Context, f *os.File, page, size int) (next int, more bool, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	tx, err := s.db.Begin(true)
	if err != nil {
		return page, false, closed(err)
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %s", ErrDamaged, panicked(p))
		}
		err = errors.Join(err, tx.Rollback())
	}()
	wait, cancel := context.WithTimeout(ctx, scrubWait)
	defer cancel()
	if s.readers.outlast(wait) != nil {
		return page, true, ctx.Err()
	}
	last := int(tx.Size() / int64(size))
	end := min(page+scrubStep, last)
	zeros, buf := make([]byte, size), make([]byte, size)
	for ; page < end; page++ {
		info, err := tx.Page(page)
		if err != nil {
			return page, false, err
		}
		if info.Type != "free" {
			continue
		}
		at := int64(page) * int64(size)
		if _, err := f.ReadAt(buf, at); err != nil {
			return page, false, err
		}
		if !s.unsure && bytes.Equal(buf, zeros) {
			continue
		}
		if _, err := f.WriteAt(zeros, at); err != nil {
			return page, false, err
		}
	}
	if page < last {
		return page, true, nil
	}
	return page, false, s.scrubBeyond(f, tx)
}

// scrubBeyond zeroes what lies behind the last page: the file is longer than
// what is used of it, and a commit that a crash broke off may have written there.
func (s *Store) scrubBeyond(f *os.File, tx *bbolt.Tx) error {
	zeros, buf := make([]byte, scrubBehind), make([]byte, scrubBehind)
	for at := tx.Size(); ; {
		n, err := f.ReadAt(buf, at)
		if s.unsure || !bytes.Equal(buf[:n], zeros[:n]) {
			if _, err := f.WriteAt(zeros[:n], at); err != nil {
				return err
			}
		}
		at += int64(n)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
