package cli

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// redraws is an HTTP client's transport that remembers when a message was
// updated.
type redraws struct {
	http.RoundTripper
	mu sync.Mutex
	at []time.Time
}

func (r *redraws) RoundTrip(q *http.Request) (*http.Response, error) {
	if strings.HasSuffix(q.URL.Path, "/chat.update") {
		r.mu.Lock()
		r.at = append(r.at, time.Now())
		r.mu.Unlock()
	}
	return r.RoundTripper.RoundTrip(q)
}

// since returns how many updates there were in the time that has just gone by.
func (r *redraws) since(d time.Duration) (n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, at := range r.at {
		if time.Since(at) <= d {
			n++
		}
	}
	return n
}

// The head of a round's thread shows the clock: while it runs once a minute, in a
// pause and long after the time is up not at all.
func TestTheHeadOfARoundIsDrawnOnceAMinuteAtMost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		drawn := &redraws{}
		p := &player{world: newWorld(t, func(w *world) {
			drawn.RoundTripper = w.client.Transport
			w.client = &http.Client{Transport: drawn}
		}), name: "ana", seen: map[string]spot{}, past: map[string][]spot{}, own: map[string]spot{}, form: map[string]string{}}
		defer p.close()
		do := func(lines ...string) {
			t.Helper()
			for _, line := range lines {
				word, rest, _ := strings.Cut(line, " ")
				if err := verbs[word](p, rest); err != nil {
					t.Fatalf("%s: %v", line, err)
				}
			}
		}
		do("command /interview technical express live", "see private: DM", "see dm: Technical", "see dm: Question 1 of 3", "wait 12m")
		// Both ends of the time may fall on an update; how far they are apart is seen below.
		if n := drawn.since(10 * time.Minute); n < 9 || n > 11 {
			t.Errorf("%d updates in 10 minutes", n)
		}
		do("see dm: left for this question", "see dm: they'd move on about now")
		do("dm "+story, "dm pause", "see dm: Paused", "wait 1m")
		time.Sleep(30 * time.Minute)
		if n := drawn.since(30 * time.Minute); n != 0 {
			t.Errorf("%d updates in a pause", n)
		}
		do("dm resume", "see dm: Question 1 of 3", "dm skip", "see dm: Question 2 of 3", "wait 3h")
		do("see post: Interview practice", "see dm: left for this question", "see dm: time for this question is up", "see dm: left of the round", "see dm: round's time is up")
		if n := drawn.since(time.Hour); n != 0 {
			t.Errorf("%d updates in an hour after three times the time", n)
		}
		do("dm What is written after the end of time is kept as well.", "dm end", "see dm: how did each answer go", "dm done", "see dm: Debrief", "see dm: Question 1 of 3")
		drawn.mu.Lock()
		defer drawn.mu.Unlock()
		for i := 1; i < len(drawn.at); i++ {
			if apart := drawn.at[i].Sub(drawn.at[i-1]); apart < time.Minute {
				t.Errorf("updates %d and %d are %v apart", i-1, i, apart)
			}
		}
	})
}
