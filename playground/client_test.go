package playground

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"
)

// An app made of net/http and gorilla/websocket alone: no bot code takes
// part in these tests.
type app struct {
	t    *testing.T
	ws   *Workspace
	pipe *Pipe
	http *http.Client
}

// within runs a test on a workspace in a bubble of virtual time.
func within(t *testing.T, o Options, test func(t *testing.T, a *app)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		if o.App.Commands == nil {
			o.App.Commands = []Command{{Name: "/interview"}}
		}
		if o.App.Shortcuts == nil {
			o.App.Shortcuts = []Shortcut{{"Feedback", "feedback", "message", ""}, {"Start", "start", "global", ""}}
		}
		ws, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		a := &app{t: t, ws: ws, pipe: ws.Pipe()}
		a.http = a.pipe.Client()
		test(t, a)
		a.http.CloseIdleConnections()
		if err := ws.Close(); err != nil {
			t.Error(err)
		}
	})
}

type object = map[string]any

// call makes a Web API call with JSON arguments and the bot token.
func (a *app) call(method string, args object) object {
	a.t.Helper()
	_, bot := a.ws.Tokens()
	status, _, body := a.post("/api/"+method, "application/json; charset=utf-8", bot, mustJSON(args))
	if status != http.StatusOK {
		a.t.Fatalf("%s: HTTP %d %s", method, status, body)
	}
	return decodeObject(a.t, body)
}

// form makes a call as a form, with the token among the arguments.
func (a *app) form(method string, args url.Values) object {
	a.t.Helper()
	if args.Get("token") == "" {
		_, bot := a.ws.Tokens()
		args.Set("token", bot)
	}
	_, _, body := a.post("/api/"+method, "application/x-www-form-urlencoded", "", []byte(args.Encode()))
	return decodeObject(a.t, body)
}

func (a *app) post(path, kind, token string, body []byte) (int, http.Header, []byte) {
	a.t.Helper()
	status, header, answer, err := a.try(path, kind, token, body)
	if err != nil {
		a.t.Fatalf("%s: %v", path, err)
	}
	return status, header, answer
}

func (a *app) try(path, kind, token string, body []byte) (int, http.Header, []byte, error) {
	if !strings.HasPrefix(path, "http") {
		path = strings.TrimSuffix(PipeURL, "/") + path
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, path, bytes.NewReader(body))
	if err != nil {
		return 0, nil, nil, err
	}
	r.Header.Set("Content-Type", kind)
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := a.http.Do(r)
	if err != nil {
		return 0, nil, nil, err
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	return response.StatusCode, response.Header, data, err
}

func decodeObject(t *testing.T, data []byte) object {
	t.Helper()
	var out object
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	return out
}

// get walks into decoded JSON by keys and, for lists, numbers.
func get(v any, path ...any) any {
	for _, step := range path {
		switch key := step.(type) {
		case string:
			m, _ := v.(object)
			v = m[key]
		case int:
			list, _ := v.([]any)
			if key >= len(list) {
				return nil
			}
			v = list[key]
		}
	}
	return v
}

// wants checks one value of an answer.
func wants(t *testing.T, answer any, want any, path ...any) {
	t.Helper()
	if got := get(answer, path...); got != want {
		t.Errorf("%v is %v, want %v, in %s", path, got, want, mustJSON(answer))
	}
}

// refused checks Slack's error.
func refused(t *testing.T, answer object, code string) {
	t.Helper()
	wants(t, answer, false, "ok")
	wants(t, answer, code, "error")
}

// socket is a Socket Mode client that notes every frame and acks as told.
type socket struct {
	conn *websocket.Conn
	mu   sync.Mutex
	got  []object
	at   []time.Time

	pings []time.Time
	ack   func(frame object) any // the ack's payload; nil func acks nothing
	gone  chan struct{}
}

// silent acks nothing.
var silent func(object) any

// plain acks everything with no payload.
func plain(object) any { return nil }

// link opens a Socket Mode connection.
func (a *app) link(ack func(object) any) *socket {
	a.t.Helper()
	s, err := a.dial(ack)
	if err != nil {
		a.t.Fatal(err)
	}
	return s
}

func (a *app) dial(ack func(object) any) (*socket, error) {
	token, _ := a.ws.Tokens()
	_, _, body := a.post("/api/apps.connections.open", "application/x-www-form-urlencoded", token, nil)
	answer := decodeObject(a.t, body)
	address, _ := answer["url"].(string)
	dialer := websocket.Dialer{NetDialContext: a.pipe.DialContext}
	conn, _, err := dialer.Dial(address, http.Header{"Origin": {"https://api.slack.com"}})
	if err != nil {
		return nil, err
	}
	s := &socket{conn: conn, ack: ack, gone: make(chan struct{})}
	conn.SetPingHandler(func(data string) error {
		s.mu.Lock()
		s.pings = append(s.pings, time.Now())
		s.mu.Unlock()
		return conn.WriteControl(websocket.PongMessage, []byte(data), time.Now().Add(time.Second))
	})
	go s.read()
	synctest.Wait()
	return s, nil
}

func (s *socket) read() {
	defer close(s.gone)
	defer s.conn.Close()
	for {
		var f object
		if s.conn.ReadJSON(&f) != nil {
			return
		}
		s.mu.Lock()
		s.got, s.at = append(s.got, f), append(s.at, time.Now())
		s.mu.Unlock()
		if id, ok := f["envelope_id"]; ok && s.ack != nil {
			reply := object{"envelope_id": id}
			if payload := s.ack(f); payload != nil {
				reply["payload"] = payload
			}
			s.conn.WriteJSON(reply)
		}
	}
}

// frames waits until all is still and returns what came of a type.
func (s *socket) frames(kind string) []object {
	synctest.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []object
	for _, f := range s.got {
		if f["type"] == kind {
			out = append(out, f)
		}
	}
	return out
}

// events are the inner events that came, in order.
func (s *socket) events() []object {
	var out []object
	for _, f := range s.frames("events_api") {
		out = append(out, get(f, "payload", "event").(object))
	}
	return out
}
