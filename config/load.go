package config

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Checks are what the caller knows and this package does not. A nil function
// or list checks nothing. An error follows the value in the message, so it is
// worded like "is not …".
type Checks struct {
	Zone     func(zone string) error
	Schedule func(cron, zone string) error // only asked with a zone that Zone accepts
	Holidays func(region string) error
	Posts    func(Schedule) error // whether a question ever comes; only asked where all else is right

	Rounds, Areas, Competencies, Levels []string // the known ones
}

// Load reads the settings file at path. A file that cannot be read gives that
// error, a file with mistakes gives Mistakes, and then nothing is to be used.
func Load(path string, check Checks) (Config, error) {
	src, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Config{}, Mistakes{{File: path, Text: "there is no such file: copy config.example.yaml and fill it in, or name another file with -c"}}
	}
	if errors.Is(err, syscall.EISDIR) {
		return Config{}, Mistakes{{File: path, Text: "this is a directory: name the file in it, such as " + filepath.Join(path, "config.yaml")}}
	}
	if err != nil {
		return Config{}, fmt.Errorf("read the settings: %w", err)
	}
	return Parse(path, src, check)
}

// Parse reads settings from src. The name stands in the mistakes, and its
// directory is what relative paths in the file are resolved against.
func Parse(name string, src []byte, check Checks) (Config, error) {
	r := &reader{file: name, check: check, anchors: map[string]ast.Node{}}
	if !utf8.Valid(src) {
		return Config{}, Mistakes{{File: name, Text: "this is not UTF-8 text: save it as UTF-8"}}
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff")) // some editors begin a file with it
	// Keys given twice are allowed to the parser only to be reported by the reader.
	file, err := parser.ParseBytes(src, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return Config{}, Mistakes{syntaxMistake(name, err)}
	}
	var root ast.Node
	for _, doc := range file.Docs {
		switch {
		case doc.Body == nil:
		case root == nil:
			root = doc.Body
		default:
			r.wrong(doc.Body, "a second document begins here: keep one")
		}
	}
	if root != nil {
		ast.Walk(r, root)
	}
	c := r.config(root)
	if len(r.mistakes) > 0 {
		return Config{}, r.mistakes.sorted()
	}
	dir := filepath.Dir(name)
	c.Storage = resolve(dir, c.Storage)
	c.Backup.Dir = resolve(dir, c.Backup.Dir)
	for i := range c.Packs {
		c.Packs[i] = resolve(dir, c.Packs[i])
	}
	return c, nil
}

// syntaxMistake places an error of the YAML parser.
func syntaxMistake(name string, err error) Mistake {
	m := Mistake{File: name, Text: err.Error()}
	if y, ok := errors.AsType[yaml.Error](err); ok {
		m.Text = "this is not YAML: " + y.GetMessage()
		if strings.Contains(y.GetMessage(), "'\t'") {
			m.Text = "this is not YAML: a tab stands where the indentation is: indent with spaces"
		}
		if tk := y.GetToken(); tk != nil && tk.Position != nil {
			m.Line, m.Column = tk.Position.Line, tk.Position.Column
		}
	}
	return m
}

// config reads the whole file.
func (r *reader) config(root ast.Node) Config {
	c := Default()
	r.object(root, "the file",
		field{key: "storage", read: r.checked("storage", &c.Storage, notEmpty)},
		field{key: "admins", read: r.admins(&c.Admins), required: "the Slack member ids of those who may post, pause and skip, such as [U0123ABCD]"},
		field{key: "connections", read: r.integer("connections", &c.Connections, 1, 10)},
		field{key: "packs", read: r.texts("packs", &c.Packs, notEmpty)},
		field{key: "schedules", read: r.schedules(&c.Schedules)},
		field{key: "feedback", read: r.feedback(&c.Feedback)},
		field{key: "retention", read: r.retention(&c.Retention)},
		field{key: "backup", read: r.backup(&c.Backup)},
		field{key: "http", read: r.checked("http", &c.HTTP, listenAddress)},
		field{key: "log", read: r.log(&c.Log)},
	)
	return c
}

func resolve(dir, path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(dir, path)
}

func notEmpty(s string) error {
	if s == "" {
		return errors.New("is empty: name a path")
	}
	return nil
}

var memberID = regexp.MustCompile(`^[UW][A-Z0-9]{6,}$`)

// MemberID returns nil for what looks like a Slack member id. The error is
// worded to follow what it is about.
func MemberID(s string) error {
	if !memberID.MatchString(s) {
		return errors.New("is not a member id: it begins with U or W and is copied from a Slack profile (the ⋮ menu, Copy member ID)")
	}
	return nil
}

func (r *reader) admins(dst *[]string) func(ast.Node) {
	return func(n ast.Node) {
		before := len(r.mistakes)
		r.texts("admins", dst, MemberID)(n)
		if len(*dst) == 0 && len(r.mistakes) == before {
			r.wrong(n, "admins is empty: name at least one Slack member id")
		}
	}
}

func (r *reader) feedback(dst *Feedback) func(ast.Node) {
	return func(n ast.Node) {
		r.object(n, "feedback",
			field{key: "follow_up", read: r.boolean("follow_up", &dst.FollowUp)},
			field{key: "after", read: r.duration("after", &dst.After, func(d time.Duration) error {
				if d > 24*time.Hour {
					return errors.New("is too long: 24h is the most")
				}
				return nil
			})},
		)
	}
}

// retention reads a length of time of which "" means for ever.
func (r *reader) retention(dst *time.Duration) func(ast.Node) {
	return func(n ast.Node) {
		if s, ok := r.value(n).(*ast.StringNode); ok && s.Value == "" {
			return
		}
		r.duration("retention", dst, func(d time.Duration) error {
			if d < 24*time.Hour {
				return errors.New(`is too short: 1d is the least, and "" keeps everything`)
			}
			return nil
		})(n)
	}
}

func (r *reader) log(dst *Log) func(ast.Node) {
	levels := []string{"debug", "info", "warn", "error"}
	return func(n ast.Node) {
		var level string
		r.object(n, "log",
			field{key: "level", read: r.checked("level", &level, oneOf("log level", levels))},
			field{key: "format", read: r.checked("format", &dst.Format, oneOf("log format", []string{"text", "json"}))},
		)
		switch level {
		case "debug":
			dst.Level = slog.LevelDebug
		case "info":
			dst.Level = slog.LevelInfo
		case "warn":
			dst.Level = slog.LevelWarn
		case "error":
			dst.Level = slog.LevelError
		}
	}
}

// oneOf returns a check for the known words; no words, no check.
func oneOf(what string, known []string) func(string) error {
	return func(s string) error {
		if known == nil || slices.Contains(known, s) {
			return nil
		}
		return fmt.Errorf("is no %s%s", what, suggest(s, known))
	}
}

// listenAddress accepts "" and host:port. A bare :port would listen on every
// address of the machine, which must be said aloud.
func listenAddress(s string) error {
	if s == "" {
		return nil
	}
	host, port, err := net.SplitHostPort(s)
	if err != nil {
		return errors.New("is not an address: write host:port, such as 127.0.0.1:9464")
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return errors.New("has no such port: it is a number from 0 to 65535")
	}
	if host == "" {
		return errors.New("names no host: write 127.0.0.1 for this machine alone, or 0.0.0.0 for every address it has")
	}
	return nil
}
