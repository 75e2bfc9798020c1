// Package bot is Slack in, practice, Slack out: it reads envelopes into intents,
// has practice carry them out, acks, and delivers what practice wants said.
package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/slack-go/slack"
	"golang.org/x/sync/errgroup"

	"greenroom/bank"
	"greenroom/bot/socket"
	"greenroom/bot/view"
	"greenroom/practice"
)

// Options are what a Bot is made of. All but Version, Size, Meter, Backup, Scrub and EraseCopies are required.
type Options struct {
	Coach     *practice.Coach
	Self      *slack.AuthTestResponse // what auth.test says of the bot
	Schedules []Schedule
	Web       *slack.Client  // with the bot token
	HTTP      *http.Client   // for what does not go through Web: response urls
	Socket    socket.Options // Open and Dial; the rest the bot sets itself
	Log       *slog.Logger
	Version   string
	Size      func() int64 // bytes of the database file, for the status
	Meter     Meter        // counts what is done
	// Backup returns how the backups stand, for the status; nil where none are made.
	Backup func() view.Backup
	// Fatal reports errors of the store after which nothing may be acked any
	// more; Run ends with them.
	Fatal func(error) bool
	// Keeping is what people are told of how long things are kept.
	Keeping view.Keeping
	// Scrub leaves nothing in the database's file of what was erased; it returns
	// at once where nothing was. EraseCopies erases somebody who is being forgotten
	// in all copies of the database. Both may be nil for a store without a file.
	Scrub       func(ctx context.Context) error
	EraseCopies func(ctx context.Context, f practice.Forgetting) error
}

// A Schedule is a schedule of practice's with its calendar.
type Schedule struct {
	practice.Schedule
	// Meaning says in plain words when it posts.
	Meaning string
	// Due returns the occurrences after one time, up to and including another.
	Due func(after, until time.Time) []practice.Occurrence
	// Upcoming returns the next n occurrences after a time.
	Upcoming func(after time.Time, n int) []practice.Occurrence
	// Coming returns them too, with the days off that come before the last.
	Coming func(after time.Time, n int) []practice.Coming

	Reminder, Digest practice.Calendar
}

// A Bot is one running bot. Make one with New and run it once.
type Bot struct {
	coach     *practice.Coach
	schedules []Schedule
	web       *web
	self      self
	socket    *socket.Client
	log       *slog.Logger
	version   string
	size      func() int64
	fatal     func(error) bool
	meter     Meter
	backup    func() view.Backup

	in   *dispatcher // what people want, in order for each person
	out  *dispatcher // what is said to them outside postings
	post *deliverer
	back *backfiller

	keeping view.Keeping

	forget      *forgetter
	scrub       func(ctx context.Context) error
	eraseCopies func(ctx context.Context, f practice.Forgetting) error

	homes homes
	seen  recent // asks by mention that were answered, since Slack repeats them
	fails chan error
	warn  recent // who was told lately that nothing was saved

	pressed recent // buttons that ask a question, to tell a double click
}

// self is who the bot is in its workspace.
type self struct {
	user, botID, team, url string
}

// most is how many envelopes may wait for the store before no more are read.
const most = 1024

// doubleClick is within what time a button that was pressed twice is one press.
const doubleClick = 3 * time.Second

// New returns a bot that does nothing before Run.
func New(o Options) *Bot {
	b := &Bot{
		coach: o.Coach, schedules: o.Schedules, web: &web{api: o.Web, http: o.HTTP, may: allowances()}, log: o.Log, version: o.Version, size: o.Size,
		fatal: o.Fatal, in: newDispatcher(most, o.Log), out: newDispatcher(most, o.Log), fails: make(chan error, 1),
		seen: recent{life: 24 * time.Hour}, warn: recent{life: time.Minute}, pressed: recent{life: doubleClick},
		meter: o.Meter, backup: o.Backup, scrub: o.Scrub, eraseCopies: o.EraseCopies, keeping: o.Keeping,
	}
	if b.meter == nil {
		b.meter = unmetered{}
	}
	b.self = self{user: o.Self.UserID, botID: o.Self.BotID, team: o.Self.TeamID, url: o.Self.URL}
	b.web.self = &b.self
	b.post, b.back, b.forget = newDeliverer(b), newBackfiller(b), newForgetter(b)
	if b.scrub == nil {
		b.scrub = func(context.Context) error { return nil }
	}
	if b.eraseCopies == nil {
		b.eraseCopies = func(context.Context, practice.Forgetting) error { return nil }
	}
	o.Coach.Wake = b.post.wake
	o.Socket.Handle, o.Socket.Up, o.Socket.Log = b.handle, b.back.connected, o.Log
	b.socket = socket.New(o.Socket)
	return b
}

// Run serves until ctx ends, then drains: no more envelopes are taken, those in
// hand are acked, what is being sent is finished. It returns nil if ctx ended
// it.
func (b *Bot) Run(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return b.socket.Run(ctx) })
	g.Go(func() error { return b.post.run(ctx) })
	g.Go(func() error { return b.back.run(ctx) })
	g.Go(func() error { return b.forget.run(ctx) })
	g.Go(func() error {
		select {
		case err := <-b.fails:
			return err
		case <-ctx.Done():
			return nil
		}
	})
	err := g.Wait()
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainFor)
	defer cancel()
	// What was let in is acked or will come again, and notes are said once at
	// most: nothing that is kept is lost with what is still in hand here.
	if left := errors.Join(b.in.Close(drain), b.out.Close(drain)); left != nil {
		b.log.Warn("not everything in hand was finished", "err", left)
	}
	return err
}

// A stop takes ten seconds at most: sendFor for what is being sent, while the
// connections are left their acks, and then drainFor for what is still in hand.
const (
	sendFor  = 5 * time.Second
	drainFor = 3 * time.Second
)

// fail ends Run.
func (b *Bot) fail(err error) {
	select {
	case b.fails <- err:
	default:
	}
}

// Status is what is known of the connections.
func (b *Bot) Status() socket.Status { return b.socket.Status() }

// schedule returns the schedule of a name; an empty name means the only one.
func (b *Bot) schedule(name string) (Schedule, error) {
	for _, s := range b.schedules {
		if s.Name == name {
			return s, nil
		}
	}
	if name == "" && len(b.schedules) == 1 {
		return b.schedules[0], nil
	}
	if name == "" && len(b.schedules) > 1 {
		return Schedule{}, practice.ErrWhich
	}
	return Schedule{}, practice.ErrNoSchedule
}

// Tick deals with what has become due: questions to post, deadlines. It is run
// again and again, and each time does what there is to do.
func (b *Bot) Tick(ctx context.Context) error {
	var errs []error
	for _, s := range b.schedules {
		if err := b.coach.Tick(ctx, s.Schedule, s.Due); err != nil {
			errs = append(errs, fmt.Errorf("schedule %s: %w", s.Name, err))
		}
	}
	return b.ticked(append(errs, b.coach.Sweep(ctx)))
}

// Remind does the same for reminders and digests, which nobody waits for.
func (b *Bot) Remind(ctx context.Context) error {
	var errs []error
	for _, s := range b.schedules {
		if err := b.coach.Remind(ctx, s.Schedule, s.Reminder); err != nil {
			errs = append(errs, fmt.Errorf("reminder of schedule %s: %w", s.Name, err))
		}
		if err := b.coach.Digest(ctx, s.Schedule, s.Digest); err != nil {
			errs = append(errs, fmt.Errorf("digest of schedule %s: %w", s.Name, err))
		}
	}
	return b.ticked(errs)
}

// ticked returns the errors of a tick as one; one that is fatal ends Run.
func (b *Bot) ticked(errs []error) error {
	err := errors.Join(errs...)
	if err != nil && b.fatal(err) {
		b.fail(err)
	}
	return err
}

// questions returns those of the given ids that the bank has.
func (b *Bot) questions(ids []string) map[string]bank.Question {
	out := map[string]bank.Question{}
	for _, id := range ids {
		if q, ok := b.coach.Find(id); ok {
			out[id] = q
		}
	}
	return out
}
