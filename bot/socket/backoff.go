package socket

import (
	"errors"
	"math/rand/v2"
	"time"
)

const (
	firstWait   = time.Second
	longestWait = 30 * time.Second
	stableAfter = 30 * time.Second // a link that lasted this long was a good one
)

// A backoff says how long to wait before the next try. Its zero value is ready.
type backoff struct{ wait time.Duration }

// next returns a time from half to the whole of a step that doubles from one
// second to thirty. Slack's own word about how long counts where it is longer.
func (b *backoff) next(err error) time.Duration {
	b.wait = min(max(2*b.wait, firstWait), longestWait)
	if errors.Is(err, errTooMany) {
		b.wait = longestWait
	}
	wait := b.wait/2 + rand.N(b.wait/2+1)
	if limited := (*RateLimited)(nil); errors.As(err, &limited) {
		wait = max(wait, limited.After+rand.N(time.Second))
	}
	return wait
}

func (b *backoff) reset() { b.wait = 0 }
