package ops

import (
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// A Meter counts what a bot does. Make one with NewMeter; its methods are safe
// for concurrent use and never block for long.
type Meter struct {
	envelopes *prometheus.CounterVec
	acks      prometheus.Histogram
	postings  *prometheus.CounterVec
	commits   prometheus.Histogram
	answers   prometheus.Counter
	requests  *prometheus.CounterVec
	limited   *prometheus.CounterVec
	waits     *prometheus.CounterVec
	backups   *prometheus.CounterVec
}

// NewMeter returns a Meter that has counted nothing. The types of envelope and
// what can become of them are told from the first reading on, as zeros.
func NewMeter(kinds, outcomes []string) *Meter {
	vec := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: "greenroom_" + name, Help: help}, labels)
	}
	m := &Meter{
		envelopes: vec("envelopes_total", "Envelopes from Slack that were dealt with, by type and by what became of them.", "type", "outcome"),
		acks: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "greenroom_ack_latency_seconds", Help: "Time from an envelope's arrival to its ack; Slack waits for three seconds.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2, 3},
		}),
		postings: vec("postings_total", "Steps of messages towards their delivery, by kind of message and outcome.", "kind", "outcome"),
		commits: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "greenroom_store_commit_seconds", Help: "Time of a commit of the database, until the disk has confirmed it.",
			Buckets: []float64{.00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5},
		}),
		answers: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "greenroom_answers_stored_total", Help: "New answers that were committed.",
		}),
		requests: vec("slack_requests_total", "Calls to Slack's Web API, by method and by how they came out over HTTP.", "method", "outcome"),
		limited:  vec("slack_rate_limited_total", "Calls that Slack refused because there were too many.", "method"),
		waits:    vec("slack_rate_limit_wait_seconds_total", "Time that Slack asked to wait before such calls are made again.", "method"),
		backups:  vec("backups_total", "Backups that were made by themselves, by outcome.", "outcome"),
	}
	for _, kind := range kinds {
		for _, outcome := range outcomes {
			m.envelopes.WithLabelValues(kind, outcome)
		}
	}
	for _, outcome := range []string{backupMade, backupFailed} {
		m.backups.WithLabelValues(outcome)
	}
	return m
}

// Collectors returns what tells the counts.
func (m *Meter) Collectors() []prometheus.Collector {
	return []prometheus.Collector{m.envelopes, m.acks, m.postings, m.commits, m.answers, m.requests, m.limited, m.waits, m.backups}
}

// Envelope counts an envelope by its type and what became of it.
func (m *Meter) Envelope(kind, outcome string) { m.envelopes.WithLabelValues(kind, outcome).Inc() }

// Acked counts an ack.
func (m *Meter) Acked(after time.Duration) { m.acks.Observe(after.Seconds()) }

// Posting counts a step of a message's delivery.
func (m *Meter) Posting(kind, outcome string) { m.postings.WithLabelValues(kind, outcome).Inc() }

// Committed counts a commit of the database with so many new answers.
func (m *Meter) Committed(took time.Duration, answers int) {
	m.commits.Observe(took.Seconds())
	m.answers.Add(float64(answers))
}

// Client returns a client like the given one whose calls to the Web API at that
// address are counted.
func (m *Meter) Client(c *http.Client, api string) *http.Client {
	counted := *c
	counted.Transport = &transport{base: c.Transport, meter: m, api: apiPath(api)}
	return &counted
}

// apiPath is the path of the Web API's address, with a slash at its end.
func apiPath(api string) string {
	u, err := url.Parse(api)
	if err != nil {
		return "/api/"
	}
	return strings.TrimSuffix(u.Path, "/") + "/"
}

// A transport is a RoundTripper that counts.
type transport struct {
	base  http.RoundTripper // nil: the usual
	meter *Meter
	api   string
}

// methodName is what a method of Slack's is called. Other paths hold secrets.
var methodName = regexp.MustCompile(`^[a-z]{2,20}(\.[A-Za-z]{2,30}){1,3}$`)

// otherCall stands for every call that is none of the Web API: answers by a
// response url, and files that go up.
const otherCall = "other"

// method names a call for its label.
func (t *transport) method(r *http.Request) string {
	if dir, name := path.Split(r.URL.Path); dir == t.api && methodName.MatchString(name) {
		return name
	}
	return otherCall
}

// longestWait bounds what one answer of Slack's can add to the waits.
const longestWait = time.Hour

// RoundTrip implements http.RoundTripper.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	base := t.base
	if base == nil {
		base = http.DefaultTransport
	}
	resp, err := base.RoundTrip(r)
	method, outcome := t.method(r), "answered"
	switch {
	case err != nil:
		outcome = "unanswered"
	case resp.StatusCode == http.StatusTooManyRequests:
		outcome = "limited"
		t.meter.limited.WithLabelValues(method).Inc()
		if s, bad := strconv.ParseUint(resp.Header.Get("Retry-After"), 10, 32); bad == nil {
			wait := min(time.Duration(s)*time.Second, longestWait)
			t.meter.waits.WithLabelValues(method).Add(wait.Seconds())
		}
	case resp.StatusCode >= 400:
		outcome = "failed"
	}
	t.meter.requests.WithLabelValues(method, outcome).Inc()
	return resp, err
}

// CloseIdleConnections is what http.Client looks for.
func (t *transport) CloseIdleConnections() {
	if c, ok := t.base.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}
