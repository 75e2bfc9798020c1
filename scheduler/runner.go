package scheduler

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/robfig/cron/v3"
)

// A Job is done again and again for as long as the process runs.
type Job struct {
	Name  string        // stands in the log
	Every time.Duration // from one run to the next; more than zero
	// Do looks for what is due and does it. Its context ends with Run's. An
	// error is logged, and so is a panic; the next run comes all the same.
	Do func(context.Context) error
}

// heartbeat is how often wall time is looked at. Timers stand still while a
// machine sleeps, and know nothing of a clock that is set.
const heartbeat = 30 * time.Second

// Run does every job once at the start and then whenever its time has come by
// the wall clock, which is looked at every 30 seconds at least: after a sleep
// or a jump of the clock a job is late by no more than that. A job never
// overlaps itself, and it does not make up for runs that it missed. Run blocks until ctx ends and
// the jobs that are running have returned, and then returns nil; it returns an
// error at once, with nothing started, for a job that cannot be run.
func Run(ctx context.Context, log *slog.Logger, jobs ...Job) error {
	return run(ctx, log, time.Now, jobs)
}

// run is Run with the wall clock as an argument.
func run(ctx context.Context, log *slog.Logger, now func() time.Time, jobs []Job) error {
	for _, j := range jobs {
		if j.Name == "" || j.Every <= 0 || j.Do == nil {
			return fmt.Errorf("run job %q every %v: a job needs a name, a time above zero and something to do", j.Name, j.Every)
		}
	}
	c := cron.New(cron.WithLogger(cronLog{log}))
	for _, j := range jobs {
		l := cronLog{log.With("job", j.Name)}
		s := &sweep{Job: j, ctx: ctx, log: l.Logger, now: now, beat: beat(j.Every)}
		c.Schedule(s, cron.NewChain(cron.SkipIfStillRunning(l)).Then(s))
	}
	c.Start()
	<-ctx.Done()
	<-c.Stop().Done()
	return nil
}

// beat divides the time between two runs into equal parts of no more than a
// heartbeat.
func beat(every time.Duration) time.Duration {
	parts := (every + heartbeat - 1) / heartbeat
	return every / parts
}

// A sweep is a job as cron sees it: it comes up every beat, and does the job
// when it is due by the wall clock.
type sweep struct {
	Job
	ctx  context.Context
	log  *slog.Logger
	now  func() time.Time
	beat time.Duration

	begun bool      // only used by Next, which cron calls from one goroutine
	last  time.Time // wall time of the last run; only used by Run, which never overlaps itself
}

// Next implements cron.Schedule: at once, and then every beat. It is reckoned by
// the monotonic clock, so that a wall clock set back stops nothing.
func (s *sweep) Next(now time.Time) time.Time {
	if !s.begun {
		s.begun = true
		return now
	}
	return now.Add(s.beat)
}

// Run implements cron.Job.
func (s *sweep) Run() {
	if s.ctx.Err() != nil || !s.due() {
		return
	}
	start := s.now()
	if err := s.surely(); err != nil && !(s.ctx.Err() != nil && errors.Is(err, context.Canceled)) {
		s.log.Error("job failed", "err", err)
		return
	}
	s.log.Debug("job done", "ms", s.now().Sub(start).Milliseconds())
}

// surely does the job and makes a panic of it an error, which does not hold the
// panic's value unless it is one of Go's own: others may quote what a person wrote.
// It is caught here, since a job that panics past SkipIfStillRunning would count
// as running for ever.
func (s *sweep) surely() (err error) {
	defer func() {
		if v := recover(); v != nil {
			what := fmt.Sprintf("a value of type %T", v)
			if fault, ok := v.(runtime.Error); ok {
				what = fault.Error()
			}
			err = fmt.Errorf("panic: %s\n%s", what, debug.Stack())
		}
	}()
	return s.Do(s.ctx)
}

// due reports whether it is time for a run, and then counts it as made. Beats
// do not fall on the nanosecond, so half a beat early is on time. A clock that
// was set back behind the last run tells nothing: better once too often.
func (s *sweep) due() bool {
	now := s.now().Round(0) // without the monotonic reading, which stands still in a sleep
	passed := now.Sub(s.last)
	if !s.last.IsZero() && passed >= 0 && passed < s.Every-s.beat/2 {
		return false
	}
	s.last = now
	return true
}

// cronLog gives cron our logger. Its own chatter is of use in debugging only.
type cronLog struct{ *slog.Logger }

func (l cronLog) Info(msg string, args ...any) { l.Debug("cron: "+msg, args...) }

func (l cronLog) Error(err error, msg string, args ...any) {
	l.Logger.Error("job failed: "+msg, append(args, "err", err)...)
}
