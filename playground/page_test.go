package playground

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// page asks the page's own API.
func (a *app) page(path string, body any) object {
	a.t.Helper()
	if body != nil {
		_, _, answer := a.post("/page/"+path, "application/json", "", mustJSON(body))
		return decodeObject(a.t, answer)
	}
	response, err := a.http.Get(PipeURL + "page/" + path)
	if err != nil {
		a.t.Fatal(err)
	}
	defer response.Body.Close()
	data, _ := io.ReadAll(response.Body)
	return decodeObject(a.t, data)
}

func TestPageShowsAndDoes(t *testing.T) {
	within(t, Options{Alone: true, Hints: []string{"Answer the question"}}, func(t *testing.T, a *app) {
		s := a.link(plain)
		ana := a.ws.PersonID("ana")
		state := a.page("state?as="+ana, nil)
		wants(t, state, ana, "me", "id")
		wants(t, state, true, "me", "is_admin")
		wants(t, state, true, "app", "connected")
		wants(t, state, "/interview", "app", "commands", 0, "command")
		wants(t, state, "general", "conversations", 0, "name")
		wants(t, state, "im", "conversations", 2, "kind")
		wants(t, state, a.ws.BotUser(), "conversations", 2, "with")
		wants(t, state, "Answer the question", "hints", 0)
		wants(t, state, false, "bot")
		wants(t, state, PipeURL+"api/", "tokens", "api_url")

		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		request, _ := http.NewRequestWithContext(ctx, "GET", PipeURL+"page/events?as="+a.ws.PersonID("ben"), nil)
		stream, err := a.http.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer stream.Body.Close()
		lines := bufio.NewScanner(stream.Body)
		next := func() object {
			for lines.Scan() {
				if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
					return decodeObject(t, []byte(data))
				}
			}
			t.Fatal("the stream ended")
			return nil
		}
		wants(t, next(), "hello", "type")

		in := a.ws.ChannelID(practice)
		said := a.page("say", object{"as": ana, "channel": in, "text": "Hi @ben <3"})
		wants(t, said, "Hi <@"+a.ws.PersonID("ben")+"> &lt;3", "message", "text")
		heard := next()
		wants(t, heard, "message", "type")
		wants(t, heard, get(said, "message", "ts"), "message", "ts")
		ts := get(said, "message", "ts")
		wants(t, a.page("edit", object{"as": a.ws.PersonID("ben"), "channel": in, "ts": ts, "text": "no"}), "that message is somebody else's", "error")
		wants(t, a.page("edit", object{"as": ana, "channel": in, "ts": ts, "text": "yes"}), true, "ok")
		wants(t, next(), "yes", "message", "text")
		wants(t, a.page("messages?as="+ana+"&channel="+in, nil), "yes", "messages", 0, "text")
		wants(t, a.page("delete", object{"as": ana, "channel": in, "ts": ts}), true, "ok")
		wants(t, next(), "message_deleted", "type")

		opened := a.page("open", object{"as": ana, "with": a.ws.PersonID("ben")})
		wants(t, opened, a.ws.PersonID("ben"), "conversation", "with")
		wants(t, a.page("say", object{"as": "U404", "channel": in, "text": "x"}), false, "ok")
		wants(t, a.page("fault", object{"kind": "earthquake"}), false, "ok")
		wants(t, a.page("fault", object{"kind": "rate_limit", "count": 1}), true, "ok")
		wants(t, a.page("fault", object{"kind": "off"}), true, "ok")
		wants(t, a.call("auth.test", object{}), true, "ok")

		// A modal, opened, filled in and submitted by the page.
		wants(t, a.page("shortcut", object{"as": ana, "callback_id": "start"}), true, "ok")
		view := a.call("views.open", object{"trigger_id": get(s.frames("interactive")[0], "payload", "trigger_id"), "view": modal("x", question("answer"))})
		shown := get(a.page("state?as="+ana, nil), "views", 0)
		wants(t, shown, get(view, "view", "id"), "id")
		wants(t, shown, nil, "private_metadata")
		submit := object{"as": ana, "view_id": get(shown, "id"), "state": object{"values": object{}}}
		wants(t, a.page("submit", submit), "Please complete this required field.", "errors", "answer")
		submit["state"] = object{"values": object{"answer": object{"text": object{"type": "plain_text_input", "value": "Done"}}}}
		done := a.page("submit", submit)
		wants(t, done, true, "ok")
		wants(t, done, nil, "errors")
		wants(t, s.frames("interactive")[1], "Done", "payload", "view", "state", "values", "answer", "text", "value")

		var form bytes.Buffer
		w := multipart.NewWriter(&form)
		w.WriteField("as", ana)
		part, _ := w.CreateFormFile("file", "notes.txt")
		io.WriteString(part, "my notes")
		w.Close()
		_, _, answer := a.post("/page/upload", w.FormDataContentType(), "", form.Bytes())
		file := decodeObject(t, answer)["file"]
		wants(t, file, 8.0, "size")
		shared := a.page("say", object{"as": ana, "channel": in, "text": "", "file_ids": []any{get(file, "id")}})
		wants(t, shared, "notes.txt", "message", "files", 0, "name")
	})
}

// SLACK.md 1.1, DESIGN 3.8: Host and Origin are checked, save on /link.
func TestForeignPagesAreRefused(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		for name, c := range map[string]struct {
			path, host string
			header     http.Header
			want       int
		}{
			"the page":             {"", "127.0.0.1:8910", nil, 200},
			"by another name":      {"", "rebound.example:8910", nil, 403},
			"IPv6":                 {"page/state", "[::1]:8910", nil, 200},
			"own origin":           {"page/state", "localhost:8910", http.Header{"Origin": {"http://localhost:8910"}}, 200},
			"another origin":       {"page/state", "localhost:8910", http.Header{"Origin": {"https://example.org"}}, 403},
			"another port":         {"api/auth.test", "localhost:8910", http.Header{"Origin": {"http://localhost:3000"}}, 403},
			"another site":         {"page/state", "localhost:8910", http.Header{"Sec-Fetch-Site": {"cross-site"}}, 403},
			"a file without leave": {"files/F404/x", "localhost:8910", nil, 200},
		} {
			r, _ := http.NewRequest("GET", PipeURL+c.path, nil)
			r.Host = c.host
			if c.header != nil {
				r.Header = c.header
			}
			response, err := a.http.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			data, _ := io.ReadAll(response.Body)
			response.Body.Close()
			if response.StatusCode != c.want {
				t.Errorf("%s: HTTP %d %s", name, response.StatusCode, data)
			}
			if c.path == "" && c.want == 200 && !strings.Contains(response.Header.Get("Content-Security-Policy"), "default-src 'none'") {
				t.Error("the page has no content policy")
			}
			if strings.HasPrefix(c.path, "files") && !strings.Contains(string(data), "Sign in") {
				t.Errorf("%s: %s", name, data)
			}
		}
		if status, _, _ := a.post("/page/say", "text/plain", "", []byte("{}")); status != 415 {
			t.Errorf("a plain form got HTTP %d", status)
		}
	})
}

func TestRestartContinues(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		begin := func(dir string) *Workspace {
			ws, err := New(Options{Dir: dir})
			if err != nil {
				t.Fatal(err)
			}
			return ws
		}
		ws := begin(dir)
		_, token := ws.Tokens()
		ts, err := ws.As("ana").Say(practice, "kept")
		if err != nil {
			t.Fatal(err)
		}
		ws.state.Homes[ws.PersonID("ana")] = &View{ID: "V1", Type: "home"}
		ws.As("ben").Clip("general", "", "Moved to the cloud.")
		ws.As("ana").Upload("general", "", "a.txt", []byte("file"), "with a file")
		time.Sleep(time.Second) // long enough to be saved, without a clean end
		left := t.TempDir()
		if err := os.CopyFS(left, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		crashed := begin(left)
		if said := crashed.As("ana").Messages(practice); len(said) != 1 || said[0].TS != ts {
			t.Errorf("after a crash there is %v", said)
		}
		crashed.Close()
		ws.As("ana").Say(practice, "the last word")
		if err := ws.Close(); err != nil {
			t.Fatal(err)
		}
		ws = begin(dir)
		defer ws.Close()
		if said := ws.As("ana").Messages(practice); len(said) != 2 {
			t.Errorf("after a clean end there is %v", said)
		}
		if _, again := ws.Tokens(); again != token {
			t.Error("the token changed")
		}
		file := ws.As("ben").Messages("general")[1].Files[0]
		if data, err := ws.As("ben").Download(file); err != nil || string(data) != "file" {
			t.Errorf("the file holds %q, %v", data, err)
		}
		if ws.Pending() != 2 {
			t.Errorf("%d events wait for the app, want 2", ws.Pending())
		}
		info, err := os.Stat(filepath.Join(dir, "state.json"))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("the state's mode is %v, %v", info.Mode(), err)
		}
		if home, ok := ws.As("ana").HomeView(); !ok || home.ID != "V1" {
			t.Error("the Home tab is gone")
		}
		time.Sleep(time.Minute)
		if clip := ws.As("ben").Messages("general")[0].Files[0]; clip.Transcription.Status != "complete" {
			t.Errorf("after the restart the clip is %+v", clip.Transcription)
		}
		next, _ := ws.As("ana").Say(practice, "later")
		if parseTS(next) <= parseTS(ts) {
			t.Error("time went backwards")
		}
	})
}

func TestDamagedStateIsNamed(t *testing.T) {
	dir := t.TempDir()
	os.WriteFile(filepath.Join(dir, "state.json"), []byte("{"), 0o600)
	if _, err := New(Options{Dir: dir}); err == nil || !strings.Contains(err.Error(), "state.json") {
		t.Errorf("got %v", err)
	}
}

// On a real listener, with a page open, Serve ends when told to.
func TestServeEnds(t *testing.T) {
	ws, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- ws.Serve(ctx, l) }()
	response, err := http.Get("http://" + l.Addr().String() + "/page/events?as=ana")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if err := ws.Close(); err != nil {
		t.Error(err)
	}
}

func TestObserversAndQuiet(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		a.link(plain)
		var kinds []string
		stop := a.ws.Observe(func(o Observation) {
			kinds = append(kinds, o.Kind)
			a.ws.Pending() // an observer may use the workspace
		})
		a.ws.As("ana").Say(practice, "Hello")
		a.call("chat.postMessage", object{"channel": "C404"})
		if err := a.ws.Quiet(context.Background(), time.Second); err != nil {
			t.Error(err)
		}
		stop()
		a.ws.As("ana").Say(practice, "unseen")
		if got := strings.Join(kinds, " "); got != "post event call" {
			t.Errorf("observed %s", got)
		}
		if n := a.ws.Calls()["chat.postMessage"]; n != 1 {
			t.Errorf("%d calls", n)
		}
	})
}

func TestComposedText(t *testing.T) {
	r := resolver{
		user:    func(name string) string { return map[string]string{"ana": "U1"}[name] },
		channel: func(name string) string { return map[string]string{"general": "C1"}[name] },
	}
	for typed, want := range map[string]string{
		"plain":                          "plain",
		"a < b && c > d":                 "a &lt; b &amp;&amp; c &gt; d",
		"@ana @bob @here":                "<@U1> @bob <!here>",
		"mail@ana.example, #general #no": "mail@ana.example, <#C1|general> #no",
		"see https://x.org/a?b=1&c=2.":   "see <https://x.org/a?b=1&amp;c=2>.",
		"> quoted\nthen":                 "&gt; quoted\nthen",
		"```a":                           "```a",
		"```a < b```":                    "```a &lt; b```",
		"ok 👍":                           "ok :+1:",
	} {
		text, blocks := r.compose(typed)
		if text != want {
			t.Errorf("%q became %q, want %q", typed, text, want)
		}
		if problems := CheckMessage(mustJSON(blocks)); len(problems) > 0 {
			t.Errorf("%q has bad blocks: %v", typed, problems)
		}
		if _, err := json.Marshal(blocks); err != nil {
			t.Error(err)
		}
	}
}
