package bot

import (
	"context"

	"greenroom/bot/view"
)

// say does what a reply holds beside its ack. A view is opened at once, on a
// goroutine of its own, since its trigger lives for three seconds; the rest goes
// in order for each person.
func (b *Bot) say(r reply, in intent) {
	from := whence(in)
	if r.opens != nil || r.pushes != nil {
		b.later(in, "view/"+from.trigger, func(ctx context.Context) { b.open(ctx, r, in) })
	}
	if id := shownIn(in); r.shows != nil && id != "" {
		// Two quick clicks in one view show what the second asked for.
		b.later(in, "view/"+id, func(ctx context.Context) { b.open(ctx, r, in) })
	}
	if r.home != "" && !b.homes.ask(r.home) {
		r.home = "" // one drawing that waits will do for all that ask for it
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
		b.homes.give(in.by())
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
		_, err = b.web.api.UpdateViewContext(ctx, *r.shows, "", "", shownIn(in))
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

// shownIn returns the view that shows what an intent came to: the one that was
// clicked in, or the one below a form that was sent.
func shownIn(in intent) string {
	switch in := in.(type) {
	case click:
		if in.view != nil {
			return in.view.id
		}
	case submission:
		return in.view.below
	}
	return ""
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
