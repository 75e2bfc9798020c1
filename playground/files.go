package playground

import (
	"encoding/json"
	"path"
	"slices"
)

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
	said, err := readContent(ws, &call{args: map[string]any{"text": c.args["initial_comment"], "blocks": c.args["blocks"]}})
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

// filesDelete deletes a file of the app's own, and with it each message that said
// nothing else.
func filesDelete(ws *Workspace, c *call) (map[string]any, error) {
	f := ws.state.Files[c.str("file")]
	switch {
	case f == nil:
		return nil, fail("file_not_found")
	case f.User != ws.app.UserID:
		return nil, fail("cant_delete_file")
	}
	delete(ws.state.Files, f.ID)
	for _, at := range f.Shares {
		channel := ws.conversation(at.Channel)
		if channel == nil {
			continue
		}
		m := channel.message(at.TS)
		if m == nil {
			continue
		}
		m.Files = slices.DeleteFunc(slices.Clone(m.Files), func(x File) bool { return x.ID == f.ID })
		if len(m.Files) == 0 && m.Text == "" && len(m.Blocks) == 0 {
			ws.erase(channel, m)
		}
	}
	ws.changed()
	return map[string]any{}, nil
}
