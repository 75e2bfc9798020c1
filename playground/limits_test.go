package playground

import (
	"fmt"
	"strings"
	"testing"
)

func mrkdwn(n int) object { return object{"type": "mrkdwn", "text": strings.Repeat("x", n)} }
func words(n int) object  { return object{"type": "plain_text", "text": strings.Repeat("é", n)} }
func times(n int, v any) []any {
	var out []any
	for range n {
		out = append(out, v)
	}
	return out
}

func actions(elements ...any) object { return object{"type": "actions", "elements": elements} }

func menu(n int) object {
	var options []any
	for i := range n {
		options = append(options, object{"text": words(1), "value": fmt.Sprint(i)})
	}
	return object{"type": "static_select", "action_id": "s", "options": options}
}

// SLACK.md 4 and 3.9: the limits of blocks in messages, in Slack's words.
func TestBlocksThatSlackRefuses(t *testing.T) {
	long := button("a", "A")
	long["value"] = strings.Repeat("v", 2001)
	for name, c := range map[string]struct {
		block any
		want  string
	}{
		"section of 3000":      {object{"type": "section", "text": mrkdwn(3000)}, ""},
		"section of 3001":      {object{"type": "section", "text": mrkdwn(3001)}, "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"},
		"empty section text":   {object{"type": "section", "text": mrkdwn(0)}, "must be more than 0 characters [json-pointer:/blocks/0/text/text]"},
		"section of nothing":   {object{"type": "section"}, "missing required field: text [json-pointer:/blocks/0]"},
		"eleven fields":        {object{"type": "section", "fields": times(11, mrkdwn(1))}, "no more than 10 items allowed [json-pointer:/blocks/0/fields]"},
		"field of 2001":        {object{"type": "section", "fields": times(1, mrkdwn(2001))}, "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]"},
		"header of 150 runes":  {object{"type": "header", "text": words(150)}, ""},
		"header of 151":        {object{"type": "header", "text": words(151)}, "must be less than 151 characters [json-pointer:/blocks/0/text/text]"},
		"header in mrkdwn":     {object{"type": "header", "text": mrkdwn(1)}, "must be one of plain_text [json-pointer:/blocks/0/text/type]"},
		"button of 76":         {actions(button("a", strings.Repeat("x", 76))), "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"},
		"value of 2001":        {actions(long), "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]"},
		"26 buttons":           {actions(times(26, object{"type": "button", "text": words(1)})...), "no more than 25 items allowed [json-pointer:/blocks/0/elements]"},
		"the same action":      {actions(button("a", "A"), button("a", "B")), "`action_id` \"a\" already exists for another element [json-pointer:/blocks/0/elements/1/action_id]"},
		"100 options":          {actions(menu(100)), ""},
		"101 options":          {actions(menu(101)), "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]"},
		"eleven in a context":  {object{"type": "context", "elements": times(11, mrkdwn(1))}, "no more than 10 items allowed [json-pointer:/blocks/0/elements]"},
		"image without words":  {object{"type": "image", "image_url": "https://example.org/a.png"}, "missing required field: alt_text [json-pointer:/blocks/0]"},
		"unknown block":        {object{"type": "marquee"}, "unsupported type: marquee [json-pointer:/blocks/0/type]"},
		"unknown property":     {object{"type": "divider", "colour": "red"}, "invalid additional property: colour [json-pointer:/blocks/0]"},
		"block_id of 256":      {object{"type": "divider", "block_id": strings.Repeat("b", 256)}, "must be less than 256 characters [json-pointer:/blocks/0/block_id]"},
		"empty rich text":      {object{"type": "rich_text", "elements": []any{object{"type": "rich_text_section", "elements": []any{object{"type": "text", "text": ""}}}}}, "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]"},
		"pie of 7 segments":    {object{"type": "data_visualization", "title": "t", "chart": object{"type": "pie", "segments": times(7, object{"label": "a", "value": 1})}}, "no more than 6 items allowed [json-pointer:/blocks/0/chart/segments]"},
		"confirm without deny": {actions(object{"type": "button", "text": words(1), "confirm": object{"title": words(1), "text": words(1), "confirm": words(1)}}), "missing required field: deny [json-pointer:/blocks/0/elements/0/confirm]"},
	} {
		t.Run(name, func(t *testing.T) {
			problems := CheckMessage(mustJSON(object{"blocks": []any{c.block}}))
			switch {
			case c.want == "" && len(problems) > 0:
				t.Errorf("refused: %v", problems)
			case c.want != "" && (len(problems) == 0 || problems[0].String() != c.want):
				t.Errorf("got %v, want %s", problems, c.want)
			}
		})
	}
}

func TestMessagesAndViewsAsAWhole(t *testing.T) {
	divider := object{"type": "divider"}
	first := func(problems []Problem) string {
		if len(problems) == 0 {
			return ""
		}
		return problems[0].Code + ": " + problems[0].String()
	}
	with := func(v object, key string, value any) object {
		v[key] = value
		return v
	}
	noSubmit := modal("x", question("a"))
	delete(noSubmit, "submit")
	for name, c := range map[string]struct{ got, want string }{
		"50 blocks":          {first(CheckMessage(mustJSON(times(50, divider)))), ""},
		"51 blocks":          {first(CheckMessage(mustJSON(times(51, divider)))), "invalid_blocks: no more than 50 items allowed [json-pointer:/blocks]"},
		"a block_id twice":   {first(CheckMessage(mustJSON(times(2, object{"type": "divider", "block_id": "b"})))), "invalid_blocks: `block_id` \"b\" already exists for another block [json-pointer:/blocks/1/block_id]"},
		"12,000 characters":  {first(CheckMessage(mustJSON(times(4, object{"type": "section", "text": mrkdwn(3000)})))), ""},
		"more in all":        {first(CheckMessage(mustJSON(times(5, object{"type": "section", "text": mrkdwn(3000)})))), "msg_blocks_too_long: 15000 characters in all, of 12000 [json-pointer:/blocks]"},
		"no blocks":          {first(CheckMessage([]byte(`{"text":"x"}`))), ""},
		"100 in a view":      {first(CheckView(mustJSON(modal("x", times(100, divider)...)))), ""},
		"101 in a view":      {first(CheckView(mustJSON(modal("x", times(101, divider)...)))), "invalid_arguments: no more than 100 items allowed [json-pointer:/view/blocks]"},
		"title of 25":        {first(CheckView(mustJSON(with(modal("x"), "title", words(25))))), "invalid_arguments: must be less than 25 characters [json-pointer:/view/title/text]"},
		"metadata of 3001":   {first(CheckView(mustJSON(with(modal("x"), "private_metadata", strings.Repeat("x", 3001))))), "invalid_arguments: must be less than 3001 characters [json-pointer:/view/private_metadata]"},
		"input, no submit":   {first(CheckView(mustJSON(noSubmit))), "invalid_arguments: missing required field: submit [json-pointer:/view]"},
		"markdown in a view": {first(CheckView(mustJSON(modal("x", object{"type": "markdown", "text": "x"})))), "invalid_arguments: unsupported type: markdown [json-pointer:/view/blocks/0/type]"},
		"a view of 251 KB":   {first(CheckView(mustJSON(modal("x", times(100, object{"type": "section", "text": mrkdwn(2600)})...)))), "view_too_large: view_too_large"},
		"home":               {first(CheckView(mustJSON(home()))), ""},
		"no view at all":     {first(CheckView([]byte("nothing"))), "invalid_arguments: must be a JSON object [json-pointer:/view]"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", name, c.got, c.want)
		}
	}
}

// SLACK.md 3.9: the shape of invalid_blocks.
func TestInvalidBlocksAnswer(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		answer := a.call("chat.postMessage", object{"channel": a.ws.ChannelID(practice), "text": "x", "blocks": times(51, object{"type": "divider"})})
		refused(t, answer, "invalid_blocks")
		wants(t, answer, "no more than 50 items allowed [json-pointer:/blocks]", "errors", 0)
		wants(t, answer, "[ERROR] no more than 50 items allowed [json-pointer:/blocks]", "response_metadata", "messages", 0)
		long := a.call("chat.postMessage", object{"channel": a.ws.ChannelID(practice), "text": "x", "blocks": times(5, object{"type": "section", "text": mrkdwn(3000)})})
		refused(t, long, "msg_blocks_too_long")
	})
}
