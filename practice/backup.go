package practice

import (
	"context"
	"errors"
)

// rearmed is the N of a posting about failed backups after which one was made:
// the next failure is told anew.
const rearmed = 1

func backupKey(admin Person) string { return "backup-failed/" + string(admin) }

// BackupFailed tells admins that the store's backup failed, and why: once,
// however often it fails, until one is made.
func (c *Coach) BackupFailed(ctx context.Context, why string) error {
	return c.update(ctx, func(tx Tx) error {
		for _, admin := range c.Admins {
			old, err := tx.Posting(backupKey(admin))
			if err == nil && old.N != rearmed {
				continue
			}
			if err != nil && !errors.Is(err, ErrNotFound) {
				return err
			}
			if err := tx.PutPosting(Posting{Key: backupKey(admin), Kind: PostBackupFailed, To: admin, Why: why}); err != nil {
				return err
			}
		}
		return nil
	})
}

// BackupMade records that a backup was made: a failure that nobody was told of
// yet is not worth telling any more, and the next one is.
func (c *Coach) BackupMade(ctx context.Context) error {
	return c.update(ctx, func(tx Tx) error {
		for _, admin := range c.Admins {
			p, err := tx.Posting(backupKey(admin))
			if errors.Is(err, ErrNotFound) || err == nil && p.N == rearmed {
				continue
			}
			if err != nil {
				return err
			}
			p.N = rearmed
			if p.State == Planned {
				p.State, p.Why = Refused, "a backup was made"
			}
			if err := tx.PutPosting(p); err != nil {
				return err
			}
		}
		return nil
	})
}
