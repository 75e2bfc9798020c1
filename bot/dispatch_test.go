package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestFunctionsOfOneKeyRunInTheOrderGiven(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDispatcher(1000, slog.New(slog.DiscardHandler))
		defer closed(t, d)
		var mu sync.Mutex
		ran := make(map[string][]int)
		for i := range 300 {
			key := fmt.Sprint(i % 3)
			d.Do(key, func(context.Context) {
				time.Sleep(time.Duration(i%7) * time.Millisecond)
				mu.Lock()
				defer mu.Unlock()
				ran[key] = append(ran[key], i)
			})
		}
		d.Wait()
		for key, order := range ran {
			if len(order) != 100 || !slices.IsSorted(order) {
				t.Errorf("key %s ran %v", key, order)
			}
		}
	})
}

func TestASlowKeyDoesNotHoldUpAnother(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDispatcher(10, slog.New(slog.DiscardHandler))
		defer closed(t, d)
		began := time.Now()
		d.Do("slow", func(context.Context) { time.Sleep(time.Minute) })
		done := make(chan time.Duration)
		d.Do("quick", func(context.Context) { done <- time.Since(began) })
		if took := <-done; took != 0 {
			t.Errorf("the quick one waited %v", took)
		}
		d.Wait()
	})
}

func TestAPanicEndsNothingButItsOwnFunction(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		d := newDispatcher(10, slog.New(slog.NewTextHandler(&log, nil)))
		defer closed(t, d)
		after := 0
		d.Do("k", func(context.Context) { panic("what Ana wrote") })
		d.Do("k", func(context.Context) { after++ })
		d.Do("k", func(context.Context) { _ = []int{}[after] })
		d.Do("k", func(context.Context) { after++ })
		d.Wait()
		if after != 2 || d.Len() != 0 {
			t.Errorf("after the panics %d ran, %d are left", after, d.Len())
		}
		if strings.Contains(log.String(), "Ana") {
			t.Errorf("the log holds what a person wrote: %s", &log)
		}
		for _, want := range []string{"a value of type string", "index out of range", "TestAPanicEndsNothing"} {
			if !strings.Contains(log.String(), want) {
				t.Errorf("the log lacks %q: %s", want, &log)
			}
		}
	})
}

func TestDoBlocksWhileTheDispatcherIsFull(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDispatcher(3, slog.New(slog.DiscardHandler))
		defer closed(t, d)
		began := time.Now()
		for i := range 6 {
			d.Do(fmt.Sprint(i%2), func(context.Context) { time.Sleep(time.Second) })
			if d.Len() > 3 {
				t.Fatalf("%d wait or run, 3 are allowed", d.Len())
			}
		}
		if took := time.Since(began); took != 2*time.Second {
			t.Errorf("the giver was held back for %v, want 2s", took)
		}
		d.Wait()
	})
}

func TestManyKeysLeaveNothingBehind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDispatcher(256, slog.New(slog.DiscardHandler))
		defer closed(t, d)
		for i := range 5000 {
			d.Do(fmt.Sprint(i), func(context.Context) { time.Sleep(time.Millisecond) })
		}
		d.Wait()
		// A goroutine that stayed behind would fail the bubble.
		closed(t, d)
		if d.Len() != 0 || len(d.lanes) != 0 {
			t.Errorf("%d functions, %d lanes", d.Len(), len(d.lanes))
		}
	})
}

func TestCloseWaitsForWhatWasLetIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDispatcher(2, slog.New(slog.DiscardHandler))
		defer closed(t, d)
		ran := 0
		for range 2 {
			d.Do("k", func(context.Context) { time.Sleep(time.Second); ran++ })
		}
		refused := make(chan bool)
		go func() { refused <- !d.Do("k", func(context.Context) { ran++ }) }()
		synctest.Wait() // the third waits for room
		if err := d.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		if !<-refused || d.Do("late", func(context.Context) { ran++ }) {
			t.Error("something was let in after Close")
		}
		if ran != 2 {
			t.Errorf("%d ran, want 2", ran)
		}
	})
}

func TestCloseGivesUpWhenItsTimeIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDispatcher(4, slog.New(slog.DiscardHandler))
		defer closed(t, d)
		var told []error
		for range 2 {
			d.Do("k", func(ctx context.Context) { <-ctx.Done(); told = append(told, ctx.Err()) })
		}
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		began := time.Now()
		if err := d.Close(ctx); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != 5*time.Second {
			t.Errorf("Close returned %v after %v", err, time.Since(began))
		}
		d.Wait()
		if len(told) != 2 {
			t.Errorf("%d functions were told to end, want 2", len(told))
		}
	})
}

func BenchmarkDispatchThousandsOfKeys(b *testing.B) {
	d := newDispatcher(256, slog.New(slog.DiscardHandler))
	keys := make([]string, 4096)
	for i := range keys {
		keys[i] = fmt.Sprint("C", i)
	}
	b.ReportAllocs()
	for i := range b.N {
		d.Do(keys[i%len(keys)], func(context.Context) {})
	}
	d.Wait()
}

// closed closes a dispatcher, so that none of its workers is left.
func closed(t *testing.T, d *dispatcher) {
	t.Helper()
	if err := d.Close(context.Background()); err != nil {
		t.Error(err)
	}
}
