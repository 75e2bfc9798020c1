package cli

import (
	"fmt"
	"strings"
	"time"

	"greenroom/playground"
)

// forgive expects a warning in the log.
func (p *player) forgive(text string) error {
	if p.log.forgive(text) == 0 {
		return fmt.Errorf("no warning holds %q; there are %q", text, p.log.lines())
	}
	return nil
}

// toRead is the least that somebody needs to read what they see, and act on it.
const toRead = 250 * time.Millisecond

// see waits for something to be seen, and reads it: "KIND: text", where KIND is
// post, thread, private, dm, modal, home, field or closed.
func (p *player) see(rest string) error {
	var err error
	for end := time.Now().Add(patience); !time.Now().After(end); {
		err = p.look(rest, true)
		time.Sleep(toRead)
		if err == nil {
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
