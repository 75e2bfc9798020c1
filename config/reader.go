package config

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// A reader walks the parsed file and gathers what is wrong in it. It reads the
// tree itself, because a decoder stops at the first mistake.
type reader struct {
	file     string
	check    Checks
	anchors  map[string]ast.Node
	mistakes Mistakes
}

// A field is one known key of an object and what reads its value.
type field struct {
	key      string
	required string // what to do when it is missing; "" when it may be
	read     func(ast.Node)
}

// wrong notes a mistake at the node.
func (r *reader) wrong(n ast.Node, format string, args ...any) {
	line, column := 1, 1
	if tk := place(n); tk != nil && tk.Position != nil {
		line, column = tk.Position.Line, tk.Position.Column
	}
	r.mistakes = append(r.mistakes, Mistake{File: r.file, Line: line, Column: column, Text: fmt.Sprintf(format, args...)})
}

// place returns the token by which a person would point at the node: for an
// object its first key, which the tree itself does not give.
func place(n ast.Node) *token.Token {
	switch n := n.(type) {
	case nil:
		return nil
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return n.Values[0].Key.GetToken()
		}
	case *ast.MappingValueNode:
		return n.Key.GetToken()
	}
	return n.GetToken()
}

// value returns the node without anchor, alias and tag; nil stands for null.
func (r *reader) value(n ast.Node) ast.Node {
	// An alias can name itself; no honest file nests them this deep.
	for range 10 {
		switch v := n.(type) {
		case *ast.AnchorNode:
			n = v.Value
		case *ast.AliasNode:
			n = r.anchors[v.Value.GetToken().Value]
		case *ast.TagNode:
			n = v.Value
		case *ast.NullNode, nil:
			return nil
		default:
			return n
		}
	}
	return nil
}

// Visit gathers the anchors, each of which stands before its use.
func (r *reader) Visit(n ast.Node) ast.Visitor {
	switch n := n.(type) {
	case *ast.AnchorNode:
		r.anchors[n.Name.GetToken().Value] = n.Value
	case *ast.AliasNode:
		name := n.Value.GetToken().Value
		if _, ok := r.anchors[name]; !ok {
			r.wrong(n, "*%s stands for nothing: there is no &%s above it", name, name)
		}
	}
	return r
}

// object reads the keys of n. A key that is there without a value counts as
// left out. what names the object in the mistakes.
func (r *reader) object(n ast.Node, what string, fields ...field) {
	var entries []*ast.MappingValueNode
	switch v := r.value(n).(type) {
	case nil:
	case *ast.MappingNode:
		entries = v.Values
	case *ast.MappingValueNode:
		entries = []*ast.MappingValueNode{v}
	default:
		r.wrong(n, "%s must be a set of keys and values", what)
		return
	}
	known := make([]string, len(fields))
	for i, f := range fields {
		known[i] = f.key
	}
	seen := map[string]bool{}
	filled := map[string]bool{}
	for _, e := range entries {
		key := e.Key.GetToken().Value
		i := slices.Index(known, key)
		switch {
		case i < 0 && key == "<<":
			r.wrong(e.Key, "merge keys are not read here: write the keys out")
		case i < 0:
			r.wrong(e.Key, "%s has no key %q%s", what, key, suggest(key, known))
		case seen[key]:
			r.wrong(e.Key, "%s is given twice: keep one", key)
		case r.value(e.Value) != nil:
			filled[key] = true
			fields[i].read(e.Value)
		}
		seen[key] = true
	}
	for _, f := range fields {
		if f.required != "" && !filled[f.key] {
			r.wrong(n, "%s needs %s: %s", what, f.key, f.required)
		}
	}
}

// list calls each for every element of n.
func (r *reader) list(n ast.Node, key string, each func(ast.Node)) {
	s, ok := r.value(n).(*ast.SequenceNode)
	if !ok {
		r.wrong(n, "%s must be a list: write it in brackets, or one entry a line after a dash", key)
		return
	}
	for _, v := range s.Values {
		each(v)
	}
}

// text reads a string.
func (r *reader) text(n ast.Node, key string) (string, bool) {
	switch v := r.value(n).(type) {
	case *ast.StringNode:
		return v.Value, true
	case *ast.LiteralNode:
		return strings.TrimSpace(v.Value.Value), true
	case nil:
		r.wrong(n, "%s has an empty entry: fill it in, in quotes where it begins with #", key)
	case *ast.MappingNode, *ast.MappingValueNode, *ast.SequenceNode:
		r.wrong(n, "%s must be a single text", key)
	default:
		r.wrong(n, "%s must be a text: put it in quotes", key)
	}
	return "", false
}

// checked returns what reads a text into dst once check finds nothing wrong.
// The check's error follows the key and the text.
func (r *reader) checked(key string, dst *string, check func(string) error) func(ast.Node) {
	return func(n ast.Node) {
		s, ok := r.text(n, key)
		if !ok {
			return
		}
		if err := check(s); err != nil {
			r.wrong(n, "%s: %q %v", key, s, err)
			return
		}
		*dst = s
	}
}

// texts returns what reads a list of texts, each checked, into dst.
func (r *reader) texts(key string, dst *[]string, check func(string) error) func(ast.Node) {
	return func(n ast.Node) {
		r.list(n, key, func(n ast.Node) {
			var s string
			before := len(r.mistakes)
			r.checked(key, &s, check)(n)
			if len(r.mistakes) == before {
				*dst = append(*dst, s)
			}
		})
	}
}

// duration returns what reads a length of time within the limits into dst.
func (r *reader) duration(key string, dst *time.Duration, check func(time.Duration) error) func(ast.Node) {
	return func(n ast.Node) {
		if _, isNumber := r.value(n).(*ast.IntegerNode); isNumber {
			r.wrong(n, "%s needs a unit: write it like 20s, 15m, 6h or 7d", key)
			return
		}
		s, ok := r.text(n, key)
		if !ok {
			return
		}
		d, err := parseDuration(s)
		if err == nil {
			err = check(d)
		}
		if err != nil {
			r.wrong(n, "%s: %q %v", key, s, err)
			return
		}
		*dst = d
	}
}

// integer returns what reads a whole number from low to high into dst.
func (r *reader) integer(key string, dst *int, low, high int) func(ast.Node) {
	return func(n ast.Node) {
		if v, ok := r.value(n).(*ast.IntegerNode); ok {
			if u, ok := v.Value.(uint64); ok && uint64(low) <= u && u <= uint64(high) {
				*dst = int(u)
				return
			}
		}
		r.wrong(n, "%s must be a whole number from %d to %d", key, low, high)
	}
}

// boolean returns what reads true or false into dst.
func (r *reader) boolean(key string, dst *bool) func(ast.Node) {
	return func(n ast.Node) {
		v, ok := r.value(n).(*ast.BoolNode)
		if !ok {
			r.wrong(n, "%s must be true or false", key)
			return
		}
		*dst = v.Value
	}
}
