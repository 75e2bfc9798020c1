package playground

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// element is something in blocks that a person can press or fill in.
type element struct {
	block    string         // block_id
	label    string         // of the input block, or the element's own text
	input    bool           // it stands in an input block
	optional bool           // of an input block
	raw      map[string]any // the element itself
}

func (e element) kind() string   { return stringOf(e.raw["type"]) }
func (e element) action() string { return stringOf(e.raw["action_id"]) }

func stringOf(v any) string {
	s, _ := v.(string)
	return s
}

// textOf is the text of a text object.
func textOf(v any) string {
	object, _ := v.(map[string]any)
	return stringOf(object["text"])
}

// elements lists the interactive elements of blocks, in their order.
func elements(blocks json.RawMessage) []element {
	var list []map[string]any
	if json.Unmarshal(blocks, &list) != nil {
		return nil
	}
	var out []element
	for _, block := range list {
		out = append(out, blockElements(block)...)
	}
	return out
}

func blockElements(block map[string]any) []element {
	id := stringOf(block["block_id"])
	var out []element
	add := func(v any, label string, input bool) {
		raw, _ := v.(map[string]any)
		if stringOf(raw["action_id"]) == "" {
			return
		}
		if label == "" {
			label = textOf(raw["text"])
		}
		optional, _ := block["optional"].(bool)
		out = append(out, element{block: id, label: label, input: input, optional: optional, raw: raw})
	}
	switch block["type"] {
	case "section":
		add(block["accessory"], "", false)
	case "input":
		add(block["element"], textOf(block["label"]), true)
	case "actions", "context_actions":
		list, _ := block["elements"].([]any)
		for _, v := range list {
			add(v, "", false)
		}
	case "card":
		list, _ := block["actions"].([]any)
		for _, v := range list {
			add(v, "", false)
		}
	case "container":
		list, _ := block["child_blocks"].([]any)
		for _, v := range list {
			child, _ := v.(map[string]any)
			out = append(out, blockElements(child)...)
		}
	}
	return out
}

// named reports whether a person or a test may mean this element: by its
// action, its block, its label or its value.
func (e element) named(what string) bool {
	return what != "" && (e.action() == what || e.block == what || strings.EqualFold(e.label, what) || stringOf(e.raw["value"]) == what)
}

// findElement looks for one by name.
func findElement(blocks json.RawMessage, what string) (element, bool) {
	for _, e := range elements(blocks) {
		if e.named(what) {
			return e, true
		}
	}
	return element{}, false
}

// findInput looks for one that holds a value.
func findInput(blocks json.RawMessage, what string) (element, bool) {
	for _, e := range elements(blocks) {
		if e.initial() != nil && e.named(what) {
			return e, true
		}
	}
	return element{}, false
}

// initial is the value of an element before anybody touched it; nil for one
// that holds none.
func (e element) initial() map[string]any {
	value := map[string]any{"type": e.kind()}
	switch e.kind() {
	case "plain_text_input", "number_input", "email_text_input", "url_text_input":
		value["value"] = e.raw["initial_value"]
	case "rich_text_input":
		value["rich_text_value"] = e.raw["initial_value"]
	case "static_select", "external_select", "radio_buttons":
		value["selected_option"] = e.raw["initial_option"]
	case "checkboxes", "multi_static_select", "multi_external_select":
		value["selected_options"] = listOf(e.raw["initial_options"])
	case "users_select":
		value["selected_user"] = e.raw["initial_user"]
	case "multi_users_select":
		value["selected_users"] = listOf(e.raw["initial_users"])
	case "channels_select":
		value["selected_channel"] = e.raw["initial_channel"]
	case "conversations_select":
		value["selected_conversation"] = e.raw["initial_conversation"]
	case "multi_channels_select":
		value["selected_channels"] = listOf(e.raw["initial_channels"])
	case "multi_conversations_select":
		value["selected_conversations"] = listOf(e.raw["initial_conversations"])
	case "datepicker":
		value["selected_date"] = e.raw["initial_date"]
	case "timepicker":
		value["selected_time"] = e.raw["initial_time"]
	case "datetimepicker":
		value["selected_date_time"] = e.raw["initial_date_time"]
	case "file_input":
		value["files"] = []any{}
	default:
		return nil
	}
	return value
}

func listOf(v any) []any {
	if list, ok := v.([]any); ok {
		return list
	}
	return []any{}
}

// initialValues are the values of all elements that hold one.
func initialValues(blocks json.RawMessage) Values {
	values := Values{}
	for _, e := range elements(blocks) {
		if v := e.initial(); v != nil {
			values.set(e, v)
		}
	}
	return values
}

func (v Values) set(e element, value map[string]any) {
	if v[e.block] == nil {
		v[e.block] = map[string]map[string]any{}
	}
	v[e.block][e.action()] = value
}

// merge takes over the values that are given for elements that exist.
func (v Values) merge(blocks json.RawMessage, given Values) {
	for _, e := range elements(blocks) {
		value := given[e.block][e.action()]
		if value == nil || e.initial() == nil {
			continue
		}
		merged := e.initial()
		for key, entered := range value {
			if key != "type" {
				merged[key] = entered
			}
		}
		if merged["value"] == "" {
			merged["value"] = nil // an emptied text input is null
		}
		v.set(e, merged)
	}
}

// entered turns what a test writes into the value of an element. An empty
// text is nothing; an option that the element does not have is an error.
func (e element) entered(text string) (map[string]any, error) {
	value := e.initial()
	if value == nil {
		value = map[string]any{"type": e.kind()}
	}
	switch e.kind() {
	case "static_select", "radio_buttons", "overflow", "external_select":
		o := e.option(text)
		if o == nil && text != "" {
			return nil, e.noOption(text)
		}
		value["selected_option"] = o
	case "checkboxes", "multi_static_select":
		list := []any{}
		for part := range strings.SplitSeq(text, ",") {
			if part = strings.TrimSpace(part); part == "" {
				continue
			}
			o := e.option(part)
			if o == nil {
				return nil, e.noOption(part)
			}
			list = append(list, o)
		}
		value["selected_options"] = list
	case "users_select":
		value["selected_user"] = text
	case "channels_select":
		value["selected_channel"] = text
	case "conversations_select":
		value["selected_conversation"] = text
	case "datepicker":
		value["selected_date"] = text
	case "timepicker":
		value["selected_time"] = text
	case "rich_text_input":
		value["rich_text_value"] = richText(text)
	case "button":
		value["value"] = e.raw["value"]
	default:
		value["value"] = text
	}
	for key, v := range value {
		if v == "" {
			value[key] = nil
		}
	}
	return value, nil
}

func (e element) noOption(what string) error {
	return fmt.Errorf("no option %q in %q", what, cmp.Or(e.label, e.action()))
}

// option finds one of a menu's options by value or text; nil when there is none.
func (e element) option(what string) any {
	lists := [][]any{listOf(e.raw["options"])}
	for _, g := range listOf(e.raw["option_groups"]) {
		group, _ := g.(map[string]any)
		lists = append(lists, listOf(group["options"]))
	}
	for _, list := range lists {
		for _, o := range list {
			option, _ := o.(map[string]any)
			if stringOf(option["value"]) == what || strings.EqualFold(textOf(option["text"]), what) {
				return option
			}
		}
	}
	return nil
}

// empty reports whether an input holds nothing.
func empty(value map[string]any) bool {
	for key, v := range value {
		if key == "type" || v == nil || v == "" {
			continue
		}
		if list, ok := v.([]any); ok && len(list) == 0 {
			continue
		}
		return false
	}
	return true
}

// mistakes are what Slack's own client finds before it submits, by block.
func mistakes(blocks json.RawMessage, values Values) map[string]string {
	out := map[string]string{}
	for _, e := range elements(blocks) {
		if !e.input {
			continue
		}
		value := values[e.block][e.action()]
		if empty(value) {
			if !e.optional {
				out[e.block] = "Please complete this required field."
			}
			continue
		}
		length := utf8.RuneCountInString(stringOf(value["value"]))
		if least, ok := e.raw["min_length"].(float64); ok && length < int(least) {
			out[e.block] = "This entry is too short."
		}
		most, ok := e.raw["max_length"].(float64)
		if e.kind() == "plain_text_input" && !ok {
			most, ok = 3000, true
		}
		if ok && length > int(most) {
			out[e.block] = "This entry is too long."
		}
	}
	return out
}
