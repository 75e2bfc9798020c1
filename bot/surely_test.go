package bot

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"greenroom/practice"
)

// A mine is a store in which whoever steps panics.
type mine struct{ steps atomic.Int32 }

func (m *mine) View(context.Context, func(practice.Tx) error) error   { return m.step() }
func (m *mine) Update(context.Context, func(practice.Tx) error) error { return m.step() }

func (m *mine) step() error {
	m.steps.Add(1)
	panic("what somebody wrote")
}

func TestAPanicEndsNoneOfThoseThatWorkBehindTheScenes(t *testing.T) {
	for name, run := range map[string]func(context.Context, *Bot) error{
		"the deliverer": func(ctx context.Context, b *Bot) error { return newDeliverer(b).run(ctx) },
		"the forgetter": func(ctx context.Context, b *Bot) error { return newForgetter(b).run(ctx) },
		"the backfiller": func(ctx context.Context, b *Bot) error {
			f := newBackfiller(b)
			f.connected(time.Time{})
			return f.run(ctx)
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var log bytes.Buffer
				store := &mine{}
				b := &Bot{
					coach: &practice.Coach{Store: store, Now: time.Now}, web: &web{}, fatal: func(error) bool { return false },
					log: slog.New(slog.NewTextHandler(&log, nil)), scrub: func(context.Context) error { return nil },
				}
				b.post = newDeliverer(b)
				ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
				defer cancel()
				if err := run(ctx, b); err != nil {
					t.Errorf("it ended with %v", err)
				}
				if n := store.steps.Load(); n < 5 {
					t.Errorf("it was tried %d times in ten minutes", n)
				}
				if said := log.String(); !strings.Contains(said, "surely_test.go") || strings.Contains(said, "somebody wrote") {
					t.Errorf("the log does not tell where, or tells what: %s", said)
				}
			})
		})
	}
}
