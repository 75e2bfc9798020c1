package storage

import (
	"bytes"
	"context"

	"greenroom/practice"
)

// Writable returns nil while the store keeps what is written, and otherwise why
// not. After a commit that was not kept it tries one that changes nothing.
func (s *Store) Writable(ctx context.Context) error {
	if err := s.usable(); err != nil || !s.unkept.Load() {
		return err
	}
	return s.Update(ctx, func(tx practice.Tx) error {
		t := tx.(*transaction)
		was, _ := t.get(bucketMeta, metaVersion)
		return t.put(bucketMeta, metaVersion, bytes.Clone(was))
	})
}
