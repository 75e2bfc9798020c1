package socket

import (
	"sync"
	"time"
)

// othersAfter is how long Slack must count more connections than we have before
// that is worth a word: links of our own that ended badly are counted for a while.
const othersAfter = time.Minute

// A roll is the list of our links, and what Slack says of their number.
type roll struct {
	mu       sync.Mutex
	links    map[*link]struct{} // from the dial to the end
	dialing  int                // not yet links, but Slack may count them
	up       int                // said hello, not ended
	since    time.Time          // when up last became zero, or ceased to be
	app      string
	counted  int // by Slack, in its last hello
	hello    time.Time
	more     time.Time   // since when Slack counts more than we have; zero: it does not
	others   int         // how many more, once that has lasted
	recount  *time.Timer // asks for a new hello, which alone tells the number
	failure  string
	failedAt time.Time
}

// Status is what a Client knows of its connections.
type Status struct {
	Wanted int       // links to be kept
	Links  int       // links up; for a few seconds, while one is replaced, more than wanted
	Since  time.Time // since when there is a link, or, with none up, since when there is none; zero before the first
	AppID  string    // as Slack's hello named it

	LastHello time.Time
	Reported  int // connections of this app that Slack counted then, those of other processes among them
	Others    int // connections of other processes, once that has lasted a minute: they take part of the envelopes

	LastError   string // why the last link ended or could not be made; kept after it is up again
	LastErrorAt time.Time

	Received  uint64 // envelopes
	Retried   uint64 // envelopes among them that Slack sent not for the first time
	Malformed uint64 // messages that could not be parsed
}

// Status may be called at any time and never blocks for long.
func (c *Client) Status() Status {
	r := &c.roll
	r.mu.Lock()
	defer r.mu.Unlock()
	return Status{
		Wanted: c.options.Connections, Links: r.up, Since: r.since, AppID: r.app,
		LastHello: r.hello, Reported: r.counted, Others: r.others,
		LastError: r.failure, LastErrorAt: r.failedAt,
		Received: c.counts.received.Load(), Retried: c.counts.retried.Load(), Malformed: c.counts.malformed.Load(),
	}
}

func (r *roll) opening(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.dialing += n
}

func (r *roll) add(l *link) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.dialing--
	r.links[l] = struct{}{}
}

func (r *roll) failed(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.failure, r.failedAt = err.Error(), time.Now()
}

func (r *roll) stop() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.recount != nil {
		r.recount.Stop()
	}
}

// helloed takes note of a link's hello.
func (c *Client) helloed(app string, counted int) {
	now := time.Now()
	r := &c.roll
	r.mu.Lock()
	r.app, r.counted, r.hello = app, counted, now
	others, before := counted-len(r.links)-r.dialing, r.others
	switch {
	case r.more.IsZero() && others > 0:
		r.more = now
		r.recount = time.AfterFunc(othersAfter, r.ask)
	case now.Sub(r.more) < othersAfter:
		// Hellos of one start may be read in another order than Slack counted
		// in: a low number among them says nothing.
	case others > 0:
		r.others = others
	default:
		r.more, r.others = time.Time{}, 0
	}
	others = r.others
	first, away := r.up == 0, r.since
	if r.up++; first {
		r.since = now
	}
	r.mu.Unlock()

	c.log.Info("connected to Slack", "app", app, "connections_counted_by_slack", counted)
	if others > 0 && before == 0 {
		c.log.Warn("another process is connected with this app's token and is sent part of what people write: stop it, or give it an app of its own",
			"counted_by_slack", counted, "of_others", others)
	}
	if first && c.options.Up != nil {
		c.options.Up(away)
	}
}

// ended takes a link off the roll.
func (c *Client) ended(l *link) {
	r := &c.roll
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.links, l)
	select {
	case <-l.greeted:
		if r.up--; r.up == 0 {
			r.since = time.Now()
		}
	default:
	}
}

// ask has one link replaced, for the sake of the new one's hello.
func (r *roll) ask() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for l := range r.links {
		select {
		case <-l.replace: // under way already, or on its way out
			continue
		default:
		}
		select {
		case <-l.greeted:
			l.ask()
			return
		default:
		}
	}
}
