package playground

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

// sorted lists the keys of a map in order, so that problems come in order.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func anything(*checker, any, string) {}

func boolean(c *checker, v any, at string) {
	if _, ok := v.(bool); !ok {
		c.refuse(at, "must be a boolean")
	}
}

// integer checks a whole number's range.
func integer(least, most int64) check {
	return func(c *checker, v any, at string) {
		number, _ := v.(json.Number)
		n, err := number.Int64()
		switch {
		case err != nil:
			c.refuse(at, "must be an integer")
		case n > most:
			c.refuse(at, "must be less than %d", most+1)
		case n < least:
			c.refuse(at, "must be more than %d", least-1)
		}
	}
}

func number(c *checker, v any, at string) {
	if _, ok := v.(json.Number); !ok {
		c.refuse(at, "must be a number")
	}
}

// oneOf checks that a string is one of a few.
func oneOf(values ...string) check {
	return func(c *checker, v any, at string) {
		if s, _ := v.(string); !slices.Contains(values, s) {
			c.refuse(at, "must be one of %s", strings.Join(values, ", "))
		}
	}
}

// list checks a list's length and each of its items.
func list(least, most int, item check) check {
	return func(c *checker, v any, at string) {
		items, ok := v.([]any)
		switch {
		case !ok:
			c.refuse(at, "must be an array")
			return
		case len(items) > most:
			c.refuse(at, "no more than %d items allowed", most)
			return
		case len(items) < least:
			c.refuse(at, "must have at least %d items", least)
			return
		}
		for i, one := range items {
			item(c, one, fmt.Sprintf("%s/%d", at, i))
		}
	}
}

// shape checks an object's properties.
func shape(fields map[string]field) check {
	return func(c *checker, v any, at string) { c.object(v, at, fields) }
}

// textObject checks a text object of one of the given types.
func textObject(least, most int, kinds ...string) check {
	return func(c *checker, v any, at string) {
		c.object(v, at, map[string]field{
			"type": need(oneOf(kinds...)), "text": need(said(least, most)),
			"emoji": may(boolean), "verbatim": may(boolean),
		})
		if object, _ := v.(map[string]any); object["type"] == "mrkdwn" && object["emoji"] == true {
			c.refuse(at, "invalid additional property: emoji")
		}
	}
}

func plainText(least, most int) check { return textObject(least, most, "plain_text") }
func anyText(least, most int) check   { return textObject(least, most, "plain_text", "mrkdwn") }

// elementOf checks an interactive element or an image of one of the types.
func elementOf(kinds ...string) check {
	return func(c *checker, v any, at string) {
		object, ok := v.(map[string]any)
		kind, _ := object["type"].(string)
		fields, known := elementTypes()[kind]
		switch {
		case !ok:
			c.refuse(at, "must be a valid object")
		case kind == "":
			c.refuse(at, "missing required field: type")
		case !known, !slices.Contains(kinds, kind):
			c.refuse(at+"/type", "unsupported type: %s", kind)
		default:
			c.object(object, at, fields)
			if strings.HasSuffix(kind, "static_select") && object["options"] == nil && object["option_groups"] == nil {
				c.refuse(at, "missing required field: options")
			}
			if kind == "image" && object["image_url"] == nil && object["slack_file"] == nil {
				c.refuse(at, "missing required field: image_url")
			}
		}
	}
}

var (
	selects = []string{
		"static_select", "external_select", "users_select", "conversations_select", "channels_select",
		"multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select",
	}
	pickers      = []string{"datepicker", "timepicker", "datetimepicker", "checkboxes", "radio_buttons"}
	typed        = []string{"plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input", "file_input"}
	inActions    = slices.Concat([]string{"button", "overflow", "workflow_button"}, selects, pickers)
	inSection    = slices.Concat([]string{"button", "overflow", "image", "workflow_button"}, selects, pickers)
	inInput      = slices.Concat(selects, pickers, typed)
	imageSource  = shape(map[string]field{"id": may(text(1, 255)), "url": may(text(1, 3000))})
	confirmation = shape(map[string]field{
		"title": need(plainText(1, 100)), "text": need(anyText(1, 300)), "confirm": need(plainText(1, 30)), "deny": need(plainText(1, 30)),
		"style": may(oneOf("primary", "danger")),
	})
	option = shape(map[string]field{
		"text": need(anyText(1, 75)), "value": need(text(1, 75)), "description": may(anyText(1, 75)), "url": may(text(1, 3000)),
	})
	optionGroups = list(1, 100, shape(map[string]field{"label": need(plainText(1, 75)), "options": need(list(1, 100, option))}))
)

// blockSurfaces limits the blocks that do not go everywhere.
var blockSurfaces = map[string]map[string]bool{
	"markdown": {"message": true}, "file": {"message": true}, "table": {"message": true}, "data_table": {"message": true},
	"data_visualization": {"message": true}, "task_card": {"message": true}, "plan": {"message": true}, "context_actions": {"message": true},
	"carousel": {"message": true},
}

// blockTypes are the blocks and their properties.
var blockTypes = sync.OnceValue(func() map[string]map[string]field {
	block := func(fields map[string]field) map[string]field {
		return with(map[string]field{"type": need(text(1, 40)), "block_id": may(text(0, 255))}, fields)
	}
	nested := func(most int) check {
		return list(1, most, func(c *checker, v any, at string) {
			if c.depth++; c.depth > 3 {
				c.refuse(at, "nested too deep")
			} else {
				c.block(v, at)
			}
			c.depth--
		})
	}
	heading := func(most int) field { return may(anyText(1, most)) }
	card := block(map[string]field{
		"title": heading(150), "subtitle": heading(150), "body": heading(200), "hero_image": may(elementOf("image")), "icon": may(elementOf("image")),
		"actions": may(list(1, 5, elementOf("button"))), "subtext": heading(200),
	})
	return map[string]map[string]field{
		"section": block(map[string]field{
			"text": may(anyText(1, 3000)), "fields": may(list(1, 10, anyText(1, 2000))), "accessory": may(elementOf(inSection...)), "expand": may(boolean),
		}),
		"header":  block(map[string]field{"text": need(plainText(1, 150)), "level": may(integer(1, 4))}),
		"divider": block(nil),
		"image": block(map[string]field{
			"image_url": may(text(1, 3000)), "slack_file": may(imageSource), "alt_text": need(said(1, 2000)), "title": may(plainText(1, 2000)),
		}),
		"actions":         block(map[string]field{"elements": need(list(1, 25, elementOf(inActions...)))}),
		"context_actions": block(map[string]field{"elements": need(list(1, 5, elementOf("feedback_buttons", "icon_button")))}),
		"context":         block(map[string]field{"elements": need(list(1, 10, contextElement))}),
		"input": block(map[string]field{
			"label": need(plainText(1, 2000)), "element": need(elementOf(inInput...)), "hint": may(plainText(1, 2000)),
			"optional": may(boolean), "dispatch_action": may(boolean),
		}),
		"rich_text": block(map[string]field{"elements": need(list(0, 1000, richElement))}),
		"markdown":  block(map[string]field{"text": need(said(1, 12_000))}),
		"file":      block(map[string]field{"external_id": need(text(1, 255)), "source": need(oneOf("remote"))}),
		"video": block(map[string]field{
			"title": need(plainText(1, 200)), "video_url": need(text(1, 3000)), "thumbnail_url": need(text(1, 3000)), "alt_text": need(text(1, 2000)),
			"author_name": may(text(1, 50)), "description": may(plainText(1, 200)), "provider_name": may(text(1, 50)), "provider_icon_url": may(text(1, 3000)),
			"title_url": may(text(1, 3000)),
		}),
		"table":      block(map[string]field{"rows": need(list(1, 100, list(1, 20, anything))), "column_settings": may(list(1, 20, anything))}),
		"data_table": block(map[string]field{"rows": need(list(2, 101, list(1, 20, anything))), "page_size": may(integer(1, 100)), "caption": may(anything), "row_header_column_index": may(integer(0, 19))}),
		"data_visualization": block(map[string]field{
			"title": need(said(1, 50)), "chart": need(chart), "caption": may(anything),
		}),
		"alert":     block(map[string]field{"text": need(anyText(1, 3000)), "level": may(oneOf("default", "info", "warning", "error", "success"))}),
		"card":      card,
		"carousel":  block(map[string]field{"elements": need(list(1, 10, shape(card)))}),
		"container": block(map[string]field{"title": heading(150), "subtitle": heading(150), "child_blocks": need(nested(10)), "icon": may(elementOf("image")), "width": may(anything), "is_collapsible": may(boolean), "default_collapsed": may(boolean)}),
		"task_card": block(map[string]field{"task_id": need(text(1, 255)), "title": need(said(1, 255)), "status": may(anything), "details": may(anything), "output": may(anything), "sources": may(anything)}),
		"plan":      block(map[string]field{"title": need(said(1, 255)), "tasks": may(anything)}),
	}
})

// contextElement is an image or a text.
func contextElement(c *checker, v any, at string) {
	object, _ := v.(map[string]any)
	if object["type"] == "image" {
		elementOf("image")(c, v, at)
		return
	}
	anyText(1, 3000)(c, v, at)
}

// richElement is a part of a rich_text block, or of such a part.
func richElement(c *checker, v any, at string) {
	object, ok := v.(map[string]any)
	kind, _ := object["type"].(string)
	if !ok || kind == "" {
		c.refuse(at, "missing required field: type")
		return
	}
	switch kind {
	case "rich_text_section", "rich_text_quote", "rich_text_preformatted", "rich_text_list":
		list(0, 1000, richElement)(c, object["elements"], at+"/elements")
		if kind == "rich_text_list" {
			oneOf("bullet", "ordered")(c, object["style"], at+"/style")
		}
	case "text":
		said(1, 12_000)(c, object["text"], at+"/text")
	case "link":
		text(1, 3000)(c, object["url"], at+"/url")
	case "user":
		text(1, 255)(c, object["user_id"], at+"/user_id")
	case "channel":
		text(1, 255)(c, object["channel_id"], at+"/channel_id")
	case "emoji":
		text(1, 255)(c, object["name"], at+"/name")
	case "broadcast":
		oneOf("here", "channel", "everyone")(c, object["range"], at+"/range")
	case "date":
		integer(0, 1<<40)(c, object["timestamp"], at+"/timestamp")
		text(1, 255)(c, object["format"], at+"/format")
	case "usergroup", "team", "color":
	default:
		c.refuse(at+"/type", "unsupported type: %s", kind)
	}
}
