package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/playground"
)

// hostile are texts that a person may type, or a pack may hold. All but the
// emoji say "evil".
var hostile = []string{
	"@channel @here @ben #general evil <!channel> <!here> <@U0EVIL> <!subteam^S1|@all> <https://evil.example|bank> https://evil.example",
	"&lt;!channel&gt; &amp;lt;!here&amp;gt; <!chan<!channel>nel> evil <<@U0EVIL>>",
	"```\nevil\n``` *evil* _evil_ ~evil~ `evil` > evil\n> evil\n• evil :tada: :evil:",
	strings.Repeat("evil word ", 4000),
	"evil" + strings.Repeat("x", 39_000),
	strings.Repeat("<!channel>&<evil>", 300),
	"evil\u202egnp.exe\u202c \u2066evil\u2069 \x00\x01\x07\x1b[31m evil \u200b\u200b\ufeff\ufffe",
	"e" + strings.Repeat("\u0301", 1000) + "vil evil",
	"evil" + strings.Repeat("\n", 5000) + "evil",
	"🎉🎉👩‍👩‍👧‍👦🇩🇪",
	strings.Repeat("👩‍👩‍👧‍👦", 500) + " evil",
	`=HYPERLINK("https://evil.example") evil {"type":"link"} \u003c!channel\u003e`,
}

// A recorder keeps what goes through it.
type recorder struct {
	http.RoundTripper
	mu   sync.Mutex
	sent []string
}

func (r *recorder) RoundTrip(q *http.Request) (*http.Response, error) {
	if q.Body != nil {
		all, err := io.ReadAll(q.Body)
		if err != nil {
			return nil, err
		}
		q.Body = io.NopCloser(bytes.NewReader(all))
		r.mu.Lock()
		if strings.Contains(q.URL.Path, "chat.") || strings.Contains(q.URL.Path, "views.") || strings.Contains(q.URL.Path, "/response/") {
			r.sent = append(r.sent, string(all))
		}
		r.mu.Unlock()
	}
	return r.RoundTripper.RoundTrip(q)
}

// live matches what Slack makes a mention or a link in mrkdwn and in a text
// without blocks; dates are the bot's own.
var live = regexp.MustCompile(`<([!@#][^>]*|[a-z]+:[^>]*)>`)

// checkWords holds one message or view to its place: nothing in it can ping or
// link but a mention of mine, nor does mrkdwn hold words that are not the bot's.
func checkWords(t *testing.T, sent string, mine ...string) {
	t.Helper()
	mrkdwn := func(s string) {
		for _, m := range live.FindAllStringSubmatch(s, -1) {
			ours := strings.HasPrefix(m[1], "!date^") || strings.HasPrefix(m[1], playground.PipeURL)
			for _, id := range mine {
				ours = ours || m[1] == "@"+id
			}
			if !ours {
				t.Errorf("%q is live in %.300q", m[0], s)
			}
		}
	}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			text, _ := v["text"].(string)
			switch v["type"] {
			case "link", "user", "usergroup", "broadcast", "channel", "date", "image":
				t.Errorf("a live element: %.300v", v)
			case "mrkdwn":
				mrkdwn(text)
				if strings.Contains(text, "evil") || v["verbatim"] != true {
					t.Errorf("mrkdwn that is not the bot's own: %.300v", v)
				}
			}
			if to, ok := v["url"].(string); ok && !strings.HasPrefix(to, playground.PipeURL) {
				t.Errorf("a link to %q", to)
			}
			for _, x := range v {
				walk(x)
			}
		}
	}
	var tree any
	if err := json.Unmarshal([]byte(sent), &tree); err == nil {
		walk(tree)
		return
	}
	form, err := url.ParseQuery(sent)
	if err != nil {
		t.Errorf("unreadable: %.100q", sent)
	}
	mrkdwn(form.Get("text"))
	if form.Has("link_names") || form.Get("parse") == "full" {
		t.Errorf("Slack is asked to find links: %.200q", sent)
	}
	if blocks := form.Get("blocks"); blocks != "" {
		if err := json.Unmarshal([]byte(blocks), &tree); err != nil {
			t.Errorf("blocks: %v", err)
		}
		walk(tree)
	}
}

// safely plays with a bot of which every message and view must keep its place,
// and be taken by Slack.
func safely(t *testing.T, f func(p *player), change ...func(*world)) {
	sent := &recorder{}
	inWorld(t, func(t *testing.T, p *player) {
		stop := p.ws.Observe(func(o playground.Observation) {
			if o.Kind == "call" && o.Error != "" && o.Error != "hash_conflict" {
				t.Errorf("%s was refused with %s", o.Method, o.Error)
			}
		})
		defer stop()
		f(p)
		time.Sleep(10 * time.Minute)
		p.hush()
		sent.mu.Lock()
		bodies := slices.Clone(sent.sent)
		sent.mu.Unlock()
		if len(bodies) < 20 {
			t.Errorf("only %d messages were sent: the test tests nothing", len(bodies))
		}
		for _, h := range p.heard() { // what came in an ack, too
			if m, ok := p.message(h); ok {
				checkWords(t, string(m.Blocks), p.ws.PersonID("ben"))
			}
		}
		for _, s := range bodies {
			checkWords(t, s, p.ws.PersonID("ben"))
		}
	}, append(change, func(w *world) {
		sent.RoundTripper = w.client.Transport
		w.client = &http.Client{Transport: sent}
	})...)
}

// opened checks the modals that somebody has open, closes them, and returns how
// many there were.
func (p *player) opened(t *testing.T) int {
	t.Helper()
	time.Sleep(time.Second)
	views := p.actor().Views()
	for _, v := range views {
		checkWords(t, string(v.Blocks), p.ws.PersonID("ben"))
	}
	for range views {
		_ = p.actor().CloseView("")
	}
	return len(views)
}

func TestNoTextOfAPersonPingsLinksFormatsOrIsRefused(t *testing.T) {
	for i, text := range hostile {
		t.Run(fmt.Sprint("text ", i), func(t *testing.T) {
			safely(t, func(p *player) {
				time.Sleep(time.Hour)
				p.name = "ben"
				post, err := p.question()
				if err != nil {
					t.Fatal(err)
				}
				a := p.actor()
				must := func(what string, err error) {
					t.Helper()
					if err != nil {
						t.Errorf("%s: %v", what, err)
					}
					time.Sleep(2 * time.Second)
				}
				ts, err := a.Reply(practiceChannel, post.ts, text+"\n"+story)
				must("a reply", err)
				time.Sleep(40 * time.Second) // for the follow-up
				must("the shortcut", a.Shortcut("feedback_on_answer", practiceChannel, ts))
				p.opened(t)
				must("the form", a.Click(practiceChannel, post.ts, "Answer privately"))
				typed := text
				if runes := []rune(typed); len(runes) > 1400 {
					typed = string(runes[:1400]) // as much as a box takes
				}
				fields, err := a.Submit("", map[string]string{"answer": typed + "\n" + story})
				must(fmt.Sprint("a private answer: ", fields), err)
				must("publishing", a.ClickView("", "Post it in the thread"))
				p.opened(t)
				time.Sleep(10 * time.Second)
				short := text
				if runes := []rune(short); len(runes) > 3000 {
					short = string(runes[:3000])
				}
				must("a command", a.Command(practiceChannel, "/interview "+strings.ReplaceAll(short, "\n", " ")))
				_, err = a.DM(text)
				must("a word in the DM", err)
				must("the list", a.Command(practiceChannel, "/interview review"))
				must("one answer", a.ClickView("", "Open"))
				if p.opened(t) == 0 {
					t.Error("the answer did not open")
				}
				must("a round", a.Command(practiceChannel, "/interview technical express"))
				time.Sleep(5 * time.Second)
				for _, words := range []string{text + "\n" + story, "done", text, "done", text, "done", "end", "debrief", "export", "review"} {
					_, err := a.DM(words)
					must("a round: "+words[:min(len(words), 20)], err)
					time.Sleep(3 * time.Second)
				}
				must("the Home tab", a.OpenHome())
				if home, ok := a.HomeView(); !ok {
					t.Error("there is no Home")
				} else {
					checkWords(t, string(home.Blocks))
				}
				if !strings.Contains(p.threadText(practiceChannel, post.ts), "bought a self-service tool") {
					t.Error("the private answer was not published")
				}
			})
		})
	}
}

func TestNoTextOfAPackPingsLinksFormatsOrIsRefused(t *testing.T) {
	evil := strings.Repeat("<!channel> <@U0EVIL> *evil* https://evil.example ", 200)
	var questions []bank.Question
	for i, area := range bank.Areas() {
		questions = append(questions, bank.Question{
			ID: fmt.Sprintf("evil-%d", i), Ask: evil, Also: []string{evil}, Style: bank.Behavioural, Round: area.Round(), Area: area,
			Competencies: []bank.Competency{bank.Competencies()[i%15]}, Level: bank.Manager, Minutes: 2, Why: evil, Judges: evil,
			Structure: bank.Structure{Name: evil, Parts: []bank.Part{{Name: evil, Prompt: evil}, {Name: "b", Prompt: evil}}},
			Evidence:  []string{evil, evil}, Example: evil, Weak: bank.Weak{Text: evil, Flaws: []string{evil}},
			FollowUps: []bank.FollowUp{{Ask: evil, Checks: evil, Kind: bank.Depth}, {Ask: evil, Checks: evil, Kind: bank.EvidenceKind}},
			Signals:   []string{evil}, RedFlags: []string{evil}, Anchors: bank.Anchors{One: evil, Three: evil, Five: evil},
			KeyPoints: []bank.KeyPoint{{Point: evil, Terms: []string{"evil"}}},
		})
	}
	safely(t, func(p *player) {
		time.Sleep(time.Hour)
		p.name = "ben"
		p.plays("on question", "click Guidance", "press guidance.example")
		if p.opened(t) == 0 {
			t.Error("no guidance")
		}
		p.plays("on question", "click Follow-ups")
		p.opened(t)
		p.plays("on question", "click Answer privately", "press By parts")
		p.opened(t)
		for _, word := range []string{"guide", "why", "example", "follow-up", story, "feedback"} {
			if word != story {
				word = "@greenroom " + word
			}
			p.plays("reply "+word, "wait 40s")
		}
		p.plays("command /interview technical express", "wait 5s")
		for range 4 {
			p.plays("dm hint", "wait 3s", "dm guide", "wait 3s", "dm "+story, "dm done", "wait 3s", "dm "+story, "dm done", "wait 3s")
		}
		p.plays("dm debrief", "wait 10s", "dm review", "dm export", "command /interview status", "command /interview review")
		p.opened(t)
		p.plays("home")
	}, func(w *world) { w.bank = bank.New(questions) })
}
