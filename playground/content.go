package playground

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// content is what a message says, as an app gives it.
type content struct {
	text        string
	blocks      json.RawMessage
	attachments json.RawMessage
	metadata    *Metadata

	hasText, hasBlocks, hasAttachments, hasMetadata bool
}

// readContent takes and checks what a call wants to say.
func readContent(ws *Workspace, c *call) (content, error) {
	out := content{text: normalise(c.str("text")), hasText: c.given("text"), hasBlocks: c.given("blocks"), hasAttachments: c.given("attachments"), hasMetadata: c.given("metadata")}
	var ok bool
	if out.blocks, ok = c.json("blocks"); !ok {
		return out, fail("invalid_blocks_format")
	}
	if out.attachments, ok = c.json("attachments"); !ok {
		return out, fail("invalid_attachments")
	}
	if string(out.attachments) == "[]" {
		out.attachments = nil
	}
	if err := checkBlocks(out.blocks); err != nil {
		return out, err
	}
	if err := ws.refuseCharts(out.blocks); err != nil {
		return out, err
	}
	if string(out.blocks) == "[]" {
		out.blocks = nil
	}
	var err error
	out.metadata, err = readMetadata(c)
	return out, err
}

// checkBlocks refuses blocks that break Slack's limits, in Slack's shape.
func checkBlocks(blocks json.RawMessage) error {
	if len(blocks) == 0 {
		return nil
	}
	var list []json.RawMessage
	if json.Unmarshal(blocks, &list) != nil {
		return fail("invalid_blocks_format")
	}
	problems := CheckMessage(blocks)
	if len(problems) == 0 {
		return nil
	}
	if problems[0].Code != "invalid_blocks" {
		return fail(problems[0].Code)
	}
	return invalidBlocks(problems...)
}

// refuseCharts refuses the first chart among blocks while NoCharts is armed.
func (ws *Workspace) refuseCharts(blocks json.RawMessage) error {
	var list []struct {
		Type string `json:"type"`
	}
	if len(blocks) == 0 || json.Unmarshal(blocks, &list) != nil {
		return nil
	}
	for i, block := range list {
		if block.Type == "data_visualization" && ws.takeFault(NoCharts, "") != nil {
			return invalidBlocks(Problem{Pointer: fmt.Sprintf("/blocks/%d/type", i), Message: "unsupported type: " + block.Type})
		}
	}
	return nil
}

// invalidBlocks is the refusal of blocks for these problems.
func invalidBlocks(problems ...Problem) error {
	var words, messages []string
	for _, p := range problems {
		words = append(words, p.String())
		messages = append(messages, "[ERROR] "+p.String())
	}
	return &apiError{code: "invalid_blocks", extra: map[string]any{
		"errors": words, "response_metadata": map[string]any{"messages": messages},
	}}
}

// readMetadata takes a message's metadata; an empty object is none.
func readMetadata(c *call) (*Metadata, error) {
	raw, ok := c.json("metadata")
	if !ok {
		return nil, fail("invalid_metadata_format")
	}
	if raw == nil || string(raw) == "{}" {
		return nil, nil
	}
	if len(raw) > maxMetadata {
		return nil, fail("metadata_too_large")
	}
	var m Metadata
	var payload map[string]any
	if json.Unmarshal(raw, &m) != nil {
		return nil, fail("invalid_metadata_format")
	}
	if m.EventType == "" || json.Unmarshal(m.EventPayload, &payload) != nil || payload == nil {
		return nil, fail("invalid_metadata_schema")
	}
	return &m, nil
}

// token matches what may stand between < and > in a message's text.
var token = regexp.MustCompile(`^<(?:[@#!][^<>]+|(?:https?|mailto|tel):[^<>]+)>`)

// entity matches the three characters that Slack writes as entities.
var entity = regexp.MustCompile(`^&(?:amp|lt|gt);`)

// normalise writes text as Slack keeps it: a bare &, < or > is an entity.
func normalise(text string) string {
	if !strings.ContainsAny(text, "&<>") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		rest := text[i:]
		switch text[i] {
		case '&':
			if entity.MatchString(rest) {
				b.WriteByte('&')
			} else {
				b.WriteString("&amp;")
			}
		case '<':
			if t := token.FindString(rest); t != "" {
				b.WriteString(t)
				i += len(t) - 1
			} else {
				b.WriteString("&lt;")
			}
		case '>':
			b.WriteString("&gt;")
		default:
			b.WriteByte(text[i])
		}
	}
	return b.String()
}

// cut shortens a text to a number of characters.
func cut(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	return string([]rune(text)[:limit])
}
