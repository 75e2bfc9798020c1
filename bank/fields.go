package bank

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// A field is a key that a mapping may have.
type field struct {
	key  string
	want string // what to write where the key is missing; "" if it may be
	read func(*yaml.Node)
}

// mapping reads a mapping by its fields and notes unknown, repeated and missing keys.
func (s *source) mapping(n *yaml.Node, what string, fields []field) {
	if k := kindOf(n); k != aMapping {
		s.wrong(n, "%s is %s: write it as keys with values", what, k)
		return
	}
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = f.key
	}
	seen := make(map[string]place, len(fields))
	for key, value := range pairsOf(n) {
		name, ok := s.key(key)
		if !ok {
			continue
		}
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
		fields[i].read(value)
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
		s.wrong(n, "%s has no %s: add %s", what, missing[0].key, missing[0].want)
	default:
		parts := make([]string, len(missing))
		for i, f := range missing {
			parts[i] = fmt.Sprintf("%s (%s)", f.key, f.want)
		}
		last := len(parts) - 1
		s.wrong(n, "%s lacks %s and %s: add them", what, strings.Join(parts[:last], ", "), parts[last])
	}
}

// key returns a key's name; ok is false, with the mistake noted, if it is
// nothing that can name a field.
func (s *source) key(n *yaml.Node) (name string, ok bool) {
	switch k := kindOf(n); k {
	case aList, aMapping, anAnchor, aTag:
		s.wrong(n, "a key is %s: write a word", k)
		return "", false
	default:
		return n.Value, true
	}
}

// unknown notes a word that is none of those known, with the likeliest of
// them, or with the list.
func (s *source) unknown(n *yaml.Node, what, word string, known []string) {
	if near, ok := Nearest(word, known); ok {
		s.wrong(n, "unknown %s %q: did you mean %q?", what, word, near)
		return
	}
	s.wrong(n, "unknown %s %q: take one of %s", what, word, strings.Join(known, ", "))
}

// list reads a list of min to max entries. It is never nil.
func list[T any](s *source, n *yaml.Node, key string, min, max int, read func(*yaml.Node) T) []T {
	out := []T{}
	switch k := kindOf(n); k {
	case aList:
		for _, v := range n.Content {
			out = append(out, read(v))
		}
	case empty:
	default:
		s.wrong(n, "%s is %s: write a list, each entry after \"- \"", key, k)
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
func (s *source) texts(n *yaml.Node, key string, min, max, longest int) []string {
	total := 0
	seen := map[string]bool{}
	out := list(s, n, key, min, max, func(n *yaml.Node) string {
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

// text reads a text of at most max characters, without the blanks around it. A
// tab in it is a blank too, as it is to whoever reads the file.
func (s *source) text(n *yaml.Node, key string, max int) string {
	text, ok := s.scalar(n, key)
	if !ok {
		return ""
	}
	text = strings.TrimSpace(strings.ReplaceAll(text, "\t", " "))
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
func (s *source) line(n *yaml.Node, key string, max int) string {
	text := s.text(n, key, max)
	if strings.Contains(text, "\n") {
		s.wrong(n, "%s has a line break: write it in one line, or after \">-\"", key)
	}
	return text
}

// scalar returns the string that a node is.
func (s *source) scalar(n *yaml.Node, key string) (text string, ok bool) {
	switch k := kindOf(n); k {
	case aText:
		return n.Value, true
	case empty:
		return "", true
	case aNumber, aYesOrNo:
		s.wrong(n, "%s is %s: put it in quotes to make it a text", key, k)
	default:
		s.wrong(n, "%s is %s: write a text", key, k)
	}
	return "", false
}

// number reads a number from min to max.
func (s *source) number(n *yaml.Node, key string, min, max float64) float64 {
	if k := kindOf(n); k != aNumber {
		s.wrong(n, "%s is %s: write a number from %g to %g", key, k, min, max)
		return 0
	}
	v, err := strconv.ParseFloat(n.Value, 64)
	if err != nil || v < min || v > max { // .nan, .inf and 0x2 are no numbers to Go
		s.wrong(n, "%s is %s: write a number from %g to %g", key, n.Value, min, max)
	}
	return v
}

// yesNo reads true or false; false with the mistake noted if it is neither.
func (s *source) yesNo(n *yaml.Node, key string) bool {
	if k := kindOf(n); k != aYesOrNo {
		s.wrong(n, "%s is %s: write true or false", key, k)
		return false
	}
	return isYes(n)
}

// oneOf reads a word out of a list; "" with the mistake noted if it is none of them.
func oneOf[T ~string](s *source, n *yaml.Node, key string, known []T) T {
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

// strs returns the words of a list of named strings.
func strs[T ~string](list []T) []string {
	out := make([]string, 0, len(list))
	for _, v := range list {
		out = append(out, string(v))
	}
	return out
}
