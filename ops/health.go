package ops

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Health is what is told of a running process. Ready and Status are required.
type Health struct {
	// Ready returns nil while the bot is connected to Slack and its store takes
	// writes, and why not otherwise. What it returns is shown to whoever asks.
	Ready  func(ctx context.Context) error
	Status func(ctx context.Context) (Status, error)
	// Collectors are metrics of the caller's own beside those of the Status.
	Collectors []prometheus.Collector
}

// readyWithin is how long it may take to find out whether the bot is ready.
const readyWithin = 2 * time.Second

// Listen takes the address for Serve. Its error says what to do about it.
func Listen(ctx context.Context, addr string) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("http: %s is in use by another process: stop that one, or give another port under http in the settings", addr)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return nil, fmt.Errorf("http: %s is no address of this machine: give one under http in the settings, such as 127.0.0.1:9464", addr)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("http: this user may not listen at %s: give a port above 1023 under http in the settings", addr)
	case err != nil:
		return nil, fmt.Errorf("http: %w", err)
	}
	return l, nil
}

// Serve serves /healthz, /readyz and /metrics on a listener, which it closes,
// until ctx ends.
func Serve(ctx context.Context, l net.Listener, h Health, log *slog.Logger) error {
	handler, err := h.Handler(log)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	log.Info("serving health and metrics", "address", l.Addr().String())
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	if err := serve(ctx, server, l); err != nil {
		return fmt.Errorf("serve health and metrics: %w", err)
	}
	return nil
}

// readiness is the answer of /readyz.
type readiness struct {
	Ready  bool   `json:"ready"`
	Reason string `json:"reason,omitempty"`
}

// Handler answers /healthz, /readyz and /metrics. Its error is that of a Collector.
func (h Health) Handler(log *slog.Logger) (http.Handler, error) {
	process := prometheus.NewRegistry()
	own := append([]prometheus.Collector{
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	}, h.Collectors...)
	for _, c := range own {
		if err := process.Register(c); err != nil {
			return nil, fmt.Errorf("register metrics: %w", err)
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte("ok\n"))
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if err := h.ready(r.Context()); err != nil {
			writeJSON(w, http.StatusServiceUnavailable, readiness{Reason: err.Error()})
			return
		}
		writeJSON(w, http.StatusOK, readiness{Ready: true})
	})
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, r *http.Request) {
		status, err := h.Status(r.Context())
		if err != nil {
			log.Error("metrics cannot be told", "err", err)
			http.Error(w, "the status cannot be read: see the log", http.StatusInternalServerError)
			return
		}
		now := prometheus.NewRegistry()
		err = now.Register(snapshot{status, h.ready(r.Context()) == nil})
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		promhttp.HandlerFor(prometheus.Gatherers{process, now}, promhttp.HandlerOpts{}).ServeHTTP(w, r)
	})
	return mux, nil
}

func (h Health) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	return h.Ready(ctx)
}
