package bot

import (
	"context"
	"errors"
	"time"

	"greenroom/bot/view"
	"greenroom/practice"
)

// askForget says what goes and what stays, and asks whether that is meant.
func (b *Bot) askForget(ctx context.Context, by practice.Person) (view.Message, error) {
	k, err := b.coach.Kept(ctx, by)
	if err != nil {
		return view.Message{}, err
	}
	var links []string
	for _, a := range k.Said {
		links = append(links, b.Link(a.Place, a.Messages[0].Stamp))
	}
	return view.ForgetAsk(k, links, b.coach.Now()), nil
}

func forgetWord(ctx context.Context, b *Bot, from origin) (reply, error) {
	words, err := b.askForget(ctx, from.person)
	return from.whisper(words), err
}

// forgetClick asks in a form, where nobody else looks on and no message is left.
func forgetClick(ctx context.Context, b *Bot, c click) (reply, error) {
	words, err := b.askForget(ctx, c.from.person)
	if err != nil {
		return reply{}, err
	}
	return c.onTop(view.Told(words)), nil
}

// forgetMe begins to forget whoever pressed the button.
func forgetMe(ctx context.Context, b *Bot, c click) (reply, error) {
	asked, ok := view.ParseForget(c.value)
	if !ok {
		return unknownAction{from: c.from, what: c.action}.act(ctx, b)
	}
	f := practice.Forgetting{Person: c.from.person, Upto: c.at}
	if c.view == nil && c.from.inDM() {
		f.DM, f.Word = c.from.channel, stamp(c.from.message)
	}
	err := b.coach.Forget(ctx, f, asked)
	words := view.Forgetting()
	switch {
	case errors.Is(err, practice.ErrStale):
		words = view.ForgetStale()
	case errors.Is(err, practice.ErrAlready):
		words = view.ForgottenAlready()
	case err != nil:
		return reply{}, err
	}
	if err == nil {
		b.forget.wake()
	}
	switch {
	case c.view != nil:
		shown := view.Told(words)
		return reply{shows: &shown}, nil
	case err != nil:
		return c.from.whisper(words), nil
	case f.Word != 0:
		return reply{}, nil // the message becomes the last word
	}
	return reply{notes: []note{{to: c.from.person, hook: c.from.hook, replaces: true, words: words}}}, nil
}

// A forgetter erases what is kept of those who want to be forgotten.
type forgetter struct {
	b     *Bot
	woken chan struct{}
}

// forgetAgain is how long it waits after something went wrong.
const forgetAgain = 30 * time.Second

func newForgetter(b *Bot) *forgetter { return &forgetter{b: b, woken: make(chan struct{}, 1)} }

// wake has it look soon for somebody to forget. It never blocks.
func (f *forgetter) wake() {
	select {
	case f.woken <- struct{}{}:
	default:
	}
}

// run forgets until ctx ends, beginning with what a crash broke off.
func (f *forgetter) run(ctx context.Context) error {
	for {
		var again <-chan time.Time
		err := surely(f.b.log, "look for somebody to forget", func() error { return f.all(ctx) })
		if err != nil && ctx.Err() == nil {
			if f.b.fatal(err) {
				return err
			}
			f.b.log.Error("somebody is not forgotten yet", "err", safeOrStore(err), "again_in", forgetAgain)
			again = time.After(forgetAgain)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-f.woken:
		case <-again:
		}
	}
}

// safeOrStore returns the words of an error that may be logged: those of a call
// name no address.
func safeOrStore(err error) string {
	var call *callError
	if errors.As(err, &call) {
		return call.Error()
	}
	return err.Error()
}

// all forgets everybody who is to be forgotten, and then what their forgetting
// has left.
func (f *forgetter) all(ctx context.Context) error {
	all, err := f.b.coach.Forgettings(ctx)
	errs := []error{err}
	for _, x := range all {
		errs = append(errs, surely(f.b.log, "forget somebody", func() error { return f.one(ctx, x) }))
	}
	return errors.Join(append(errs, f.b.scrub(ctx))...)
}

// one forgets a person: the records, what is left of them in files, and then the
// messages and their Home. The last word is said when that is true.
func (f *forgetter) one(ctx context.Context, x practice.Forgetting) error {
	b := f.b
	x, err := b.coach.Erase(ctx, x.Person)
	if err != nil {
		return err
	}
	if err := b.scrub(ctx); err != nil {
		return err
	}
	if err := b.eraseCopies(ctx, x); err != nil {
		return err
	}
	// Nothing would draw it again: what it shows was answered before.
	err = patiently(ctx, func() error { return b.publishHome(ctx, x.Person, time.Now()) })
	if o, _, _ := judge(err); o != arrived && o != refused {
		return err
	}
	b.saidAll(ctx, x.Person)
	dm, at, err := f.tell(ctx, x)
	if err != nil {
		return err
	}
	if err := b.coach.Forgotten(ctx, x.Person, dm, at); err != nil {
		return err
	}
	b.post.wake()
	b.log.Info("somebody was forgotten", "answers", x.Count)
	return nil
}

const (
	saysWithin  = time.Minute     // how long forgetting somebody waits for what was being said to them
	showsWithin = 3 * time.Second // how long after its call Slack may show a file in a conversation
)

// saidAll waits until what was to be said to a person by now is, such as a file
// that is being sent, so that it is taken away with the rest.
func (b *Bot) saidAll(ctx context.Context, p practice.Person) {
	ctx, cancel := context.WithTimeout(ctx, saysWithin)
	defer cancel()
	said := make(chan struct{})
	if !b.out.TryDo(string(p), func(context.Context) { close(said) }) {
		return
	}
	select {
	case <-said:
		_ = rest(ctx, showsWithin)
	case <-ctx.Done():
	}
}

// tell says the last word, and returns where. Who cannot be written to any more
// is not told.
func (f *forgetter) tell(ctx context.Context, x practice.Forgetting) (dm string, at practice.Stamp, err error) {
	words := view.Forgotten(x.Count)
	if x.Word != 0 {
		err := patiently(ctx, func() error { return f.b.web.update(ctx, x.DM, x.Word, words) })
		if o, _, _ := judge(err); o == arrived {
			return x.DM, x.Word, nil
		} else if o != refused {
			return "", 0, &callError{err}
		}
	}
	if dm, err = f.b.web.dm(ctx, x.Person); err == nil {
		err = patiently(ctx, func() (err error) {
			_, at, err = f.b.web.send(ctx, dm, "", "", words)
			return err
		})
	}
	o, _, _ := judge(err)
	switch {
	case o == refused:
		return dm, 0, nil
	case err != nil:
		return "", 0, &callError{err}
	}
	return dm, at, nil
}
