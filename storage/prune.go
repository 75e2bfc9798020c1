package storage

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"go.etcd.io/bbolt"

	"greenroom/practice"
)

// pruneStep is how many records a step of Prune looks at, so that writers wait
// for it no longer than for one another.
const pruneStep = 1000

// Prune forgets what only served to do things once: the keys given to Once, and
// the postings that were delivered or refused, as far as they are older than
// before. A refused posting that was never sent has no time, and is kept; so is
// one that shows an admin what somebody suggested, until that is forgotten.
func (s *Store) Prune(ctx context.Context, before time.Time) error {
	for _, p := range []struct {
		bucket []byte
		old    func(v []byte) (bool, error)
	}{
		{bucketOnce, func(v []byte) (bool, error) {
			return len(v) >= 8 && int64(number(v)) < before.UnixMicro(), nil
		}},
		{bucketPostings, func(v []byte) (bool, error) {
			var r postingRecord
			err := decode(v, &r)
			at := max(r.SentAt, r.Stamp)
			return at != 0 && at < before.UnixMicro() && !r.posting().Open() && r.Kind != string(practice.PostSuggestion), err
		}},
	} {
		if err := s.prune(ctx, p.bucket, p.old); err != nil {
			return fmt.Errorf("prune %s: %w", p.bucket, err)
		}
	}
	return nil
}

// prune drops the old records of a bucket, a step at a time.
func (s *Store) prune(ctx context.Context, bucket []byte, old func(v []byte) (bool, error)) error {
	for from, more := []byte(nil), true; more; {
		var next []byte
		err := s.Update(ctx, func(tx practice.Tx) (err error) {
			next, err = tx.(*transaction).prune(bucket, from, old)
			return err
		})
		if err != nil {
			return err
		}
		from, more = next, next != nil
	}
	return nil
}

// prune drops the old ones of the next records and returns the key to go on
// from, nil at the end.
func (t *transaction) prune(bucket, from []byte, old func(v []byte) (bool, error)) (next []byte, err error) {
	var drop [][]byte
	c := t.tx.Bucket(bucket).Cursor()
	k, v := seek(c, from)
	for n := 0; k != nil && n < pruneStep; n++ {
		gone, err := old(v)
		if err != nil {
			return nil, err
		}
		if gone {
			drop = append(drop, bytes.Clone(k))
		}
		k, v = c.Next()
	}
	next = bytes.Clone(k)
	for _, k := range drop {
		if err := t.drop(bucket, k); err != nil {
			return nil, err
		}
	}
	return next, nil
}

func seek(c *bbolt.Cursor, from []byte) (k, v []byte) {
	if from == nil {
		return c.First()
	}
	return c.Seek(from)
}
