package playground

import (
	"fmt"
	"slices"
	"time"
)

// previewLength is how many characters of a transcript the file itself shows.
const previewLength = 200

// asClip makes a file a voice clip whose transcript is still to come.
func (ws *Workspace) asClip(f *File, transcript string) {
	f.Subtype, f.MediaDisplayType, f.DurationMS = "slack_audio", "audio", 30_000
	f.Words = transcript
	f.Transcription = &Transcription{Status: "processing"}
}

// transcribe completes a clip's transcript a while after it was shared.
func (ws *Workspace) transcribe(id string) {
	time.AfterFunc(ws.hears, func() {
		ws.lock()
		defer ws.unlock()
		f := ws.state.Files[id]
		if f == nil || ws.ctx.Err() != nil {
			return
		}
		f.Transcription = &Transcription{Status: "failed"}
		if f.Words != "" {
			short := cut(f.Words, previewLength)
			f.Transcription = &Transcription{Status: "complete", Locale: "en-US", Preview: &Preview{Content: short, HasMore: short != f.Words}}
			f.VTT = "http://" + ws.host + "/files/" + f.ID + "/" + f.ID + ".vtt"
		}
		for _, s := range f.Shares {
			ws.refile(s, f)
		}
		ws.changed()
		ws.emit("file_change", "", map[string]any{"type": "file_change", "file_id": f.ID, "file": map[string]any{"id": f.ID}})
	})
}

// refile shows in a message what a file has become.
func (ws *Workspace) refile(s share, f *File) {
	c := ws.conversation(s.Channel)
	if c == nil {
		return
	}
	m := c.message(s.TS)
	if m == nil {
		return
	}
	files := slices.Clone(m.Files)
	for i := range files {
		if files[i].ID == f.ID {
			files[i].Transcription, files[i].VTT = f.Transcription, f.VTT
		}
	}
	m.Files = files
	ws.tellMembers(c, pageEvent{"type": "message_changed", "channel": c.ID, "message": m.clone()})
}

// vtt is a clip's whole transcript as a subtitle file.
func vtt(f File) string {
	return fmt.Sprintf("WEBVTT\n\n1\n00:00:00.000 --> 00:00:30.000\n%s\n", f.Words)
}
