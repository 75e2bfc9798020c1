package bot

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// plainReply is a reply as Slack delivers it, with what the bot does not use.
const plainReply = `{"token":"t","team_id":"T1","api_app_id":"A1","event":{"client_msg_id":"f0582a78","type":"message",` +
	`"text":"We said \"no\" to two of them,\nand I wrote it down: a &lt; b \u00e9 \ud83c\udf89","user":"U2","ts":"1610241741.000200","team":"T1",` +
	`"blocks":[{"type":"rich_text","elements":[{"type":"text","text":"user: {\"ts\":1}"}]}],` +
	`"thread_ts":"1610241700.000100","parent_user_id":"U9","channel":"C1","event_ts":"1610241741.000200","channel_type":"channel"},` +
	`"type":"event_callback","event_id":"Ev1","event_time":1610241741,"authorizations":[{"enterprise_id":null,"is_bot":true}],"is_ext_shared_channel":false}`

func TestAPlainMessageIsScanned(t *testing.T) {
	e, ok := scanMessage([]byte(plainReply))
	if !ok {
		t.Fatal("not scanned")
	}
	if want := unmarshalled(t, []byte(plainReply)); !reflect.DeepEqual(e, want) {
		t.Errorf("scanned %+v\nwant %+v", e, want)
	}
}

func TestWhatIsNoNewMessageIsLeftToTheDecoder(t *testing.T) {
	for name, payload := range map[string]string{
		"an edit":          `{"event":{"type":"message","subtype":"message_changed","message":{"text":"x"},"ts":"1.000001"}}`,
		"an edited one":    `{"event":{"type":"message","text":"x","edited":{"ts":"1.000001"}}}`,
		"a deletion":       `{"event":{"type":"message","subtype":"message_deleted","deleted_ts":"1.000001"}}`,
		"a mention":        `{"event":{"type":"app_mention","text":"x"}}`,
		"no event":         `{"event_id":"Ev1"}`,
		"a broken one":     `{"event":{"type":"message","text":"x"}`,
		"a number as text": `{"event":{"type":"message","text":1}}`,
		"a list":           `[]`,
		"nothing":          ``,
	} {
		if _, ok := scanMessage([]byte(payload)); ok {
			t.Errorf("%s was scanned", name)
		}
	}
}

// FuzzScanMessage holds the scan against encoding/json: what it reads, the
// decoder reads the same.
func FuzzScanMessage(f *testing.F) {
	f.Add([]byte(plainReply))
	fixtures, _ := filepath.Glob("../playground/testdata/slack/*.json")
	for _, name := range fixtures {
		if b, err := os.ReadFile(name); err == nil {
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		e, ok := scanMessage(b)
		if !ok || !json.Valid(b) {
			return
		}
		var all map[string]any
		if json.Unmarshal(b, &all) != nil {
			return
		}
		inner, _ := all["event"].(map[string]any)
		m := e.Event.message
		for field, got := range map[string]string{
			"type": m.Type, "subtype": m.Subtype, "user": m.User, "bot_id": m.BotID, "text": m.Text, "ts": m.TS,
			"thread_ts": m.ThreadTS, "channel": m.Channel, "channel_type": m.ChannelType,
		} {
			if v, _ := inner[field].(string); v != got {
				t.Errorf("%s is %q, want %q", field, got, v)
			}
		}
	})
}

func unmarshalled(t *testing.T, b []byte) event {
	t.Helper()
	var e event
	if err := json.Unmarshal(b, &e); err != nil {
		t.Fatal(err)
	}
	return e
}
