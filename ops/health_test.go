package ops

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
)

// get reads a page of a server that is up.
func get(t *testing.T, url string) (code int, body string) {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	content, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(content)
}

// serving serves Health on a free port and returns its address.
func serving(t *testing.T, h Health) (url string) {
	t.Helper()
	l, err := Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- Serve(ctx, l, h, quiet()) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("it ended with %v", err)
		}
		if conn, err := net.Dial("tcp", l.Addr().String()); err == nil {
			conn.Close()
			t.Error("something still listens")
		}
	})
	return "http://" + l.Addr().String()
}

func TestReadinessFollowsTheBot(t *testing.T) {
	var why error
	url := serving(t, Health{
		Ready:  func(context.Context) error { return why },
		Status: func(context.Context) (Status, error) { return Status{}, nil },
	})
	if code, body := get(t, url+"/readyz"); code != 200 || body != `{"ready":true}`+"\n" {
		t.Errorf("while all is well: %d %s", code, body)
	}
	why = errors.New("no connection to Slack since 09:14")
	if code, body := get(t, url+"/readyz"); code != 503 || body != `{"ready":false,"reason":"no connection to Slack since 09:14"}`+"\n" {
		t.Errorf("without a connection: %d %s", code, body)
	}
	if code, body := get(t, url+"/healthz"); code != 200 || body != "ok\n" {
		t.Errorf("the process lives on: %d %s", code, body)
	}
	if code, _ := get(t, url+"/debug"); code != 404 {
		t.Errorf("an unknown page: %d", code)
	}
	if _, body := get(t, url+"/metrics"); !strings.Contains(body, "\ngreenroom_ready 0\n") {
		t.Error("the metrics say that it is ready")
	}
}

func TestMetricsTellHowTheBotStands(t *testing.T) {
	own := prometheus.NewCounter(prometheus.CounterOpts{Name: "greenroom_intents_total", Help: "Done."})
	own.Add(7)
	url := serving(t, Health{
		Ready: func(context.Context) error { return nil },
		Status: func(context.Context) (Status, error) {
			return Status{Version: "1.2.3", Connections: 1, Wanted: 2, Envelopes: 12, Waiting: 3, StoreBytes: 65536}, nil
		},
		Collectors: []prometheus.Collector{own},
	})
	code, body := get(t, url+"/metrics")
	if code != 200 {
		t.Fatalf("%d %s", code, body)
	}
	for _, line := range []string{
		`greenroom_info{version="1.2.3"} 1`, "greenroom_ready 1", "greenroom_connections 1", "greenroom_connections_wanted 2",
		"greenroom_envelopes_received_total 12", "greenroom_postings_waiting 3", "greenroom_store_bytes 65536",
		"greenroom_intents_total 7", "# TYPE greenroom_envelopes_received_total counter", "# TYPE go_goroutines gauge",
	} {
		if !strings.Contains(body, "\n"+line+"\n") {
			t.Errorf("the line %q is missing", line)
		}
	}
}

func TestMetricsThatCannotBeReadAreNotMadeUp(t *testing.T) {
	url := serving(t, Health{
		Ready:  func(context.Context) error { return nil },
		Status: func(context.Context) (Status, error) { return Status{}, errors.New("the store is closed") },
	})
	if code, body := get(t, url+"/metrics"); code != 500 || strings.Contains(body, "greenroom_") {
		t.Errorf("%d %s", code, body)
	}
}

func TestAnAddressThatCannotBeTakenIsNamed(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, test := range []struct{ name, addr, want string }{
		{"in use", taken.Addr().String(), "in use by another process"},
		{"not of this machine", "192.0.2.1:9464", "is no address of this machine"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Listen(t.Context(), test.addr)
			if err == nil || !strings.Contains(err.Error(), test.addr) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v", err)
			}
		})
	}
}
