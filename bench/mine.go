package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"time"

	"greenroom/bot"
	"greenroom/practice"
	"greenroom/storage"
)

// homeReads are what the Home tab reads of a person to be drawn.
var homeReads = []func(context.Context, *practice.Coach, practice.Person) error{
	func(ctx context.Context, c *practice.Coach, who practice.Person) error {
		_, err := c.Running(ctx, who)
		if errors.Is(err, practice.ErrNoRound) {
			err = nil
		}
		return err
	},
	func(ctx context.Context, c *practice.Coach, who practice.Person) error {
		_, err := c.LastRounds(ctx, who, 5)
		return err
	},
	func(ctx context.Context, c *practice.Coach, who practice.Person) error {
		_, err := c.Mine(ctx, who, practice.Filter{}, 0)
		return err
	},
	func(ctx context.Context, c *practice.Coach, who practice.Person) error {
		_, err := c.Profile(ctx, who)
		return err
	},
}

// filtered are the pages of one's own answers that look at more than they show.
var filtered = []struct {
	what string
	by   practice.Filter
}{
	{"of one area", practice.Filter{Area: "budget"}},
	{"that need work", practice.Filter{NeedsWork: true}},
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

	home, err := timed(2000, func() error {
		who := anyone()
		for _, read := range homeReads {
			if err := read(b.ctx, c, who); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read for Home: %w", err)
	}
	b.table.fact(fmt.Sprintf("with %d stored by %d people: what Home reads, p50 and p99", b.answers, b.many.people), "%s, %s", micros(quantile(home, 0.5)), micros(quantile(home, 0.99)))
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

// timed does something n times, after a tenth of that to warm up, and returns
// what each took, shortest first.
func timed(n int, do func() error) (took []time.Duration, err error) {
	for i := -n / 10; i < n; i++ {
		began := time.Now()
		if err := do(); err != nil {
			return nil, err
		}
		if i >= 0 {
			took = append(took, time.Since(began))
		}
	}
	slices.Sort(took)
	return took, nil
}
