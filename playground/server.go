package playground

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"time"
)

// drainTime is how long Serve waits for requests in hand.
const drainTime = 5 * time.Second

// Handler serves the page, its API and Slack's side of the workspace. It
// answers only to a loopback name, so that no web page elsewhere can reach
// it by a name of its own.
func (ws *Workspace) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/", sameOrigin(ws.serveAPI))
	mux.HandleFunc("/link/", ws.serveLink)
	mux.HandleFunc("POST /upload/{id}/{secret}", sameOrigin(ws.serveUpload))
	mux.HandleFunc("POST /response/{kind}/{team}/{id}", sameOrigin(ws.serveResponse))
	mux.HandleFunc("GET /files/{id}/{name}", sameOrigin(ws.serveFile))
	mux.HandleFunc("GET /page/state", sameOrigin(ws.servePageState))
	mux.HandleFunc("GET /page/messages", sameOrigin(ws.servePageMessages))
	mux.HandleFunc("GET /page/events", sameOrigin(ws.servePageEvents))
	mux.HandleFunc("POST /page/upload", sameOrigin(ws.servePageUpload))
	mux.HandleFunc("POST /page/fault", sameOrigin(jsonOnly(ws.servePageFault)))
	mux.HandleFunc("POST /page/{deed}", sameOrigin(jsonOnly(ws.serveDeed)))
	// The addresses of places, as auth.test and chat.getPermalink give them.
	mux.HandleFunc("GET /archives/{channel}", ws.servePageItself)
	mux.HandleFunc("GET /archives/{channel}/{message}", ws.servePageItself)
	mux.HandleFunc("GET /app_redirect", ws.servePageItself)
	mux.HandleFunc("/", ws.servePageFile)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !loopback(r.Host) {
			http.Error(w, "this workspace answers to localhost only", http.StatusForbidden)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// loopback reports whether a Host header names this machine to itself.
func loopback(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	switch name {
	case "127.0.0.1", "localhost", "::1", "[::1]":
		return true
	}
	return false
}

// sameOrigin refuses what a page from elsewhere sends.
func sameOrigin(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); origin != "" {
			if u, err := url.Parse(origin); err != nil || u.Host != r.Host {
				http.Error(w, "another origin", http.StatusForbidden)
				return
			}
		}
		switch r.Header.Get("Sec-Fetch-Site") {
		case "", "same-origin", "none":
			next(w, r)
		default:
			http.Error(w, "another site", http.StatusForbidden)
		}
	}
}

// jsonOnly refuses bodies that a plain form elsewhere could send.
func jsonOnly(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if kind := r.Header.Get("Content-Type"); len(kind) < 16 || kind[:16] != "application/json" {
			http.Error(w, "JSON only", http.StatusUnsupportedMediaType)
			return
		}
		next(w, r)
	}
}

// Serve answers on a listener until ctx ends, then lets requests in hand
// finish. It does not close the workspace.
func (ws *Workspace) Serve(ctx context.Context, l net.Listener) error {
	serving, stop := context.WithCancel(context.Background())
	defer stop()
	server := &http.Server{
		Handler: ws.Handler(), ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return serving },
		ErrorLog: slog.NewLogLogger(ws.log.Handler(), slog.LevelDebug),
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve the workspace: %w", err)
	case <-ctx.Done():
	}
	stop() // ends the streams of the pages and calls that hang
	deadline, cancel := context.WithTimeout(context.Background(), drainTime)
	defer cancel()
	err := server.Shutdown(deadline)
	if served := <-ended; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return server.Close()
	}
	return err
}
