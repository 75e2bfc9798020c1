package cli

import (
	"context"
	"errors"
	"time"

	"greenroom/ops"
	"greenroom/storage"
)

// givesWay is how long a bot that starts waits for its database file: a little
// longer than a bot that ends takes to finish what it has in hand.
const givesWay = 12 * time.Second

// takeStore opens the bot's database. A file that another process holds is waited
// for, since a command (an export, a backup) or a bot that is ending lets go of it
// soon; but not where a bot runs on it, nor for longer than givesWay. Then the
// error wraps storage.ErrHeld.
func takeStore(ctx context.Context, p parts, team string, o storage.Options) (*storage.Store, error) {
	told := false
	for until := time.Now().Add(givesWay); ; {
		store, err := storage.OpenWith(ctx, p.cfg.Storage, team, o)
		if !errors.Is(err, storage.ErrHeld) || !time.Now().Before(until) || running(p) {
			return store, err
		}
		if !told {
			told = true
			p.log.Warn("waiting for the database", "err", err, "at_most", givesWay)
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(givesWay / 100):
		}
	}
}

// running reports whether a bot answers on these settings.
func running(p parts) bool {
	client, err := ops.Dial(controlSocket(p.cfg))
	if err != nil {
		return false
	}
	client.Close()
	return true
}
