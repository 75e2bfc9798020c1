package bot

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"greenroom/bot/socket"
	"greenroom/bot/view"
	"greenroom/practice"
)

// handle takes an envelope from a connection. Reading it is done here, so that
// the order of one person's envelopes is that of their arrival.
func (b *Bot) handle(env socket.Envelope) {
	defer func() {
		if p := recover(); p != nil {
			b.log.Error("envelope could not be read", "type", env.Type, "panic", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
			b.ack(env, nil)
			b.met(env, envelopeUnreadable)
		}
	}()
	in, err := b.parse(env)
	switch {
	case errors.Is(err, errNothing):
		b.ack(env, nil)
		b.met(env, envelopeIgnored)
		return
	case err != nil:
		b.log.Warn("envelope not understood", "type", env.Type, "err", err)
		b.ack(env, nil)
		b.met(env, envelopeUnreadable)
		return
	}
	if !b.in.Do(string(in.by()), func(ctx context.Context) { b.serve(ctx, env, in) }) {
		b.met(env, envelopeLeft)
	}
}

// serveWithin is how long an intent may take, so that its ack is in time.
const serveWithin = 2500 * time.Millisecond

// serve carries out an intent, acks, and says what there is to say.
func (b *Bot) serve(ctx context.Context, env socket.Envelope, in intent) {
	ctx, cancel := context.WithTimeout(ctx, serveWithin)
	defer cancel()
	outcome := envelopeFailed // so it is after a panic, too
	defer func() { b.told(env, in, outcome) }()
	r, err := in.act(ctx, b)
	kept := true
	if err != nil {
		if b.fatal(err) {
			b.fail(err)
			return
		}
		r, kept = b.excuse(env, in, err)
	}
	if kept {
		b.ack(env, r.ack)
	}
	b.say(r, in)
	outcome = outcomeOf(err)
}

// outcomeOf tells what an intent came to.
func outcomeOf(err error) string {
	switch {
	case err == nil:
		return envelopeDone
	case refusalIn(err) != nil:
		return envelopeRefused
	case errors.Is(err, practice.ErrNotSaved):
		return envelopeNotSaved
	}
	return envelopeFailed
}

// excuse turns an error into what its person is told. kept is false for what
// Slack should deliver again, since it was not saved.
func (b *Bot) excuse(env socket.Envelope, in intent, err error) (r reply, kept bool) {
	from := whence(in)
	tell := func(words view.Message) reply {
		if env.Type == "slash_commands" {
			return answers(words)
		}
		switch in := in.(type) {
		case submission:
			return in.refuse(words)
		case saidInDM:
			return in.inPlace(from.whisper(words))
		}
		return from.whisper(words)
	}
	if refusal := refusalIn(err); refusal != nil {
		return tell(view.Refusal(refusal, in.by())), true
	}
	// What was not kept is acked only where the ack itself says so. Without one
	// Slack delivers an event again, and shows at a button that it failed.
	_, form := in.(submission)
	kept = form || env.Type == "slash_commands"
	words := view.NotSaved()
	if errors.Is(err, practice.ErrNotSaved) {
		b.log.Error("not saved", "intent", in.name(), "err", err)
	} else {
		ref := reference(time.Now())
		b.log.Error("intent broke", "intent", in.name(), "user", string(in.by()), "ref", ref, "err", err)
		words = view.Fault(ref, false)
	}
	if !kept && (in.by() == "" || b.warn.again(string(in.by()), time.Now())) {
		return reply{}, false
	}
	return tell(words), kept
}

// refusalIn returns the rule's refusal that an error holds, or nil.
func refusalIn(err error) error {
	for _, refusal := range practice.Refusals() {
		if errors.Is(err, refusal) {
			return refusal
		}
	}
	return nil
}

// whence returns where an intent came from, as far as its person can be told there.
func whence(in intent) origin {
	if i, ok := in.(interface{ where() origin }); ok {
		return i.where()
	}
	return origin{person: in.by()}
}

func (b *Bot) ack(env socket.Envelope, payload any) {
	err := env.Ack(payload)
	if errors.Is(err, socket.ErrTooLarge) {
		b.log.Error("ack too large, sent without its payload", "type", env.Type)
		err = env.Ack(nil)
	}
	if err != nil {
		b.log.Warn("ack not sent", "type", env.Type, "err", err)
		return
	}
	b.meter.Acked(time.Since(env.Received))
}

// reference returns a few characters by which a fault is found in the log.
func reference(now time.Time) string {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789"
	n := now.UnixNano() / 1000
	var ref [5]byte
	for i := range ref {
		ref[i] = letters[n%int64(len(letters))]
		n /= int64(len(letters))
	}
	return string(ref[:])
}
