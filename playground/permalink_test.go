package playground

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// What auth.test and chat.getPermalink give to the app opens the page.
func TestPermalinksOpenThePage(t *testing.T) {
	within(t, Options{}, func(t *testing.T, a *app) {
		in := a.ws.ChannelID(practice)
		root, _ := a.ws.As("ana").Say(practice, "A question")
		reply, _ := a.ws.As("ben").Reply(practice, root, "An answer")
		base := get(a.call("auth.test", object{}), "url").(string)
		if base != PipeURL {
			t.Errorf("the workspace is at %s, want %s", base, PipeURL)
		}
		link := func(ts string) string {
			return get(a.call("chat.getPermalink", object{"channel": in, "message_ts": ts}), "permalink").(string)
		}
		place := base + "archives/" + in
		if want := place + "/p" + strings.ReplaceAll(root, ".", ""); link(root) != want+"?thread_ts="+root+"&cid="+in && link(root) != want {
			t.Errorf("the permalink is %s, want %s", link(root), want)
		}
		for name, c := range map[string]struct {
			url    string
			status int
		}{
			"a channel":          {place, 200},
			"a message":          {link(root), 200},
			"a reply":            {link(reply), 200},
			"a redirect":         {base + "app_redirect?channel=" + in, 200},
			"what is nowhere":    {base + "archives/", 404},
			"more than a place":  {place + "/p1/2", 404},
			"a file of the page": {base + "js/app.js", 200},
		} {
			response, err := a.http.Get(c.url)
			if err != nil {
				t.Fatal(err)
			}
			data, _ := io.ReadAll(response.Body)
			response.Body.Close()
			page := strings.Contains(string(data), `<div id="app"`)
			if response.StatusCode != c.status || page != (c.status == http.StatusOK && !strings.HasSuffix(c.url, ".js")) {
				t.Errorf("%s, %s: HTTP %d, the page: %v", name, c.url, response.StatusCode, page)
			}
			if c.status == 200 && response.Header.Get("Content-Security-Policy") == "" {
				t.Errorf("%s has no content policy", name)
			}
		}
	})
}
