package cli

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"greenroom/bank"
	"greenroom/playground"
)

// An envelope that cannot be read is acked, so that Slack does not send it again
// and again, and logged without what it says; the bot goes on.
func TestWhatCannotBeReadIsAckedAndLoggedWithoutItsText(t *testing.T) {
	payloads := map[string][]string{
		"events_api": {
			`{"event":"canary"}`, `{"event":{"type":"message","text":["canary"]}}`, `["canary"]`, `null`, `"canary"`, `{}`, `{"event":null}`,
			`{"event":{"type":"message","user":"U1","text":"canary","ts":"canary","channel":"C1","thread_ts":"nonsense"}}`,
			`{"event":{"type":"message","subtype":"message_changed","message":null}}`,
			`{"event":{"type":"message","subtype":"message_deleted","deleted_ts":"canary","previous_message":{}}}`,
			`{"event":{"type":"canary"}}`, `{"event":{"type":"app_home_opened","tab":"home"}}`,
		},
		"slash_commands": {`["canary"]`, `{}`, `{"command":5,"text":"canary"}`, `{"command":"/other","text":"canary","user_id":"U0N27SP2AT2"}`},
		"interactive": {
			`["canary"]`, `{}`, `{"type":"canary"}`, `{"type":"block_actions","actions":[]}`, `{"type":"block_actions","actions":[null]}`,
			`{"type":"block_actions","actions":"canary"}`, `{"type":"block_actions","user":{"id":"U1"},"actions":[{"action_id":"canary","type":"canary"}]}`,
			`{"type":"view_submission","view":null}`, `{"type":"view_submission","view":{"state":{"values":"canary"}}}`,
			`{"type":"view_submission","user":{"id":"U1"},"view":{"callback_id":"answer.submit","private_metadata":"canary","blocks":[{"type":"canary"}]}}`,
			`{"type":"message_action","callback_id":"feedback_on_answer","message":null,"user":null}`, `{"type":"view_closed","view":{"id":"canary"}}`,
		},
		"canary_type": {`{"text":"canary"}`},
	}
	var log book
	var wire *wire
	inWorld(t, func(t *testing.T, p *player) {
		for kind, all := range payloads {
			for i, payload := range all {
				id := fmt.Sprintf("%s-%d", kind, i)
				frame := fmt.Sprintf(`{"envelope_id":%q,"type":%q,"payload":%s}`, id, kind, payload)
				if _, err := wire.raw(wire.link(), id, []byte(frame)); err != nil {
					t.Errorf("%s %s is not acked", kind, payload)
				}
			}
		}
		// These are no envelopes at all.
		for _, frame := range []string{`canary`, `{"envelope_id":"x","type":"events_api","payload":{"canary"`, `[]`, `{"type":"canary"}`, ``, `{"envelope_id":5}`} {
			_ = wire.link().write([]byte(frame))
			time.Sleep(time.Second)
		}
		time.Sleep(time.Minute)
		told, err := wire.send("slash_commands", map[string]string{"command": "/interview", "text": "help", "user_id": p.ws.PersonID("ben")})
		if err != nil || !strings.Contains(string(told), "mock round") {
			t.Errorf("afterwards: %v %.200s", err, told)
		}
		for line := range strings.Lines(log.String()) {
			// Kinds and names of actions are Slack's and ours.
			if strings.Contains(strings.NewReplacer("canary_type", "", "action=canary", "", "intent=canary", "", "type=canary", "").Replace(line), "canary") || strings.Contains(line, "broke") {
				t.Errorf("the log: %s", line)
			}
		}
		p.hush("")
	}, onWire(&wire), func(w *world) {
		w.logger = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
}

func TestAButtonOfAnotherVersionSaysSo(t *testing.T) {
	var wire *wire
	inWorld(t, func(t *testing.T, p *player) {
		time.Sleep(time.Hour)
		post, err := p.question()
		if err != nil {
			t.Fatal(err)
		}
		_, err = wire.send("interactive", map[string]any{
			"type": "block_actions", "user": map[string]any{"id": p.ws.PersonID("ben")}, "channel": map[string]any{"id": p.ws.ChannelID(practiceChannel)},
			"container": map[string]any{"type": "message", "message_ts": post.ts},
			"actions":   []any{map[string]any{"type": "button", "block_id": "b", "action_id": "of.yore", "value": "x"}},
		})
		if err != nil {
			t.Error(err)
		}
		time.Sleep(time.Second)
		p.plays("see post: Reply in this thread", "as ben", "see private: nothing has changed", "forgive unknown action")
	}, onWire(&wire))
}

func TestAQuestionThatTheBankHasLostIsSaidAndItsAnswersAreKept(t *testing.T) {
	inWorld(t, func(t *testing.T, p *player) {
		p.plays("wait 1h", "see post: Reply in this thread", "as ben", "reply "+story, "wait 30s", "see private: Feedback",
			"command /interview technical express", "see private: DM", "see dm: Technical", "see dm: Question 1 of 3")
		p.end()
		p.bank = bank.New([]bank.Question{{
			ID: "another", Ask: "What else?", Style: bank.Behavioural, Round: bank.Areas()[0].Round(), Area: bank.Areas()[0], Level: bank.Manager,
		}})
		p.start()
		for _, button := range []string{"Guidance", "Follow-ups"} {
			p.plays("on question", "click "+button, "see private: no longer have that question")
		}
		// What was asked can still be answered.
		p.plays("on question", "click Answer privately", "fill answer = In private: "+story, "submit", "see modal: Edit", "close")
		p.plays("reply @greenroom why", "see private: no longer have that question")
		p.plays("command /interview review", "see modal: four hundred", "press Open", "see modal: four hundred", "close")
		p.plays("as chioma", "reply I too once had a queue like that, and what I did was to answer the oldest ticket first each morning for a month.",
			"wait 2m", "see question: 2 people have answered", "as ben")
		// The round goes on with the wording that it has.
		p.plays("dm "+story, "dm done", "wait 10s", "dm "+story, "dm done", "wait 10s", "click Hint", "wait 10s", "dm end", "wait 10s", "dm debrief", "wait 20s")
		if kept := p.answersOf("ben"); len(kept) < 4 {
			t.Errorf("kept: %q", kept)
		}
		for _, line := range p.log.lines() {
			t.Error(line)
		}
		p.hush()
	})
}

// removes deletes a message of the bot's, as an admin of the workspace could.
func (w *world) removes(at spot) {
	w.t.Helper()
	_, token := w.ws.Tokens()
	resp, err := w.pipe.Client().PostForm(playground.PipeURL+"api/chat.delete", url.Values{
		"token": {token}, "channel": {w.ws.ChannelID(at.channel)}, "ts": {at.ts},
	})
	if err != nil || resp.StatusCode != http.StatusOK {
		w.t.Fatalf("delete: %v %v", resp, err)
	}
	_ = resp.Body.Close()
}

func TestAPrivateAnswerWhoseQuestionIsGoneIsNotShownAndItsAuthorIsTold(t *testing.T) {
	inWorld(t, func(t *testing.T, p *player) {
		p.plays("wait 1h", "see post: Answer privately", "as chioma", "reply Good question, that one.",
			"as ben", "on question", "click Answer privately", "fill answer = "+story, "submit", "see modal: four hundred")
		post, err := p.question()
		if err != nil {
			t.Fatal(err)
		}
		p.removes(post)
		p.plays("press Post it in the thread", "wait 10s", "see dm: couldn't post your answer", "close", "forgive refused")
		for _, who := range everybody {
			for _, m := range p.ws.As(who).Messages(practiceChannel) {
				if strings.Contains(string(m.Blocks), "four hundred") {
					t.Errorf("it stands in the channel: %s", m.Text)
				}
			}
		}
		p.plays("command /interview review", "see modal: four hundred", "close")
		// Who answers in the thread that is left is not forgotten, and nothing breaks.
		if _, err := p.ws.As("dmitri").Reply(practiceChannel, post.ts, "Mine: "+story); err != nil {
			t.Log(err)
		}
		time.Sleep(3 * time.Minute)
		p.hush("posting refused")
	})
}

func TestWhenTheBotIsNotInTheChannelAdminsAreToldOnceWhatToType(t *testing.T) {
	for how, part := range map[string]struct {
		away  func(*world) error
		words string
	}{
		"kicked":   {func(w *world) error { return w.ws.Kick(practiceChannel) }, "/invite @greenroom"},
		"archived": {func(w *world) error { return w.ws.Archive(practiceChannel) }, "archived"},
	} {
		t.Run(how, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := newPlayer(newWorld(t))
				defer p.close()
				if err := part.away(p.world); err != nil {
					t.Fatal(err)
				}
				p.plays("wait 1h", "see dm: "+part.words, "never dm: question", "wait 12h", "forgive refused")
				if how == "kicked" {
					if err := p.ws.Invite(practiceChannel); err != nil {
						t.Fatal(err)
					}
					p.plays("command /interview post", "see private: weekdays", "see post: Reply in this thread", "see dm: works for me again")
				}
			})
		})
	}
}
