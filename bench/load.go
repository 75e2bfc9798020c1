package main

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"greenroom/practice"
)

// A crowd is who replies to what: every reply is another person's first to
// another post, until all have replied to all.
type crowd struct {
	posts   []practice.Post
	users   []string
	threads []string
	words   envelope
	base    int64        // stamp of the first reply
	next    atomic.Int64 // number of the next
}

func newCrowd(posts []practice.Post, texts []string) *crowd {
	c := &crowd{posts: posts, words: newEnvelope(texts), base: time.Now().UnixMicro()}
	for i := range people {
		c.users = append(c.users, string(person(i)))
	}
	for _, p := range posts {
		c.threads = append(c.threads, stampText(int64(p.Stamp)))
	}
	return c
}

// append appends the frame of the next reply and returns its number.
func (c *crowd) append(dst []byte) ([]byte, int) {
	seq := int(c.next.Add(1)) - 1
	thread := c.threads[seq/people%len(c.threads)]
	return c.words.appendTo(dst, seq, c.users[seq%people], thread, stampText(c.base+int64(seq))), seq
}

// left is how many replies there still can be.
func (c *crowd) left() int { return len(c.posts)*people - int(c.next.Load()) }

func stampText(n int64) string { return fmt.Sprintf("%d.%06d", n/1e6, n%1e6) }

// A load is a number of replies that are sent and acked.
type load struct {
	crowd *crowd
	first int // number of the first reply
	stop  time.Time
	every time.Duration // a reply each, whatever is acked; 0: one for each ack

	sent, got atomic.Int64
	began     []atomic.Int64 // when each reply was sent, nanoseconds since start
	start     time.Time
	mu        sync.Mutex
	took      []time.Duration
	last      time.Time
	err       error
	done      chan struct{}
	end       sync.Once
}

// A measure is what came of a load.
type measure struct {
	acked int
	in    time.Duration
	took  []time.Duration // from sending a reply to its ack, sorted
}

func (m measure) rate() float64 { return float64(m.acked) / m.in.Seconds() }

// burst keeps that many replies in flight for a while.
func (c *crowd) burst(links []*link, flight int, during time.Duration) (measure, error) {
	if flight < len(links) {
		links = links[:flight]
	}
	w := c.newLoad(during)
	for i, l := range links {
		n := flight / len(links)
		if i < flight%len(links) {
			n++
		}
		w.sent.Add(int64(n))
		l.carry(w)
		defer l.carry(nil)
		if err := w.send(l, n); err != nil {
			return measure{}, err
		}
	}
	return w.wait(during)
}

// steady sends that many replies a second for a while.
func (c *crowd) steady(links []*link, rate int, during time.Duration) (measure, error) {
	w := c.newLoad(during)
	w.every = time.Second / time.Duration(rate)
	for _, l := range links {
		l.carry(w)
		defer l.carry(nil)
	}
	n := int(during / w.every)
	w.sent.Add(int64(n))
	for i := range n {
		time.Sleep(time.Until(w.start.Add(time.Duration(i) * w.every)))
		if err := w.send(links[i%len(links)], 1); err != nil {
			return measure{}, err
		}
	}
	return w.wait(during)
}

func (c *crowd) newLoad(during time.Duration) *load {
	now := time.Now()
	most := min(max(c.left(), 0), int(float64(fastest)*during.Seconds()))
	return &load{
		crowd: c, first: int(c.next.Load()), start: now, stop: now.Add(during), began: make([]atomic.Int64, most),
		done: make(chan struct{}),
	}
}

// fastest is how many replies a second are measured at most.
const fastest = 400_000

// send sends the next n replies, which are counted as sent already, by a link in
// one write.
func (w *load) send(l *link, n int) error {
	if w.crowd.left() < n {
		return fmt.Errorf("all %d people have replied to all %d posts", people, len(w.crowd.posts))
	}
	out := make([]byte, 0, n*2500)
	for range n {
		var seq int
		out, seq = w.crowd.append(out)
		if seq-w.first < len(w.began) {
			w.began[seq-w.first].Store(int64(time.Since(w.start)))
		}
	}
	_, err := l.conn.Write(out)
	return err
}

// acked counts acks and sends as many new replies.
func (w *load) acked(l *link, seqs []int) {
	now := time.Now()
	at := now.Sub(w.start)
	more := w.every == 0 && now.Before(w.stop) && w.crowd.left() >= len(seqs)
	if more {
		w.sent.Add(int64(len(seqs))) // before they are counted as acked: else it might look over
	}
	w.mu.Lock()
	for _, seq := range seqs {
		i := seq - w.first
		if i < 0 || i >= len(w.began) || w.began[i].Load() == 0 {
			continue // of an earlier load, or acked twice
		}
		w.took = append(w.took, at-time.Duration(w.began[i].Swap(0)))
		w.got.Add(1)
	}
	w.last = now
	w.mu.Unlock()
	if more {
		if err := w.send(l, len(seqs)); err != nil {
			w.broken(err)
		}
		return
	}
	w.over()
}

// over ends the load once all that was sent is acked.
func (w *load) over() {
	if w.got.Load() == w.sent.Load() {
		w.end.Do(func() { close(w.done) })
	}
}

func (w *load) broken(err error) {
	w.end.Do(func() { w.err = err; close(w.done) })
}

// patience is how long after its end the last acks of a load may take.
const patience = 10 * time.Second

func (w *load) wait(during time.Duration) (measure, error) {
	select {
	case <-w.done:
	case <-time.After(during + patience):
		return measure{}, fmt.Errorf("%d of %d replies were not acked", w.sent.Load()-w.got.Load(), w.sent.Load())
	}
	if w.err != nil {
		return measure{}, w.err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	slices.Sort(w.took)
	return measure{acked: len(w.took), in: w.last.Sub(w.start), took: w.took}, nil
}

// quantile returns the value below which that part of sorted values lies.
func quantile(sorted []time.Duration, part float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(int(part*float64(len(sorted))), len(sorted)-1)]
}

func median(all []time.Duration) time.Duration {
	sorted := slices.Clone(all)
	slices.Sort(sorted)
	return quantile(sorted, 0.5)
}
