package playground

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// The files in testdata/slack have the keys of envelopes captured from Slack
// (SLACK.md 1.3 and 2.5). Ours must have every one of them, of the same kind.
func TestEnvelopesHaveTheShapeOfCapturedOnes(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		s := a.link(plain)
		ana := a.ws.As("ana")
		blocks := []any{object{"type": "actions", "block_id": "b", "elements": []any{button("a", "A")}}}
		ts := a.call("chat.postMessage", object{"channel": a.ws.ChannelID(practice), "text": "Question", "blocks": blocks})["ts"].(string)
		if err := ana.Click(practice, ts, "A"); err != nil {
			t.Fatal(err)
		}
		if err := ana.Shortcut("start", "", ""); err != nil {
			t.Fatal(err)
		}
		if err := ana.Command("general", "/interview"); err != nil {
			t.Fatal(err)
		}
		ana.Say(practice, "Hi @greenroom")
		for name, ours := range map[string]any{
			"message.json":         s.frames("events_api")[1],
			"slash_command.json":   s.frames("slash_commands")[0],
			"block_actions.json":   s.frames("interactive")[0],
			"global_shortcut.json": s.frames("interactive")[1],
		} {
			data, err := os.ReadFile(filepath.Join("testdata", "slack", name))
			if err != nil {
				t.Fatal(err)
			}
			for _, miss := range misses(decodeObject(t, data), ours, "") {
				t.Errorf("%s: %s", name, miss)
			}
		}
	})
}

// misses lists what a captured value has and ours has not.
func misses(captured, ours any, at string) []string {
	if captured != nil && fmt.Sprintf("%T", captured) != fmt.Sprintf("%T", ours) {
		return []string{fmt.Sprintf("%s is %T, captured as %T", at, ours, captured)}
	}
	var out []string
	switch value := captured.(type) {
	case object:
		for key, v := range value {
			mine, has := ours.(object)[key]
			if !has {
				out = append(out, at+"/"+key+" is missing")
				continue
			}
			out = append(out, misses(v, mine, at+"/"+key)...)
		}
	case []any:
		for i, v := range value {
			if mine := ours.([]any); i < len(mine) {
				out = append(out, misses(v, mine[i], fmt.Sprint(at, "/", i))...)
			}
		}
	}
	return out
}
