package storage

import (
	"context"
	"errors"
	"fmt"
	"os"

	"go.etcd.io/bbolt"

	"greenroom/practice"
)

// Check looks through the whole file: that its pages hold together, that every
// bucket is there, and that each answer is found by its person. Nothing is
// written meanwhile, about a second for each million answers. It returns what is
// wrong, wrapping ErrDamaged.
func (s *Store) Check(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	// A check is only true while nobody writes, which a transaction that may
	// write makes sure of.
	tx, err := s.db.Begin(!s.db.IsReadOnly())
	if err != nil {
		return fmt.Errorf("check store %s: %w", s.path, closed(err))
	}
	err = check(ctx, tx)
	if err := errors.Join(err, tx.Rollback()); err != nil {
		return fmt.Errorf("check store %s: %w", s.path, err)
	}
	return nil
}

// mostDamage is how many damages are told; the rest would say no more.
const mostDamage = 10

// check looks through the file of a transaction.
func check(ctx context.Context, tx *bbolt.Tx) error {
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
	if formatOf(tx) < format {
		return nil // what an older file has, and how it hangs together, is seen to when it is brought up to date
	}
	for _, name := range buckets {
		if tx.Bucket(name) == nil {
			return fmt.Errorf("%w: %s is missing", ErrDamaged, name)
		}
	}
	answers, mine := tx.Bucket(bucketAnswers).Stats().KeyN, tx.Bucket(bucketMine).Stats().KeyN+inTail(tx)
	if answers != mine {
		return fmt.Errorf("%w: %d answers, of which %d are found by their persons", ErrDamaged, answers, mine)
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
