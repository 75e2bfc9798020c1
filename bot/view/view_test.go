package view_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"github.com/slack-go/slack"

	"greenroom/bot/view"
	"greenroom/playground"
)

var update = flag.Bool("update", false, "write the golden files anew")

// hostile are texts that people, packs and configs may hold.
var hostile = map[string]string{
	"very long":            strings.Repeat("All work and no play makes an IT manager dull. ", 900),
	"one long word":        strings.Repeat("x", 40_000),
	"mentions":             strings.Repeat("<!channel> <!here> <!everyone> <@U0999EVE> <!subteam^S1|@all> <#C1> @channel ", 500),
	"links":                strings.Repeat("<https://evil.example|click here> https://evil.example/x <mailto:a@b.c|a@b.c> ", 500),
	"half a token":         strings.Repeat("<!chan", 7000),
	"brackets":             strings.Repeat("<", 40_000),
	"ampersands":           strings.Repeat("&", 40_000),
	"escapes":              strings.Repeat("&lt;!channel&gt; ", 2500),
	"escapes of escapes":   strings.Repeat("&amp;lt;!channel&amp;gt; ", 2000),
	"control characters":   strings.Repeat("\x00\x07\x1b[31mred\x7f\u0085\r\v\t", 4000),
	"right to left":        strings.Repeat("\u202eevil\u202c \u2067שלום עולם\u2069 ", 2000),
	"emoji only":           strings.Repeat("👩‍👩‍👧‍👦🇩🇪👍🏽", 2000),
	"piles of accents":     "a" + strings.Repeat("\u0301", 40_000),
	"joiners only":         strings.Repeat("\u200d", 40_000),
	"fences":               strings.Repeat("```\n*bold* _it_ ~no~ `code`\n> quote\n", 1200),
	"line breaks":          strings.Repeat("\n", 40_000),
	"broken bytes":         strings.Repeat("\xff\xfe\xc3(", 10_000),
	"quotes and slashes":   strings.Repeat(`"\`, 20_000),
	"beyond the plane":     strings.Repeat("𝕏", 20_000),
	"blank letters":        strings.Repeat("\u3164\u2800 ", 9000),
	"only a space":         " ",
	"bidi marks only":      strings.Repeat("\u202e", 9000),
	"line separators":      strings.Repeat("a\u2028b\u2029", 9000),
	"a date token":         strings.Repeat("<!date^1^{date}^https://evil.example|x> ", 900),
	"unfinished link":      "<https://evil.example|" + strings.Repeat("y", 40_000),
	"markup in a label":    strings.Repeat("<https://evil.example|<!channel>> ", 900),
	"one of everything":    "<@U1> & *x* \u202e \x00 👩‍👧 ``` > -- #\n\n\n\n",
	"a very long URL":      "<https://evil.example/" + strings.Repeat("a", 5000) + ">",
	"nothing but newlines": "\r\n\r\n",
}

// whole are the hostile texts that are tried at their full length, one for each
// way to be long. Of the others it is the characters that count.
var whole = []string{"very long", "one long word", "ampersands", "unfinished link"}

// hostileSample returns a sample of the text of that name. Packs hold less than
// people may say: the bank refuses what is longer.
func hostileSample(name string) sample {
	said := hostile[name]
	if !slices.Contains(whole, name) {
		said = said[:min(len(said), 800)]
	}
	return sample{said: said, packed: said[:min(len(said), 4000)]}
}

func TestViewsAreAsTheyWere(t *testing.T) {
	shots := map[string]any{}
	for name, m := range (sample{}).messages() {
		if !strings.HasPrefix(name, "refusal ") {
			shots[name] = map[string]any{"text": m.Text, "blocks": m.Blocks}
		}
	}
	for name, v := range (sample{}).modals() {
		shots[name+".modal"] = v
	}
	for name, v := range (sample{}).homes() {
		shots[name+".home"] = v
	}
	if !*update {
		files, err := filepath.Glob("testdata/*.json")
		if err != nil || len(files) != len(shots) {
			t.Errorf("%d golden files for %d views, %v", len(files), len(shots), err)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(shots)) {
		var got bytes.Buffer
		enc := json.NewEncoder(&got)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", " ")
		if err := enc.Encode(shots[name]); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", name+".json")
		if *update {
			if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s has changed; look at it and run the tests with -update\n%s", name, firstDifference(want, got.Bytes()))
		}
	}
}

func firstDifference(want, got []byte) string {
	w, g := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d\n was %s\n is  %s", i+1, w[i], g[i])
		}
	}
	return fmt.Sprintf("it had %d lines, it has %d", len(w), len(g))
}

func TestSlackTakesEveryView(t *testing.T) {
	samples := map[string]sample{"usual words": {}}
	for name := range hostile {
		samples[name] = hostileSample(name)
	}
	for name, s := range samples {
		for what, m := range s.messages() {
			checkMessage(t, name+": "+what, m)
		}
		for what, v := range s.modals() {
			checkView(t, name+": "+what, v)
			if v.Title == nil || v.Close == nil {
				t.Errorf("%s: %s has no title or no way out", name, what)
			}
		}
		for what, v := range s.homes() {
			checkView(t, name+": "+what, v)
		}
	}
}

func TestWhatGoesWithAnAckFitsIntoIt(t *testing.T) {
	for name := range hostile {
		s := hostileSample(name)
		round := s.round()
		round.PausedAt = now
		for what, v := range map[string]any{
			"answer kept": view.AnswerKept(s.question(), s.answer(), s.report(), s.tries(), true),
			"found":       view.ReviewFound(s.page(), s.narrowed(), now),
			"told":        view.Told(view.RunningAlready(round, permalink, s.choice())),
			"status":      view.Status(s.status()),
			"help":        view.Help(true, &round),
			"unknown":     view.Unknown(s.said, s.packed),
			"round moved": view.RoundMoved(round, permalink),
		} {
			if j, err := json.Marshal(v); err != nil || len(j) >= 20_000 {
				t.Errorf("%s: %s has %d bytes, %v", name, what, len(j), err)
			}
		}
	}
}

func checkMessage(t *testing.T, name string, m view.Message) {
	t.Helper()
	j, err := json.Marshal(map[string]any{"text": m.Text, "blocks": m.Blocks})
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	for _, p := range playground.CheckMessage(j) {
		t.Errorf("%s: %s", name, p)
	}
	if n := len(utf16.Encode([]rune(m.Text))); strings.TrimSpace(m.Text) == "" || n > 4000 {
		t.Errorf("%s: fallback text of %d characters", name, n)
	}
	checkMrkdwn(t, name, m.Text)
	if n := checkWords(t, name, j); n-len([]rune(m.Text)) > 10_000 {
		t.Errorf("%s: %d characters in its blocks", name, n)
	}
}

func checkView(t *testing.T, name string, v any) {
	t.Helper()
	j, err := json.Marshal(v)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	for _, p := range playground.CheckView(j) {
		t.Errorf("%s: %s", name, p)
	}
	checkWords(t, name, j)
}

// checkWords looks into every text of a view and returns their length together.
func checkWords(t *testing.T, name string, j []byte) int {
	t.Helper()
	var v any
	if err := json.Unmarshal(j, &v); err != nil {
		t.Fatal(err)
	}
	total := 0
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			if s, ok := v["text"].(string); ok {
				total += len([]rune(s))
				if i := strings.IndexFunc(s, unseen); i >= 0 {
					t.Errorf("%s: %.40q holds what cannot be seen", name, s[i:])
				}
				if v["type"] == "mrkdwn" {
					checkMrkdwn(t, name, s)
				}
			}
			switch v["type"] {
			case "link", "user", "channel", "broadcast", "usergroup", "emoji":
				t.Errorf("%s has an element %v", name, v)
			}
			for _, x := range v {
				walk(x)
			}
		}
	}
	walk(v)
	return total
}

func unseen(r rune) bool {
	return unicode.IsControl(r) && r != '\n' || r == unicode.ReplacementChar || unicode.Is(unicode.Bidi_Control, r)
}

// live are the only tokens that may stand in mrkdwn: our own.
var live = regexp.MustCompile(`^<(@U0123ANA|#C0123ABCD|!date\^\d+\^\{[^<>|]+\|[^<>|]+|` + regexp.QuoteMeta(permalink) + `\|(see it in Slack|\d))>`)

var escaped = regexp.MustCompile(`^&(amp|lt|gt);`)

func checkMrkdwn(t *testing.T, name, s string) {
	t.Helper()
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '<':
			token := live.FindString(s[i:])
			if token == "" {
				t.Errorf("%s: %.60q is live", name, s[i:])
				return
			}
			i += len(token) - 1
		case s[i] == '>':
			t.Errorf("%s: a bracket is not escaped in %.60q", name, s[max(0, i-30):])
			return
		case s[i] == '&' && !escaped.MatchString(s[i:min(len(s), i+5)]):
			t.Errorf("%s: an ampersand is not escaped in %.60q", name, s[i:])
			return
		}
	}
}

func TestHomeKeepsToAHundredBlocksWhateverThereIs(t *testing.T) {
	s := hostileSample("very long")
	round := s.round()
	h := view.HomeData{
		Running: &round, RoundURL: permalink, Progress: s.progress(), Settings: s.settings(), Now: now,
	}
	for range 300 {
		h.Open = append(h.Open, view.OpenQuestion{Post: s.post(), Question: s.question(), URL: permalink})
		h.Due, h.Plan = append(h.Due, slack.NewDividerBlock()), append(h.Plan, slack.NewDividerBlock())
		h.Latest = append(h.Latest, s.page().Answers...)
	}
	h.Rounds = s.lastRounds()
	v := view.Home(h)
	checkView(t, "a home with everything", v)
	if n := len(v.Blocks.BlockSet); n > 90 {
		t.Errorf("%d blocks", n)
	}
}
