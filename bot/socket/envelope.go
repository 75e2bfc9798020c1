package socket

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"sync/atomic"
	"time"
)

// AckLimit is the size in bytes, of the whole frame's text, from which on Slack
// drops an ack without a word.
const AckLimit = 20480

// Errors of Ack.
var (
	// ErrGone says that the connection by which the envelope came has ended.
	// Slack takes no ack for it any more; it sends events again.
	ErrGone = errors.New("the connection the envelope came by has ended")
	// ErrTooLarge says that Slack would drop the ack. Nothing was sent: the
	// envelope can still be acked without a payload.
	ErrTooLarge = errors.New("ack payload too large")
	// ErrAcked says that the envelope was acked before.
	ErrAcked = errors.New("envelope was acked before")
)

// An Envelope is one message from Slack that waits for its ack.
type Envelope struct {
	ID              string
	Type            string          // events_api, interactive, slash_commands, or what Slack adds next
	Payload         json.RawMessage // the receiver's own; not checked beyond its brackets
	AcceptsResponse bool            // the ack may carry a payload
	RetryAttempt    int             // 0 for a first delivery; says nothing about whether an earlier one arrived
	RetryReason     string
	Received        time.Time

	receipt *receipt
}

// A receipt binds an envelope to its link. All copies of an envelope share it.
type receipt struct {
	link  *link
	acked atomic.Bool
}

// Ack tells Slack that the envelope is done with, by the connection it came by.
// A nil payload is a plain ack; any other is sent as JSON, for the envelopes
// that accept a response.
//
// Ack returns once the frame is written, or queued behind a write under way. It
// waits for a slow peer at most as long as a write may take. After ErrGone the
// envelope counts as not acked, and Slack sends events again; commands and clicks
// it does not. Other errors are ErrTooLarge, ErrAcked and those of encoding the
// payload: nothing was sent.
func (e Envelope) Ack(payload any) error {
	if e.receipt == nil {
		return ErrGone
	}
	var body []byte
	if payload != nil || !plainID(e.ID) {
		var err error
		if body, err = ackBody(e.ID, payload); err != nil {
			return fmt.Errorf("ack envelope: %w", err)
		}
		if len(body) >= AckLimit {
			return fmt.Errorf("ack envelope: %w: %d bytes, Slack drops %d or more", ErrTooLarge, len(body), AckLimit)
		}
	}
	if e.receipt.acked.Swap(true) {
		return fmt.Errorf("ack envelope: %w", ErrAcked)
	}
	var err error
	if body == nil {
		err = e.receipt.link.out.ack(e.ID)
	} else {
		err = e.receipt.link.out.text(body)
	}
	if err != nil {
		return fmt.Errorf("ack envelope: %w", err)
	}
	e.receipt.link.settle()
	return nil
}

// ackBody is the text of an ack that is not plain.
func ackBody(id string, payload any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // every byte counts against the limit
	err := enc.Encode(struct {
		ID      string `json:"envelope_id"`
		Payload any    `json:"payload,omitempty"`
	}{id, payload})
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// plainID reports whether the id can stand in JSON as it is.
func plainID(id string) bool {
	for i := range len(id) {
		if c := id[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}
