package bot

import (
	"context"
	"log/slog"
	"time"

	"greenroom/bot/socket"
	"greenroom/practice"
)

// A Meter is told what the bot does, for whoever counts it. Its methods are
// called from many goroutines and must not block. What it is given is one of a
// few words, and never anything that a person wrote.
type Meter interface {
	// Envelope is called once for each envelope that was dealt with.
	Envelope(kind, outcome string)
	// Acked is called for each ack that was sent, with the time since its
	// envelope came in.
	Acked(after time.Duration)
	// Posting is called for each step of a posting towards its delivery.
	Posting(kind, outcome string)
}

// unmetered is the Meter where nobody counts.
type unmetered struct{}

func (unmetered) Envelope(string, string) {}
func (unmetered) Acked(time.Duration)     {}
func (unmetered) Posting(string, string)  {}

// What became of an envelope.
const (
	envelopeDone       = "done"
	envelopeRefused    = "refused"    // a rule said no, and its person was told so
	envelopeIgnored    = "ignored"    // it asked for nothing
	envelopeUnreadable = "unreadable" // it was acked, since it would be no better sent again
	envelopeNotSaved   = "not_saved"  // the store kept nothing of it
	envelopeFailed     = "failed"     // a fault of ours
	envelopeLeft       = "left"       // it came while the bot was stopping
)

// EnvelopeOutcomes lists what an envelope can come to.
func EnvelopeOutcomes() []string {
	return []string{envelopeDone, envelopeRefused, envelopeIgnored, envelopeUnreadable, envelopeNotSaved, envelopeFailed, envelopeLeft}
}

// EnvelopeKinds lists the types of envelope that are told apart.
func EnvelopeKinds() []string {
	return []string{"events_api", "interactive", "slash_commands", otherKind}
}

const otherKind = "other"

// What became of a try to deliver a posting.
const (
	postingDelivered = "delivered"
	postingFound     = "found"     // it had arrived though its send had not said so
	postingNotFound  = "not_found" // it was looked for and is not there
	postingPostponed = "postponed" // it did certainly not arrive
	postingUncertain = "uncertain"
	postingRefused   = "refused"
	postingDropped   = "dropped" // there was nothing to say any more
)

// met counts an envelope by what became of it.
func (b *Bot) met(env socket.Envelope, outcome string) {
	kind := otherKind
	switch env.Type {
	case "events_api", "interactive", "slash_commands":
		kind = env.Type
	}
	b.meter.Envelope(kind, outcome)
}

// told counts an intent and logs its line: who wanted what, what became of it
// and how long that took, from the envelope's arrival on.
func (b *Bot) told(env socket.Envelope, in intent, outcome string) {
	b.met(env, outcome)
	took := time.Since(env.Received).Round(10 * time.Microsecond)
	b.log.LogAttrs(context.Background(), slog.LevelInfo, "intent", slog.String("intent", in.name()), slog.String("user", string(in.by())),
		slog.String("outcome", outcome), slog.Float64("ms", float64(took.Microseconds())/1000))
}

// step counts a step of a posting's delivery.
func (d *deliverer) step(p practice.Posting, outcome string) {
	d.b.meter.Posting(string(p.Kind), outcome)
}
