package scheduler

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// begin starts the jobs in the bubble and returns what stops them, and waits.
func begin(t *testing.T, log *slog.Logger, now func() time.Time, jobs ...Job) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- run(ctx, log, now, jobs) }()
	return sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run: %v", err)
		}
	})
}

// logged returns a logger and what it has written.
func logged() (*slog.Logger, *bytes.Buffer) {
	var b bytes.Buffer
	return slog.New(slog.NewTextHandler(&b, nil)), &b
}

// times counts the runs of a job.
type times struct {
	mu   sync.Mutex
	runs []time.Duration // since the begin
	from time.Time
}

func (c *times) note() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.runs = append(c.runs, time.Since(c.from))
}

func TestAVirtualWeek(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log, out := logged()
		hourly, often := &times{from: time.Now()}, &times{from: time.Now()}
		stop := begin(t, log, time.Now,
			Job{Name: "hourly", Every: time.Hour, Do: func(context.Context) error { hourly.note(); return nil }},
			Job{Name: "often", Every: 45 * time.Second, Do: func(context.Context) error { often.note(); return nil }},
		)
		time.Sleep(7*24*time.Hour + time.Minute)
		stop()
		for _, c := range []struct {
			*times
			every time.Duration
		}{{hourly, time.Hour}, {often, 45 * time.Second}} {
			if want := int((7*24*time.Hour+time.Minute)/c.every) + 1; len(c.runs) != want {
				t.Errorf("every %v: %d runs in the week, want %d", c.every, len(c.runs), want)
			}
			for i, at := range c.runs {
				if at != time.Duration(i)*c.every {
					t.Fatalf("every %v: run %d came at %v", c.every, i, at)
				}
			}
		}
		if out.Len() > 0 {
			t.Errorf("a quiet week says something:\n%s", out)
		}
	})
}

func TestAPanicAndAnErrorAreLoggedAndTheJobGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log, out := logged()
		runs := 0
		stop := begin(t, log, time.Now, Job{Name: "sweep", Every: time.Minute, Do: func(context.Context) error {
			runs++
			switch runs {
			case 1:
				panic("at the disco")
			case 2:
				return errors.New("disk full")
			}
			return nil
		}})
		time.Sleep(3*time.Minute + time.Second)
		stop()
		if runs != 4 {
			t.Errorf("%d runs, want 4", runs)
		}
		for _, want := range []string{`job=sweep`, `panic: a value of type string`, `runner_test.go`, `err="disk full"`} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("the log lacks %s:\n%s", want, out)
			}
		}
		if strings.Contains(out.String(), "disco") { // it may be what somebody wrote
			t.Errorf("the log tells what was panicked with:\n%s", out)
		}
	})
}

func TestAJobNeverOverlapsItselfNorHoldsUpOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log, _ := logged()
		slow, quick := &times{from: time.Now()}, &times{from: time.Now()}
		stop := begin(t, log, time.Now,
			Job{Name: "slow", Every: 10 * time.Second, Do: func(context.Context) error {
				slow.note()
				time.Sleep(25 * time.Second)
				return nil
			}},
			Job{Name: "quick", Every: 10 * time.Second, Do: func(context.Context) error { quick.note(); return nil }},
		)
		time.Sleep(61 * time.Second)
		stop()
		if want := []time.Duration{0, 30 * time.Second, 60 * time.Second}; !slices.Equal(slow.runs, want) {
			t.Errorf("the slow job ran at %v, want %v", slow.runs, want)
		}
		if len(quick.runs) != 7 {
			t.Errorf("the quick job ran at %v, want every ten seconds", quick.runs)
		}
	})
}

func TestStopWaitsForTheRunningJob(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log, out := logged()
		ended := false
		stop := begin(t, log, time.Now, Job{Name: "long", Every: time.Hour, Do: func(ctx context.Context) error {
			<-ctx.Done()
			time.Sleep(2 * time.Second) // what is under way is finished
			ended = true
			return ctx.Err()
		}})
		time.Sleep(time.Minute)
		before := time.Now()
		stop()
		if !ended || time.Since(before) != 2*time.Second {
			t.Errorf("stopped after %v, the job's end seen: %v", time.Since(before), ended)
		}
		time.Sleep(3 * time.Hour)
		if out.Len() > 0 {
			t.Errorf("a stop is no failure:\n%s", out)
		}
	})
}

// While a laptop sleeps its timers stand still, and its wall clock goes on.
func TestAfterASleepAJobIsLateByAHeartbeatAtMost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log, _ := logged()
		asleep := &offset{}
		c := &times{from: time.Now()}
		stop := begin(t, log, asleep.now, Job{Name: "hourly", Every: time.Hour, Do: func(context.Context) error { c.note(); return nil }})
		time.Sleep(10 * time.Minute)
		asleep.add(8 * time.Hour)
		time.Sleep(31 * time.Second)
		stop()
		if want := 2; len(c.runs) != want || c.runs[1] > 10*time.Minute+heartbeat {
			t.Errorf("ran at %v, want a second run within %v of waking up", c.runs, heartbeat)
		}
	})
}

func TestAClockSetBackStopsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log, _ := logged()
		set := &offset{}
		c := &times{from: time.Now()}
		stop := begin(t, log, set.now, Job{Name: "hourly", Every: time.Hour, Do: func(context.Context) error { c.note(); return nil }})
		time.Sleep(10 * time.Minute)
		set.add(-48 * time.Hour)
		time.Sleep(2 * time.Hour)
		stop()
		if len(c.runs) < 3 {
			t.Errorf("ran at %v, want a run an hour", c.runs)
		}
	})
}

// An offset is a wall clock that can be set.
type offset struct {
	mu sync.Mutex
	by time.Duration
}

func (o *offset) add(d time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.by += d
}

func (o *offset) now() time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	return time.Now().Add(o.by)
}

func TestAJobThatCannotBeRunIsRefusedBeforeAnyStarts(t *testing.T) {
	log, _ := logged()
	nothing := func(context.Context) error { t.Error("a job was started"); return nil }
	for name, j := range map[string]Job{
		"no name":       {Every: time.Second, Do: nothing},
		"no time":       {Name: "sweep", Do: nothing},
		"time backward": {Name: "sweep", Every: -time.Second, Do: nothing},
		"nothing to do": {Name: "sweep", Every: time.Second},
	} {
		if err := Run(t.Context(), log, Job{Name: "good", Every: time.Second, Do: nothing}, j); err == nil {
			t.Errorf("%s: not refused", name)
		}
	}
}

func TestNoJobsMeansWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log, _ := logged()
		stop := begin(t, log, time.Now)
		time.Sleep(time.Hour)
		stop()
	})
}
