package bank

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// A Pack is the questions for one role. On disk it is a directory of YAML
// files, each a list of questions with the fields of Question, beside an
// optional pack.yaml. Directories inside it and other files do not count.
type Pack struct {
	Name      string // the directory
	Title     string // of pack.yaml, like Role, Source and Licence; "" without
	Role      string
	Source    string
	Licence   string
	Questions []Question // in the order of the files' names, then of the files
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
	if err := append(mistakes, repeats(entries)...).err(); err != nil {
		return nil, err
	}
	return p, nil
}

// Load returns a bank of the built-in pack and of those in the directories,
// in this order. The error is Mistakes: all there are in all of them, which
// includes ids and wordings that two packs share.
func Load(dirs []string) (*Bank, error) {
	fsys, err := builtInFiles()
	if err != nil {
		return nil, err
	}
	_, entries, mistakes := readPack(fsys, builtIn)
	seen := map[string]bool{}
	for _, dir := range dirs {
		if seen[filepath.Clean(dir)] {
			mistakes = append(mistakes, Mistake{File: dir, Text: "this pack is named twice: name it once"})
			continue
		}
		seen[filepath.Clean(dir)] = true
		_, more, wrong := readPack(os.DirFS(dir), dir)
		entries, mistakes = append(entries, more...), append(mistakes, wrong...)
	}
	if err := append(mistakes, repeats(entries)...).err(); err != nil {
		return nil, err
	}
	questions := make([]Question, len(entries))
	for i, e := range entries {
		questions[i] = e.Question
	}
	return New(questions), nil
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
	var entries []entry
	var mistakes Mistakes
	for _, f := range files {
		if f.IsDir() || strings.HasPrefix(f.Name(), ".") || !isYAML(f.Name()) {
			continue
		}
		s := &source{file: path.Join(filepath.ToSlash(name), f.Name())}
		data, err := fs.ReadFile(fsys, f.Name())
		switch {
		case err != nil:
			s.wrongAt(0, 0, "%s", unreadable(err, "make it readable"))
		case f.Name() == about:
			s.about(s.clean(data), p)
		default:
			s.items(s.clean(data), func(n ast.Node) { entries = append(entries, s.entry(n)) })
		}
		mistakes = append(mistakes, s.mistakes...)
	}
	if len(entries) == 0 && len(mistakes) == 0 {
		mistakes = Mistakes{{File: name, Text: "no questions in this directory: put them into files that end in .yaml"}}
	}
	for _, e := range entries {
		p.Questions = append(p.Questions, e.Question)
	}
	return p, entries, mistakes
}

// about reads pack.yaml.
func (s *source) about(data []byte, p *Pack) {
	docs, ok := s.documents(data)
	if !ok {
		return
	}
	body := s.only(docs)
	if body == nil {
		return
	}
	read := func(key string, into *string) field {
		return field{key, "", func(n ast.Node) { *into = s.line(n, key, longestAsk) }}
	}
	s.mapping(body, about, []field{
		read("title", &p.Title), read("role", &p.Role), read("source", &p.Source), read("licence", &p.Licence),
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
