package playground

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"
)

const (
	responseUses = 5
	responseLife = 30 * time.Minute
)

// response is what a response_url allows: to answer where a person acted.
type response struct {
	channel string
	user    string
	thread  string // of the message that was acted on
	ts      string // the message that replace_original means; empty for a command
	uses    int
	till    time.Time
}

// newResponse makes the response_url of an interaction; kind is commands or
// actions.
func (ws *Workspace) newResponse(kind string, r response) string {
	now := time.Now()
	for id, old := range ws.responses {
		if now.After(old.till) {
			delete(ws.responses, id)
		}
	}
	id := secret()
	r.till = now.Add(responseLife)
	ws.responses[id] = &r
	return "http://" + ws.host + "/response/" + kind + "/" + ws.teamID + "/" + id
}

// serveResponse takes a message that an app posts to a response_url.
func (ws *Workspace) serveResponse(w http.ResponseWriter, r *http.Request) {
	id := r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "invalid_payload", http.StatusBadRequest)
		return
	}
	ws.lock()
	defer ws.unlock()
	ws.calls["response_url"]++
	answer := ws.responses[id]
	switch {
	case answer == nil:
		http.Error(w, "expired_url", http.StatusNotFound)
		return
	case time.Now().After(answer.till):
		http.Error(w, "expired_url", http.StatusNotFound)
		return
	case answer.uses >= responseUses:
		http.Error(w, "used_url", http.StatusNotFound)
		return
	}
	c := &call{args: map[string]any{}, host: r.Host}
	if json.Unmarshal(data, &c.args) != nil {
		http.Error(w, "invalid_payload", http.StatusBadRequest)
		return
	}
	if err := ws.respond(answer, c); err != nil {
		writeJSON(w, http.StatusOK, map[string]any{"ok": false, "error": err.Error()})
		return
	}
	answer.uses++
	io.WriteString(w, "ok")
}

// respond acts on what an app sent to a response_url or in a command's ack.
func (ws *Workspace) respond(r *response, c *call) error {
	channel := ws.conversation(r.channel)
	if channel == nil {
		return fail("channel_not_found")
	}
	original := channel.message(r.ts)
	private := ws.whispered(r.channel, r.ts)
	if r.ts == "" {
		original, private = nil, nil
	}
	if c.yes("delete_original") {
		if private != nil {
			ws.hush(r.channel, private)
		} else if original != nil {
			ws.erase(channel, original)
		}
		return nil
	}
	said, err := readContent(ws, c)
	if err != nil {
		return err
	}
	if said.text == "" && said.blocks == nil && said.attachments == nil {
		return fail("no_text")
	}
	if c.yes("replace_original") && private != nil {
		// An ephemeral message stays one, whatever response_type says.
		private.Text, private.Blocks, private.Attachments = said.text, withBlockIDs(said.blocks), said.attachments
		ws.observe(Observation{Kind: "ephemeral", Channel: channel.ID, TS: private.TS, User: r.user, Text: private.Text})
		ws.tell(r.user, pageEvent{"type": "message_changed", "channel": channel.ID, "message": private.clone()})
		return nil
	}
	if c.yes("replace_original") && original != nil {
		ws.edit(channel, original, func(m *Message) {
			m.Text, m.Blocks, m.Attachments = said.text, said.blocks, said.attachments
		})
		return nil
	}
	m := &Message{Text: said.text, Blocks: said.blocks, Attachments: said.attachments, ThreadTS: c.str("thread_ts")}
	ws.byApp(m)
	if c.str("response_type") == "in_channel" {
		ws.post(channel, m, false)
	} else {
		ws.whisper(channel, m, r.user)
	}
	return nil
}
