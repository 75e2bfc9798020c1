package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	module  = "greenroom"
	slackGo = "github.com/slack-go/slack"
	all     = "*"
)

// A room is a package of the house: what it may import of ours, and what it
// must never import, tests aside. Arrows point down only; see
// docs/ARCHITECTURE.md.
type room struct {
	name  string
	ours  string // all: any but cli
	never string // packages; the ones below them are not meant
	pure  bool   // values in, values out: no clock of its own and no goroutines
}

var house = []room{
	{name: ".", ours: "cli"},
	{name: "cli", ours: all},
	{name: "bench", ours: all, never: slackGo},
	{name: "ops", ours: "storage config", never: slackGo},
	{name: "config", never: slackGo},
	{name: "playground", never: slackGo},
	{name: "bot", ours: "practice practice/feedback bank bot/view bot/socket", never: "os os/exec go.etcd.io/bbolt"},
	{name: "bot/socket", never: "os " + slackGo},
	{name: "bot/view", ours: "practice practice/feedback bank", never: "context os io net net/http log log/slog", pure: true},
	{name: "scheduler", never: slackGo},
	{name: "storage/storagetest", ours: "practice bank storage", never: slackGo},
	{name: "storage", ours: "practice bank", never: slackGo},
	{name: "practice", ours: "bank practice/feedback", never: "log log/slog net net/http os io go.etcd.io/bbolt " + slackGo, pure: true},
	{name: "practice/feedback", ours: "bank", never: "context log log/slog net net/http os io " + slackGo, pure: true},
	{name: "bank", never: "context log log/slog net net/http time " + slackGo, pure: true},
}

func TestArrowsPointDownOnly(t *testing.T) {
	for _, p := range listPackages(t) {
		i := slices.IndexFunc(house, func(r room) bool { return r.name == p.name() })
		if i < 0 {
			t.Errorf("package %s has no room in the house: give it one here and in docs/ARCHITECTURE.md", p.name())
			continue
		}
		r := house[i]
		for _, imported := range p.Imports {
			if slices.Contains(strings.Fields(r.never), imported) {
				t.Errorf("%s must never import %s", r.name, imported)
			}
			if name, ours := strings.CutPrefix(imported, module+"/"); ours && !r.may(name) {
				t.Errorf("%s must not import %s: of ours it may import %q", r.name, name, r.ours)
			}
		}
		if r.pure {
			checkPure(t, p)
		}
	}
}

// may reports whether the room may import another one.
func (r room) may(name string) bool {
	if r.ours == all {
		return name != "cli"
	}
	return slices.Contains(strings.Fields(r.ours), name)
}

// checkPure finds clocks and goroutines in a package's own code.
func checkPure(t *testing.T, p listed) {
	for _, name := range p.GoFiles {
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				t.Errorf("%s/%s:%d starts a goroutine", p.name(), name, files.Position(n.Pos()).Line)
			case *ast.SelectorExpr:
				if from, ok := n.X.(*ast.Ident); ok && from.Name == "time" && slices.Contains(clocks, n.Sel.Name) {
					t.Errorf("%s/%s:%d uses time.%s: the time is an argument", p.name(), name, files.Position(n.Pos()).Line, n.Sel.Name)
				}
			}
			return true
		})
	}
}

// clocks are what tells the time, or waits for it.
var clocks = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker"}

// listed is a package as the go command lists it.
type listed struct {
	ImportPath, Dir  string
	GoFiles, Imports []string
}

// name is the package's directory in the module.
func (p listed) name() string {
	if p.ImportPath == module {
		return "."
	}
	return strings.TrimPrefix(p.ImportPath, module+"/")
}

func listPackages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Dir,GoFiles,Imports", "./...")
	var out, trouble bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &trouble
	if err := cmd.Run(); err != nil {
		t.Fatalf("go list: %v\n%s", err, &trouble)
	}
	var packages []listed
	for d := json.NewDecoder(&out); ; {
		var p listed
		switch err := d.Decode(&p); {
		case errors.Is(err, io.EOF):
			return packages
		case err != nil:
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}
