package socket

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	openWait    = 10 * time.Second
	defaultRest = 30 * time.Second // when Slack says "too often" and not how long
)

// An Opener asks Slack for the address of a new connection.
// Its errors never hold the token or an address.
type Opener struct {
	API   string       // the Web API's address with a trailing slash
	Token string       // the app-level token, xapp-…
	HTTP  *http.Client // nil: http.DefaultClient; a call takes at most ten seconds in any case
}

// Open calls apps.connections.open. Its errors are *APIError where Slack
// refused, *RateLimited where Slack wants to be left alone for a while.
func (o *Opener) Open(ctx context.Context) (string, error) {
	const method = "apps.connections.open"
	ctx, cancel := context.WithTimeout(ctx, openWait)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, o.API+method, nil)
	if err != nil {
		return "", fmt.Errorf("%s: %w", method, err)
	}
	req.Header.Set("Authorization", "Bearer "+o.Token)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	client := o.HTTP
	if client == nil {
		client = http.DefaultClient
	}
	resp, err := client.Do(req)
	if err != nil {
		return "", fmt.Errorf("%s: %w", method, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return "", &RateLimited{After: retryAfter(resp.Header)}
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	if err != nil {
		return "", fmt.Errorf("%s: %w", method, err)
	}
	var answer struct {
		OK       bool   `json:"ok"`
		URL      string `json:"url"`
		Error    string `json:"error"`
		Needed   string `json:"needed"`
		Provided string `json:"provided"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return "", fmt.Errorf("%s: the answer is not Slack's: HTTP status %d, %d bytes", method, resp.StatusCode, len(body))
	}
	switch {
	case answer.Error == "ratelimited":
		return "", &RateLimited{After: retryAfter(resp.Header)}
	case !answer.OK && answer.Error != "":
		return "", &APIError{Code: answer.Error, Needed: answer.Needed, Provided: answer.Provided}
	case !answer.OK:
		return "", fmt.Errorf("%s: HTTP status %d and no error of Slack's", method, resp.StatusCode)
	}
	if err := checkAddress(o.API, answer.URL); err != nil {
		return "", fmt.Errorf("%s: %w", method, err)
	}
	return answer.URL, nil
}

// checkAddress refuses an address that would carry people's messages in the
// clear though the API itself was reached by https.
func checkAddress(api, address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return fmt.Errorf("the answer holds no usable address")
	}
	if u.Scheme == "wss" || (u.Scheme == "ws" && !strings.HasPrefix(strings.ToLower(api), "https:")) {
		return nil
	}
	return fmt.Errorf("the answer holds an address of the kind %q where wss is due", u.Scheme)
}

func retryAfter(h http.Header) time.Duration {
	n, err := strconv.Atoi(strings.TrimSpace(h.Get("Retry-After")))
	if err != nil || n < 0 || n > 3600 {
		return defaultRest
	}
	return time.Duration(n) * time.Second
}
