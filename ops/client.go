package ops

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"syscall"
)

// ErrNotRunning means that no bot answers at the control socket.
var ErrNotRunning = errors.New("no bot is running on this file")

// A Client has a running bot do things. Get one from Dial.
type Client struct{ http *http.Client }

// Dial connects to the bot whose control socket is at path. Where none answers
// the error wraps ErrNotRunning.
func Dial(path string) (*Client, error) {
	at, err := address(path)
	if err == nil && filepath.Dir(at) == ownDir() {
		err = checkOwnDir()
	}
	var conn net.Conn
	if err == nil {
		conn, err = net.Dial("unix", at)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, syscall.ENOTDIR):
		return nil, fmt.Errorf("%w (%s)", ErrNotRunning, path)
	case err != nil:
		return nil, fmt.Errorf("reach the running bot at %s: %w", path, err)
	}
	_ = conn.Close()
	var dialer net.Dialer
	return &Client{&http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return dialer.DialContext(ctx, "unix", at)
		},
	}}}, nil
}

// Close lets the connection go.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Backup has the bot write a copy of its database to a file that is not there
// yet. A relative path is one of this process. It blocks until the copy is
// whole; where ctx ends before, nothing is left of it.
func (c *Client) Backup(ctx context.Context, path string) error {
	whole, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	_, err = c.do(ctx, http.MethodPost, pathBackup, url.Values{"path": {whole}})
	return err
}

// Export returns all of one person's data as a file in the format. Where there
// is none the error wraps ErrNothing.
func (c *Client) Export(ctx context.Context, user, format string) ([]byte, error) {
	return c.do(ctx, http.MethodGet, pathExport, url.Values{"user": {user}, "format": {format}})
}

// Status returns how the bot stands.
func (c *Client) Status(ctx context.Context) (Status, error) {
	body, err := c.do(ctx, http.MethodGet, pathStatus, nil)
	if err != nil {
		return Status{}, err
	}
	var s Status
	if err := json.Unmarshal(body, &s); err != nil {
		return Status{}, fmt.Errorf("read the running bot's status: %w", err)
	}
	return s, nil
}

// Ready returns nil while the bot is connected to Slack and its store takes
// writes, and why not otherwise.
func (c *Client) Ready(ctx context.Context) error {
	_, err := c.do(ctx, http.MethodGet, pathReady, nil)
	return err
}

// do asks the bot for something and returns the body of its answer.
func (c *Client) do(ctx context.Context, method, path string, query url.Values) ([]byte, error) {
	// The host is of no matter: the socket leads to one process.
	req, err := http.NewRequestWithContext(ctx, method, "http://greenroom"+path+"?"+query.Encode(), nil)
	if err != nil {
		return nil, fmt.Errorf("ask the running bot: %w", err)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		if about := (*url.Error)(nil); errors.As(err, &about) {
			err = about.Err // without the address, which means nothing to people
		}
		return nil, fmt.Errorf("ask the running bot: %w", err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, fmt.Errorf("read the running bot's answer: %w", err)
	}
	if resp.StatusCode < 300 {
		return body, nil
	}
	var said refusal
	if json.Unmarshal(body, &said) != nil || said.Error == "" {
		return nil, fmt.Errorf("the running bot does not know how: it answers %s", resp.Status)
	}
	if resp.StatusCode == http.StatusNotFound {
		return nil, ErrNothing
	}
	return nil, errors.New(said.Error)
}
