// Package socket keeps Socket Mode connections to Slack: it hands out the
// envelopes that come in and carries their acks back, and knows nothing of what
// an envelope means.
package socket

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

const (
	dialWait  = 10 * time.Second // for TCP, TLS and the WebSocket handshake together
	helloWait = 10 * time.Second
	grace     = 10 * time.Second // how long Slack may go on using a link that it asked to replace
)

// Options say how a Client works. Open, Handle and Log are required.
type Options struct {
	// Open asks Slack for the address of a new connection, as Opener.Open does.
	Open func(context.Context) (url string, err error)
	// Fatal reports errors of Open after which trying again is useless. Nil is the package's Fatal.
	Fatal func(error) bool
	// Connections is how many links are kept, from 1 to Slack's 10. Zero is 2:
	// what one loses while it dies unseen, Slack sends again by the other.
	Connections int
	// Dial makes the network connection. Nil is a net.Dialer.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)
	// Proxy is as in http.Transport. Nil is http.ProxyFromEnvironment if Dial is nil too, else none.
	Proxy func(*http.Request) (*url.URL, error)
	// Handle takes one envelope. It is called in order for each link, and
	// concurrently for several. While it blocks nothing more is read from its
	// link: that is how a busy receiver holds Slack back. It should hand the
	// envelope on and return; who acks, and when, is its own affair.
	Handle func(Envelope)
	// Up, if not nil, is called when the first link is up and whenever one is
	// up after a time with none. Since is when there last was one, zero at the
	// first call: what was said since then may never be delivered. It must not block.
	Up func(since time.Time)
	// Log takes what an operator should know. No payload, token or address is ever logged.
	Log *slog.Logger
}

// A Client keeps links to Slack. Make one with New.
type Client struct {
	options Options
	log     *slog.Logger
	counts  counts
	roll    roll
	links   sync.WaitGroup // every goroutine of every link
}

type counts struct {
	received, retried, malformed atomic.Uint64
}

// New returns a client that does nothing before Run.
func New(o Options) *Client {
	if o.Fatal == nil {
		o.Fatal = Fatal
	}
	if o.Connections <= 0 {
		o.Connections = 2
	}
	if o.Proxy == nil && o.Dial == nil {
		o.Proxy = http.ProxyFromEnvironment
	}
	if o.Dial == nil {
		o.Dial = (&net.Dialer{}).DialContext
	}
	return &Client{options: o, log: o.Log, roll: roll{links: make(map[*link]struct{})}}
}

// Run keeps the links until ctx ends or an error makes it useless to go on. At
// the end it hands out no more envelopes, leaves those that it has handed out as
// long to be acked as Slack would wait (three seconds at most), and closes each
// link with a close frame. It returns nil if ctx ended it, and the error, which
// says what to do, otherwise. Nothing of it is running afterwards. It may be
// called once.
func (c *Client) Run(ctx context.Context) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	defer c.roll.stop()
	var mu sync.Mutex
	var fatal error
	var slots sync.WaitGroup
	for range c.options.Connections {
		slots.Go(func() {
			if err := c.keep(ctx); err != nil {
				mu.Lock()
				defer mu.Unlock()
				if fatal == nil {
					fatal = fmt.Errorf("keep a connection to Slack: %w", err)
				}
				stop(fatal)
			}
		})
	}
	slots.Wait()
	c.links.Wait()
	return fatal
}

// keep keeps one link up, replacing it as often as need be. It returns an error
// only if that is of no use.
func (c *Client) keep(ctx context.Context) error {
	var pause backoff
	var old *link // asked to be replaced, still in use
	retire := func(grace time.Duration) {
		if l := old; l != nil {
			c.links.Go(func() { l.retire(ctx, grace) })
			old = nil
		}
	}
	defer func() { retire(grace) }()
	for {
		l, err := c.connect(ctx)
		if ctx.Err() != nil {
			if l != nil {
				l.shut()
			}
			return nil
		}
		if err != nil {
			if errors.Is(err, ErrDisabled) || c.options.Fatal(err) {
				return err
			}
			wait := pause.next(err)
			c.roll.failed(err)
			c.log.Warn("could not connect to Slack", "error", err, "next_try_in", wait.Round(time.Millisecond))
			if !sleep(ctx, wait) {
				return nil
			}
			continue
		}
		retire(grace)

		select {
		case <-ctx.Done():
			l.shut()
			return nil
		case <-l.replace:
			old = l
		case <-l.gone:
			if ctx.Err() != nil {
				return nil
			}
			if errors.Is(l.cause, ErrDisabled) {
				return l.cause
			}
			c.roll.failed(l.cause)
			c.log.Warn("a connection to Slack has ended", "error", l.cause, "after", time.Since(l.opened).Round(time.Second))
		}
		if time.Since(l.opened) >= stableAfter {
			pause.reset()
		} else if !sleep(ctx, pause.next(nil)) {
			return nil
		}
	}
}

// connect makes a link and returns it when Slack has said hello.
func (c *Client) connect(ctx context.Context) (*link, error) {
	c.roll.opening(1)
	address, err := c.options.Open(ctx)
	var l *link
	if err == nil {
		l, err = c.dial(ctx, address)
	}
	if err != nil {
		c.roll.opening(-1)
		return nil, err
	}
	c.roll.add(l)
	c.links.Go(func() { l.run(); c.ended(l) })
	c.links.Go(l.watch)

	wait := time.NewTimer(helloWait)
	defer wait.Stop()
	select {
	case <-l.greeted:
		return l, nil
	case <-l.gone:
		return nil, l.cause
	case <-wait.C:
		l.die(errNoHello)
	case <-ctx.Done():
		l.die(errShut)
	}
	<-l.gone
	return nil, l.cause
}

var errNoHello = errors.New("Slack took the connection and said no hello")

// dial makes the WebSocket. Its errors never hold the address, whose ticket is as good as a token for a while.
func (c *Client) dial(ctx context.Context, address string) (*link, error) {
	ctx, cancel := context.WithTimeout(ctx, dialWait)
	defer cancel()
	// The handshake itself watches no context.
	var release func() bool
	dialer := websocket.Dialer{
		Proxy: c.options.Proxy, ReadBufferSize: 32 << 10, WriteBufferSize: 1 << 10,
		NetDialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			conn, err := c.options.Dial(ctx, network, addr)
			if err == nil {
				release = context.AfterFunc(ctx, func() { conn.Close() })
			}
			return conn, err
		},
	}
	ws, resp, err := dialer.DialContext(ctx, address, nil)
	if release != nil && !release() && err == nil {
		ws.Close()
		err = context.Cause(ctx)
	}
	if err == nil {
		return newLink(c, ws), nil
	}
	if resp != nil {
		return nil, fmt.Errorf("connect to Slack: %w, HTTP status %d", scrub(err, address), resp.StatusCode)
	}
	return nil, fmt.Errorf("connect to Slack: %w", scrub(err, address))
}

// scrub takes the address out of an error, whatever put it there.
func scrub(err error, address string) error {
	if about := (*url.Error)(nil); errors.As(err, &about) {
		err = about.Err
	}
	_, secret, _ := strings.Cut(address, "?")
	if secret == "" {
		secret = address
	}
	if strings.Contains(err.Error(), secret) {
		return errors.New("the address that Slack gave cannot be used")
	}
	return err
}

// sleep waits, and reports false if ctx ended first.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
