package bank

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
)

// A field is a key that a mapping may have.
type field struct {
	key  string
	want string // what to write where the key is missing; "" if it may be
	read func(ast.Node)
}

// mapping reads a mapping by its fields and notes unknown, repeated and missing keys.
func (s *source) mapping(n ast.Node, what string, fields []field) {
	m, ok := n.(ast.MapNode)
	if !ok {
		s.wrong(n, "%s is %s: write it as keys with values", what, kind(n))
		return
	}
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = f.key
	}
	seen := make(map[string]place, len(fields))
	first := ast.Node(nil)
	for it := m.MapRange(); it.Next(); {
		key := it.Key()
		if first == nil {
			first = key
		}
		name := key.GetToken().Value
		i := slices.Index(keys, name)
		if at, again := seen[name]; again {
			s.wrong(key, "%s is there twice, first at %d:%d: keep one", name, at.line, at.column)
			continue
		}
		seen[name] = s.where(key)
		if i < 0 {
			s.unknown(key, "key", name, keys)
			continue
		}
		fields[i].read(it.Value())
	}
	if first == nil {
		first = n
	}
	var missing []field
	for _, f := range fields {
		if _, ok := seen[f.key]; !ok && f.want != "" {
			missing = append(missing, f)
		}
	}
	switch len(missing) {
	case 0:
	case 1:
		s.wrong(first, "%s has no %s: add %s", what, missing[0].key, missing[0].want)
	default:
		parts := make([]string, len(missing))
		for i, f := range missing {
			parts[i] = fmt.Sprintf("%s (%s)", f.key, f.want)
		}
		last := len(parts) - 1
		s.wrong(first, "%s lacks %s and %s: add them", what, strings.Join(parts[:last], ", "), parts[last])
	}
}

// unknown notes a word that is none of those known, with the likeliest of
// them, or with the list.
func (s *source) unknown(n ast.Node, what, word string, known []string) {
	if near, ok := Nearest(word, known); ok {
		s.wrong(n, "unknown %s %q: did you mean %q?", what, word, near)
		return
	}
	s.wrong(n, "unknown %s %q: take one of %s", what, word, strings.Join(known, ", "))
}

// list reads a list of min to max entries. It is never nil.
func list[T any](s *source, n ast.Node, key string, min, max int, read func(ast.Node) T) []T {
	out := []T{}
	switch n := n.(type) {
	case *ast.SequenceNode:
		for _, v := range n.Values {
			out = append(out, read(v))
		}
	case *ast.NullNode:
	default:
		s.wrong(n, "%s is %s: write a list, each entry after \"- \"", key, kind(n))
		return out
	}
	switch {
	case len(out) < min:
		s.wrong(n, "%s has %d of at least %d: write %d more", key, len(out), min, min-len(out))
	case len(out) > max:
		s.wrong(n, "%s has %d of at most %d: take out %d", key, len(out), max, len(out)-max)
	}
	return out
}

// texts reads a list of texts that differ from each other and together fit one
// block of a Slack message.
func (s *source) texts(n ast.Node, key string, min, max, longest int) []string {
	total := 0
	seen := map[string]bool{}
	out := list(s, n, key, min, max, func(n ast.Node) string {
		text := s.text(n, "an entry of "+key, longest)
		if text != "" && seen[text] {
			s.wrong(n, "an entry of %s is there twice: keep one", key)
		}
		seen[text] = true
		total += utf8.RuneCountInString(text)
		return text
	})
	if total > longestText {
		s.wrong(n, "%s has %d characters in all, at most %d fit into Slack: shorten it", key, total, longestText)
	}
	return out
}

// text reads a text of at most max characters, without the blanks around it.
func (s *source) text(n ast.Node, key string, max int) string {
	text, ok := s.scalar(n, key)
	if !ok {
		return ""
	}
	text = strings.TrimSpace(text)
	if text == "" {
		s.wrong(n, "%s is empty: write it", key)
		return ""
	}
	if i := strings.IndexFunc(text, unprintable); i >= 0 {
		r, _ := utf8.DecodeRuneInString(text[i:])
		s.wrong(n, "%s holds the control character %U: take it out", key, r)
	}
	if c := utf8.RuneCountInString(text); c > max {
		s.wrong(n, "%s has %d characters, at most %d fit: shorten it", key, c, max)
	}
	return text
}

// line reads a text that stands in one line wherever it is shown.
func (s *source) line(n ast.Node, key string, max int) string {
	text := s.text(n, key, max)
	if strings.Contains(text, "\n") {
		s.wrong(n, "%s has a line break: write it in one line, or after \">-\"", key)
	}
	return text
}

// scalar returns the string that a node is.
func (s *source) scalar(n ast.Node, key string) (text string, ok bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.NullNode:
		return "", true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		s.wrong(n, "%s is %s: put it in quotes to make it a text", key, kind(n))
	default:
		s.wrong(n, "%s is %s: write a text", key, kind(n))
	}
	return "", false
}

// number reads a number from min to max.
func (s *source) number(n ast.Node, key string, min, max float64) float64 {
	var v float64
	switch n := n.(type) {
	case *ast.FloatNode:
		v = n.Value
	case *ast.IntegerNode:
		v, _ = strconv.ParseFloat(n.GetToken().Value, 64)
	case *ast.InfinityNode, *ast.NanNode:
		v = math.Inf(1)
	default:
		s.wrong(n, "%s is %s: write a number from %g to %g", key, kind(n), min, max)
		return 0
	}
	if v < min || v > max {
		s.wrong(n, "%s is %s: write a number from %g to %g", key, n.GetToken().Value, min, max)
	}
	return v
}

// yesNo reads true or false; false with the mistake noted if it is neither.
func (s *source) yesNo(n ast.Node, key string) bool {
	b, ok := n.(*ast.BoolNode)
	if !ok {
		s.wrong(n, "%s is %s: write true or false", key, kind(n))
		return false
	}
	return b.Value
}

// oneOf reads a word out of a list; "" with the mistake noted if it is none of them.
func oneOf[T ~string](s *source, n ast.Node, key string, known []T) T {
	word, ok := s.scalar(n, key)
	if !ok {
		return ""
	}
	if word == "" {
		s.wrong(n, "%s is empty: take one of %s", key, strings.Join(strs(known), ", "))
		return ""
	}
	if v := T(word); slices.Contains(known, v) {
		return v
	}
	s.unknown(n, key, word, strs(known))
	return ""
}

// kind says what a node is, as the person who wrote it would.
func kind(n ast.Node) string {
	switch n.(type) {
	case *ast.StringNode, *ast.LiteralNode:
		return "a text"
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return "a number"
	case *ast.BoolNode:
		return "a yes or no"
	case *ast.NullNode:
		return "empty"
	case *ast.SequenceNode:
		return "a list"
	case ast.MapNode:
		return "a mapping"
	case *ast.AnchorNode, *ast.AliasNode:
		return "a YAML anchor or alias, which packs do not use"
	case *ast.TagNode:
		return "a YAML tag, which packs do not use"
	}
	return "something else"
}

// unprintable reports whether a text must not hold the character: controls,
// and those that turn the direction of what follows or end a line unseen.
func unprintable(r rune) bool {
	switch {
	case r == '\n':
		return false
	case unicode.IsControl(r):
		return true
	}
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' ||
		r == '\u2028' || r == '\u2029' || r == '\ufeff' || r == utf8.RuneError
}
