package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// A sender plays Slack's side, as little of it as a bot needs to run, so that
// it is not what is measured. It listens on a loopback port.
type sender struct {
	api    string // the Web API's address
	server *http.Server
	links  chan *link // one for each connection made, after its hello
	calls  atomic.Int64
}

func newSender() (*sender, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &sender{api: fmt.Sprintf("http://%s/api/", l.Addr()), links: make(chan *link, 16)}
	mux := http.NewServeMux()
	mux.HandleFunc("/api/", s.call)
	mux.HandleFunc("/link", s.connect)
	s.server = &http.Server{Handler: mux}
	go func() { _ = s.server.Serve(l) }()
	return s, nil
}

func (s *sender) close() { _ = s.server.Close() }

// call answers a method of the Web API with what the bot looks at.
func (s *sender) call(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	answer := map[string]any{"ok": true}
	ts := func() string {
		n := time.Now().UnixMicro() + s.calls.Add(1)
		return fmt.Sprintf("%d.%06d", n/1e6, n%1e6)
	}
	switch method := strings.TrimPrefix(r.URL.Path, "/api/"); method {
	case "auth.test":
		answer["url"], answer["team"], answer["team_id"] = "https://bench.slack.com/", "bench", team
		answer["user"], answer["user_id"], answer["bot_id"] = "greenroom", botUser, "B0BENCHBOT1"
	case "apps.connections.open":
		answer["url"] = "ws://" + r.Host + "/link?ticket=1"
	case "conversations.info":
		answer["channel"] = map[string]any{"id": channel, "name": "practice", "is_channel": true, "is_member": true}
	case "conversations.open":
		answer["channel"] = map[string]any{"id": "D0BENCH0001"}
	case "conversations.history", "conversations.replies":
		answer["messages"], answer["has_more"] = []any{}, false
	case "chat.postMessage", "chat.update":
		at := ts()
		answer["channel"], answer["ts"] = r.Form.Get("channel"), at
		answer["message"] = map[string]any{"type": "message", "ts": at, "thread_ts": r.Form.Get("thread_ts")}
	case "chat.postEphemeral":
		answer["message_ts"] = ts()
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer)
}

// connect makes a link and says hello by it.
func (s *sender) connect(w http.ResponseWriter, r *http.Request) {
	ws, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
	if err != nil {
		return
	}
	l := newLink(ws.NetConn())
	if err := l.hello(); err != nil {
		ws.Close()
		return
	}
	l.greeted = time.Now()
	go l.read()
	s.links <- l
}

// An envelope is the text frame of one reply in a thread, as Slack words it. It
// is built from pieces, so that sending costs next to nothing.
type envelope struct {
	parts [][]byte // of the message's texts, by number
}

// newEnvelope prepares the envelopes of replies with those texts.
func newEnvelope(texts []string) envelope {
	var e envelope
	for _, t := range texts {
		quoted, _ := json.Marshal(t)
		e.parts = append(e.parts, quoted)
	}
	return e
}

// seqDigits is how many hexadecimal digits at the end of an envelope's id are
// its number.
const seqDigits = 12

const idPrefix = "57d6a792-4d35-4d0b-b6aa-"

// appendTo appends the frame of reply number seq.
func (e envelope) appendTo(dst []byte, seq int, user, thread, ts string) []byte {
	start := len(dst)
	dst = append(dst, 0x81, 126, 0, 0) // a server's frames are not masked
	text := e.parts[seq%len(e.parts)]
	dst = append(dst, `{"envelope_id":"`+idPrefix...)
	dst = appendHex(dst, seq)
	dst = append(dst, `","payload":{"token":"verification-token","team_id":"`+team+`","context_team_id":"`+team+
		`","context_enterprise_id":null,"api_app_id":"A0BENCH0001","event":{"user":"`...)
	dst = append(dst, user...)
	dst = append(dst, `","type":"message","ts":"`...)
	dst = append(dst, ts...)
	dst = append(dst, `","client_msg_id":"f0582a78-72db-4feb-b2f3-`...)
	dst = appendHex(dst, seq)
	dst = append(dst, `","text":`...)
	dst = append(dst, text...)
	dst = append(dst, `,"team":"`+team+`","thread_ts":"`...)
	dst = append(dst, thread...)
	dst = append(dst, `","parent_user_id":"`+botUser+
		`","blocks":[{"type":"rich_text","block_id":"XyZ1a","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":`...)
	dst = append(dst, text...)
	dst = append(dst, `}]}]}],"channel":"`+channel+`","event_ts":"`...)
	dst = append(dst, ts...)
	dst = append(dst, `","channel_type":"channel"},"type":"event_callback","event_id":"Ev0`...)
	dst = appendHex(dst, seq)
	dst = append(dst, `","event_time":1764000000,"authorizations":[{"enterprise_id":null,"team_id":"`+team+`","user_id":"`+botUser+
		`","is_bot":true,"is_enterprise_install":false}],"is_ext_shared_channel":false,"event_context":"4-eyJldCI6Im1lc3NhZ2UiLCJ0aWQiOiJUMEJFTkNIMDAwMSJ9"},`+
		`"type":"events_api","accepts_response_payload":false,"retry_attempt":0,"retry_reason":""}`...)
	size := len(dst) - start - 4
	dst[start+2], dst[start+3] = byte(size>>8), byte(size)
	return dst
}

func appendHex(dst []byte, n int) []byte {
	const digits = "0123456789abcdef"
	for shift := 4 * (seqDigits - 1); shift >= 0; shift -= 4 {
		dst = append(dst, digits[n>>shift&15])
	}
	return dst
}

// ackedSeq reads an ack: the number of the envelope, or -1.
func ackedSeq(body []byte) int {
	_, rest, ok := bytes.Cut(body, []byte(idPrefix))
	if !ok || len(rest) < seqDigits {
		return -1
	}
	n := 0
	for _, c := range rest[:seqDigits] {
		switch {
		case c >= '0' && c <= '9':
			n = n<<4 | int(c-'0')
		case c >= 'a' && c <= 'f':
			n = n<<4 | int(c-'a'+10)
		default:
			return -1
		}
	}
	return n
}
