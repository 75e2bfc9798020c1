package bank

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// A place is where something stands in a file.
type place struct {
	file         string
	line, column int
}

func (p place) String() string { return fmt.Sprintf("%s:%d:%d", p.file, p.line, p.column) }

// A source reads one file of a pack. It never stops at a mistake: it notes it
// with its place and goes on, so that one reading finds all of them.
type source struct {
	file     string
	whole    bool   // whether each question is to have its whole anatomy
	above    int    // lines of the file that come before the piece being read
	id       string // of the question being read
	mistakes Mistakes
}

// where returns the place of a node.
func (s *source) where(n ast.Node) place {
	p := n.GetToken().Position
	return place{s.file, p.Line + s.above, p.Column}
}

// wrong notes a mistake at a node.
func (s *source) wrong(n ast.Node, format string, args ...any) {
	p := s.where(n)
	s.mistakes = append(s.mistakes, Mistake{p.file, p.line, p.column, s.id, fmt.Sprintf(format, args...)})
}

// wrongAt notes a mistake at a line and column; 0, 0 is the whole file.
func (s *source) wrongAt(line, column int, format string, args ...any) {
	s.mistakes = append(s.mistakes, Mistake{s.file, line, column, s.id, fmt.Sprintf(format, args...)})
}

// clean returns the data without a byte order mark, with plain line ends and
// with a blank in place of each character that no text may hold, having noted
// where those were.
func (s *source) clean(data []byte) []byte {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if isClean(data) {
		return data
	}
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	out := make([]byte, 0, len(data))
	line, column, encoded := 1, 1, true
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			if encoded {
				s.wrongAt(line, column, "this is not UTF-8: save the file as UTF-8")
			}
			encoded = false
			out = append(out, ' ')
		case unicode.IsControl(r) && r != '\n' && r != '\t':
			s.wrongAt(line, column, "control character %U: take it out", r)
			out = append(out, ' ')
		default:
			out = append(out, data[:size]...)
		}
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
		data = data[size:]
	}
	return out
}

// isClean reports whether the data is what clean makes of it.
func isClean(data []byte) bool {
	for i, b := range data {
		switch {
		case b == '\n', b == '\t':
		case b < ' ', b == 0x7f, b == 0xc2 && i+1 < len(data) && data[i+1] < 0xa0: // controls, in UTF-8
			return false
		}
	}
	return utf8.Valid(data)
}

// documents returns the YAML documents of the data. ok is false after a syntax
// error, which is noted.
func (s *source) documents(data []byte) (docs []*ast.DocumentNode, ok bool) {
	file, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err == nil {
		return file.Docs, true
	}
	var at yaml.Error
	if errors.As(err, &at) && at.GetToken() != nil {
		p := at.GetToken().Position
		s.wrongAt(p.Line+s.above, p.Column, "not valid YAML: %s", syntax(at.GetMessage()))
		return nil, false
	}
	s.wrongAt(0, 0, "not valid YAML: %s", strings.ReplaceAll(err.Error(), "\n", " "))
	return nil, false
}

// syntax words what the YAML parser says for people, where it does not itself.
func syntax(message string) string {
	if strings.Contains(message, "'\t'") {
		return "a tab stands where the indentation is: indent with spaces"
	}
	return message
}

// items calls read with each item of the list that the data is. After a
// syntax error each item is read by itself, for the sake of the mistakes in
// the others.
func (s *source) items(data []byte, read func(ast.Node)) {
	docs, ok := s.documents(data)
	if !ok {
		last := len(s.mistakes) - 1
		whole := s.mistakes[last]
		s.mistakes = s.mistakes[:last]
		if !s.piecewise(data, read) {
			s.mistakes = append(s.mistakes, whole)
		}
		return
	}
	body := s.only(docs)
	if body == nil {
		return
	}
	list, ok := body.(*ast.SequenceNode)
	if !ok {
		s.wrong(body, "a pack file is a list of questions: begin each with \"- id:\"")
		return
	}
	for _, n := range list.Values {
		read(n)
	}
}

// piecewise reads each top-level item of broken YAML as a file of its own and
// reports whether it came upon what is broken.
func (s *source) piecewise(data []byte, read func(ast.Node)) (found bool) {
	var piece []byte
	line := 0
	flush := func() {
		docs, ok := s.documents(piece)
		found = found || !ok
		for _, doc := range docs {
			if list, ok := doc.Body.(*ast.SequenceNode); ok {
				for _, n := range list.Values {
					read(n)
				}
			}
		}
		piece, s.above = nil, line
	}
	for text := range bytes.Lines(data) {
		if bytes.HasPrefix(text, []byte("- ")) {
			flush()
		}
		piece = append(piece, text...)
		line++
	}
	flush()
	s.above = 0
	return found
}

// only returns what the one document of a file holds, or nil with the mistake noted.
func (s *source) only(docs []*ast.DocumentNode) ast.Node {
	var body ast.Node
	for _, doc := range docs {
		switch {
		case doc.Body == nil:
		case body != nil:
			s.wrong(doc.Body, "a second document in one file: take out the line \"---\"")
		default:
			body = doc.Body
		}
	}
	if body == nil {
		s.wrongAt(0, 0, "nothing in this file: write something or remove it")
	}
	return body
}
