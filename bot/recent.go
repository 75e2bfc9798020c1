package bot

import (
	"sync"
	"time"
)

// recent remembers keys for a while. The zero map is ready to use.
type recent struct {
	life time.Duration
	mu   sync.Mutex
	at   map[string]time.Time
}

// again reports whether the key came up within the last life, and remembers it
// if it did not.
func (r *recent) again(key string, now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if at, ok := r.at[key]; ok && now.Sub(at) < r.life {
		return true
	}
	if r.at == nil {
		r.at = map[string]time.Time{}
	}
	for k, at := range r.at {
		if now.Sub(at) >= r.life {
			delete(r.at, k)
		}
	}
	r.at[key] = now
	return false
}

// once does what a key stands for, and nothing where that was done within the
// last life.
func (r *recent) once(key string, now time.Time, do func() (reply, error)) (reply, error) {
	if r.again(key, now) {
		return reply{}, nil
	}
	out, err := do()
	if err != nil {
		r.forget(key)
		return reply{}, err
	}
	return out, nil
}

// forget lets a key come up anew: what it stood for was not done.
func (r *recent) forget(key string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.at, key)
}
