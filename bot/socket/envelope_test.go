package socket

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

func TestAckFramesAreAsSlackDocumentsThem(t *testing.T) {
	for _, c := range []struct {
		name    string
		id      string
		payload any
		want    string
	}{
		{"plain", "1d3c79ab-0ffb-41f3-a080-d19e85f53649", nil, `{"envelope_id":"1d3c79ab-0ffb-41f3-a080-d19e85f53649"}`},
		{"plain, an id with odd characters", "a\"b\\é\n", nil, `{"envelope_id":"a\"b\\é\n"}`},
		{"with a payload", "e1", map[string]any{"text": "<saved> & kept"}, `{"envelope_id":"e1","payload":{"text":"<saved> & kept"}}`},
		{"with raw JSON", "e1", json.RawMessage(`{"response_action":"clear"}`), `{"envelope_id":"e1","payload":{"response_action":"clear"}}`},
		{"longer than a short frame", "e1", strings.Repeat("x", 300), `{"envelope_id":"e1","payload":"` + strings.Repeat("x", 300) + `"}`},
		{"just under the limit", "e1", strings.Repeat("x", AckLimit-1-len(`{"envelope_id":"e1","payload":""}`)), `{"envelope_id":"e1","payload":"` + strings.Repeat("x", AckLimit-1-len(`{"envelope_id":"e1","payload":""}`)) + `"}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, s *fakeSlack) {
				s.start(func(o *Options) {
					o.Connections = 1
					o.Handle = func(e Envelope) {
						if err := e.Ack(c.payload); err != nil {
							t.Errorf("ack: %v", err)
						}
					}
				})
				p := s.live()[0]
				id, _ := json.Marshal(c.id)
				p.send(`{"envelope_id":` + string(id) + `,"type":"slash_commands","accepts_response_payload":true,"payload":{}}`)
				wait(time.Second)
				p.mu.Lock()
				defer p.mu.Unlock()
				if len(p.texts) != 1 || p.texts[0] != c.want {
					t.Errorf("sent %q\nwant %q", p.texts, c.want)
				}
			})
		})
	}
}

func TestAnAckTooLargeCanBeMadePlain(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		s.start(func(o *Options) {
			o.Connections = 1
			o.Handle = func(e Envelope) {
				if err := e.Ack(strings.Repeat("x", AckLimit-len(`{"envelope_id":"e1","payload":""}`))); !errors.Is(err, ErrTooLarge) {
					t.Errorf("a large ack returned %v", err)
				}
				if err := e.Ack(nil); err != nil {
					t.Errorf("the plain one returned %v", err)
				}
				if err := e.Ack(nil); !errors.Is(err, ErrAcked) {
					t.Errorf("the second plain one returned %v", err)
				}
			}
		})
		p := s.live()[0]
		p.send(envelope("e1"))
		wait(time.Second)
		if got := p.acked(); len(got) != 1 || got[0] != "e1" {
			t.Errorf("acked %v", got)
		}
	})
}

func TestAPayloadThatIsNoJSONLeavesTheEnvelopeUnacked(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		s.start(func(o *Options) {
			o.Connections = 1
			o.Handle = func(e Envelope) {
				if err := e.Ack(func() {}); err == nil {
					t.Error("a function was taken as a payload")
				}
				if err := e.Ack(nil); err != nil {
					t.Error(err)
				}
			}
		})
		s.live()[0].send(envelope("e1"))
		wait(time.Second)
	})
}

func TestAnAckAfterTheLinkHasEndedIsAnError(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		got := make(chan error, 1)
		s.start(func(o *Options) {
			o.Connections = 1
			o.Handle = func(e Envelope) {
				go func() { time.Sleep(time.Second); got <- e.Ack(nil) }()
			}
		})
		p := s.live()[0]
		p.send(envelope("e1"))
		p.ws.Close()
		wait(5 * time.Second)
		if err := <-got; !errors.Is(err, ErrGone) {
			t.Errorf("ack returned %v", err)
		}
		for _, p := range s.all() {
			if len(p.acked()) != 0 {
				t.Errorf("link %d carried an ack that is not its own", p.n)
			}
		}
		if err := (Envelope{ID: "made by hand"}).Ack(nil); !errors.Is(err, ErrGone) {
			t.Errorf("ack without a link returned %v", err)
		}
	})
}

func TestOddMessagesDoNotEndTheLink(t *testing.T) {
	for _, c := range []struct {
		name  string
		text  string
		acked string
		taken int
	}{
		{"no JSON", `a private answer`, "", 0},
		{"empty", ``, "", 0},
		{"null", `null`, "", 0},
		{"a list", `[1,2]`, "", 0},
		{"cut off, id first", `{"envelope_id":"e7","type":"events_api","payload":{"text":"a private answer`, "e7", 0},
		{"cut off, id later", `{"type":"events_api", "envelope_id" : "e8","payload":{`, "e8", 0},
		{"cut off in the id", `{"type":"events_api","envelope_id":"e8`, "", 0},
		{"a type we do not know, with an id", `{"envelope_id":"e9","type":"moon","payload":{}}`, "e9", 1},
		{"a type we do not know, without", `{"type":"moon"}`, "", 0},
		{"no payload", `{"envelope_id":"e10","type":"interactive"}`, "e10", 1},
		{"a wrong type in a side field", `{"envelope_id":"e11","type":"events_api","retry_attempt":"one","payload":{}}`, "e11", 1},
		{"two-digit retries and escapes", `{"envelope_id":"e1\u0032","type":"events_api","retry_attempt":12,"payload":{}}`, "e12", 1},
		{"an id of a wrong type", `{"envelope_id":13,"type":"events_api","payload":{}}`, "", 0},
		{"a hello again", `{"type":"hello","num_connections":"many"}`, "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, s *fakeSlack) {
				taken := 0
				s.start(func(o *Options) {
					o.Connections = 1
					o.Handle = func(e Envelope) { taken++; _ = e.Ack(nil) }
				})
				p := s.live()[0]
				p.send(c.text)
				wait(time.Second)
				if !p.alive() || taken != c.taken || strings.Join(p.acked(), " ") != c.acked {
					t.Errorf("alive %v, handed over %d, acked %v", p.alive(), taken, p.acked())
				}
				p.send(envelope("after"))
				wait(time.Second)
				if taken != c.taken+1 {
					t.Error("nothing was handed over afterwards")
				}
			})
		})
	}
}

func TestLargeBrokenUpAndBinaryMessages(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		var got []Envelope
		s.start(func(o *Options) {
			o.Connections = 1
			o.Handle = func(e Envelope) { got = append(got, e); _ = e.Ack(nil) }
		})
		p := s.live()[0]
		text := strings.Repeat("é", 500_000)
		p.send(`{"envelope_id":"large","type":"events_api","payload":{"text":"` + text + `"}}`)
		p.write.Lock()
		w, _ := p.ws.NextWriter(websocket.TextMessage)
		for part := range strings.SplitSeq(envelope("in parts"), ",") {
			if !strings.HasPrefix(part, "{") {
				part = "," + part
			}
			_, _ = w.Write([]byte(part + strings.Repeat(" ", 4000))) // more than the writer keeps: a frame each
		}
		_ = w.Close()
		_ = p.ws.WriteMessage(websocket.BinaryMessage, []byte{1, 2, 3})
		p.write.Unlock()
		p.send(envelope("after"))
		wait(time.Second)
		if len(got) != 3 || string(got[0].Payload) != `{"text":"`+text+`"}` || got[1].ID != "in parts" || !json.Valid(got[1].Payload) {
			t.Fatalf("%d handed over", len(got))
		}
		p.send(strings.Repeat("x", readLimit+1))
		wait(5 * time.Second)
		if p.alive() || len(s.live()) != 1 {
			t.Error("a message beyond all measure should end the link, and a new one be made")
		}
	})
}

func TestAHandlerThatPanicsIsSurvived(t *testing.T) {
	bubble(t, func(t *testing.T, s *fakeSlack) {
		b := s.start(func(o *Options) {
			o.Connections = 1
			o.Handle = func(e Envelope) {
				if e.ID == "bad" {
					panic(string(e.Payload))
				}
				_ = e.Ack(nil)
			}
		})
		p := s.live()[0]
		p.send(envelope("bad"))
		p.send(envelope("good"))
		wait(time.Second)
		if got := p.acked(); len(got) != 1 || got[0] != "good" || !p.alive() {
			t.Errorf("acked %v", got)
		}
		if !strings.Contains(b.log.String(), "TestAHandlerThatPanics") {
			t.Error("the log has no stack")
		}
	})
}
