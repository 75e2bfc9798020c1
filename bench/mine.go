package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"time"

	"greenroom/bank"
	"greenroom/bot"
	"greenroom/practice"
	"greenroom/scheduler"
	"greenroom/storage"
)

// readHome does what the bot does to draw a Home tab, but for asking Slack.
func readHome(ctx context.Context, c *practice.Coach, who practice.Person, asks []practice.Timetable) error {
	if err := c.SawZone(ctx, who, "Europe/Berlin"); err != nil {
		return err
	}
	_, err := c.Home(ctx, who, asks)
	return err
}

// residents is how many people have their Home drawn again and again.
const residents = 50

// filtered are the pages of one's own answers that look at more than they show.
var filtered = []struct {
	what string
	by   practice.Filter
}{
	{"of one area", practice.Filter{Area: "budget"}},
	{"that need work", practice.Filter{NeedsWork: true}},
	{"with a word that is in none of them", practice.Filter{Text: "zeppelin"}},
}

// A deed is something done for one person, of which each takes long.
type deed struct {
	what  string
	times int
	do    func(context.Context, *practice.Coach, *storage.Store, practice.Person) error
}

// deeds are done in their order; what changes the store comes last.
var deeds = []deed{
	{"exporting one person's answers as Markdown", 20, func(ctx context.Context, c *practice.Coach, _ *storage.Store, who practice.Person) error {
		e, err := c.Export(ctx, who, nil)
		if err != nil {
			return err
		}
		_, err = bot.ExportFile(e, "md")
		return err
	}},
	{"forgetting one person, to the last byte", 3, func(ctx context.Context, c *practice.Coach, s *storage.Store, who practice.Person) error {
		now := time.Now()
		return errors.Join(c.EraseAll(ctx, practice.Forgetting{Person: who, At: now, Upto: practice.Stamp(now.UnixMicro())}), s.Scrub(ctx))
	}},
	{"checking the whole store", 1, func(ctx context.Context, _ *practice.Coach, s *storage.Store, _ practice.Person) error {
		return s.Check(ctx)
	}},
}

// mine measures on the large store what one person meets there.
func (b *bench) mine() (err error) {
	s, err := storage.Open(b.ctx, b.many.path, team)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	c := &practice.Coach{Store: s, Bank: b.questions, Now: time.Now}
	rng := rand.New(rand.NewPCG(4, 4))
	anyone := func() practice.Person { return person(rng.IntN(b.many.people)) }

	if err := b.homes(s, anyone); err != nil {
		return fmt.Errorf("read for Home: %w", err)
	}
	for _, f := range filtered {
		took, err := timed(200, func() error {
			_, err := c.Mine(b.ctx, anyone(), f.by, 0)
			return err
		})
		if err != nil {
			return fmt.Errorf("a page %s: %w", f.what, err)
		}
		b.table.fact("a page of one's own answers "+f.what+", p50 and p99", "%s, %s", micros(quantile(took, 0.5)), micros(quantile(took, 0.99)))
	}
	for _, d := range deeds {
		took, err := timed(d.times, func() error { return d.do(b.ctx, c, s, anyone()) })
		if err != nil {
			return fmt.Errorf("%s: %w", d.what, err)
		}
		b.table.fact(d.what+", p50", "%s", millis(quantile(took, 0.5)))
	}
	if info, err := os.Stat(b.many.path); err == nil {
		b.table.fact("the file after that", "%s", mebibytes(info.Size()))
	}
	return nil
}

// homes reads what Home shows of people who have all that it may show, after a
// start of the bot and then again.
func (b *bench) homes(s *storage.Store, anyone func() practice.Person) error {
	daily, err := scheduler.Parse("0 9 * * *", "UTC")
	if err != nil {
		return err
	}
	asks := []practice.Timetable{{
		Schedule: practice.Schedule{Name: schedule, Channel: channel, Zone: time.UTC},
		Next: func(after time.Time) (practice.Occurrence, bool) {
			o, ok := daily.Next(after)
			return practice.Occurrence(o), ok
		},
	}}
	var all []practice.Person
	before := &practice.Coach{Store: s, Bank: b.questions, Now: time.Now}
	advert := practice.Advert{Competencies: []practice.Trace[bank.Competency]{{Topic: b.questions.All()[0].Competencies[0], Weight: 3}}}
	interview := time.Now().AddDate(0, 0, 20).Format(time.DateOnly)
	for range residents {
		who := anyone()
		all = append(all, who)
		if _, err := before.Prepare(b.ctx, who, advert, interview); err != nil {
			return err
		}
		if err := errors.Join(before.SetRetries(b.ctx, who, true), before.SawZone(b.ctx, who, "Europe/Berlin")); err != nil {
			return err
		}
	}
	c := &practice.Coach{Store: s, Bank: b.questions, Now: time.Now}
	next := 0
	read := func() error {
		next++
		return readHome(b.ctx, c, all[next%residents], asks)
	}
	first, err := each(residents, read)
	if err != nil {
		return err
	}
	again, err := each(10*residents, read)
	if err != nil {
		return err
	}
	typical := quantile(again, 0.5)
	b.table.add(row{
		what: fmt.Sprintf("what Home reads with %d stored by %d people, p50", b.answers, b.many.people), got: micros(typical), reach: "under 20 ms",
		ok: typical < 20*time.Millisecond, note: "p99 " + micros(quantile(again, 0.99)),
	})
	b.table.fact("the same for the first time after a start, p50 and p99", "%s, %s", millis(quantile(first, 0.5)), millis(quantile(first, 0.99)))
	return nil
}

// timed does something n times, after a tenth of that to warm up, and returns
// what each took, shortest first.
func timed(n int, do func() error) (took []time.Duration, err error) {
	if _, err := each(n/10, do); err != nil {
		return nil, err
	}
	return each(n, do)
}

// each does something n times and returns what each took, shortest first.
func each(n int, do func() error) (took []time.Duration, err error) {
	for range n {
		began := time.Now()
		if err := do(); err != nil {
			return nil, err
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	return took, nil
}
