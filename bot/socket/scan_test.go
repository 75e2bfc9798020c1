package socket

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// Messages of the shapes that Slack documents, and odd ones.
var messages = []string{
	`{"type":"hello","connection_info":{"app_id":"A1234"},"num_connections":1,"debug_info":{"host":"applink-1","started":"2020-10-11 12:12:12.120","build_number":54,"approximate_connection_time":3600}}`,
	`{"type":"disconnect","reason":"too_many_websockets","num_connections":2,"debug_info":{"host":"applink-1"},"connection_info":{"app_id":"A111"}}`,
	`{"envelope_id":"1d3c79ab-0ffb-41f3-a080-d19e85f53649","payload":{"token":"t","team_id":"T111","command":"/interview","text":"technical \"express\" \\","response_url":"https:\/\/hooks.slack.test\/x","trigger_id":"111.222.xxx"},"type":"slash_commands","accepts_response_payload":true}`,
	`{"envelope_id":"ac2cfd40-6f8c-4d5e-a1ad-646e532baa19","payload":{"team_id":"T111","event":{"type":"message","text":"we cut {it} to [two] days \u2014 é 💡","blocks":[{"type":"rich_text","elements":[[],{},null]}],"ts":"1610241741.000200"},"type":"event_callback","event_id":"Ev111"},"type":"events_api","accepts_response_payload":false,"retry_attempt":2,"retry_reason":"timeout"}`,
	" {\r\n\t\"envelope_id\" : \"a\" , \"payload\" : [ ] , \"type\":\"interactive\" } \n",
	`{"envelope_id":"a","payload":null,"type":"interactive","retry_reason":null}`,
	`{"envelope_id":"a","envelope_id":"b","payload":1,"payload":"two","type":"x"}`,
	`{"Envelope_ID":"a","TYPE":"events_api","PayLoad":{}}`,
	`{"envelope_id":"a","type":"events_api","ENVELOPE_ID":"b"}`,
	`{"envelope_id":"\u0061\n","type":"é","retry_attempt":10,"retry_reason":"a\/b"}`,
	`{"envelope_id":"a","type":"x","retry_attempt":-1,"accepts_response_payload":null}`,
	`{"envelope_id":"a","type":"x","retry_attempt":1e0}`,
	`{"envelope_id":"a","type":"x","retry_attempt":"1","accepts_response_payload":"yes","payload":{}}`,
	`{"envelope_id":7,"type":"x"}`,
	`{"a":{"envelope_id":"inner","type":"inner"},"envelope_id":"outer","type":"x"}`,
	`{"payload":{"envelope_id":"inner"},"type":"x","z":[{"a":"]}"}],"n":-1.5e3,"t":true,"f":false,"o":null}`,
	`{"type":"x","z":nul}`, `{"type":"x","z":01}`, `{"type":"x",}`, `{"type":"x"}}`, `{"type":"x"`, `{"type":`, `{"type"`, `{`, ``, `{}`, `[]`, `null`, `"x"`, `{"":""}`,
	`{"payload":{"a":"\"}`, `{"payload":{"a":"\\"},"type":"x"}`, `{"ſtype":"x"}`, `{"retry_reaſon":"x"}`, `{"type":"` + "\x00" + `"}`, `{"type":"x" "a":1}`, `{"type":"x",,"a":1}`,
}

func decode(b []byte) (f frame, err error) { err = json.Unmarshal(b, &f); return f, err }

// agree holds scan against encoding/json: scan may decline anything, but what it
// reads of a valid message is what encoding/json reads, and what it takes of an
// invalid one is wrong inside a value that it does not look into.
func agree(t *testing.T, b []byte) {
	got, ok := scan(b)
	if !ok {
		return
	}
	if !json.Valid(b) {
		if !bytes.ContainsAny(bytes.TrimSpace(b)[1:], "[{") {
			t.Errorf("scan takes what is no JSON: %q", b)
		}
		return
	}
	want, err := decode(b)
	if err != nil {
		t.Errorf("%q: scan reads %+v, encoding/json says %v", b, got, err)
	} else if !reflect.DeepEqual(got, want) {
		t.Errorf("%q\n     scan reads %+v\nencoding/json %+v", b, got, want)
	}
}

func TestScanReadsWhatEncodingJSONReads(t *testing.T) {
	for _, m := range messages {
		agree(t, []byte(m))
	}
}

// A message as Slack sends them must not fall back: that would be ten times slower.
func TestScanTakesOrdinaryEnvelopes(t *testing.T) {
	for _, m := range messages[:5] {
		f, ok := scan([]byte(m))
		if !ok {
			t.Errorf("declined: %s", m)
		}
		if want, _ := decode([]byte(m)); !reflect.DeepEqual(f, want) {
			t.Errorf("%s\n got %+v\nwant %+v", m, f, want)
		}
	}
	if n := testing.AllocsPerRun(100, func() { scan([]byte(messages[3])) }); n > 2 {
		t.Errorf("%v allocations, want the id and the test's own copy", n)
	}
}

func TestScanRefusesCutMessages(t *testing.T) {
	for _, m := range messages[:5] {
		m = strings.TrimSpace(m)
		for i := range m {
			if _, ok := scan([]byte(m[:i])); ok {
				t.Errorf("taken: %q", m[:i])
			}
		}
	}
}

func FuzzScanAgreesWithEncodingJSON(f *testing.F) {
	for _, m := range messages {
		f.Add([]byte(m))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		agree(t, b)
		findID(b)
		_, _ = parse(b)
	})
}

var reply = []byte(`{"envelope_id":"ac2cfd40-6f8c-4d5e-a1ad-646e532baa19","payload":{"token":"verification-token","team_id":"T111","api_app_id":"A111","event":{"client_msg_id":"f0582a78-72db-4feb-b2f3-1e47d66365c8","type":"message","text":"` +
	strings.Repeat("We moved the service desk to one queue and cut the backlog. ", 14) + `","user":"U222","ts":"1610241741.000200","team":"T111","blocks":[{"type":"rich_text","block_id":"ab1","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"` +
	strings.Repeat("We moved the service desk to one queue and cut the backlog. ", 14) + `"}]}]}],"thread_ts":"1610240000.000100","channel":"C111","event_ts":"1610241741.000200","channel_type":"channel"},"type":"event_callback","event_id":"Ev111","event_time":1610241741,"authorizations":[{"enterprise_id":null,"team_id":"T111","user_id":"U333","is_bot":true,"is_enterprise_install":false}],"is_ext_shared_channel":false,"event_context":"1-message-T111-C111"},"type":"events_api","accepts_response_payload":false,"retry_attempt":0,"retry_reason":""}`)

func BenchmarkScan(b *testing.B) {
	b.SetBytes(int64(len(reply)))
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := scan(reply); !ok {
			b.Fatal("declined")
		}
	}
}

func BenchmarkEncodingJSON(b *testing.B) {
	b.SetBytes(int64(len(reply)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := decode(reply); err != nil {
			b.Fatal(err)
		}
	}
}
