package bank

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
	"golang.org/x/sync/errgroup"
)

// A Pack is the questions for one role. On disk it is a directory of YAML
// files, each a list of questions with the fields of Question, beside an
// optional pack.yaml and an optional employers.yaml. Directories inside it and
// other files do not count.
type Pack struct {
	Name      string // the directory
	Title     string // of pack.yaml, like Role, Source and Licence; "" without
	Role      string
	Source    string
	Licence   string
	Complete  bool       // claims the whole anatomy, and that all is covered
	Questions []Question // in the order of the files' names, then of the files
	Employers []Employer // of employers.yaml, in its order
	openings  []opening  // the same with their places
}

// about is the file that describes a pack.
const about = "pack.yaml"

//go:embed itmanager
var itmanager embed.FS

// builtIn is the name of the pack that comes with the program.
const builtIn = "itmanager"

// BuiltIn returns the pack for IT managers that comes with the program.
func BuiltIn() (*Pack, error) {
	fsys, err := builtInFiles()
	if err != nil {
		return nil, err
	}
	return LoadPack(fsys, builtIn)
}

// LoadPack reads the pack at the root of fsys. Its name stands before the
// files' names in mistakes. The error is Mistakes: all there are.
func LoadPack(fsys fs.FS, name string) (*Pack, error) {
	p, entries, mistakes := readPack(fsys, name)
	entries, wrong := merge(entries)
	mistakes = append(append(mistakes, wrong...), sharedEmployers(p.openings)...)
	if err := append(mistakes, repeats(entries)...).err(); err != nil {
		return nil, err
	}
	p.Questions = questions(entries)
	return p, nil
}

// Load returns a bank of the built-in pack and of those in the directories,
// in this order. The error is Mistakes: all there are in all of them, which
// includes ids and wordings that two packs share. Their employers add up.
func Load(dirs []string) (*Bank, error) {
	packs, entries, mistakes := readAll(dirs)
	if err := append(mistakes, repeats(entries)...).err(); err != nil {
		return nil, err
	}
	return New(questions(entries)).With(employers(openings(packs))), nil
}

// readAll reads the built-in pack and those in the directories as far as they
// can be read, and lets questions replace those that they override.
func readAll(dirs []string) ([]*Pack, []entry, Mistakes) {
	fsys, err := builtInFiles()
	if err != nil {
		return nil, nil, Mistakes{{File: builtIn, Text: err.Error()}}
	}
	first, entries, mistakes := readPack(fsys, builtIn)
	packs := []*Pack{first}
	seen := map[string]bool{}
	for _, dir := range dirs {
		if seen[filepath.Clean(dir)] {
			mistakes = append(mistakes, Mistake{File: dir, Text: "this pack is named twice: name it once"})
			continue
		}
		seen[filepath.Clean(dir)] = true
		p, more, wrong := readPack(os.DirFS(dir), dir)
		packs, entries, mistakes = append(packs, p), append(entries, more...), append(mistakes, wrong...)
	}
	entries, wrong := merge(entries)
	mistakes = append(mistakes, wrong...)
	return packs, entries, append(mistakes, sharedEmployers(openings(packs))...)
}

// questions returns the questions of the entries, with defaults for what their
// packs left out.
func questions(entries []entry) []Question {
	out := make([]Question, len(entries))
	for i, e := range entries {
		out[i] = e.Question.WithDefaults()
	}
	return out
}

func builtInFiles() (fs.FS, error) {
	fsys, err := fs.Sub(itmanager, builtIn)
	if err != nil {
		return nil, fmt.Errorf("open the built-in pack: %w", err)
	}
	return fsys, nil
}

// readPack reads a pack as far as it can be read.
func readPack(fsys fs.FS, name string) (*Pack, []entry, Mistakes) {
	p := &Pack{Name: name}
	files, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return p, nil, Mistakes{{File: name, Text: unreadable(err, "a pack is a directory of YAML files")}}
	}
	files = slices.DeleteFunc(files, func(f fs.DirEntry) bool {
		return f.IsDir() || strings.HasPrefix(f.Name(), ".") || !isYAML(f.Name())
	})
	// What the pack says of itself decides how its other files are read.
	sources := make([]source, len(files))
	for i, f := range files {
		sources[i].file = path.Join(filepath.ToSlash(name), f.Name())
		if f.Name() == about {
			sources[i].read(fsys, f, func(data []byte) { sources[i].about(data, p) })
		}
	}
	// The files are read side by side: nothing takes as long as parsing YAML.
	of := make([][]entry, len(files))
	var reading errgroup.Group
	reading.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range files {
		if f.Name() == about {
			continue
		}
		reading.Go(func() error {
			s := &sources[i]
			s.whole = p.Complete
			s.read(fsys, f, func(data []byte) {
				if f.Name() == hiring {
					s.items(data, ofEmployers, func(n *yaml.Node) { p.openings = append(p.openings, s.opening(n)) })
				} else {
					s.items(data, ofQuestions, func(n *yaml.Node) { of[i] = append(of[i], s.entry(n)) })
				}
			})
			return nil
		})
	}
	_ = reading.Wait() // mistakes are no errors here
	var entries []entry
	var mistakes Mistakes
	for i := range files {
		entries, mistakes = append(entries, of[i]...), append(mistakes, sources[i].mistakes...)
	}
	p.Employers = employers(p.openings)
	if len(entries)+len(p.openings) == 0 && len(mistakes) == 0 {
		mistakes = Mistakes{{File: name, Text: "no questions in this directory: put them into files that end in .yaml"}}
	}
	return p, entries, mistakes
}

// read gives the file's text, cleaned, to a reader of it.
func (s *source) read(fsys fs.FS, f fs.DirEntry, with func(data []byte)) {
	data, err := fs.ReadFile(fsys, f.Name())
	if err != nil {
		s.wrongAt(0, 0, "%s", unreadable(err, "make it readable"))
		return
	}
	with(s.clean(data))
}

// about reads pack.yaml.
func (s *source) about(data []byte, p *Pack) {
	docs, err := documents(data)
	if err != nil {
		s.broken(err)
		return
	}
	body := s.only(docs)
	if body == nil {
		return
	}
	read := func(key string, into *string) field {
		return field{key, "", func(n *yaml.Node) { *into = s.line(n, key, longestAsk) }}
	}
	s.mapping(body, about, []field{
		read("title", &p.Title), read("role", &p.Role), read("source", &p.Source), read("licence", &p.Licence),
		{"complete", "", func(n *yaml.Node) { p.Complete = s.yesNo(n, "complete") }},
	})
}

func isYAML(name string) bool {
	ext := path.Ext(name)
	return ext == ".yaml" || ext == ".yml"
}

// unreadable says why something cannot be read and what to do, without the
// path, which stands before it already.
func unreadable(err error, do string) string {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return fmt.Sprintf("%v: %s", err, do)
}
