package cli

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"greenroom/bank"
	"greenroom/bot/view"
	"greenroom/practice"
)

// A prompt is a message of the bot's that waits for something in a round.
type prompt struct {
	heard  *heard
	action string // of its first button
	step   practice.Step
	text   string
}

// prompted returns the newest message in the person's DM that nobody has seen yet
// and that has a button of a round; what has none is seen with it.
func (p *player) prompted() (out prompt, ok bool) {
	dm := p.actor().DMChannel()
	for _, h := range p.heard() {
		if h.expected || h.Kind != "post" || h.Channel != dm {
			continue
		}
		h.expected = true
		m, there := p.message(h)
		if !there {
			continue
		}
		thread := m.ThreadTS
		if thread == "" {
			thread = m.TS
		}
		p.saw(spot{channel: h.Channel, thread: thread, ts: h.TS})
		var blocks []struct {
			Elements []struct {
				Action string `json:"action_id"`
				Value  string `json:"value"`
			} `json:"elements"`
		}
		_ = json.Unmarshal(m.Blocks, &blocks)
		for _, b := range blocks {
			for _, e := range b.Elements {
				switch action, _, _ := strings.Cut(e.Action, "/"); action {
				case view.ActRoundDone, view.ActRoundDebrief, view.ActRoundNext:
					_, step, _ := view.ParsePress(e.Value)
					out, ok = prompt{heard: h, action: action, step: step, text: shown(m.Text, m.Blocks)}, true
				}
			}
		}
	}
	return out, ok
}

// answers answers whatever is asked until the round or its leg is to be rated:
// the number is how many follow-ups to a question there are at the most. It
// holds that every question comes once and in its order.
func (p *player) answers(rest string) error {
	n, text, _ := strings.Cut(rest, " ")
	var put []practice.Step
	counted, m := 0, 0
	for range 400 {
		at, ok := p.prompted()
		if !ok {
			time.Sleep(time.Second)
			continue
		}
		if at.action != view.ActRoundDone {
			if at.action == view.ActRoundNext {
				return fmt.Errorf("it is a break, with nothing rated")
			}
			if counted != m || m == 0 {
				return fmt.Errorf("it was question %d of %d, and now it is to be rated", counted, m)
			}
			return nil
		}
		for _, was := range put {
			if was == at.step {
				return fmt.Errorf("%+v is asked twice", at.step)
			}
		}
		put = append(put, at.step)
		switch {
		case at.step.Probe >= atoi(n)+1:
			return fmt.Errorf("follow-up %d to a question", at.step.Probe)
		case at.step.Stage == practice.Asking:
			was := counted
			if i := strings.Index(at.text, "Question "); i >= 0 {
				if _, err := fmt.Sscanf(at.text[i:], "Question %d of %d", &counted, &m); err != nil {
					return err
				}
				if counted != was+1 {
					return fmt.Errorf("question %d comes after %d", counted, was)
				}
			}
		}
		if err := p.dm(fmt.Sprintf("%s That is my %d.", text, len(put))); err != nil {
			return err
		}
		time.Sleep(20 * time.Second)
		p.prompted() // what is said meanwhile
		if err := p.dm("done"); err != nil {
			return err
		}
	}
	return fmt.Errorf("it does not come to its end; it was question %d of %d", counted, m)
}

// removeThread has somebody delete the message on which the thread hangs that
// was seen last, which is then none any more.
func (p *player) removeThread(string) error {
	at := p.seen[p.name]
	return p.settled(p.ws.Remove(p.actor().DMChannel(), at.thread))
}

// loseQuestions starts the bot with packs that lack what its round asks.
func (p *player) loseQuestions(string) error {
	r, err := p.assembly.coach.Running(p.t.Context(), practice.Person(p.actor().ID()))
	if err != nil {
		return err
	}
	p.end()
	var rest []bank.Question
	for _, q := range p.bank.All() {
		gone := false
		for _, t := range r.Turns {
			gone = gone || t.Question == q.ID
		}
		if !gone {
			rest = append(rest, q)
		}
	}
	p.bank = bank.New(rest)
	p.start()
	return nil
}

// kept makes sure that what was said is in one answer of the person's.
func (p *player) kept(text string) error {
	n := 0
	for _, a := range p.answersOf(p.name) {
		n += strings.Count(a, text)
	}
	if n != 1 {
		return fmt.Errorf("it is kept %d times, in %q", n, p.answersOf(p.name))
	}
	return nil
}
