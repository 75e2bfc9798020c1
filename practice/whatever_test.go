package practice_test

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"greenroom/bank"
	"greenroom/practice"
)

var seeds = flag.Int("seeds", 400, "how many conversations of a round are made up")

// A chaos is a conversation with a round in which anything happens in any order.
// The chat's clock is right; the bot's goes before it or behind.
type chaos struct {
	t      *testing.T
	chance *rand.Rand
	c      *practice.Coach
	tx     practice.Tx
	now    time.Time     // by the chat
	ahead  time.Duration // of the bot's clock
	moved  time.Duration // by how much the bot's clock has gone forward
	wild   bool          // the bot's clock is set now and then
	hasty  bool          // the person goes on and on
	did    []string

	said    []*utterance
	flights []func() string // what is on its way to the bot
	history []inHandAt
	rounds  []string // their ids
	kept    map[string]practice.Round
	words   int
	reached map[string]int // how often which point was
}

// An utterance is a message of the person, and what became of it.
type utterance struct {
	practice.Said
	heard   bool          // it was taken in
	reads   practice.Said // as it was taken in last
	refused error
	unsure  bool          // it was refused at least once
	late    time.Duration // by how much it came after it was said
	deleted bool
}

// An inHandAt is what was in hand from a time on: a slot of a round, or nothing.
type inHandAt struct {
	at   time.Time
	slot string
}

// TestNothingIsLostWhateverHappens makes up conversations and holds what is kept
// against what was said.
func TestNothingIsLostWhateverHappens(t *testing.T) {
	o := newOffice(t)
	o.coach.Bank = smallBank(60)
	began := time.Now()
	reached := map[string]int{}
	for seed := range *seeds {
		err := o.coach.Store.Update(t.Context(), func(tx practice.Tx) error {
			c := &chaos{t: t, chance: rand.New(rand.NewPCG(uint64(seed), 5)), now: monday, wild: seed%5 == 4, hasty: seed%4 == 3, kept: map[string]practice.Round{}, reached: reached}
			c.tx = guarded{tx, c}
			c.c = o.inside(c.tx)
			c.c.Now = func() time.Time { return c.now.Add(c.ahead) }
			c.run(60)
			return errUndo
		})
		if !errors.Is(err, errUndo) {
			t.Fatal(err)
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	t.Logf("%d conversations in %v: %v", *seeds, time.Since(began), reached)
	for _, point := range []string{
		"asking", "elaborating", "following", "following 3", "rating", "break", "leg 2", "paused", "finished", "stopped", "lapsed", "without a thread",
	} {
		if reached[point] == 0 {
			t.Errorf("no conversation came to %q", point)
		}
	}
}

// A guarded is a Tx that sees what is said twice.
type guarded struct {
	practice.Tx
	c *chaos
}

func (g guarded) PutPosting(p practice.Posting) error {
	old, err := g.Tx.Posting(p.Key)
	if err == nil && !old.Open() && p.Kind.Policy() != practice.Repeat && (p.Open() || p.State != old.State) {
		g.c.fail("%s was %v and is %v", p.Key, old.State, p.State)
	}
	return g.Tx.PutPosting(p)
}

func (g guarded) PutRound(r practice.Round) error {
	if err := g.Tx.PutRound(r); err != nil {
		return err
	}
	if kept, err := g.Tx.Round(r.ID); err != nil || !reflect.DeepEqual(kept, r) {
		g.c.fail("the round is kept as\n%+v, not as\n%+v: %v", kept, r, err)
	}
	if _, known := g.c.kept[r.ID]; !known {
		g.c.rounds = append(g.c.rounds, r.ID)
	}
	g.c.kept[r.ID] = r
	return nil
}

func (c *chaos) fail(format string, args ...any) {
	c.t.Helper()
	if c.t.Failed() {
		return // the first is enough
	}
	c.t.Errorf(format+"\nafter:\n%s", append(args, strings.Join(c.did, "\n"))...)
}

func (c *chaos) one(n int) bool { return c.chance.IntN(n) == 0 }

func (c *chaos) run(steps int) {
	choice := practice.Choice{
		Kind: practice.Kinds()[c.chance.IntN(4)], Length: practice.Express, Manner: practice.Manners()[c.chance.IntN(3)],
		Mode: []practice.Mode{practice.PracticeMode, practice.LiveMode}[c.chance.IntN(2)], Level: bank.Manager,
	}
	for i := range steps {
		if c.t.Failed() {
			return
		}
		if i == 2 {
			_, err := c.c.BeginRound(c.t.Context(), "ana", choice)
			c.does("begin ", fmt.Sprint(err))
			c.looks()
		}
		c.passes(time.Duration(c.chance.IntN(40)) * time.Second)
		c.does("", c.happens(choice))
		c.looks()
	}
	for len(c.flights) > 0 && !c.t.Failed() {
		c.does("", c.lands())
	}
	c.ends()
	c.looks()
	c.counts()
}

func (c *chaos) does(prefix, what string) {
	c.did = append(c.did, fmt.Sprintf("%s %s%s", c.now.Format("2 15:04:05"), prefix, what))
}

func (c *chaos) passes(d time.Duration) {
	c.now = c.now.Add(d)
	c.moved += d
}

// looks notes what is in hand, and checks the round.
func (c *chaos) looks() {
	slot := ""
	for _, id := range c.rounds {
		r := c.kept[id]
		c.reached[string(r.Stage)]++
		c.reached[string(r.Ending)]++
		if in := r.InHand(); in.Probe > 2 {
			c.reached["following 3"]++
		}
		if len(r.Legs()) > 1 {
			c.reached["leg 2"]++
		}
		if !r.PausedAt.IsZero() {
			c.reached["paused"]++
		}
		if r.Thread == 0 && r.Turn > 0 {
			c.reached["without a thread"]++
		}
		switch r.Stage {
		case practice.Asking, practice.Elaborating, practice.Following:
			slot = fmt.Sprint(r.ID, r.InHand())
		}
		var spent time.Duration
		for i, t := range r.Turns {
			if t.Spent < 0 || len(t.Probes) > r.Choice.Manner.FollowUps() || t.Reverse && (len(t.Probes) > 0 || t.More) {
				c.fail("turn %d is %+v", i, t)
			}
			spent += t.Spent
		}
		if spent > c.moved {
			c.fail("%v were spent in %v", spent, c.moved)
		}
		if r.Running() == !r.EndedAt.IsZero() || !r.Running() && r.Ending == "" || !r.PausedAt.IsZero() && r.Ticking() {
			c.fail("the round is %+v", r)
		}
	}
	c.history = append(c.history, inHandAt{c.now, slot})
}

// ends ends the round that is running, whatever it waits for, in one of the ways
// that a person has.
func (c *chaos) ends() {
	ctx := c.t.Context()
	word := practice.Press{By: "ana", Step: practice.InHand}
	byClose := c.one(2)
	for range 6 {
		r, err := c.c.Running(ctx, "ana")
		if errors.Is(err, practice.ErrNoRound) {
			return
		}
		switch {
		case byClose:
			_, err = c.c.CloseRound(ctx, word)
		case r.Stage == practice.Rating:
			_, err = c.c.Debrief(ctx, word)
		default:
			_, err = c.c.EndRound(ctx, word)
		}
		if err != nil {
			c.fail("it cannot be ended from %s: %v", r.Stage, err)
			return
		}
	}
	c.fail("it does not end")
}

// counts holds what is kept against what was said.
func (c *chaos) counts() {
	answers := map[practice.ID]practice.Answer{}
	err := c.tx.AnswersBy("ana", 0, func(a practice.Answer) bool { answers[a.ID] = a; return true })
	slots := map[practice.ID][]string{}
	for _, id := range c.rounds {
		r, e := c.tx.Round(id)
		err = errors.Join(err, e)
		for turn, t := range r.Turns {
			for probe := range len(t.Probes) + 1 {
				in := practice.Slot{Turn: turn, Probe: probe}
				if a, _ := r.Answer(in); a != 0 {
					slots[a] = append(slots[a], fmt.Sprint(r.ID, in))
				}
			}
		}
	}
	if err != nil {
		c.fail("%v", err)
	}
	for id := range answers {
		if len(slots[id]) != 1 {
			c.fail("the answer %v is in the slots %v", answers[id], slots[id])
		}
	}
	for _, u := range c.said {
		var in []practice.Answer
		text := ""
		for _, a := range answers {
			for _, m := range a.Messages {
				if m.Stamp == u.Stamp {
					in, text = append(in, a), m.Text
				}
			}
		}
		switch {
		case u.deleted:
			if len(in) > 0 {
				c.fail("%q was deleted and is kept", u.Text)
			}
		case u.heard:
			if !c.wild && !u.unsure {
				u.reads.Text = u.Text // all that was heard of it was taken in
			}
			if len(in) != 1 || text != u.reads.Text {
				c.fail("%q is kept %d times, as %q", u.Text, len(in), text)
			} else if slot := slots[in[0].ID]; len(slot) == 1 && !c.wild && !c.might(u, slot[0]) {
				c.fail("%q of %s is kept in %s", u.Text, u.Stamp.Time().UTC().Format("2 15:04:05"), slot[0])
			}
		case u.refused != nil:
			if !c.wild && u.late < 50*time.Minute && !c.might(u, "") {
				c.fail("%q of %s was refused: %v", u.Text, u.Stamp.Time().UTC().Format("2 15:04:05"), u.refused)
			}
		}
	}
}

// might reports whether a slot was in hand when something was said, give or take
// what the clocks may be apart. What was said in a break may count to the
// question before it.
func (c *chaos) might(u *utterance, slot string) bool {
	const apart = 10 * time.Second
	from, to := u.Stamp.Time().Add(-apart), u.Stamp.Time().Add(apart)
	last := ""
	for i, h := range c.history {
		until := c.now.Add(time.Hour)
		if i+1 < len(c.history) {
			until = c.history[i+1].at
		}
		if h.at.After(to) {
			break
		}
		if h.slot != "" {
			last = h.slot
		}
		if !until.Before(from) && (h.slot == slot || last == slot) {
			return true
		}
	}
	return len(c.history) == 0 || from.Before(c.history[0].at) && slot == ""
}
