package ops

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"greenroom/storage"
)

const pathCheck = "/check"

// A checkLine is one line of the answer to a check: how far it is, or, last, how
// it came out.
type checkLine struct {
	Done  int    `json:"done"`
	Of    int    `json:"of"`
	Over  bool   `json:"over,omitempty"`
	Wrong string `json:"wrong,omitempty"` // with Over: what is damaged
	Error string `json:"error,omitempty"` // with Over: why it could not be told
}

// check has the store looked through, and tells how far it is meanwhile.
func (c Control) check(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/x-ndjson")
	out := http.NewResponseController(w)
	lines := json.NewEncoder(w)
	told := -1
	err := c.Check(r.Context(), func(done, of int) {
		if percent := done * 100 / max(of, 1); percent > told {
			told = percent
			_ = lines.Encode(checkLine{Done: done, Of: of})
			_ = out.Flush()
		}
	})
	last := checkLine{Over: true}
	switch {
	case errors.Is(err, storage.ErrDamaged):
		last.Wrong = err.Error()
	case err != nil:
		last.Error = err.Error()
	}
	_ = lines.Encode(last)
}

// ErrUnsound means that the running bot found its database damaged.
var ErrUnsound = errors.New("the running bot finds")

// Check has the bot look through its database and tells how many rows of how many
// it has looked at. What is wrong with the database is an error that wraps
// ErrUnsound; any other means that it could not be looked through.
func (c *Client) Check(ctx context.Context, progress func(done, of int)) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://greenroom"+pathCheck, nil)
	if err != nil {
		return fmt.Errorf("ask the running bot: %w", err)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return fmt.Errorf("ask the running bot: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("the running bot does not know how: it answers %s", resp.Status)
	}
	for lines := json.NewDecoder(resp.Body); ; {
		var line checkLine
		err := lines.Decode(&line)
		switch {
		case errors.Is(err, io.EOF):
			return errors.New("the running bot ended before it had looked through its database")
		case err != nil:
			return fmt.Errorf("read the running bot's answer: %w", err)
		case line.Wrong != "":
			return fmt.Errorf("%w: %s", ErrUnsound, line.Wrong)
		case line.Error != "":
			return errors.New(line.Error)
		case line.Over:
			return nil
		}
		progress(line.Done, line.Of)
	}
}
