package cli

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

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

const practiceChannel = "interview-practice"

// play plays a script; its errors name the file and the line.
func play(t *testing.T, file, script string) {
	p := newPlayer(newWorld(t))
	defer p.close()
	for i, line := range strings.Split(script, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if err := p.does(line); err != nil {
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

// on turns to the latest question, to click on it.
func (p *player) on(string) error {
	at, err := p.question()
	p.saw(at)
	return err
}

func (p *player) wait(rest string) error {
	d, err := time.ParseDuration(rest)
	time.Sleep(d)
	return err
}

// patience is how long somebody waits for what they expect to see.
const patience = 15 * time.Second
