package playground

import (
	"embed"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"path"
	"time"
)

//go:embed page
var pageFiles embed.FS

var errNobody = errors.New("there is nobody of that name here")

// contentPolicy lets the page load its own files and talk to its own server.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// servePageItself sends the page, which opens the place that the address names.
func (ws *Workspace) servePageItself(w http.ResponseWriter, r *http.Request) {
	ws.sendPageFile(w, r, "index.html")
}

// servePageFile sends a file of the page.
func (ws *Workspace) servePageFile(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.Error(w, "only GET", http.StatusMethodNotAllowed)
		return
	}
	name := path.Clean(r.URL.Path)[1:]
	if name == "" {
		name = "index.html"
	}
	ws.sendPageFile(w, r, name)
}

func (ws *Workspace) sendPageFile(w http.ResponseWriter, r *http.Request, name string) {
	root, err := fs.Sub(pageFiles, "page")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if _, err := fs.Stat(root, name); err != nil {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Security-Policy", contentPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cache-Control", "no-cache")
	http.ServeFileFS(w, r, root, name)
}

// deed is the body of every POST of the page.
type deed struct {
	As        string   `json:"as"`
	Channel   string   `json:"channel"`
	TS        string   `json:"ts"`
	ThreadTS  string   `json:"thread_ts"`
	Broadcast bool     `json:"broadcast"`
	Text      string   `json:"text"`
	Name      string   `json:"name"` // of an emoji
	FileIDs   []string `json:"file_ids"`
	Container struct {
		Type    string `json:"type"`
		Channel string `json:"channel"`
		TS      string `json:"ts"`
		ViewID  string `json:"view_id"`
	} `json:"container"`
	Action     map[string]any `json:"action"`
	State      ViewState      `json:"state"`
	ViewID     string         `json:"view_id"`
	Clear      bool           `json:"clear"` // close every modal
	CallbackID string         `json:"callback_id"`
	Tab        string         `json:"tab"`
	With       string         `json:"with"`
}

// deeds are what a person can do on the page. Each returns what its answer
// holds beside ok.
var deeds = map[string]func(ws *Workspace, as string, d deed) (map[string]any, error){
	"say": func(ws *Workspace, as string, d deed) (map[string]any, error) {
		m, err := ws.say(as, remark{channel: d.Channel, thread: d.ThreadTS, broadcast: d.Broadcast, text: d.Text, files: d.FileIDs})
		return map[string]any{"message": m}, err
	},
	"edit": func(ws *Workspace, as string, d deed) (map[string]any, error) {
		return nil, ws.amend(as, d.Channel, d.TS, d.Text)
	},
	"delete": func(ws *Workspace, as string, d deed) (map[string]any, error) {
		return nil, ws.withdraw(as, d.Channel, d.TS)
	},
	"react": func(ws *Workspace, as string, d deed) (map[string]any, error) {
		return nil, ws.toggle(as, d.Channel, d.TS, d.Name)
	},
	"command": func(ws *Workspace, as string, d deed) (map[string]any, error) {
		return nil, noticed(ws.command(as, d.Channel, d.Text))
	},
	"click": func(ws *Workspace, as string, d deed) (map[string]any, error) {
		at := target{channel: d.Container.Channel, ts: d.Container.TS, view: d.Container.ViewID}
		return nil, noticed(ws.press(as, at, d.Action, d.State.Values))
	},
	"submit": func(ws *Workspace, as string, d deed) (map[string]any, error) {
		fields, err := ws.submit(as, d.ViewID, d.State.Values)
		if len(fields) == 0 {
			return nil, err
		}
		return map[string]any{"errors": fields}, err
	},
	"close": func(ws *Workspace, as string, d deed) (map[string]any, error) {
		return nil, ws.dismiss(as, d.ViewID, d.Clear)
	},
	"shortcut": func(ws *Workspace, as string, d deed) (map[string]any, error) {
		return nil, noticed(ws.shortcut(as, d.CallbackID, d.Channel, d.TS))
	},
	"home": func(ws *Workspace, as string, d deed) (map[string]any, error) {
		return nil, ws.visit(as, d.Tab)
	},
	"open": func(ws *Workspace, as string, d deed) (map[string]any, error) {
		ws.lock()
		defer ws.unlock()
		c, err := ws.place(as, "@"+d.With)
		if err != nil {
			return nil, err
		}
		return map[string]any{"conversation": ws.pageConversation(c, as)}, nil
	},
}

// noticed drops an error of which the person was told by a notice already.
func noticed(err error) error {
	if errors.Is(err, errNoAnswer) || errors.Is(err, errNotConnected) {
		return nil
	}
	return err
}

// serveDeed does what a person did on the page.
func (ws *Workspace) serveDeed(w http.ResponseWriter, r *http.Request) {
	do, known := deeds[r.PathValue("deed")]
	if !known {
		http.NotFound(w, r)
		return
	}
	var d deed
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(&d); err != nil {
		refusePage(w, errors.New("the page sent something unreadable"))
		return
	}
	p, ok := ws.person(d.As)
	if !ok {
		refusePage(w, errNobody)
		return
	}
	result, err := do(ws, p.ID, d)
	if err != nil {
		refusePage(w, err)
		return
	}
	if result == nil {
		result = map[string]any{}
	}
	result["ok"] = true
	writeJSON(w, http.StatusOK, result)
}

// servePageUpload keeps a file that a person attached.
func (ws *Workspace) servePageUpload(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxFile+1<<20)
	p, ok := ws.person(r.FormValue("as"))
	if !ok {
		refusePage(w, errNobody)
		return
	}
	part, header, err := r.FormFile("file")
	if err != nil {
		refusePage(w, errors.New("there is no file"))
		return
	}
	defer func() { _ = part.Close() }() // it was only read
	data, err := io.ReadAll(part)
	if err != nil {
		refusePage(w, errors.New("the file could not be read"))
		return
	}
	f, err := ws.attach(p.ID, path.Base(header.Filename), data, r.FormValue("transcript"))
	if err != nil {
		refusePage(w, err)
		return
	}
	writeJSON(w, http.StatusOK, map[string]any{"ok": true, "file": map[string]any{
		"id": f.ID, "name": f.Name, "mimetype": f.Mimetype, "size": f.Size, "url": "/files/" + f.ID + "/" + f.Name,
	}})
}

// servePageFault arms a fault.
func (ws *Workspace) servePageFault(w http.ResponseWriter, r *http.Request) {
	var f struct {
		Kind       FaultKind `json:"kind"`
		Method     string    `json:"method"`
		Count      int       `json:"count"`
		RetryAfter int       `json:"retry_after"` // seconds
		Delay      int       `json:"delay"`       // seconds
		Error      string    `json:"error"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(&f); err != nil {
		refusePage(w, errors.New("the page sent something unreadable"))
		return
	}
	switch f.Kind {
	case "off":
		ws.ClearFaults()
	case RateLimit, ServerError, APIError, Hang, HangAfter, LostResponse, LateResponse, LateHistory, NoCharts, DropSocket, RefreshSocket, RefreshNow, LinkDisabled, Duplicate, LoseEvents, Reorder:
		ws.Fault(Fault{
			Kind: f.Kind, Method: f.Method, Count: f.Count, Error: f.Error,
			RetryAfter: time.Duration(f.RetryAfter) * time.Second, Delay: time.Duration(f.Delay) * time.Second,
		})
	default:
		refusePage(w, errors.New("there is no such fault"))
		return
	}
	writeJSON(w, http.StatusOK, map[string]any{"ok": true})
}

// refusePage tells the page in words why something was not done.
func refusePage(w http.ResponseWriter, err error) {
	writeJSON(w, http.StatusOK, map[string]any{"ok": false, "error": err.Error()})
}
