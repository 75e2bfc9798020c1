package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"greenroom/config"
	"greenroom/playground"
)

// TestScripts plays each conversation in testdata/scripts. A script is lines of
// what people do and what they see; one that the bot answers with anything that
// no line expects, or with a warning in its log, fails. The verbs are the keys
// of the table below.
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/scripts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			script, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			synctest.Test(t, func(t *testing.T) { play(t, file, string(script)) })
		})
	}
}

// A player plays a script.
type player struct {
	*world
	name    string            // who is "as" now
	seen    map[string]spot   // what each person saw last
	past    map[string][]spot // all that each person saw: the newest that has a button is what they click
	own     map[string]spot   // what each person said last: it is what they edit
	form    map[string]string // what was filled in since the last submit
	fields  map[string]string // the errors of the last submit
	channel string            // what the practice channel was renamed to
}

type spot struct{ channel, thread, ts string }

const practiceChannel = "interview-practice"

func play(t *testing.T, file, script string) {
	p := &player{world: newWorld(t), name: "ana", seen: map[string]spot{}, past: map[string][]spot{}, own: map[string]spot{}, form: map[string]string{}}
	defer p.close()
	for i, line := range strings.Split(script, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		word, rest, _ := strings.Cut(line, " ")
		do, ok := verbs[word]
		if !ok {
			t.Fatalf("%s:%d: unknown verb %q", file, i+1, word)
		}
		if err := do(p, strings.TrimSpace(rest)); err != nil {
			t.Fatalf("%s:%d: %s: %v", file, i+1, line, err)
		}
	}
}

// verbs are what a line can say.
var verbs = map[string]func(*player, string) error{
	"as":  func(p *player, who string) error { p.name = who; return nil },
	"say": (*player).say, "reply": (*player).reply, "dm": (*player).dm,
	"edit": func(p *player, text string) error {
		return p.settled(p.actor().Edit(p.mine().channel, p.mine().ts, text))
	},
	"delete":  func(p *player, _ string) error { return p.settled(p.actor().Delete(p.mine().channel, p.mine().ts)) },
	"command": func(p *player, typed string) error { return p.settled(p.actor().Command(practiceChannel, typed)) },
	"click":   func(p *player, what string) error { return p.settled(p.click(p.name, what)) },
	// A double click: the second comes before the first was answered.
	"twice": func(p *player, what string) error {
		return p.settled(errors.Join(p.click(p.name, what), p.click(p.name, what)))
	},
	// Somebody presses what another person saw: a button is no proof of anything.
	"press-other": func(p *player, rest string) error {
		who, what, _ := strings.Cut(rest, " ")
		return p.settled(p.click(who, what))
	},
	// An old button, in the message whose text holds what is in brackets.
	"click-old": (*player).clickOld,
	"choose":    (*player).choose,
	"press":     func(p *player, what string) error { return p.settled(p.actor().ClickView("", what)) },
	"press-home": func(p *player, what string) error {
		return p.settled(p.actor().ClickView("home", what))
	},
	"fill":   (*player).fill,
	"submit": (*player).submit,
	"close":  func(p *player, _ string) error { return p.actor().CloseView("") },
	"shortcut": func(p *player, callback string) error {
		return p.settled(p.actor().Shortcut(callback, p.mine().channel, p.mine().ts))
	},
	"home": func(p *player, _ string) error { return p.settled(p.actor().OpenHome()) },
	// A voice clip under the question, or with "dm" before it in the DM; a file.
	"clip":   (*player).clip,
	"upload": func(p *player, text string) error { return p.share("photo.png", text) },
	// Shown in the channel too.
	"broadcast": (*player).broadcast,
	// In a thread of the person's own, under what they said last.
	"below-own": func(p *player, text string) error {
		_, err := p.actor().Reply(p.mine().channel, p.mine().ts, text)
		return p.settled(err)
	},
	"wait": (*player).wait,
	// The operator changes the settings: to schedules, as in the file, in one line.
	"schedules": (*player).schedules,
	// What is offered to be tried again is looked for, too.
	"offers": func(p *player, _ string) error { p.offers = true; return nil },
	// Somebody sets the clock of the bot's machine, by so much against the right time.
	"clock": func(p *player, d string) error {
		ahead, err := time.ParseDuration(d)
		p.ahead.Store(int64(ahead))
		return err
	},
	// The bot's machine sleeps, or the bot is down.
	"sleep": func(p *player, d string) error {
		p.end()
		err := p.wait(d)
		p.start()
		return err
	},
	"restart": func(p *player, _ string) error { p.end(); p.start(); return nil },
	"fault":   (*player).fault,
	"duplicate": func(p *player, n string) error {
		p.ws.Fault(playground.Fault{Kind: playground.Duplicate, Count: atoi(n)})
		return nil
	},
	"forgive": (*player).forgive,
	"see":     (*player).see,
	"never":   (*player).never,
	"on":      (*player).on,
	// The bot ends, and is started again.
	"down": func(p *player, _ string) error { p.end(); return nil },
	"up":   func(p *player, _ string) error { p.start(); return nil },
	// From now on Slack loses every event, until "fault off".
	"lose": func(p *player, _ string) error {
		p.ws.Fault(playground.Fault{Kind: playground.LoseEvents, Count: 1 << 30})
		return nil
	},
	// An admin of the workspace deletes the latest question.
	"remove-question": (*player).removeQuestion,
	// Somebody says so many short things in the thread.
	"chat": (*player).chat,
	// Slack lists so many messages at once, at the most.
	"pages":     func(p *player, n string) error { p.ws.LimitPages(atoi(n)); return nil },
	"rename":    (*player).rename,
	"archive":   func(p *player, _ string) error { return p.ws.Archive(practiceChannel) },
	"unarchive": func(p *player, _ string) error { return p.ws.Unarchive(practiceChannel) },
	// The app is thrown out of the practice channel, or let in again.
	"kick":   func(p *player, _ string) error { return p.ws.Kick(practiceChannel) },
	"invite": func(p *player, _ string) error { return p.ws.Invite(practiceChannel) },
	// The process ends, and begins again later.
	"stop":  func(p *player, _ string) error { p.end(); return nil },
	"start": func(p *player, _ string) error { p.start(); return nil },
	// Slack says no to the next call of a method: METHOD ERROR.
	"refuse": func(p *player, rest string) error {
		method, code, _ := strings.Cut(rest, " ")
		p.ws.Fault(playground.Fault{Kind: playground.APIError, Method: method, Error: code})
		return nil
	},
	// All that is asked in a round is answered: MOST-FOLLOW-UPS TEXT.
	"answers": (*player).answers,
	// Whatever else is said within a while is taken as seen.
	"skim": func(p *player, _ string) error { time.Sleep(20 * time.Second); p.hush(); return nil },
	// It is in what is kept of the person, once.
	"kept": (*player).kept,
	// The head of the thread that was seen last is deleted.
	"remove-thread": (*player).removeThread,
	// The bot is started without the questions of the running round.
	"lose-questions": (*player).loseQuestions,
	// Somebody leaves the channel, or the workspace.
	"leave":      func(p *player, _ string) error { return p.actor().Leave(practiceChannel) },
	"deactivate": func(p *player, who string) error { return p.ws.Deactivate(who) },
	// An element of Home takes an option or a date: WHAT = OPTION.
	"choose-home": func(p *player, rest string) error {
		what, option, _ := strings.Cut(rest, " = ")
		return p.settled(p.actor().ChooseView("home", what, option))
	},
}

// mine is what the person said last.
func (p *player) mine() spot { return p.own[p.name] }

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return max(n, 1)
}

func (p *player) actor() *playground.Actor { return p.ws.As(p.name) }

// click clicks what the newest message has that a person saw.
func (p *player) click(seenBy, what string) (err error) {
	spots := p.past[seenBy]
	for i := len(spots) - 1; i >= 0; i-- {
		if err = p.actor().Click(spots[i].channel, spots[i].ts, what); err == nil || !strings.HasPrefix(err.Error(), "no element") {
			return err
		}
	}
	if err == nil {
		err = errors.New("nothing was seen yet")
	}
	return err
}

// clickOld clicks WHAT in the message that holds TEXT: WHAT [TEXT].
func (p *player) clickOld(rest string) error {
	what, text, _ := strings.Cut(strings.TrimSuffix(rest, "]"), " [")
	for _, h := range p.heard() {
		if strings.Contains(p.text(h), text) {
			return p.settled(p.actor().Click(h.Channel, h.TS, what))
		}
	}
	return fmt.Errorf("no message holds %q", text)
}

// saw remembers what a person saw, to click on it.
func (p *player) saw(at spot) {
	p.seen[p.name] = at
	p.past[p.name] = append(p.past[p.name], at)
}

// settled gives the bot a moment to answer.
func (p *player) settled(err error) error {
	time.Sleep(500 * time.Millisecond)
	return err
}

func (p *player) say(rest string) error {
	channel, text, _ := strings.Cut(rest, " ")
	ts, err := p.actor().Say(channel, text)
	p.own[p.name] = spot{channel: channel, ts: ts}
	return p.settled(err)
}

// reply says something in the thread of the latest question.
func (p *player) reply(text string) error {
	post, err := p.question()
	if err != nil {
		return err
	}
	ts, err := p.actor().Reply(practiceChannel, post.ts, text)
	p.own[p.name] = spot{channel: practiceChannel, thread: post.ts, ts: ts}
	return p.settled(err)
}

func (p *player) broadcast(text string) error {
	post, err := p.question()
	if err != nil {
		return err
	}
	ts, err := p.actor().Broadcast(practiceChannel, post.ts, text)
	p.own[p.name] = spot{channel: practiceChannel, thread: post.ts, ts: ts}
	return p.settled(err)
}

// clip says something aloud.
func (p *player) clip(words string) error {
	at := spot{channel: "dm", thread: p.seen[p.name].thread}
	words, dm := strings.CutPrefix(words, "dm ")
	if !dm {
		post, err := p.question()
		if err != nil {
			return err
		}
		at = spot{channel: practiceChannel, thread: post.ts}
	}
	var err error
	at.ts, err = p.actor().Clip(at.channel, at.thread, words)
	p.own[p.name] = at
	return p.settled(err)
}

// share puts a file under the question, with words or without.
func (p *player) share(name, text string) error {
	post, err := p.question()
	if err != nil {
		return err
	}
	ts, err := p.actor().Upload(practiceChannel, post.ts, name, []byte("a picture"), text)
	p.own[p.name] = spot{channel: practiceChannel, thread: post.ts, ts: ts}
	return p.settled(err)
}

func (p *player) removeQuestion(string) error {
	post, err := p.question()
	if err != nil {
		return err
	}
	return p.settled(p.ws.Remove(practiceChannel, post.ts))
}

// rename gives the practice channel, or the one that it has become, another name.
func (p *player) rename(to string) error {
	from := practiceChannel
	if to == practiceChannel {
		from = p.channel
	}
	p.channel = to
	return p.ws.Rename(from, to)
}

func (p *player) chat(n string) error {
	post, err := p.question()
	if err != nil {
		return err
	}
	for i := range atoi(n) {
		if _, err := p.actor().Reply(practiceChannel, post.ts, fmt.Sprintf("Remark %d.", i)); err != nil {
			return err
		}
	}
	return nil
}

// question returns the latest question in the channel.
func (p *player) question() (spot, error) {
	messages := p.actor().Messages(practiceChannel)
	for i := len(messages) - 1; i >= 0; i-- {
		if m := messages[i]; m.User == p.ws.BotUser() && !m.Ephemeral {
			return spot{channel: practiceChannel, ts: m.TS}, nil
		}
	}
	return spot{}, fmt.Errorf("no question was posted")
}

// on turns to the latest question, to click on it.
func (p *player) on(string) error {
	at, err := p.question()
	p.saw(at)
	return err
}

// dm says something in the DM with the bot: in the thread of what was seen last,
// or after "below" outside it.
func (p *player) dm(text string) error {
	if below, ok := strings.CutPrefix(text, "below: "); ok {
		ts, err := p.actor().DM(below)
		p.own[p.name] = spot{channel: "dm", ts: ts}
		return p.settled(err)
	}
	if thread := p.seen[p.name].thread; thread != "" {
		ts, err := p.actor().Reply("dm", thread, text)
		p.own[p.name] = spot{channel: "dm", thread: thread, ts: ts}
		return p.settled(err)
	}
	ts, err := p.actor().DM(text)
	p.own[p.name] = spot{channel: "dm", ts: ts}
	return p.settled(err)
}

// choose takes an option: of a select in the last message, or after "in view" in
// the topmost modal.
func (p *player) choose(rest string) error {
	view := false
	if after, ok := strings.CutPrefix(rest, "in view "); ok {
		rest, view = after, true
	}
	what, option, ok := strings.Cut(rest, " = ")
	if !ok {
		return fmt.Errorf("want: choose WHAT = OPTION")
	}
	if view {
		return p.settled(p.actor().ChooseView("", what, option))
	}
	s := p.seen[p.name]
	return p.settled(p.actor().Choose(s.channel, s.ts, what, option))
}

func (p *player) fill(rest string) error {
	what, text, ok := strings.Cut(rest, " = ")
	if !ok {
		return fmt.Errorf("want: fill WHAT = TEXT")
	}
	p.form[what] = text
	return nil
}

func (p *player) submit(string) (err error) {
	p.fields, err = p.actor().Submit("", p.form)
	p.form = map[string]string{}
	return p.settled(err)
}

func (p *player) wait(rest string) error {
	d, err := time.ParseDuration(rest)
	time.Sleep(d)
	return err
}

func (p *player) schedules(list string) error {
	cfg, err := config.Parse("config.yaml", []byte("admins: ["+strings.Join(p.cfg.Admins, ",")+"]\nschedules: "+list), configChecks())
	if err != nil {
		return err
	}
	p.end()
	p.cfg.Schedules = cfg.Schedules
	p.start()
	return nil
}

// fault misbehaves: KIND METHOD [COUNT].
func (p *player) fault(rest string) error {
	words := strings.Fields(rest)
	if rest == "off" {
		p.ws.ClearFaults()
		return nil
	}
	f := playground.Fault{Kind: playground.FaultKind(words[0]), Count: 1}
	if len(words) > 1 {
		f.Method = words[1]
	}
	if len(words) > 2 {
		f.Count = atoi(words[2])
	}
	p.ws.Fault(f)
	return nil
}

// forgive expects a warning in the log.
func (p *player) forgive(text string) error {
	if p.log.forgive(text) == 0 {
		return fmt.Errorf("no warning holds %q; there are %q", text, p.log.lines())
	}
	return nil
}

// patience is how long somebody waits for what they expect to see.
const patience = 15 * time.Second

// see waits for something to be seen: "KIND: text", where KIND is post, thread,
// private, dm, modal, home, field or closed.
func (p *player) see(rest string) error {
	var err error
	for end := time.Now().Add(patience); !time.Now().After(end); time.Sleep(250 * time.Millisecond) {
		if err = p.look(rest, true); err == nil {
			return nil
		}
	}
	return err
}

// never makes sure, for a while, that something is not seen.
func (p *player) never(rest string) error {
	time.Sleep(3 * time.Second)
	if p.look(strings.TrimPrefix(rest, "see "), false) == nil {
		return fmt.Errorf("it was seen")
	}
	return nil
}

func (p *player) look(rest string, expect bool) error {
	kind, text, _ := strings.Cut(rest, ":")
	text = strings.TrimSpace(text)
	switch kind {
	case "modal", "home":
		return p.lookAtView(kind, text)
	case "closed":
		if n := len(p.actor().Views()); n > 0 {
			return fmt.Errorf("%d views are open", n)
		}
		return nil
	case "field":
		for _, words := range p.fields {
			if strings.Contains(words, text) {
				return nil
			}
		}
		return fmt.Errorf("the form's errors are %q", p.fields)
	case "replies":
		post, err := p.question()
		if err != nil {
			return err
		}
		return contains(p.threadText(practiceChannel, post.ts), text)
	case "question":
		post, err := p.question()
		if err != nil {
			return err
		}
		for _, m := range p.actor().Messages(practiceChannel) {
			if m.TS == post.ts {
				return contains(shown(m.Text, m.Blocks), text)
			}
		}
		return nil
	case "notice":
		return contains(strings.Join(p.actor().Notices(), "\n"), text)
	}
	return p.lookAtMessages(kind, text, expect)
}

func (p *player) threadText(channel, ts string) string {
	var b strings.Builder
	for _, m := range p.actor().Thread(channel, ts) {
		b.WriteString(shown(m.Text, m.Blocks) + "\n")
	}
	return b.String()
}

func contains(all, text string) error {
	if !strings.Contains(all, text) {
		return fmt.Errorf("it reads:\n%s", all)
	}
	return nil
}

func (p *player) lookAtView(kind, text string) error {
	var v playground.View
	if kind == "home" {
		home, ok := p.actor().HomeView()
		if !ok {
			return fmt.Errorf("there is no Home")
		}
		v = home
	} else {
		views := p.actor().Views()
		if len(views) == 0 {
			return fmt.Errorf("no modal is open")
		}
		v = views[len(views)-1]
	}
	return contains(shown(string(v.Title), v.Blocks), text)
}

// lookAtMessages looks for a message of the bot's that was not seen yet.
func (p *player) lookAtMessages(kind, text string, expect bool) error {
	me := p.actor()
	dm := me.DMChannel()
	for _, h := range p.heard() {
		if h.expected {
			continue
		}
		var here bool
		switch kind {
		case "post", "thread":
			here = h.Kind == "post" && !strings.HasPrefix(h.Channel, "D")
		case "private":
			here = h.Kind == "ephemeral" && h.User == me.ID()
		case "dm":
			here = h.Kind == "post" && h.Channel == dm
		default:
			return fmt.Errorf("unknown kind %q", kind)
		}
		if !here {
			continue
		}
		m, _ := p.message(h)
		if kind == "thread" && m.ThreadTS == "" || kind == "post" && m.ThreadTS != "" && m.ThreadTS != m.TS {
			continue
		}
		if strings.Contains(p.text(h), text) {
			if expect {
				h.expected = true
				thread := m.ThreadTS
				if kind == "dm" && thread == "" {
					thread = m.TS
				}
				p.saw(spot{channel: h.Channel, thread: thread, ts: h.TS})
			}
			return nil
		}
	}
	var said []string
	for _, h := range p.heard() {
		if !h.expected {
			said = append(said, fmt.Sprintf("%s to %s: %s", h.Kind, p.where(h), p.text(h)))
		}
	}
	return fmt.Errorf("not seen; the bot said:\n%s", strings.Join(said, "\n---\n"))
}
