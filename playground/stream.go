package playground

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// pageEvent is something that an open page is told of.
type pageEvent map[string]any

// viewerBacklog is how many events wait for a page before it is cut off; it
// then connects again and reads everything anew.
const viewerBacklog = 256

// viewer is one open page.
type viewer struct {
	person string
	events chan json.RawMessage // closed when the page is cut off
}

// tell sends an event to the pages on which a person is played.
func (ws *Workspace) tell(person string, e pageEvent) {
	if len(ws.viewers) == 0 {
		return
	}
	data := mustJSON(e)
	for v := range ws.viewers {
		if v.person != person {
			continue
		}
		select {
		case v.events <- data:
		default:
			delete(ws.viewers, v)
			close(v.events)
		}
	}
}

// tellMembers sends an event to everybody in a conversation.
func (ws *Workspace) tellMembers(c *conversation, e pageEvent) {
	for _, member := range c.Members {
		ws.tell(member, e)
	}
}

// tellAll sends an event to everybody.
func (ws *Workspace) tellAll(e pageEvent) {
	for _, p := range ws.people {
		ws.tell(p.ID, e)
	}
}

// servePageEvents streams what happens to one person's page.
func (ws *Workspace) servePageEvents(w http.ResponseWriter, r *http.Request) {
	p, ok := ws.person(r.URL.Query().Get("as"))
	if !ok {
		refusePage(w, errNobody)
		return
	}
	v := &viewer{person: p.ID, events: make(chan json.RawMessage, viewerBacklog)}
	ws.lock()
	ws.viewers[v] = true
	ws.unlock()
	defer func() {
		ws.lock()
		defer ws.unlock()
		delete(ws.viewers, v)
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	stream := http.NewResponseController(w)
	write := func(format string, args ...any) bool {
		// A deadline is the connection's own: one that passed ends the stream
		// at the next write, so each write sets it anew.
		if err := stream.SetWriteDeadline(time.Now().Add(writeWithin)); err != nil {
			return false
		}
		_, err := fmt.Fprintf(w, format+"\n\n", args...)
		return err == nil && stream.Flush() == nil
	}
	if !write(`data: {"type":"hello"}`) {
		return
	}
	beat := time.NewTicker(20 * time.Second)
	defer beat.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-ws.ctx.Done():
			return
		case <-beat.C:
			if !write(": still here") {
				return
			}
		case data, open := <-v.events:
			if !open || !write("data: %s", data) {
				return
			}
		}
	}
}
