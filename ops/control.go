package ops

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// ErrNothing means that nothing is kept of the person whose data was asked for.
var ErrNothing = errors.New("nothing is kept of this person")

// Control is what another process of the same user may have a running bot do.
// All functions are required; they must end soon after their context.
type Control struct {
	// Backup writes a copy of the database to a file that is not there yet. The
	// path is absolute.
	Backup func(ctx context.Context, path string) error
	// Check looks through the database and says how many rows of how many it has
	// looked at. Its error wraps storage.ErrDamaged where something is wrong.
	Check func(ctx context.Context, progress func(done, of int)) error
	// Export returns all of one person's data as a file in the format, or an
	// error that wraps ErrNothing.
	Export func(ctx context.Context, user, format string) ([]byte, error)
	Status func(ctx context.Context) (Status, error)
	// Ready is as in Health.
	Ready func(ctx context.Context) error
}

// stopWithin is how long what is being answered may take after the end.
const stopWithin = 2 * time.Second

// ServeControl answers Clients on a Unix socket at path, which this user alone
// can open, until ctx ends. What a Client asked for then is broken off. A socket
// that a crash has left there is replaced: the caller must hold what only one
// process can, the lock of the store.
func ServeControl(ctx context.Context, path string, c Control, log *slog.Logger) error {
	l, err := listenControl(ctx, path)
	if err != nil {
		return fmt.Errorf("open control socket %s: %w", path, err)
	}
	server := &http.Server{
		Handler:           c.handler(),
		ReadHeaderTimeout: 5 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	if err := serve(ctx, server, l); err != nil {
		return fmt.Errorf("serve control socket %s: %w", path, err)
	}
	return nil
}

// serve answers until ctx ends, and then no longer than stopWithin.
func serve(ctx context.Context, server *http.Server, l net.Listener) error {
	stopped := make(chan struct{})
	release := context.AfterFunc(ctx, func() {
		defer close(stopped)
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
		defer cancel()
		if server.Shutdown(grace) != nil {
			_ = server.Close()
		}
	})
	err := server.Serve(l)
	if release() {
		return errors.Join(err, server.Close())
	}
	<-stopped
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// listenControl makes the socket. It is never open to others, not for a moment:
// on Linux the mode is set before the file is there.
func listenControl(ctx context.Context, path string) (net.Listener, error) {
	at, err := address(path)
	if err != nil {
		return nil, err
	}
	if filepath.Dir(at) == ownDir() {
		if err := makeOwnDir(); err != nil {
			return nil, err
		}
	}
	switch info, err := os.Lstat(at); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	case info.Mode().Type() != fs.ModeSocket:
		return nil, fmt.Errorf("%s is there and is no socket: move it away", at)
	default:
		if err := os.Remove(at); err != nil {
			return nil, err
		}
	}
	private := net.ListenConfig{Control: func(_, _ string, raw syscall.RawConn) error {
		// Systems that refuse this get the mode right after.
		return raw.Control(func(fd uintptr) { _ = syscall.Fchmod(int(fd), 0o600) })
	}}
	l, err := private.Listen(ctx, "unix", at)
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(at, 0o600); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// What is spoken on the socket: HTTP, a path for each function.
const (
	pathBackup = "/backup" // ?path=
	pathExport = "/export" // ?user=&format=
	pathStatus = "/status"
	pathReady  = "/ready"
)

func (c Control) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+pathBackup, func(w http.ResponseWriter, r *http.Request) {
		path := r.URL.Query().Get("path")
		if !filepath.IsAbs(path) {
			refuse(w, http.StatusBadRequest, fmt.Errorf("back up to %q: the path is not absolute", path))
			return
		}
		if err := c.Backup(r.Context(), path); err != nil {
			refuse(w, http.StatusInternalServerError, err)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
	mux.HandleFunc("POST "+pathCheck, c.check)
	mux.HandleFunc("GET "+pathExport, func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		content, err := c.Export(r.Context(), q.Get("user"), q.Get("format"))
		switch {
		case errors.Is(err, ErrNothing):
			refuse(w, http.StatusNotFound, err)
		case err != nil:
			refuse(w, http.StatusInternalServerError, err)
		default:
			// The length lets the other side see that it has the whole.
			w.Header().Set("Content-Length", strconv.Itoa(len(content)))
			w.Header().Set("Content-Type", "application/octet-stream")
			_, _ = w.Write(content)
		}
	})
	mux.HandleFunc("GET "+pathStatus, func(w http.ResponseWriter, r *http.Request) {
		status, err := c.Status(r.Context())
		if err != nil {
			refuse(w, http.StatusInternalServerError, err)
			return
		}
		writeJSON(w, http.StatusOK, status)
	})
	mux.HandleFunc("GET "+pathReady, func(w http.ResponseWriter, r *http.Request) {
		if err := c.Ready(r.Context()); err != nil {
			refuse(w, http.StatusServiceUnavailable, err)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
	return mux
}

// refusal is the body of an answer that is none.
type refusal struct {
	Error string `json:"error"`
}

func refuse(w http.ResponseWriter, code int, err error) {
	writeJSON(w, code, refusal{err.Error()})
}

func writeJSON(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(v)
}
