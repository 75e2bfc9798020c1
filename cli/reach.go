package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"greenroom/config"
	"greenroom/ops"
	"greenroom/storage"
)

// controlSocket is where a bot that runs on these settings can be reached.
func controlSocket(cfg config.Config) string { return cfg.Storage + ".sock" }

// startsWithin is how long a bot that holds its file already is waited for to
// answer, as it does when it has just been started.
const startsWithin = 3 * time.Second

// reach returns the bot that runs on these settings, or, where none does, its
// database. One of the two is nil, unless there is an error.
func reach(ctx context.Context, cfg config.Config) (*ops.Client, *storage.Store, error) {
	return reachWith(ctx, cfg, storage.Options{})
}

// reachWith is reach that opens the database with options.
func reachWith(ctx context.Context, cfg config.Config, o storage.Options) (*ops.Client, *storage.Store, error) {
	for until := time.Now().Add(startsWithin); ; {
		client, store, err := reachNow(ctx, cfg, o)
		if !errors.Is(err, storage.ErrHeld) || time.Now().After(until) || ctx.Err() != nil {
			return client, store, err
		}
		time.Sleep(startsWithin / 30)
	}
}

func reachNow(ctx context.Context, cfg config.Config, o storage.Options) (*ops.Client, *storage.Store, error) {
	client, err := ops.Dial(controlSocket(cfg))
	if !errors.Is(err, ops.ErrNotRunning) {
		return client, nil, err
	}
	if _, err := os.Stat(cfg.Storage); errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("there is no database at %s yet: it is made when the bot first runs", cfg.Storage)
	}
	store, err := storage.OpenWith(ctx, cfg.Storage, "", o)
	if errors.Is(err, storage.ErrHeld) {
		return nil, nil, fmt.Errorf("%w, and it does not answer at %s: if it has just been started, try again in a moment", err, controlSocket(cfg))
	}
	return nil, store, err
}

// size writes a number of bytes for people.
func size(bytes int64) string {
	const unit = 1024
	if bytes < unit {
		return fmt.Sprintf("%d bytes", bytes)
	}
	n, units := float64(bytes)/unit, []string{"KiB", "MiB", "GiB", "TiB"}
	for len(units) > 1 && n >= unit {
		n, units = n/unit, units[1:]
	}
	return fmt.Sprintf("%.1f %s", n, units[0])
}
