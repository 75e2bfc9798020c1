package bank

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// ledger is the file of a pack that lists each id that was ever released, one
// a line, sorted; lines that begin with # are comments. Answers are kept by
// their question's id, so none may go or change.
const ledger = "ids.txt"

// ledgered holds a pack's questions against its ledger. A pack without one is
// held to nothing. known is whether an id is one of any question of the load.
func ledgered(fsys fs.FS, name string, own []entry, known func(id string) bool) Mistakes {
	file := path.Join(filepath.ToSlash(name), ledger)
	data, err := fs.ReadFile(fsys, ledger)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return Mistakes{{File: file, Text: unreadable(err, "make it readable")}}
	}
	var out Mistakes
	var listed []string
	for i, line := range strings.Split(string(data), "\n") {
		id := strings.TrimSpace(strings.TrimPrefix(line, "\ufeff"))
		wrong := func(format string, args ...any) {
			out = append(out, Mistake{File: file, Line: i + 1, Column: 1, Text: fmt.Sprintf(format, args...)})
		}
		switch {
		case id == "" || strings.HasPrefix(id, "#"):
			continue
		case !idForm.MatchString(id):
			wrong("%q is no id: write one id a line, and comments after #", id)
			continue
		case slices.Contains(listed, id):
			wrong("%s is there twice: keep one line", id)
			continue
		case len(listed) > 0 && id < listed[len(listed)-1]:
			wrong("%s stands after %s: sort the lines, so that each id is found and added in one place", id, listed[len(listed)-1])
		}
		listed = append(listed, id)
		if !known(id) {
			wrong("no question has the id %s any more, and answers given to it would lose their question: bring it back, with enabled: false if it is not to be asked", id)
		}
	}
	for _, e := range own {
		if e.ID != "" && !slices.Contains(listed, e.ID) {
			out = append(out, Mistake{e.at.file, e.at.line, e.at.column, e.ID, fmt.Sprintf("the id is not in %s: add the line %s, and never change it from then on", file, e.ID)})
		}
	}
	return out
}
