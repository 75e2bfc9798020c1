package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"
	"time"

	"go.etcd.io/bbolt"

	"greenroom/practice"
)

// A group gathers the updates that come in while a commit is under way, so that
// the next commit carries them all. There is no writer goroutine: the first
// caller leads, commits for everybody who waits, and hands the lead on. Alone, a
// caller commits without waiting for anybody.
type group struct {
	mu     sync.Mutex
	queue  []*call
	led    bool
	closed bool
	idle   chan struct{} // closed once nobody leads any more; made by close
}

// A call is one Update that waits to be committed.
type call struct {
	f    func(practice.Tx) error
	err  error
	lead chan bool // receives true: lead the next commit; false: it is done
}

// Update runs f in a transaction that may carry other updates too. Once it has
// begun to wait it does not give up for ctx, since the outcome would be unknown.
func (s *Store) Update(ctx context.Context, f func(practice.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c := &call{f: f, lead: make(chan bool, 1)}
	leads, err := s.group.join(c)
	if err != nil {
		return err
	}
	if !leads && !<-c.lead {
		return c.err
	}
	// A page of the mapped file that the disk does not give must not end the process.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	batch := s.group.take()
	s.commit(batch)
	for _, other := range batch {
		if other != c {
			other.lead <- false
		}
	}
	s.group.handOn()
	return c.err
}

func (g *group) join(c *call) (leads bool, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return false, ErrClosed
	}
	g.queue = append(g.queue, c)
	leads = !g.led
	g.led = true
	return leads, nil
}

func (g *group) take() []*call {
	g.mu.Lock()
	defer g.mu.Unlock()
	batch := g.queue
	g.queue = nil
	return batch
}

func (g *group) handOn() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.queue) == 0 {
		g.led = false
		if g.idle != nil {
			close(g.idle)
		}
		return
	}
	g.queue[0].lead <- true
}

// close refuses updates from now on and returns when those that waited are
// committed. first is false where the group was closed before.
func (g *group) close() (first bool) {
	g.mu.Lock()
	first = !g.closed
	g.closed = true
	if first && g.led {
		g.idle = make(chan struct{})
	}
	idle := g.idle
	g.mu.Unlock()
	if idle != nil {
		<-idle
	}
	return first
}

// commit runs the calls in one transaction. A call that fails after it wrote
// something must not leave that behind: the transaction is rolled back and run
// again without it. Where nothing is kept every call is told so, those too that
// had an error of their own: it may come of what another wrote.
func (s *Store) commit(calls []*call) {
	defer func() {
		if p := recover(); p != nil {
			fail(calls, s.broken(p))
		}
	}()
	live := calls
	for len(live) > 0 {
		if err := s.usable(); err != nil {
			fail(calls, err)
			return
		}
		began := time.Now()
		tx, err := s.db.Begin(true)
		if err != nil {
			fail(calls, fmt.Errorf("%w: %w", practice.ErrNotSaved, closed(err)))
			return
		}
		s.reserve.keep(tx.Size())
		commit := tx.ID()
		seen := newSeen(tx, s.lately.Load().asOf(commit-1))
		spoilt, done := attempt(tx, seen, live)
		if spoilt >= 0 {
			_ = tx.Rollback()
			live = append(append([]*call(nil), live[:spoilt]...), live[spoilt+1:]...)
			continue
		}
		if !done.wrote {
			_ = tx.Rollback()
			return
		}
		err = tx.Commit()
		s.unkept.Store(err != nil)
		if err != nil {
			fail(calls, s.unsaved(err))
			return
		}
		if seen.authors != nil {
			s.remember(commit, *seen.authors)
		}
		if s.committed != nil {
			s.committed(time.Since(began), done.answers)
		}
		return
	}
}

// work is what the calls of one commit did.
type work struct {
	wrote   bool
	answers int // new ones
}

// attempt runs the calls one after the other. spoilt is the index of a call that
// failed after it wrote, or -1.
func attempt(tx *bbolt.Tx, seen *seen, live []*call) (spoilt int, done work) {
	for i, c := range live {
		t := &transaction{tx: tx, writable: true, seen: seen}
		c.err = run(t, c.f)
		if c.err != nil && t.wrote {
			return i, work{}
		}
		done.wrote = done.wrote || t.wrote
		done.answers += t.answers
	}
	return -1, done
}

// run calls f; a panic in one caller's function must not end another's, whose
// goroutine this may be.
func run(t *transaction, f func(practice.Tx) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			t.wrote = true
			err = fmt.Errorf("panic in a transaction: %s\n%s", panicked(p), debug.Stack())
		}
	}()
	return f(t)
}

// panicked tells what a panic was about. Only Go's own errors are sure to hold
// nothing that a person wrote.
func panicked(p any) string {
	if err, ok := p.(runtime.Error); ok {
		return err.Error()
	}
	return fmt.Sprintf("a value of type %T", p)
}

// broken ends the use of a store in whose database something panicked while it
// began or committed: like after a failed sync nobody knows what the file holds.
// The database may hold a lock for ever, so that it must not be closed either.
func (s *Store) broken(p any) error {
	s.stuck.Store(true)
	s.fail.Do(func() { close(s.failed) })
	return fmt.Errorf("%w: panic in the database: %s\n%s", ErrSync, panicked(p), debug.Stack())
}

// fail gives every call this error.
func fail(calls []*call, err error) {
	for _, c := range calls {
		c.err = err
	}
}

func (s *Store) usable() error {
	select {
	case <-s.failed:
		return ErrSync
	default:
		return nil
	}
}

// unsaved tells apart the ways in which a commit fails. What fails before the
// sync was rolled back, and the store goes on. After a failed sync nobody knows
// what the disk holds.
func (s *Store) unsaved(err error) error {
	if !failedSync(err) {
		return fmt.Errorf("%w: %w", practice.ErrNotSaved, err)
	}
	return s.unsynced(err)
}

// unsynced ends the use of a store of which a sync failed.
func (s *Store) unsynced(err error) error {
	s.fail.Do(func() { close(s.failed) })
	return fmt.Errorf("%w: %w", ErrSync, err)
}

// failedSync reports whether bbolt's error comes from a sync: fdatasync gives a
// bare errno, while a failed write comes with its path, and the sync of a grown
// file has a text of its own.
func failedSync(err error) bool {
	var path *fs.PathError
	if errors.As(err, &path) {
		return false
	}
	var errno syscall.Errno
	return errors.As(err, &errno) || strings.HasPrefix(err.Error(), "file sync error")
}
