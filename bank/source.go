package bank

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
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
func (s *source) where(n *yaml.Node) place { return place{s.file, n.Line + s.above, n.Column} }

// wrong notes a mistake at a node.
func (s *source) wrong(n *yaml.Node, format string, args ...any) {
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
		case !writable(r):
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
		case b < ' ' && b != '\n' && b != '\t', b == 0x7f:
			return false
		case b >= 0xc2 && b <= 0xef: // may begin one of the others
			if r, _ := utf8.DecodeRune(data[i:]); !writable(r) {
				return false
			}
		}
	}
	return utf8.Valid(data)
}

// writable reports whether a file may hold the character. Besides the controls
// it may not hold those that only some readers of YAML take for the end of a
// line, or for no text at all.
func writable(r rune) bool {
	switch r {
	case '\n', '\t':
		return true
	case '\u2028', '\u2029', '\ufeff', '\ufffe', '\uffff':
		return false
	}
	return !unicode.IsControl(r)
}

// broken notes a syntax error.
func (s *source) broken(at *syntaxError) {
	s.wrongAt(at.line+s.above, at.column, "not valid YAML: %s", at.text)
}

// What a file is, as its mistakes name it.
const (
	ofQuestions = "a pack file is a list of questions"
	ofEmployers = hiring + " is a list of employers"
)

// items calls read with each item of the list that the data is. If the data is
// broken YAML each item is read by itself, for the sake of the mistakes in the
// others.
func (s *source) items(data []byte, what string, read func(*yaml.Node)) {
	docs, err := documents(data)
	if err != nil {
		if !s.piecewise(data, read) {
			s.broken(err)
		}
		return
	}
	body := s.only(docs)
	if body == nil {
		return
	}
	if kindOf(body) != aList {
		s.wrong(body, "%s: begin each with \"- id:\"", what)
		return
	}
	for _, n := range body.Content {
		read(n)
	}
}

// piecewise reads each top-level item of broken YAML as a file of its own and
// reports whether it came upon what is broken.
func (s *source) piecewise(data []byte, read func(*yaml.Node)) (found bool) {
	var piece []byte
	line := 0
	flush := func() {
		docs, err := documents(piece)
		if err != nil {
			s.broken(err)
			found = true
		}
		for _, body := range docs {
			if kindOf(body) == aList {
				for _, n := range body.Content {
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
func (s *source) only(docs []*yaml.Node) *yaml.Node {
	var body *yaml.Node
	for _, doc := range docs {
		switch {
		case kindOf(doc) == empty && doc.Value == "":
		case body != nil:
			s.wrong(doc, "a second document in one file: take out the line \"---\"")
		default:
			body = doc
		}
	}
	if body == nil {
		s.wrongAt(0, 0, "nothing in this file: write something or remove it")
	}
	return body
}
