package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"

	"go.etcd.io/bbolt"

	"greenroom/practice"
)

// Check looks through the whole file while the store goes on: that its pages hold
// together, that every record can be read, and that the rows that find one and
// what they find lead to each other. It returns what is wrong, wrapping
// ErrDamaged. Nobody writes while it looks at the pages, half a second or so for
// each million answers; the rest takes some seconds more. A file of an older
// format, opened as it is, is only looked at by its pages.
func (s *Store) Check(ctx context.Context) error {
	return s.CheckWith(ctx, func(int, int) {})
}

// CheckWith is Check that says now and then how many rows of how many it has
// looked at. progress must not block.
func (s *Store) CheckWith(ctx context.Context, progress func(done, of int)) error {
	err := s.pages(ctx)
	if n, old := s.Format(); err == nil && old == nil && n == Format {
		err = s.checkRows(ctx, progress)
	}
	if err != nil {
		return fmt.Errorf("check store %s: %w", s.path, err)
	}
	return nil
}

func (s *Store) pages(ctx context.Context) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %s", ErrDamaged, panicked(p))
		}
	}()
	// It is only true while nobody writes, which a transaction that may write
	// makes sure of.
	tx, err := s.db.Begin(!s.db.IsReadOnly())
	if err != nil {
		return closed(err)
	}
	defer func() { _ = tx.Rollback() }()
	if err := checkTree(s.path); err != nil {
		return err
	}
	return checkPages(ctx, tx)
}

// mostDamage is how many damages are told; the rest would say no more.
const mostDamage = 10

// check looks through the pages of a file, and counts what finds its answers.
func check(ctx context.Context, tx *bbolt.Tx) error {
	if err := checkPages(ctx, tx); err != nil || formatOf(tx) < Format {
		return err // how an older file hangs together is seen to when it is brought up to date
	}
	answers, mine := tx.Bucket(bucketAnswers).Stats().KeyN, tx.Bucket(bucketMine).Stats().KeyN+inTail(tx)
	if answers != mine {
		return fmt.Errorf("%w: %d answers, of which %d are found by their persons", ErrDamaged, answers, mine)
	}
	return ctx.Err()
}

// checkPages looks through the pages of a file, and whether all buckets are there.
func checkPages(ctx context.Context, tx *bbolt.Tx) error {
	var wrong []error
	// The channel is read to its end, since the check stops only there.
	for fault := range tx.Check() {
		if len(wrong) < mostDamage {
			wrong = append(wrong, fmt.Errorf("%w: %w", ErrDamaged, fault))
		}
	}
	if err := errors.Join(append(wrong, ctx.Err())...); err != nil {
		return err
	}
	if formatOf(tx) < Format {
		return nil // it lacks some
	}
	for _, name := range buckets {
		if tx.Bucket(name) == nil {
			return fmt.Errorf("%w: %s is missing", ErrDamaged, name)
		}
	}
	return ctx.Err()
}

// Size returns the size of the file in bytes, zero where that cannot be told.
func (s *Store) Size() int64 {
	info, err := os.Stat(s.path)
	if err != nil {
		return 0
	}
	return info.Size()
}

// inTail returns how many answers are still without rows of their own.
func inTail(tx *bbolt.Tx) (n int) {
	_ = (&transaction{tx: tx}).tail(func(practice.ID, []byte) (bool, error) {
		n++
		return true, nil
	})
	return n
}
