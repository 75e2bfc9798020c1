package playground

import (
	"encoding/json"
	"slices"
	"sync"
)

// elementTypes are the elements and their properties.
var elementTypes = sync.OnceValue(func() map[string]map[string]field {
	element := func(fields map[string]field) map[string]field {
		return with(map[string]field{
			"type": need(text(1, 40)), "action_id": may(text(1, 255)), "confirm": may(confirmation), "focus_on_load": may(boolean),
		}, fields)
	}
	hint := may(plainText(1, 150))
	menu := func(fields map[string]field) map[string]field {
		return element(with(map[string]field{"placeholder": hint}, fields))
	}
	several := func(fields map[string]field) map[string]field {
		return menu(with(map[string]field{"max_selected_items": may(integer(1, 1000))}, fields))
	}
	input := func(fields map[string]field) map[string]field {
		return menu(with(map[string]field{"dispatch_action_config": may(anything), "initial_value": may(text(0, 3000))}, fields))
	}
	options := may(list(1, 100, option))
	filter := map[string]field{"default_to_current_conversation": may(boolean), "response_url_enabled": may(boolean), "filter": may(anything)}
	feedback := shape(map[string]field{"text": need(plainText(1, 75)), "value": may(text(0, 2000)), "accessibility_label": may(text(1, 75))})
	return map[string]map[string]field{
		"button": element(map[string]field{
			"text": need(plainText(1, 75)), "value": may(text(0, 2000)), "url": may(text(1, 3000)), "style": may(oneOf("primary", "danger")),
			"accessibility_label": may(text(1, 75)),
		}),
		"icon_button": element(map[string]field{
			"icon": need(text(1, 75)), "text": need(plainText(1, 75)), "value": may(text(0, 2000)), "accessibility_label": may(text(1, 75)), "visible_to_user_ids": may(anything),
		}),
		"feedback_buttons": element(map[string]field{"positive_button": need(feedback), "negative_button": need(feedback)}),
		"workflow_button": element(map[string]field{
			"text": need(plainText(1, 75)), "workflow": need(anything), "style": may(oneOf("primary", "danger")), "accessibility_label": may(text(1, 75)),
		}),
		"image": {
			"type": need(text(1, 40)), "image_url": may(text(1, 3000)), "slack_file": may(imageSource), "alt_text": need(said(1, 2000)),
		},
		"overflow":      element(map[string]field{"options": need(list(1, 5, option))}),
		"checkboxes":    element(map[string]field{"options": need(list(1, 10, option)), "initial_options": may(list(1, 10, option))}),
		"radio_buttons": element(map[string]field{"options": need(list(1, 10, option)), "initial_option": may(option)}),
		"datepicker":    menu(map[string]field{"initial_date": may(text(10, 10))}),
		"timepicker":    menu(map[string]field{"initial_time": may(text(5, 5)), "timezone": may(text(1, 100))}),
		"datetimepicker": element(map[string]field{
			"initial_date_time": may(integer(1_000_000_000, 9_999_999_999)),
		}),

		"static_select":        menu(map[string]field{"options": options, "option_groups": may(optionGroups), "initial_option": may(option)}),
		"external_select":      menu(map[string]field{"initial_option": may(option), "min_query_length": may(integer(0, 100))}),
		"users_select":         menu(map[string]field{"initial_user": may(text(1, 255))}),
		"conversations_select": menu(with(filter, map[string]field{"initial_conversation": may(text(1, 255))})),
		"channels_select":      menu(map[string]field{"initial_channel": may(text(1, 255)), "response_url_enabled": may(boolean)}),
		"multi_static_select":  several(map[string]field{"options": options, "option_groups": may(optionGroups), "initial_options": may(list(1, 100, option))}),
		"multi_external_select": several(map[string]field{
			"initial_options": may(list(1, 100, option)), "min_query_length": may(integer(0, 100)),
		}),
		"multi_users_select":         several(map[string]field{"initial_users": may(list(1, 100, text(1, 255)))}),
		"multi_conversations_select": several(with(filter, map[string]field{"initial_conversations": may(list(1, 100, text(1, 255)))})),
		"multi_channels_select":      several(map[string]field{"initial_channels": may(list(1, 100, text(1, 255)))}),

		"plain_text_input": input(map[string]field{"multiline": may(boolean), "min_length": may(integer(0, 3000)), "max_length": may(integer(1, 3000))}),
		"number_input":     input(map[string]field{"is_decimal_allowed": need(boolean), "min_value": may(anything), "max_value": may(anything)}),
		"email_text_input": input(nil),
		"url_text_input":   input(nil),
		"rich_text_input": menu(map[string]field{
			"initial_value": may(anything), "dispatch_action_config": may(anything), "min_lines": may(integer(1, 100)), "max_lines": may(integer(1, 100)),
		}),
		"file_input": element(map[string]field{"filetypes": may(anything), "max_files": may(integer(1, 10))}),
	}
})

// chart checks the chart of a data_visualization block.
func chart(c *checker, v any, at string) {
	object, ok := v.(map[string]any)
	if !ok {
		c.refuse(at, "must be a valid object")
		return
	}
	kind := stringOf(object["type"])
	if kind == "pie" {
		list(1, 6, shape(map[string]field{"label": need(said(1, 20)), "value": need(positive)}))(c, object["segments"], at+"/segments")
		return
	}
	oneOf("bar", "line", "area")(c, kind, at+"/type")
	axes, _ := object["axis_config"].(map[string]any)
	list(1, 20, said(1, 20))(c, axes["categories"], at+"/axis_config/categories")
	for _, label := range []string{"x_label", "y_label"} {
		if axes[label] != nil {
			said(1, 50)(c, axes[label], at+"/axis_config/"+label)
		}
	}
	point := shape(map[string]field{"label": need(said(1, 20)), "value": need(number)})
	list(1, 6, func(c *checker, v any, at string) {
		c.object(v, at, map[string]field{"name": need(said(1, 20)), "data": need(list(1, 20, point))})
		series, _ := v.(map[string]any)
		var labels []any
		for _, p := range listOf(series["data"]) {
			one, _ := p.(map[string]any)
			labels = append(labels, one["label"])
		}
		if !slices.Equal(labels, listOf(axes["categories"])) {
			c.refuse(at+"/data", "must have one point for each category, in their order")
		}
	})(c, object["series"], at+"/series")
}

// positive checks a number above zero.
func positive(c *checker, v any, at string) {
	n, _ := v.(json.Number)
	if f, err := n.Float64(); err != nil || f <= 0 {
		c.refuse(at, "must be more than 0")
	}
}
