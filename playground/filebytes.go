package playground

import (
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

// serveUpload takes a file's bytes, as the body itself or as a form's file.
func (ws *Workspace) serveUpload(w http.ResponseWriter, r *http.Request) {
	ws.lock()
	u := ws.uploads[r.PathValue("id")]
	ws.unlock()
	if u == nil || u.secret != r.PathValue("secret") || u.sent {
		http.Error(w, "unknown upload", http.StatusNotFound)
		return
	}
	data, err := uploaded(w, r)
	if err != nil {
		http.Error(w, "unreadable upload", http.StatusBadRequest)
		return
	}
	if int64(len(data)) != u.length {
		http.Error(w, fmt.Sprintf("expected %d bytes, got %d", u.length, len(data)), http.StatusBadRequest)
		return
	}
	ws.lock()
	defer ws.unlock()
	if err := ws.keep(u.file, data); err != nil {
		http.Error(w, "not stored", http.StatusInternalServerError)
		return
	}
	u.sent = true
	fmt.Fprintf(w, "OK - %d", len(data))
}

// uploaded reads the body, or the first file in it.
func uploaded(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	r.Body = http.MaxBytesReader(w, r.Body, maxFile+1<<20)
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "multipart/form-data" {
		return io.ReadAll(r.Body)
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, err
	}
	for {
		part, err := parts.NextPart()
		if err != nil {
			return nil, err
		}
		if part.FileName() != "" {
			data, err := io.ReadAll(part)
			if err != nil {
				return nil, err
			}
			_, err = io.Copy(io.Discard, r.Body)
			return data, err
		}
	}
}

// serveFile sends a file to the page, and to the app with its token. What
// asks otherwise gets a page to sign in on, as on Slack.
func (ws *Workspace) serveFile(w http.ResponseWriter, r *http.Request) {
	ws.lock()
	f := ws.state.Files[r.PathValue("id")]
	var data []byte
	var shown File
	err := os.ErrNotExist
	if f != nil {
		shown = *f
		data, err = ws.bytes(f)
	}
	allowed := ws.app.hasScope("files:read")
	ws.unlock()
	bearer := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	site := r.Header.Get("Sec-Fetch-Site")
	switch {
	case bearer == ws.app.BotToken && allowed, bearer == "" && (site == "same-origin" || site == "none"):
	default:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, "<!doctype html><title>Sign in</title><p>Sign in to see this file.")
		return
	}
	if err != nil {
		http.NotFound(w, r)
		return
	}
	if filepath.Base(r.URL.Path) == shown.ID+".vtt" {
		w.Header().Set("Content-Type", "text/vtt; charset=utf-8")
		io.WriteString(w, vtt(shown))
		return
	}
	w.Header().Set("Content-Type", shown.Mimetype)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	image := strings.HasPrefix(shown.Mimetype, "image/") && shown.Mimetype != "image/svg+xml"
	sound := strings.HasPrefix(shown.Mimetype, "audio/")
	if !image && !sound || r.URL.Query().Get("download") != "" {
		w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": shown.Name}))
	}
	w.Write(data)
}
