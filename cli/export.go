package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"greenroom/bank"
	"greenroom/bot"
	"greenroom/config"
	"greenroom/ops"
	"greenroom/practice"
)

// exportCmd writes all that is kept of one person.
type exportCmd struct {
	configFlag
	User   string `required:"" help:"The person's Slack member id." placeholder:"U…"`
	Format string `enum:"md,json,csv" default:"md" help:"What to write: md, json or csv." placeholder:"FORMAT"`
	Out    string `short:"o" name:"out" help:"The file to write, which is replaced if it is there. Without it the export is printed." placeholder:"FILE"`
}

// Run exports through the running bot, or from the file where none runs.
func (c exportCmd) Run(ctx context.Context, std Streams) error {
	if err := config.MemberID(c.User); err != nil {
		return usage(fmt.Errorf("--user %q %w", c.User, err))
	}
	cfg, questions, err := loadConfig(c.Config)
	if err != nil {
		return err
	}
	if err := directoryOf(c.Out); err != nil {
		return fmt.Errorf("write the export: %w", err)
	}
	content, err := c.export(ctx, cfg, questions)
	if errors.Is(err, ops.ErrNothing) {
		return fmt.Errorf("nothing is kept of %s: there is nothing to export", c.User)
	}
	if err != nil {
		return err
	}
	if c.Out == "" || c.Out == "-" {
		_, err := std.Out.Write(content)
		return err
	}
	if err := writePrivate(c.Out, content); err != nil {
		return fmt.Errorf("write the export: %w", err)
	}
	_, err = fmt.Fprintf(std.Out, "Exported %s to %s: %s.\n", c.User, c.Out, size(int64(len(content))))
	return err
}

func (c exportCmd) export(ctx context.Context, cfg config.Config, questions *bank.Bank) (content []byte, err error) {
	client, store, err := reach(ctx, cfg)
	if err != nil {
		return nil, err
	}
	if client != nil {
		defer client.Close()
		return client.Export(ctx, c.User, c.Format)
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	coach := &practice.Coach{Store: store, Bank: questions, Now: time.Now}
	if err := coach.LoadSuggestions(ctx); err != nil {
		return nil, err
	}
	// Where a message is read in Slack, only a bot that is signed in knows.
	e, err := coach.Export(ctx, practice.Person(c.User), nil)
	if err != nil {
		return nil, err
	}
	if e.Empty() {
		return nil, ops.ErrNothing
	}
	return bot.ExportFile(e, c.Format)
}

// directoryOf checks that the directory is there in which a file is to be.
func directoryOf(path string) error {
	dir := filepath.Dir(path)
	switch info, err := os.Stat(dir); {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no directory %s: make it, or name another", dir)
	case errors.Is(err, syscall.ENOTDIR), err == nil && !info.IsDir():
		return fmt.Errorf("%s is no directory: name another", dir)
	default:
		return err
	}
}

// writePrivate puts a file that only this user can read in its place, whole or
// not at all.
func writePrivate(path string, content []byte) (err error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s is no ordinary file", path)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".greenroom-export-*") // 0600
	if about := (*fs.PathError)(nil); errors.As(err, &about) {
		return fmt.Errorf("%s: %w", filepath.Dir(path), about.Err) // its own name says nothing
	} else if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
