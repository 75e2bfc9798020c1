package cli

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
)

// pokes is how many forged things each seed's people send.
const pokes = 400

// Whatever people send, with whatever ids in it: nobody is shown, sent or given
// another person's private answers, and nobody changes them. The ids are all
// that the store holds, so none has to be guessed.
func TestNobodyGetsAtAnothersPrivateAnswers(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { pry(t, rand.New(rand.NewPCG(seed, 6))) })
		})
	}
}

var everybody = []string{"ana", "ben", "chioma", "dmitri"}

// A prier sends what Slack would, with ids of its choosing.
type prier struct {
	*player
	wire   *wire
	chance *rand.Rand
	thread string

	ids    []string          // all that a button can carry
	owner  map[string]string // of an answer's or a round's id
	shared map[string]bool   // whose private answer was published, by its author

	mu   sync.Mutex
	told []told
}

type told struct{ to, body string }

func canary(who string) string { return "canary" + strings.ToUpper(who) }

// newPrier returns a prier that hears all that anybody is told.
func newPrier(t *testing.T) *prier {
	p := &prier{owner: map[string]string{}, shared: map[string]bool{}}
	p.player = newPlayer(newWorld(t, onWire(&p.wire), func(*world) {
		p.wire.told = func(to, body string) {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.told = append(p.told, told{to, body})
		}
	}))
	return p
}

func pry(t *testing.T, chance *rand.Rand) {
	p := newPrier(t)
	p.chance = chance
	defer p.close()
	time.Sleep(time.Hour)
	post, err := p.question()
	if err != nil {
		t.Fatal(err)
	}
	p.thread = post.ts
	p.settle()
	kept := p.kept()
	for range pokes {
		who := everybody[chance.IntN(len(everybody))]
		what := p.poke(who)
		now := p.kept()
		for _, other := range everybody {
			if other != who && now[other] != kept[other] {
				t.Errorf("%s of %s's changed what is kept of %s:\n%s\n%s", what, who, other, kept[other], now[other])
			}
		}
		kept = now
	}
	time.Sleep(time.Minute)
	p.judge()
	for _, line := range p.log.lines() {
		for _, bad := range []string{"broke", "panic", "not understood"} {
			if strings.Contains(line, bad) {
				t.Error(line)
			}
		}
	}
	p.hush("")
}

// settle gives everybody a private answer and a round with an answer in it.
func (p *prier) settle() {
	p.t.Helper()
	key := ""
	for _, s := range p.assembly.schedules {
		st, err := p.assembly.coach.Status(p.t.Context(), s.Schedule)
		if err != nil || len(st.Last) == 0 {
			p.t.Fatalf("no post: %v", err)
		}
		key = st.Last[0].Key
		p.ids = append(p.ids, key, st.Last[0].Question)
	}
	for i, who := range everybody {
		p.submit(who, view.CallAnswer, "post:"+key, fmt.Sprintf("first-%d", i), canary(who)+" private: "+story)
		p.command(who, "technical express")
		p.dm(who, canary(who)+" in a round: "+story)
		p.dm(who, "done")
		e, err := p.assembly.coach.Export(p.t.Context(), p.person(who), nil)
		if err != nil || len(e.Answers) != 2 || len(e.Rounds) != 1 {
			p.t.Fatalf("%s has %d answers and %d rounds: %v", who, len(e.Answers), len(e.Rounds), err)
		}
		for _, a := range e.Answers {
			p.owner[a.ID] = who
			p.ids = append(p.ids, a.ID, a.ID+"/own-part/message", a.ID+"/result/review", "id="+a.Question+"&story="+a.ID)
		}
		p.story(who, e.Answers[0].ID)
		for leg := range 2 {
			v := view.DebriefValue(e.Rounds[0].ID, leg, leg)
			p.owner[v] = who
			p.ids = append(p.ids, v)
		}
		for turn := range 3 {
			for _, at := range []practice.Step{
				{Turn: turn, Stage: practice.Asking}, {Turn: turn, Stage: practice.Elaborating}, {Turn: turn, Stage: practice.Following, Probe: 1},
				{Turn: turn, Stage: practice.Rating}, {Turn: turn, Stage: practice.Break},
			} {
				v := view.PressValue(e.Rounds[0].ID, at)
				p.owner[v], p.owner[v+"/4"] = who, who
				p.ids = append(p.ids, v, v+"/4")
			}
		}
	}
	p.ids = append(p.ids, "", "md", "json", "any", "0000000000001", "nonsense/1/asking", "../../etc/passwd")
}

// story has a person keep an answer of theirs as a story.
func (p *prier) story(who, answer string) {
	p.t.Helper()
	id, err := practice.ParseID(answer)
	if err == nil {
		_, err = p.assembly.coach.KeepStory(p.t.Context(), id, p.person(who), canary(who)+" in a round or not", []bank.Competency{"leadership"})
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

// kept returns what there is of each person, but for where it stands in Slack.
func (p *prier) kept() map[string]string {
	p.t.Helper()
	out := map[string]string{}
	err := p.assembly.coach.Store.View(p.t.Context(), func(tx practice.Tx) error {
		for _, who := range everybody {
			var b strings.Builder
			err := tx.AnswersBy(p.person(who), 0, func(a practice.Answer) bool {
				fmt.Fprintln(&b, a.ID, a.Text(), a.Rating, a.Attempt, a.Sharing, a.Votes)
				return true
			})
			if err != nil {
				return err
			}
			err = tx.RoundsBy(p.person(who), func(r practice.Round) bool {
				for i := range r.Turns {
					r.Turns[i].Noted = 0 // time goes by for everybody
				}
				fmt.Fprintln(&b, r.ID, r.Stage, r.Turn, r.Turns, r.Pauses, r.PausedAt, r.EndedAt)
				return true
			})
			if err != nil {
				return err
			}
			err = tx.StoriesBy(p.person(who), func(s practice.Story) bool {
				fmt.Fprintln(&b, s.ID, s.Title, s.Competencies, s.At)
				return true
			})
			if err != nil {
				return err
			}
			out[who] = b.String()
		}
		return nil
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return out
}

// poke does something at random, and returns what it was.
func (p *prier) poke(who string) (what string) {
	one := func(of []string) string { return of[p.chance.IntN(len(of))] }
	id := one(p.ids)
	switch p.chance.IntN(10) {
	case 0, 1, 2, 3, 4:
		action := one(view.Actions())
		if p.owner[id] == who && (action == view.ActPublish || action == view.ActShare) {
			p.shared[who] = true
		}
		if action == view.ActDelete && p.owner[id] == who {
			return ""
		}
		p.click(who, action, id, one([]string{"", "post:" + id, "edit:" + id, "again:" + id, id}))
		return action + " " + id
	case 5, 6:
		meta := one([]string{"post:", "again:", "edit:", "", "nonsense:"}) + id
		if strings.HasPrefix(meta, "edit:") && p.owner[id] == who {
			return ""
		}
		p.submit(who, one(view.Callbacks()), meta, fmt.Sprint(p.chance.Uint32()), "taken over by "+who+": "+story)
		return meta
	case 7:
		p.command(who, one([]string{
			"review", "export", "export json", "status", "help", "debrief", "debrief file", "done", "hint", "resume", "end", "technical express",
			"review " + p.ws.PersonID("ana"), "export " + p.ws.PersonID("ben"), "feedback " + id, "pause " + id,
			"stories", "story", "stories " + id, "practise story 1", "rename story 1 to " + canary(who) + " in a round again",
		}))
	case 8:
		p.dm(who, one([]string{"review", "export", "feedback", "status", "guide", "example", "debrief", "hint", "feedback " + id, "resume", "stories", "story", "tell story 1"}))
	case 9:
		p.shortcut(who, one([]string{p.thread, p.thread[:len(p.thread)-1] + "9"}))
	}
	return "a word"
}

func (p *prier) person(who string) practice.Person { return practice.Person(p.ws.PersonID(who)) }

// interact sends an interaction of a person's and keeps what its ack tells them.
func (p *prier) interact(who, kind string, payload map[string]any) {
	id := p.ws.PersonID(who)
	payload["user"] = map[string]any{"id": id}
	payload["user_id"], payload["channel_id"] = id, p.ws.ChannelID(practiceChannel)
	payload["trigger_id"], payload["response_url"] = "trigger/"+id, "http://127.0.0.1/hook/"+id
	ack, err := p.wire.send(kind, payload)
	if err != nil {
		p.t.Errorf("%s: %v", payload, err)
	}
	p.mu.Lock()
	p.told = append(p.told, told{id, string(ack)})
	p.mu.Unlock()
	time.Sleep(2 * time.Second)
}

func (p *prier) command(who, words string) {
	p.interact(who, "slash_commands", map[string]any{"command": "/interview", "text": words})
}

func (p *prier) click(who, action, value, meta string) {
	id := p.ws.PersonID(who)
	payload := map[string]any{
		"type":    "block_actions",
		"actions": []any{map[string]any{"type": "button", "action_id": action, "block_id": "b", "value": value}},
	}
	if p.chance.IntN(2) == 0 {
		payload["container"] = map[string]any{"type": "view", "view_id": "view/" + id}
		payload["view"] = map[string]any{"id": "view/" + id, "type": "modal", "hash": "1", "callback_id": view.CallAnswer, "private_metadata": meta, "state": map[string]any{"values": map[string]any{}}}
	} else {
		payload["container"] = map[string]any{"type": "message", "message_ts": p.thread, "channel_id": p.ws.ChannelID(practiceChannel)}
		payload["channel"] = map[string]any{"id": p.ws.ChannelID(practiceChannel)}
	}
	p.interact(who, "interactive", payload)
}

func (p *prier) submit(who, callback, meta, id, text string) {
	p.interact(who, "interactive", map[string]any{
		"type": "view_submission",
		"view": map[string]any{"id": id, "type": "modal", "callback_id": callback, "private_metadata": meta, "state": map[string]any{
			"values": map[string]any{"answer": map[string]any{"text": map[string]any{"type": "plain_text_input", "value": text}}},
		}},
	})
}

func (p *prier) shortcut(who, ts string) {
	p.interact(who, "interactive", map[string]any{
		"type": "message_action", "callback_id": view.CallMessageFeedback, "message_ts": ts,
		"channel": map[string]any{"id": p.ws.ChannelID(practiceChannel)}, "message": map[string]any{"ts": ts, "thread_ts": p.thread},
	})
}

func (p *prier) dm(who, text string) {
	now := time.Now().UnixMicro()
	event := replyEvent(p.ws.As(who).DMChannel(), "", fmt.Sprintf("%d.%06d", now/1e6, now%1e6), p.ws.PersonID(who), text)
	event["event"].(map[string]any)["channel_type"] = "im"
	if _, err := p.wire.send("events_api", event); err != nil {
		p.t.Errorf("dm %q: %v", text, err)
	}
	time.Sleep(3 * time.Second)
}

// judge holds what everybody was told, was sent and has kept against whose it is.
func (p *prier) judge() {
	p.t.Helper()
	reader := map[string]string{}
	for _, who := range everybody {
		reader[p.ws.PersonID(who)], reader[p.ws.As(who).DMChannel()] = who, who
	}
	p.mu.Lock()
	heard := slices.Clone(p.told)
	p.mu.Unlock()
	own := 0
	for _, said := range heard {
		for _, who := range everybody {
			switch seen := strings.Contains(said.body, canary(who)); {
			case seen && reader[said.to] == who:
				own++
			// What was said in a round cannot be published at all.
			case seen && (!p.shared[who] || reader[said.to] != "" || strings.Contains(said.body, canary(who)+" in a round")):
				p.t.Errorf("%s, which is %q, was told %s's: %.300s", said.to, reader[said.to], who, said.body)
			}
		}
	}
	if own < 20 {
		p.t.Errorf("people saw their own answers %d times: the test tests nothing", own)
	}
	for _, who := range everybody {
		for _, m := range p.ws.As(who).Messages("dm") {
			for _, f := range m.Files {
				content, err := p.ws.As(who).Download(f)
				if err != nil {
					p.t.Fatal(err)
				}
				p.own(who, string(content))
			}
		}
		e, err := p.assembly.coach.Export(p.t.Context(), p.person(who), nil)
		if err != nil {
			p.t.Fatal(err)
		}
		all, err := json.Marshal(e)
		if err != nil {
			p.t.Fatal(err)
		}
		p.own(who, string(all))
		left := 0
		for _, a := range e.Answers {
			if strings.HasPrefix(a.Text, canary(who)) {
				left++
			}
		}
		if left != 2 {
			p.t.Errorf("of %s's two answers %d are left", who, left)
		}
	}
}

// own makes sure that a file of somebody's holds nobody else's words.
func (p *prier) own(who, content string) {
	p.t.Helper()
	for _, other := range everybody {
		if other != who && (strings.Contains(content, canary(other)) || strings.Contains(content, "taken over by "+other)) {
			p.t.Errorf("an export of %s's holds words of %s's: %.400s", who, other, content)
		}
	}
}
