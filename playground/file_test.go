package playground

import (
	"strings"
	"testing"
	"time"
)

// SLACK.md 3.7, 2.2: the three steps of an upload, and a voice clip.
func TestFiles(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		s := a.link(plain)
		_, bot := a.ws.Tokens()
		dm := a.ws.As("ana").DMChannel()
		multipart := "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\na,b,c\r\n--x--\r\n"
		for _, body := range []struct{ kind, data string }{{"application/octet-stream", "a,b,c"}, {"multipart/form-data; boundary=x", multipart}} {
			step := a.call("files.getUploadURLExternal", object{"filename": "answers.csv", "length": 5})
			address := step["upload_url"].(string)
			if !strings.HasPrefix(address, PipeURL) {
				t.Errorf("the upload goes to %s", address)
			}
			status, _, answer := a.post(address, body.kind, bot, []byte(body.data))
			if status != 200 || string(answer) != "OK - 5" {
				t.Fatalf("HTTP %d %s", status, answer)
			}
			files := object{"files": []any{object{"id": step["file_id"], "title": "Answers"}}, "channel_id": dm, "initial_comment": "Here"}
			done := a.call("files.completeUploadExternal", files)
			wants(t, done, "Answers", "files", 0, "title")
			refused(t, a.call("files.completeUploadExternal", files), "file_not_found")
			info := object{"file": step["file_id"]}
			wants(t, a.call("files.info", info), nil, "file", "shares", "private", dm)
			time.Sleep(time.Second)
			if get(a.call("files.info", info), "file", "shares", "private", dm, 0, "ts") == nil {
				t.Error("the file's share does not show")
			}
		}
		said := a.ws.As("ana").Messages("dm")
		if len(said) != 2 || said[0].Subtype != "file_share" || said[0].Text != "Here" {
			t.Fatalf("Ana sees %+v", said)
		}
		data, err := a.ws.As("ana").Download(said[0].Files[0])
		if err != nil || string(data) != "a,b,c" {
			t.Errorf("the file holds %q, %v", data, err)
		}
		// files.delete takes away one's own file, and the message that said nothing else.
		theirs, err := a.ws.As("ana").Upload(practice, "", "photo.png", []byte("?"), "")
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range a.ws.As("ana").Messages(practice) {
			if m.TS == theirs {
				refused(t, a.call("files.delete", object{"file": m.Files[0].ID}), "cant_delete_file")
			}
		}
		wants(t, a.call("files.delete", object{"file": said[0].Files[0].ID}), true, "ok")
		refused(t, a.call("files.delete", object{"file": said[0].Files[0].ID}), "file_not_found")
		if left := a.ws.As("ana").Messages("dm"); len(left) != 2 || len(left[0].Files) != 0 || left[0].Text != "Here" {
			t.Errorf("the message shows %+v", left)
		}
		ts, err := a.ws.As("ana").Clip(practice, "", strings.Repeat("We moved it. ", 20))
		if err != nil {
			t.Fatal(err)
		}
		shared := s.events()[3]
		wants(t, shared, "file_share", "subtype")
		wants(t, shared, "slack_audio", "files", 0, "subtype")
		wants(t, shared, "processing", "files", 0, "transcription", "status")
		time.Sleep(10 * time.Second)
		file := get(a.call("files.info", object{"file": get(shared, "files", 0, "id")}), "file")
		wants(t, file, "complete", "transcription", "status")
		wants(t, file, true, "transcription", "preview", "has_more")
		var m Message
		for _, m = range a.ws.As("ana").Messages(practice) {
		}
		if m.TS != ts || m.Files[0].Transcription.Status != "complete" {
			t.Errorf("the message shows %+v", m.Files)
		}
	})
}
