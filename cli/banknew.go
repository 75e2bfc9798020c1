package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"greenroom/bank"
)

// bankNewCmd begins a team's own pack.
type bankNewCmd struct {
	Dir string `arg:"" help:"The directory to make, such as questions."`
}

// Run writes the files of a new pack. It never overwrites anything.
func (c bankNewCmd) Run(std Streams) error {
	fsys, err := bank.Template()
	if err != nil {
		return err
	}
	files, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return fmt.Errorf("read the template of a pack: %w", err)
	}
	for _, f := range files {
		at := filepath.Join(c.Dir, f.Name())
		switch _, err := os.Lstat(at); {
		case err == nil:
			return usage(fmt.Errorf("%s is there already: name another directory", at))
		case !errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("begin a pack: %w", err)
		}
	}
	if err := os.MkdirAll(c.Dir, 0o755); err != nil { // questions are no secret
		return fmt.Errorf("begin a pack: %w", err)
	}
	for _, f := range files {
		data, err := fs.ReadFile(fsys, f.Name())
		if err != nil {
			return fmt.Errorf("read the template of a pack: %w", err)
		}
		if err := os.WriteFile(filepath.Join(c.Dir, f.Name()), data, 0o644); err != nil { // questions are no secret
			return fmt.Errorf("begin a pack: %w", err)
		}
	}
	_, err = fmt.Fprintf(std.Out, `%s is a pack with one question and a place for yours.
1. Edit %s: the comments say what each key is for.
2. greenroom bank check --pack %s
3. Name it in config.yaml, then start the bot again:
     packs: [%s]
`, c.Dir, filepath.Join(c.Dir, "questions.yaml"), c.Dir, c.Dir)
	return err
}
