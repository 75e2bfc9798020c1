package playground

import (
	"encoding/json"
	"errors"
	"slices"
	"time"
)

const (
	// ackTime is how long an app may take to acknowledge.
	ackTime = 3 * time.Second
	// ackSize is the size of an ack, in bytes, from which Slack ignores it.
	ackSize = 20_480
	// eventLife is how long an event waits for a connection.
	eventLife = 2 * time.Hour
)

// retryAfter is the time between a missed ack and the next attempt, by
// the number of that attempt.
var retryAfter = map[int]time.Duration{1: 0, 2: time.Minute, 3: 5 * time.Minute}

// Why an interaction came to nothing.
var (
	errNotConnected = errors.New("the app is not connected")
	errNoAnswer     = errors.New("the app did not answer in time")
)

// envelope is one frame that waits for its ack.
type envelope struct {
	conn  *conn
	event *event               // nil for an interaction
	reply chan json.RawMessage // an interaction's ack, nil when it has no payload
	timer *time.Timer
}

// frame is an envelope as the app reads it.
type frame struct {
	EnvelopeID             string          `json:"envelope_id"`
	Payload                json.RawMessage `json:"payload"`
	Type                   string          `json:"type"`
	AcceptsResponsePayload bool            `json:"accepts_response_payload"`
	RetryAttempt           *int            `json:"retry_attempt,omitempty"`
	RetryReason            *string         `json:"retry_reason,omitempty"`
}

// sendEvent puts an event on a connection, or lets it wait for one.
func (ws *Workspace) sendEvent(e *event) {
	if ws.takeFault(LoseEvents, "") != nil {
		ws.forget(e)
		return
	}
	if ws.hold(e) {
		return
	}
	ws.deliver(e)
	if !e.waiting && ws.takeFault(Duplicate, "") != nil {
		ws.write(e, newUUID())
	}
}

// deliver makes one attempt.
func (ws *Workspace) deliver(e *event) {
	if len(ws.conns) == 0 {
		e.waiting = true
		return
	}
	e.waiting = false
	id := newUUID()
	conn := ws.write(e, id)
	sent := &envelope{conn: conn, event: e}
	sent.timer = time.AfterFunc(ackTime, func() { ws.missed(id) })
	ws.inFlight[id] = sent
}

// write puts an event's frame on the connection whose turn it is.
func (ws *Workspace) write(e *event, id string) *conn {
	reason := ""
	if e.Attempt > 0 {
		reason = "timeout"
	}
	c := ws.nextConn()
	c.send(mustJSON(frame{EnvelopeID: id, Payload: e.Payload, Type: "events_api", RetryAttempt: &e.Attempt, RetryReason: &reason}))
	return c
}

// missed plans the next attempt for an event that was not acknowledged.
func (ws *Workspace) missed(id string) {
	ws.lock()
	defer ws.unlock()
	sent := ws.inFlight[id]
	if sent == nil || ws.ctx.Err() != nil {
		return
	}
	delete(ws.inFlight, id)
	e := sent.event
	e.Attempt++
	wait, more := retryAfter[e.Attempt]
	switch {
	case !more:
		ws.log.Warn("an event was given up after three retries", "event", e.ID)
		ws.forget(e)
	case wait == 0:
		ws.deliver(e)
	default:
		e.timer = time.AfterFunc(wait, func() {
			ws.lock()
			defer ws.unlock()
			if ws.ctx.Err() == nil {
				ws.deliver(e)
			}
		})
	}
	ws.changed()
}

// forget takes an event off the list.
func (ws *Workspace) forget(e *event) {
	ws.state.Events = slices.DeleteFunc(ws.state.Events, func(o *event) bool { return o == e })
	ws.changed()
}

// flush sends what waited for a connection. What the app hears of now it
// hears of as a retry, even the first time.
func (ws *Workspace) flush() {
	oldest := time.Now().Add(-eventLife).Unix()
	for _, e := range slices.Clone(ws.state.Events) {
		switch {
		case !e.waiting:
		case e.At < oldest:
			ws.forget(e)
		default:
			e.Attempt = max(e.Attempt, 1)
			ws.deliver(e)
		}
	}
}

// acked takes what an app sent. It reports false for an ack that Slack
// would not see: too large, too late, or for another connection.
func (ws *Workspace) acked(c *conn, data []byte) bool {
	var ack struct {
		EnvelopeID string          `json:"envelope_id"`
		Payload    json.RawMessage `json:"payload"`
	}
	if len(data) >= ackSize || json.Unmarshal(data, &ack) != nil {
		return false
	}
	ws.lock()
	defer ws.unlock()
	sent := ws.inFlight[ack.EnvelopeID]
	if sent == nil || sent.conn != c {
		return false
	}
	delete(ws.inFlight, ack.EnvelopeID)
	sent.timer.Stop()
	if sent.event != nil {
		ws.forget(sent.event)
		return true
	}
	if s := string(ack.Payload); s == "null" || s == "{}" {
		ack.Payload = nil
	}
	sent.reply <- ack.Payload
	return true
}

// ask sends an interaction and waits for its ack, at most three seconds.
// It is never sent again. The lock is not held.
func (ws *Workspace) ask(kind string, payload any, accepts bool) (json.RawMessage, error) {
	ws.lock()
	c := ws.nextConn()
	if c == nil {
		ws.unlock()
		return nil, errNotConnected
	}
	id := newUUID()
	sent := &envelope{conn: c, reply: make(chan json.RawMessage, 1)}
	sent.timer = time.NewTimer(ackTime)
	ws.inFlight[id] = sent
	c.send(mustJSON(frame{EnvelopeID: id, Payload: mustJSON(payload), Type: kind, AcceptsResponsePayload: accepts}))
	ws.unlock()
	select {
	case reply := <-sent.reply:
		if !accepts {
			reply = nil
		}
		return reply, nil
	case <-sent.timer.C:
	case <-ws.ctx.Done():
	}
	ws.lock()
	delete(ws.inFlight, id)
	ws.unlock()
	return nil, errNoAnswer
}

// Pending counts the events that the app has not acknowledged.
func (ws *Workspace) Pending() int {
	ws.lock()
	defer ws.unlock()
	return len(ws.state.Events)
}
