package bot

import (
	"context"
	"time"

	"greenroom/bot/view"
	"greenroom/practice"
)

// say does what a reply holds beside its ack. A view is opened at once, on a
// goroutine of its own, since its trigger lives for three seconds; the rest goes
// in order for each person.
func (b *Bot) say(r reply, in intent) {
	from := whence(in)
	if r.opens != nil || r.pushes != nil {
		b.later(in, "view/"+from.trigger, func(ctx context.Context) { b.open(ctx, r, in) })
	}
	if c, ok := in.(click); ok && r.shows != nil && c.view != nil {
		// Two quick clicks in one view show what the second asked for.
		b.later(in, "view/"+c.view.id, func(ctx context.Context) { b.open(ctx, r, in) })
	}
	if r.home != "" {
		// One drawing that waits will do for all that ask for it.
		if _, waits := b.homes.LoadOrStore(r.home, true); waits {
			r.home = ""
		}
	}
	if len(r.notes) == 0 && r.file == nil && r.home == "" {
		return
	}
	b.later(in, string(from.person), func(ctx context.Context) {
		for _, n := range r.notes {
			if err := b.insist(ctx, n); err != nil {
				b.log.Warn("note not delivered", "intent", in.name(), "user", string(n.to), "err", safe(err))
			}
		}
		if r.file != nil {
			if err := b.sendFile(ctx, *r.file); err != nil {
				b.log.Error("file not delivered", "user", string(r.file.to), "err", safe(err))
				_ = b.note(ctx, note{to: r.file.to, plain: true, words: view.FileNotSent()})
			}
		}
		if r.home != "" {
			b.homes.Delete(r.home)
			b.drawHome(ctx, r.home)
		}
	})
}

// sendFile makes a file, if that is still to be done, and sends it.
func (b *Bot) sendFile(ctx context.Context, f file) (err error) {
	if f.make != nil {
		if f.content, err = f.make(ctx); err != nil {
			return err
		}
	}
	return b.web.upload(ctx, f)
}

// later has something said after the ack. While Slack does not answer and too
// much waits already it is dropped: the intake must not wait for the network.
func (b *Bot) later(in intent, lane string, f func(context.Context)) {
	if !b.out.TryDo(lane, f) {
		b.homes.Delete(in.by())
		b.log.Warn("too much to say: dropped", "intent", in.name(), "user", string(in.by()))
	}
}

// open opens, pushes or replaces a view. A stale one is left: its person has
// another in front of them.
func (b *Bot) open(ctx context.Context, r reply, in intent) {
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	from := whence(in)
	var err error
	switch {
	case r.opens != nil:
		_, err = b.web.api.OpenViewContext(ctx, from.trigger, *r.opens)
	case r.pushes != nil:
		_, err = b.web.api.PushViewContext(ctx, from.trigger, *r.pushes)
	default:
		_, err = b.web.api.UpdateViewContext(ctx, *r.shows, "", "", in.(click).view.id)
	}
	switch _, _, code := judge(err); code {
	case "", "not_found":
		return
	default:
		b.log.Warn("view not opened", "intent", in.name(), "user", string(from.person), "err", code)
		if err := b.note(ctx, note{to: from.person, channel: from.channel, thread: from.thread, words: view.TooLate()}); err != nil {
			b.log.Warn("note not delivered", "intent", in.name(), "err", safe(err))
		}
	}
}

// insist says a note, with patience.
func (b *Bot) insist(ctx context.Context, n note) error {
	return patiently(ctx, func() error { return b.note(ctx, n) })
}

// mostTries is how often a call is made that Slack asks to wait with.
const mostTries = 3

// patiently makes a call, and again after the wait where Slack asks for one,
// mostTries times in all.
func patiently(ctx context.Context, call func() error) error {
	for try := 1; ; try++ {
		err := call()
		o, wait, _ := judge(err)
		if o != later || try == mostTries || wait > lookAtLeast || rest(ctx, wait) != nil {
			return err
		}
	}
}

// note says a private word: as an ephemeral where it was asked for, else in the
// asker's DM.
func (b *Bot) note(ctx context.Context, n note) error {
	if n.replaces {
		return b.web.redraw(ctx, n.hook, n.words)
	}
	if n.channel != "" && !n.plain {
		err := b.web.whisper(ctx, n.channel, n.thread, n.to, n.words)
		if o, _, _ := judge(err); o != refused {
			return err
		}
		// The bot is not in that channel; the response url works there all the same.
		if n.hook != "" {
			return b.web.hook(ctx, n.hook, n.thread, n.words)
		}
	}
	channel := n.channel
	if channel == "" || !n.plain {
		dm, err := b.web.dm(ctx, n.to)
		if err != nil {
			return err
		}
		channel, n.thread = dm, ""
	}
	_, _, err := b.web.send(ctx, channel, n.thread, "", n.words)
	return err
}

// drawHome draws somebody's Home tab as things stand.
func (b *Bot) drawHome(ctx context.Context, p practice.Person) {
	v, err := b.home(ctx, p)
	if err != nil {
		b.log.Error("home not drawn", "user", string(p), "ref", reference(time.Now()), "err", err)
		return
	}
	if err := patiently(ctx, func() error { return b.web.publish(ctx, p, v) }); err != nil {
		b.log.Warn("home not published", "user", string(p), "err", safe(err))
	}
}
