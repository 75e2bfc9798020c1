package practice_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"greenroom/practice"
)

var chaosWords = []string{
	"Well.", "The second half was worse.", "And then we agreed.",
	"I moved two people to triage, and the backlog fell by half in six weeks, which the board saw.", story,
}

// happens has something happen.
func (c *chaos) happens(choice practice.Choice) string {
	ctx := c.t.Context()
	switch n := c.chance.IntN(100); {
	case n < 30:
		return c.says()
	case n < 40:
		return c.lands()
	case n < 47 && !c.hasty:
		return c.changes()
	case n < 70, c.hasty && n < 80:
		return c.presses()
	case n < 85:
		return c.delivers()
	case n < 90:
		return fmt.Sprint("sweep ", c.c.Sweep(ctx))
	case n < 93:
		d := []time.Duration{time.Minute, 10 * time.Minute, 5 * time.Hour, 26 * time.Hour, 8 * 24 * time.Hour}[c.chance.IntN(5)]
		c.passes(d)
		return fmt.Sprint("wait ", d)
	case n < 95:
		if was := c.ahead; c.wild {
			c.ahead = time.Duration(c.chance.IntN(7200)-3600) * time.Second
			c.moved += max(c.ahead-was, 0)
		} else {
			c.ahead = time.Duration(c.chance.IntN(9)-4) * time.Second
			c.moved += max(c.ahead-was, 0)
		}
		return fmt.Sprint("clock ", c.ahead)
	}
	r, err := c.c.BeginRound(ctx, "ana", choice)
	return fmt.Sprint("begin ", r.ID, err)
}

// says says something, which arrives now or later, or twice.
func (c *chaos) says() string {
	s := practice.Said{
		Place: practice.Place{Channel: "Dana"}, Stamp: practice.Stamp(c.now.UnixMicro()) + practice.Stamp(len(c.said)), By: "ana",
		Text: fmt.Sprintf("%s (%d)", chaosWords[c.chance.IntN(len(chaosWords))], len(c.said)),
	}
	if n := len(c.rounds); n > 0 && c.one(2) {
		s.Place.Thread = c.kept[c.rounds[n-1]].Thread
	}
	u := &utterance{Said: s}
	c.said = append(c.said, u)
	if c.one(6) {
		c.flights = append(c.flights, func() string { return c.hears(u, s) })
	}
	if c.one(4) {
		c.flights = append(c.flights, func() string { return c.hears(u, s) })
		return fmt.Sprintf("says %d, which is late", len(c.said)-1)
	}
	return c.hears(u, s)
}

func (c *chaos) hears(u *utterance, s practice.Said) string {
	h, err := c.c.HearRound(c.t.Context(), s)
	switch {
	case err == nil && h.Answer != 0:
		u.heard, u.refused = true, nil
		if s.Edited >= u.reads.Edited {
			u.reads = s
		}
	case err == nil:
		if !u.deleted {
			c.fail("%q belongs to nothing", s.Text)
		}
	case errors.Is(err, practice.ErrNoRound), errors.Is(err, practice.ErrEnded), errors.Is(err, practice.ErrBreak):
		u.refused, u.late, u.unsure = err, c.now.Sub(s.Stamp.Time()), true
	default:
		c.fail("%q: %v", s.Text, err)
	}
	return fmt.Sprintf("hears %q of %s: %v", s.Text, s.Stamp.Time().UTC().Format("2 15:04:05"), err)
}

// lands lets something arrive that is on its way, in any order.
func (c *chaos) lands() string {
	if len(c.flights) == 0 {
		return "-"
	}
	i := c.chance.IntN(len(c.flights))
	f := c.flights[i]
	c.flights = slices.Delete(c.flights, i, i+1)
	return f()
}

// changes edits or deletes something, of which the bot hears now or later.
func (c *chaos) changes() string {
	if len(c.said) == 0 {
		return "-"
	}
	u := c.said[c.chance.IntN(len(c.said))]
	if u.deleted {
		return "-"
	}
	var f func() string
	if c.one(3) {
		u.deleted = true
		f = func() string {
			err := c.c.Unsay(c.t.Context(), practice.Unsaid{Place: u.Place, Stamp: u.Stamp, Private: true})
			return fmt.Sprintf("unsays %q: %v", u.Text, err)
		}
	} else {
		u.Text, u.Edited = u.Text+" Edited.", practice.Stamp(c.now.UnixMicro())+practice.Stamp(len(c.did))
		s := u.Said
		f = func() string { return "edited, " + c.hears(u, s) }
	}
	c.flights = append(c.flights, f)
	if c.one(2) {
		return "changes something, which is late"
	}
	c.flights = c.flights[:len(c.flights)-1]
	return f()
}

type chaosVerb struct {
	name string
	do   func(*practice.Coach, context.Context, practice.Press) (practice.Round, error)
}

var chaosVerbs = []chaosVerb{
	{"done", (*practice.Coach).Done}, {"done", (*practice.Coach).Done}, {"done", (*practice.Coach).Done}, {"done", (*practice.Coach).Done},
	{"skip", (*practice.Coach).Skip}, {"skip", (*practice.Coach).Skip}, {"hint", (*practice.Coach).Hint}, {"clarify", (*practice.Coach).Clarify},
	{"pause", (*practice.Coach).Pause}, {"resume", (*practice.Coach).Resume}, {"resume", (*practice.Coach).Resume},
	{"continue", (*practice.Coach).Continue}, {"debrief", (*practice.Coach).Debrief}, {"end", (*practice.Coach).EndRound}, {"close", (*practice.Coach).CloseRound},
	{"rate", func(c *practice.Coach, ctx context.Context, p practice.Press) (practice.Round, error) {
		return c.Rate(ctx, p, 3)
	}},
}

// presses presses a button of any step, or types the word, maybe twice.
func (c *chaos) presses() string {
	v := chaosVerbs[c.chance.IntN(len(chaosVerbs))]
	if c.hasty && !c.one(4) {
		v = []chaosVerb{{"skip", (*practice.Coach).Skip}, {"done", (*practice.Coach).Done}, {"continue", (*practice.Coach).Continue}, {"debrief", (*practice.Coach).Debrief}}[c.chance.IntN(4)]
	}
	if (v.name == "end" || v.name == "close") && !c.one(4) {
		v = chaosVerbs[0]
	}
	p := practice.Press{By: "ana", Step: practice.InHand}
	if c.one(3) {
		c.words++
		p.Once = fmt.Sprint("Dana/", c.words-c.chance.IntN(2))
	} else if len(c.rounds) > 0 {
		p.Round = c.rounds[c.chance.IntN(len(c.rounds))]
		r := c.kept[p.Round]
		p.Step = r.Step()
		if c.one(3) {
			p.Step = practice.Step{Turn: c.chance.IntN(len(r.Turns)), Stage: practice.Stages()[c.chance.IntN(6)], Probe: c.chance.IntN(2)}
		}
	}
	before, _ := c.c.Running(c.t.Context(), "ana")
	after, err := v.do(c.c, c.t.Context(), p)
	if after.Stage == practice.Elaborating && before.ID == after.ID && before.Stage != practice.Elaborating && before.Turns[after.Turn].More {
		c.fail("more is asked for twice")
	}
	return fmt.Sprintf("%s %+v: %+v %v", v.name, p, after.Step(), err)
}

// delivers has something become of a posting.
func (c *chaos) delivers() string {
	ctx := c.t.Context()
	all, err := c.c.Waiting(ctx)
	if err != nil || len(all) == 0 {
		return fmt.Sprint("- ", err)
	}
	p := all[c.chance.IntN(min(len(all), 3))]
	if p.State == practice.Planned {
		if p, err = c.c.Send(ctx, p.Key); err != nil {
			return fmt.Sprint("send ", p.Key, err)
		}
	}
	c.passes(time.Duration(c.chance.IntN(3)) * time.Second)
	what := "arrived"
	switch n := c.chance.IntN(20); {
	case n < 12:
		err = c.c.Arrived(ctx, p.Key, "Dana", practice.Stamp(c.now.UnixMicro()))
	case n < 14:
		what, err = "is in doubt", c.c.Doubtful(ctx, p.Key, "timeout")
	case n < 16:
		what, err = "is not seen", c.c.NotSeen(ctx, p.Key)
	case n < 17:
		what, err = "is postponed", c.c.Postpone(ctx, p.Key, time.Second)
	case n < 18:
		what, err = "is refused", c.c.Refuse(ctx, p.Key, "no")
	case n < 19:
		what, err = "has no thread", c.c.ThreadGone(ctx, p.Key)
	default:
		what = "is forgotten by a crash"
	}
	if err != nil {
		c.fail("%s: %v", p.Key, err)
	}
	return fmt.Sprint(p.Key, " ", what)
}
