package cli

import (
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
)

// scrape returns what /metrics says, as text and by series.
func (w *world) scrape() (text string, values map[string]float64) {
	w.t.Helper()
	handler, err := w.assembly.health().Handler(w.logger)
	if err != nil {
		w.t.Fatal(err)
	}
	page := httptest.NewRecorder()
	handler.ServeHTTP(page, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if page.Code != http.StatusOK {
		w.t.Fatalf("%d: %s", page.Code, page.Body)
	}
	text = page.Body.String()
	values = map[string]float64{}
	for line := range strings.Lines(text) {
		series, value, ok := strings.Cut(strings.TrimSpace(line), " ")
		if n, err := strconv.ParseFloat(value, 64); ok && err == nil && series[0] != '#' {
			values[series] = n
		}
	}
	return text, values
}

func TestMetricsTellAConversation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlayer(newWorld(t))
		defer p.close()
		defer p.log.forgive("uncertain")
		defer p.log.forgive("postponed")
		p.plays(`fault lost_response chat.postMessage
			wait 1h
			see post: Reply in this thread
			wait 5m
			as ben`, "reply "+story, `wait 30s
			see private: Feedback
			command /interview status
			see private: admins
			fault rate_limit chat.postMessage
			command /interview strategy express
			see private: DM
			see dm: Strategy
			see dm: Question 1 of 3
			on question
			click Guidance
			close
			reply 🎉
			wait 2m`)
		_, got := p.scrape()
		for series, want := range map[string]float64{
			`greenroom_envelopes_total{outcome="done",type="events_api"}`:                    1,
			`greenroom_envelopes_total{outcome="ignored",type="events_api"}`:                 8, // emoji alone, what the bot itself said, and the round's clock
			`greenroom_envelopes_total{outcome="refused",type="slash_commands"}`:             1,
			`greenroom_envelopes_total{outcome="done",type="slash_commands"}`:                1,
			`greenroom_envelopes_total{outcome="done",type="interactive"}`:                   1,
			`greenroom_envelopes_total{outcome="not_saved",type="events_api"}`:               0,
			`greenroom_ack_latency_seconds_count`:                                            12,
			`greenroom_postings_total{kind="question",outcome="uncertain"}`:                  1,
			`greenroom_postings_total{kind="question",outcome="found"}`:                      1,
			`greenroom_postings_total{kind="follow-up",outcome="delivered"}`:                 1,
			`greenroom_postings_total{kind="briefing",outcome="postponed"}`:                  1,
			`greenroom_postings_total{kind="briefing",outcome="delivered"}`:                  1,
			`greenroom_postings_waiting`:                                                     0,
			`greenroom_postings_oldest_age_seconds`:                                          0,
			`greenroom_connections`:                                                          2,
			`greenroom_ready`:                                                                1,
			`greenroom_answers_stored_total`:                                                 1,
			`greenroom_slack_rate_limited_total{method="chat.postMessage"}`:                  1,
			`greenroom_slack_requests_total{method="chat.postMessage",outcome="limited"}`:    1,
			`greenroom_slack_requests_total{method="chat.postEphemeral",outcome="answered"}`: 1,
		} {
			if v, ok := got[series]; !ok || v != want {
				t.Errorf("%s = %v (there: %v), want %v", series, v, ok, want)
			}
		}
		for _, series := range []string{"greenroom_store_commit_seconds_count", `greenroom_slack_rate_limit_wait_seconds_total{method="chat.postMessage"}`, "greenroom_store_bytes"} {
			if got[series] <= 0 {
				t.Errorf("%s = %v", series, got[series])
			}
		}
		if got["greenroom_ack_latency_seconds_count"] != got[`greenroom_ack_latency_seconds_bucket{le="+Inf"}`] {
			t.Error("the histogram does not add up")
		}
	})
}

// While Slack does not take messages the oldest one grows older.
func TestMetricsTellHowLongMessagesWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlayer(newWorld(t))
		defer p.close()
		defer p.log.forgive("postponed")
		p.plays("fault rate_limit chat.postMessage 1000", "wait 90m")
		_, got := p.scrape()
		if n, age := got["greenroom_postings_waiting"], got["greenroom_postings_oldest_age_seconds"]; n != 1 || age < 29*60 || age > 31*60 {
			t.Errorf("%v messages wait, the oldest for %v s", n, age)
		}
		p.plays("fault off", "wait 6m", "see post: Reply in this thread")
		if _, got := p.scrape(); got["greenroom_postings_oldest_age_seconds"] != 0 {
			t.Errorf("with none that waits the oldest is %v s old", got["greenroom_postings_oldest_age_seconds"])
		}
	})
}

// The names are kept to Prometheus' conventions, and the guide has each.
func TestMetricsAreWellNamedAndInTheGuide(t *testing.T) {
	guide, err := os.ReadFile("../docs/operator-guide.md")
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		p := newPlayer(newWorld(t, withBackups(t.TempDir())))
		defer p.close()
		p.plays("wait 1h", "see post: Reply in this thread", "as ben", "reply "+story, "wait 30s", "see private: Feedback")
		text, _ := p.scrape()
		problems, err := promlint.New(strings.NewReader(text)).Lint()
		if err != nil {
			t.Fatal(err)
		}
		for _, problem := range problems {
			t.Errorf("%s: %s", problem.Metric, problem.Text)
		}
		for _, name := range regexp.MustCompile(`(?m)^# HELP (greenroom_\w+) `).FindAllStringSubmatch(text, -1) {
			if !strings.Contains(string(guide), "`"+name[1]) {
				t.Errorf("the operator's guide does not name %s", name[1])
			}
		}
		for _, name := range regexp.MustCompile("`(greenroom_\\w+)").FindAllStringSubmatch(string(guide), -1) {
			if !strings.Contains(text, "# HELP "+name[1]+" ") && !slices.Contains([]string{
				// These have no value before Slack limits a call.
				"greenroom_slack_rate_limited_total", "greenroom_slack_rate_limit_wait_seconds_total",
			}, name[1]) {
				t.Errorf("the operator's guide names %s, which is not told", name[1])
			}
		}
	})
}
