package bank

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A Checked is what Check found in the packs.
type Checked struct {
	Questions []Question // those that can be asked, as far as they could be read
	Employers []Employer
	entries   map[string]entry
	mistakes  Mistakes
}

// Check reads the built-in pack and those in the directories, like Load, and
// holds them against more than a bot needs to run with them: questions that ask
// nearly the same, prose that was copied from one to the next, structures that
// do not fit their style, ids that went missing, employers that are alike, and
// what a pack lacks that says it is complete.
func Check(dirs []string) *Checked {
	packs, entries, mistakes := readAll(dirs)
	c := hold(entries, mistakes)
	c.employ(openings(packs))
	for i, p := range packs {
		fsys := os.DirFS(p.Name)
		if i == 0 {
			fsys, _ = builtInFiles() // it was read a moment ago
		}
		c.add(c.ofPack(fsys, p))
	}
	return c
}

// hold holds the questions of all packs against each other, and each against
// itself.
func hold(entries []entry, mistakes Mistakes) *Checked {
	c := &Checked{Questions: New(questions(entries)).All(), entries: make(map[string]entry, len(entries)), mistakes: mistakes}
	for _, e := range entries {
		c.entries[e.ID] = e
	}
	c.add(repeats(entries))
	c.add(similar(entries))
	c.add(cloned(entries))
	c.add(misfits(entries))
	return c
}

// ofPack returns what is wrong with a pack as a whole. It is read again, since
// by now others may have overridden its questions.
func (c *Checked) ofPack(fsys fs.FS, p *Pack) Mistakes {
	_, own, mistakes := readPack(fsys, p.Name)
	if len(own)+len(p.openings) == 0 {
		return nil // that is a mistake already
	}
	own, _ = merge(own)
	// A question that could not be read is neither gone nor missing.
	unread := slices.ContainsFunc(mistakes, func(m Mistake) bool { return m.ID == "" && !inHiring(m) })
	out := ledgered(fsys, p.Name, own, func(id string) bool {
		_, ok := c.entries[id]
		return ok || unread
	})
	if p.Complete && !unread {
		out = append(out, unfinished(own, claimed(fsys, p.Name))...)
	}
	if p.Complete && !slices.ContainsFunc(mistakes, inHiring) {
		out = append(out, fewEmployers(p.openings, claimed(fsys, p.Name))...)
	}
	return out
}

// claimed returns where a pack says that it is complete.
func claimed(fsys fs.FS, name string) place {
	at := place{file: path.Join(filepath.ToSlash(name), about)}
	data, err := fs.ReadFile(fsys, about)
	if err != nil {
		return at // the mistake is of the whole file
	}
	for i, line := range strings.Split(string(data), "\n") {
		if strings.HasPrefix(line, "complete:") {
			at.line, at.column = i+1, 1
		}
	}
	return at
}

func (c *Checked) add(mistakes Mistakes) { c.mistakes = append(c.mistakes, mistakes...) }

// Wrong notes a mistake that was found elsewhere in a field of the question
// with that id, such as its example.
func (c *Checked) Wrong(id, field, text string) {
	at := c.entries[id].place(field)
	c.add(Mistakes{{at.file, at.line, at.column, id, text}})
}

// Err returns Mistakes, by file and place: all there are, or nil.
func (c *Checked) Err() error { return c.mistakes.err() }
