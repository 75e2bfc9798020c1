package playground

import (
	"encoding/json"
	"mime"
	"net/url"
	"os"
	"path"
	"strings"
	"time"
)

const (
	maxFile = 64 << 20 // bytes
	// shareDelay is how long files.info does not show yet where a file went.
	shareDelay = time.Second
	// transcribeAfter is how long the transcript of a clip takes, unless the options
	// say otherwise.
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
