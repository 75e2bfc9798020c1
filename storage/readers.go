package storage

import (
	"context"
	"slices"
	"sync"
)

// readers knows who reads the file, so that somebody may wait for those that
// began before a moment and need not wait for those that begin after it. The
// zero readers is ready to use.
type readers struct {
	mu     sync.Mutex
	now    *generation
	before []*generation // that are over, as far as anybody of them still reads
}

// A generation is those who began to read between two calls of outlast.
type generation struct {
	n    int
	over bool          // nobody joins it any more
	gone chan struct{} // closed once it is over and empty
}

func (r *readers) enter() *generation {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.now == nil {
		r.now = &generation{gone: make(chan struct{})}
	}
	r.now.n++
	return r.now
}

func (r *readers) leave(g *generation) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if g.n--; g.n > 0 || !g.over {
		return
	}
	close(g.gone)
	r.before = slices.DeleteFunc(r.before, func(b *generation) bool { return b == g })
}

// outlast returns once everybody who reads has ended, or with the error of ctx.
func (r *readers) outlast(ctx context.Context) error {
	r.mu.Lock()
	if r.now != nil && r.now.n > 0 {
		r.now.over = true
		r.before = append(r.before, r.now)
		r.now = nil
	}
	wait := slices.Clone(r.before)
	r.mu.Unlock()
	for _, g := range wait {
		select {
		case <-g.gone:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
