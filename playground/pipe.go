package playground

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"sync"
)

// PipeURL is where a workspace is reached through a [Pipe].
const PipeURL = "http://127.0.0.1/"

// Pipe serves a workspace with no network: its connections are the ends of
// net.Pipe. With it a whole program runs in a testing/synctest bubble.
type Pipe struct {
	server *http.Server
	conns  chan net.Conn
	done   chan struct{}
	once   sync.Once
	ended  chan struct{}
}

// Pipe begins to serve through memory, until the workspace is closed.
func (ws *Workspace) Pipe() *Pipe {
	p := &Pipe{conns: make(chan net.Conn), done: make(chan struct{}), ended: make(chan struct{})}
	p.server = &http.Server{Handler: ws.Handler(), ErrorLog: slog.NewLogLogger(ws.log.Handler(), slog.LevelDebug)}
	go func() {
		defer close(p.ended)
		_ = p.server.Serve(p) // always that it was closed
	}()
	ws.lock()
	ws.pipes = append(ws.pipes, p)
	ws.unlock()
	return p
}

// DialContext connects to the workspace, whatever the address.
func (p *Pipe) DialContext(ctx context.Context, network, addr string) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case p.conns <- server:
		return client, nil
	case <-p.done:
	case <-ctx.Done():
	}
	client.Close()
	server.Close()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return nil, &net.OpError{Op: "dial", Net: network, Err: net.ErrClosed}
}

// Client is an HTTP client whose every request goes to the workspace.
func (p *Pipe) Client() *http.Client {
	return &http.Client{Transport: &http.Transport{DialContext: p.DialContext, DisableCompression: true}}
}

// Accept is for the server.
func (p *Pipe) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

// Close stops accepting connections.
func (p *Pipe) Close() error {
	p.once.Do(func() { close(p.done) })
	return nil
}

// Addr is a loopback address that leads nowhere.
func (p *Pipe) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

func (p *Pipe) close() {
	p.server.Close()
	<-p.ended
}
