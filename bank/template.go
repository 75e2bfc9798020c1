package bank

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed template
var template embed.FS

// Template returns the files of a new pack, with comments that say what each
// key is for. They are a valid pack as they stand.
func Template() (fs.FS, error) {
	fsys, err := fs.Sub(template, "template")
	if err != nil {
		return nil, fmt.Errorf("open the template of a pack: %w", err)
	}
	return fsys, nil
}
