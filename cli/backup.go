package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"greenroom/config"
	"greenroom/storage"
)

// backupCmd copies the database, while the bot runs too.
type backupCmd struct {
	configFlag
	File string `arg:"" help:"The file to write. It must not be there yet."`
}

// Run returns once the copy is whole and was checked.
func (c backupCmd) Run(ctx context.Context, std Streams) error {
	// A mistake in a pack must not stand in the way of a backup.
	cfg, err := config.Load(c.Config, configChecks())
	if err != nil {
		return usage(err)
	}
	if err := directoryOf(c.File); err != nil {
		return fmt.Errorf("back up to %s: %w", c.File, err)
	}
	switch _, err := os.Lstat(c.File); {
	case err == nil:
		return fmt.Errorf("back up to %s: it is there already: name another file, or remove it first", c.File)
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("back up: %w", err)
	}
	start := time.Now()
	who, err := backUp(ctx, cfg, c.File, std)
	if err != nil {
		return err
	}
	info, err := os.Stat(c.File)
	if err != nil {
		return fmt.Errorf("back up: %s says it is done, but the copy is not to be seen from here: %w", who, err)
	}
	took := time.Since(start).Round(10 * time.Millisecond)
	_, err = fmt.Fprintf(std.Out, "Backed up to %s: %s, checked, in %v.\n", c.File, size(info.Size()), took)
	return err
}

// backUp makes the copy and returns who wrote it.
func backUp(ctx context.Context, cfg config.Config, path string, std Streams) (who string, err error) {
	// A copy is of the file as it is: of an older format, too, which a newer bot
	// is yet to bring up to date.
	client, store, err := reachWith(ctx, cfg, storage.Options{AsIs: true})
	if err != nil {
		return "", err
	}
	if client != nil {
		defer client.Close()
		who = "the running bot"
	} else {
		defer func() { err = errors.Join(err, store.Close()) }()
		who = "this command"
	}
	if info, err := os.Stat(cfg.Storage); err == nil {
		fmt.Fprintf(std.Err, "Copying %s of %s, by %s …\n", size(info.Size()), cfg.Storage, who)
	}
	if client != nil {
		return who, client.Backup(ctx, path)
	}
	return who, store.Backup(ctx, path)
}
