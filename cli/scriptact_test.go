package cli

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"greenroom/config"
	"greenroom/playground"
)

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
		if d, err := time.ParseDuration(words[2]); err == nil {
			f.Delay = d
		} else {
			f.Count = atoi(words[2])
		}
	}
	p.ws.Fault(f)
	return nil
}
