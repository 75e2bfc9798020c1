package bank

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"strings"

	"go.yaml.in/yaml/v4"
)

// A syntaxError is where a text is no YAML, and how.
type syntaxError struct {
	line, column int
	text         string
}

// documents returns what each YAML document of the data holds.
func documents(data []byte) ([]*yaml.Node, *syntaxError) {
	var docs []*yaml.Node
	for d := yaml.NewDecoder(bytes.NewReader(data)); ; {
		var doc yaml.Node
		switch err := d.Decode(&doc); {
		case errors.Is(err, io.EOF):
			return docs, nil
		case err != nil:
			return nil, syntax(err)
		}
		docs = append(docs, doc.Content...)
	}
}

// syntax words what the YAML library says for people. Where something was
// opened and never closed, the place is that of its beginning.
func syntax(err error) *syntaxError {
	var at *yaml.LoadError
	if !errors.As(err, &at) {
		return &syntaxError{1, 1, strings.ReplaceAll(err.Error(), "\n", " ")}
	}
	mark, text := at.Mark, at.Message
	tab := strings.Contains(text, "a tab character")
	if at.ContextMark.Line > 0 && !tab {
		mark = at.ContextMark
	}
	switch {
	case tab:
		text = "a tab stands where the indentation is: indent with spaces"
	case strings.HasPrefix(text, "unknown anchor"):
		text = "a YAML alias, which packs do not use: write a text, in quotes if it begins with *"
	case strings.Contains(text, "exceeded max depth"):
		text = "lists or mappings stand in each other thousands of times"
	case strings.HasPrefix(text, "mapping values are not allowed"):
		text = "a text holds a colon and a blank, or the line is indented wrongly: put the text in quotes, or indent like the lines around it"
	case strings.Contains(text, "cannot start any token"):
		text = "a text can't begin with this character, nor a line with a tab: put the text in quotes, and indent with spaces"
	case at.ContextMsg == "while scanning a quoted scalar":
		text = "the quote that opens here is not closed: close it"
	case at.ContextMsg == "while parsing a flow sequence":
		text = "the list that opens here is not closed with ]: close it"
	case at.ContextMsg == "while parsing a flow mapping":
		text = "the mapping that opens here is not closed with }: close it"
	case at.ContextMsg != "":
		text += " " + at.ContextMsg
	}
	return &syntaxError{mark.Line, mark.Column, text}
}

// A kind is what a node is, as the person who wrote it would say.
type kind string

const (
	aText    kind = "a text"
	aNumber  kind = "a number"
	aYesOrNo kind = "a yes or no"
	empty    kind = "empty"
	aList    kind = "a list"
	aMapping kind = "a mapping"
	anAnchor kind = "a YAML anchor or alias, which packs do not use"
	aTag     kind = "a YAML tag, which packs do not use"
)

func kindOf(n *yaml.Node) kind {
	switch {
	case n.Kind == yaml.AliasNode, n.Anchor != "":
		return anAnchor
	case n.Style&yaml.TaggedStyle != 0:
		return aTag
	case n.Kind == yaml.SequenceNode:
		return aList
	case n.Kind == yaml.MappingNode:
		return aMapping
	}
	switch n.Tag {
	case "!!null":
		return empty
	case "!!bool":
		return aYesOrNo
	case "!!int", "!!float":
		return aNumber
	}
	return aText // dates too
}

// isYes reports whether a yes or no is yes.
func isYes(n *yaml.Node) bool { return n.Value[0] == 't' || n.Value[0] == 'T' }

// pairsOf returns the keys of a mapping with their values.
func pairsOf(n *yaml.Node) iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(key, value *yaml.Node) bool) {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i], n.Content[i+1]) {
				return
			}
		}
	}
}
