package playground

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// Slack's limits on messages and views as a whole. Characters are runes.
const (
	maxMessageBlocks = 50
	maxViewBlocks    = 100
	maxBlocksText    = 12_000 // characters in all blocks of a message together
	maxViewBytes     = 250_000
	maxCharts        = 2 // in a message
)

// Problem is one thing that Slack would refuse in blocks or a view.
type Problem struct {
	Code    string // Slack's error: invalid_blocks, msg_blocks_too_long, invalid_arguments or view_too_large
	Pointer string // JSON pointer to what is wrong
	Message string // in Slack's words
}

// String is the problem as Slack's answer words it.
func (p Problem) String() string {
	if p.Pointer == "" {
		return p.Message
	}
	return p.Message + " [json-pointer:" + p.Pointer + "]"
}

// CheckMessage finds what Slack would refuse in the blocks of a message. It
// takes the message, an object with blocks, or the list of blocks alone.
func CheckMessage(message []byte) []Problem {
	c := &checker{code: "invalid_blocks", surface: "message", types: blockTypes()}
	value, ok := decode(message)
	if !ok {
		c.refuse("", "must be valid JSON")
		return c.problems
	}
	blocks := value
	if object, ok := value.(map[string]any); ok {
		if blocks = object["blocks"]; blocks == nil {
			return nil
		}
	}
	c.blocks(blocks, "/blocks", maxMessageBlocks)
	if len(c.problems) == 0 && c.text > maxBlocksText {
		return []Problem{{Code: "msg_blocks_too_long", Pointer: "/blocks", Message: fmt.Sprintf("%d characters in all, of %d", c.text, maxBlocksText)}}
	}
	return c.problems
}

// CheckView finds what Slack would refuse in a modal or a Home tab.
func CheckView(view []byte) []Problem {
	c := &checker{code: "invalid_arguments", types: blockTypes()}
	if len(view) > maxViewBytes {
		return []Problem{{Code: "view_too_large", Message: "view_too_large"}}
	}
	value, _ := decode(view)
	v, ok := value.(map[string]any)
	if !ok {
		c.refuse("/view", "must be a JSON object")
		return c.problems
	}
	c.surface, _ = v["type"].(string)
	switch c.surface {
	case "modal":
		c.object(v, "/view", modalFields)
		if _, has := v["submit"]; !has && c.inputs > 0 {
			c.refuse("/view", "missing required field: submit")
		}
	case "home":
		c.object(v, "/view", homeFields)
	default:
		c.refuse("/view/type", "unsupported type: %s", c.surface)
	}
	return c.problems
}

var viewFields = map[string]field{
	"type":             need(text(1, 20)),
	"blocks":           need(func(c *checker, v any, at string) { c.blocks(v, at, maxViewBlocks) }),
	"private_metadata": may(text(0, 3000)),
	"callback_id":      may(text(0, 255)),
	"external_id":      may(text(0, 255)),
}

var modalFields = with(viewFields, map[string]field{
	"title": need(plainText(1, 24)), "submit": may(plainText(1, 24)), "close": may(plainText(1, 24)),
	"clear_on_close": may(boolean), "notify_on_close": may(boolean), "submit_disabled": may(boolean),
})

// homeFields tolerates what clients send for modals alone when it is empty.
var homeFields = with(viewFields, map[string]field{
	"title": may(anything), "submit": may(anything), "close": may(anything), "clear_on_close": may(boolean), "notify_on_close": may(boolean),
})

// checker walks through blocks and notes what Slack would refuse.
type checker struct {
	code     string
	surface  string // message, modal or home
	types    map[string]map[string]field
	problems []Problem
	text     int // characters so far
	inputs   int // input blocks so far
	charts   int // so far
	depth    int // of nested blocks
}

func (c *checker) refuse(at, format string, args ...any) {
	c.problems = append(c.problems, Problem{Code: c.code, Pointer: at, Message: fmt.Sprintf(format, args...)})
}

// check looks at one value. It is only called for one that is there.
type check func(c *checker, v any, at string)

// field is a property of an object.
type field struct {
	required bool
	check    check
}

func need(f check) field { return field{true, f} }
func may(f check) field  { return field{false, f} }

// with adds fields to others.
func with(fields, more map[string]field) map[string]field {
	out := map[string]field{}
	for name, f := range fields {
		out[name] = f
	}
	for name, f := range more {
		out[name] = f
	}
	return out
}

// object checks the properties of an object: those that must be there, those
// that may, and that there are no others.
func (c *checker) object(v any, at string, fields map[string]field) {
	object, ok := v.(map[string]any)
	if !ok {
		c.refuse(at, "must be a valid object")
		return
	}
	for _, name := range sorted(fields) {
		f := fields[name]
		value, has := object[name]
		switch {
		case (!has || value == nil) && f.required:
			c.refuse(at, "missing required field: %s", name)
		case has && value != nil:
			f.check(c, value, at+"/"+name)
		}
	}
	for _, name := range sorted(object) {
		if _, known := fields[name]; !known {
			c.refuse(at, "invalid additional property: %s", name)
		}
	}
}

// blocks checks the blocks of a message or view.
func (c *checker) blocks(v any, at string, limit int) {
	list, ok := v.([]any)
	if !ok {
		c.refuse(at, "must be an array")
		return
	}
	if len(list) > limit {
		c.refuse(at, "no more than %d items allowed", limit)
		return
	}
	ids := map[string]bool{}
	for i, block := range list {
		here := fmt.Sprintf("%s/%d", at, i)
		c.block(block, here)
		object, _ := block.(map[string]any)
		id, _ := object["block_id"].(string)
		if id != "" && ids[id] {
			c.refuse(here+"/block_id", "`block_id` %q already exists for another block", id)
		}
		ids[id] = true
	}
}

// block checks one block by its type.
func (c *checker) block(v any, at string) {
	object, ok := v.(map[string]any)
	if !ok {
		c.refuse(at, "must be a valid object")
		return
	}
	kind, _ := object["type"].(string)
	fields, known := c.types[kind]
	surfaces := blockSurfaces[kind]
	switch {
	case kind == "":
		c.refuse(at, "missing required field: type")
		return
	case !known, surfaces != nil && !surfaces[c.surface]:
		c.refuse(at+"/type", "unsupported type: %s", kind)
		return
	}
	switch kind {
	case "input":
		c.inputs++
	case "data_visualization":
		if c.charts++; c.charts > maxCharts {
			c.refuse(at, "no more than %d %s blocks allowed", maxCharts, kind)
			return
		}
	}
	c.object(object, at, fields)
	if kind == "section" && object["text"] == nil && object["fields"] == nil {
		c.refuse(at, "missing required field: text")
	}
	c.uniqueActions(object, at)
}

// uniqueActions refuses two elements of a block with the same action_id.
func (c *checker) uniqueActions(block map[string]any, at string) {
	list, _ := block["elements"].([]any)
	seen := map[string]bool{}
	for i, v := range list {
		e, _ := v.(map[string]any)
		id, _ := e["action_id"].(string)
		if id != "" && seen[id] {
			c.refuse(fmt.Sprintf("%s/elements/%d/action_id", at, i), "`action_id` %q already exists for another element", id)
		}
		seen[id] = true
	}
}

// decode reads JSON with its numbers as they are written.
func decode(data []byte) (any, bool) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var value any
	if decoder.Decode(&value) != nil {
		return nil, false
	}
	return value, true
}

// text checks a string's length, and counts it.
func text(least, most int) check {
	return func(c *checker, v any, at string) {
		s, ok := v.(string)
		if !ok {
			c.refuse(at, "must be a string")
			return
		}
		n := utf8.RuneCountInString(s)
		if n > most {
			c.refuse(at, "must be less than %d characters", most+1)
		}
		if n < least {
			c.refuse(at, "must be more than %d characters", least-1)
		}
	}
}

// said checks a string that a reader sees, which counts to the whole.
func said(least, most int) check {
	return func(c *checker, v any, at string) {
		text(least, most)(c, v, at)
		s, _ := v.(string)
		c.text += utf8.RuneCountInString(s)
	}
}
