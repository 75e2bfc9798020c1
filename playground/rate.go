package playground

import (
	"math"
	"time"
)

// bucket lets through a burst and then a steady rate.
type bucket struct {
	tokens float64
	filled time.Time
}

// take uses one token. When there is none it says how long until there is.
func (b *bucket) take(burst int, perSecond float64) time.Duration {
	now := time.Now()
	if b.filled.IsZero() {
		b.tokens = float64(burst)
	} else {
		b.tokens = min(float64(burst), b.tokens+now.Sub(b.filled).Seconds()*perSecond)
	}
	b.filled = now
	if b.tokens >= 1 {
		b.tokens--
		return 0
	}
	return time.Duration((1 - b.tokens) / perSecond * float64(time.Second))
}

// perMinute are the calls that each of Slack's tiers allows.
var perMinute = map[int]int{1: 1, 2: 20, 3: 50, 4: 100}

const (
	tierBurst = 10 // calls at once even where the tier allows fewer a minute
	postBurst = 3  // messages at once in one conversation
	teamPosts = 600
)

// wait is how long a call must wait for its turn; 0 lets it through.
// A post is limited by its conversation, anything else by its tier.
func (ws *Workspace) wait(name string, m method, c *call) time.Duration {
	if !ws.limited {
		return 0
	}
	if name == "chat.postMessage" {
		if wait := ws.bucket("post/"+c.str("channel")).take(postBurst, 1); wait > 0 {
			return wait
		}
		return ws.bucket("post").take(teamPosts, teamPosts/60)
	}
	limit, tiered := perMinute[m.tier]
	if !tiered {
		return 0
	}
	return ws.bucket(name).take(max(limit, tierBurst), float64(limit)/60)
}

func (ws *Workspace) bucket(name string) *bucket {
	b := ws.buckets[name]
	if b == nil {
		b = &bucket{}
		ws.buckets[name] = b
	}
	return b
}

// wholeSeconds rounds up, as Retry-After is an integer.
func wholeSeconds(d time.Duration) int { return int(math.Ceil(d.Seconds())) }
