package bank

import (
	"errors"
	"strings"

	second "github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"go.yaml.in/yaml/v3"
)

// A syntaxError is where a text is no YAML, and how.
type syntaxError struct {
	line, column int
	text         string
}

// readAgain reads what the first reader does not take for YAML with another
// one. That takes several times as long, but knows the column of what is
// broken, and that a question mark may end a text in [brackets].
func readAgain(data []byte) ([]*yaml.Node, *syntaxError) {
	file, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		var at second.Error
		if errors.As(err, &at) && at.GetToken() != nil {
			p := at.GetToken().Position
			return nil, &syntaxError{p.Line, p.Column, inWords(at.GetMessage())}
		}
		return nil, &syntaxError{1, 1, strings.ReplaceAll(err.Error(), "\n", " ")}
	}
	var docs []*yaml.Node
	for _, doc := range file.Docs {
		if doc.Body != nil {
			docs = append(docs, nodeOf(doc.Body))
		}
	}
	return docs, nil
}

// inWords words what the second reader says for people, where it does not
// itself.
func inWords(message string) string {
	if strings.Contains(message, "'\t'") {
		return "a tab stands where the indentation is: indent with spaces"
	}
	return message
}

// nodeOf returns a node of the second reader as the first one would give it.
func nodeOf(n ast.Node) *yaml.Node {
	at := n.GetToken()
	out := &yaml.Node{Kind: yaml.ScalarNode, Value: at.Value, Line: at.Position.Line, Column: at.Position.Column}
	switch n := n.(type) {
	case *ast.StringNode:
		out.Tag, out.Value = "!!str", n.Value
	case *ast.LiteralNode:
		out.Tag, out.Value = "!!str", n.Value.Value
	case *ast.IntegerNode:
		out.Tag = "!!int"
	case *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		out.Tag = "!!float"
	case *ast.BoolNode:
		out.Tag = "!!bool"
	case *ast.NullNode:
		out.Tag = "!!null"
	case *ast.SequenceNode:
		out.Kind = yaml.SequenceNode
		for _, v := range n.Values {
			out.Content = append(out.Content, nodeOf(v))
		}
	case ast.MapNode:
		out.Kind = yaml.MappingNode
		for it := n.MapRange(); it.Next(); {
			out.Content = append(out.Content, nodeOf(it.Key()), nodeOf(it.Value()))
		}
		// Without braces it stands at its first colon here, and at its first key there.
		if len(out.Content) > 0 && out.Content[0].Line <= out.Line && out.Content[0].Column < out.Column {
			out.Line, out.Column = out.Content[0].Line, out.Content[0].Column
		}
	case *ast.AnchorNode, *ast.AliasNode:
		out.Kind = yaml.AliasNode
	case *ast.TagNode:
		out.Style = yaml.TaggedStyle
	}
	return out
}
