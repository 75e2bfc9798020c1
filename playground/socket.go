package playground

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

const (
	maxConns = 10
	// pingEvery is how often a connection is pinged. Clients give one up
	// that stays silent for 30 s.
	pingEvery = 10 * time.Second
	// pongWithin is how long a client may be silent.
	pongWithin = 45 * time.Second
	// writeWithin bounds one write to a client that does not read.
	writeWithin = 10 * time.Second
	// closeAfter is the time between a warning and the end of a connection.
	closeAfter = 10 * time.Second
	ticketLife = 30 * time.Second
)

// upgrader takes clients of any origin: they name api.slack.com, and the
// ticket is what lets them in.
var upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }, WriteBufferSize: 32 << 10}

// conn is one Socket Mode connection. Only its own goroutine writes to the
// network, from a queue that never blocks who fills it.
type conn struct {
	socket *websocket.Conn
	wake   chan struct{} // holds one token while there is something to do

	mu     sync.Mutex
	queue  [][]byte // text frames
	pongs  []string
	ending bool          // shut was called: close when the queue is written
	done   chan struct{} // closed by drop
	closed bool
}

func newConn(socket *websocket.Conn) *conn {
	return &conn{socket: socket, wake: make(chan struct{}, 1), done: make(chan struct{})}
}

// send queues a frame.
func (c *conn) send(data []byte) { c.do(func() { c.queue = append(c.queue, data) }) }

// shut closes the connection once what is queued was written.
func (c *conn) shut() { c.do(func() { c.ending = true }) }

func (c *conn) do(change func()) {
	c.mu.Lock()
	change()
	c.mu.Unlock()
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// drop ends the connection at once, with no close frame.
func (c *conn) drop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.closed {
		c.closed = true
		close(c.done)
		c.socket.Close()
	}
}

// writeLoop writes what is queued until the connection ends.
func (c *conn) writeLoop() {
	defer c.drop()
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	for {
		select {
		case <-c.done:
			return
		case <-ping.C:
			if c.socket.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeWithin)) != nil {
				return
			}
		case <-c.wake:
			if !c.writeQueued() {
				return
			}
		}
	}
}

// writeQueued empties the queue; false ends the connection.
func (c *conn) writeQueued() bool {
	for {
		c.mu.Lock()
		queue, pongs, ending := c.queue, c.pongs, c.ending
		c.queue, c.pongs = nil, nil
		c.mu.Unlock()
		if len(queue) == 0 && len(pongs) == 0 {
			if ending {
				bye := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
				c.socket.WriteControl(websocket.CloseMessage, bye, time.Now().Add(time.Second))
			}
			return !ending
		}
		deadline := time.Now().Add(writeWithin)
		for _, p := range pongs {
			if c.socket.WriteControl(websocket.PongMessage, []byte(p), deadline) != nil {
				return false
			}
		}
		c.socket.SetWriteDeadline(deadline)
		for _, data := range queue {
			if c.socket.WriteMessage(websocket.TextMessage, data) != nil {
				return false
			}
		}
	}
}

// readLoop hands acks to the workspace until the connection ends. It never
// writes, so that two ends that answer each other's pings cannot both wait.
func (ws *Workspace) readLoop(c *conn) {
	alive := func() { c.socket.SetReadDeadline(time.Now().Add(pongWithin)) }
	c.socket.SetPingHandler(func(data string) error {
		alive()
		c.do(func() { c.pongs = append(c.pongs, data) })
		return nil
	})
	c.socket.SetPongHandler(func(string) error { alive(); return nil })
	c.socket.SetCloseHandler(func(int, string) error { return nil })
	for alive(); ; alive() {
		_, data, err := c.socket.ReadMessage()
		if err != nil {
			return
		}
		if !ws.acked(c, data) {
			ws.log.Debug("an ack was ignored", "bytes", len(data))
		}
	}
}

// serveLink is the end of a Socket Mode connection.
func (ws *Workspace) serveLink(w http.ResponseWriter, r *http.Request) {
	ticket := r.URL.Query().Get("ticket")
	ws.lock()
	until, known := ws.tickets[ticket]
	delete(ws.tickets, ticket)
	ws.unlock()
	if !known || time.Now().After(until) || ws.ctx.Err() != nil {
		http.Error(w, "unknown or used ticket", http.StatusNotFound)
		return
	}
	socket, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader answered
	}
	c := newConn(socket)
	if !ws.join(c, r.Host) {
		c.writeLoop()
		return
	}
	if r.URL.Query().Get("debug_reconnects") == "true" {
		recycle := time.AfterFunc(360*time.Second, func() { ws.refresh(c, "refresh_requested") })
		defer recycle.Stop()
	}
	ws.wg.Go(c.writeLoop)
	ws.readLoop(c)
	c.drop()
	ws.leave(c)
}

// join says hello on a new connection and sends it what waited. It reports
// false when the app has too many connections or the workspace has ended.
func (ws *Workspace) join(c *conn, host string) bool {
	ws.lock()
	defer ws.unlock()
	if ws.ctx.Err() != nil {
		c.shut()
		return false
	}
	host = strings.TrimSpace(host)
	if len(ws.conns) >= maxConns {
		c.send(ws.disconnectFrame("too_many_websockets"))
		c.shut()
		return false
	}
	ws.conns = append(ws.conns, c)
	ws.host = host
	ws.wg.Add(1)
	c.send(mustJSON(map[string]any{
		"type": "hello", "num_connections": len(ws.conns), "connection_info": map[string]any{"app_id": ws.app.ID},
		"debug_info": map[string]any{"host": "applink-playground", "build_number": 1, "approximate_connection_time": 18060},
	}))
	ws.observe(Observation{Kind: "connected"})
	ws.flush()
	if len(ws.conns) == 1 {
		ws.tellAll(pageEvent{"type": "app", "connected": true})
	}
	return true
}

// leave takes a connection out. What it had in flight is missed in time.
func (ws *Workspace) leave(c *conn) {
	defer ws.wg.Done()
	ws.lock()
	defer ws.unlock()
	ws.conns = slices.DeleteFunc(ws.conns, func(o *conn) bool { return o == c })
	ws.observe(Observation{Kind: "disconnected"})
	if len(ws.conns) == 0 {
		ws.tellAll(pageEvent{"type": "app", "connected": false})
	}
}

// nextConn is the connection whose turn it is, nil when there is none.
func (ws *Workspace) nextConn() *conn {
	if len(ws.conns) == 0 {
		return nil
	}
	ws.turn = (ws.turn + 1) % len(ws.conns)
	return ws.conns[ws.turn]
}

// disconnectFrame tells a client to go.
func (ws *Workspace) disconnectFrame(reason string) json.RawMessage {
	message := map[string]any{"type": "disconnect", "reason": reason, "debug_info": map[string]any{"host": "applink-playground"}}
	if reason == "too_many_websockets" {
		message["num_connections"] = len(ws.conns)
		message["connection_info"] = map[string]any{"app_id": ws.app.ID}
	}
	return mustJSON(message)
}

// refresh announces the end of a connection and ends it: ten seconds after
// a warning, at once for any other reason.
func (ws *Workspace) refresh(c *conn, reason string) {
	ws.mu.Lock()
	c.send(ws.disconnectFrame(reason))
	ws.mu.Unlock()
	if reason != "warning" {
		c.shut()
		return
	}
	time.AfterFunc(closeAfter, c.drop)
}

// Connections counts the open Socket Mode connections.
func (ws *Workspace) Connections() int {
	ws.lock()
	defer ws.unlock()
	return len(ws.conns)
}
