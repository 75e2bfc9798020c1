package bot

import (
	"context"
	"errors"
	"math"
	"slices"
	"time"

	"greenroom/practice"
)

// A backfiller reads the threads of posts in Slack's own record, page by page,
// for what was said, edited or deleted while no connection was up, and sees
// whether channels that were in trouble are mended.
type backfiller struct {
	b    *Bot
	up   chan struct{}        // connections are up again after a gap
	rest map[string]time.Time // until when posts are left alone whose thread could not be read
}

const (
	// gapFrom is how long no connection must have been up for that to count: what
	// a shorter gap held up Slack delivers again.
	gapFrom = 5 * time.Second
	// backfillEvery is how often there is a look for threads to read.
	backfillEvery = time.Minute
	// restFor is how long a thread is left alone that could not be read.
	restFor = time.Hour
	// settled is how old a message must be before its absence means that it was
	// deleted: Slack shows what is new a little late.
	settled = time.Minute
	// mostAsks is how often a call without an answer is repeated.
	mostAsks = 3
)

func newBackfiller(b *Bot) *backfiller {
	return &backfiller{b: b, up: make(chan struct{}, 1), rest: map[string]time.Time{}}
}

// connected is told when a connection is up after a time without any; since is
// when there last was one, zero at the start. It never blocks.
func (f *backfiller) connected(since time.Time) {
	if !since.IsZero() && time.Since(since) < gapFrom {
		return
	}
	select {
	case f.up <- struct{}{}:
	default:
	}
}

// run reads until ctx ends. It begins once a connection is up, so that what is
// said during a reading is delivered.
func (f *backfiller) run(ctx context.Context) error {
	select {
	case <-f.up:
		f.away(ctx)
	case <-ctx.Done():
		return nil
	}
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-f.up:
			f.away(ctx)
		case <-timer.C:
		}
		err := surely(f.b.log, "read threads", func() error {
			if err := f.probe(ctx); err != nil {
				return err
			}
			return f.readAll(ctx)
		})
		if err != nil && ctx.Err() == nil {
			if f.b.fatal(err) {
				return err
			}
			f.b.log.Error("threads not read", "err", err)
		}
		timer.Reset(backfillEvery)
	}
}

// away records the gap, however often the store has to be asked.
func (f *backfiller) away(ctx context.Context) {
	for {
		err := surely(f.b.log, "record the gap", func() error { return f.b.coach.Away(ctx) })
		if err == nil || ctx.Err() != nil {
			return
		}
		if f.b.fatal(err) {
			f.b.fail(err)
			return
		}
		f.b.log.Error("gap not recorded", "err", err)
		if rest(ctx, backfillEvery) != nil {
			return
		}
	}
}

// readAll reads every thread that is due. Its errors are the store's.
func (f *backfiller) readAll(ctx context.Context) error {
	began, threads := time.Now(), 0
	for {
		select {
		case <-f.up:
			f.away(ctx)
		default:
		}
		post, r, err := f.b.coach.NextReading(ctx, f.resting)
		if errors.Is(err, practice.ErrNotFound) {
			if threads > 0 {
				f.b.log.Info("threads read", "threads", threads, "took", time.Since(began).Round(time.Millisecond))
			}
			return nil
		}
		if err == nil {
			threads++
			err = surely(f.b.log, "read the thread of "+post.Key, func() error { return f.read(ctx, post, r) })
		}
		if errors.Is(err, errPanicked) {
			// The others are read all the same.
			f.rest[post.Key] = f.b.coach.Now().Add(restFor)
			continue
		}
		if err != nil {
			return err
		}
	}
}

func (f *backfiller) resting(p practice.Post) bool {
	now := f.b.coach.Now()
	until, ok := f.rest[p.Key]
	if ok && (!until.After(now) || until.Sub(now) > restFor) {
		delete(f.rest, p.Key)
		return false
	}
	return ok
}

// read goes on with the reading of a post's thread to its end. Its errors are the
// store's; where Slack keeps it from reading, the thread or the channel is left
// alone for a while.
func (f *backfiller) read(ctx context.Context, post practice.Post, r practice.Reading) error {
	for tries := 0; ; {
		page, err := f.page(ctx, post, r)
		var call *callError
		switch o, wait, code := judge(err); {
		case err == nil:
			tries = 0
			next, err := f.b.coach.TakeIn(ctx, post, r, page)
			if err != nil && ctx.Err() == nil && !errors.Is(err, practice.ErrNotSaved) && !f.b.fatal(err) {
				// It is about this thread: the others are read all the same.
				f.b.log.Error("thread not taken in", "post", post.Key, "err", err)
				f.rest[post.Key] = f.b.coach.Now().Add(restFor)
				return nil
			}
			if err != nil || next.Done() {
				return err
			}
			r = next
		case ctx.Err() != nil:
			return nil
		case !errors.As(err, &call):
			return err
		case code == "ratelimited":
			// The wait is kept by web.reads.
		case code == "invalid_cursor" && r.Cursor != "":
			r = r.Restart()
		case code == "thread_not_found", code == "message_not_found":
			f.b.log.Info("a post is gone in Slack", "post", post.Key)
			return f.b.coach.Vanished(ctx, post)
		case channelTrouble[code]:
			f.b.log.Warn("threads of a channel not read", "channel", post.Channel, "err", code)
			return f.troubled(ctx, post.Channel, code, false)
		case o != refused && tries < mostAsks:
			tries++
			if rest(ctx, max(wait, time.Duration(tries)*10*time.Second)) != nil {
				return nil
			}
		default:
			f.b.log.Warn("thread not read", "post", post.Key, "err", code)
			f.rest[post.Key] = f.b.coach.Now().Add(restFor)
			return nil
		}
	}
}

// page reads the next page of a thread into what practice takes in. Errors of
// Slack are callErrors, others the store's.
func (f *backfiller) page(ctx context.Context, post practice.Post, r practice.Reading) (practice.Excerpt, error) {
	var out practice.Excerpt
	f.b.post.first(ctx)
	messages, next, err := f.b.web.replies(ctx, post.Channel, timestamp(post.Stamp), r.Cursor)
	if err != nil {
		return out, &callError{err}
	}
	out.Next = next
	parent, listed := false, map[practice.Stamp]bool{}
	for _, m := range messages {
		at := stamp(m.TS)
		if at == post.Stamp {
			parent = true
			out.Replies, out.Latest, out.Gone = m.ReplyCount, stamp(m.LatestReply), m.Subtype == "tombstone"
			continue
		}
		listed[at] = true
		out.Last = max(out.Last, at)
		out.Listed = f.list(out.Listed, practice.Place{Channel: post.Channel, Thread: post.Stamp}, m)
	}
	if !parent && r.Cursor == "" {
		return out, nil // not what a thread looks like: nothing can be told from what is missing
	}
	end := practice.Stamp(math.MaxInt64)
	if next != "" {
		end = out.Last
	}
	held, err := f.b.coach.Held(ctx, post, r.Upto, end)
	if err != nil {
		return out, err
	}
	missing := func(at practice.Stamp) bool { return !listed[at] }
	if slices.ContainsFunc(held, missing) {
		// What was said under a double that was taken away stands there still.
		for _, double := range post.Doubles {
			said, err := f.thread(ctx, practice.Place{Channel: post.Channel, Thread: double})
			if err != nil {
				return out, err
			}
			for _, m := range said {
				listed[stamp(m.TS)] = true
				out.Listed = f.list(out.Listed, practice.Place{Channel: post.Channel, Thread: double}, m)
			}
		}
	}
	for _, at := range held {
		if !missing(at) {
			continue
		}
		// What came by event since the page was made is there on a second look.
		if rest(ctx, min(settled, at.Time().Add(settled).Sub(f.b.coach.Now()))) != nil {
			return out, &callError{errNotSent}
		}
		f.b.post.first(ctx)
		shown, err := f.b.web.shown(ctx, post.Channel, timestamp(post.Stamp), timestamp(at))
		if err != nil {
			return out, &callError{err}
		}
		if !shown {
			out.Unsaid = append(out.Unsaid, at)
		}
	}
	return out, nil
}

// list adds what a message of a thread says to us, if anything.
func (f *backfiller) list(to []practice.Listed, in practice.Place, m recorded) []practice.Listed {
	m.Channel, m.ThreadTS = in.Channel, timestamp(in.Thread)
	parsed, err := f.b.parseMessage(m.message)
	if err != nil {
		return to
	}
	if said, ok := parsed.(saidInThread); ok {
		to = append(to, practice.Listed{Said: said.said, OnlyIfKnown: said.onlyIfKnown})
	}
	return to
}

// thread reads a whole thread; one that is not there has no messages.
func (f *backfiller) thread(ctx context.Context, in practice.Place) (all []recorded, err error) {
	for cursor := ""; ; {
		f.b.post.first(ctx)
		page, next, err := f.b.web.replies(ctx, in.Channel, timestamp(in.Thread), cursor)
		if _, _, code := judge(err); code == "thread_not_found" || code == "message_not_found" {
			return all, nil
		}
		if err != nil {
			return nil, &callError{err}
		}
		all = append(all, page...)
		if next == "" {
			return all, nil
		}
		cursor = next
	}
}

// channelTrouble are Slack's errors that say that the bot cannot be in a channel
// as it has to: an admin can mend that, and it can be
// seen without trying whether they have.
var channelTrouble = map[string]bool{
	"not_in_channel": true, "channel_not_found": true, "is_archived": true, "missing_scope": true,
}

// troubled records what keeps the bot from a channel. Nobody is told of a channel
// that no schedule posts to any more.
func (f *backfiller) troubled(ctx context.Context, channel, cause string, posting bool) error {
	t := practice.Trouble{Channel: channel, Cause: cause, Posting: posting}
	for _, s := range f.b.schedules {
		if s.Channel == channel {
			t.Schedule = s.Name
			break
		}
	}
	return f.b.coach.Troubled(ctx, t)
}

// probe sees whether channels in trouble are mended. Its errors are the store's.
func (f *backfiller) probe(ctx context.Context) error {
	due, err := f.b.coach.Troubles(ctx)
	if err != nil {
		return err
	}
	for _, t := range due {
		f.b.post.first(ctx)
		cause, err := f.b.web.usable(ctx, t.Channel)
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			continue // Slack did not say: the next time
		}
		if cause == "" {
			f.b.log.Info("a channel can be used again", "channel", t.Channel)
			var of []practice.Schedule
			for _, s := range f.b.schedules {
				of = append(of, s.Schedule)
			}
			err = f.b.coach.Mended(ctx, t.Channel, of)
		} else {
			f.b.log.Info("a channel still cannot be used", "channel", t.Channel, "err", cause)
			err = f.troubled(ctx, t.Channel, cause, t.Posting)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
