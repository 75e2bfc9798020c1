package playground

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const (
	maxFile = 64 << 20 // bytes
	// shareDelay is how long files.info does not show yet where a file went.
	shareDelay = time.Second
	// transcribeAfter is how long the transcript of a clip takes.
	transcribeAfter = 5 * time.Second
)

// File is a file that somebody shared, in Slack's own JSON.
type File struct {
	ID                 string         `json:"id"`
	Created            int64          `json:"created"`
	Timestamp          int64          `json:"timestamp"`
	Name               string         `json:"name"`
	Title              string         `json:"title"`
	Mimetype           string         `json:"mimetype"`
	Filetype           string         `json:"filetype"`
	PrettyType         string         `json:"pretty_type"`
	User               string         `json:"user"`
	Size               int64          `json:"size"`
	Mode               string         `json:"mode"`
	IsExternal         bool           `json:"is_external"`
	IsPublic           bool           `json:"is_public"`
	URLPrivate         string         `json:"url_private"`
	URLPrivateDownload string         `json:"url_private_download"`
	Permalink          string         `json:"permalink"`
	AltTxt             string         `json:"alt_txt,omitempty"`
	Subtype            string         `json:"subtype,omitempty"`
	MediaDisplayType   string         `json:"media_display_type,omitempty"`
	DurationMS         int64          `json:"duration_ms,omitempty"`
	VTT                string         `json:"vtt,omitempty"`
	Transcription      *Transcription `json:"transcription,omitempty"`

	Channels []string `json:"channels,omitempty"`
	Groups   []string `json:"groups,omitempty"`
	IMs      []string `json:"ims,omitempty"`

	Shares   []share `json:"shared,omitempty"`    // written out by fileObject
	SharedAt int64   `json:"shared_at,omitempty"` // Unix microseconds
	Words    string  `json:"words,omitempty"`     // a clip's whole transcript
	Data     []byte  `json:"-"`                   // only when the workspace is in memory
}

// Transcription is how far the transcript of a clip is.
type Transcription struct {
	Status  string   `json:"status"` // processing, complete or failed
	Locale  string   `json:"locale,omitempty"`
	Preview *Preview `json:"preview,omitempty"`
}

// Preview is the beginning of a transcript.
type Preview struct {
	Content string `json:"content"`
	HasMore bool   `json:"has_more"`
}

type share struct {
	Channel  string `json:"channel"`
	TS       string `json:"ts"`
	ThreadTS string `json:"thread_ts,omitempty"`
	Public   bool   `json:"public"`
}

// upload is a file that was announced and perhaps sent, but not completed.
type upload struct {
	file   *File
	length int64
	sent   bool
	secret string
}

// newFile describes a file by its name.
func (ws *Workspace) newFile(name, user string) *File {
	f := &File{ID: newID("F"), Created: nowUnix(), Name: name, Title: name, User: user, Mode: "hosted"}
	f.Timestamp = f.Created
	f.Filetype = strings.TrimPrefix(strings.ToLower(path.Ext(name)), ".")
	f.PrettyType = strings.ToUpper(f.Filetype)
	f.Mimetype, _, _ = mime.ParseMediaType(mime.TypeByExtension(path.Ext(name)))
	switch {
	case f.Filetype == "md" || f.Filetype == "csv" || f.Filetype == "txt":
		f.Mode = "snippet"
		f.Mimetype = "text/plain"
	case f.Filetype == "m4a":
		f.Mimetype = "audio/mp4"
	case f.Mimetype == "":
		f.Mimetype = "application/octet-stream"
	}
	f.locate(ws.host)
	return f
}

// locate writes the addresses of a file for the host that asks.
func (f *File) locate(host string) {
	base := "http://" + host + "/files/" + f.ID + "/"
	f.URLPrivate = base + url.PathEscape(f.Name)
	f.URLPrivateDownload = f.URLPrivate + "?download=1"
	f.Permalink = f.URLPrivate
}

// keep stores a file's bytes.
func (ws *Workspace) keep(f *File, data []byte) error {
	f.Size = int64(len(data))
	if ws.dir == "" {
		f.Data = data
		return nil
	}
	return writeFile(ws.filePath(f.ID), data)
}

// bytes reads them again.
func (ws *Workspace) bytes(f *File) ([]byte, error) {
	if ws.dir == "" {
		return f.Data, nil
	}
	return os.ReadFile(ws.filePath(f.ID))
}

// fileObject is a file as the API shows it to a host.
func (ws *Workspace) fileObject(f *File, host string) map[string]any {
	shown := *f
	shown.locate(host)
	shown.Shares, shown.SharedAt, shown.Words = nil, 0, ""
	var object map[string]any
	if err := json.Unmarshal(mustJSON(shown), &object); err != nil {
		panic("playground: " + err.Error())
	}
	shares := map[string]map[string][]map[string]any{}
	if time.Now().UnixMicro() >= f.SharedAt+shareDelay.Microseconds() {
		for _, s := range f.Shares {
			kind := "private"
			if s.Public {
				kind = "public"
			}
			if shares[kind] == nil {
				shares[kind] = map[string][]map[string]any{}
			}
			at := map[string]any{"ts": s.TS, "reply_users": []string{}, "reply_count": 0}
			if s.ThreadTS != "" {
				at["thread_ts"] = s.ThreadTS
			}
			shares[kind][s.Channel] = append(shares[kind][s.Channel], at)
		}
	}
	object["shares"] = shares
	return object
}

// shareFiles posts a message with files.
func (ws *Workspace) shareFiles(c *conversation, m *Message, files []*File, broadcast bool) {
	no := false
	m.Subtype, m.Upload = "file_share", &no
	for _, f := range files {
		switch c.Kind {
		case kindIM:
			f.IMs = append(f.IMs, c.ID)
		case kindPrivate:
			f.Groups = append(f.Groups, c.ID)
		default:
			f.Channels = append(f.Channels, c.ID)
			f.IsPublic = true
		}
		f.locate(ws.host)
		shown := *f
		shown.Shares, shown.SharedAt, shown.Words, shown.Data = nil, 0, "", nil
		m.Files = append(m.Files, shown)
	}
	ws.post(c, m, broadcast)
	for _, f := range files {
		f.SharedAt = parseTS(m.TS)
		f.Shares = append(f.Shares, share{Channel: c.ID, TS: m.TS, ThreadTS: m.ThreadTS, Public: c.Kind == kindChannel})
		ws.state.Files[f.ID] = f
	}
}

func filesGetUploadURL(ws *Workspace, c *call) (map[string]any, error) {
	name, length := c.str("filename"), c.number("length", 0)
	switch {
	case name == "":
		return nil, failArguments("missing required field: filename [json-pointer:/filename]")
	case length <= 0:
		return nil, failArguments("must be greater than 0 [json-pointer:/length]")
	case length > maxFile:
		return nil, fail("file_upload_size_restricted")
	case len([]rune(c.str("alt_txt"))) > 1000:
		return nil, fail("alt_txt_too_large")
	}
	f := ws.newFile(path.Base(name), ws.app.UserID)
	f.AltTxt = c.str("alt_txt")
	u := &upload{file: f, length: int64(length), secret: secret()}
	ws.uploads[f.ID] = u
	return map[string]any{"upload_url": "http://" + c.host + "/upload/" + f.ID + "/" + u.secret, "file_id": f.ID}, nil
}

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

func filesCompleteUpload(ws *Workspace, c *call) (map[string]any, error) {
	raw, ok := c.json("files")
	var wanted []struct {
		ID    string `json:"id"`
		Title string `json:"title"`
	}
	if !ok || json.Unmarshal(raw, &wanted) != nil || len(wanted) == 0 {
		return nil, failArguments("must provide a list of files [json-pointer:/files]")
	}
	channels := c.list("channels")
	if id := c.str("channel_id"); id != "" {
		channels = []string{id}
	}
	var where []*conversation
	for _, id := range channels {
		channel, err := ws.writable(id)
		if err != nil {
			return nil, err
		}
		if !channel.has(ws.app.UserID) {
			return nil, fail("not_in_channel")
		}
		where = append(where, channel)
	}
	said, err := readContent(&call{args: map[string]any{"text": c.args["initial_comment"], "blocks": c.args["blocks"]}})
	if err != nil {
		return nil, err
	}
	var files []*File
	out := []map[string]any{}
	for _, f := range wanted {
		u := ws.uploads[f.ID]
		if u == nil || !u.sent || slices.Contains(files, u.file) {
			return nil, fail("file_not_found")
		}
		if f.Title != "" {
			u.file.Title = f.Title
		}
		files = append(files, u.file)
		out = append(out, map[string]any{"id": f.ID, "title": u.file.Title})
	}
	for _, f := range files {
		delete(ws.uploads, f.ID)
		ws.state.Files[f.ID] = f
	}
	for _, channel := range where {
		m := &Message{Text: said.text, Blocks: said.blocks, ThreadTS: c.str("thread_ts")}
		ws.byApp(m)
		ws.shareFiles(channel, m, files, false)
	}
	ws.changed()
	return map[string]any{"files": out}, nil
}

func filesInfo(ws *Workspace, c *call) (map[string]any, error) {
	f := ws.state.Files[c.str("file")]
	if f == nil {
		return nil, fail("file_not_found")
	}
	return map[string]any{
		"file": ws.fileObject(f, c.host), "comments": []any{}, "response_metadata": nextCursor(""),
	}, nil
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
