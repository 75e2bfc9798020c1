package socket

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func answer(status int, body string, header ...string) *http.Response {
	h := make(http.Header)
	for i := 0; i < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body))}
}

func open(t *testing.T, api string, f roundTrip) (string, error) {
	t.Helper()
	o := &Opener{API: api, Token: "xapp-secret", HTTP: &http.Client{Transport: f}}
	address, err := o.Open(t.Context())
	if err != nil && (strings.Contains(err.Error(), "secret") || address != "") {
		t.Errorf("the error %q or the address %q says too much", err, address)
	}
	return address, err
}

func TestOpenAsksAsSlackWants(t *testing.T) {
	address, err := open(t, "https://slack.com/api/", func(r *http.Request) (*http.Response, error) {
		if r.Method != "POST" || r.URL.String() != "https://slack.com/api/apps.connections.open" || r.Header.Get("Authorization") != "Bearer xapp-secret" {
			t.Errorf("%s %s %v", r.Method, r.URL, r.Header)
		}
		return answer(200, `{"ok":true,"url":"wss://wss.slack.com/link/?ticket=secret"}`), nil
	})
	if err != nil || address != "wss://wss.slack.com/link/?ticket=secret" {
		t.Errorf("%q, %v", address, err)
	}
}

func TestOpenTellsRefusalsApart(t *testing.T) {
	for _, c := range []struct {
		name  string
		api   string
		resp  *http.Response
		err   error
		fatal bool
		says  string
		after time.Duration
	}{
		{name: "a wrong token", resp: answer(200, `{"ok":false,"error":"invalid_auth"}`), fatal: true, says: "invalid_auth: the token is wrong"},
		{name: "a bot token", resp: answer(200, `{"ok":false,"error":"not_allowed_token_type"}`), fatal: true, says: "xapp-"},
		{name: "a scope that is missing", resp: answer(200, `{"ok":false,"error":"missing_scope","needed":"connections:write","provided":"a,b"}`), fatal: true, says: "needed: connections:write; the token has: a,b"},
		{name: "trouble at Slack", resp: answer(200, `{"ok":false,"error":"internal_error"}`), says: "internal_error"},
		{name: "trouble at Slack, by status", resp: answer(503, `<html>secret</html>`), says: "HTTP status 503"},
		{name: "a page in its place", resp: answer(200, `<html>secret</html>`), says: "HTTP status 200"},
		{name: "no reason", resp: answer(500, `{}`), says: "HTTP status 500"},
		{name: "too often", resp: answer(429, ``, "Retry-After", "12"), after: 12 * time.Second, says: "12s"},
		{name: "too often, told in a way of its own", resp: answer(429, ``, "Retry-After", "1.5"), after: defaultRest, says: "30s"},
		{name: "too often, in the body", resp: answer(200, `{"ok":false,"error":"ratelimited"}`), after: defaultRest, says: "30s"},
		{name: "no network", err: errors.New("no such host"), says: "no such host"},
		{name: "an address in the clear", resp: answer(200, `{"ok":true,"url":"ws://x.test/link/?ticket=secret"}`), says: "wss is due"},
		{name: "an address of another kind", api: "http://127.0.0.1:1/api/", resp: answer(200, `{"ok":true,"url":"http://x.test/?ticket=secret"}`), says: "wss is due"},
		{name: "no address", resp: answer(200, `{"ok":true}`), says: "no usable address"},
		{name: "an address that is none", resp: answer(200, `{"ok":true,"url":"wss://x%zz/?ticket=secret"}`), says: "no usable address"},
	} {
		t.Run(c.name, func(t *testing.T) {
			api := c.api
			if api == "" {
				api = "https://slack.com/api/"
			}
			_, err := open(t, api, func(*http.Request) (*http.Response, error) { return c.resp, c.err })
			if err == nil || Fatal(err) != c.fatal || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, fatal %v", err, Fatal(err))
			}
			var limited *RateLimited
			if errors.As(err, &limited) != (c.after > 0) || (limited != nil && limited.After != c.after) {
				t.Errorf("got %v, want a wait of %v", err, c.after)
			}
		})
	}
}

func TestOpenInTheClearIsForLocalServers(t *testing.T) {
	address, err := open(t, "http://127.0.0.1:8910/api/", func(*http.Request) (*http.Response, error) {
		return answer(200, `{"ok":true,"url":"ws://127.0.0.1:8910/link/?ticket=1"}`), nil
	})
	if err != nil || address == "" {
		t.Errorf("%q, %v", address, err)
	}
}

func TestOpenGivesUpAfterTenSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		_, err := open(t, "https://slack.com/api/", func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		})
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != openWait {
			t.Errorf("%v after %v", err, time.Since(began))
		}
	})
}

func TestErrorsOfDialsHoldNoTicket(t *testing.T) {
	for _, address := range []string{"wss://a b/?ticket=secret", "wss://u:secret@x.test/", "\x7f?ticket=secret", "http://x.test/?ticket=secret"} {
		c := New(Options{Log: nil})
		if _, err := c.dial(t.Context(), address); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", address, err)
		}
	}
}
