package ops

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// counted returns the value of each series of a Meter as "name{labels}".
func counted(t *testing.T, m *Meter) map[string]float64 {
	t.Helper()
	r := prometheus.NewRegistry()
	r.MustRegister(m.Collectors()...)
	families, err := r.Gather()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]float64{}
	for _, f := range families {
		for _, s := range f.GetMetric() {
			var labels []string
			for _, l := range s.GetLabel() {
				labels = append(labels, l.GetName()+"="+l.GetValue())
			}
			name := f.GetName() + "{" + strings.Join(labels, ",") + "}"
			if h := s.GetHistogram(); h != nil {
				out[name] = float64(h.GetSampleCount())
				continue
			}
			out[name] = s.GetCounter().GetValue()
		}
	}
	return out
}

func TestCallsAreCountedByMethodAndNoSecretIsALabel(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/api/chat.postMessage":
			w.Header().Set("Retry-After", "30")
			w.WriteHeader(http.StatusTooManyRequests)
		case "/api/views.open":
			w.WriteHeader(http.StatusBadGateway)
		case "/api/chat.update":
			w.Header().Set("Retry-After", "4000000000") // no wait that anybody would keep
			w.WriteHeader(http.StatusTooManyRequests)
		}
	}))
	defer server.Close()
	m := NewMeter(nil, nil)
	c := m.Client(server.Client(), server.URL+"/api/")
	for _, path := range []string{
		"/api/chat.postMessage", "/api/chat.postMessage", "/api/chat.update", "/api/views.open", "/api/auth.test", "/api/auth.test?token=xoxb-1",
		"/actions/T0/123/secret.word", "/api/T0/123/secret.word", "/api/xoxb-1234", "/api/conversations.history/../secret.word",
	} {
		if resp, err := c.Get(server.URL + path); err == nil {
			resp.Body.Close()
		}
	}
	server.Close()
	if _, err := c.Get(server.URL + "/api/auth.test"); err == nil {
		t.Error("a closed server answers")
	}
	got := counted(t, m)
	for name, want := range map[string]float64{
		"greenroom_slack_requests_total{method=chat.postMessage,outcome=limited}": 2,
		"greenroom_slack_requests_total{method=views.open,outcome=failed}":        1,
		"greenroom_slack_requests_total{method=auth.test,outcome=answered}":       2,
		"greenroom_slack_requests_total{method=auth.test,outcome=unanswered}":     1,
		"greenroom_slack_requests_total{method=other,outcome=answered}":           4,
		"greenroom_slack_rate_limited_total{method=chat.postMessage}":             2,
		"greenroom_slack_rate_limit_wait_seconds_total{method=chat.postMessage}":  60,
		"greenroom_slack_rate_limit_wait_seconds_total{method=chat.update}":       longestWait.Seconds(),
	} {
		if got[name] != want {
			t.Errorf("%s = %v, want %v", name, got[name], want)
		}
	}
	for name := range got {
		if strings.Contains(name, "secret") || strings.Contains(name, "xox") {
			t.Errorf("a secret is in %s", name)
		}
	}
}

func TestCountsOfEnvelopesBeginAtZero(t *testing.T) {
	m := NewMeter([]string{"events_api", "other"}, []string{"done", "failed"})
	m.Envelope("events_api", "done")
	m.Committed(3*time.Millisecond, 2)
	m.Committed(time.Millisecond, 0)
	got := counted(t, m)
	for name, want := range map[string]float64{
		"greenroom_envelopes_total{outcome=done,type=events_api}": 1,
		"greenroom_envelopes_total{outcome=failed,type=other}":    0,
		"greenroom_store_commit_seconds{}":                        2,
		"greenroom_answers_stored_total{}":                        2,
		"greenroom_backups_total{outcome=failed}":                 0,
	} {
		if v, ok := got[name]; !ok || v != want {
			t.Errorf("%s = %v, want %v", name, v, want)
		}
	}
}
