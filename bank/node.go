package bank

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"strings"

	"go.yaml.in/yaml/v3"
)

// documents returns what each YAML document of the data holds.
func documents(data []byte) ([]*yaml.Node, *syntaxError) {
	var docs []*yaml.Node
	for d := yaml.NewDecoder(bytes.NewReader(data)); ; {
		var doc yaml.Node
		switch err := d.Decode(&doc); {
		case errors.Is(err, io.EOF):
			return docs, nil
		case err != nil && strings.Contains(err.Error(), tooDeep):
			return nil, &syntaxError{1, 1, "lists or mappings stand in each other thousands of times"}
		case err != nil:
			return readAgain(data)
		}
		docs = append(docs, doc.Content...)
	}
}

// tooDeep is what the reader says of nesting that would cost the second reader
// hours.
const tooDeep = "exceeded max depth"

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
