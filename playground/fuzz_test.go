package playground

import (
	"strings"
	"testing"
)

// Whatever is sent as blocks or as a view is checked without a panic.
func FuzzCheck(f *testing.F) {
	f.Add(string(mustJSON([]any{actions(button("a", "A"), menu(2))})))
	f.Add(string(mustJSON(modal("x", question("a")))))
	f.Add(string(mustJSON(home())))
	f.Add(`{"blocks":[{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","elements":[]}]}]}`)
	f.Add(`[{"type":"data_visualization","title":"t","chart":{"type":"bar","series":[{}],"axis_config":{"categories":["a"]}}}]`)
	f.Fuzz(func(t *testing.T, text string) {
		CheckMessage([]byte(text))
		CheckView([]byte(text))
		elements(withBlockIDs([]byte(text)))
	})
}

// Whatever a person types becomes blocks that Slack takes, and text in
// which every < begins something that Slack knows.
func FuzzCompose(f *testing.F) {
	for _, text := range []string{"> a\n> b\nc", "```x```", "@ana #general :+1: *b* _i_ ~s~ `c`", "<!here> &amp;", ">", "``````"} {
		f.Add(text)
	}
	r := resolver{
		user:    func(string) string { return "U1" },
		channel: func(string) string { return "C1" },
	}
	f.Fuzz(func(t *testing.T, typed string) {
		if len(typed) > 1000 {
			return
		}
		text, blocks := r.compose(typed)
		for _, p := range CheckMessage(mustJSON(blocks)) {
			t.Errorf("%q: %v", typed, p)
		}
		if again := normalise(text); again != text && !strings.Contains(text, "<http") {
			t.Errorf("%q became %q, which Slack would write %q", typed, text, again)
		}
	})
}
