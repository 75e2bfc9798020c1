package playground

import (
	"regexp"
	"testing"
)

// bars is a chart block of one series.
func bars() object {
	return object{"type": "data_visualization", "title": "Ratings", "chart": object{
		"type": "bar", "axis_config": object{"categories": []any{"a", "b"}},
		"series": []any{object{"name": "now", "data": []any{object{"label": "a", "value": 1}, object{"label": "b", "value": -2.5}}}},
	}}
}

func TestAMessageHoldsTwoChartsAndAViewNone(t *testing.T) {
	for name, c := range map[string]struct {
		problems []Problem
		want     string
	}{
		"two in a message":   {CheckMessage(mustJSON(times(2, bars()))), ""},
		"three in a message": {CheckMessage(mustJSON(times(3, bars()))), "no more than 2 data_visualization blocks allowed [json-pointer:/blocks/2]"},
		"one in a modal":     {CheckView(mustJSON(modal("x", bars()))), "unsupported type: data_visualization [json-pointer:/view/blocks/0/type]"},
		"one in a Home tab":  {CheckView(mustJSON(object{"type": "home", "blocks": []any{bars()}})), "unsupported type: data_visualization [json-pointer:/view/blocks/0/type]"},
	} {
		switch {
		case c.want == "" && len(c.problems) > 0:
			t.Errorf("%s is refused: %v", name, c.problems)
		case c.want != "" && (len(c.problems) == 0 || c.problems[0].String() != c.want):
			t.Errorf("%s: %v", name, c.problems)
		}
	}
}

func TestAWorkspaceMayHaveNoCharts(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		in := a.ws.ChannelID(practice)
		a.ws.Fault(Fault{Kind: NoCharts})
		plain := a.call("chat.postMessage", object{"channel": in, "text": `a "data_visualization" in words`, "blocks": []any{object{"type": "section", "text": mrkdwn(9)}}})
		wants(t, plain, true, "ok")
		answer := a.call("chat.postMessage", object{"channel": in, "text": "x", "blocks": []any{object{"type": "divider"}, bars()}})
		refused(t, answer, "invalid_blocks")
		wants(t, answer, "unsupported type: data_visualization [json-pointer:/blocks/1/type]", "errors", 0)
		if n := len(a.ws.As("ana").Messages(practice)); n != 1 {
			t.Errorf("there are %d messages", n)
		}
		wants(t, a.call("chat.postMessage", object{"channel": in, "text": "x", "blocks": []any{bars()}}), true, "ok")
	})
}

// What the page offers to let go wrong can go wrong.
func TestEveryFaultOfThePageIsThere(t *testing.T) {
	script, err := pageFiles.ReadFile("page/js/faults.js")
	if err != nil {
		t.Fatal(err)
	}
	kinds := regexp.MustCompile(`(?m)^  \["(\w+)", "`).FindAllSubmatch(script, -1)
	if len(kinds) < 12 {
		t.Fatalf("the page has %d kinds", len(kinds))
	}
	within(t, Options{}, func(t *testing.T, a *app) {
		for _, kind := range kinds {
			wants(t, a.page("fault", object{"kind": string(kind[1])}), true, "ok")
		}
	})
}
